//! What the labels on a sheet state: "School", "Cluster", "DfE number", "Date" …, with the value in the same cell,
//! beside or under the label.
//!
//! In: a sheet's cells. Out: statements with the cells of their values. Decides for no school which of them is right.

use crate::lexicon::is_kind_of_school;
use std::cell::OnceCell;

use crate::model::{CellRef, CellValue, Sourced, folded_words};
use crate::read::RawSheet;

use super::super::labels::KsfLabels;
use super::super::region::Region;
use super::field_labels::{Field, field_of_label};
use super::nearest_table::statements_of;
use super::statement::Statement;

/// Maximum number of columns from a label to its value on the right (labels are often merged over several columns).
const REACH: u32 = 10;

/// What labels on a sheet state, from the top, each statement with the cell of its label.
#[derive(Debug, Default)]
pub(crate) struct SheetStatements(Vec<(CellRef, Statement)>);

impl SheetStatements {
    /// Gathers what labels outside these tables state.
    fn outside(sheet: &RawSheet, labels: &KsfLabels, tables: &[Region]) -> Self {
        let stated = |(at, value): &(CellRef, CellValue)| {
            let (field, inline) =
                field_of_label(value.text()?).filter(|(field, _)| *field != Field::Other)?;
            let statement = match inline {
                Some(text) => Statement::of_text(field, text, *at),
                None => Statement { field, value: value_of(sheet, *at, labels)? },
            };
            is_given(field, &statement.value.value).then_some((*at, statement))
        };
        let outside = |(at, _): &&(CellRef, CellValue)| !tables.iter().any(|table| table.contains(*at));
        Self(sheet.cells().iter().filter(outside).filter_map(stated).collect())
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

/// The value of a label: the next filled cell to the right, or the cell below the label if there is none on the right
/// or only another label.
fn value_of(sheet: &RawSheet, at: CellRef, labels: &KsfLabels) -> Option<Sourced<CellValue>> {
    let near = |(c, _): &&(CellRef, CellValue)| c.column > at.column && c.column - at.column <= REACH;
    let right = |row: u32| sheet.row(row).iter().find(near);
    if let Some((cell, value)) = right(at.row)
        && !is_label(value, labels)
    {
        return Some(Sourced { value: value.clone(), cell: *cell });
    }
    let below = CellRef::new(at.row + 1, at.column);
    let value = sheet.get(below.row, below.column)?;
    let is_label_itself = right(at.row).is_none() && right(below.row).is_some();
    (!is_label_itself && !is_label(value, labels)).then(|| Sourced { value: value.clone(), cell: below })
}

fn is_label(value: &CellValue, labels: &KsfLabels) -> bool {
    let asks_or_names =
        |text| field_of_label(text).is_some() || labels.is_term(text) || labels.ksf_named(text).is_some();
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
    let words = folded_words(text);
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let Some(first) = words.first().map(String::as_str) else { return false };
    let asks = ["please", "enter", "insert", "select", "choose", "type", "eg"].contains(&first)
        || text.trim_start().to_lowercase().starts_with("e.g")
        || text.trim_start().starts_with('<');
    let nothing =
        ["tbc", "tba", "na", "none", "unknown", "xxx", "notknown"].contains(&words.concat().as_str());
    let of_the_form =
        ["rate", "rating", "ratings", "assessment", "please", "factor", "factors", "telephone", "email"];
    let name = matches!(field, Field::School | Field::Cluster | Field::LocalAuthority);
    let only_kinds =
        words.len() > 1 && words.iter().all(|w| is_kind_of_school(w)) && text.contains(['/', ',']);
    !asks && !nothing && !(name && (has(&of_the_form) || only_kinds))
}
