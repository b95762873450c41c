//! The table as CSV, so that Excel shows every text as it is.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{ErrorKind, Terminator, WriterBuilder};

use super::line::Line;
use crate::model::begins_formula;

/// Makes Excel read the file as UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Writes the lines under a line of headings.
pub(super) fn write<'a>(lines: impl Iterator<Item = Line<'a>>, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(BYTE_ORDER_MARK)?;
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
    for line in lines {
        writer.serialize(safe(line)).map_err(reason)?;
    }
    writer.flush()
}

/// Why a line could not be written, in the system's words.
fn reason(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The line with texts that no spreadsheet takes for formulas.
fn safe(line: Line<'_>) -> Line<'_> {
    Line {
        local_authority: text(line.local_authority),
        cluster: text(line.cluster),
        school: text(line.school),
        ksf: text(line.ksf),
        typed: line.typed.map(text),
        reason: line.reason.map(text),
        file: text(line.file),
        sheet: text(line.sheet),
        evidence: line.evidence.map(text),
        actions: line.actions.map(text),
        ..line
    }
}

/// Puts an apostrophe before a text that begins a formula.
fn text(text: Cow<'_, str>) -> Cow<'_, str> {
    if begins_formula(&text) { format!("'{text}").into() } else { text }
}
