//! How a sheet is printed: paper, margins, footer; and how much a page holds.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::workbook::conversions::count;

/// A4.
const PAPER: u8 = 9;
/// Width and height of what a page holds, in points, with a little to spare.
const PRINTED: (f64, f64) = (785.0, 505.0);
/// The width of a digit in a column, with its share of the edges, in points.
const DIGIT: f64 = 5.8;
/// Maximum number of page breaks on a sheet, set by Excel.
pub(crate) const BREAKS: usize = 1023;

/// Paper, margins, footer and what is printed: everything down to a cell, one page wide.
pub(crate) fn print(to: &mut Worksheet, last_row: RowNum, last_column: ColNum) -> Result<(), XlsxError> {
    to.set_paper_size(PAPER)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.3, 0.3, 0.4, 0.55, 0.3, 0.3)
        .set_footer("&L&\"Arial,Regular\"&9&A&R&\"Arial,Regular\"&9Page &P of &N");
    to.set_print_area(0, 0, last_row, last_column)?;
    Ok(())
}

/// The height that each of some rows may have so that all fit on one page, below `above` points of title and headings;
/// the page is as wide as the columns, whose widths are in digits.
pub(crate) fn fitting_height(columns: f64, above: f64, rows: usize) -> f64 {
    (height_of_page(columns) - above) / f64::from(count(rows.max(1)))
}

/// How much a page holds, in points before it is scaled down to be as wide as the columns, whose widths are in digits.
pub(crate) fn height_of_page(columns: f64) -> f64 {
    let scale = (PRINTED.0 / (columns * DIGIT)).min(1.0);
    PRINTED.1 / scale
}

/// Repeats the headings of a table on every page and keeps them and some columns in sight on the screen.
pub(crate) fn keep_headings(to: &mut Worksheet, header: RowNum, columns: ColNum) -> Result<(), XlsxError> {
    to.set_repeat_rows(header, header)?;
    to.set_freeze_panes(header + 1, columns)?;
    Ok(())
}
