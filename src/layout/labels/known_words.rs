//! The words that occur in the wordings of KSFs, and in what the framework is about.
//!
//! In: the wordings. Out: whether a label's word is one of theirs, also with a typing error.

use super::super::text_cache::TextCache;
use super::typing_errors::{difference, errors};
use super::word_kinds::{Kind, is_asking, is_mistyped_small, kind_as_typed, says_something};

/// The words of all wordings, and of what the framework is about.
#[derive(Debug)]
pub(super) struct KnownWords {
    /// Each word of a wording, and each two neighbours as one.
    words: Vec<String>,
    small: Vec<String>,
    subjects: Vec<String>,
    /// Whether words that were looked for are lacking. Without it, `check` of 2,000 forms takes 15 % more processor
    /// time.
    lacked: TextCache<bool>,
}

/// Maximum number of a label's words that are in no wording; with more, a text is no label.
pub(super) const MOST_FOREIGN: usize = 2;

/// Maximum number of words that are remembered.
const MOST_WORDS: usize = 8_192;

impl KnownWords {
    /// No wording yet; `subject`: what the framework is about.
    pub(super) fn about(subject: &[String]) -> Self {
        let subjects = subject.iter().filter(|w| says_something(w)).cloned().collect();
        Self { words: Vec::new(), small: Vec::new(), subjects, lacked: TextCache::with_room_for(MOST_WORDS) }
    }

    /// Adds the words of a wording: those that say something, also two neighbours as one, and the small ones.
    pub(super) fn add<'w>(
        &mut self,
        words: impl Iterator<Item = &'w String>,
        small: impl Iterator<Item = &'w String>,
    ) {
        self.words.extend(words.cloned());
        self.small.extend(small.cloned());
        for words in [&mut self.words, &mut self.small] {
            words.sort_unstable();
            words.dedup();
        }
    }

    /// Whether a word is what the framework is about.
    pub(super) fn has_subject(&self, word: &str) -> bool {
        self.subjects.iter().any(|s| errors(s, word, usize::from(s.len() > 5)).is_some())
    }

    /// Whether more of these words are in no wording than a label may have.
    pub(super) fn lacks_too_many_of(&self, words: &[&str]) -> bool {
        let lacking = words.iter().filter(|w| says_something(w) && self.lacks(w) && !is_asking(w));
        lacking.take(MOST_FOREIGN + 1).count() > MOST_FOREIGN
    }

    /// Whether a word is in no wording, not even with a typing error, and says something.
    pub(super) fn lacks(&self, word: &str) -> bool {
        self.lacked.get(word, |word| self.look_for(word))
    }

    fn look_for(&self, word: &str) -> bool {
        let known = kind_as_typed(word) != Kind::Other || self.has_subject(word) || is_mistyped_small(word);
        !known
            && !self.words.iter().any(|w| difference(w, word).is_some())
            && !self.small.iter().any(|w| errors(w, word, 1).is_some())
    }
}
