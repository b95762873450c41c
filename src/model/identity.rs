//! Whose return it is: DfE numbers and URNs, names made comparable, and the order in which names sort.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use super::words::{folded, words_of};

/// What tables show where a cluster or a local authority is stated nowhere.
pub const NOT_STATED: &str = "Not stated";

/// How a table of ratings was laid out on its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One school on the sheet: KSFs down, its ratings beside them.
    Form,
    /// KSFs down, schools across.
    Grid,
    /// Schools down, KSFs across.
    #[serde(rename = "school rows")]
    SchoolRows,
    /// One row a rating: school, KSF, rating.
    List,
    /// One school on the sheet: KSFs down, the numbers of the scale across, a mark under the chosen one.
    #[serde(rename = "tick grid")]
    TickGrid,
}

impl Layout {
    /// The word that tables and messages use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Grid => "grid",
            Self::SchoolRows => "school rows",
            Self::List => "list",
            Self::TickGrid => "tick grid",
        }
    }

    /// Whether a table so laid out is about one school, which labels on the sheet then name.
    #[must_use]
    pub fn is_of_one_school(self) -> bool {
        matches!(self, Self::Form | Self::TickGrid)
    }
}

/// A school's DfE number (LAESTAB): the 3-digit code of the local authority and the 4-digit establishment
/// number, shown as 880/2134.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DfeNumber(u32);

impl DfeNumber {
    /// Reads seven digits, with or without a slash, dash, full stop or blank after the third.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let digits = match compact.split_once(['/', '-', '.']) {
            Some((la, establishment)) if la.len() == 3 && establishment.len() == 4 => {
                format!("{la}{establishment}")
            }
            Some(_) => return None,
            None => compact,
        };
        if digits.len() != 7 || !digits.bytes().all(|b| b.is_ascii_digit()) || digits.starts_with('0') {
            return None;
        }
        digits.parse().ok().map(Self)
    }

    /// The number of an establishment (1 to 4 digits) of the authority with this code (3 digits).
    #[must_use]
    pub fn of(authority_code: &str, establishment: &str) -> Option<Self> {
        let establishment: String = establishment.nfkc().filter(|c| !c.is_whitespace()).collect();
        if establishment.is_empty() || establishment.len() > 4 {
            return None;
        }
        Self::parse(&format!("{}/{establishment:0>4}", authority_code.trim()))
    }
}

impl fmt::Display for DfeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}/{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl Serialize for DfeNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A school's unique reference number: six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Urn(u32);

impl Urn {
    /// Reads six digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let plain =
            compact.len() == 6 && compact.bytes().all(|b| b.is_ascii_digit()) && !compact.starts_with('0');
        plain.then(|| compact.parse().ok().map(Self)).flatten()
    }
}

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A name folded for comparing: case, accents, punctuation and spacing do not count.
#[must_use]
pub fn name_key(name: &str) -> String {
    words_of(&folded(name)).concat()
}

/// The order of names in tables: without regard to case, runs of digits as numbers ("School 2" before
/// "School 10"); names that differ only in case keep a fixed order.
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (x, y) = (sort_pieces(a), sort_pieces(b));
    x.cmp(&y).then_with(|| a.cmp(b))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Digits(usize, String),
    Letters(String),
}

fn sort_pieces(name: &str) -> Vec<Piece> {
    let lower = name.to_lowercase();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        if digits {
            let number = piece.trim_start_matches('0');
            pieces.push(Piece::Digits(number.len(), number.to_owned()));
        } else {
            pieces.push(Piece::Letters(piece.to_owned()));
        }
        rest = tail;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dfe_numbers_are_read_with_and_without_a_slash() {
        for text in ["880/2134", "8802134", " 880 2134 ", "880-2134", "８８０/２１３４"] {
            assert_eq!(DfeNumber::parse(text).map(|d| d.to_string()).as_deref(), Some("880/2134"), "{text}");
        }
        for text in ["2134", "88/02134", "880/213", "08802134", "DfE", ""] {
            assert_eq!(DfeNumber::parse(text), None, "{text}");
        }
        assert_eq!(DfeNumber::of("880", "2134"), DfeNumber::parse("880/2134"));
        assert_eq!(DfeNumber::of("880", "34"), DfeNumber::parse("880/0034"));
        for (code, establishment) in [("88", "2134"), ("880", ""), ("880", "12345"), ("Bath", "2134")] {
            assert_eq!(DfeNumber::of(code, establishment), None, "{code} {establishment}");
        }
    }

    #[test]
    fn digits_sort_as_numbers() {
        let mut names = ["School 10", "school 2", "Abbey", "School 1"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(names, ["Abbey", "School 1", "school 2", "School 10"]);
    }
}
