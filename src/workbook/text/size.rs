//! The room that a text takes in a cell, by rule of thumb: a writer of files cannot ask a font.
//!
//! The table of widths and the short way for texts that fit bring 2 % of the processor's time of a `build` of 2,000 schools.

use crate::workbook::conversions::count;

/// The height of a line of the body's text, in points.
pub(crate) const LINE: f64 = 14.5;
/// The greatest height of a row, in points.
const TALLEST: f64 = 409.0;
/// What indent and edges take of a column's width, in digits.
pub(crate) const EDGES: f64 = 1.8;

/// The width of a text in digits of the body's font, by rule of thumb.
pub(crate) fn text_width(text: &str) -> f64 {
    let width = |c: char| match usize::try_from(u32::from(c)) {
        Ok(code) if code < WIDTHS.len() => WIDTHS[code],
        _ => char_width(c),
    };
    text.chars().map(width).sum()
}

/// The widths of the characters that most texts are made of.
const WIDTHS: [f64; 128] = {
    let mut widths = [0.0; 128];
    let mut code = 0;
    while code < 128 {
        widths[code as usize] = char_width(code as char);
        code += 1_u8;
    }
    widths
};

const fn char_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.4,
        'f' | 't' | 'I' | ' ' | '.' | ',' | ':' | ';' | '!' | '/' | '[' | ']' | '’' => 0.5,
        'r' | '(' | ')' | '-' => 0.6,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 0.9,
        'm' | 'M' | 'W' | '@' | '%' => 1.6,
        'w' | 'A'..='Z' => 1.3,
        '\u{1100}'.. => 1.9,
        _ => 1.01,
    }
}

/// Number of lines that a text takes in a column of this width, in digits, wrapped between words.
pub(crate) fn line_count(text: &str, column: f64) -> u32 {
    let room = (column - EDGES).max(1.0);
    // Most texts are short: no character is wider than this; or they fit as a whole, with more to spare than rounding.
    let most = 1.9 * f64::from(count(text.len()));
    if (most <= room || text_width(text) + 0.01 <= room) && !text.contains('\n') {
        return 1;
    }
    text.split('\n').map(|line| wrapped_lines(line, room)).sum()
}

fn wrapped_lines(text: &str, room: f64) -> u32 {
    let mut lines = 1;
    let mut used = 0.0;
    for word in text.split_inclusive([' ', '-']) {
        let mut wide = text_width(word);
        if used > 0.0 && used + wide > room {
            lines += 1;
            used = 0.0;
        }
        while wide > room {
            lines += 1;
            wide -= room;
        }
        used += wide;
    }
    lines
}

/// The height of a row that holds this number of lines, each `line` high, in points.
pub(crate) fn row_height(lines: u32, line: f64) -> f64 {
    (f64::from(lines) * line + 3.0).min(TALLEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_wrap_between_words_and_within_long_ones() {
        assert_eq!(line_count("Funding", 20.0), 1);
        assert_eq!(line_count("one\ntwo", 20.0), 2);
        assert_eq!(line_count("seven words that do not fit here", 12.0), 4);
        assert!(line_count(&"x".repeat(100), 12.0) >= 9);
    }
}
