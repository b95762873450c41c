//! Looks up words and headings in `lexicon.toml`, which is read once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::field::IdentityField;
use super::tag::{Phrase, Tag, Tags};
use super::typing_errors::slips;
use crate::model::{folded, folded_words, words_of};

/// The file, as its sections are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: FxHashMap<Tag, String>,
    phrases: FxHashMap<Phrase, Vec<String>>,
    short: FxHashMap<String, String>,
    headings: FxHashMap<IdentityField, Vec<String>>,
}

/// The file, ready for looking up.
struct Lexicon {
    /// The lists of words as they are written.
    lists: FxHashMap<Tag, String>,
    /// The tags of each word, as bits.
    tags: FxHashMap<String, u128>,
    /// The phrases of each list.
    phrases: FxHashMap<Phrase, Phrases>,
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
    let phrases = file.phrases.into_iter().map(|(list, phrases)| (list, Phrases::of(&phrases))).collect();
    for (word, short) in file.short {
        in_full.extend(short.split_whitespace().map(|short| (short.to_owned(), word.clone())));
    }
    let is_filler = |word: &str| tags.get(word).is_some_and(|tags| tags & Tag::Filler.bit() != 0);
    for (field, known) in file.headings {
        let letters = known.iter().map(|heading| letters(&words_of(&folded(heading)), is_filler, |_| None));
        headings.extend(letters.zip(0..).map(|(letters, index)| (letters, (field, index))));
    }
    Lexicon { lists: file.words, tags, phrases, in_full, headings }
});

/// The phrases of a list, each as its words: all by the first of them, long ones by the second, too.
#[derive(Default)]
struct Phrases {
    by_first: FxHashMap<String, Vec<Vec<String>>>,
    by_second: FxHashMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    fn of(phrases: &[String]) -> Self {
        let mut by = Self::default();
        for words in phrases.iter().map(|phrase| folded_words(phrase)) {
            if let [_, second, _, ..] = words.as_slice() {
                by.by_second.entry(second.clone()).or_default().push(words.clone());
            }
            by.by_first.entry(words.first().cloned().unwrap_or_default()).or_default().push(words);
        }
        by
    }
}

/// All tags of a folded word.
pub(super) fn tags(word: &str) -> Tags {
    Tags(LEXICON.tags.get(word).copied().unwrap_or_default())
}

/// Whether a folded word has a tag.
pub(crate) fn is(word: &str, tag: Tag) -> bool {
    tags(word).has(tag)
}

/// Whether folded words begin with a phrase of a list; one of more than two words may have typing errors.
pub(crate) fn begin_with(words: &[&str], list: Phrase) -> bool {
    let (Some(first), Some(phrases)) = (words.first(), LEXICON.phrases.get(&list)) else { return false };
    let begins = |phrase: &Vec<String>| {
        let alike = |(known, word): (&String, &&str)| {
            known == word || (phrase.len() > 2 && slips(known, word).is_some())
        };
        words.len() >= phrase.len() && phrase.iter().zip(words).all(alike)
    };
    // One letter of the first word may be wrong, too.
    let slip = || phrases.by_second.get(*words.get(1)?);
    phrases.by_first.get(*first).or_else(slip).is_some_and(|phrases| phrases.iter().any(begins))
}

/// Whether a folded word is in any list.
pub(crate) fn is_listed(word: &str) -> bool {
    LEXICON.tags.contains_key(word) || crate::model::is_month(word)
}

/// The words with a tag, in their order.
pub(crate) fn words_with(tag: Tag) -> impl Iterator<Item = &'static str> {
    LEXICON.lists.get(&tag).into_iter().flat_map(|words| words.split_whitespace())
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
    if text.len() > LONGEST_HEADING { None } else { identity_of_words(&words_of(&folded(text))) }
}

/// The same for a text whose folded words are known.
pub(crate) fn identity_of_words(words: &[&str]) -> Option<(IdentityField, usize)> {
    LEXICON.headings.get(&letters(words, |word| is(word, Tag::Filler), written_in_full)).copied()
}

/// A heading's words as one, without those that say nothing. "School S" is one school, not "Schools".
fn letters(
    words: &[&str],
    says_nothing: impl Fn(&str) -> bool,
    short: impl Fn(&str) -> Option<&'static str>,
) -> String {
    let words = words.iter().copied().filter(|word| !says_nothing(word));
    let words: Vec<&str> = words.map(|word| short(word).unwrap_or(word)).collect();
    let is_lettered = matches!(words.as_slice(), ["school", letter] if letter.len() == 1);
    words.join(if is_lettered { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

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
