//! What all sheets have in common: title, line about the sheet, way back to Contents.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::Sheet;
use crate::workbook::cells::{ABOUT, BODY};
use crate::workbook::style::{Style, Styles};
use crate::workbook::text::one_line;

use super::links;

/// The heights of the title, of the line under it and of the narrow row above the body, in points.
const TITLE: f64 = 24.0;
const LINE_ABOUT: f64 = 15.0;
const NARROW: f64 = 6.0;
/// The height of all of them.
pub(crate) const TITLES: f64 = TITLE + LINE_ABOUT + NARROW;

/// Writes title and line about the sheet.
pub(crate) fn open(to: &mut Worksheet, styles: &Styles, title: &str, about: &str) -> Result<(), XlsxError> {
    to.write_string_with_format(0, 0, one_line(title), styles.get(Style::Title))?;
    to.set_row_height(0, TITLE)?;
    if !about.is_empty() {
        to.write_string_with_format(ABOUT, 0, about, styles.get(Style::About))?;
    }
    to.set_row_height(ABOUT, LINE_ABOUT)?;
    to.set_row_height(BODY - 1, NARROW)?;
    to.set_screen_gridlines(false);
    Ok(())
}

/// Writes the link back to Contents, where it is not printed.
pub(crate) fn back(to: &mut Worksheet, styles: &Styles, cell: (RowNum, ColNum)) -> Result<(), XlsxError> {
    links::to_sheet(to, cell, Sheet::Contents.name(), BACK, styles.get(Style::Link))
}

const BACK: &str = "Back to Contents";

/// Repeats the headings of a table on every page and keeps them and some columns in sight on the screen.
pub(crate) fn keep_headings(to: &mut Worksheet, header: RowNum, columns: ColNum) -> Result<(), XlsxError> {
    to.set_repeat_rows(header, header)?;
    to.set_freeze_panes(header + 1, columns)?;
    Ok(())
}
