//! A rectangle of cells.

use rust_xlsxwriter::{ColNum, RowNum};

/// The cells from one corner to the other, both included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CellRange {
    pub(crate) top: RowNum,
    pub(crate) left: ColNum,
    pub(crate) bottom: RowNum,
    pub(crate) right: ColNum,
}

impl CellRange {
    /// The cells of one column.
    pub(crate) fn column(column: ColNum, top: RowNum, bottom: RowNum) -> Self {
        Self { top, left: column, bottom, right: column }
    }
}
