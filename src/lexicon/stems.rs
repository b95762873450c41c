//! Words that may be the same: by their letters, or by their stems.

use std::sync::LazyLock;

use super::lookup::words_with;
use super::tag::Tag;
use super::typing_errors::slips;

/// Number of differences between two words, if they may be the same word: typing errors, or one for another ending of
/// the same stem.
pub(crate) fn difference(a: &str, b: &str) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    if a.len() >= 4 && b.len() >= 4 && a.as_bytes()[..3] == b.as_bytes()[..3] && stem(a) == stem(b) {
        return Some(1);
    }
    slips(a, b)
}

/// A word without its ending: "planning", "plans" and "plan" are one, as are "alignment" and "aligned".
fn stem(word: &str) -> &str {
    static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| words_with(Tag::Ending).collect());
    let mut stem = word;
    for _ in 0..2 {
        let shorter = ENDINGS.iter().find_map(|e| stem.strip_suffix(e).filter(|s| s.len() >= 4));
        stem = shorter.unwrap_or(stem);
    }
    match stem.as_bytes() {
        [.., p, q] if p == q && stem.len() > 4 && stem.is_ascii() => &stem[..stem.len() - 1],
        _ => stem,
    }
}
