//! What the labels on a sheet state: "School", "Cluster", "DfE number", "Date" …, with the value in the same cell,
//! beside or under the label.
//!
//! In: a sheet's cells. Out: statements with the cells of their values. Decides for no school which of them is right.

use std::cell::OnceCell;

use crate::lexicon::{Tag, identity_of_words, is, is_kind_of_school, names_nobody, readings};
use crate::model::{CellRef, CellValue, Sourced, folded, folded_words, words_of};
use crate::read::RawSheet;

use super::super::labels::KsfLabels;
use super::super::region::Region;
use super::compound::{fields_of_compound, values_of_compound};
use super::field_labels::{Field, field_of_label, labels_in};
use super::nearest_table::statements_of;
use super::statement::Statement;

/// Maximum number of columns from a label to its value on the right (labels are often merged over several columns).
const REACH: u32 = 10;

/// Maximum number of rows from the heading of a group of labels down to one of them.
const LONGEST_GROUP: u32 = 5;

/// What labels on a sheet state, from the top, each statement with the cell of its label.
#[derive(Debug, Default)]
pub(crate) struct SheetStatements(Vec<(CellRef, Statement)>);

impl SheetStatements {
    /// Gathers what labels outside these tables state.
    fn outside(sheet: &RawSheet, labels: &KsfLabels, tables: &[Region]) -> Self {
        let stated = |(at, value): &(CellRef, CellValue)| {
            // Where the parts of the answer do not match the label's, nothing is taken.
            if let Some((text, fields)) =
                value.text().and_then(|text| Some((text, fields_of_compound(text)?)))
            {
                let parts = of_compound(sheet, (text, &fields), *at, labels).unwrap_or_default();
                return parts.into_iter().map(|statement| (*at, statement)).collect();
            }
            let labels_here = value.text().map(labels_in).unwrap_or_default();
            let statement = |(field, inline): (Field, Option<&str>)| {
                let grouped = || value.text().and_then(|text| field_of_group(sheet, text, *at));
                let field = if field == Field::Other { grouped().unwrap_or(field) } else { field };
                // "School | [insert name of school]": the template's own words stand where the answer should.
                let before = at.column.checked_sub(1).and_then(|column| sheet.text(at.row, column));
                if inline.is_none() && before.is_some_and(|t| field_of_label(t) == Some((field, None))) {
                    return None;
                }
                if inline.is_none() && heads_column(sheet, *at, labels) {
                    return None;
                }
                let statement = match inline {
                    Some(text) => Statement::of_text(field, text, *at),
                    None => Statement { field, value: value_of(sheet, field, *at, labels)? },
                };
                (field != Field::Other && is_given(field, &statement.value.value)).then_some((*at, statement))
            };
            labels_here.into_iter().filter_map(statement).collect::<Vec<_>>()
        };
        let outside = |(at, _): &&(CellRef, CellValue)| !tables.iter().any(|table| table.contains(*at));
        Self(sheet.cells().iter().filter(outside).flat_map(stated).collect())
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Statement> {
        self.0.iter().map(|(_, statement)| statement)
    }

    /// What labels outside the tables of a sheet state about the one with this index.
    pub(crate) fn of_table(&self, index: usize, tables: &[Region]) -> Vec<Statement> {
        let outside = |at: CellRef| !tables.iter().any(|table| table.contains(at));
        let free = self.0.iter().filter(|(label, s)| outside(*label) && outside(s.value.cell));
        statements_of(index, tables, free.map(|(_, statement)| statement))
    }
}

/// Gathers what labels on a sheet state, once and only as far as it is needed: while it is open which tables there
/// are, from all cells; otherwise from the cells outside them. To look at all cells of every sheet takes `check` of
/// 2,000 forms 4 % more processor time.
pub(crate) struct StatementGatherer<'a> {
    sheet: &'a RawSheet,
    labels: &'a KsfLabels,
    all: OnceCell<SheetStatements>,
}

impl<'a> StatementGatherer<'a> {
    pub(crate) fn new(sheet: &'a RawSheet, labels: &'a KsfLabels) -> Self {
        Self { sheet, labels, all: OnceCell::new() }
    }

    /// What all labels state.
    pub(crate) fn all(&self) -> &SheetStatements {
        self.all.get_or_init(|| SheetStatements::outside(self.sheet, self.labels, &[]))
    }

    /// What labels outside these tables state, and perhaps others.
    pub(crate) fn finish(self, tables: &[Region]) -> SheetStatements {
        let (sheet, labels) = (self.sheet, self.labels);
        self.all.into_inner().unwrap_or_else(|| SheetStatements::outside(sheet, labels, tables))
    }
}

/// The field of the label "Name" by the heading above it, alone in its row: "About your school".
fn field_of_group(sheet: &RawSheet, label: &str, at: CellRef) -> Option<Field> {
    let rows = || (at.row.saturating_sub(LONGEST_GROUP)..at.row).rev();
    let heading = || {
        let row = rows().find(|row| matches!(sheet.row(*row), [(cell, _)] if cell.column <= at.column))?;
        sheet.row(row)[0].1.text()
    };
    if folded(label) != "name" {
        return None;
    }
    let heading = folded(readings(heading()?).last()?.as_ref());
    let words: Vec<&str> = words_of(&heading).into_iter().filter(|w| !is(w, Tag::BeginsGroup)).collect();
    let (field, _) = identity_of_words(&words)?;
    matches!(field, Field::School | Field::Cluster | Field::LocalAuthority).then_some(field)
}

/// The value of a label: the next filled cell to the right, or the cell below the label if there is none on the right
/// or only another label.
fn value_of(sheet: &RawSheet, field: Field, at: CellRef, labels: &KsfLabels) -> Option<Sourced<CellValue>> {
    // A colon may stand in a cell of its own, and the label in another language.
    let says = |value: &CellValue| {
        let again = |text: &str| field_of_label(text) == Some((field, None));
        value.text().is_none_or(|text| text.contains(char::is_alphanumeric) && !again(text))
    };
    let near = |(c, value): &&(CellRef, CellValue)| {
        c.column > at.column && c.column - at.column <= REACH && says(value)
    };
    // "(name of school)" stands under the name, as on paper forms.
    if sheet.text(at.row, at.column).is_some_and(|text| text.trim_start().starts_with('(')) {
        let above = CellRef::new(at.row.checked_sub(1)?, at.column);
        let value = sheet.get(above.row, above.column).filter(|value| !is_label(value, labels))?;
        return Some(Sourced { value: value.clone(), cell: above });
    }
    // "School | 2041 | Oakfield": the number stands before the name.
    let names = matches!(field, Field::School | Field::Cluster | Field::LocalAuthority);
    let right = |row: u32| {
        let first = sheet.row(row).iter().find(near)?;
        let next = sheet.get(row, first.0.column + 1).filter(|value| !is_label(value, labels));
        let numbered =
            names && is_number(&first.1) && next.is_some_and(|v| !is_number(v) && v.text().is_some());
        if numbered {
            sheet.row(row).iter().find(|(at, _)| at.column == first.0.column + 1)
        } else {
            Some(first)
        }
    };
    if let Some((cell, value)) = right(at.row)
        && !is_label(value, labels)
    {
        return Some(Sourced { value: value.clone(), cell: *cell });
    }
    let below = CellRef::new(at.row + 1, at.column);
    let value = sheet.get(below.row, below.column)?;
    let is_label_itself = right(at.row).is_none() && right(below.row).is_some();
    let is_none = is_label_itself || (names && is_title(value)) || is_label(value, labels);
    (!is_none).then(|| Sourced { value: value.clone(), cell: below })
}

/// A number, also one that is typed as a text.
fn is_number(value: &CellValue) -> bool {
    let digits = |text: &str| text.trim().bytes().all(|b| b.is_ascii_digit());
    matches!(value, CellValue::Number(_)) || value.text().is_some_and(digits)
}

/// "Autumn term" below an empty "School:" is a title.
fn is_title(value: &CellValue) -> bool {
    const TITLE: [Tag; 4] = [Tag::Title, Tag::Stock, Tag::Season, Tag::Period];
    let of_title = |word: &String| TITLE.iter().any(|tag| is(word, *tag));
    value.text().is_some_and(|text| folded_words(text).iter().all(of_title))
}

/// What a label states that asks for several names: "School / cluster".
fn of_compound(
    sheet: &RawSheet,
    (label, fields): (&str, &[Field]),
    at: CellRef,
    labels: &KsfLabels,
) -> Option<Vec<Statement>> {
    let value = value_of(sheet, Field::School, at, labels)?;
    let parts = values_of_compound(label, fields, value.value.text()?)?;
    Some(parts.into_iter().map(|(field, text)| Statement::of_text(field, text, value.cell)).collect())
}

/// Whether a label is the heading of a column, beside another one and over several rows: "School | Cluster | Pupils".
fn heads_column(sheet: &RawSheet, at: CellRef, labels: &KsfLabels) -> bool {
    let is_field = |column: u32| {
        let labels = sheet.text(at.row, column).map(labels_in).unwrap_or_default();
        matches!(labels.as_slice(), [(field, None)] if *field != Field::Other)
    };
    let text = |row: u32| sheet.text(row, at.column).filter(|text| field_of_label(text).is_none());
    let beside = is_field(at.column + 1) || at.column.checked_sub(1).is_some_and(is_field);
    let of_ksfs = |text: &str| labels.is_term(text) || labels.ksf_named(text).is_some();
    let mut further = (at.row + 1..at.row + 3).flat_map(|row| sheet.row(row)).filter_map(|(_, v)| v.text());
    beside && text(at.row + 1).is_some() && text(at.row + 2).is_some() && !further.any(of_ksfs)
}

/// Whether a cell holds a label: one that is known, or any text that ends with a colon.
fn is_label(value: &CellValue, labels: &KsfLabels) -> bool {
    let asks_to_be_replaced = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        folded(first).split(' ').next().is_some_and(|w| is(w, Tag::NoNameBegins))
            || text.trim_start().starts_with(['[', '<', '{'])
    };
    let asks_or_names = |text: &str| {
        if asks_to_be_replaced(text) {
            return false;
        }
        text.trim_end().ends_with(':')
            || field_of_label(text).is_some()
            || labels.is_term(text)
            || labels.ksf_named(text).is_some()
    };
    value.text().is_some_and(asks_or_names)
}

/// Whether a value says anything: "please enter", "e.g. Oakfield", "TBC", dots and dashes do not; and, for a field
/// that asks for a name, whether it can be a name and not a sentence of the form's own.
fn is_given(field: Field, value: &CellValue) -> bool {
    let text = match value {
        CellValue::Text(text) => text,
        CellValue::Number(_) | CellValue::Date(_) => return true,
        CellValue::Percentage(_) | CellValue::Logical(_) | CellValue::Error(_) | CellValue::NoResult => {
            return false;
        }
    };
    let folded = folded(text);
    let words = words_of(&folded);
    let Some(first) = words.first() else { return false };
    if !matches!(field, Field::School | Field::Cluster | Field::LocalAuthority) {
        return !is(first, Tag::NoNameBegins) && !words.iter().all(|w| is(w, Tag::NoName));
    }
    let of_the_form =
        words.iter().any(|w| is(w, Tag::FormWord)) || text.trim_start().starts_with(['[', '<', '{']);
    let only_kinds =
        words.len() > 1 && words.iter().all(|w| is_kind_of_school(w)) && text.contains(['/', ',']);
    !names_nobody(text) && !of_the_form && !only_kinds
}
