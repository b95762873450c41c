//! How the guard passes on, through the reading library, what that does not know: a mended cell holds a text that begins
//! with a mark.
//!
//! The marks are letters of private use. A file that holds them itself has cells that are told as not understood.

use crate::model::CellValue;

/// Before the name of an error value that the library does not know.
const ERROR: char = '\u{F4E1}';

/// Before a number that its cell shows as a percentage.
const PERCENTAGE: char = '\u{F4E3}';

/// Before the reason why a cell could not be understood, or why the sheet ends here.
const NOT_READ: char = '\u{F4E2}';

/// What a marked text says.
pub(in crate::read) enum Marked {
    /// The cell holds this.
    Value(CellValue),
    /// The cell, or all from here on, was not read; the reason.
    NotRead(String),
}

/// The text of a mended cell that holds an error value.
pub(super) fn error(code: &str) -> String {
    format!("{ERROR}{code}")
}

/// The text of a mended cell that shows a percentage.
pub(super) fn percentage(number: f64) -> String {
    format!("{PERCENTAGE}{number}")
}

/// The text of a mended cell that could not be understood.
pub(super) fn not_read(why: &str) -> String {
    format!("{NOT_READ}{why}")
}

/// Reads a mark; none where the text has none.
pub(in crate::read) fn read(text: &str) -> Option<Marked> {
    let mut letters = text.chars();
    match letters.next()? {
        ERROR => Some(Marked::Value(CellValue::Error(letters.as_str().to_owned()))),
        PERCENTAGE => letters.as_str().parse().ok().map(|n| Marked::Value(CellValue::Percentage(n))),
        NOT_READ => Some(Marked::NotRead(letters.as_str().to_owned())),
        _ => None,
    }
}
