//! KSFs down a column and what stands beside them: the headings and the columns.

use std::collections::BTreeSet;

use crate::model::{CellRef, CellValue, Sourced};
use crate::read::RawSheet;

use super::super::super::anchors::{KsfCell, Runs};
use super::super::super::headings::{Role, mentions_figure};
use super::super::super::identity::{Field, Statement, StatementGatherer, field_of_label};
use super::super::super::recognised::ColumnNote;
use super::super::super::region::Region;
use super::super::super::scheme::RatingScheme;
use super::super::axis::{Along, Axis};
use super::super::line::{self, Line};
use super::column_area::ColumnArea;
use super::heading_rows::HeadingRows;

/// Maximum number of rows from the headings of a table down to its first KSF.
const HEADING_REACH: u32 = 10;

/// KSFs down a column and what stands beside them.
pub(crate) struct KsfColumn<'a> {
    pub(super) scheme: &'a RatingScheme,
    pub(super) sheet: &'a RawSheet,
    pub(super) ksfs: &'a [KsfCell],
    pub(super) headings: HeadingRows,
    pub(super) columns: Vec<Line<'a>>,
    /// First and last row of the KSFs.
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) area: ColumnArea<'a>,
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
        line::compare(&mut table.columns);
        table
    }

    /// What labels outside the table state about it, and not about another table of the sheet.
    pub(super) fn stated(&self) -> Vec<Statement> {
        let tables: Vec<Region> = [&[self.region(false)], self.others.as_slice()].concat();
        self.sheet_statements.all().of_table(0, &tables)
    }

    /// What a label outside the table states in a field.
    pub(super) fn stated_in(&self, field: Field) -> Option<String> {
        self.stated().into_iter().find(|s| s.field == field).map(|s| s.value.value.to_string())
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

    /// The KSFs along their column.
    pub(super) fn along(&self) -> Along<'a> {
        Along::labels(self.sheet, Axis::Down, self.ksfs)
    }

    fn find_columns(&self) -> Vec<Line<'a>> {
        let rows = self.ksfs.iter().map(|ksf| ksf.at.row).chain(self.headings.all());
        let right: BTreeSet<u32> =
            rows.flat_map(|row| self.area.cells_right(row)).map(|(at, _)| at.column).collect();
        let left = self.headings.main.and_then(|row| self.area.ratings_left(row));
        let columns: Vec<Line> = right.into_iter().chain(left).map(|column| self.column(column)).collect();
        // Ratings may stand left of the KSFs: schools', or those of one school without a heading.
        let others = left.is_some() || columns.iter().any(Line::reads_as_ratings);
        let is_found = |line: &Line| columns.iter().all(|other| other.at != line.at);
        let before = self.columns_left().map(|column| self.column(column)).filter(is_found);
        let before: Vec<Line> =
            before.filter(|line| line.reads_as_ratings() && (!others || line.is_school())).collect();
        before.into_iter().chain(columns).collect()
    }

    fn column(&self, column: u32) -> Line<'a> {
        let found = self.headings.heading(&self.area, column);
        let values: Vec<Option<&'a CellValue>> = self.along().values(column).collect();
        Line {
            at: column,
            name: found.name,
            has_own_name: found.has_own_name,
            heading: found.heading,
            says: found.says,
            rank: found.rank,
            group: found.group,
            evidence: found.evidence,
            is_hidden: self.sheet.is_column_hidden(column),
            ..Line::of_ksfs(self.scheme, values, self.ksfs.iter().map(|ksf| ksf.ksf))
        }
    }

    /// What a column holds in the rows of the KSFs.
    pub(super) fn entries(&self, column: u32) -> impl Iterator<Item = (&'a KsfCell, &'a CellValue)> {
        self.ksfs.iter().filter_map(move |ksf| Some((ksf, self.sheet.get(ksf.at.row, column)?)))
    }

    /// The cells of the table, outside which labels may state something about it.
    pub(super) fn region(&self, headed: bool) -> Region {
        Region {
            top: self.headings.top().unwrap_or(self.first),
            bottom: self.last,
            left: self.area.left,
            right: self.right(),
            headed,
        }
    }

    /// The last column of the table: what stands behind empty columns and has no heading is beside it.
    fn right(&self) -> u32 {
        let all = || self.columns.iter().filter(|line| line.at > self.label_column());
        let own = |line: &&Line<'_>| line.heading.is_some() || line.name.is_some() || line.reads_as_ratings();
        let headed = all().filter(own).map(|line| line.at).max().unwrap_or(self.label_column());
        let end = all().fold(headed, |end, line| if line.at == end + 1 { line.at } else { end });
        let is_beside = all().any(|line| line.at > end);
        if is_beside { end } else { self.area.limit.saturating_sub(1) }
    }

    /// Whether a row belongs to another table of the sheet.
    pub(super) fn is_of_another_table(&self, row: u32) -> bool {
        self.others.iter().any(|other| other.contains(CellRef::new(row, self.label_column())))
    }

    /// What the columns beside the KSFs were taken for: those that were read for `used_as`, if that is to be noted.
    pub(crate) fn notes(&self, used: &[u32], used_as: Option<&'static str>) -> Vec<ColumnNote> {
        let note = |column: &Line| {
            let is_used = used.contains(&column.at);
            let taken_for = if is_used { column.used_as(used_as?) } else { column.passed_over() };
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
        let (at, text) = cells.find_map(|(at, value)| Some((at, value.text()?)))?;
        let heading = self.scheme.heading_of(text);
        let figure = heading.role.figure().is_some() || mentions_figure(text);
        let among = (self.first..=self.last).contains(&row) && !figure;
        let plain = (among || heading.role == Role::Name) && field_of_label(text).is_none();
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
