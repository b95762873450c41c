//! Tables: a list of columns and rows of values → an Excel table that starts in column A.

use std::borrow::Cow;

use rust_xlsxwriter::{
    ColNum, IgnoreError, RowNum, Table, TableColumn, TableStyle, Url, Worksheet, XlsxError,
};

use crate::model::{CalendarDate, Rating};

use super::book::excel_date;
use super::formulas::{self, Stored};
use super::links::FileLinks;
use super::styles::{Style, Styles};
use super::{names, page};

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

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) heading: String,
    /// In characters.
    pub(super) width: f64,
    /// How its cells look.
    pub(super) style: Style,
    /// Whether its heading is turned by 90°.
    pub(super) turned: bool,
}

/// A column whose heading reads across.
pub(super) fn column(heading: &str, width: f64, style: Style) -> Column {
    Column { heading: heading.to_owned(), width, style, turned: false }
}

/// A narrow column whose heading is turned.
pub(super) fn turned(heading: &str, width: f64, style: Style) -> Column {
    Column { turned: true, ..column(heading, width, style) }
}

/// What a cell of a table holds.
#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    Empty,
    Text(Cow<'a, str>),
    Number(f64),
    /// What follows from ratings, with its stored result.
    Formula(String, Stored),
    Date(CalendarDate),
    /// A file's name, with a link to it where there can be one.
    File(&'a str),
}

impl<'a> Value<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn maybe(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::File(file) => Some(file),
            Self::Formula(_, Stored::Text(text)) => Some(text),
            Self::Empty | Self::Number(_) | Self::Formula(..) | Self::Date(_) => None,
        }
    }

    pub(super) fn count(count: impl Into<f64>) -> Self {
        Self::Number(count.into())
    }

    /// A formula and its stored result.
    pub(super) fn formula(formula: String, stored: impl Into<Stored>) -> Self {
        Self::Formula(formula, stored.into())
    }

    pub(super) fn rating(rating: Option<Rating>) -> Self {
        rating.map_or(Self::Empty, |r| Self::count(r.get()))
    }
}

/// A table and where it goes.
pub(super) struct TableSpec<'a> {
    pub(super) name: &'a str,
    /// What it holds, for screen readers.
    pub(super) about: &'a str,
    /// The row of its headings.
    pub(super) header: RowNum,
    pub(super) columns: &'a [Column],
    pub(super) filter: bool,
    /// The least height of its rows, in points; none for the height of the text.
    pub(super) row_height: Option<f64>,
}

/// Writes a table and returns its last row. A table without rows gets an empty one, as Excel demands.
pub(super) fn write<'a>(
    to: &mut Worksheet,
    styles: &Styles,
    spec: &TableSpec,
    links: Option<&FileLinks>,
    rows: impl Iterator<Item = Vec<Value<'a>>>,
) -> Result<RowNum, XlsxError> {
    let first = spec.header + 1;
    let mut body = Body { to, links, linked: Vec::new() };
    let mut next = first;
    for row in rows {
        body.write_row(spec, next, &row)?;
        next += 1;
    }
    if next == first {
        body.write_row(spec, first, &[])?;
    }
    let (last, linked) = (next.max(first + 1) - 1, body.linked);
    for (at, column) in (0..).zip(spec.columns) {
        let format = styles.get(column.style);
        if next == first {
            to.write_blank(first, at, format)?;
        }
        // All at once, because the library looks a format up by everything that it says.
        to.set_range_format(first, at, last, at, format)?;
    }
    for (row, at, link) in linked {
        to.write_url_with_format(row, at, link, styles.get(Style::FileLink))?;
    }
    let last_column = ColNum::try_from(spec.columns.len() - 1).unwrap_or(ColNum::MAX);
    to.ignore_error_range(spec.header, 0, last, last_column, IgnoreError::NumberStoredAsText)?;
    let columns: Vec<TableColumn> =
        spec.columns.iter().map(|c| TableColumn::new().set_header(names::escaped(&c.heading))).collect();
    add(to, spec, &columns, last, false)?;
    write_headings(to, styles, spec)?;
    Ok(last)
}

/// Makes a range a table; `totals` where its last row is a row of totals.
pub(super) fn add(
    to: &mut Worksheet,
    spec: &TableSpec,
    columns: &[TableColumn],
    last_row: RowNum,
    totals: bool,
) -> Result<(), XlsxError> {
    let table = Table::new()
        .set_name(spec.name)
        .set_alt_text_title(spec.name)
        .set_alt_text(spec.about)
        .set_style(TableStyle::None)
        .set_autofilter(spec.filter)
        .set_total_row(totals)
        .set_columns(columns);
    let last_column = ColNum::try_from(columns.len() - 1).unwrap_or(ColNum::MAX);
    to.add_table(spec.header, 0, last_row, last_column, &table)?;
    Ok(())
}

/// Writes the headings over those that `add` left, so that cell and table agree in Excel's eyes.
pub(super) fn write_headings(to: &mut Worksheet, styles: &Styles, spec: &TableSpec) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(spec.columns) {
        let style = if column.turned { Style::TurnedHeading } else { Style::Heading };
        to.write_string_with_format(spec.header, at, column.heading.as_str(), styles.get(style))?;
    }
    to.set_row_height(spec.header, headings_height(spec))?;
    Ok(())
}

fn heading_height(column: &Column, filter: bool) -> f64 {
    if column.turned {
        return turned_height(column);
    }
    let button = if filter { BUTTON } else { 0.0 };
    page::height(page::lines(&column.heading, (column.width - button) / BOLD), page::LINE) + 3.0
}

/// A turned heading takes one line if it is short and else as many as its column has room for, so that the row
/// of headings leaves room for the grid when it is projected.
fn turned_height(column: &Column) -> f64 {
    let length = page::width(&column.heading) * BOLD * DIGIT;
    if length + 14.0 <= TALLEST_IN_ONE_LINE {
        return length + 14.0;
    }
    let room = (column.width * 8.0 + 5.0) * 0.75 - 4.0;
    let lines = (room / page::LINE).floor().max(1.0);
    (length * UNEVEN / lines + 14.0).clamp(TALLEST_IN_ONE_LINE, TALLEST_HEADING)
}

/// The width that a turned heading needs where it takes more lines than the column has room for.
pub(super) fn turned_width(heading: &str, width: f64) -> f64 {
    let length = page::width(heading) * BOLD * DIGIT;
    let lines = (length * UNEVEN / (TALLEST_HEADING - 14.0)).ceil();
    width.max(lines * 2.45 + 0.3)
}

/// The columns as wide as what they hold: texts at most as wide as the column was given, and half as much again
/// where they would take many lines.
pub(super) fn fitted(mut columns: Vec<Column>, rows: &[Vec<Value>], filter: bool) -> Vec<Column> {
    for (at, column) in columns.iter_mut().enumerate() {
        if column.style.wraps().is_none() {
            continue;
        }
        let longest = longest(rows.iter().filter_map(|row| row[at].as_text()));
        let widest = if longest > MANY_LINES * column.width { column.width * 1.4 } else { column.width };
        let button = if filter { BUTTON } else { 0.0 };
        let heading = page::width(&column.heading) * BOLD + button;
        column.width = (longest.max(heading) + page::EDGES + 0.4).min(widest);
    }
    columns
}

/// The greatest width of some texts; many repeat the one before.
fn longest<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    let (mut longest, mut last) = (0.0, "");
    for text in texts.filter(|text| !text.is_empty()) {
        if text != last {
            longest = page::width(text).max(longest);
            last = text;
        }
    }
    longest
}

/// Sets the widths of the columns of a sheet.
pub(super) fn set_widths(to: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(columns) {
        to.set_column_width(at, column.width)?;
    }
    Ok(())
}

/// The heights of rows that change places: all as high as the highest of them, with room for three lines at least, as far
/// as they fit on a page so; a row is never lower than its own texts.
pub(super) fn heights(rows: &[Vec<Value>], spec: &TableSpec) -> Vec<f64> {
    let own: Vec<f64> = rows.iter().map(|row| page::height(lines(row, spec.columns), page::LINE)).collect();
    let tallest = own.iter().copied().fold(page::height(3, page::LINE), f64::max);
    let fitting = room(spec, rows.len());
    own.into_iter().map(|own| own.max(tallest.min(fitting))).collect()
}

/// The height that each of some rows may have so that they fit on a page together.
pub(super) fn room(spec: &TableSpec, rows: usize) -> f64 {
    page::fitting_height(width(spec.columns), headings_height(spec) + page::TITLES, rows)
}

/// The width of some columns, in digits.
pub(super) fn width(columns: &[Column]) -> f64 {
    columns.iter().map(|column| column.width).sum()
}

/// The height of a table's headings and these rows, as they are written.
pub(super) fn height(rows: &[Vec<Value>], spec: &TableSpec) -> f64 {
    let least = spec.row_height.unwrap_or(0.0);
    let heights = rows.iter().map(|row| page::height(lines(row, spec.columns), page::LINE).max(least));
    headings_height(spec) + heights.sum::<f64>()
}

fn headings_height(spec: &TableSpec) -> f64 {
    let heights = spec.columns.iter().map(|column| heading_height(column, spec.filter));
    heights.fold(page::height(1, page::LINE) + 3.0, f64::max)
}

/// How many lines the texts of a row take.
fn lines(row: &[Value], columns: &[Column]) -> u32 {
    let texts = columns.iter().zip(row);
    let lines = texts.filter_map(|(column, value)| {
        Some(page::lines(value.as_text()?, column.width / column.style.wraps()?))
    });
    lines.max().unwrap_or(1)
}

/// The rows of a table while they are written.
struct Body<'a> {
    to: &'a mut Worksheet,
    links: Option<&'a FileLinks<'a>>,
    /// Links to files and their cells.
    linked: Vec<(RowNum, ColNum, Url)>,
}

impl Body<'_> {
    /// Writes the values of a row; their formats follow by columns.
    fn write_row(&mut self, spec: &TableSpec, row: RowNum, values: &[Value]) -> Result<(), XlsxError> {
        for ((at, column), value) in (0..).zip(spec.columns).zip(values) {
            self.write_value((row, at), column.style, value)?;
        }
        let tall = lines(values, spec.columns);
        let least = spec.row_height.unwrap_or(0.0);
        if tall > 1 || least > 0.0 {
            self.to.set_row_height(row, page::height(tall, page::LINE).max(least))?;
        }
        Ok(())
    }

    fn write_value(
        &mut self,
        (row, at): (RowNum, ColNum),
        style: Style,
        value: &Value,
    ) -> Result<(), XlsxError> {
        match value {
            Value::Empty => return Ok(()),
            Value::Text(text) if style.wraps().is_some() => {
                self.to.write_string(row, at, names::cell_text(text))?
            }
            Value::Text(text) => self.to.write_string(row, at, names::one_line(text))?,
            Value::Number(number) => self.to.write_number(row, at, *number)?,
            Value::Formula(formula, stored) => return formulas::put(self.to, (row, at), formula, stored),
            Value::Date(date) => self.to.write_datetime(row, at, excel_date(*date)?)?,
            Value::File(file) => match self.links.and_then(|l| l.to(file)) {
                Some(link) => {
                    self.linked.push((row, at, link));
                    return Ok(());
                }
                None => self.to.write_string(row, at, names::one_line(file))?,
            },
        };
        Ok(())
    }
}
