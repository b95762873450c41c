//! The number cells of an Excel 97–2003 workbook that display a percentage: the reading library drops their formats.
//!
//! In: the workbook's stream. Out: [`Displayed`]. Only number formats, the cell formats that use them, and each cell's format
//! are looked at. What is not understood is left to the reading library.

use std::collections::{HashMap, HashSet};

use super::records::{
    BOF, CELL_FORMAT, EOF, FORMULA, MULTIPLE_RK, NUMBER, NUMBER_FORMAT, RK, SHEET, record, sheet_offset,
    u16_at,
};
use crate::model::CellRef;
use crate::read::library::{Displayed, DisplayedInstead};

/// Excel's own formats 0% and 0.00%.
const BUILT_IN_PERCENTAGES: [u16; 2] = [9, 10];

/// The kind and the data of each record from an offset on.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let next = |offset| record(stream, offset);
    std::iter::successors(next(from), move |record| next(record.data.end))
        .map(|record| (record.kind, &stream[record.data]))
}

/// Finds the number cells of each worksheet, in order, that display a percentage.
pub(super) fn of(stream: &[u8]) -> Displayed {
    let mut formats: HashSet<u16> = BUILT_IN_PERCENTAGES.into();
    let mut cell_formats: Vec<u16> = Vec::new();
    let mut sheets: Vec<usize> = Vec::new();
    let mut text_from = 5;
    for (kind, data) in records(stream, 0) {
        match kind {
            // Older workbooks state a format's length in one byte.
            BOF if u16_at(data, 0) != Some(0x0600) => text_from = 3,
            NUMBER_FORMAT if data.get(text_from..).is_some_and(|text| text.contains(&b'%')) => {
                formats.extend(u16_at(data, 0));
            }
            CELL_FORMAT => cell_formats.push(u16_at(data, 2).unwrap_or_default()),
            SHEET if data.get(5) == Some(&0) => sheets.extend(sheet_offset(data)),
            EOF => break,
            _ => {}
        }
    }
    let shows = |format: u16| cell_formats.get(usize::from(format)).is_some_and(|f| formats.contains(f));
    sheets.into_iter().map(|from| sheet(stream, from, shows)).collect()
}

fn sheet(stream: &[u8], from: usize, shows: impl Fn(u16) -> bool) -> HashMap<CellRef, DisplayedInstead> {
    let mut found = HashMap::new();
    let mut depth = 0;
    for (kind, data) in records(stream, from) {
        let (row, column) = (u16_at(data, 0), u16_at(data, 2));
        match (kind, row, column) {
            (BOF, ..) => depth += 1,
            (EOF, ..) => depth -= 1,
            (NUMBER | RK | FORMULA, Some(row), Some(column)) if u16_at(data, 4).is_some_and(&shows) => {
                found.insert(CellRef::new(row.into(), column.into()), DisplayedInstead::Percentage);
            }
            (MULTIPLE_RK, Some(row), Some(first)) => {
                let formats = data[4..].chunks_exact(6).filter_map(|cell| u16_at(cell, 0));
                for (column, _) in (u32::from(first)..).zip(formats).filter(|(_, format)| shows(*format)) {
                    found.insert(CellRef::new(row.into(), column), DisplayedInstead::Percentage);
                }
            }
            _ => {}
        }
        if depth <= 0 {
            break;
        }
    }
    found
}
