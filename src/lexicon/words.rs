//! The words that a run knows: those of `lexicon.toml`, and those that the framework's file adds to its lists.
//!
//! In: lists of words under the names of tags. Out: whether a word has a tag. With another framework, other words may
//! stand beside the ratings ("stretch" for a target); nothing but recognition with that framework knows them.

use std::collections::HashMap;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::lookup::tags;
use super::tag::{Tag, Tags};
use crate::model::{folded, is_month, words_of};

/// The words of the lexicon, and those that a framework adds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The tags of each added word, as bits.
    added: FxHashMap<String, u128>,
}

impl Words {
    /// The words of the lexicon alone.
    const BASE: Self = Self { added: HashMap::with_hasher(FxBuildHasher) };

    /// Adds the words of a text to a list.
    pub(crate) fn add(&mut self, list: Tag, words: &str) {
        for word in words_of(&folded(words)) {
            *self.added.entry(word.to_owned()).or_default() |= list.bit();
        }
    }

    /// All tags of a folded word.
    pub(crate) fn tags(&self, word: &str) -> Tags {
        Tags(tags(word).0 | self.added.get(word).copied().unwrap_or_default())
    }

    /// Whether a folded word has a tag.
    pub(crate) fn is(&self, word: &str, tag: Tag) -> bool {
        self.tags(word).has(tag)
    }

    /// Whether a folded word names a time, as headings of earlier ratings do: "spring", "term", "Aug", "current".
    pub(crate) fn is_period(&self, word: &str) -> bool {
        self.is(word, Tag::Season) || self.is(word, Tag::Period) || is_month(word)
    }

    /// Whether a folded word tells the kind of a school and not which one it is.
    pub(crate) fn is_kind_of_school(&self, word: &str) -> bool {
        let listed = [Tag::Level, Tag::Faith, Tag::Kind].iter().any(|tag| self.is(word, *tag));
        listed && !self.is(word, Tag::NeedsSchool)
    }
}

/// Whether a folded word names a time, in the lexicon alone.
pub(crate) fn is_period(word: &str) -> bool {
    Words::BASE.is_period(word)
}

/// Whether a folded word tells the kind of a school and not which one it is, in the lexicon alone.
pub(crate) fn is_kind_of_school(word: &str) -> bool {
    Words::BASE.is_kind_of_school(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_framework_adds_words_to_lists_of_the_lexicon() {
        let mut words = Words::default();
        words.add(Tag::OtherTime, "Stretch, wished-for");
        words.add(Tag::Period, "michaelmas");
        for word in ["stretch", "wished", "for", "target"] {
            assert!(words.is(word, Tag::OtherTime), "{word}");
        }
        assert!(words.is_period("michaelmas") && words.is_period("spring"));
        assert!(!words.is("stretch", Tag::Remark) && !Words::BASE.is("stretch", Tag::OtherTime));
    }
}
