//! Where something was read, in one text that can be read back.

use std::fmt;
use std::sync::Arc;

use super::cell::CellRef;

/// What stands between a file, a sheet and a cell.
const BETWEEN: &str = " \u{203A} ";

/// A cell of a sheet of a file: "Riverside.xlsx › KSF grid › D12".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<str>,
    /// The sheet.
    pub sheet: Arc<str>,
    /// The cell, if it is known.
    pub cell: Option<CellRef>,
}

impl Place {
    /// Reads such a text. A file's name may hold the sign that stands between the parts.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let last = text.rsplit_once(BETWEEN)?;
        let (before, cell) = match CellRef::parse(last.1) {
            Some(cell) => (last.0, Some(cell)),
            None => (text, None),
        };
        let (file, sheet) = before.rsplit_once(BETWEEN)?;
        Some(Self { file: file.into(), sheet: sheet.into(), cell })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{BETWEEN}{}", self.file, self.sheet)?;
        self.cell.map_or(Ok(()), |cell| write!(f, "{BETWEEN}{cell}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_back() {
        for (file, cell) in [("a.xlsx", Some(CellRef::new(8, 2))), ("in.zip \u{203A} b.xlsx", None)] {
            let place = Place { file: file.into(), sheet: "KSF grid".into(), cell };
            assert_eq!(Place::parse(&place.to_string()), Some(place));
        }
        assert_eq!(Place::parse("nowhere"), None);
    }
}
