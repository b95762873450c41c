//! The workings right of a page of key findings: cells that its sentences quote, each under a heading, outside of what is
//! printed. A working is written once and quoted from then on.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::workbook::cells::references;
use crate::workbook::formulas::live::Live;
use crate::workbook::formulas::{self, Stored};
use crate::workbook::style::{Style, Styles};

/// The width of a column of workings.
const WIDTH: f64 = 11.0;

/// Writes workings; each column begins under its heading.
pub(super) struct Workings<'a> {
    pub(super) to: &'a mut Worksheet,
    pub(super) styles: &'a Styles,
    /// The row of the headings.
    pub(super) header: RowNum,
    next: ColNum,
}

/// Rows of one column.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorkingColumn {
    pub(super) column: ColNum,
    pub(super) first: RowNum,
    pub(super) last: RowNum,
}

impl<'a> Workings<'a> {
    /// Workings from a column on.
    pub(super) fn new(to: &'a mut Worksheet, styles: &'a Styles, header: RowNum, first: ColNum) -> Self {
        Self { to, styles, header, next: first }
    }

    /// The next column with a heading, for this many rows.
    pub(super) fn column(&mut self, heading: &str, rows: u32) -> Result<WorkingColumn, XlsxError> {
        let column = self.next;
        self.next += 1;
        let format = self.styles.get(Style::WorkingHeading);
        self.to.write_string_with_format(self.header, column, heading, format)?;
        self.to.set_column_width(column, WIDTH)?;
        Ok(WorkingColumn { column, first: self.header + 1, last: self.header + rows.max(1) })
    }

    /// Leaves a column blank.
    pub(super) fn skip(&mut self) {
        self.next += 1;
    }

    /// Writes an expression into a cell, and quotes it from here on.
    pub(super) fn put<T>(&mut self, row: RowNum, column: ColNum, live: Live<T>) -> Result<Live<T>, XlsxError>
    where
        T: Clone + Into<Stored>,
    {
        let format = self.styles.get(Style::Working);
        formulas::write(self.to, (row, column), &live.cell_formula(), &live.now.clone().into(), format)?;
        Ok(live.quoted(references::cell(row, column)))
    }

    /// Writes a text that never changes.
    pub(super) fn put_text(
        &mut self,
        row: RowNum,
        column: ColNum,
        text: &str,
    ) -> Result<Live<String>, XlsxError> {
        self.to.write_string_with_format(row, column, text, self.styles.get(Style::Working))?;
        Ok(Live::new(references::cell(row, column), text.to_owned()))
    }

    /// Writes a number that never changes.
    pub(super) fn put_number(
        &mut self,
        row: RowNum,
        column: ColNum,
        number: u32,
    ) -> Result<Live<u32>, XlsxError> {
        self.to.write_number_with_format(row, column, number, self.styles.get(Style::Working))?;
        Ok(Live::new(references::cell(row, column), number))
    }
}

impl WorkingColumn {
    /// Its cells, for a formula on the same sheet.
    pub(super) fn all(&self) -> String {
        references::range(self.first, self.column, self.last, self.column)
    }

    /// Its cell in a row.
    pub(super) fn in_row(&self, row: RowNum) -> String {
        references::cell(row, self.column)
    }

    /// The cell at a position (from 1) that a formula gives.
    pub(super) fn at(&self, position: &str) -> String {
        format!("INDEX({},{position})", self.all())
    }
}
