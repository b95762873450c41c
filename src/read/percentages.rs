//! Which number cells of an Excel 97–2003 workbook show a percentage: the reading library drops their formats.
//!
//! Only what is needed is looked at: number formats, the cell formats that use them, and each cell's format. What is
//! not understood is left to the reading library.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use super::shown::{Instead, Shown};
use crate::model::CellRef;

/// The most that is read of the workbook's stream.
const STREAM_LIMIT: u64 = 64 * 1024 * 1024;

/// Excel's own formats 0% and 0.00%.
const BUILT_IN: [u16; 2] = [9, 10];

// Kinds of records.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const SHEET: u16 = 0x0085;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const FORMULA: u16 = 0x0006;
const MULRK: u16 = 0x00BD;

/// For each worksheet, in order, the number cells that show a percentage.
pub(super) fn of(bytes: &[u8]) -> Shown {
    stream(bytes).map(|stream| percentages(&stream)).unwrap_or_default()
}

fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    file.open_stream(name).ok()?.take(STREAM_LIMIT).read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// A record: its kind and its data.
type Record<'a> = (u16, &'a [u8]);

fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let length = usize::from(u16_at(stream, at + 2)?);
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn percentages(stream: &[u8]) -> Shown {
    let mut formats: HashSet<u16> = BUILT_IN.into();
    let mut cell_formats: Vec<u16> = Vec::new();
    let mut sheets: Vec<usize> = Vec::new();
    let mut text_at = 5;
    for (kind, data) in records(stream, 0) {
        match kind {
            // Older workbooks count a format's letters in one byte.
            BOF if u16_at(data, 0) != Some(0x0600) => text_at = 3,
            FORMAT if data.get(text_at..).is_some_and(|text| text.contains(&b'%')) => {
                formats.extend(u16_at(data, 0));
            }
            XF => cell_formats.push(u16_at(data, 2).unwrap_or_default()),
            SHEET if data.get(5) == Some(&0) => sheets.extend(offset(data)),
            EOF => break,
            _ => {}
        }
    }
    let shows = |format: u16| cell_formats.get(usize::from(format)).is_some_and(|f| formats.contains(f));
    sheets.into_iter().map(|from| sheet(stream, from, shows)).collect()
}

fn offset(data: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(data.get(..4)?.try_into().ok()?)).ok()
}

fn sheet(stream: &[u8], from: usize, shows: impl Fn(u16) -> bool) -> HashMap<CellRef, Instead> {
    let mut found = HashMap::new();
    let mut depth = 0;
    for (kind, data) in records(stream, from) {
        let (row, column) = (u16_at(data, 0), u16_at(data, 2));
        match (kind, row, column) {
            (BOF, ..) => depth += 1,
            (EOF, ..) => depth -= 1,
            (NUMBER | RK | FORMULA, Some(row), Some(column)) if u16_at(data, 4).is_some_and(&shows) => {
                found.insert(CellRef::new(row.into(), column.into()), Instead::Percentage);
            }
            (MULRK, Some(row), Some(first)) => {
                let formats = data[4..].chunks_exact(6).filter_map(|cell| u16_at(cell, 0));
                for (column, _) in (u32::from(first)..).zip(formats).filter(|(_, format)| shows(*format)) {
                    found.insert(CellRef::new(row.into(), column), Instead::Percentage);
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
