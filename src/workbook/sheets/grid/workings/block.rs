//! A block of workings: headings beside those of the grid, over rows of cells that all look the same.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use crate::workbook::cells::GridCells;
use crate::workbook::style::{Style, Styles};
use crate::workbook::tables::{Column, write_value};

/// The widths of columns of names, of numbers and of lists of KSFs.
pub(super) const NAMES: f64 = 30.0;
pub(super) const NUMBER: f64 = 11.0;
pub(super) const KSFS: f64 = 16.0;

/// Writes a block whose first column is `left`.
pub(super) fn write<R>(
    styles: &Styles,
    to: &mut Worksheet,
    left: ColNum,
    columns: &[Column<'_, R>],
    rows: impl Iterator<Item = R>,
) -> Result<(), XlsxError> {
    let (mut last, mut right) = (GridCells::header(), left);
    for row in rows {
        last += 1;
        for (number, column) in (left..).zip(columns) {
            write_value(to, (last, number), column.look.style, &column.value(&row))?;
            right = number;
        }
    }
    to.set_range_format(GridCells::header() + 1, left, last, right, styles.get(Style::Working))?;
    let format = styles.get(Style::WorkingHeading);
    for (number, column) in (left..).zip(columns) {
        to.set_column_width(number, column.look.width)?;
        to.write_string_with_format(GridCells::header(), number, column.look.heading.as_str(), format)?;
    }
    Ok(())
}
