//! The cells of a mended workbook, streamed, with what they show where that is not their number.
//!
//! In: a [`SafeCopy`]. Out: [`RawWorkbook`].

use std::collections::HashMap;

use calamine::{Font, Reader as _, Style, Xlsx, XlsxError};

use crate::model::CellRef;
use crate::read::columns::Columns;
use crate::read::contents::{RawWorkbook, Unreadable};
use crate::read::deadline::Deadline;
use crate::read::library::{Bytes, LibraryError, SheetCells, StreamedCell, open, sheets, stream};
use crate::read::limits;
use crate::read::number_format::{self, NumberFormat};
use crate::read::safe_copy::SafeCopy;

impl LibraryError for XlsxError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }

    fn plainly(&self) -> String {
        match self {
            Self::XmlEof(_) => "it breaks off in the middle".to_owned(),
            Self::Xml(_) | Self::XmlAttr(_) => "its inner structure contradicts itself".to_owned(),
            Self::Zip(_) | Self::Io(_) => "it cannot be unpacked".to_owned(),
            Self::FileNotFound(part) => format!("its part {part} is missing"),
            Self::WorksheetNotFound(_) | Self::RelationshipNotFound => {
                "the part that should hold it is missing".to_owned()
            }
            other => other.to_string(),
        }
    }
}

/// Reads all worksheets.
pub(super) fn read(
    copy: &SafeCopy<'_>,
    columns: Columns,
    deadline: Deadline,
) -> Result<RawWorkbook, Unreadable> {
    let mut book: Xlsx<Bytes<'_>> = open(&copy.bytes)?;
    let metadata = book.sheets_metadata().to_vec();
    if metadata.is_empty() {
        return Err(Unreadable::Damaged("its list of sheets is missing".to_owned()));
    }
    sheets(&metadata, copy, deadline, columns, |name, columns| {
        sheet(&mut book, name, columns, deadline).map_err(|e| e.plainly())
    })
}

fn sheet(
    book: &mut Xlsx<Bytes<'_>>,
    name: &str,
    columns: &mut Columns,
    deadline: Deadline,
) -> Result<SheetCells, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let formats: Vec<Option<NumberFormat>> =
        if columns.are_all() { reader.styles().iter().map(number_format).collect() } else { Vec::new() };
    let mut found = stream(columns, deadline, || {
        let record = reader.next_cell_with_formula_metadata().map_err(|e| e.plainly())?;
        Ok(record.map(|record| StreamedCell {
            at: CellRef::new(record.pos.0, record.pos.1),
            value: record.value,
            has_formula: record.formula.is_some(),
        }))
    });
    drop(reader);
    if formats.iter().any(Option::is_some) {
        let cells = unusual_cells(book, name, &formats)?;
        number_format::show(&mut found.cells, |at| cells.get(&at).copied());
    }
    Ok(found)
}

/// The cells of a sheet whose format may show something else than their number.
fn unusual_cells<'f>(
    book: &mut Xlsx<Bytes<'_>>,
    name: &str,
    formats: &'f [Option<NumberFormat>],
) -> Result<HashMap<CellRef, &'f NumberFormat>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut found = HashMap::new();
    while found.len() < limits::CELLS
        && let Some((row, column, style)) = reader.next_style_id()?
    {
        if let Some(format) = formats.get(style).and_then(Option::as_ref) {
            found.insert(CellRef::new(row, column), format);
        }
    }
    Ok(found)
}

fn number_format(style: &Style) -> Option<NumberFormat> {
    let is_struck_out = style.font.as_ref().is_some_and(Font::has_strikethrough);
    let code = style.number_format.as_ref().map_or("General", |format| &format.format_code);
    NumberFormat::unusual(code, is_struck_out)
}
