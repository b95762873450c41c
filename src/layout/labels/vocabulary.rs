//! What a word does beside the name of a KSF: says nothing, asks for the rating, is part of a wording, or makes something
//! else of the name ("Partnership working *group*").
//!
//! In: the lexicon, and the wordings of a framework. Out: a word's [`Kind`], also of one with a typing error.

use crate::lexicon::difference;
use crate::lexicon::typing_errors::{errors, is_swapped};
use crate::lexicon::{Phrase, Tag, Words, begin_with, words_with};
use crate::model::{Scale, folded_words};

use super::super::text_cache::TextCache;

/// What a word adds to a KSF's name: the lists of the lexicon, in the order in which they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Small,
    Link,
    Verb,
    Instruction,
    Scale,
    Subject,
    Quality,
    Praise,
    Other,
}

/// How a word is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It is in a wording, perhaps with a typing error, or says nothing.
    Here,
    /// It can only stand in a question that asks for a rating.
    InQuestions,
    Nowhere,
}

const KINDS: [(Tag, Kind); 8] = [
    (Tag::Small, Kind::Small),
    (Tag::Link, Kind::Link),
    (Tag::Verb, Kind::Verb),
    (Tag::Instruction, Kind::Instruction),
    (Tag::Scale, Kind::Scale),
    (Tag::Subject, Kind::Subject),
    (Tag::Quality, Kind::Quality),
    (Tag::Praise, Kind::Praise),
];

/// Maximum number of a label's words that are in no wording; with more, a text is no label.
pub(super) const MOST_FOREIGN: usize = 2;

/// Maximum number of words that are remembered.
const MOST_WORDS: usize = 8_192;

/// The words of the lexicon, of all wordings, and of what the framework is about.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) lexicon: Words,
    scale: Scale,
    /// Each word of a wording, and each two neighbours as one.
    words: Vec<String>,
    small: Vec<String>,
    subjects: Vec<String>,
    /// How words that were looked for are known. Without it, `check` of 2,000 forms takes 15 % more processor time.
    looked_for: TextCache<Known>,
}

impl Vocabulary {
    /// No wording yet; `subject`: what the framework is about.
    pub(super) fn about(subject: &str, scale: Scale, lexicon: Words) -> Self {
        let (words, small) = (Vec::new(), Vec::new());
        let mut all = Self {
            lexicon,
            scale,
            words,
            small,
            subjects: folded_words(subject),
            looked_for: TextCache::with_room_for(MOST_WORDS),
        };
        all.subjects = all.content(&all.subjects);
        all
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

    /// What a word adds to a KSF's name.
    pub(super) fn kind(&self, word: &str) -> Kind {
        let tags = self.lexicon.tags(word);
        if !tags.is_usual() {
            return if is_rating(word) { Kind::Scale } else { Kind::Other };
        }
        let listed = KINDS.iter().find(|(tag, _)| tags.has(*tag)).map(|(_, kind)| *kind);
        listed.unwrap_or(Kind::Other)
    }

    /// The kind of a word, also of one with a typing error. In short words only letters that changed places count:
    /// "core" is not "score".
    pub(super) fn kind_as_typed(&self, word: &str) -> Kind {
        let kind = self.kind(word);
        if kind != Kind::Other || self.lexicon.tags(word).is_usual() {
            return kind;
        }
        let meant = |known: &&str| match known.len() {
            0..6 => is_swapped(known, word),
            _ => errors(known, word, 1).is_some(),
        };
        let mut known = KINDS.iter().flat_map(|(tag, kind)| words_with(*tag).map(move |word| (word, *kind)));
        known.find(|(known, _)| meant(known)).map_or(Kind::Other, |(_, kind)| kind)
    }

    /// Whether a word says something by itself.
    pub(super) fn says_something(&self, word: &str) -> bool {
        !matches!(self.kind(word), Kind::Small | Kind::Link)
    }

    /// The words that say something.
    pub(super) fn content<S: AsRef<str> + Clone>(&self, words: &[S]) -> Vec<S> {
        words.iter().filter(|w| self.says_something(w.as_ref())).cloned().collect()
    }

    /// Whether a word is probably a small one with a typing error: "fot", "te". Only for words between others: "form" is
    /// also a word of its own.
    pub(super) fn is_mistyped_small(&self, word: &str) -> bool {
        let meant = |known: &str| known.len() >= 3 && errors(known, word, 1).is_some();
        word.len() <= 5 && !self.lexicon.tags(word).is_usual() && words_with(Tag::MistypedSmall).any(meant)
    }

    /// Whether a word can stand in a question that asks for a rating: "How would you rate your school on: Funding?".
    pub(super) fn is_asking(&self, word: &str) -> bool {
        self.lexicon.is(word, Tag::Question) || self.kind(word) != Kind::Other
    }

    /// Whether a word makes something else of a KSF's name, whatever other words there are: its evidence, its target, its
    /// actions …
    pub(super) fn is_other_thing(&self, word: &str) -> bool {
        self.lexicon.is(word, Tag::AboutFactor) || is_year(word)
    }

    /// Whether a word reports what has been done or is to be done, and does not say what a KSF is about.
    pub(super) fn is_reporting(&self, word: &str) -> bool {
        self.lexicon.is(word, Tag::Telling) && !self.lexicon.is(word, Tag::Question)
    }

    /// Whether these words give the scale: "1 to 10", "out of 10", "out of ten".
    pub(super) fn give_scale(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.scale.ends_at(w))
            && (words.contains(&"out") || words.iter().any(|w| self.scale.begins_at(w)))
    }

    /// Whether the scale is given, also as "/ 10".
    pub(super) fn is_scaled(&self, text: &str, words: &[&str]) -> bool {
        let out_of = |gap: &str| text.contains(&format!("/{gap}{}", self.scale.highest));
        self.give_scale(words) || (text.contains('/') && (out_of("") || out_of(" ")))
    }

    /// Whether a word is what the framework is about.
    pub(super) fn has_subject(&self, word: &str) -> bool {
        self.subjects.iter().any(|s| errors(s, word, usize::from(s.len() > 5)).is_some())
    }

    /// Whether more of these words are in no wording than a label may have.
    pub(super) fn lacks_too_many_of(&self, words: &[&str]) -> bool {
        let lacking = words.iter().filter(|w| self.look_for(w) == Known::Nowhere);
        lacking.take(MOST_FOREIGN + 1).count() > MOST_FOREIGN
    }

    /// Whether a word is in no wording, not even with a typing error, and says something.
    pub(super) fn lacks(&self, word: &str) -> bool {
        self.look_for(word) != Known::Here
    }

    fn look_for(&self, word: &str) -> Known {
        self.looked_for.get(word, |word| {
            let is_here = self.kind_as_typed(word) != Kind::Other
                || self.has_subject(word)
                || self.is_mistyped_small(word)
                || self.words.iter().any(|w| difference(w, word).is_some())
                || self.small.iter().any(|w| errors(w, word, 1).is_some());
            match is_here {
                true => Known::Here,
                false if self.is_asking(word) => Known::InQuestions,
                false => Known::Nowhere,
            }
        })
    }
}

/// Whether a word is a whole number as scales have them.
fn is_rating(word: &str) -> bool {
    word.len() <= 3 && word.parse::<u8>().is_ok_and(|n| n <= 100)
}

/// Whether a word is a year of the last or the present century.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text (its number taken off) asks for a rating: "Please rate …", "To what extent …".
pub(super) fn ask_for_rating(words: &[&str]) -> bool {
    begin_with(words, Phrase::AsksForRating)
}
