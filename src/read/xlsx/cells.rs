//! The cells of a mended workbook, streamed, with the numbers that their cells display as percentages.
//!
//! In: a [`SafeCopy`]. Out: [`RawWorkbook`].

use std::collections::HashMap;

use calamine::{Reader as _, Style, Xlsx, XlsxError};

use crate::model::{CellRef, CellValue};
use crate::read::columns::{Cells, Columns};
use crate::read::contents::{RawWorkbook, Unreadable};
use crate::read::deadline::Deadline;
use crate::read::library::{Bytes, LibraryError, SheetCells, StreamedCell, open, sheets, stream};
use crate::read::limits;
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
    let has_percentages = columns.are_all() && reader.styles().iter().any(shows_percentage);
    let mut found = stream(columns, deadline, || {
        let record = reader.next_cell_with_formula_metadata().map_err(|e| e.plainly())?;
        Ok(record.map(|record| StreamedCell {
            at: CellRef::new(record.pos.0, record.pos.1),
            value: record.value,
            has_formula: record.formula.is_some(),
        }))
    });
    drop(reader);
    if has_percentages {
        mark_percentages(&mut found.cells, &formats(book, name)?);
    }
    Ok(found)
}

/// The cells of a sheet that have a format, and whether it displays a percentage.
fn formats(book: &mut Xlsx<Bytes<'_>>, name: &str) -> Result<HashMap<CellRef, bool>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let percentage: Vec<bool> = reader.styles().iter().map(shows_percentage).collect();
    let mut found = HashMap::new();
    while found.len() < limits::CELLS
        && let Some((row, column, style)) = reader.next_style_id()?
    {
        found.insert(CellRef::new(row, column), percentage.get(style).copied().unwrap_or(false));
    }
    Ok(found)
}

fn shows_percentage(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| {
        let mut quoted = false;
        let mut escaped = false;
        format.format_code.chars().any(|c| {
            let shown = c == '%' && !quoted && !escaped;
            quoted ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            shown
        })
    })
}

fn mark_percentages(cells: &mut Cells, formats: &HashMap<CellRef, bool>) {
    for (at, value) in cells {
        if let CellValue::Number(n) = *value
            && formats.get(at) == Some(&true)
        {
            *value = CellValue::Percentage(n);
        }
    }
}
