//! A sheet that is one table: title, note, table, print set-up. Most sheets are.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::book::Book;
use super::links::FileLinks;
use super::page;
use super::table::{self, Column, TableSpec, Value};

/// Excel's limit of page breaks on a sheet.
pub(super) const BREAKS: usize = 1023;

/// What is particular to such a sheet.
pub(super) struct TableSheet<'a> {
    pub(super) title: &'a str,
    /// The name of the table.
    pub(super) table: &'a str,
    /// What the table holds, for screen readers.
    pub(super) about: &'a str,
    /// What a reader should know, in sentences.
    pub(super) note: &'a str,
    pub(super) filter: bool,
    /// The least height of the rows, in points.
    pub(super) row_height: Option<f64>,
    /// How many columns stay in sight.
    pub(super) frozen: ColNum,
    /// Rows that change places when ratings change, so many in a group: all are as high as the highest of them, because
    /// Excel does not refit rows when the text of a formula grows.
    pub(super) alike: Option<usize>,
}

/// The rows of a table below its headings.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) first: RowNum,
    pub(super) last: RowNum,
    /// The heights of rows that change places.
    heights: Vec<f64>,
    /// What a page has room for below the headings, in points.
    room: f64,
}

impl Body {
    /// Where pages begin so that no group of rows is divided, given how many rows each group has; for rows that change
    /// places.
    pub(super) fn breaks(&self, groups: impl Iterator<Item = usize>) -> Vec<RowNum> {
        let (mut breaks, mut row, mut at, mut filled) = (Vec::new(), self.first, 0, 0.0);
        for rows in groups {
            let height: f64 = self.heights.iter().skip(at).take(rows).sum();
            if filled > 0.0 && filled + height > self.room && breaks.len() < BREAKS {
                breaks.push(row);
                filled = 0.0;
            }
            filled += height;
            at += rows;
            row += u32::try_from(rows).unwrap_or(u32::MAX);
        }
        breaks
    }
}

/// Writes the sheet; columns of text are made as wide as they need.
pub(super) fn write(
    book: &Book,
    to: &mut Worksheet,
    sheet: &TableSheet,
    columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
) -> Result<Body, XlsxError> {
    let columns = table::fitted(columns, &rows, sheet.filter);
    let spec = TableSpec {
        name: sheet.table,
        about: sheet.about,
        header: page::BODY,
        columns: &columns,
        filter: sheet.filter,
        row_height: sheet.row_height,
    };
    let heights: Vec<f64> = match sheet.alike {
        Some(group) => {
            let groups = rows.chunks(group.max(1));
            let least = sheet.row_height.unwrap_or(0.0);
            groups.flat_map(|rows| table::heights(rows, &spec)).map(|height| height.max(least)).collect()
        }
        None => Vec::new(),
    };
    let links = FileLinks::new(book.settings.source_base.as_deref());
    let last = table::write(to, &book.styles, &spec, Some(&links), rows.into_iter())?;
    table::set_widths(to, &columns)?;
    for (row, &height) in (spec.header + 1..).zip(&heights) {
        to.set_row_height(row, height)?;
    }
    let about = format!("{} {}", page::about_table(spec.name, spec.header, last), sheet.note);
    page::open(to, &book.styles, sheet.title, &about)?;
    page::print(to, last, ColNum::try_from(columns.len() - 1).unwrap_or(ColNum::MAX))?;
    page::keep_headings(to, spec.header, sheet.frozen)?;
    Ok(Body { first: spec.header + 1, last, heights, room: table::room(&spec, 1) })
}
