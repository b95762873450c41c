//! What all sheets have in common: title, line about the sheet, way back to Contents.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::contract::Sheet;
use crate::workbook::cells::{ABOUT, BACK};
use crate::workbook::style::{Style, Styles};
use crate::workbook::text::one_line;

use super::links;

/// The height of the rows above a sheet's body, in points.
pub(crate) const TITLES: f64 = 54.0;

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
