//! Texts as words that can be compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as words that can be compared: case, accents, width and punctuation folded, "&" read as "and",
/// apostrophes left out ("St. Mary's" → "st", "marys").
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len() + 8);
    if text.is_ascii() {
        text.chars().for_each(|c| fold(c, &mut folded));
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| fold(c, &mut folded));
    }
    folded.split_whitespace().map(str::to_owned).collect()
}

/// Words that say nothing about which success factor is meant.
const EMPTY_WORDS: [&str; 16] = [
    "and", "of", "the", "with", "in", "within", "for", "to", "a", "an", "our", "your", "by", "on", "at", "s",
];

/// Whether a folded word says nothing about which success factor is meant.
fn is_empty_word(word: &str) -> bool {
    EMPTY_WORDS.contains(&word)
}

/// The words that say which success factor is meant. Two names with the same are one to every reader of labels. An "a"
/// at the end is no article: "Strand A".
pub(crate) fn content_words(folded: &[String]) -> Vec<&str> {
    let last = folded.len().saturating_sub(1);
    let says = |(at, word): &(usize, &str)| !is_empty_word(word) || (*at == last && last > 0 && *word == "a");
    folded.iter().map(String::as_str).enumerate().filter(says).map(|(_, word)| word).collect()
}

fn fold(c: char, folded: &mut String) {
    match c {
        '&' => folded.push_str(" and "),
        '\'' | '’' | '‘' | '`' | '´' => {}
        c if super::is_invisible(c) => {}
        c if c.is_ascii() => {
            folded.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' });
        }
        c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
        _ => folded.push(' '),
    }
}
