//! A sheet that is one table: title, note, table, print set-up. Most sheets are.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::workbook::cells::{BODY, CellRange};
use crate::workbook::conversions;
use crate::workbook::page::{self, BREAKS, FileLinks};
use crate::workbook::style::Styles;

use super::column::{Column, TableSpec, filled};
use super::sizes::{fitted, heights, room};
use super::write::{set_widths, write as write_table};

/// What is particular to such a sheet.
#[derive(Default)]
pub(crate) struct TableSheet<'a> {
    pub(crate) title: &'a str,
    /// The name of the table.
    pub(crate) table: &'a str,
    /// What the table holds, for screen readers.
    pub(crate) about: &'a str,
    /// What a reader should know, in sentences.
    pub(crate) note: &'a str,
    pub(crate) filter: bool,
    /// The least height of the rows, in points.
    pub(crate) row_height: Option<f64>,
    /// Number of columns that are printed; `None` for all.
    pub(crate) printed_columns: Option<usize>,
    /// Number of columns that stay in sight.
    pub(crate) frozen_columns: ColNum,
    /// Size of the groups in which rows change places when ratings change: all of a group are as high as the highest of
    /// them, because Excel does not refit rows when the text of a formula grows.
    pub(crate) moving_rows: Option<usize>,
    /// The path from the workbook's folder to the folder that file names are relative to; `None` for no links to files.
    pub(crate) links_base: Option<&'a str>,
}

impl TableSheet<'_> {
    /// Writes the sheet; columns of text are made as wide as they need.
    pub(crate) fn write<R>(
        &self,
        styles: &Styles,
        to: &mut Worksheet,
        columns: Vec<Column<'_, R>>,
        rows: impl Iterator<Item = R>,
    ) -> Result<TableBody, XlsxError> {
        let (columns, rows) = filled(columns, rows);
        let columns = fitted(columns, &rows, self.filter);
        let spec = TableSpec {
            name: self.table,
            about: self.about,
            header: BODY,
            columns: &columns,
            filter: self.filter,
            headings: None,
            row_height: self.row_height,
        };
        let groups = self.moving_rows.map(|size| rows.chunks(size.max(1)));
        let least = self.row_height.unwrap_or(0.0);
        let heights = groups.into_iter().flatten().flat_map(|rows| heights(rows, &spec));
        let heights: Vec<f64> = heights.map(|height| height.max(least)).collect();
        let links = FileLinks::new(self.links_base);
        let last = write_table(to, styles, &spec, Some(&links), rows.into_iter())?;
        set_widths(to, &columns)?;
        for (row, &height) in (spec.header + 1..).zip(&heights) {
            to.set_row_height(row, height)?;
        }
        page::open(to, styles, self.title, self.note)?;
        page::back(to, styles, (0, conversions::columns(columns.len() + 1)))?;
        let printed = self.printed_columns.map_or(columns.len(), |printed| printed.min(columns.len()));
        let area = page::PrintArea {
            last_row: last,
            last_column: conversions::columns(printed - 1),
            width: page::points(columns[..printed].iter().map(|column| column.width)),
            text: page::TABLE_TEXT,
            repeated: self.frozen_columns,
        };
        page::print(to, &area)?;
        page::keep_headings(to, spec.header, self.frozen_columns)?;
        Ok(TableBody { first: spec.header + 1, last, heights, room: room(&spec, 1) })
    }
}

/// The rows of a table below its headings.
#[derive(Debug, Clone)]
pub(crate) struct TableBody {
    pub(crate) first: RowNum,
    pub(crate) last: RowNum,
    /// The heights of rows that change places.
    heights: Vec<f64>,
    /// The height of what a page has room for below the headings, in points.
    room: f64,
}

impl TableBody {
    /// The cells of a column.
    pub(crate) fn column(&self, column: ColNum) -> CellRange {
        CellRange::column(column, self.first, self.last)
    }

    /// Where pages begin so that no group of rows is divided, given the number of rows of each group; for rows that change
    /// places.
    pub(crate) fn breaks(&self, groups: impl Iterator<Item = usize>) -> Vec<RowNum> {
        let (mut breaks, mut row, mut index, mut filled) = (Vec::new(), self.first, 0, 0.0);
        for rows in groups {
            let height: f64 = self.heights.iter().skip(index).take(rows).sum();
            if filled > 0.0 && filled + height > self.room && breaks.len() < BREAKS {
                breaks.push(row);
                filled = 0.0;
            }
            filled += height;
            index += rows;
            row += conversions::rows(rows);
        }
        breaks
    }
}
