//! Cells that the reading library cannot represent, passed through it as texts that begin with a mark.
//!
//! In and out: the text of a mended cell. The marks are letters of private use. Cells of a file that uses these letters
//! itself are reported as not understood.

use super::sheet_view::SheetView;
use crate::model::CellValue;

/// Begins the name of an error value that the library does not know.
const ERROR: char = '\u{F4E1}';

/// Begins a number that its cell displays as a percentage.
const PERCENTAGE: char = '\u{F4E3}';

/// Begins the reason why a cell, or the rest of its sheet, was not read.
const NOT_READ: char = '\u{F4E2}';

/// Begins the view of the sheet.
const VIEW: char = '\u{F4E4}';

/// The meaning of a marked text.
pub(super) enum Marked {
    /// The cell holds this value.
    Value(CellValue),
    /// The cell, or everything from it on, was not read; the reason.
    NotRead(String),
    /// The sheet is shown like this; the cell holds nothing.
    View(SheetView),
}

/// The text of a cell that holds an error value.
pub(super) fn error(code: &str) -> String {
    format!("{ERROR}{code}")
}

/// The text of a cell that displays a percentage.
pub(super) fn percentage(number: f64) -> String {
    format!("{PERCENTAGE}{number}")
}

/// The text of a cell that was not read.
pub(super) fn not_read(why: &str) -> String {
    format!("{NOT_READ}{why}")
}

/// The text of the cell before all others, which says how the sheet is shown; `None` if there is nothing to say.
pub(super) fn view(view: &SheetView) -> Option<String> {
    view.to_text().map(|text| format!("{VIEW}{text}"))
}

/// The meaning of a text; `None` if it has no mark.
pub(super) fn read(text: &str) -> Option<Marked> {
    let mut letters = text.chars();
    match letters.next()? {
        ERROR => Some(Marked::Value(CellValue::Error(letters.as_str().to_owned()))),
        PERCENTAGE => letters.as_str().parse().ok().map(|n| Marked::Value(CellValue::Percentage(n))),
        NOT_READ => Some(Marked::NotRead(letters.as_str().to_owned())),
        VIEW => Some(Marked::View(SheetView::parse(letters.as_str()))),
        _ => None,
    }
}
