//! What texts turned out to say: returns are filled into the same few templates, and sentences are made of the same few
//! words, so that most texts were looked at before.
//!
//! In: texts, from all threads. Out: what was worked out for them. Holds a limited number of texts.

use std::sync::RwLock;

use rustc_hash::FxHashMap;

use super::meaning::LabelMeaning;

/// Threads that look up texts of different lengths do not wait for each other.
const SHELVES: usize = 16;

/// So many texts are remembered for one question.
const MOST_KNOWN: usize = 4_096;

/// What is remembered of texts, question by question.
#[derive(Debug)]
pub(super) struct Memory {
    /// What they say as labels of KSFs.
    pub(super) labels: Remembered<Option<LabelMeaning>>,
    /// Whether they are what headings call the KSFs.
    pub(super) terms: Remembered<bool>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { labels: Remembered::about(MOST_KNOWN), terms: Remembered::about(MOST_KNOWN) }
    }
}

/// A limited number of texts and what they say.
#[derive(Debug)]
pub(super) struct Remembered<T> {
    shelves: [RwLock<FxHashMap<Box<str>, T>>; SHELVES],
    /// How many texts one shelf holds.
    most: usize,
}

impl<T: Copy> Remembered<T> {
    /// Room for about so many texts.
    pub(super) fn about(most: usize) -> Self {
        Self { shelves: Default::default(), most: most / SHELVES }
    }

    /// What a text says; worked out where it is not remembered.
    pub(super) fn of(&self, text: &str, work_out: impl FnOnce(&str) -> T) -> T {
        let shelf = &self.shelves[text.len() % SHELVES];
        if let Some(known) = shelf.read().ok().and_then(|known| known.get(text).copied()) {
            return known;
        }
        let says = work_out(text);
        if let Ok(mut known) = shelf.write() {
            // What is still of use comes again soon; what was said once only is gone.
            if known.len() >= self.most {
                known.clear();
            }
            known.insert(text.into(), says);
        }
        says
    }
}
