//! The number of a school beside its name, in one text.

use super::words::is_kind_of_school;
use crate::model::folded_words;

/// A school's name and the number that stands in the same cell: "Oakfield Primary (310/2021)", "100123 Oakfield Primary". Of
/// four digits only those in brackets, and no year, are an establishment's.
pub(crate) fn number_beside(text: &str) -> Option<(&str, &str)> {
    let bare = |word: &'_ str| -> Option<(usize, bool)> {
        let inside = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
        let number = inside.unwrap_or(word);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let only = number.bytes().all(|b| b.is_ascii_digit() || b == b'/');
        let is_year = digits == 4 && number.parse().is_ok_and(|year: u16| (1950..=2039).contains(&year));
        (only && !is_year).then_some((digits, inside.is_some()))
    };
    let is_number = |word: &&str| {
        matches!(bare(word), Some((6 | 7, _) | (4, true))) && text.contains(char::is_alphabetic)
    };
    let (before, last) = text.trim().rsplit_once(char::is_whitespace)?;
    let (first, behind) = text.trim().split_once(char::is_whitespace)?;
    // "2041 Oakfield Primary"; not "2468 School".
    let says_more =
        behind.contains(char::is_whitespace) && folded_words(behind).iter().any(|w| is_kind_of_school(w));
    let leads = is_number(&first) || (says_more && bare(first) == Some((4, false)));
    let found = match (is_number(&last), leads) {
        (true, _) => (before, last),
        (false, true) => (behind, first),
        (false, false) => return None,
    };
    // "School 880/2001" is called by its number.
    let says_which = folded_words(found.0).iter().any(|w| !is_kind_of_school(w));
    says_which.then(|| (found.0.trim_end(), found.1.trim_matches(['(', ')'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_from_a_year_and_from_a_name() {
        for (text, name, number) in [
            ("Oakfield Primary (310/2021)", "Oakfield Primary", "310/2021"),
            ("Oakfield Primary\n(3112)", "Oakfield Primary", "3112"),
            ("100123 Oakfield", "Oakfield", "100123"),
            ("2041 Oakfield Primary", "Oakfield Primary", "2041"),
        ] {
            assert_eq!(number_beside(text), Some((name, number)), "{text}");
        }
        for text in [
            "Oakfield",
            "School 2468",
            "School 880/2001",
            "2468 School",
            "Oakfield (2010)",
            "Oakfield 2010",
            "3112",
            "Q3 Academy",
        ] {
            assert_eq!(number_beside(text), None, "{text}");
        }
    }
}
