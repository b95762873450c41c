//! Marks: what people put into a tick grid to choose a rating.

use super::cell::{CellValue, is_invisible};

/// What an entry under a number of the scale says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The number is chosen.
    Chosen,
    /// The number is not chosen, said outright: 0 or FALSE, as forms with check boxes store it.
    NotChosen,
    /// Something else.
    Unclear,
}

/// Texts that mark a number; among them the letters that Wingdings shows as ticks and crosses.
const MARKS: [&str; 26] = [
    "x", "X", "xx", "XX", "×", "✓", "✔", "✗", "✘", "☑", "☒", "√", "●", "•", "■", "⬤", "ü", "û", "þ", "ý",
    "P", "y", "Y", "yes", "Yes", "YES",
];

impl Mark {
    /// Reads an entry under the number `stands_for`; the number itself is a mark, too.
    #[must_use]
    pub fn of(entry: &CellValue, stands_for: u8) -> Self {
        match entry {
            CellValue::Number(n) => Self::of_number(*n, stands_for),
            CellValue::Logical(true) => Self::Chosen,
            CellValue::Logical(false) => Self::NotChosen,
            CellValue::Text(text) => Self::of_text(text, stands_for),
            _ => Self::Unclear,
        }
    }

    fn of_number(n: f64, stands_for: u8) -> Self {
        let is = |expected: u8| (n - f64::from(expected)).abs() < f64::EPSILON;
        if is(1) || (is(stands_for) && stands_for > 0) {
            Self::Chosen
        } else if is(0) && stands_for > 0 {
            Self::NotChosen
        } else {
            Self::Unclear
        }
    }

    fn of_text(text: &str, stands_for: u8) -> Self {
        // Variation selectors ask for a coloured or a plain tick.
        let plain: String =
            text.chars().filter(|c| !is_invisible(*c) && !matches!(c, '\u{FE0E}' | '\u{FE0F}')).collect();
        let plain = plain.trim();
        if let Ok(n) = plain.parse::<u8>() {
            return Self::of_number(f64::from(n), stands_for);
        }
        match plain {
            mark if MARKS.contains(&mark) => Self::Chosen,
            no if no.eq_ignore_ascii_case("false") => Self::NotChosen,
            yes if yes.eq_ignore_ascii_case("true") => Self::Chosen,
            _ => Self::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_what_is_none() {
        let text = |text: &str| Mark::of(&CellValue::Text(text.to_owned()), 7);
        for mark in ["x", " X ", "✓", "✔\u{FE0F}", "●", "1", "7", "ü", "P", "TRUE"] {
            assert_eq!(text(mark), Mark::Chosen, "{mark}");
        }
        for mark in ["?", "(x)", "6", "-", "n/a", "p", "xxxx", "no"] {
            assert_eq!(text(mark), Mark::Unclear, "{mark}");
        }
        assert_eq!(text("0"), Mark::NotChosen);
        assert_eq!(Mark::of(&CellValue::Number(1.0), 7), Mark::Chosen);
        assert_eq!(Mark::of(&CellValue::Number(0.0), 0), Mark::Unclear);
        assert_eq!(Mark::of(&CellValue::Logical(false), 7), Mark::NotChosen);
    }
}
