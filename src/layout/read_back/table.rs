//! The tables of our own workbook: found by their headings, read by their columns.

use std::sync::Arc;

use crate::contract::FixedColumn;
use crate::model::{CellRef, CellValue};
use crate::read::{RawSheet, RawWorkbook};

/// A table of our own workbook.
pub(super) struct OwnTable<'a, Column> {
    sheet: &'a RawSheet,
    /// The row of its headings.
    header: u32,
    /// Each column of the contract that the sheet has, and which one that is on the sheet.
    columns: Vec<(Column, u32)>,
}

/// A row of a table.
pub(super) struct OwnRow<'a, Column> {
    table: &'a OwnTable<'a, Column>,
    row: u32,
}

/// Maximum number of non-blank rows above the headings of a table, and theirs.
const HEADINGS_WITHIN: usize = 20;

impl<'a, Column: FixedColumn> OwnTable<'a, Column> {
    /// The table on a sheet whose headings include those of these columns.
    pub(super) fn find(book: &'a RawWorkbook, sheet: &str, needed: &[Column]) -> Option<Self> {
        Self::on(book.sheets.iter().find(|s| &*s.name == sheet)?, needed)
    }

    /// The tables whose headings include those of these columns: on the sheet of that name first, then on any other, since
    /// people rename and copy sheets.
    pub(super) fn all(book: &'a RawWorkbook, sheet: &str, needed: &[Column]) -> Vec<Self> {
        let (named, others): (Vec<_>, Vec<_>) = book.sheets.iter().partition(|s| &*s.name == sheet);
        named.into_iter().chain(others).filter_map(|sheet| Self::on(sheet, needed)).collect()
    }

    fn on(sheet: &'a RawSheet, needed: &[Column]) -> Option<Self> {
        sheet.rows().take(HEADINGS_WITHIN).find_map(|(header, cells)| {
            let columns: Vec<(Column, u32)> = cells.iter().filter_map(headed).collect();
            let has = |column: &Column| columns.iter().any(|(known, _)| known == column);
            needed.iter().all(has).then_some(Self { sheet, header, columns })
        })
    }

    /// The name of its sheet.
    pub(super) fn sheet(&self) -> Arc<str> {
        self.sheet.name.clone()
    }

    pub(super) fn rows(&'a self) -> impl Iterator<Item = OwnRow<'a, Column>> {
        let below = self.sheet.rows().filter(|(row, _)| *row > self.header);
        below.map(|(row, _)| OwnRow { table: self, row })
    }
}

/// The column of which a cell holds the heading.
fn headed<Column: FixedColumn>((at, value): &(CellRef, CellValue)) -> Option<(Column, u32)> {
    let heading = value.text()?.trim();
    let column = Column::ALL.iter().find(|column| column.heading() == heading)?;
    Some((*column, at.column))
}

impl<'a, Column: FixedColumn> OwnRow<'a, Column> {
    pub(super) fn value(&self, column: Column) -> Option<&'a CellValue> {
        let (_, at) = self.table.columns.iter().rfind(|(known, _)| *known == column)?;
        self.table.sheet.get(self.row, *at)
    }

    pub(super) fn text(&self, column: Column) -> Option<String> {
        self.value(column).map(ToString::to_string)
    }

    /// Its cell in the sheet's first column.
    pub(super) fn first_cell(&self) -> CellRef {
        CellRef::new(self.row, 0)
    }

    /// The cell that is named here.
    pub(super) fn cell(&self, column: Column) -> Option<CellRef> {
        CellRef::parse(&self.text(column)?)
    }

    /// The index of the KSF whose number stands here.
    pub(super) fn ksf(&self, column: Column) -> Option<usize> {
        self.text(column)?.trim().parse::<usize>().ok()?.checked_sub(1)
    }
}
