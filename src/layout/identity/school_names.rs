//! A school named in a title: "Oakfield Primary School".

use crate::lexicon::{Tag, is, is_kind_of_school};
use crate::model::folded_words;

/// Maximum number of words in a name; more are a sentence.
const MOST_WORDS: usize = 9;

/// The school that a piece of a title names without doubt: it ends as names of schools do, or begins with "St", and
/// says which school it is.
pub(crate) fn school_named(piece: &str) -> Option<String> {
    let words = folded_words(piece);
    let kind = |w: &String| is_kind_of_school(w);
    let saint = words.first().is_some_and(|w| matches!(w.as_str(), "st" | "saint"));
    let says_which =
        words.iter().any(|w| !kind(w) && !matches!(w.as_str(), "the" | "a" | "of" | "for" | "st"));
    let of_title = words.iter().any(|w| is(w, Tag::Title));
    let ends = words.last().is_some_and(kind) || saint;
    (ends && says_which && !of_title && (2..=MOST_WORDS).contains(&words.len()))
        .then(|| piece.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::school_named;

    #[test]
    fn only_whole_names_of_schools_are_schools() {
        for text in
            ["Oakfield Primary School", "St Mary's", "The Willows Academy", "King Edward's High School"]
        {
            assert_eq!(school_named(text).as_deref(), Some(text));
        }
        for text in [
            "Primary School",
            "School self-assessment",
            "Extended services in the primary school",
            "Riverside cluster",
            "Your school",
            "Name of school",
            "Oakfield",
            "Self-assessment tool for each primary",
            "School improvement",
            "",
        ] {
            assert_eq!(school_named(text), None, "{text}");
        }
    }
}
