//! What all sheets have in common: title, line about the sheet, way back to Contents; and how they are printed.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::Sheet;
use crate::workbook::cells::{ABOUT, BACK};
use crate::workbook::conversions::count;
use crate::workbook::style::{Style, Styles};
use crate::workbook::text::{one_line, shortened};

use super::links;

/// The height of the rows above a sheet's body, in points.
pub(crate) const TITLES: f64 = 54.0;
/// A4.
const PAPER: u8 = 9;
/// Width and height of what a page holds, in points, with a little to spare.
const PRINTED: (f64, f64) = (785.0, 505.0);
/// The width of a digit in a column, with its share of the edges, in points.
const DIGIT: f64 = 5.8;
/// Maximum number of page breaks on a sheet, set by Excel.
pub(crate) const BREAKS: usize = 1023;

/// Writes title, line about the sheet and link back to Contents.
pub(crate) fn open(to: &mut Worksheet, styles: &Styles, title: &str, about: &str) -> Result<(), XlsxError> {
    to.write_string_with_format(0, 0, one_line(title), styles.get(Style::Title))?;
    to.set_row_height(0, 24)?;
    to.write_string_with_format(ABOUT, 0, about, styles.get(Style::About))?;
    links::to_sheet(to, (BACK, 0), Sheet::Contents.name(), "Back to Contents", styles.get(Style::Link))?;
    to.set_screen_gridlines(false);
    Ok(())
}

/// "This sheet holds one table, Schools, in rows 4 to 14."
pub(crate) fn about_table(name: &str, header: RowNum, last: RowNum) -> String {
    format!("This sheet holds one table, {name}, in rows {} to {}.", header + 1, last + 1)
}

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

/// Maximum number of KSFs whose page for a school is made to fit on one sheet of paper.
const ON_ONE_PAGE: usize = 30;
/// The longest text in a part of a footer, in UTF-16 units: Excel takes 255 for all of it.
const FOOTER_PART: usize = 80;

/// How a school's page is printed: A4 upright, as a whole on one sheet of paper, with two texts in the footer.
pub(crate) fn print_page(
    to: &mut Worksheet,
    last_row: RowNum,
    last_column: ColNum,
    left: &str,
    right: &str,
    ksfs: usize,
) -> Result<(), XlsxError> {
    let pages = u16::from(ksfs <= ON_ONE_PAGE);
    to.set_paper_size(PAPER)
        .set_portrait()
        .set_print_fit_to_pages(1, pages)
        .set_print_center_horizontally(true)
        .set_margins(0.4, 0.4, 0.45, 0.6, 0.3, 0.3)
        .set_footer(format!("&L&9&\"Arial,Regular\"{left}&R&9&\"Arial,Regular\"{right}"));
    to.set_print_area(0, 0, last_row, last_column)?;
    Ok(())
}

/// A text as a footer takes it.
pub(crate) fn footer_text(text: &str) -> String {
    shortened(&one_line(text), FOOTER_PART).replace('&', "&&")
}

/// Writes the link back to Contents.
pub(crate) fn to_contents(
    to: &mut Worksheet,
    styles: &Styles,
    cell: (RowNum, ColNum),
) -> Result<(), XlsxError> {
    links::to_sheet(to, cell, Sheet::Contents.name(), "Back to Contents", styles.get(Style::Link))
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
