//! Lists of words, written as one text and looked up as a set.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// A list of words in lower case.
#[derive(Debug)]
pub(crate) struct WordList {
    text: &'static str,
    words: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    /// The words of a text, which are parted by blanks.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self { text, words: OnceLock::new() }
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        self.words.get_or_init(|| self.text.split_ascii_whitespace().collect()).contains(word)
    }
}
