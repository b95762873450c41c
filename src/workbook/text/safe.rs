//! Texts from returns, made safe for cells, headings and properties.
//!
//! Nothing here changes what a text says more than the file format demands.

use std::borrow::Cow;

use crate::model::CELL_TEXT;

pub(crate) use crate::model::{shortened_to as shortened, utf16_length};

/// A text for a cell that may have several lines: line breaks stay, other control characters become blanks.
pub(crate) fn cell_text(text: &str) -> Cow<'_, str> {
    cleaned(text, '\n')
}

/// A text for a cell in one line: line breaks and other control characters become blanks.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    cleaned(text, ' ')
}

/// A text that a cell can hold, with a character instead of each line break.
fn cleaned(text: &str, line_break: char) -> Cow<'_, str> {
    let is_plain = |c: char| (!c.is_control() || c == line_break) && !is_no_character(c);
    if text.len() <= CELL_TEXT && text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\r");
    let clean = unified.chars().map(|c| match c {
        '\r' => line_break,
        c if is_plain(c) => c,
        _ => ' ',
    });
    Cow::Owned(shortened(&clean.collect::<String>(), CELL_TEXT))
}

/// Code points that XML does not allow.
fn is_no_character(c: char) -> bool {
    matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// A text for those parts of the file in which Excel reads `_x000D_` as a control character and the writing library does
/// not guard against it: headings of tables, notes, properties.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        out.push_str(if is_escape(from) { "_x005F_x" } else { "_x" });
        rest = &from[2..];
    }
    out.push_str(rest);
    out
}

/// Whether a text begins with what Excel reads as a control character, `_x000D_`.
pub(crate) fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes[2..6].iter().all(u8::is_ascii_hexdigit) && bytes[6] == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_escapes_are_escaped() {
        assert_eq!(escaped("a_x000D_b _x00 _xyz_ é_x"), "a_x005F_x000D_b _x00 _xyz_ é_x");
        assert_eq!(cell_text("a\r\nb\u{1}"), "a\nb ");
        assert_eq!(shortened(&"😀".repeat(10), 8), "😀😀😀…");
    }
}
