//! KSFs down a column and what stands to the right of them: the headings and the columns.

use std::collections::BTreeSet;

use crate::model::{CellRef, CellValue, Sourced};
use crate::read::RawSheet;

use super::super::super::anchors::{KsfCell, Runs};
use super::super::super::headings::Role;
use super::super::super::identity::{Statement, StatementGatherer, field_of_label};
use super::super::super::recognised::{ColumnNote, RatingCell, RawReturn};
use super::super::super::region::Region;
use super::super::super::scheme::RatingScheme;
use super::column_area::ColumnArea;
use super::heading_rows::HeadingRows;

/// Maximum number of rows from the headings of a table down to its first KSF.
const HEADING_REACH: u32 = 10;

/// Longest text that can be typed in place of a rating; longer ones in a column are prose.
pub(super) const LONGEST_ENTRY: usize = 24;

/// A column beside the KSFs.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) at: u32,
    pub(super) role: Role,
    /// The heading's text and cell.
    pub(super) heading: Option<Sourced<CellValue>>,
    /// Number of KSF rows that are filled in this column.
    pub(super) filled: usize,
    /// Number of these with something short enough for a rating.
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
pub(crate) struct KsfColumn<'a> {
    pub(super) scheme: &'a RatingScheme,
    pub(super) sheet: &'a RawSheet,
    pub(super) ksfs: &'a [KsfCell],
    pub(super) headings: HeadingRows,
    pub(super) columns: Vec<Column>,
    /// First and last row of the KSFs.
    pub(super) first: u32,
    pub(super) last: u32,
    area: ColumnArea<'a>,
    /// The first row above the KSFs that may belong to them.
    from: u32,
    /// The rows of the sheet's other tables.
    others: Vec<Region>,
    sheet_statements: &'a StatementGatherer<'a>,
}

impl<'a> KsfColumn<'a> {
    /// What stands around one of the sheet's runs of KSFs.
    pub(crate) fn new(
        scheme: &'a RatingScheme,
        sheet: &'a RawSheet,
        sheet_statements: &'a StatementGatherer<'a>,
        ksfs: &'a [KsfCell],
        runs: &Runs,
    ) -> Self {
        let (top, bottom) = ends(ksfs);
        let (first, last, label_column) = (top.row, bottom.row, top.column);
        let others = || runs.down.iter().map(|run| ends(run));
        let side_by_side = || others().filter(|(top, bottom)| top.row <= last && bottom.row >= first);
        let right = side_by_side().map(|(top, _)| top.column).filter(|column| *column > label_column);
        let left = if side_by_side().any(|(top, _)| top.column < label_column) { label_column } else { 0 };
        let above = others().filter(|(_, bottom)| bottom.row < first).map(|(_, bottom)| bottom.row + 1).max();
        let from = above.unwrap_or(0).max(first.saturating_sub(HEADING_REACH));
        let limit = right.min().unwrap_or(u32::MAX);
        let area = ColumnArea { scheme, sheet, label_column, first, left, limit };
        let headings = HeadingRows::find(&area, from);
        let down = runs.down.iter().filter(|run| run[0].at != top).map(|run| around(run));
        let others = down.chain(runs.across.iter().map(|run| below(sheet, run[0].at.row, first))).collect();
        let columns = Vec::new();
        let mut table = Self {
            scheme,
            sheet,
            ksfs,
            headings,
            columns,
            first,
            last,
            area,
            from,
            others,
            sheet_statements,
        };
        table.columns = table.find_columns();
        table
    }

    /// What labels outside the table state about it, and not about another table of the sheet.
    pub(super) fn stated(&self) -> Vec<Statement> {
        let tables: Vec<Region> = [&[self.region(false)], self.others.as_slice()].concat();
        self.sheet_statements.all().of_table(0, &tables)
    }

    /// The column of the KSFs.
    pub(super) fn label_column(&self) -> u32 {
        self.area.label_column
    }

    /// The rows above the KSFs that can belong to the table.
    pub(super) fn rows_above(&self) -> std::ops::Range<u32> {
        self.from..self.first
    }

    /// The columns left of the KSFs that can belong to the table.
    pub(super) fn columns_left(&self) -> std::ops::Range<u32> {
        self.area.left..self.label_column()
    }

    /// The text of a row in the KSFs' column, or else the nearest one to the left.
    pub(super) fn row_label(&self, row: u32) -> Option<&'a str> {
        self.area.row_label(row)
    }

    /// The filled cells of a row to the right of the KSFs.
    pub(super) fn cells_right(&self, row: u32) -> impl Iterator<Item = &'a (CellRef, CellValue)> + use<'a> {
        self.area.cells_right(row)
    }

    fn find_columns(&self) -> Vec<Column> {
        let rows = self.ksfs.iter().map(|ksf| ksf.at.row).chain(self.headings.all());
        let right: BTreeSet<u32> =
            rows.flat_map(|row| self.cells_right(row)).map(|(at, _)| at.column).collect();
        let left = self.headings.upper.and_then(|row| self.area.ratings_left(row));
        right.into_iter().chain(left).map(|column| self.column(column)).collect()
    }

    fn column(&self, column: u32) -> Column {
        let (heading, role) = self.headings.heading(&self.area, column);
        let (mut filled, mut short) = (0, 0);
        for (_, value) in self.entries(column) {
            filled += 1;
            short += usize::from(value.text().is_none_or(|t| t.trim().len() <= LONGEST_ENTRY));
        }
        Column { at: column, role, heading, filled, short }
    }

    /// What a column holds in the rows of the KSFs.
    pub(super) fn entries(&self, column: u32) -> impl Iterator<Item = (&'a KsfCell, &'a CellValue)> {
        self.ksfs.iter().filter_map(move |ksf| Some((ksf, self.sheet.get(ksf.at.row, column)?)))
    }

    /// The cells of the table, outside which labels may state something about it.
    pub(super) fn region(&self, headed: bool) -> Region {
        Region {
            top: self.headings.upper.unwrap_or(self.first),
            bottom: self.last,
            left: self.area.left,
            right: self.area.limit.saturating_sub(1),
            headed,
        }
    }

    /// Whether a row belongs to another table of the sheet.
    pub(super) fn is_of_another_table(&self, row: u32) -> bool {
        self.others.iter().any(|other| other.contains(CellRef::new(row, self.label_column())))
    }

    /// The return whose answers are a column's cells.
    pub(super) fn column_as_return(&self, column: u32, stated: Vec<Statement>) -> RawReturn {
        let cell = |ksf: &KsfCell| (ksf.ksf, RatingCell::at(self.sheet, ksf.at.row, column));
        RawReturn::new(self.scheme, stated, self.ksfs.iter().map(cell))
    }

    /// What the columns beside the KSFs were taken for: those that were read for `used_as`, if that is to be noted.
    pub(crate) fn notes(&self, used: &[u32], used_as: Option<&'static str>) -> Vec<ColumnNote> {
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

    /// Labels among the KSFs that name none and have ratings beside them; while KSFs are missing, also those right
    /// below.
    pub(super) fn unrecognised(
        &self,
        columns: &[u32],
        is_rating: impl Fn(&CellValue) -> bool,
    ) -> Vec<Sourced<String>> {
        let all_there = self.ksfs.len() >= self.scheme.count();
        let from = self.headings.all().last().filter(|_| !all_there).map_or(self.first, |row| row + 1);
        let below = (self.last + 1..=self.last + 3).take_while(|row| !self.sheet.row(*row).is_empty());
        (from..=self.last)
            .chain(below)
            .filter(|row| !self.ksfs.iter().any(|ksf| ksf.at.row == *row))
            .filter(|row| columns.iter().any(|c| self.sheet.get(*row, *c).is_some_and(&is_rating)))
            .filter_map(|row| self.other_label(row))
            .collect()
    }

    /// A row's label, if it could name a KSF and asks for nothing.
    fn other_label(&self, row: u32) -> Option<Sourced<String>> {
        let mut cells = self.sheet.row(row).iter().rev().filter(|(at, _)| at.column <= self.label_column());
        let (at, value, text) = cells.find_map(|(at, value)| Some((at, value, value.text()?)))?;
        let role = self.scheme.role(Some(value));
        let of_others = ["total", "average"].iter().any(|w| text.to_lowercase().contains(w));
        let figure = role.figure().is_some() || role == Role::Doubtful || of_others;
        let among = (self.first..=self.last).contains(&row) && !figure;
        let plain = (among || role == Role::Name) && field_of_label(text).is_none();
        plain.then(|| Sourced { value: text.to_owned(), cell: *at })
    }
}

/// The first and the last cell of a run.
fn ends(run: &[KsfCell]) -> (CellRef, CellRef) {
    (run[0].at, run[run.len() - 1].at)
}

/// The rows of a run of KSFs, and the columns from theirs on.
fn around(run: &[KsfCell]) -> Region {
    let (first, last) = ends(run);
    Region { left: first.column, ..Region::of_rows(first.row, last.row) }
}

/// The rows of a table whose KSFs stand in a row: down to the next blank one, or to the KSFs of another table.
fn below(sheet: &RawSheet, top: u32, first: u32) -> Region {
    let end = if top < first { first.saturating_sub(2).max(top) } else { u32::MAX };
    let bottom = (top..end).find(|row| sheet.row(row + 1).is_empty()).unwrap_or(end);
    Region::of_rows(top, bottom)
}
