//! The lines of a sheet along which KSFs may follow each other: its columns and its rows.

use std::collections::BTreeMap;

use crate::model::CellRef;

/// A cell's line and its position along it: its column and row for a run down, its row and column for one across.
pub(super) type Along = fn(CellRef) -> (u32, u32);

pub(super) const DOWN: Along = |at| (at.column, at.row);
pub(super) const ACROSS: Along = |at| (at.row, at.column);

/// The cells of each line, in their order along it.
pub(super) fn lines<T>(
    cells: impl Iterator<Item = (CellRef, T)>,
    along: Along,
) -> impl Iterator<Item = Vec<(CellRef, T)>> {
    let mut by_line: BTreeMap<u32, Vec<(CellRef, T)>> = BTreeMap::new();
    for (at, cell) in cells {
        by_line.entry(along(at).0).or_default().push((at, cell));
    }
    by_line.into_values().map(move |mut line| {
        line.sort_by_key(|(at, _)| along(*at).1);
        line
    })
}
