//! Where the rows and columns of a table are whose rows follow one another without a gap.

use std::marker::PhantomData;

use rust_xlsxwriter::{ColNum, RowNum};

use crate::contract::{FixedColumn, Sheet};
use crate::workbook::conversions;

use super::cell_range::CellRange;
use super::references::{self, RowRef};

/// The cells of a table with these columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableCells<C> {
    sheet: Sheet,
    /// The column of the first of them; others may stand left of it.
    left: ColNum,
    first: RowNum,
    last: RowNum,
    columns: PhantomData<C>,
}

impl<C: FixedColumn> TableCells<C> {
    /// The cells of a table of this number of rows below the row of its headings; a table without rows has an empty one.
    pub(crate) fn below(sheet: Sheet, header: RowNum, rows: usize) -> Self {
        let last = header.saturating_add(conversions::rows(rows).max(1));
        Self { sheet, left: 0, first: header + 1, last, columns: PhantomData }
    }

    /// The same for columns that begin further right.
    pub(crate) fn right_of(self, left: ColNum) -> Self {
        Self { left, ..self }
    }

    /// The first row below the headings.
    pub(crate) fn first(&self) -> RowNum {
        self.first
    }

    /// The last row.
    pub(crate) fn last(&self) -> RowNum {
        self.last
    }

    /// The row with an index, from 0.
    pub(crate) fn row(&self, index: usize) -> RowNum {
        self.first + conversions::rows(index)
    }

    /// The column's number on the sheet.
    pub(crate) fn number(&self, column: C) -> ColNum {
        self.left + conversions::columns(column.index())
    }

    /// The number of the first column right of the table.
    pub(crate) fn end(&self) -> ColNum {
        self.left + conversions::columns(C::ALL.len())
    }

    /// All cells of a column.
    pub(crate) fn range(&self, column: C) -> CellRange {
        CellRange::column(self.number(column), self.first, self.last)
    }

    /// A cell of a row, for a formula in the same row.
    pub(crate) fn in_row(&self, row: impl Into<RowRef>, column: C) -> String {
        references::in_row(row, self.number(column))
    }

    /// A cell, for a formula on any sheet.
    pub(crate) fn cell(&self, row: RowNum, column: C) -> String {
        references::on_sheet(self.sheet.name(), &references::cell(row, self.number(column)))
    }

    /// A column, for a formula on any sheet.
    pub(crate) fn column(&self, column: C) -> String {
        self.quoted_column(self.number(column))
    }

    /// A column of the sheet beside the table in the table's rows, for a formula on any sheet.
    pub(crate) fn quoted_column(&self, column: ColNum) -> String {
        references::on_sheet(self.sheet.name(), &references::range(self.first, column, self.last, column))
    }
}
