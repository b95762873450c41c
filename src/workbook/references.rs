//! References to cells and ranges, as formulas write them.

use std::fmt;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, RowNum};

/// Stands for the row, and for the column, in a formula that is to be filled in for many cells. No name of a sheet has
/// such characters.
pub(super) const ANY_ROW: char = '\u{1}';
pub(super) const ANY_COLUMN: char = '\u{2}';

/// A row of a reference.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    At(RowNum),
    /// To be filled in.
    Any,
}

impl From<RowNum> for Row {
    fn from(row: RowNum) -> Self {
        Self::At(row)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::At(row) => (row + 1).fmt(to),
            Self::Any => ANY_ROW.fmt(to),
        }
    }
}

/// A column of a reference.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    At(ColNum),
    /// To be filled in.
    Any,
}

impl From<ColNum> for Column {
    fn from(column: ColNum) -> Self {
        Self::At(column)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::At(column) => to.write_str(&column_number_to_name(*column)),
            Self::Any => ANY_COLUMN.fmt(to),
        }
    }
}

/// A cell that stays the same wherever the formula is: `$C$8`.
pub(super) fn cell(row: impl Into<Row>, column: impl Into<Column>) -> String {
    format!("${}${}", column.into(), row.into())
}

/// A range that stays the same wherever the formula is: `$C$8:$L$17`.
pub(super) fn range(
    top: impl Into<Row>,
    left: impl Into<Column>,
    bottom: impl Into<Row>,
    right: impl Into<Column>,
) -> String {
    format!("{}:{}", cell(top, left), cell(bottom, right))
}

/// Cells of one row, whose columns stay: `$C8:$L8`.
pub(super) fn row_range(row: impl Into<Row>, left: ColNum, right: ColNum) -> String {
    let row = row.into();
    format!("{}:{}", in_row(row, left), in_row(row, right))
}

/// Cells of one column, whose rows stay: `C$8:C$17`.
pub(super) fn column_range(column: ColNum, top: RowNum, bottom: RowNum) -> String {
    format!("{}:{}", in_column(top, column), in_column(bottom, column))
}

/// A cell whose column stays: `$C8`.
pub(super) fn in_row(row: impl Into<Row>, column: ColNum) -> String {
    format!("${}{}", Column::At(column), row.into())
}

/// A cell whose row stays: `C$8`.
pub(super) fn in_column(row: RowNum, column: ColNum) -> String {
    format!("{}${}", Column::At(column), Row::At(row))
}

/// A cell that moves with the formula: `C8`.
pub(super) fn relative(row: impl Into<Row>, column: ColNum) -> String {
    format!("{}{}", Column::At(column), row.into())
}

/// A reference to another sheet, whose name is always quoted.
pub(super) fn on_sheet(sheet: &str, reference: &str) -> String {
    format!("'{}'!{reference}", sheet.replace('\'', "''"))
}
