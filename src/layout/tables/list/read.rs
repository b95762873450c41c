//! Reads a list, row by row: the rows of each school, whatever their order, make its return.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{CellRef, CellValue, Layout, Sourced};
use crate::read::RawSheet;

use super::super::super::anchors::KsfCell;
use super::super::super::headings::{NO_SCHOOL, Role, could_name};
use super::super::super::identity::{Field, Statement, cluster_named};
use super::super::super::recognised::{RatingCell, Table};
use super::super::super::region::Region;
use super::super::super::scheme::RatingScheme;
use super::super::found_table::FoundTable;
use super::super::line::Line;
use super::super::rows::{in_parts, rows_below, school_of, stated_in_row};
use super::super::stages::{outdone, says_stages};
use super::list_columns::ListColumns;
use super::school_entries::SchoolEntries;

/// A list on a sheet.
pub(super) struct List<'a> {
    pub(super) scheme: &'a RatingScheme,
    pub(super) sheet: &'a RawSheet,
    pub(super) columns: ListColumns,
}

impl<'a> List<'a> {
    /// The non-blank rows below the headings.
    fn rows(&self) -> impl Iterator<Item = u32> + use<'a, '_> {
        let names_ksf = |row: u32| self.ksf(row).is_some();
        rows_below(self.sheet, self.columns.heading, self.columns.end, names_ksf).map(|(row, _)| row)
    }

    pub(super) fn last_row(&self) -> u32 {
        self.rows().last().unwrap_or(self.columns.heading)
    }

    /// The list's table, with the ratings in this column; `None` if no row names a KSF.
    pub(super) fn read(&self, ratings: u32) -> Option<FoundTable> {
        let ksfs = self.ksfs(ratings);
        let (first, last) = (*ksfs.first_key_value()?.0, *ksfs.last_key_value()?.0);
        let mut schools: Vec<SchoolEntries> = Vec::new();
        let mut indices: HashMap<Vec<String>, usize> = HashMap::new();
        let spanning = self.spanning_columns(&ksfs);
        let earlier = self.rows_outdone(&ksfs, ratings, &spanning);
        let rows =
            ksfs.iter().filter(|(row, _)| !earlier.contains(row) && !self.is_summary(**row, &spanning));
        for (row, ksf) in rows {
            let stated = self.statements(*row, &spanning);
            let index = *indices.entry(school_of(&stated)).or_insert_with(|| {
                schools.push(SchoolEntries::default());
                schools.len() - 1
            });
            schools[index].add(ksf.ksf, RatingCell::at(self.sheet, *row, ratings), stated);
        }
        let returns = schools.into_iter().flat_map(|school| school.returns(self.scheme)).collect();
        let rated = |row: &u32| !ksfs.contains_key(row) && self.sheet.get(*row, ratings).is_some();
        let table = Table {
            unrecognised: self.rows().filter(rated).filter_map(|row| self.other_label(row)).collect(),
            overlooked: self
                .possible_schools(ksfs.keys().copied(), ratings, &spanning)
                .into_iter()
                .chain(self.beside(&ksfs))
                .collect(),
            columns: self.columns.notes(self.sheet, ratings),
            ..Table::of(self.sheet, Layout::List, &different(self.sheet, ksfs.values()), returns)
        };
        let (left, right) = self.columns.span();
        let top = self.columns.heading.min(first);
        Some(FoundTable::read(table, Region { top, bottom: last, left, right, headed: true }))
    }

    /// Names in rows for several schools that could be one school's.
    fn possible_schools(
        &self,
        rows: impl Iterator<Item = u32>,
        ratings: u32,
        spanning: &HashSet<u32>,
    ) -> Vec<Sourced<String>> {
        let mut summaries: BTreeMap<&str, Vec<(CellRef, &CellValue)>> = BTreeMap::new();
        for row in rows.filter(|row| self.is_summary(*row, spanning)) {
            if let Some((at, label)) = self.school_in(row, spanning)
                && let Some(value) = self.sheet.get(row, ratings)
            {
                summaries.entry(label).or_default().push((at, value));
            }
        }
        let possible = |(label, entries): (&str, Vec<(CellRef, &CellValue)>)| {
            let line = Line::of(self.scheme, entries.iter().map(|(_, value)| Some(*value)).collect());
            (line.looks_rated(self.scheme) && could_name(label, &self.scheme.labels))
                .then(|| Sourced { value: label.to_owned(), cell: entries[0].0 })
        };
        summaries.into_iter().filter_map(possible).collect()
    }

    /// The rows whose school has another row with its rating of the KSF, by a column that says which of them counts.
    fn rows_outdone(
        &self,
        ksfs: &BTreeMap<u32, KsfCell>,
        ratings: u32,
        spanning: &HashSet<u32>,
    ) -> HashSet<u32> {
        let is_other = |column: &u32| {
            let known = self.columns.fields.get(column).is_some_and(|field| *field != Field::Other);
            !known && *column != ratings && !self.columns.ksfs.contains(column)
        };
        let columns = self.sheet.row(self.columns.heading).iter().map(|(at, _)| at.column);
        let says = |column: &u32| says_stages(self.scheme, self.sheet, ksfs.keys().copied(), *column);
        let Some(column) = columns.filter(is_other).find(says) else { return HashSet::new() };
        let mut same: HashMap<(Vec<String>, usize), Vec<Line<'_>>> = HashMap::new();
        for (row, ksf) in ksfs {
            let key = (school_of(&self.statements(*row, spanning)), ksf.ksf);
            let value = vec![self.sheet.get(*row, ratings)];
            let line = Line::of(self.scheme, value);
            same.entry(key).or_default().push(Line { at: *row, ..line });
        }
        let several = same.into_values().filter(|rows| rows.len() > 1);
        several.flat_map(|rows| outdone(self.scheme, self.sheet, column, rows)).collect()
    }

    /// Names of schools over columns of ratings beside the list.
    fn beside(&self, ksfs: &BTreeMap<u32, KsfCell>) -> Vec<Sourced<String>> {
        let (left, right) = self.columns.span();
        let rated = |column: u32| {
            let on_scale =
                |row: &&u32| self.sheet.get(**row, column).is_some_and(|v| self.scheme.on_scale(v));
            2 * ksfs.keys().filter(on_scale).count() > ksfs.len()
        };
        let outside = self
            .sheet
            .row(self.columns.heading)
            .iter()
            .filter(|(at, _)| !(left..=right).contains(&at.column));
        let named = outside.filter_map(|(at, value)| {
            let text = value.text()?;
            let heading = self.scheme.heading_of(text);
            let is_name = heading.role == Role::Name && heading.evidence.is_school() && rated(at.column);
            is_name.then(|| Sourced { value: text.to_owned(), cell: *at })
        });
        named.collect()
    }

    /// The KSF that a row is about; `None` if two columns name different ones.
    fn ksf(&self, row: u32) -> Option<KsfCell> {
        let mut named = self.columns.ksfs.iter().filter_map(|column| {
            let at = CellRef::new(row, *column);
            self.columns.cells.get(&at).copied()
        });
        let first = named.next()?;
        named.all(|other| other.ksf == first.ksf).then_some(first)
    }

    /// The text in the column of schools that counts for a row.
    fn school_in(&self, row: u32, spanning: &HashSet<u32>) -> Option<(CellRef, &'a str)> {
        let column = *self.columns.fields.iter().find(|(_, field)| **field == Field::School)?.0;
        let first = if spanning.contains(&column) { self.columns.heading + 1 } else { row };
        let rows = (first..=row).rev().take_while(|row| !self.sheet.row(*row).is_empty());
        rows.into_iter().find_map(|row| Some((CellRef::new(row, column), self.sheet.text(row, column)?)))
    }

    /// Whether a row holds what schools give together, or an example: "Cluster average", "All schools"; a number stands for
    /// one school.
    fn is_summary(&self, row: u32, spanning: &HashSet<u32>) -> bool {
        let Some((_, text)) = self.school_in(row, spanning) else { return false };
        let heading = self.scheme.heading_of(text);
        let says_else = heading.role != Role::Name || heading.evidence.score() <= NO_SCHOOL;
        cluster_named(text).is_some() || (text.chars().any(char::is_alphabetic) && says_else)
    }

    /// The KSFs of the rows. One that is written once for several schools, as in merged cells, counts for the rows
    /// below.
    fn ksfs(&self, ratings: u32) -> BTreeMap<u32, KsfCell> {
        let named: BTreeMap<u32, KsfCell> =
            self.rows().filter_map(|row| Some((row, self.ksf(row)?))).collect();
        let blank = |row: u32| self.columns.ksfs.iter().all(|column| self.sheet.get(row, *column).is_none());
        let rated = self.rows().filter(|row| self.sheet.get(*row, ratings).is_some());
        let without: Vec<u32> = rated.filter(|row| !named.contains_key(row) && blank(*row)).collect();
        if named.len() > without.len() {
            return named;
        }
        let mut all = named.clone();
        for row in without {
            if let Some((_, ksf)) = named.range(..row).next_back() {
                all.insert(row, *ksf);
            }
        }
        all
    }

    /// A label in the column of KSFs that names none of them, and is not that of a total.
    fn other_label(&self, row: u32) -> Option<Sourced<String>> {
        let column = *self.columns.ksfs.first()?;
        let value = self.sheet.get(row, column)?;
        let heads = self.scheme.labels.is_term(value.text().unwrap_or_default());
        let plain = self.scheme.role(Some(value)).figure().is_none() && !heads;
        plain.then(|| Sourced { value: value.to_string(), cell: CellRef::new(row, column) })
    }

    /// Columns about the school that are filled in once for several rows, as merged cells are.
    fn spanning_columns(&self, ksfs: &BTreeMap<u32, KsfCell>) -> HashSet<u32> {
        let filled = |column: u32| ksfs.keys().filter(|row| self.sheet.get(**row, column).is_some()).count();
        let spans = |column: u32, field: Field| {
            matches!(field, Field::Cluster | Field::LocalAuthority) || 2 * filled(column) <= ksfs.len()
        };
        let columns = self.columns.fields.iter();
        columns.filter(|(column, field)| spans(**column, **field)).map(|(column, _)| *column).collect()
    }

    /// What a row states about its school, the school first.
    fn statements(&self, row: u32, spanning: &HashSet<u32>) -> Vec<Statement> {
        let first = self.columns.heading + 1;
        let state = |(column, field): (&u32, &Field)| {
            stated_in_row(self.sheet, (*field, *column), row, first, spanning.contains(column))
        };
        let stated = self.columns.fields.iter().filter_map(state);
        let mut stated: Vec<Statement> =
            stated.flat_map(|s| in_parts(self.sheet, self.columns.heading, s)).collect();
        stated.sort_by_key(|s| s.field != Field::School);
        stated
    }
}

/// One label for each way in which KSFs are written.
fn different<'a>(sheet: &RawSheet, ksfs: impl Iterator<Item = &'a KsfCell>) -> Vec<KsfCell> {
    let mut seen = HashSet::new();
    let text = |ksf: &KsfCell| sheet.get(ksf.at.row, ksf.at.column).map(ToString::to_string);
    ksfs.filter(|ksf| seen.insert(text(ksf))).copied().collect()
}
