//! The tables of our own workbook: found by their headings, read by their columns.

use std::collections::HashMap;

use crate::model::{CellRef, CellValue};
use crate::read::{RawSheet, RawWorkbook};

/// A table of our own workbook.
pub(super) struct OwnTable<'a> {
    sheet: &'a RawSheet,
    header: u32,
    columns: HashMap<&'a str, u32>,
}

/// A row of a table.
pub(super) struct OwnRow<'a> {
    table: &'a OwnTable<'a>,
    row: u32,
}

impl<'a> OwnTable<'a> {
    /// The table on a sheet whose headings hold all of these.
    pub(super) fn find(book: &'a RawWorkbook, sheet: &str, headings: &[&str]) -> Option<Self> {
        let sheet = book.sheets.iter().find(|s| &*s.name == sheet)?;
        sheet.rows().take(20).find_map(|(header, cells)| {
            let named = |(at, value): &'a (CellRef, CellValue)| Some((value.text()?.trim(), at.column));
            let columns: HashMap<&str, u32> = cells.iter().filter_map(named).collect();
            let whole = headings.iter().all(|h| columns.contains_key(h));
            whole.then_some(Self { sheet, header, columns })
        })
    }

    pub(super) fn rows(&'a self) -> impl Iterator<Item = OwnRow<'a>> {
        let below = self.sheet.rows().filter(|(row, _)| *row > self.header);
        below.map(|(row, _)| OwnRow { table: self, row })
    }
}

impl<'a> OwnRow<'a> {
    pub(super) fn value(&self, column: &str) -> Option<&'a CellValue> {
        self.table.sheet.get(self.row, *self.table.columns.get(column)?)
    }

    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.value(column).map(ToString::to_string)
    }

    /// A small whole number.
    pub(super) fn number(&self, column: &str) -> Option<usize> {
        self.text(column)?.trim().parse().ok()
    }
}
