//! What all sheets have in common: title, notes, way back, print set-up; and how much room a text takes.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::sheets::Sheet;
use super::styles::{Style, Styles};
use super::{links, names};

/// A4.
const PAPER: u8 = 9;
/// The height of a line of the body's text, in points.
pub(super) const LINE: f64 = 14.5;
/// The greatest height of a row.
const TALLEST: f64 = 409.0;

/// What a page holds, in points, with a little to spare.
const PRINTED: (f64, f64) = (785.0, 505.0);
/// The width of a digit in a column, with its share of the edges, in points.
const DIGIT: f64 = 5.8;

/// What indent and edges take of a column's width, in digits.
pub(super) const EDGES: f64 = 1.8;

/// The height of the rows above [`BODY`], in points.
pub(super) const TITLES: f64 = 54.0;
/// The row of the line about the sheet, under its title.
pub(super) const ABOUT: RowNum = 1;
/// The row of the link back to Contents.
const BACK: RowNum = 2;
/// The first row under these.
pub(super) const BODY: RowNum = 3;

/// Writes title, line about the sheet and link back to Contents.
pub(super) fn open(to: &mut Worksheet, styles: &Styles, title: &str, about: &str) -> Result<(), XlsxError> {
    to.write_string_with_format(0, 0, names::one_line(title), styles.get(Style::Title))?;
    to.set_row_height(0, 24)?;
    to.write_string_with_format(ABOUT, 0, about, styles.get(Style::About))?;
    links::to_sheet(
        to,
        (BACK, 0),
        Sheet::Contents.fixed_name(),
        "Back to Contents",
        styles.get(Style::Link),
    )?;
    to.set_screen_gridlines(false);
    Ok(())
}

/// "This sheet holds one table, Schools, in rows 4 to 14."
pub(super) fn about_table(name: &str, header: RowNum, last: RowNum) -> String {
    format!("This sheet holds one table, {name}, in rows {} to {}.", header + 1, last + 1)
}

/// Paper, margins, footer and what is printed: everything down to a cell, one page wide.
pub(super) fn print(to: &mut Worksheet, last_row: RowNum, last_column: ColNum) -> Result<(), XlsxError> {
    to.set_paper_size(PAPER)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.3, 0.3, 0.4, 0.55, 0.3, 0.3)
        .set_footer("&L&\"Arial,Regular\"&9&A&R&\"Arial,Regular\"&9Page &P of &N");
    to.set_print_area(0, 0, last_row, last_column)?;
    Ok(())
}

/// The height that each of some rows may have so that all fit on one page, below `above` points of title and headings;
/// the page is as wide as the columns, whose widths are in digits.
pub(super) fn fitting_height(columns: f64, above: f64, rows: usize) -> f64 {
    (height_of_page(columns) - above) / f64::from(u32::try_from(rows.max(1)).unwrap_or(u32::MAX))
}

/// How much a page holds, in points before it is scaled down to be as wide as the columns, whose widths are in digits.
pub(super) fn height_of_page(columns: f64) -> f64 {
    let scale = (PRINTED.0 / (columns * DIGIT)).min(1.0);
    PRINTED.1 / scale
}

/// Repeats the headings of a table on every page and keeps them and some columns in sight on the screen.
pub(super) fn keep_headings(to: &mut Worksheet, header: RowNum, columns: ColNum) -> Result<(), XlsxError> {
    to.set_repeat_rows(header, header)?;
    to.set_freeze_panes(header + 1, columns)?;
    Ok(())
}

/// The width of a text in digits of the body's font, by rule of thumb.
pub(super) fn width(text: &str) -> f64 {
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

/// How many lines a text takes in a column of a width, wrapped between words.
pub(super) fn lines(text: &str, column: f64) -> u32 {
    let room = (column - EDGES).max(1.0);
    // Most texts are short: no character is wider than this; or they fit as a whole, with more to spare than rounding.
    let most = 1.9 * f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    if (most <= room || width(text) + 0.01 <= room) && !text.contains('\n') {
        return 1;
    }
    text.split('\n').map(|line| wrapped_lines(line, room)).sum()
}

fn wrapped_lines(text: &str, room: f64) -> u32 {
    let mut lines = 1;
    let mut used = 0.0;
    for word in text.split_inclusive([' ', '-']) {
        let mut wide = width(word);
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

/// The height of a row with so many lines.
pub(super) fn height(lines: u32, line: f64) -> f64 {
    (f64::from(lines) * line + 3.0).min(TALLEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_wrap_between_words_and_within_long_ones() {
        assert_eq!(lines("Funding", 20.0), 1);
        assert_eq!(lines("one\ntwo", 20.0), 2);
        assert_eq!(lines("seven words that do not fit here", 12.0), 4);
        assert!(lines(&"x".repeat(100), 12.0) >= 9);
    }
}
