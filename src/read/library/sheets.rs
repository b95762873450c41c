//! The worksheets of a workbook, one by one, each read as far as it can be.
//!
//! In: the list of sheets, and a function that reads one. Out: [`RawWorkbook`]. A sheet that cannot be read costs that
//! sheet only.

use std::sync::Arc;

use calamine::{DataRef, Sheet, SheetType, SheetVisible};

use super::values::{cell_value, shortened};
use crate::model::{CellRef, CellValue};
use crate::read::columns::{Cells, Columns};
use crate::read::contents::{RawWorkbook, Unreadable};
use crate::read::deadline::{Deadline, too_slow};
use crate::read::marked_text::{self, Marked};
use crate::read::raw_sheet::RawSheet;
use crate::read::safe_copy::SafeCopy;
use crate::read::sheet_view::SheetView;

/// The cells of a sheet, how it shows them, and the reason if not all of them were read.
#[derive(Default)]
pub(in crate::read) struct SheetCells {
    pub(in crate::read) cells: Cells,
    pub(in crate::read) view: SheetView,
    pub(in crate::read) cut: Option<String>,
}

/// A cell as it comes out of a stream.
pub(in crate::read) struct StreamedCell<'a> {
    pub(in crate::read) at: CellRef,
    pub(in crate::read) value: DataRef<'a>,
    /// Whether it has a formula, as far as the format tells.
    pub(in crate::read) has_formula: bool,
}

/// Reads all worksheets.
pub(in crate::read) fn sheets(
    sheets: &[Sheet],
    copy: &SafeCopy<'_>,
    deadline: Deadline,
    mut columns: Columns,
    mut read: impl FnMut(&str, &mut Columns) -> Result<SheetCells, String>,
) -> Result<RawWorkbook, Unreadable> {
    let mut book =
        RawWorkbook { sheets: Vec::new(), not_read: Vec::new(), own: false, doubtful: copy.is_doubtful };
    for (index, sheet) in sheets.iter().enumerate().filter(|(_, s)| s.typ == SheetType::WorkSheet) {
        columns.begin();
        let name: Arc<str> = sheet.name.as_str().into();
        match if deadline.is_over(0) { Err(too_slow()) } else { read(&name, &mut columns) } {
            Ok(SheetCells { cells, view, cut }) => {
                let left_out = copy.not_read.iter().find(|(of, _)| *of == index).map(|(_, why)| why.clone());
                book.not_read.extend(left_out.or(cut).map(|why| (name.clone(), why)));
                let is_visible = sheet.visible == SheetVisible::Visible;
                book.sheets.push(RawSheet::new(&name, is_visible, cells).with_view(view));
            }
            Err(why) => {
                let why = copy.lost.as_ref().and_then(Unreadable::reason).map_or(why, str::to_owned);
                book.not_read.push((name, why));
            }
        }
    }
    match book.not_read.first() {
        Some((_, why)) if book.sheets.is_empty() => {
            Err(copy.lost.clone().unwrap_or_else(|| Unreadable::Damaged(why.clone())))
        }
        _ => Ok(book),
    }
}

/// Reads a sheet's cells from a stream, up to its end or the first error. A cell that was marked as not understood costs
/// that cell only.
pub(in crate::read) fn stream<'a>(
    columns: &mut Columns,
    deadline: Deadline,
    mut next: impl FnMut() -> Result<Option<StreamedCell<'a>>, String>,
) -> SheetCells {
    let mut found = SheetCells::default();
    for step in 1.. {
        let StreamedCell { at, value, has_formula } = match next() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(why) => {
                found.cut = Some(why);
                break;
            }
        };
        let value = match value {
            DataRef::Empty => has_formula.then_some(CellValue::NoResult),
            // A text may be a mark that says why the sheet ends.
            value if columns.pass_over(at) && !matches!(value, DataRef::String(_)) => None,
            value => streamed(value, &mut found),
        };
        if let Some(value) = value
            && !columns.keep(&mut found.cells, at, value)
        {
            found.cut = Some(columns.too_many().to_owned());
            break;
        }
        if deadline.is_over(step) {
            found.cut = Some(too_slow());
            break;
        }
    }
    found
}

/// The value of a streamed cell. Notes the reason if the cell was not understood, and how the sheet is shown.
fn streamed(value: DataRef<'_>, found: &mut SheetCells) -> Option<CellValue> {
    match value {
        DataRef::SharedString(text) => Some(CellValue::Text(shortened(text))),
        DataRef::String(text) => match marked_text::read(&text) {
            Some(Marked::NotRead(why)) => {
                found.cut.get_or_insert(why);
                None
            }
            Some(Marked::View(view)) => {
                found.view = view;
                None
            }
            Some(Marked::Value(value)) => Some(value),
            None => Some(CellValue::Text(shortened(&text))),
        },
        value => cell_value(&value.into()),
    }
}
