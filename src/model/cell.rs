//! Which cell it is, and its value as it was typed.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::date::CalendarDate;

/// Which cell of a sheet; rows and columns count from 0, shown as "C7".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl CellRef {
    /// The cell at a row and column, both from 0.
    #[must_use]
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads a cell's name such as "C7", if a worksheet has such a cell.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let digits = name.find(|c: char| c.is_ascii_digit())?;
        let (letters, row) = name.split_at(digits);
        let letter = |c: u8| c.is_ascii_uppercase().then(|| u32::from(c - b'A') + 1);
        let column =
            letters.bytes().try_fold(0_u32, |n, c| Some(n * 26 + letter(c)?).filter(|n| *n <= 16_384))?;
        let row: u32 = row.parse().ok().filter(|row| (1..=1_048_576).contains(row))?;
        Some(Self { row: row - 1, column: column.checked_sub(1)? })
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row + 1)
    }
}

impl Serialize for CellRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.row, self.column).serialize(serializer)
        }
    }
}

/// Reads row and column; the name such as "C7" is for people only.
impl<'de> Deserialize<'de> for CellRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (row, column) = Deserialize::deserialize(deserializer)?;
        Ok(Self { row, column })
    }
}

/// The letters of a column: 0 → A, 25 → Z, 26 → AA.
fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).expect("a remainder below 26");
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A value and the cell it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// The cell on the sheet it was read from.
    pub cell: CellRef,
}

/// What a cell holds, as the reading stage passes it on; an empty cell has no value at all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CellValue {
    /// A number, typed or the stored result of a formula.
    Number(f64),
    /// A number that its cell shows as a percentage (0.7 shown as 70%).
    Percentage(f64),
    /// Text.
    Text(String),
    /// TRUE or FALSE.
    Logical(bool),
    /// A date or a time; `None` for a time alone.
    Date(Option<CalendarDate>),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula for which the file holds no result.
    NoResult,
}

impl CellValue {
    /// The text of a text cell.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is anything to see in the cell: text of blanks only counts as nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.chars().all(|c| c.is_whitespace() || is_invisible(c)))
    }
}

/// Characters without width: zero-width spaces and joiners, byte-order marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// Whether a character acts on the text around it and is not shown itself: control characters, and those that turn the
/// direction of writing.
#[must_use]
pub fn is_invisible_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a spreadsheet takes a text for a formula: by its first sign, also behind blanks and in full-width characters.
#[must_use]
pub fn begins_formula(text: &str) -> bool {
    let first = text.chars().find(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{FEFF}');
    matches!(first, Some('=' | '+' | '-' | '@' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}'))
}

/// What was typed, as a message quotes it.
impl fmt::Display for CellValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(n) => write!(f, "{n}"),
            Self::Percentage(n) => write!(f, "{}%", (n * 100.0 * 1e9).round() / 1e9),
            Self::Text(text) => f.write_str(text),
            Self::Logical(true) => f.write_str("TRUE"),
            Self::Logical(false) => f.write_str("FALSE"),
            Self::Date(Some(date)) => write!(f, "{date}"),
            Self::Date(None) => f.write_str("a time"),
            Self::Error(code) => f.write_str(code),
            Self::NoResult => f.write_str("a formula without a result"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        let names: Vec<String> = [(0, 0), (6, 25), (9, 26), (1_048_575, 16_383)]
            .map(|(r, c)| CellRef::new(r, c).to_string())
            .to_vec();
        assert_eq!(names, ["A1", "Z7", "AA10", "XFD1048576"]);
        for name in names {
            assert_eq!(CellRef::parse(&name).map(|c| c.to_string()), Some(name));
        }
        for name in ["", "A", "7", "A0", "a1", "A1048577", "XFE1", "A1B", "ZZZZZZZZZZ1"] {
            assert_eq!(CellRef::parse(name), None, "{name}");
        }
    }
}
