//! The cells that a table takes up, as a rectangle of rows and columns.

use crate::model::CellRef;

/// A rectangle of cells: rows and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) top: u32,
    pub(crate) bottom: u32,
    pub(crate) left: u32,
    pub(crate) right: u32,
    /// Whether a heading says that the table holds ratings.
    pub(crate) headed: bool,
}

impl Region {
    /// The rows from `top` to `bottom`, with all their columns.
    pub(crate) fn of_rows(top: u32, bottom: u32) -> Self {
        Self { top, bottom, left: 0, right: u32::MAX, headed: false }
    }

    pub(crate) fn contains(&self, at: CellRef) -> bool {
        (self.top..=self.bottom).contains(&at.row) && self.spans(at)
    }

    /// Whether a cell stands in one of the region's columns, in whichever row.
    pub(crate) fn spans(&self, at: CellRef) -> bool {
        (self.left..=self.right).contains(&at.column)
    }
}
