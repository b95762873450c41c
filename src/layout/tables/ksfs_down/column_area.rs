//! The part of a sheet that can belong to one column of KSFs.

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::super::super::scheme::RatingScheme;

/// The columns around a column of KSFs, up to those of other tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnArea<'a> {
    pub(super) scheme: &'a RatingScheme,
    pub(super) sheet: &'a RawSheet,
    /// The column of the KSFs.
    pub(super) label_column: u32,
    /// The first row of KSFs.
    pub(super) first: u32,
    /// The first column that can belong to the table.
    pub(super) left: u32,
    /// The first column to the right that belongs to another table.
    pub(super) limit: u32,
}

impl<'a> ColumnArea<'a> {
    /// The text of a row in the KSFs' column, or else the nearest one to the left.
    pub(super) fn row_label(&self, row: u32) -> Option<&'a str> {
        let cells = self.sheet.row(row).iter().rev();
        let own = self.left..=self.label_column;
        cells.filter(|(at, _)| own.contains(&at.column)).find_map(|(_, value)| value.text())
    }

    /// The filled cells of a row to the right of the KSFs.
    pub(super) fn cells_right(&self, row: u32) -> impl Iterator<Item = &'a (CellRef, CellValue)> + use<'a> {
        let (from, to) = (self.label_column, self.limit);
        self.sheet.row(row).iter().filter(move |(at, _)| at.column > from && at.column < to)
    }

    /// A column of ratings to the left of the KSFs; only its heading distinguishes it from the KSFs' numbers.
    pub(super) fn ratings_left(&self, row: u32) -> Option<u32> {
        let own = self.left..self.label_column;
        let mut before = self.sheet.row(row).iter().filter(|(at, _)| own.contains(&at.column));
        before.find(|(_, v)| self.scheme.is_for_ratings(v)).map(|(at, _)| at.column)
    }
}
