//! Form in blocks: one school, each KSF with rows of its own under it ("Rating", "Evidence", "Action"), or with its
//! rating in the cell below it.

use std::ops::Range;

use crate::model::{CellRef, CellValue, Layout};

use super::super::super::recognised::{RatingCell, RawReturn, Table};
use super::super::found_table::FoundTable;
use super::super::line::LONGEST_ENTRY;
use super::ksf_column::KsfColumn;

/// Maximum number of rows in the block of the last KSF.
const LONGEST_BLOCK: u32 = 40;

/// Reads the KSFs of a column as blocks, if there is a rating in most of them.
pub(super) fn read(table: &KsfColumn<'_>) -> Option<FoundTable> {
    let labelled: Vec<Vec<RatingCell>> = (0..table.ksfs.len()).map(|i| labelled_cells(table, i)).collect();
    let answered = labelled.iter().filter(|cells| !cells.is_empty()).count();
    if 2 * answered > table.ksfs.len() {
        if labelled.iter().any(|cells| cells.len() > 1) {
            let columns = labelled.into_iter().flatten().map(|c| c.cell).take(2).collect();
            return Some(FoundTable::unclear(table.sheet, columns, true));
        }
        return Some(form(table, labelled));
    }
    if table.ksfs.windows(2).any(|two| two[1].at.row == two[0].at.row + 1) {
        return None;
    }
    let below = table.ksfs.iter().map(|ksf| RatingCell::at(table.sheet, ksf.at.row + 1, ksf.at.column));
    let below: Vec<RatingCell> = below.collect();
    let values = || below.iter().filter_map(|cell| cell.value.as_ref());
    let rated = values().filter(|value| table.scheme.on_scale(value)).count();
    (!values().any(is_prose) && 2 * rated > below.len())
        .then(|| form(table, below.into_iter().map(|cell| vec![cell]).collect()))
}

/// The rows of a KSF's block, below its own.
fn rows(table: &KsfColumn<'_>, i: usize) -> Range<u32> {
    let row = table.ksfs[i].at.row;
    let next = table.ksfs.get(i + 1).map_or(row + LONGEST_BLOCK, |next| next.at.row);
    let longest =
        table.ksfs.windows(2).map(|pair| pair[1].at.row - pair[0].at.row).max().unwrap_or(next - row);
    row + 1..next.min(row + longest)
}

/// The cells after labels that say "Rating" in a KSF's block.
fn labelled_cells(table: &KsfColumn<'_>, i: usize) -> Vec<RatingCell> {
    let mut found = Vec::new();
    for row in rows(table, i) {
        let cells = table.sheet.row(row);
        for (i, (at, label)) in cells.iter().enumerate() {
            let Some(text) = label.text() else { continue };
            let (label, after) = text.split_once(':').unwrap_or((text, ""));
            if !table.scheme.is_for_ratings(&CellValue::Text(label.to_owned())) {
                continue;
            }
            let after = after.trim();
            found.push(match cells.get(i + 1) {
                _ if !after.is_empty() => RatingCell::new(*at, Some(CellValue::Text(after.to_owned()))),
                Some((at, value)) => RatingCell::new(*at, Some(value.clone())),
                None => RatingCell::new(CellRef::new(row, at.column + 1), None),
            });
        }
    }
    found
}

/// Whether it is text that is too long for anything typed in place of a rating.
fn is_prose(value: &CellValue) -> bool {
    value.text().is_some_and(|text| text.trim().len() > LONGEST_ENTRY)
}

fn form(table: &KsfColumn<'_>, cells: Vec<Vec<RatingCell>>) -> FoundTable {
    let mut region = table.region(true);
    region.bottom = cells.iter().flatten().map(|c| c.cell.row).fold(region.bottom, u32::max);
    let answers = table.ksfs.iter().zip(cells).flat_map(|(ksf, cells)| {
        let unanswered = cells.is_empty().then(|| RatingCell::new(ksf.at, None));
        cells.into_iter().chain(unanswered).map(|cell| (ksf.ksf, cell))
    });
    let returns = vec![RawReturn::new(table.scheme, Vec::new(), answers)];
    FoundTable::read(Table::of(table.sheet, Layout::Form, table.ksfs, returns), region)
}
