//! The cells around one that a finding is about, as they stand in the return.

use serde::Serialize;

use crate::finding::shortened;
use crate::model::CellRef;
use crate::read::RawSheet;

/// How many rows and columns are shown before the cell, and behind it.
const ROWS: u32 = 1;
const COLUMNS: u32 = 2;

/// Some cells of a sheet.
#[derive(Serialize)]
pub(in crate::page) struct Around {
    columns: Vec<String>,
    rows: Vec<AroundRow>,
    /// The index of the row and of the column that the finding is about.
    at: (u32, u32),
}

#[derive(Serialize)]
struct AroundRow {
    /// Its number, from 1.
    row: u32,
    cells: Vec<String>,
}

/// The cell, its row's first filled cell, and what is near it.
pub(in crate::page) fn around(sheet: &RawSheet, cell: CellRef) -> Around {
    let first_row = cell.row.saturating_sub(ROWS);
    let near = cell.column.saturating_sub(COLUMNS)..=cell.column + 1;
    let label = sheet.row(cell.row).first().map(|(at, _)| at.column).filter(|column| column < near.start());
    let columns: Vec<u32> = label.into_iter().chain(near).collect();
    let text =
        |row, column| sheet.get(row, column).map(|value| shortened(&value.to_string())).unwrap_or_default();
    let row = |row: u32| AroundRow {
        row: row + 1,
        cells: columns.iter().map(|&column| text(row, column)).collect(),
    };
    let column_at = columns.iter().position(|column| *column == cell.column).unwrap_or_default();
    let name = |column: &u32| CellRef::new(0, *column).to_string().trim_end_matches('1').to_owned();
    Around {
        columns: columns.iter().map(name).collect(),
        rows: (first_row..=cell.row + ROWS).map(row).collect(),
        at: (cell.row - first_row, u32::try_from(column_at).unwrap_or_default()),
    }
}
