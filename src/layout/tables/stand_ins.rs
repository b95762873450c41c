//! What people type instead of a rating: "N/A", "TBC", "6-7".

use crate::lexicon::{Tag, is};
use crate::model::{CellValue, folded_words, number_named};

/// Longest entry in place of a rating; longer ones are remarks.
const LONGEST: usize = 16;

/// Whether an entry that is no number is typed in place of a rating: "N/A", a dash, "TBC", "high", "6-7", "8*", a
/// date that Excel made of "6/7", a cell error.
pub(crate) fn stands_for_rating(value: &CellValue) -> bool {
    match value {
        CellValue::Text(text) => text.trim().len() <= LONGEST && says_no_rating(text.trim()),
        CellValue::Number(_) | CellValue::Logical(_) => false,
        CellValue::Percentage(_) | CellValue::Date(_) | CellValue::Error(_) | CellValue::NoResult => true,
    }
}

fn says_no_rating(text: &str) -> bool {
    let words = folded_words(text);
    let starts_with_number = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().skip_while(char::is_ascii_digit).take(2).all(|c| !c.is_alphabetic());
    words.is_empty()
        || starts_with_number
        || is(&words.concat(), Tag::NoRating)
        || number_named(&words.join(" ")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_in_place_of_ratings_are_told_from_names_and_remarks() {
        for text in
            ["N/A", "n.a.", "-", "\u{2013}", "?", "TBC", "high", "6-7", "8*", "7 (was 5)", "seven", "not yet"]
        {
            assert!(stands_for_rating(&CellValue::Text(text.to_owned())), "{text}");
        }
        for text in ["Jane", "3 schools", "Spring term", "2nd term", "7 out of a great many", "in place"] {
            assert!(!stands_for_rating(&CellValue::Text(text.to_owned())), "{text}");
        }
    }
}
