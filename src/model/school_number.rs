//! The numbers that identify schools: DfE numbers and URNs.

use std::fmt;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

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
}
