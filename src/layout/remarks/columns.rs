//! The headings over a column, and the columns that hold texts by them.

use std::collections::BTreeSet;

use crate::model::{CellRef, CellValue};

use super::super::recognised::RemarkKind;
use super::Block;
use super::heading::{Says, key, says};

/// A column of texts.
pub(super) struct RemarkColumn {
    pub(super) at: u32,
    pub(super) kind: RemarkKind,
    /// Its heading, as it is compared with others.
    pub(super) key: String,
}

/// A cell over a column.
pub(super) struct Over<'a> {
    pub(super) cell: CellRef,
    pub(super) value: &'a CellValue,
    /// Whether it stands in the column itself, and is not merged over it.
    pub(super) is_own: bool,
}

impl<'a> Block<'a> {
    /// The columns with a heading that may hold texts.
    pub(super) fn headed_columns(&self) -> BTreeSet<u32> {
        let rows = &self.heading_rows;
        let cells = rows.clone().flat_map(|row| self.sheet.row(row)).map(|(at, _)| at.column);
        let merged = self.sheet.merged().iter().filter(|block| rows.contains(&block.rows.0));
        let merged = merged.flat_map(|block| block.columns.0..=block.columns.1.min(block.columns.0 + 99));
        let mut taken = self.answers.clone();
        if !self.runs_across {
            taken.extend(self.labels.iter().map(|(_, cell)| cell.column));
        }
        let region = self.region.left..=self.region.right;
        cells.chain(merged).filter(|at| region.contains(at) && !taken.contains(at)).collect()
    }

    /// The cells over a column, from the bottom.
    pub(super) fn over(&self, column: u32) -> Vec<Over<'a>> {
        let label = self.labels.first().map_or(0, |(_, cell)| cell.column);
        let over = |row: u32| {
            let block = self.sheet.merged_block(row, column);
            let cell = block.map_or(CellRef::new(row, column), |b| CellRef::new(b.rows.0, b.columns.0));
            let value = self.sheet.get(cell.row, cell.column)?;
            // A title over the labels, too, is no heading of the column.
            let is_over = cell.column == column || self.runs_across || cell.column > label;
            is_over.then_some(Over { cell, value, is_own: cell.column == column })
        };
        let mut cells: Vec<Over<'a>> = self.heading_rows.clone().rev().filter_map(over).collect();
        cells.dedup_by_key(|over| over.cell);
        cells
    }

    /// The column as one of texts, if its headings say so and nothing else.
    pub(super) fn remark_column(&self, column: u32) -> Option<RemarkColumn> {
        let is_name = |cell: CellRef| {
            let named = self.owners.iter().filter_map(|owner| owner.name.as_ref());
            named.into_iter().any(|name| name.cell == cell)
        };
        let mut found: Option<RemarkColumn> = None;
        for over in self.over(column) {
            let Some(text) = over.value.text() else { continue };
            match says(text) {
                _ if is_name(over.cell) && !over.is_own => {}
                Says::Else => return None,
                Says::Remark(kind)
                    if found.is_none() && (over.is_own || !self.is_over_answers(over.cell)) =>
                {
                    found = Some(RemarkColumn { at: column, kind, key: key(text) });
                }
                Says::Remark(_) | Says::Nothing => {}
            }
        }
        found
    }

    /// Whether a heading is merged over a column of answers.
    fn is_over_answers(&self, heading: CellRef) -> bool {
        let Some(block) = self.sheet.merged_block(heading.row, heading.column) else { return false };
        self.answers.iter().any(|column| block.covers(heading.row, *column))
    }

    /// The years that the headings of a column name.
    pub(super) fn years_over(&self, column: u32) -> BTreeSet<u16> {
        let numbers = self.over(column).into_iter().map(|over| over.value.to_string());
        let numbers: Vec<String> = numbers.collect();
        let years = numbers.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_digit()));
        years.filter_map(|year| year.parse().ok()).filter(|year| (1990..2100).contains(year)).collect()
    }
}
