//! The words of schools' names: which there are, what they are short for, and what they say about a school.
//!
//! For the measure of likeness: a word that there is was meant; one that there is not may be a typing error.

use std::collections::HashSet;

use crate::lexicon::typing_errors::errors;
use crate::lexicon::{Tag, is, words_with, written_in_full};
use crate::model::folded_words;

/// The words that there are: any other word may be a typing error.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: HashSet<String>,
    /// What several words begin with that end in a common word: "cunning" of Cunningham and Cunningford.
    beginnings: HashSet<String>,
}

impl Vocabulary {
    /// The common words, and those of these names.
    pub(crate) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let common =
            [Tag::Name, Tag::Level, Tag::Faith, Tag::Kind, Tag::Mended].into_iter().flat_map(words_with);
        let common: HashSet<String> = common.map(|word| singular(word).to_owned()).collect();
        let mut words = common.clone();
        let mut once: HashSet<String> = HashSet::new();
        let mut beginnings: HashSet<String> = HashSet::new();
        for word in names.flat_map(folded_words) {
            let word = singular(&word);
            if words.contains(word) {
                continue;
            }
            words.insert(word.to_owned());
            for (beginning, _) in parts(word).filter(|(_, end)| common.contains(*end)) {
                if !once.insert(beginning.to_owned()) {
                    beginnings.insert(beginning.to_owned());
                }
            }
        }
        Self { words, beginnings }
    }

    /// Whether a word is one, or is put together from two ("Eastfield").
    pub(crate) fn knows(&self, word: &str) -> bool {
        let begins = |part: &str| self.words.contains(part) || self.beginnings.contains(part);
        self.words.contains(word) || parts(word).any(|(a, b)| begins(a) && self.words.contains(b))
    }

    /// A name's words, those for short written out and slips of the keys in general words mended.
    pub(super) fn mended(&self, name: &str) -> Vec<String> {
        let words = folded_words(name)
            .into_iter()
            .map(|word| written_in_full(&word).or_else(|| self.general(&word)).map_or(word, str::to_owned));
        mend_church(words.collect())
    }

    /// The general word that an unknown word is meant to be.
    fn general(&self, word: &str) -> Option<&'static str> {
        if word.len() < 4 || self.knows(singular(word)) {
            return None;
        }
        let most = if word.len() >= 6 { 2 } else { 1 };
        let near = words_with(Tag::Mended).filter(|general| general.len() >= 5);
        near.filter_map(|general| Some((errors(word, general, most)?, general)))
            .min()
            .map(|(_, general)| general)
    }
}

/// Whether the word at a place says what kind of school it is and not which one.
pub(super) fn is_kind(words: &[String], at: usize) -> bool {
    let listed = |word: &str| [Tag::Level, Tag::Faith, Tag::Kind].iter().any(|tag| is(word, *tag));
    let goes_on = |word: &String| !listed(word) && !is(word, Tag::Particle);
    listed(&words[at]) && !(is(&words[at], Tag::AmbiguousKind) && words.get(at + 1).is_some_and(goes_on))
}

/// The kinds of school in a name that exclude others, levels and faiths apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kinds([Vec<String>; 2]);

impl Kinds {
    pub(super) fn of(words: &[String]) -> Self {
        let with = |tag| words.iter().filter(|word| is(word, tag)).cloned().collect();
        Self([with(Tag::Level), with(Tag::Faith)])
    }

    /// Whether two schools' kinds do not go together: each has one that the other has not.
    pub(super) fn exclude(&self, other: &Self) -> bool {
        let has_more = |a: &[String], b: &[String]| a.iter().any(|kind| !b.contains(kind));
        self.0.iter().zip(&other.0).any(|(a, b)| has_more(a, b) && has_more(b, a))
    }
}

/// Two parts that a word may be put together from.
fn parts(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let end = if word.is_ascii() && word.len() >= 6 { word.len() - 1 } else { 0 };
    (3..end).map(|at| word.split_at(at))
}

/// "marys" as "mary", "infants" as "infant".
pub(super) fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// "C of E" and "Church of England" with a slip of the keys.
fn mend_church(mut words: Vec<String>) -> Vec<String> {
    for phrase in [["c", "of", "e"], ["church", "of", "england"]] {
        let slip = |three: &[String]| {
            let right = three.iter().zip(phrase).filter(|(word, right)| word == right).count();
            right == 2 && three.iter().zip(phrase).all(|(word, right)| word.len() <= right.len() + 2)
        };
        if let Some(at) = words.windows(3).position(slip) {
            words.splice(at..at + 3, phrase.map(str::to_owned));
        }
    }
    words
}

impl Vocabulary {
    /// Whether the words that two names do not share are different words and not one word and a typing error.
    pub(super) fn tells_apart(&self, a: &[String], b: &[String]) -> bool {
        // The letters of "C of E" tell nothing apart.
        let church = [a, b].iter().any(|words| words.windows(3).any(|w| w == ["c", "of", "e"]));
        let (a, b) = (without(a, b), without(b, a));
        let has_digit = |word: &&String| word.bytes().any(|c| c.is_ascii_digit());
        let one_letter = |words: &[&String]| words.iter().any(|word| word.len() == 1);
        if a.iter().chain(&b).any(has_digit) || (!church && one_letter(&a) && one_letter(&b)) {
            return true;
        }
        a.len() == b.len() && pairs(&a, &b).iter().any(|(p, q)| self.differ(p, q))
    }

    fn differ(&self, a: &str, b: &str) -> bool {
        let (a, b) = (singular(a), singular(b));
        a != b && (self.knows(a) && self.knows(b) || self.ends_differ(a, b))
    }

    /// Names of places that begin alike and end in different words: "Thornley", "Thornby".
    fn ends_differ(&self, a: &str, b: &str) -> bool {
        let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
        let ascii = a.is_ascii() && b.is_ascii();
        ascii
            && (3..=shared).any(|at| {
                let (x, y) = (&a[at..], &b[at..]);
                x.len() >= 2 && y.len() >= 2 && self.words.contains(x) && self.words.contains(y)
            })
    }
}

/// The words of one name that the other does not have.
fn without<'a>(words: &'a [String], other: &[String]) -> Vec<&'a String> {
    let mut other: Vec<&String> = other.iter().collect();
    let mut rest = Vec::new();
    for word in words {
        match other.iter().position(|o| *o == word) {
            Some(at) => {
                other.swap_remove(at);
            }
            None => rest.push(word),
        }
    }
    rest
}

/// Pairs up as many words, each with the one it is most like.
fn pairs<'a>(a: &[&'a String], b: &[&'a String]) -> Vec<(&'a str, &'a str)> {
    let mut rest = b.to_vec();
    let mut pairs = Vec::new();
    for word in a {
        let nearest =
            (0..rest.len()).min_by_key(|at| errors(word, rest[*at], usize::MAX).unwrap_or(usize::MAX));
        pairs.extend(nearest.map(|at| (word.as_str(), rest.remove(at).as_str())));
    }
    pairs
}
