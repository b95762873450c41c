//! Looks up words and headings in `lexicon.toml`, which is read once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::field::IdentityField;
use super::tag::Tag;
use crate::model::{folded, is_month, words_of};

/// The file, as its sections are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: FxHashMap<Tag, String>,
    short: FxHashMap<String, String>,
    headings: FxHashMap<IdentityField, Vec<String>>,
}

/// The file, ready for looking up.
struct Lexicon {
    /// The lists of words as they are written.
    lists: FxHashMap<Tag, String>,
    /// The tags of each word, as bits.
    tags: FxHashMap<String, u64>,
    /// What is written in full for a short form.
    in_full: FxHashMap<String, String>,
    /// The field of each heading, by the heading's letters, and the heading's index in the field's list.
    headings: FxHashMap<String, (IdentityField, usize)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("lexicon.toml")).expect("a test reads the same file");
    let (mut tags, mut in_full, mut headings) =
        (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
    for (tag, words) in &file.words {
        for word in words.split_whitespace() {
            *tags.entry(word.to_owned()).or_default() |= tag.bit();
        }
    }
    for (word, short) in file.short {
        in_full.extend(short.split_whitespace().map(|short| (short.to_owned(), word.clone())));
    }
    for (field, known) in file.headings {
        let letters = known.iter().map(|heading| letters(heading));
        headings.extend(letters.zip(0..).map(|(letters, index)| (letters, (field, index))));
    }
    Lexicon { lists: file.words, tags, in_full, headings }
});

/// Whether a folded word has a tag.
pub(crate) fn is(word: &str, tag: Tag) -> bool {
    LEXICON.tags.get(word).is_some_and(|tags| tags & tag.bit() != 0)
}

/// The words with a tag, in their order.
pub(crate) fn words_with(tag: Tag) -> impl Iterator<Item = &'static str> {
    LEXICON.lists.get(&tag).into_iter().flat_map(|words| words.split_whitespace())
}

/// Whether a folded word names a time, as headings of earlier ratings do: "spring", "term", "Aug", "current".
pub(crate) fn is_period(word: &str) -> bool {
    is(word, Tag::Season) || is(word, Tag::Period) || is_month(word)
}

/// Whether a folded word tells the kind of a school and not which one it is.
pub(crate) fn is_kind_of_school(word: &str) -> bool {
    let listed = [Tag::Level, Tag::Faith, Tag::Kind].iter().any(|tag| is(word, *tag));
    listed && !is(word, Tag::NeedsSchool)
}

/// The word that a short form or other spelling stands for.
pub(crate) fn written_in_full(word: &str) -> Option<&'static str> {
    LEXICON.in_full.get(word).map(String::as_str)
}

/// Maximum number of bytes of a heading.
const LONGEST_HEADING: usize = 80;

/// What a text asks for as a heading or label, and the index of this heading in the field's list: of two columns, the
/// one with the lower index is meant. Returns `None` if no list has it.
pub(crate) fn identity_heading(text: &str) -> Option<(IdentityField, usize)> {
    (text.len() <= LONGEST_HEADING).then(|| LEXICON.headings.get(&letters(text)).copied()).flatten()
}

/// A heading's words as one, without those that say nothing. "School S" is one school, not "Schools".
fn letters(heading: &str) -> String {
    let folded = folded(heading);
    let words: Vec<&str> = words_of(&folded).into_iter().filter(|word| !says_nothing(word)).collect();
    let is_lettered = matches!(words.as_slice(), ["school", letter] if letter.len() == 1);
    words.join(if is_lettered { " " } else { "" })
}

fn says_nothing(word: &str) -> bool {
    matches!(word, "please" | "enter" | "your" | "the" | "of" | "insert" | "in" | "for" | "this")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::model::folded_words;

    fn file() -> File {
        toml::from_str(include_str!("lexicon.toml")).unwrap()
    }

    #[test]
    fn words_are_written_as_they_are_looked_up_and_once_in_a_list() {
        let short = file().short.into_iter().flat_map(|(word, short)| [word, short]);
        for list in file().words.into_values().chain(short) {
            let words: Vec<String> = list.split_whitespace().map(str::to_owned).collect();
            assert!(!words.is_empty());
            assert_eq!(folded_words(&list), words);
            assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len(), "{list}");
        }
    }

    #[test]
    fn no_heading_and_no_short_form_stands_for_two_things() {
        let headings = file().headings.into_values().map(|headings| headings.len());
        assert_eq!(LEXICON.headings.len(), headings.sum::<usize>());
        let short = file().short.into_values().map(|short| short.split_whitespace().count());
        assert_eq!(LEXICON.in_full.len(), short.sum::<usize>());
    }

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (text, field) in [
            ("LA (name)", IdentityField::LocalAuthority),
            ("Local education authority", IdentityField::LocalAuthority),
            ("LA (code)", IdentityField::AuthorityCode),
            ("EstablishmentName", IdentityField::School),
            ("School title", IdentityField::School),
            ("Name of your school", IdentityField::School),
            ("CLUSTER OF SCHOOLS", IdentityField::Cluster),
            ("DfE ref.", IdentityField::DfeNumber),
            ("DfES", IdentityField::DfeNumber),
            ("Today's date", IdentityField::Date),
            ("Name", IdentityField::Other),
        ] {
            assert_eq!(identity_heading(text).map(|(field, _)| field), Some(field), "{text}");
        }
        for text in ["School S", "PreviousLA (name)", "Oakfield Primary School", "", &"school".repeat(20)] {
            assert_eq!(identity_heading(text), None, "{text}");
        }
    }
}
