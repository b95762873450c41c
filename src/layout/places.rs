//! Places on a sheet: a KSF's label, and the cells that a table takes up.

use std::collections::HashSet;

use crate::model::CellRef;

use super::factor_labels::Closeness;

/// A KSF label and its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) at: CellRef,
    pub(super) ksf: usize,
    pub(super) closeness: Closeness,
}

/// The cells a table takes up: rows and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: u32,
    pub(super) right: u32,
    /// Whether a heading says that these are ratings.
    pub(super) headed: bool,
}

impl Region {
    pub(super) fn contains(&self, at: CellRef) -> bool {
        (self.top..=self.bottom).contains(&at.row) && self.spans(at)
    }

    pub(super) fn spans(&self, at: CellRef) -> bool {
        (self.left..=self.right).contains(&at.column)
    }
}

/// How many KSFs these labels name.
pub(super) fn distinct(run: &[Item]) -> usize {
    run.iter().map(|i| i.ksf).collect::<HashSet<_>>().len()
}
