//! The tables of our own workbook: found by their headings, read by their columns.

use std::sync::Arc;

use crate::contract::FixedColumn;
use crate::model::{CellRef, CellValue, NOT_STATED, folded, single_spaced};
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
pub(super) const HEADINGS_WITHIN: usize = 20;

impl<'a, Column: FixedColumn> OwnTable<'a, Column> {
    /// The table on a sheet whose headings include those of these columns.
    pub(super) fn find(book: &'a RawWorkbook, sheet: &str, needed: &[Column]) -> Option<Self> {
        Self::on(book.sheets.iter().find(|s| &*s.name == sheet)?, needed)
    }

    /// The tables whose headings include those of these columns: on the sheet of that name first, then on any other, since
    /// people rename and copy sheets.
    pub(super) fn all(book: &'a RawWorkbook, sheet: &str, needed: &[Column]) -> impl Iterator<Item = Self> {
        let (named, others): (Vec<_>, Vec<_>) = book.sheets.iter().partition(|s| &*s.name == sheet);
        named.into_iter().chain(others).filter_map(|sheet| Self::on(sheet, needed))
    }

    /// The tables whose headings include most of these columns'; a heading that was changed or cleared is known by its place
    /// among the others.
    pub(super) fn all_like(book: &'a RawWorkbook, sheet: &str, own: &[Column]) -> Vec<Self> {
        let mut tables: Vec<Self> = Self::all(book, sheet, &[]).collect();
        let has = |table: &Self, column: &Column| table.columns.iter().any(|(known, _)| known == column);
        tables.retain(|table| {
            let headed = own.iter().filter(|column| has(table, column)).count();
            2 * headed > own.len()
                || (&*table.sheet.name == sheet && 2 * table.columns.len() > Column::ALL.len())
        });
        tables.iter_mut().for_each(Self::complete_headings);
        tables
    }

    fn complete_headings(&mut self) {
        for column in Column::ALL {
            let before = self.columns.iter().filter(|(known, _)| known.index() < column.index());
            let before = before.max_by_key(|(known, _)| known.index());
            let place =
                before.and_then(|(known, at)| Some(at + u32::try_from(column.index() - known.index()).ok()?));
            let place = place.unwrap_or_default();
            let is_free = self.columns.iter().all(|(known, at)| known != column && *at != place);
            if is_free {
                self.columns.push((*column, place));
            }
        }
    }

    /// The filled cells in its rows that are in none of its columns.
    pub(super) fn cells_beside(&self) -> impl Iterator<Item = (CellRef, &'a CellValue)> {
        let is_beside = |at: CellRef| self.columns.iter().all(|(_, column)| *column != at.column);
        let below = self.sheet.cells().iter().filter(|(at, _)| at.row > self.header);
        below.filter(move |(at, _)| is_beside(*at)).map(|(at, value)| (*at, value))
    }

    pub(super) fn on(sheet: &'a RawSheet, needed: &[Column]) -> Option<Self> {
        let rows = sheet.rows().take(HEADINGS_WITHIN).map(|(header, cells)| {
            let columns: Vec<(Column, u32)> = cells.iter().filter_map(headed).collect();
            Self { sheet, header, columns }
        });
        let has = |table: &Self, column: &Column| table.columns.iter().any(|(known, _)| known == column);
        // The row with most of the headings; the first of equals.
        rows.filter(|table| needed.iter().all(|column| has(table, column)))
            .reduce(|best, table| if table.columns.len() > best.columns.len() { table } else { best })
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
    let heading = folded(&single_spaced(value.text()?));
    let column = Column::ALL.iter().find(|column| folded(column.heading()) == heading)?;
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

    /// A name that stands here, unless the table says that none is stated.
    pub(super) fn stated(&self, column: Column) -> Option<String> {
        self.text(column).filter(|text| text != NOT_STATED)
    }

    /// Its cell in the sheet's first column.
    pub(super) fn first_cell(&self) -> CellRef {
        CellRef::new(self.row, 0)
    }

    /// Its cell in a column of the table.
    pub(super) fn cell_of(&self, column: Column) -> CellRef {
        let at = self.table.columns.iter().rfind(|(known, _)| *known == column).map_or(0, |(_, at)| *at);
        CellRef::new(self.row, at)
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
