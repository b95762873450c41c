//! KSFs down a column and what stands beside them: the headings and the columns.

use std::collections::BTreeSet;

use crate::model::{CellRef, CellValue, Sourced};
use crate::read::RawSheet;

use super::area::Area;
use super::belonging;
use super::heading_rows::HeadingRows;
use super::headings::{Role, role};
use super::identity::{self, Statement};
use super::places::{Item, Region};
use super::runs::Runs;
use super::{ColumnNote, FactorLabel, RatingCell, Recogniser};

/// How far above the first KSF its headings may stand.
const HEADING_REACH: u32 = 10;

/// Longer texts in a column are prose, not something typed in place of a rating.
pub(super) const LONGEST_ENTRY: usize = 24;

/// A column beside the KSFs.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) at: u32,
    pub(super) role: Role,
    /// The heading's text and cell.
    pub(super) heading: Option<Sourced<CellValue>>,
    /// How many KSF rows are filled in this column.
    pub(super) filled: usize,
    /// How many of these hold something short enough for a rating.
    pub(super) short: usize,
}

impl Column {
    pub(super) fn could_hold_ratings(&self) -> bool {
        // A sentence in a school's column stands in place of its ratings.
        2 * self.short >= self.filled || (self.role == Role::Name && self.filled <= 2)
    }

    /// Whether it has no heading, or a mere number for one.
    pub(super) fn is_unnamed(&self) -> bool {
        let number = matches!(self.heading.as_ref().map(|h| &h.value), Some(CellValue::Number(_)));
        self.role == Role::Blank || (number && self.role == Role::Other)
    }

    /// Why its entries are not read as ratings.
    fn passed_over(&self) -> &'static str {
        match self.role {
            Role::Total => "totals",
            Role::Average => "averages",
            Role::Rating | Role::Period if self.filled == 0 => "ratings, but empty",
            _ if !self.could_hold_ratings() => "texts, no ratings",
            Role::Rating | Role::Period => "could be ratings",
            Role::Other => "its heading says that these are no ratings",
            Role::Name | Role::Doubtful if self.filled == 0 => "empty",
            Role::Name | Role::Doubtful => "its heading says neither rating nor a school's name",
            Role::Blank => "has no heading",
        }
    }

    pub(super) fn heading_text(&self) -> Option<&str> {
        self.heading.as_ref().and_then(|h| h.value.text())
    }
}

/// KSFs down a column and what stands beside them.
#[derive(Debug)]
pub(super) struct KsfColumn<'a> {
    pub(super) sheet: &'a RawSheet,
    pub(super) items: &'a [Item],
    pub(super) headings: HeadingRows,
    pub(super) columns: Vec<Column>,
    /// First and last row of the KSFs.
    pub(super) first: u32,
    pub(super) last: u32,
    area: Area<'a>,
    /// The first row above the KSFs that may belong to them.
    from: u32,
    /// Where the KSFs of the sheet's other tables stand.
    others: Vec<Region>,
}

impl<'a> KsfColumn<'a> {
    pub(super) fn new(recogniser: &Recogniser, sheet: &'a RawSheet, items: &'a [Item], runs: &Runs) -> Self {
        let (first, last) = (items[0].at.row, items[items.len() - 1].at.row);
        let column = items[0].at.column;
        let others = || runs.down.iter().map(|run| (run[0].at, run[run.len() - 1].at));
        let beside = || others().filter(|(top, bottom)| top.row <= last && bottom.row >= first);
        let limit = beside().map(|(top, _)| top.column).filter(|c| *c > column).min().unwrap_or(u32::MAX);
        let left = if beside().any(|(top, _)| top.column < column) { column } else { 0 };
        let above = others().filter(|(_, bottom)| bottom.row < first).map(|(_, bottom)| bottom.row + 1).max();
        let from = above.unwrap_or(0).max(first.saturating_sub(HEADING_REACH));
        let area = Area { sheet, label_column: column, first, left, limit };
        let headings = HeadingRows::find(&area, recogniser, from);
        let mut table =
            Self { sheet, items, headings, columns: Vec::new(), first, last, area, from, others: Vec::new() };
        let down = runs.down.iter().filter(|run| run[0].at != items[0].at).map(|run| around(run));
        table.others = down.chain(runs.across.iter().map(|run| below(sheet, run[0].at.row, first))).collect();
        table.columns = table.find_columns(recogniser);
        table
    }

    /// The column of the KSFs.
    pub(super) fn label_column(&self) -> u32 {
        self.items[0].at.column
    }

    /// The rows above the KSFs that can belong to the table.
    pub(super) fn rows_above(&self) -> std::ops::Range<u32> {
        self.from..self.first
    }

    /// The columns before the KSFs that can belong to the table.
    pub(super) fn columns_before(&self) -> std::ops::Range<u32> {
        self.area.left..self.label_column()
    }

    /// The text in or left of the KSFs' column.
    pub(super) fn row_label(&self, row: u32) -> Option<&'a str> {
        self.area.row_label(row)
    }

    /// The filled cells of a row beside the KSFs.
    pub(super) fn beside(&self, row: u32) -> impl Iterator<Item = &'a (CellRef, CellValue)> {
        self.area.beside(row)
    }

    fn find_columns(&self, recogniser: &Recogniser) -> Vec<Column> {
        let mut columns: BTreeSet<u32> =
            self.items.iter().flat_map(|i| self.beside(i.at.row)).map(|(at, _)| at.column).collect();
        columns.extend(self.headings.all().flat_map(|row| self.beside(row)).map(|(at, _)| at.column));
        let mut columns: Vec<u32> = columns.into_iter().collect();
        columns.extend(self.headings.upper.and_then(|row| self.area.rating_before(recogniser, row)));
        columns.into_iter().map(|column| self.column(recogniser, column)).collect()
    }

    fn column(&self, recogniser: &Recogniser, column: u32) -> Column {
        let (heading, role) = self.headings.heading(&self.area, recogniser, column);
        let cells: Vec<&CellValue> =
            self.items.iter().filter_map(|i| self.sheet.get(i.at.row, column)).collect();
        let short = cells.iter().filter(|v| v.text().is_none_or(|t| t.trim().len() <= LONGEST_ENTRY)).count();
        Column { at: column, role, heading, filled: cells.len(), short }
    }

    /// The cells that labels outside the table do not stand in.
    pub(super) fn region(&self, headed: bool) -> Region {
        let right = self.area.limit.saturating_sub(1);
        Region {
            top: self.headings.upper.unwrap_or(self.first),
            bottom: self.last,
            left: self.area.left,
            right,
            headed,
        }
    }

    /// What labels outside the table state about it, and not about another table of the sheet.
    pub(super) fn stated(&self, recogniser: &Recogniser) -> Vec<Statement> {
        let mut regions = vec![self.region(false)];
        regions.extend(&self.others);
        let stated = identity::statements(self.sheet, &regions, &recogniser.labels);
        belonging::own(&regions[0], &stated, 0, &regions)
    }

    /// Whether a row belongs to another table of the sheet.
    pub(super) fn is_others(&self, row: u32) -> bool {
        self.others.iter().any(|other| other.contains(CellRef::new(row, self.label_column())))
    }

    /// A column's cells for each KSF.
    pub(super) fn answers(&self, factors: usize, column: u32) -> Vec<Vec<RatingCell>> {
        let mut answers = vec![Vec::new(); factors];
        for item in self.items {
            let cell = CellRef::new(item.at.row, column);
            answers[item.ksf].push(RatingCell::new(cell, self.sheet.get(cell.row, column).cloned()));
        }
        answers
    }

    /// What the columns beside the KSFs were taken for: those that were read for `used_as`, if that is to be noted.
    pub(super) fn notes(&self, used: &[u32], used_as: Option<&'static str>) -> Vec<ColumnNote> {
        let note = |column: &Column| {
            let taken_for = if used.contains(&column.at) { used_as? } else { column.passed_over() };
            let heading = column.heading.as_ref();
            Some(ColumnNote {
                cell: heading.map_or(CellRef::new(self.first, column.at), |h| h.cell),
                heading: heading.map(|h| h.value.to_string()),
                taken_for,
            })
        };
        self.columns.iter().filter_map(note).collect()
    }

    /// Labels among (or, while KSFs are missing, right below) the KSFs that are none and have ratings beside them.
    pub(super) fn unrecognised(
        &self,
        recogniser: &Recogniser,
        columns: &[u32],
        is_rating: impl Fn(&CellValue) -> bool,
    ) -> Vec<Sourced<String>> {
        let all_there = self.items.len() >= recogniser.factors;
        let end = self.last + 3;
        let from = self.headings.all().last().filter(|_| !all_there).map_or(self.first, |row| row + 1);
        let mut found = Vec::new();
        for row in from..=end {
            if self.items.iter().any(|i| i.at.row == row) {
                continue;
            }
            if row > self.last && self.sheet.row(row).is_empty() {
                break;
            }
            let Some((at, value)) = self
                .sheet
                .row(row)
                .iter()
                .rev()
                .find(|(at, v)| at.column <= self.label_column() && v.text().is_some())
            else {
                continue;
            };
            let text = value.text().unwrap_or_default();
            let labelled = role(Some(value), &recogniser.labels);
            let of_others = ["total", "average"].iter().any(|w| text.to_lowercase().contains(w));
            let figure = labelled.figure().is_some() || labelled == Role::Doubtful || of_others;
            let among = (self.first..=self.last).contains(&row) && !figure;
            let plain = (among || labelled == Role::Name) && identity::label(text).is_none();
            let rated = columns.iter().any(|c| self.sheet.get(row, *c).is_some_and(&is_rating));
            if plain && rated {
                found.push(Sourced { value: text.to_owned(), cell: *at });
            }
        }
        found
    }
}

/// The cells that a run of KSFs spans.
fn around(run: &[Item]) -> Region {
    let (first, last) = (run[0].at, run[run.len() - 1].at);
    Region { top: first.row, bottom: last.row, left: first.column, right: u32::MAX, headed: false }
}

/// The rows of a table whose KSFs stand in a row: down to the next blank one, or to the KSFs of another table.
fn below(sheet: &RawSheet, top: u32, first: u32) -> Region {
    let end = if top < first { first.saturating_sub(2).max(top) } else { u32::MAX };
    let bottom = (top..end).find(|row| sheet.row(row + 1).is_empty()).unwrap_or(end);
    Region { top, bottom, left: 0, right: u32::MAX, headed: false }
}

/// The labels of a run with their texts.
pub(super) fn factor_labels(sheet: &RawSheet, items: &[Item]) -> Vec<FactorLabel> {
    items
        .iter()
        .map(|item| FactorLabel {
            ksf: item.ksf,
            label: Sourced {
                value: sheet.get(item.at.row, item.at.column).map(ToString::to_string).unwrap_or_default(),
                cell: item.at,
            },
            closeness: item.closeness,
        })
        .collect()
}
