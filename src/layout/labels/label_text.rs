//! Takes a label's text apart: the name, what stands in brackets, and what follows after a colon, a dash or a line's
//! end.

use std::borrow::Cow;

use crate::model::Scale;

use super::word_kinds::{give_scale, says_something};

/// Maximum number of points in a text at which a name is taken to end.
const MOST_ENDS: usize = 6;

/// A name and what follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening<'a> {
    pub(super) name: &'a str,
    pub(super) rest: &'a str,
    /// Whether the name has lines of its own.
    pub(super) on_own_line: bool,
}

/// The ways in which a text can be a name and something after it.
pub(super) fn openings(text: &str) -> impl Iterator<Item = Opening<'_>> {
    text.bytes()
        .enumerate()
        .filter_map(|(i, byte)| {
            let ends: &[&str] = match byte {
                b'\n' => &["\n"],
                b':' => &[": "],
                b' ' => &[" - ", " – ", " — "],
                b';' => &["; "],
                b'.' => &[". "],
                _ => return None,
            };
            let end = ends.iter().find(|end| text[i..].starts_with(**end))?;
            let (name, rest) = (&text[..i], &text[i + end.len()..]);
            Some(Opening { name, rest, on_own_line: byte == b'\n' })
        })
        .filter(|opening| opening.name.contains(char::is_alphabetic))
        .take(MOST_ENDS)
}

/// What stands outside brackets, and what inside; `None` for a text without brackets.
pub(super) fn without_brackets(text: &str) -> Option<(String, String)> {
    if !text.contains(['(', '[']) {
        return None;
    }
    let mut depth = 0_u32;
    let (mut outside, mut inside) = (String::new(), String::new());
    for c in text.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                inside.push(' ');
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            c => inside.push(c),
        }
    }
    Some((outside, inside))
}

/// What a text says besides a name.
pub(super) struct Rest<'a> {
    pub(super) all: &'a [&'a str],
    /// Those that say something.
    pub(super) words: &'a [&'a str],
    /// Whether it ends as a question.
    pub(super) asks: bool,
}

/// The words that say something.
pub(super) fn content<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().filter(|w| says_something(w)).collect()
}

/// Whether the scale is given: "1 to 10", "/ 10".
pub(super) fn is_scaled(text: &str, words: &[&str], scale: Scale) -> bool {
    let out_of = |gap: &str| text.contains(&format!("/{gap}{}", scale.highest));
    give_scale(words, scale) || (text.contains('/') && (out_of("") || out_of(" ")))
}

/// A number set apart from the name that it is glued to: "9Funding".
pub(super) fn apart(text: &str) -> Cow<'_, str> {
    let name = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &text[..text.len() - name.len()];
    // Not "1st".
    if !number.is_empty() && name.chars().take(3).filter(|c| c.is_alphabetic()).count() == 3 {
        format!("{number} {name}").into()
    } else {
        text.into()
    }
}
