//! The table as CSV that Excel opens as it is meant.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{ErrorKind, Terminator, WriterBuilder};

use super::line::Line;
use crate::model::begins_formula;

/// Tells Excel that the file is UTF-8.
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

/// What kept a line from being written, as the system puts it.
fn reason(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A line whose texts no spreadsheet takes for formulas.
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
        ..line
    }
}

/// With an apostrophe before a text that begins a formula.
fn text(text: Cow<'_, str>) -> Cow<'_, str> {
    if begins_formula(&text) { format!("'{text}").into() } else { text }
}
