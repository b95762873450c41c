//! List: a row a rating, with the school, the KSF and the rating each in a column of its own.

use std::collections::{BTreeMap, HashMap};

use crate::lexicon::{authority_key, cluster_key, school_key};
use crate::model::{CellRef, CellValue, Layout, Sourced};
use crate::read::RawSheet;

use super::cluster_names;
use super::headings::{Role, role};
use super::identity::{self, Field, Statement};
use super::list_columns::{Columns, Ratings};
use super::overlooked::could_be_a_school;
use super::places::{Item, Region};
use super::runs::Marked;
use super::{Found, RatingCell, RawReturn, Recogniser, Table, UnclearTable};

/// So many blank rows end a list.
const BLANK_ROWS: u32 = 5;

/// A name that is written once reaches over no more rows.
const SPAN: u32 = 400;

/// The lists on a sheet.
pub(super) fn tables(recogniser: &Recogniser, sheet: &RawSheet, marked: &Marked) -> Vec<Found> {
    let mut found = Vec::new();
    for columns in Columns::find(recogniser, sheet, marked) {
        let list = List { recogniser, sheet, columns };
        found.extend(match list.columns.ratings(recogniser, sheet, list.last_row()) {
            Ratings::In(column) => list.read(column),
            Ratings::InOneOf(columns) => {
                let first = list.columns.heading + 1;
                let columns = columns.into_iter().map(|column| CellRef::new(first, column)).collect();
                Some(Found::Unclear(UnclearTable { sheet: sheet.name.clone(), columns, certain: true }))
            }
            Ratings::Nowhere => None,
        });
    }
    found
}

/// A rating of a list.
struct Entry {
    ksf: usize,
    cell: RatingCell,
    date: Option<Sourced<CellValue>>,
    /// The school as it is named in this row.
    school: Option<Statement>,
}

/// One school's entries.
#[derive(Default)]
struct Group {
    stated: Vec<Statement>,
    entries: Vec<Entry>,
}

struct List<'a> {
    recogniser: &'a Recogniser,
    sheet: &'a RawSheet,
    columns: Columns,
}

impl<'a> List<'a> {
    fn rows(&self) -> impl Iterator<Item = (u32, &'a [(CellRef, CellValue)])> {
        let (heading, end) = (self.columns.heading, self.columns.end);
        let mut previous = heading;
        self.sheet.rows().filter(move |(row, _)| *row > heading && *row < end).take_while(move |(row, _)| {
            let near = row - previous <= BLANK_ROWS;
            previous = *row;
            near
        })
    }

    fn last_row(&self) -> u32 {
        self.rows().last().map_or(self.columns.heading, |(row, _)| row)
    }

    fn read(&self, ratings: u32) -> Option<Found> {
        let items = self.items(ratings);
        let mut groups: Vec<Group> = Vec::new();
        let mut places: HashMap<Vec<String>, usize> = HashMap::new();
        let sparse = self.sparse_columns(&items);
        let mut unrecognised = Vec::new();
        let mut summaries: BTreeMap<String, Vec<(CellRef, &CellValue)>> = BTreeMap::new();
        for (row, _) in self.rows() {
            let value = self.sheet.get(row, ratings).cloned();
            let Some(item) = items.get(&row) else {
                unrecognised.extend(value.and_then(|_| self.other_label(row)));
                continue;
            };
            if self.is_summary(row) {
                if let (Some(label), Some(value)) = (self.school_label(row), self.sheet.get(row, ratings)) {
                    summaries.entry(label.value).or_default().push((label.cell, value));
                }
                continue;
            }
            let stated = self.statements(row, &sparse);
            let key = key(&stated);
            let place = *places.entry(key).or_insert_with(|| {
                groups.push(Group::default());
                groups.len() - 1
            });
            let date = stated.iter().find(|s| s.field == Field::Date).map(|s| s.value.clone());
            let cell = RatingCell::new(CellRef::new(row, ratings), value);
            let school = stated.iter().find(|s| s.field == Field::School).cloned();
            groups[place].entries.push(Entry { ksf: item.ksf, cell, date, school });
            groups[place].state(stated);
        }
        let (first, last) = (items.first_key_value()?.0, items.last_key_value()?.0);
        let returns = groups.into_iter().flat_map(|g| g.returns(self.recogniser.factors)).collect();
        let overlooked = summaries.into_iter().filter_map(|(value, entries)| {
            let values: Vec<&CellValue> = entries.iter().map(|(_, value)| *value).collect();
            let could_be = could_be_a_school(self.recogniser, &value, &values);
            could_be.then(|| Sourced { value, cell: entries[0].0 })
        });
        let table = Table {
            unrecognised,
            overlooked: overlooked.collect(),
            columns: self.columns.notes(self.sheet, ratings),
            ..Table::of(self.sheet, Layout::List, &different(self.sheet, items.values()), returns)
        };
        let (left, right) = self.columns.span();
        let top = self.columns.heading.min(*first);
        Some(Found::table(table, Region { top, bottom: *last, left, right, headed: true }))
    }

    /// The KSF that a row is about; none where two columns name different ones.
    fn ksf(&self, row: u32) -> Option<Item> {
        let mut named = self.columns.ksfs.iter().filter_map(|column| {
            let at = CellRef::new(row, *column);
            self.columns.items.get(&at).copied()
        });
        let first = named.next()?;
        named.all(|other| other.ksf == first.ksf).then_some(first)
    }

    fn school_column(&self) -> Option<u32> {
        self.columns.fields.iter().find(|(_, field)| **field == Field::School).map(|(column, _)| *column)
    }

    /// What stands in a row where schools are named.
    fn school_label(&self, row: u32) -> Option<Sourced<String>> {
        let column = self.school_column()?;
        let value = self.sheet.text(row, column)?.to_owned();
        Some(Sourced { value, cell: CellRef::new(row, column) })
    }

    /// Whether a row holds what schools give together: "Cluster average", "All schools"; not where a number stands for a
    /// school.
    fn is_summary(&self, row: u32) -> bool {
        let name = self.school_column().and_then(|column| self.sheet.get(row, column));
        let labelled = name.map(|name| role(Some(name), &self.recogniser.labels));
        let named = name.and_then(CellValue::text).is_some_and(|t| cluster_names::named(t).is_some());
        let lettered = |v: &CellValue| v.text().is_some_and(|t| t.chars().any(char::is_alphabetic));
        named
            || (name.is_some_and(lettered)
                && labelled.is_some_and(|r| r.figure().is_some() || r == Role::Other))
    }

    /// The KSFs of the rows. One that is written once for several schools, as in merged cells, reaches over them.
    fn items(&self, ratings: u32) -> BTreeMap<u32, Item> {
        let named: BTreeMap<u32, Item> =
            self.rows().filter_map(|(row, _)| Some((row, self.ksf(row)?))).collect();
        let blank = |row: u32| self.columns.ksfs.iter().all(|column| self.sheet.get(row, *column).is_none());
        let rated = || self.rows().map(|(row, _)| row).filter(|row| self.sheet.get(*row, ratings).is_some());
        let over: Vec<u32> = rated().filter(|row| !named.contains_key(row) && blank(*row)).collect();
        if 2 * named.len() > named.len() + over.len() {
            return named;
        }
        let mut all = named.clone();
        for row in over {
            if let Some((_, item)) = named.range(..row).next_back() {
                all.insert(row, *item);
            }
        }
        all
    }

    /// A label in the column of KSFs that is none of them, and no total's.
    fn other_label(&self, row: u32) -> Option<Sourced<String>> {
        let column = *self.columns.ksfs.first()?;
        let value = self.sheet.get(row, column)?;
        let labelled = role(Some(value), &self.recogniser.labels);
        let heads = self.recogniser.labels.is_term(value.text().unwrap_or_default());
        let plain = labelled.figure().is_none() && !heads;
        plain.then(|| Sourced { value: value.to_string(), cell: CellRef::new(row, column) })
    }

    /// Columns about the school that are filled in once for several rows, as merged cells are.
    fn sparse_columns(&self, rows: &BTreeMap<u32, Item>) -> Vec<u32> {
        let all = rows.len();
        let filled = |column: u32| rows.keys().filter(|row| self.sheet.get(**row, column).is_some()).count();
        let spans = |field: Field| matches!(field, Field::Cluster | Field::LocalAuthority);
        let columns = self.columns.fields.iter();
        columns.filter(|(c, field)| spans(**field) || 2 * filled(**c) <= all).map(|(c, _)| *c).collect()
    }

    fn statements(&self, row: u32, sparse: &[u32]) -> Vec<Statement> {
        let mut stated = Vec::new();
        for (column, field) in &self.columns.fields {
            let reach = if sparse.contains(column) { SPAN } else { 0 };
            let from = row.saturating_sub(reach).max(self.columns.heading + 1);
            let filled = (from..=row).rev().find_map(|row| Some((row, self.sheet.get(row, *column)?)));
            if let Some((row, value)) = filled {
                let value = Sourced { value: value.clone(), cell: CellRef::new(row, *column) };
                stated.push(Statement { field: *field, value });
            }
        }
        stated.sort_by_key(|s| s.field != Field::School);
        stated
    }
}

/// What tells one school of a list from another: its number, or else its name within its cluster and authority.
fn key(stated: &[Statement]) -> Vec<String> {
    let text = |field| stated.iter().find(|s| s.field == field).map(|s| s.value.value.to_string());
    if let Some(number) = text(Field::DfeNumber).or_else(|| text(Field::Urn)) {
        return vec![number.chars().filter(char::is_ascii_digit).collect()];
    }
    let fold = |field, key: fn(&str) -> String| text(field).map(|t| key(&t)).unwrap_or_default();
    vec![
        fold(Field::LocalAuthority, authority_key),
        fold(Field::Cluster, cluster_key),
        fold(Field::School, school_key),
    ]
}

/// One label for each way in which KSFs are written.
fn different<'a>(sheet: &RawSheet, items: impl Iterator<Item = &'a Item>) -> Vec<Item> {
    let mut seen = std::collections::HashSet::new();
    let text = |item: &Item| sheet.get(item.at.row, item.at.column).map(ToString::to_string);
    items.filter(|item| seen.insert(text(item))).copied().collect()
}

impl Group {
    /// Adds what a row states, once.
    fn state(&mut self, stated: Vec<Statement>) {
        for statement in stated.into_iter().filter(|s| s.field != Field::Date) {
            let text = statement.value.value.to_string();
            let known = |s: &Statement| s.field == statement.field && s.value.value.to_string() == text;
            if !self.stated.iter().any(known) {
                self.stated.push(statement);
            }
        }
    }

    /// The school's returns: one, unless KSFs are rated again under another date.
    fn returns(self, factors: usize) -> Vec<RawReturn> {
        let mut by_date: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        let repeated = repeats(&self.entries);
        let mut last_date: Option<Sourced<CellValue>> = None;
        for entry in self.entries {
            let date = entry.date.as_ref().map(|d| d.value.to_string()).unwrap_or_default();
            last_date = later(last_date, entry.date.clone());
            by_date.entry(date).or_default().push(entry);
        }
        let split = repeated && by_date.len() > 1 && by_date.values().all(|entries| !repeats(entries));
        if !split {
            let all = by_date.into_values().flatten().collect();
            return vec![raw_return(self.stated, last_date, all, factors)];
        }
        let part = |entries: Vec<Entry>| {
            let mut stated = self.stated.clone();
            if let (Some(first), Some(own)) = (stated.first_mut(), &entries[0].school) {
                first.clone_from(own);
            }
            raw_return(stated, entries[0].date.clone(), entries, factors)
        };
        by_date.into_values().map(part).collect()
    }
}

fn repeats(entries: &[Entry]) -> bool {
    let mut seen = std::collections::HashSet::new();
    !entries.iter().all(|entry| seen.insert(entry.ksf))
}

/// The later of two dates; one that cannot be read gives way.
fn later(a: Option<Sourced<CellValue>>, b: Option<Sourced<CellValue>>) -> Option<Sourced<CellValue>> {
    let day = |s: &Option<Sourced<CellValue>>| s.as_ref().and_then(|s| identity::day(&s.value));
    if a.is_none() || day(&b) > day(&a) { b } else { a }
}

fn raw_return(
    mut stated: Vec<Statement>,
    date: Option<Sourced<CellValue>>,
    mut entries: Vec<Entry>,
    factors: usize,
) -> RawReturn {
    stated.extend(date.map(|value| Statement { field: Field::Date, value }));
    entries.sort_by_key(|entry| entry.cell.cell);
    let mut answers = vec![Vec::new(); factors];
    for entry in entries {
        answers[entry.ksf].push(entry.cell);
    }
    RawReturn { stated, answers }
}
