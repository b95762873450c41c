//! Wordings by their letters, whatever the breaks between words: "multi agency", "multiagency".
//!
//! In: wordings and what each stands for. Out: what a label's words stand for, if they are one of them to the letter.

use rustc_hash::{FxHashMap, FxHashSet};

/// What wordings stand for. Of two with the same letters the first one counts.
#[derive(Debug)]
pub(crate) struct LetterIndex<T> {
    known: FxHashMap<String, T>,
    beginnings: FxHashSet<Beginning>,
    longest: usize,
}

impl<T> Default for LetterIndex<T> {
    fn default() -> Self {
        Self { known: FxHashMap::default(), beginnings: FxHashSet::default(), longest: 0 }
    }
}

impl<T: Copy> LetterIndex<T> {
    pub(crate) fn add(&mut self, letters: String, stands_for: T) {
        self.longest = self.longest.max(letters.len());
        self.beginnings.extend(beginning(std::iter::once(letters.as_str())));
        self.known.entry(letters).or_insert(stands_for);
    }

    /// Whether one of them may begin with these letters.
    pub(crate) fn may_begin_with(&self, beginning: Beginning) -> bool {
        self.beginnings.contains(&beginning)
    }

    /// What words stand for, if they are a wording.
    pub(crate) fn get<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Option<T> {
        let mut letters = String::with_capacity(self.longest);
        for word in words {
            if letters.len() + word.len() > self.longest {
                return None;
            }
            letters.push_str(word);
        }
        self.known.get(&letters).copied()
    }
}

/// The first letters of a wording.
pub(crate) type Beginning = [u8; 8];

/// The first letters of words; `None` for what is shorter.
pub(crate) fn beginning<'w>(words: impl Iterator<Item = &'w str>) -> Option<Beginning> {
    let mut letters = words.flat_map(str::bytes);
    let mut first = Beginning::default();
    for place in &mut first {
        *place = letters.next()?;
    }
    Some(first)
}
