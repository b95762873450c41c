//! The table as JSON lines: one object a line.

use std::io::{self, Write};

use super::line::Line;

/// Writes the lines.
pub(super) fn write<'a>(lines: impl Iterator<Item = Line<'a>>, to: &mut dyn Write) -> io::Result<()> {
    for line in lines {
        serde_json::to_writer(&mut *to, &line)?;
        to.write_all(b"\n")?;
    }
    to.flush()
}
