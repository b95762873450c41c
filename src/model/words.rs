//! Texts as words that can be compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::cell::is_invisible;

/// A text as words that can be compared: case, accents, width and punctuation folded, "&" read as "and",
/// apostrophes left out ("St. Mary's" → "st", "marys").
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    words_of(&folded(text)).into_iter().map(str::to_owned).collect()
}

/// The same as one text with a blank between two words, without an allocation for each word.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = Folded { text: String::with_capacity(text.len() + 8), gap: false };
    if text.is_ascii() {
        folded.add_ascii(text);
        folded.text.make_ascii_lowercase();
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

/// The word behind a cluster's name in a sentence; empty if the name says itself that it is a cluster.
pub(crate) fn kind_of_cluster(name: &str) -> &'static str {
    if name.to_lowercase().contains("cluster") { "" } else { " cluster" }
}

/// Stands instead of a school that could help if none is high: of the whole authority only if all of it was read.
pub(crate) fn nobody_is_high(is_of_whole_authority: bool) -> &'static str {
    if is_of_whole_authority { "nobody in the LA is high" } else { "nobody among these schools is high" }
}

/// Stands instead of a school that could help if no school has rated the KSF.
pub(crate) const NOBODY_RATED: &str = "nobody has rated it";

/// A text on one line, with one blank between two words.
#[must_use]
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest text that a cell can hold, in UTF-16 units.
pub(crate) const CELL_TEXT: usize = 32_767;

/// A text of at most `limit` UTF-16 units; if it is cut, it ends in "…".
pub(crate) fn shortened_to(text: &str, limit: usize) -> String {
    if utf16_length(text) <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.len_utf16();
        if used > limit {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// The length of a text in UTF-16 units, in which Excel counts.
pub(crate) fn utf16_length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// "1 school", "3 schools".
#[must_use]
pub fn counted(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// The first of some names, at most this many, and how many more there are: "and 3 more".
pub(crate) fn first_few<T>(all: &[T], most: usize, name: impl Fn(&T) -> String) -> Vec<String> {
    let mut names: Vec<String> = all.iter().take(most).map(name).collect();
    if all.len() > most {
        names.push(format!("and {} more", all.len() - most));
    }
    names
}

/// Stands in the name of a file between the archive or message in which it lies, the folders in that, and its own name.
pub const INSIDE: &str = " \u{203A} ";

/// A file's name without folders and containers.
pub(crate) fn file_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit(INSIDE).next().unwrap_or(name)
}

/// The part of a file's name that says where it, or the container in which it lies, is on the disk.
pub(crate) fn on_disk(path: &str) -> &str {
    path.split(INSIDE).next().unwrap_or(path)
}

/// A file's name without folders and ending.
pub(crate) fn file_stem(path: &str) -> &str {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The beginning of a text, folded.
struct Folded {
    text: String,
    /// Whether a word ended here.
    gap: bool,
}

impl Folded {
    fn add(&mut self, c: char) {
        match c {
            'a'..='z' | '0'..='9' => self.push(c),
            '\'' | '’' | '‘' | '`' | '´' => {}
            '&' => self.end_word_with_and(),
            c if is_invisible(c) => {}
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| self.push(c)),
            _ => self.gap = true,
        }
    }

    /// Adds a text run by run of letters and digits, without changing their case.
    fn add_ascii(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let end = rest.bytes().position(|c| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            if end > 0 {
                self.begin();
                self.text.push_str(&rest[..end]);
            }
            match rest.as_bytes().get(end) {
                None => return,
                Some(b'\'' | b'`') => {}
                Some(b'&') => self.end_word_with_and(),
                Some(_) => self.gap = true,
            }
            rest = &rest[end + 1..];
        }
    }

    fn end_word_with_and(&mut self) {
        self.gap = true;
        self.begin();
        self.text.push_str("and");
        self.gap = true;
    }

    fn push(&mut self, c: char) {
        self.begin();
        self.text.push(c);
    }

    /// Separates what follows from the word before, if one ended.
    fn begin(&mut self) {
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.gap = false;
    }
}

/// Whether a folded word does not help to tell success factors apart.
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

/// The words that tell success factors apart: two names with the same ones are the same to every reader of labels. An "a"
/// at the end is not an article: "Strand A".
pub(crate) fn content_words<'a>(folded: &[&'a str]) -> impl Iterator<Item = &'a str> {
    let last = folded.len().saturating_sub(1);
    let says =
        move |(at, word): &(usize, &&str)| !is_empty_word(word) || (*at == last && last > 0 && **word == "a");
    folded.iter().enumerate().filter(says).map(|(_, word)| *word)
}
