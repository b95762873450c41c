//! References to cells and ranges, as formulas write them.

use std::fmt;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, RowNum};

/// Stands for the row, and for the column, in a formula that is to be filled in for many cells. No name of a sheet has
/// such characters.
pub(crate) const ANY_ROW: char = '\u{1}';
pub(crate) const ANY_COLUMN: char = '\u{2}';

/// The row of a reference.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RowRef {
    At(RowNum),
    /// To be filled in.
    Any,
}

impl From<RowNum> for RowRef {
    fn from(row: RowNum) -> Self {
        Self::At(row)
    }
}

impl fmt::Display for RowRef {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::At(row) => (row + 1).fmt(to),
            Self::Any => ANY_ROW.fmt(to),
        }
    }
}

/// The column of a reference.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ColumnRef {
    At(ColNum),
    /// To be filled in.
    Any,
}

impl From<ColNum> for ColumnRef {
    fn from(column: ColNum) -> Self {
        Self::At(column)
    }
}

impl fmt::Display for ColumnRef {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::At(column) => to.write_str(&column_number_to_name(*column)),
            Self::Any => ANY_COLUMN.fmt(to),
        }
    }
}

/// A cell that stays the same wherever the formula is: `$C$8`.
pub(crate) fn cell(row: impl Into<RowRef>, column: impl Into<ColumnRef>) -> String {
    format!("${}${}", column.into(), row.into())
}

/// A range that stays the same wherever the formula is: `$C$8:$L$17`.
pub(crate) fn range(
    top: impl Into<RowRef>,
    left: impl Into<ColumnRef>,
    bottom: impl Into<RowRef>,
    right: impl Into<ColumnRef>,
) -> String {
    format!("{}:{}", cell(top, left), cell(bottom, right))
}

/// Cells of one row, whose columns stay: `$C8:$L8`.
pub(crate) fn row_range(row: impl Into<RowRef>, left: ColNum, right: ColNum) -> String {
    let row = row.into();
    format!("{}:{}", in_row(row, left), in_row(row, right))
}

/// Cells of one column, whose rows stay: `C$8:C$17`.
pub(crate) fn column_range(column: ColNum, top: RowNum, bottom: RowNum) -> String {
    format!("{}:{}", in_column(top, column), in_column(bottom, column))
}

/// A cell whose column stays: `$C8`.
pub(crate) fn in_row(row: impl Into<RowRef>, column: ColNum) -> String {
    format!("${}{}", ColumnRef::At(column), row.into())
}

/// A cell whose row stays: `C$8`.
pub(crate) fn in_column(row: RowNum, column: ColNum) -> String {
    format!("{}${}", ColumnRef::At(column), RowRef::At(row))
}

/// A cell that moves with the formula: `C8`.
pub(crate) fn relative(row: impl Into<RowRef>, column: ColNum) -> String {
    format!("{}{}", ColumnRef::At(column), row.into())
}

/// A reference to another sheet, whose name is always quoted.
pub(crate) fn on_sheet(sheet: &str, reference: &str) -> String {
    format!("'{}'!{reference}", sheet.replace('\'', "''"))
}
