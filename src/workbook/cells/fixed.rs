//! The rows and columns that are the same on several sheets.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::contract::{FixedColumn, KsfColumn};
use crate::workbook::conversions;

/// The row of the line about the sheet, under its title.
pub(crate) const ABOUT: RowNum = 1;
/// The first row under these and a narrow one.
pub(crate) const BODY: RowNum = 3;

/// The number of a column that names a KSF, in a grid and in the LA summary.
pub(crate) fn ksf_column(column: KsfColumn) -> ColNum {
    conversions::columns(column.index())
}

/// The first column right of these: that of the first school, or of the first cluster.
pub(crate) fn first_right_of_ksf() -> ColNum {
    conversions::columns(KsfColumn::ALL.len())
}
