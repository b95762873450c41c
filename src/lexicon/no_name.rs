//! Texts that stand where a name should and name nobody: requests, examples, labels, persons, "n/a".

use super::field::IdentityField;
use super::lookup::{identity_of_words, is};
use super::tag::Tag;
use super::words::is_kind_of_school;
use crate::model::{folded, words_of};

/// Whether a text where the name of a school, cluster or local authority should stand names nobody: "Enter school name
/// here", "Example: Anyplace Primary", "School name", "n/a", "Mrs Jones", "head@oakfield.sch.uk".
pub(crate) fn names_nobody(text: &str) -> bool {
    let folded = folded(text);
    let words = words_of(&folded);
    let Some(first) = words.first() else { return true };
    let of_kind = || words.iter().any(|word| is_kind_of_school(word) || is(word, Tag::Level));
    // "Hill Head" is a place; "Deputy Head" and "Ann Jones, Head" are persons.
    let of_person = |word: &&str| is(word, Tag::Person) || is(word, Tag::General);
    let of_place = words.iter().any(|word| is(word, Tag::Name) || is(word, Tag::PlaceEnd));
    let is_place =
        of_place && !is(first, Tag::GivenName) && !words.iter().all(of_person) && !text.contains(',');
    let is_person =
        is(first, Tag::PersonTitle) || (words.iter().any(|word| is(word, Tag::Person)) && !is_place);
    let is_request = is(first, Tag::NoNameBegins) || folded.starts_with("e g ");
    let is_example = is(first, Tag::Example) && (of_kind() || text.contains(':'));
    let is_spelled = words.iter().all(|word| word.len() == 1) && is(&words.concat(), Tag::NoName);
    let is_empty = is_spelled || words.iter().all(|word| is(word, Tag::NoName));
    let says_none = matches!(words.as_slice(), ["n", "a", _, ..] | ["na", _, ..]);
    // "The Academy" may be a school.
    let is_label = || identity_of_words(&words).is_some_and(|(field, _)| field != IdentityField::School);
    is_request
        || is_example
        || is_empty
        || says_none
        || (is_person && !of_kind())
        || is_label()
        || has_address(text)
}

/// Whether a text that names somebody names no single school: "Primary", "All schools", "Pupils".
pub(crate) fn names_no_school(text: &str) -> bool {
    let folded = folded(text);
    let words = words_of(&folded);
    let Some(first) = words.first() else { return true };
    let of_any = |word: &&str| {
        let known = [Tag::General, Tag::Several, Tag::Particle, Tag::Level];
        is_kind_of_school(word) || known.iter().any(|tag| is(word, *tag))
    };
    let is_name = is(first, Tag::Name) && !is(first, Tag::Several);
    let is_thing = words.len() == 1 && is(first, Tag::Thing) && !is_kind_of_school(first);
    let is_any = is_thing || (words.iter().all(of_any) && !begins_as_name(&words));
    is_any && !is_name
}

/// "The Academy", "School A", "Q3 Academy": what may be a name though all its words are general.
fn begins_as_name(words: &[&str]) -> bool {
    let numbered = words.iter().any(|word| word.len() < 3 || word.contains(|c: char| c.is_ascii_digit()));
    (words[0] == "the" && words.len() == 2) || numbered
}

/// Whether a text begins as a person's name does: "Jane Smith", "Mrs Jones".
pub(crate) fn names_person(text: &str) -> bool {
    let folded = folded(text);
    words_of(&folded).first().is_some_and(|first| is(first, Tag::GivenName) || is(first, Tag::PersonTitle))
}

/// Whether an e-mail address stands in a text.
fn has_address(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_examples_labels_and_persons_are_nobody() {
        for text in [
            "Your name",
            "Example: Anyplace Primary",
            "e.g. Oakfield",
            "Enter school name here",
            "Open-Ended Response",
            "n/a",
            "Not stated",
            "Mrs Jones",
            "Dr P. Smith",
            "Headteacher",
            "Deputy Head",
            "Ann Jones Head",
            "Jane Smith, Headteacher",
            "School name",
            "head@oakfield.sch.uk",
            "-",
            "as above",
            "n/a - return for the whole cluster",
            "see front sheet",
        ] {
            assert!(names_nobody(text), "{text}");
        }
        for text in ["Primary", "All schools", "Pupils"] {
            assert!(names_no_school(text) && !names_nobody(text), "{text}");
        }
        for text in [
            "The Oaks",
            "Hope",
            "Q3 Academy",
            "School 12",
            "School A",
            "School S",
            "St T's",
            "Average Road Primary",
            "Dr Challoner's Grammar School",
            "Miss Porter's Primary",
            "Head Street Primary",
            "Selby",
            "Hill Head",
            "Principal Row",
            "Otherton",
            "Example cluster",
            "The Academy",
            "@SUM(A1)",
        ] {
            assert!(!names_nobody(text) && (text == "Example cluster" || !names_no_school(text)), "{text}");
        }
    }
}
