//! The words that a text begins with, and which of them are numbers: "5", "five", "v", "5th".

use crate::model::{folded, number_named};

/// Maximum number of words of a prefix: "Key success factor no 3".
const MOST_WORDS: usize = 5;

/// A word of a text, and the index at which it ends.
pub(super) struct Word {
    pub(super) word: String,
    pub(super) end: usize,
}

/// The first words of a text, folded, as far as they can be a prefix.
pub(super) fn first_words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut from = 0;
    while words.len() < MOST_WORDS
        && let Some(begin) = text[from..].find(char::is_alphanumeric).map(|at| from + at)
    {
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let end = text[begin..].find(|c| !joins(c)).map_or(text.len(), |at| begin + at);
        words.push(Word { word: folded(&text[begin..end]), end });
        from = end;
    }
    words
}

/// What stands behind a word and the signs that set it off.
pub(super) fn after<'a>(text: &'a str, word: &Word) -> &'a str {
    let sets_off = |c: char| c.is_whitespace() || "._):]-–—/|,;>#".contains(c);
    text[word.end..].trim_start_matches(sets_off)
}

/// The sign that sets a number off from what follows; '-' for one that could also join two words ("e-learning").
pub(super) fn mark_after(text: &str, word: &Word) -> Option<char> {
    let after = &text[word.end..];
    let mark = after.trim_start();
    match mark.chars().next()? {
        c @ ('.' | ')' | ':' | ']' | '–' | '—' | '/' | '|') => Some(c),
        '-' if after.len() == mark.len() => Some('-'),
        '-' => Some('–'),
        _ => None,
    }
}

pub(super) fn is_letter(word: &str) -> bool {
    word.len() == 1 && ("a"..="j").contains(&word)
}

pub(super) fn number(word: &str) -> Option<u8> {
    digits(word).or_else(|| in_words(word))
}

pub(super) fn digits(word: &str) -> Option<u8> {
    let word = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let short = !word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    short.then(|| word.parse().ok())?
}

pub(super) fn in_words(word: &str) -> Option<u8> {
    number_named(word).filter(|number| (1..=10).contains(number))
}

pub(super) fn roman(word: &str) -> Option<u8> {
    let numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    (1..).zip(numbers).find(|(_, w)| *w == word).map(|(n, _)| n)
}
