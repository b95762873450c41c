//! What a sheet hides, as few ranges of rows and columns as there can be, and which of its cells are merged.
//!
//! In: ranges of rows or columns, and blocks of cells, in any order, as a file states them. Out: [`SheetView`]. Rows that a filter hides are
//! hidden rows. Knows no file format, and decides nothing.

use serde::{Deserialize, Serialize};

use super::limits;
use crate::model::CellRef;

/// Ranges of row or column indexes, first and last of each, in ascending order; no two of them touch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spans(Vec<(u32, u32)>);

impl Spans {
    fn of(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.retain(|(first, last)| first <= last);
        ranges.sort_unstable();
        let mut spans: Vec<(u32, u32)> = Vec::new();
        for (first, last) in ranges {
            match spans.last_mut() {
                Some(span) if first <= span.1.saturating_add(1) => span.1 = span.1.max(last),
                _ => spans.push((first, last)),
            }
        }
        spans.truncate(limits::SPANS);
        Self(spans)
    }

    fn contains(&self, index: u32) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= index);
        after > 0 && index <= self.0[after - 1].1
    }

    /// The ranges: index of the first and of the last row or column of each.
    #[must_use]
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }
}

/// A block of cells that are merged into one; rows and columns as first and last index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Merged {
    /// Its rows.
    pub rows: (u32, u32),
    /// Its columns.
    pub columns: (u32, u32),
}

impl Merged {
    pub(crate) fn covers(&self, row: u32, column: u32) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }

    pub(super) fn is_several_cells(&self) -> bool {
        let (rows, columns) = (self.rows, self.columns);
        rows.0 <= rows.1 && columns.0 <= columns.1 && (rows.0, columns.0) != (rows.1, columns.1)
    }
}

/// What a sheet hides and merges.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SheetView {
    pub(super) hidden_rows: Spans,
    pub(super) hidden_columns: Spans,
    /// From the top, and from left to right.
    pub(super) merged: Vec<Merged>,
    /// The most rows that any of the merged blocks has.
    tallest: u32,
}

impl SheetView {
    /// A view with these ranges of rows and columns hidden.
    pub(super) fn hiding(rows: Vec<(u32, u32)>, columns: Vec<(u32, u32)>) -> Self {
        Self { hidden_rows: Spans::of(rows), hidden_columns: Spans::of(columns), ..Self::default() }
    }

    /// The view with these blocks of cells merged.
    pub(super) fn merging(mut self, mut merged: Vec<Merged>) -> Self {
        merged.retain(Merged::is_several_cells);
        merged.sort_unstable();
        merged.truncate(limits::MERGED);
        self.tallest =
            merged.iter().map(|block| (block.rows.1 - block.rows.0).saturating_add(1)).max().unwrap_or(0);
        self.merged = merged;
        self
    }

    /// The first cell of the merged block that covers a cell.
    pub(super) fn merged_over(&self, row: u32, column: u32) -> Option<CellRef> {
        let block = self.merged_block(row, column)?;
        Some(CellRef::new(block.rows.0, block.columns.0))
    }

    /// The merged block that covers a cell.
    pub(super) fn merged_block(&self, row: u32, column: u32) -> Option<Merged> {
        let from = self.merged.partition_point(|block| block.rows.0.saturating_add(self.tallest) <= row);
        let mut near = self.merged[from..].iter().take_while(|block| block.rows.0 <= row);
        near.find(|block| block.covers(row, column)).copied()
    }

    pub(super) fn is_row_hidden(&self, row: u32) -> bool {
        self.hidden_rows.contains(row)
    }

    pub(super) fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns.contains(column)
    }

    /// The view as a text of the form "r 4 9 c 2 2 m 0 0 1 2", which [`SheetView::parse`] reads; `None` if there is nothing
    /// to say.
    pub(super) fn to_text(&self) -> Option<String> {
        let spans = |kind: char, spans: &Spans| -> Vec<String> {
            spans.0.iter().map(|(first, last)| format!("{kind} {first} {last}")).collect()
        };
        let merged = self
            .merged
            .iter()
            .map(|Merged { rows, columns }| format!("m {} {} {} {}", rows.0, rows.1, columns.0, columns.1));
        let parts = [spans('r', &self.hidden_rows), spans('c', &self.hidden_columns), merged.collect()];
        let text = parts.concat().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// Reads the text of a view, up to the first word that makes no sense.
    pub(super) fn parse(text: &str) -> Self {
        let (mut rows, mut columns, mut merged) = (Vec::new(), Vec::new(), Vec::new());
        let mut words = text.split_ascii_whitespace();
        while let Some(kind) = words.next() {
            let mut pair = || Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?));
            match (kind, pair()) {
                ("r", Some(span)) => rows.push(span),
                ("c", Some(span)) => columns.push(span),
                ("m", Some(rows)) => merged.extend(pair().map(|columns| Merged { rows, columns })),
                _ => break,
            }
        }
        Self::hiding(rows, columns).merging(merged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_touch_are_one() {
        let view = SheetView::hiding(vec![(7, 9), (0, 0), (1, 3), (8, 8), (5, 4)], vec![(2, 16_383)]);
        assert_eq!(view.hidden_rows.ranges(), [(0, 3), (7, 9)]);
        let hidden: Vec<u32> = (0..12).filter(|row| view.is_row_hidden(*row)).collect();
        assert_eq!(hidden, [0, 1, 2, 3, 7, 8, 9]);
        assert!(view.is_column_hidden(2) && view.is_column_hidden(500) && !view.is_column_hidden(1));
        assert!(!SheetView::default().is_row_hidden(0));
    }

    #[test]
    fn every_cell_of_a_merged_block_has_its_first_cell() {
        let block = |rows, columns| Merged { rows, columns };
        let blocks =
            vec![block((4, 9), (0, 0)), block((0, 0), (1, 2)), block((5, 5), (1, 1)), block((5, 6), (3, 4))];
        let view = SheetView::default().merging(blocks);
        assert_eq!(view.merged.len(), 3, "a block of one cell is none");
        let over = |row, column| view.merged_over(row, column).map(|cell| cell.to_string());
        let cells = [(0, 1), (0, 2), (9, 0), (6, 4)].map(|(row, column)| over(row, column));
        assert_eq!(cells, ["B1", "B1", "A5", "D6"].map(|name| Some(name.to_owned())));
        for (row, column) in [(0, 0), (1, 1), (10, 0), (5, 1), (7, 3), (5, 5)] {
            assert_eq!(over(row, column), None, "{row} {column}");
        }
    }

    #[test]
    fn a_view_written_as_text_is_read_again() {
        let view = SheetView::hiding(vec![(4, 9), (20, 20)], vec![(2, 2)]);
        let view = view.merging(vec![Merged { rows: (0, 0), columns: (1, 2) }]);
        assert_eq!(view.to_text().map(|text| SheetView::parse(&text)), Some(view));
        assert_eq!(SheetView::default().to_text(), None);
        assert_eq!(SheetView::parse("r 4"), SheetView::default());
    }
}
