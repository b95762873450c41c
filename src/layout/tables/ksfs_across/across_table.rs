//! The columns of a table whose KSFs run across a row: those of the ratings, of the schools' names, and what the
//! others hold.

use std::collections::BTreeMap;

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::super::super::anchors::{KsfCell, Runs};
use super::super::super::headings::{FigureKind, Role};
use super::super::super::identity::{Field, Statement, field_of_heading};
use super::super::super::recognised::{RatingCell, RawReturn};
use super::super::super::scheme::RatingScheme;
use super::super::rows::{rows_below, stated_in_row};

/// What a column next to the KSFs holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SideColumn {
    Field(Field),
    Figure(FigureKind),
    /// Perhaps ratings, under a heading that names no KSF.
    Unknown,
}

/// A table whose KSFs run across a row.
pub(super) struct AcrossTable<'a> {
    pub(super) scheme: &'a RatingScheme,
    pub(super) sheet: &'a RawSheet,
    pub(super) ksfs: &'a [KsfCell],
    pub(super) heading_row: u32,
    /// The first row below that is the heading of another table.
    end: u32,
    /// The last row of headings: a second one may say of which time the ratings below each KSF are.
    pub(super) last_heading: u32,
    /// For each KSF label the column of its ratings.
    pub(super) rating_columns: Vec<u32>,
    pub(super) side_columns: BTreeMap<u32, SideColumn>,
    pub(super) name_column: Option<u32>,
}

impl<'a> AcrossTable<'a> {
    /// The table of a run of KSFs; or the KSFs' cells, if a second row of headings leaves more than one column for a
    /// KSF.
    pub(super) fn find(
        scheme: &'a RatingScheme,
        sheet: &'a RawSheet,
        ksfs: &'a [KsfCell],
        runs: &Runs,
    ) -> Result<Self, Vec<CellRef>> {
        let heading_row = ksfs[0].at.row;
        let others = runs.across.iter().map(|run| run[0].at.row).filter(|row| *row > heading_row);
        // A grid or form below begins with its headings, right above its KSFs.
        let below = runs.down.iter().map(|run| run[0].at.row).filter(|row| *row > heading_row + 1);
        let end = others.chain(below.map(|row| row - 1)).min().unwrap_or(u32::MAX);
        let mut table = Self {
            scheme,
            sheet,
            ksfs,
            heading_row,
            end,
            last_heading: heading_row,
            rating_columns: ksfs.iter().map(|ksf| ksf.at.column).collect(),
            side_columns: BTreeMap::new(),
            name_column: None,
        };
        table.side_columns = table.find_side_columns();
        table.name_column = table.find_name_column();
        if table.settle_rating_columns() { Ok(table) } else { Err(ksfs.iter().map(|ksf| ksf.at).collect()) }
    }

    /// Looks for a second row of headings and takes the columns of the ratings from it. Returns whether it leaves at
    /// most one column for each KSF.
    fn settle_rating_columns(&mut self) -> bool {
        let row = self.heading_row + 1;
        let first = self.ksfs[0].at.column;
        let mut cells = self.sheet.row(row).iter().filter(|(at, _)| at.column >= first).peekable();
        let heads = |v: &CellValue| {
            matches!(self.scheme.role(Some(v)), Role::Rating | Role::Period | Role::Other)
                && !self.scheme.on_scale(v)
        };
        let named = self.name_column.is_some_and(|column| self.sheet.get(row, column).is_some());
        if named || cells.peek().is_none() || !cells.all(|(_, value)| heads(value)) {
            return true;
        }
        self.last_heading = row;
        for i in 0..self.rating_columns.len() {
            let from = self.rating_columns[i];
            let to = self.rating_columns.get(i + 1).copied().unwrap_or(from + 4);
            let holds = |column: &u32| {
                let own = *column == from || self.sheet.get(self.heading_row, *column).is_none();
                let below = self.scheme.role(self.sheet.get(row, *column));
                own && matches!(below, Role::Rating | Role::Period)
            };
            let columns: Vec<u32> = (from..to.max(from + 1)).filter(holds).collect();
            match columns.as_slice() {
                [] => {}
                [only] => self.rating_columns[i] = *only,
                _ => return false,
            }
        }
        true
    }

    fn find_side_columns(&self) -> BTreeMap<u32, SideColumn> {
        let is_ksf = |column: u32| self.ksfs.iter().any(|ksf| ksf.at.column == column);
        let beside = |row: u32| self.sheet.row(row).iter().filter(|(at, _)| !is_ksf(at.column));
        let held = |(at, value): &(CellRef, CellValue)| {
            let field = field_of_heading(value).map(SideColumn::Field);
            let figure = || self.scheme.role(Some(value)).figure().map(SideColumn::Figure);
            (at.column, field.or_else(figure).unwrap_or(SideColumn::Unknown))
        };
        let mut columns: BTreeMap<u32, SideColumn> = beside(self.heading_row).map(held).collect();
        // If headings stand over two rows, those of the columns that hold no KSF are in the upper one.
        for (at, value) in self.heading_row.checked_sub(1).into_iter().flat_map(beside) {
            if let (Some(field), None | Some(SideColumn::Unknown)) =
                (field_of_heading(value), columns.get(&at.column))
            {
                columns.insert(at.column, SideColumn::Field(field));
            }
        }
        columns
    }

    /// The column of the schools' names: the one headed School, or else the first column of texts before the KSFs.
    fn find_name_column(&self) -> Option<u32> {
        let is_school = |held: &SideColumn| *held == SideColumn::Field(Field::School);
        let headed = self.side_columns.iter().find(|(_, held)| is_school(held)).map(|(column, _)| *column);
        let is_text = |column: u32| self.rows().any(|(row, _)| self.sheet.text(row, column).is_some());
        let free = |column: &u32| {
            matches!(self.side_columns.get(column), None | Some(SideColumn::Unknown)) && is_text(*column)
        };
        headed.or_else(|| (0..self.ksfs[0].at.column).find(free))
    }

    /// Whether the schools' names stand under the heading School.
    pub(super) fn heads_school(&self) -> bool {
        let held = self.name_column.and_then(|column| self.side_columns.get(&column));
        held == Some(&SideColumn::Field(Field::School))
    }

    /// The rows below the headings that belong to the table.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &'a [(CellRef, CellValue)])> + use<'a> {
        rows_below(self.sheet, self.last_heading, self.end)
    }

    /// The cells of a row under each KSF.
    pub(super) fn rating_cells(&self, row: u32) -> impl Iterator<Item = (usize, RatingCell)> {
        let columns = self.ksfs.iter().zip(&self.rating_columns);
        columns.map(move |(ksf, column)| (ksf.ksf, RatingCell::at(self.sheet, row, *column)))
    }

    /// A row's ratings, and what its other columns state about the school.
    pub(super) fn row_as_return(&self, row: u32) -> RawReturn {
        let name = self.name_column.map(|column| (Field::School, column));
        let others = self.side_columns.iter().filter_map(|(column, held)| match held {
            SideColumn::Field(Field::School | Field::Other) => None,
            SideColumn::Field(field) => Some((*field, *column)),
            _ => None,
        });
        let state = |(field, column): (Field, u32)| -> Option<Statement> {
            // A cluster or authority may be written once for the rows below it, often in merged cells.
            let spans = matches!(field, Field::Cluster | Field::LocalAuthority);
            stated_in_row(self.sheet, (field, column), row, self.last_heading + 1, spans)
        };
        let stated = name.into_iter().chain(others).filter_map(state).collect();
        RawReturn::new(self.scheme, stated, self.rating_cells(row))
    }
}
