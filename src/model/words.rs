//! Texts as words that can be compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as words that can be compared: case, accents, width and punctuation folded, "&" read as "and",
/// apostrophes left out ("St. Mary's" → "st", "marys").
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    words_of(&folded(text)).into_iter().map(str::to_owned).collect()
}

/// The same as one text, with a blank between two words: for texts that are looked at and not kept.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = Folded { text: String::with_capacity(text.len() + 8), gap: false };
    if text.is_ascii() {
        text.bytes().for_each(|c| folded.add_ascii(c));
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| folded.add(c));
    }
    folded.text
}

/// The words of a [`folded`] text.
pub(crate) fn words_of(folded: &str) -> Vec<&str> {
    let mut words = Vec::with_capacity(folded.len() / 4 + 1);
    let mut from = 0;
    for (at, _) in folded.bytes().enumerate().filter(|(_, c)| *c == b' ') {
        words.push(&folded[from..at]);
        from = at + 1;
    }
    if from < folded.len() {
        words.push(&folded[from..]);
    }
    words
}

/// A text as far as it is folded.
struct Folded {
    text: String,
    /// Whether a word ended here.
    gap: bool,
}

impl Folded {
    fn add(&mut self, c: char) {
        match u8::try_from(c) {
            Ok(c) if c.is_ascii() => self.add_ascii(c),
            _ if matches!(c, '’' | '‘' | '´') || super::is_invisible(c) => {}
            _ if c.is_alphanumeric() => c.to_lowercase().for_each(|c| self.push(c)),
            _ => self.gap = true,
        }
    }

    #[inline]
    fn add_ascii(&mut self, c: u8) {
        match c {
            b'a'..=b'z' | b'0'..=b'9' => self.push(char::from(c)),
            b'A'..=b'Z' => self.push(char::from(c.to_ascii_lowercase())),
            b'\'' | b'`' => {}
            b'&' => {
                self.gap = true;
                "and".chars().for_each(|c| self.push(c));
                self.gap = true;
            }
            _ => self.gap = true,
        }
    }

    #[inline]
    fn push(&mut self, c: char) {
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push(c);
    }
}

/// Whether a folded word says nothing about which success factor is meant.
fn is_empty_word(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "of"
            | "the"
            | "with"
            | "in"
            | "within"
            | "for"
            | "to"
            | "a"
            | "an"
            | "our"
            | "your"
            | "by"
            | "on"
            | "at"
            | "s"
    )
}

/// The words that say which success factor is meant. Two names with the same are one to every reader of labels. An "a"
/// at the end is no article: "Strand A".
pub(crate) fn content_words<'a>(folded: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let last = folded.len().saturating_sub(1);
    let says =
        move |(at, word): &(usize, &&str)| !is_empty_word(word) || (*at == last && last > 0 && **word == "a");
    folded.iter().enumerate().filter(says).map(|(_, word)| *word)
}
