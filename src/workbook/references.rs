//! References to cells and ranges, as formulas write them.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, RowNum};

/// A cell that stays the same wherever the formula is: `$C$8`.
pub(super) fn cell(row: RowNum, column: ColNum) -> String {
    format!("${}${}", column_number_to_name(column), row + 1)
}

/// A range that stays the same wherever the formula is: `$C$8:$L$17`.
pub(super) fn range(top: RowNum, left: ColNum, bottom: RowNum, right: ColNum) -> String {
    format!("{}:{}", cell(top, left), cell(bottom, right))
}

/// Cells of one row, whose columns stay: `$C8:$L8`.
pub(super) fn row_range(row: RowNum, left: ColNum, right: ColNum) -> String {
    let row = row + 1;
    format!("${}{row}:${}{row}", column_number_to_name(left), column_number_to_name(right))
}

/// Cells of one column, whose rows stay: `C$8:C$17`.
pub(super) fn column_range(column: ColNum, top: RowNum, bottom: RowNum) -> String {
    let name = column_number_to_name(column);
    format!("{name}${}:{name}${}", top + 1, bottom + 1)
}

/// A cell whose column stays: `$C8`.
pub(super) fn in_row(row: RowNum, column: ColNum) -> String {
    format!("${}{}", column_number_to_name(column), row + 1)
}

/// A cell whose row stays: `C$8`.
pub(super) fn in_column(row: RowNum, column: ColNum) -> String {
    format!("{}${}", column_number_to_name(column), row + 1)
}

/// A cell that moves with the formula: `C8`.
pub(super) fn relative(row: RowNum, column: ColNum) -> String {
    format!("{}{}", column_number_to_name(column), row + 1)
}

/// A reference to another sheet, whose name is always quoted.
pub(super) fn on_sheet(sheet: &str, reference: &str) -> String {
    format!("'{}'!{reference}", sheet.replace('\'', "''"))
}
