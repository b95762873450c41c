//! A worksheet's cells, in rows, which rows and columns are hidden, and which cells are merged.
//!
//! In: cells in any order. Out: [`RawSheet`], which finds cells by row and column.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::columns::short;
use super::limits;
use super::sheet_view::{Merged, SheetView, Spans};
use crate::model::{CellRef, CellValue};

/// A worksheet: its filled cells. Cells that are empty, or hold only blanks, are left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Sent")]
pub struct RawSheet {
    /// The sheet's name.
    pub name: Arc<str>,
    /// Whether the sheet is visible to a user.
    pub visible: bool,
    cells: Vec<(CellRef, CellValue)>,
    view: SheetView,
    #[serde(skip_serializing)]
    rows: Vec<(u32, Range<usize>)>,
}

/// A sheet as another process sends it, without what can be worked out again.
#[derive(Deserialize)]
struct Sent {
    name: Arc<str>,
    visible: bool,
    cells: Vec<(CellRef, CellValue)>,
    view: SheetView,
}

impl From<Sent> for RawSheet {
    fn from(sent: Sent) -> Self {
        Self::new(&sent.name, sent.visible, sent.cells).with_view(sent.view)
    }
}

impl RawSheet {
    /// A sheet of these cells, in any order. If a cell is given several times, the last one counts.
    #[must_use]
    pub fn new(name: &str, visible: bool, mut cells: Vec<(CellRef, CellValue)>) -> Self {
        cells.retain(|(_, value)| !value.is_blank());
        if !cells.is_sorted_by(|a, b| a.0 < b.0) {
            cells.sort_by_key(|(at, _)| *at);
            cells.reverse();
            cells.dedup_by_key(|(at, _)| *at);
            cells.reverse();
        }
        let mut rows: Vec<(u32, Range<usize>)> = Vec::new();
        for (i, (at, _)) in cells.iter().enumerate() {
            match rows.last_mut() {
                Some((row, range)) if *row == at.row => range.end = i + 1,
                _ => rows.push((at.row, i..i + 1)),
            }
        }
        Self { name: name.into(), visible, cells, view: SheetView::default(), rows }
    }

    /// The same sheet with its texts cut to a length that no name, label or rating has. Returns `None` if none is longer.
    pub(crate) fn with_short_texts(&self) -> Option<Self> {
        let is_long = |value: &CellValue| value.text().is_some_and(|text| text.len() > limits::LABEL);
        if !self.cells.iter().any(|(_, value)| is_long(value)) {
            return None;
        }
        Some(self.with_cells(self.cells.iter().map(|(at, value)| (*at, short(value.clone()))).collect()))
    }

    /// The same sheet with other cells.
    #[must_use]
    pub(crate) fn with_cells(&self, cells: Vec<(CellRef, CellValue)>) -> Self {
        Self::new(&self.name, self.visible, cells).with_view(self.view.clone())
    }

    /// The sheet with these ranges of rows and of columns hidden (index of the first and of the last of each).
    #[must_use]
    pub fn with_hidden(self, rows: Vec<(u32, u32)>, columns: Vec<(u32, u32)>) -> Self {
        self.with_view(SheetView::hiding(rows, columns))
    }

    /// The sheet with these blocks of cells merged.
    #[must_use]
    pub fn with_merged(self, merged: Vec<Merged>) -> Self {
        let view = self.view.clone().merging(merged);
        self.with_view(view)
    }

    pub(super) fn with_view(self, view: SheetView) -> Self {
        Self { view, ..self }
    }

    /// The hidden rows.
    #[must_use]
    pub fn hidden_rows(&self) -> &Spans {
        &self.view.hidden_rows
    }

    /// The hidden columns.
    #[must_use]
    pub fn hidden_columns(&self) -> &Spans {
        &self.view.hidden_columns
    }

    /// Whether a row is hidden, also by a filter.
    #[must_use]
    pub fn is_row_hidden(&self, row: u32) -> bool {
        self.view.is_row_hidden(row)
    }

    /// Whether a column is hidden.
    #[must_use]
    pub fn is_column_hidden(&self, column: u32) -> bool {
        self.view.is_column_hidden(column)
    }

    /// The merged blocks of cells, from the top, and from left to right.
    #[must_use]
    pub fn merged(&self) -> &[Merged] {
        &self.view.merged
    }

    /// The first cell (at the top left) of the merged block that covers a cell, which may be that cell itself; `None` if the
    /// cell is not merged with others.
    #[must_use]
    pub fn merged_over(&self, row: u32, column: u32) -> Option<CellRef> {
        self.view.merged_over(row, column)
    }

    /// The merged block that covers a cell.
    #[must_use]
    pub(crate) fn merged_block(&self, row: u32, column: u32) -> Option<Merged> {
        self.view.merged_block(row, column)
    }

    /// All filled cells, row by row.
    #[must_use]
    pub fn cells(&self) -> &[(CellRef, CellValue)] {
        &self.cells
    }

    /// The filled cells of a row, from left to right.
    #[must_use]
    pub fn row(&self, row: u32) -> &[(CellRef, CellValue)] {
        match self.rows.binary_search_by_key(&row, |(r, _)| *r) {
            Ok(i) => &self.cells[self.rows[i].1.clone()],
            Err(_) => &[],
        }
    }

    /// The rows that have filled cells, from the top.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[(CellRef, CellValue)])> {
        self.rows.iter().map(|(row, range)| (*row, &self.cells[range.clone()]))
    }

    /// The value of a cell; `None` if it is empty.
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> Option<&CellValue> {
        let cells = self.row(row);
        let i = cells.binary_search_by_key(&column, |(at, _)| at.column).ok()?;
        Some(&cells[i].1)
    }

    /// The text of a cell; `None` if it holds no text.
    #[must_use]
    pub fn text(&self, row: u32, column: u32) -> Option<&str> {
        self.get(row, column)?.text()
    }
}
