//! Links: from sheet to sheet, and to the files that were read.

use std::cell::Cell;
use std::fmt::Write as _;

use rust_xlsxwriter::{ColNum, Format, RowNum, Url, Worksheet, XlsxError};

use crate::model::on_disk;
use crate::workbook::cells::references;
use crate::workbook::text::one_line;

/// Maximum number of links on a sheet, set by Excel.
const LINKS_ON_A_SHEET: usize = 65_530;
/// The longest address that Excel takes, with room for the guard.
const LONGEST_ADDRESS: usize = 2_000;

/// Stands before a link's address. The library leaves an address alone that holds an escaped blank; the
/// private-use character cannot be in an address otherwise, because addresses are percent-encoded.
pub(crate) const ADDRESS_GUARD: &str = "\u{F8FE}%20";

/// Links to source files on one sheet.
pub(crate) struct FileLinks<'a> {
    /// The path from the workbook's folder to the folder that file names are relative to.
    base: Option<&'a str>,
    left: Cell<usize>,
}

impl<'a> FileLinks<'a> {
    /// Links of a sheet that has one link of its own, back to Contents.
    pub(crate) fn new(base: Option<&'a str>) -> Self {
        Self { base, left: Cell::new(LINKS_ON_A_SHEET - 1) }
    }

    /// A link to a file, as long as the sheet may have another.
    pub(crate) fn to(&self, file: &str) -> Option<Url> {
        let address = format!("{}{}", encoded(self.base?), encoded(on_disk(file)));
        if self.left.get() == 0 || file.is_empty() || address.len() > LONGEST_ADDRESS {
            return None;
        }
        self.left.set(self.left.get() - 1);
        Some(Url::new(format!("file:///{ADDRESS_GUARD}{address}")).set_text(one_line(file)))
    }
}

/// A path as a relative address: all but letters, digits, slashes and a few harmless signs percent-encoded.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Writes a link to the top of another sheet.
pub(crate) fn to_sheet(
    to: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    sheet: &str,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    to_cell(to, (row, column), &references::on_sheet(sheet, "A1"), text, None, format)
}

/// Writes a link to a cell of another sheet, with what it says when it is pointed at.
pub(crate) fn to_cell(
    to: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    target: &str,
    text: &str,
    tip: Option<&str>,
    format: &Format,
) -> Result<(), XlsxError> {
    let mut link = Url::new(format!("internal:{target}")).set_text(text);
    if let Some(tip) = tip {
        link = link.set_tip(tip);
    }
    to.write_url_with_format(row, column, link, format)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_relative_addresses() {
        assert_eq!(
            encoded("../in/Abbey/School A & #1 100%.xlsx"),
            "../in/Abbey/School%20A%20%26%20%231%20100%25.xlsx"
        );
        assert_eq!(encoded("c:é?.csv"), "c%3A%C3%A9%3F.csv");
    }

    #[test]
    fn links_end_where_excel_ends_them() {
        let links = FileLinks::new(Some(""));
        links.left.set(1);
        assert!(links.to("a.xlsx").is_some());
        assert!(links.to("b.xlsx").is_none());
        assert!(FileLinks::new(None).to("a.xlsx").is_none());
    }
}
