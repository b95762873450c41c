//! How wide the columns and how high the rows of a table are, so that its texts can be read.

use crate::framework::Framework;
use crate::workbook::page::{TITLES, fitting_height};
use crate::workbook::text::{EDGES, LINE, line_count, row_height, text_width};

use super::column::{ColumnLook, TableSpec};
use super::value::Value;

/// A turned heading's greatest height, in points.
const TALLEST_HEADING: f64 = 300.0;

/// Up to this height, in points, it takes one line.
const TALLEST_IN_ONE_LINE: f64 = 130.0;
/// The width of a digit of the body's font, in points.
const DIGIT: f64 = 6.2;
/// How much wider bold text is.
const BOLD: f64 = 1.08;
/// Room for lines that break between words.
const UNEVEN: f64 = 1.2;
/// The room of a filter's button, in digits.
const BUTTON: f64 = 2.6;
/// A text that takes more lines than this gets a wider column.
const MANY_LINES: f64 = 6.0;

fn heading_height(column: &ColumnLook, filter: bool) -> f64 {
    if column.turned {
        return turned_height(column);
    }
    let button = if filter { BUTTON } else { 0.0 };
    row_height(line_count(&column.heading, (column.width - button) / BOLD), LINE) + 3.0
}

/// A turned heading takes one line if it is short and else as many as its column has room for, so that the row
/// of headings leaves room for the grid when it is projected.
fn turned_height(column: &ColumnLook) -> f64 {
    let length = text_width(&column.heading) * BOLD * DIGIT;
    if length + 14.0 <= TALLEST_IN_ONE_LINE {
        return length + 14.0;
    }
    let room = (column.width * 8.0 + 5.0) * 0.75 - 4.0;
    let lines = (room / LINE).floor().max(1.0);
    (length * UNEVEN / lines + 14.0).clamp(TALLEST_IN_ONE_LINE, TALLEST_HEADING)
}

/// How much wider than for ratings up to 99 the columns of ratings, averages and totals must be, in digits.
pub(crate) fn wider(framework: &Framework) -> f64 {
    if framework.scale.highest > 99 { 1.3 } else { 0.0 }
}

/// The width that a turned heading needs if it takes more lines than the column has room for.
pub(crate) fn turned_width(heading: &str, width: f64) -> f64 {
    let length = text_width(heading) * BOLD * DIGIT;
    let lines = (length * UNEVEN / (TALLEST_HEADING - 14.0)).ceil();
    width.max(lines * 2.45 + 0.3)
}

/// Number of lines that a turned heading takes in a row of this height, in points.
pub(crate) fn turned_lines(heading: &str, height: f64) -> f64 {
    let room = height / (DIGIT * 1.06);
    f64::from(line_count(heading, room + EDGES))
}

/// The columns as wide as what they hold: texts at most as wide as the column was given, and half as much again
/// if they would take many lines. Those to be filled in, or that follow such, stay as wide as they were given.
pub(crate) fn fitted(mut columns: Vec<ColumnLook>, rows: &[Vec<Value>], filter: bool) -> Vec<ColumnLook> {
    for (index, column) in columns.iter_mut().enumerate() {
        if column.style.wraps().is_none() || column.style.keeps_width() {
            continue;
        }
        let longest = longest(rows.iter().filter_map(|row| row[index].as_text()));
        let widest = if longest > MANY_LINES * column.width { column.width * 1.4 } else { column.width };
        let button = if filter { BUTTON } else { 0.0 };
        let heading = text_width(&column.heading) * BOLD + button;
        column.width = (longest.max(heading) + EDGES + 0.4).min(widest);
    }
    columns
}

/// The greatest width of some texts; many repeat the one before.
fn longest<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    let (mut longest, mut last) = (0.0, "");
    for text in texts.filter(|text| !text.is_empty()) {
        if text != last {
            longest = text_width(text).max(longest);
            last = text;
        }
    }
    longest
}

/// The heights of rows that change places: all as high as the highest of them, with room for three lines at least, as far
/// as they fit on a page so; a row is never lower than its own texts.
pub(crate) fn heights(rows: &[Vec<Value>], spec: &TableSpec) -> Vec<f64> {
    let own: Vec<f64> = rows.iter().map(|row| row_height(lines(row, spec.columns), LINE)).collect();
    let tallest = own.iter().copied().fold(row_height(3, LINE), f64::max);
    let fitting = room(spec, rows.len());
    own.into_iter().map(|own| own.max(tallest.min(fitting))).collect()
}

/// The height that each of some rows may have so that they fit on a page together.
pub(crate) fn room(spec: &TableSpec, rows: usize) -> f64 {
    fitting_height(width(spec.columns), headings_height(spec) + TITLES, rows)
}

/// The width of some columns, in digits.
pub(crate) fn width(columns: &[ColumnLook]) -> f64 {
    columns.iter().map(|column| column.width).sum()
}

/// The height of a table's headings and these rows, as they are written.
pub(crate) fn height(rows: &[Vec<Value>], spec: &TableSpec) -> f64 {
    let least = spec.row_height.unwrap_or(0.0);
    let heights = rows.iter().map(|row| row_height(lines(row, spec.columns), LINE).max(least));
    headings_height(spec) + heights.sum::<f64>()
}

/// The height of the row of headings.
pub(crate) fn headings_height(spec: &TableSpec) -> f64 {
    if let Some(height) = spec.headings {
        return height;
    }
    let heights = spec.columns.iter().map(|column| heading_height(column, spec.filter));
    heights.fold(row_height(1, LINE) + 3.0, f64::max)
}

/// Number of lines that the texts of a row take.
pub(crate) fn lines(row: &[Value], columns: &[ColumnLook]) -> u32 {
    let texts = columns.iter().zip(row);
    let lines = texts.filter_map(|(column, value)| {
        let lines = line_count(value.as_text()?, column.width / column.style.wraps()?);
        Some(lines.min(column.style.most_lines()))
    });
    lines.max().unwrap_or(1)
}
