//! What texts turned out to say: returns are filled into the same few templates, and sentences are made of the same
//! few words, so that most texts were looked at before.
//!
//! In: texts, from all threads. Out: what was worked out for them. Holds a limited number of texts.

use std::sync::RwLock;

use rustc_hash::FxHashMap;

/// Number of maps; threads that look up texts of different lengths do not wait for each other.
const SHELVES: usize = 16;

/// A limited number of texts and what they say.
#[derive(Debug)]
pub(crate) struct TextCache<T> {
    shelves: [RwLock<FxHashMap<Box<str>, T>>; SHELVES],
    /// Maximum number of texts in one map.
    most: usize,
}

impl<T: Copy> TextCache<T> {
    /// Room for about `most` texts.
    pub(crate) fn with_room_for(most: usize) -> Self {
        Self { shelves: Default::default(), most: most / SHELVES }
    }

    /// What a text says; worked out if it is not in the cache.
    pub(crate) fn get(&self, text: &str, work_out: impl FnOnce(&str) -> T) -> T {
        let shelf = &self.shelves[text.len() % SHELVES];
        if let Some(known) = shelf.read().ok().and_then(|known| known.get(text).copied()) {
            return known;
        }
        let says = work_out(text);
        if let Ok(mut known) = shelf.write() {
            // Texts that are still of use come again soon.
            if known.len() >= self.most {
                known.clear();
            }
            known.insert(text.into(), says);
        }
        says
    }
}
