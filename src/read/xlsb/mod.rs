//! Binary workbooks (.xlsb): mended part by part, then streamed. The library gives no formats, and every formula has its
//! result.

mod records;
mod sheet;
mod styles;

use std::rc::Rc;

use calamine::{Reader as _, Xlsb, XlsbError};

use super::columns::Columns;
use super::contents::{RawWorkbook, Unreadable};
use super::deadline::Deadline;
use super::library::{Bytes, LibraryError, StreamedCell, open, sheets, stream};
use super::package::{MendedPart, Part, PartRole, mended, xml};
use super::safe_copy::SafeCopy;
use crate::model::CellRef;

impl LibraryError for XlsbError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], columns: Columns, deadline: Deadline) -> Result<RawWorkbook, Unreadable> {
    let copy = mend(bytes)?;
    let mut book: Xlsb<Bytes<'_>> = open(&copy.bytes)?;
    let metadata = book.sheets_metadata().to_vec();
    sheets(&metadata, &copy, deadline, columns, |name, columns| {
        let mut reader = book.worksheet_cells_reader(name).map_err(|e| e.to_string())?;
        Ok(stream(columns, deadline, || {
            let cell = reader.next_cell().map_err(|e| e.to_string())?;
            Ok(cell.map(|cell| {
                let (row, column) = cell.get_position();
                let value = cell.get_value().clone();
                StreamedCell { at: CellRef::new(row, column), value, has_formula: false }
            }))
        }))
    })
}

/// Mends a workbook's package.
fn mend(bytes: &[u8]) -> Result<SafeCopy<'_>, Unreadable> {
    let damaged = || Unreadable::Damaged(xml::CONTRADICTS.to_owned());
    let mut texts = 0;
    let mut formats = Vec::new();
    mended(bytes, "bin", |role, packed| {
        let Part { content, is_sound } = packed.unpack()?;
        let content = match role {
            PartRole::Sheet => sheet::mend(content, texts, &formats),
            PartRole::Styles => styles::unusual(&content).map(|found| {
                formats = found;
                content
            }),
            // The parts that lead to the sheets are XML.
            PartRole::Directory if content.starts_with(b"<") || content.starts_with(b"\xEF\xBB\xBF<") => {
                Some(content)
            }
            _ => sheet::count_texts(&content).map(|count| {
                texts += if role == PartRole::SharedTexts { count } else { 0 };
                content
            }),
        };
        Ok(Rc::new(MendedPart { content: content.ok_or_else(damaged), is_sound }))
    })
}
