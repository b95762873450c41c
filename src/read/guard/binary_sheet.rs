//! A sheet of a binary workbook (.xlsb), mended so that whatever a cell holds costs no more than that cell.
//!
//! The reading library trusts the lengths in it, passes over errors that are results of formulas, and gives up at an
//! error that it does not know. In: the part as it was packed. Out: the part as the library can read it.

use std::collections::HashSet;

use super::edits::Edits;
use super::xml::BREAKS_OFF;
use super::{limits, marks};
use crate::model::CellRef;

// Kinds of records.
const ROW: u16 = 0x00;
const RK: u16 = 0x02;
const ERROR: u16 = 0x03;
const REAL: u16 = 0x05;
const TEXT: u16 = 0x06;
const SHARED_TEXT: u16 = 0x07;
const TEXT_RESULT: u16 = 0x08;
const NUMBER_RESULT: u16 = 0x09;
const ERROR_RESULT: u16 = 0x0B;
const SHARED_ITEM: u16 = 0x13;
const ROWS_BEGIN: u16 = 0x91;
const ROWS_END: u16 = 0x92;
const DIMENSIONS: u16 = 0x94;
const NUMBER_FORMAT: u16 = 0x2C;
const CELL_FORMAT: u16 = 0x2F;
const CELL_FORMATS_BEGIN: u16 = 0x269;
const CELL_FORMATS_END: u16 = 0x26A;

/// Excel's own formats 0% and 0.00%.
const PERCENTAGES: [u16; 2] = [9, 10];

/// Error values that the library knows, and those of newer Excels.
const ERRORS: [u8; 8] = [0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B];
const NEW_ERRORS: [(u8, &str); 6] = [
    (0x2C, "#SPILL!"),
    (0x2D, "#CONNECT!"),
    (0x2E, "#BLOCKED!"),
    (0x2F, "#UNKNOWN!"),
    (0x30, "#FIELD!"),
    (0x31, "#CALC!"),
];

/// A record: its kind, where it begins, where its data lies.
struct Record<'a> {
    kind: u16,
    begins: usize,
    data: &'a [u8],
    ends: usize,
}

/// The record that begins at a place; none where there is none, or one that would be longer than the part.
fn record(part: &[u8], begins: usize) -> Option<Record<'_>> {
    let mut at = begins;
    let mut byte = || {
        at += 1;
        part.get(at - 1).copied()
    };
    let first = byte()?;
    let mut kind = u16::from(first);
    if first & 0x80 != 0 {
        kind = u16::from(first & 0x7F) | u16::from(byte()? & 0x7F) << 7;
    }
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let next = byte()?;
        length |= usize::from(next & 0x7F) << shift;
        if next & 0x80 == 0 {
            break;
        }
    }
    Some(Record { kind, begins, data: part.get(at..at + length)?, ends: at + length })
}

/// How many shared texts there are; none where a record is longer than the part.
pub(super) fn count_texts(part: &[u8]) -> Option<usize> {
    let (mut at, mut count) = (0, 0);
    while at < part.len() {
        let record = record(part, at)?;
        count += usize::from(record.kind == SHARED_ITEM);
        at = record.ends;
    }
    Some(count)
}

/// Which formats of cells show a percentage; none where a record is longer than the part.
pub(super) fn percentages(styles: &[u8]) -> Option<Vec<bool>> {
    let (mut at, mut inside) = (0, false);
    let mut formats: HashSet<u16> = PERCENTAGES.into();
    let mut found = Vec::new();
    while at < styles.len() {
        let record = record(styles, at)?;
        at = record.ends;
        match record.kind {
            NUMBER_FORMAT if record.data.get(6..).is_some_and(|code| code.contains(&b'%')) => {
                formats.extend(u16_at(record.data, 0));
            }
            CELL_FORMATS_BEGIN => inside = true,
            CELL_FORMATS_END => inside = false,
            CELL_FORMAT if inside => {
                found.push(u16_at(record.data, 2).is_some_and(|format| formats.contains(&format)));
            }
            _ => {}
        }
    }
    Some(found)
}

/// Mends a sheet; `texts` is how many shared texts there are, `percentages` which formats show one. None where it is no
/// sheet.
pub(super) fn mend(part: Vec<u8>, texts: usize, percentages: &[bool]) -> Option<Vec<u8>> {
    let mut edits = Edits::default();
    let (mut at, mut row, mut inside) = (0, 0, false);
    while let Some(record) = record(&part, at) {
        at = record.ends;
        match record.kind {
            DIMENSIONS if record.data.len() < 16 => return None,
            ROWS_BEGIN => inside = true,
            ROWS_END => return Some(edits.apply(part)),
            ROW if inside => {
                let Some(next) = u32_at(record.data, 0).filter(|row| *row < limits::ROWS) else {
                    edits.replace(record.begins..part.len(), ending("no sheet has so many rows"));
                    return Some(edits.apply(part));
                };
                row = next;
            }
            RK..=ERROR_RESULT if inside => {
                if let Some(instead) = judge(&record, row, texts, percentages) {
                    edits.replace(record.begins..record.ends, instead);
                }
            }
            _ => {}
        }
    }
    inside.then(|| {
        edits.replace(at..part.len(), ending(BREAKS_OFF));
        edits.apply(part)
    })
}

/// What is put in the place of a cell that the library would not take.
fn judge(record: &Record<'_>, row: u32, texts: usize, percentages: &[bool]) -> Option<Vec<u8>> {
    let data = record.data;
    let column = u32_at(data, 0).filter(|column| *column < limits::COLUMNS);
    let fits = match record.kind {
        RK => data.len() >= 12,
        REAL | NUMBER_RESULT => data.len() >= 16,
        TEXT | TEXT_RESULT => {
            let letters = u32_at(data, 8).and_then(|n| usize::try_from(n).ok());
            letters.is_some_and(|n| data.len() - 12 >= n.saturating_mul(2))
        }
        SHARED_TEXT => u32_at(data, 8).is_some_and(|n| usize::try_from(n).is_ok_and(|n| n < texts)),
        // TRUE or FALSE, and errors.
        _ => data.len() >= 9,
    };
    let Some(column) = column.filter(|_| fits) else {
        let at = column.map(|column| CellRef::new(row, column).to_string());
        let at = at.unwrap_or_else(|| format!("in row {}", u64::from(row) + 1));
        return Some(text(0, &marks::not_read(&format!("what the cell {at} holds cannot be understood"))));
    };
    if let Some(number) = number(record) {
        let format = usize::from(data[4]) | usize::from(data[5]) << 8 | usize::from(data[6]) << 16;
        let shows = percentages.get(format).copied().unwrap_or(false);
        return shows.then(|| text(column, &marks::percentage(number)));
    }
    let (ERROR | ERROR_RESULT) = record.kind else { return None };
    let code = data[8];
    if let Some((_, name)) = NEW_ERRORS.iter().find(|(new, _)| *new == code) {
        return Some(text(column, &marks::error(name)));
    }
    if !ERRORS.contains(&code) {
        return Some(text(column, &marks::error(&format!("number {code}"))));
    }
    // The result of a formula as if it had been typed.
    (record.kind == ERROR_RESULT).then(|| written(ERROR, &data[..9]))
}

/// The number of a cell that holds one.
fn number(record: &Record<'_>) -> Option<f64> {
    let bytes = record.data.get(8..)?;
    match record.kind {
        REAL | NUMBER_RESULT => Some(f64::from_le_bytes(bytes.get(..8)?.try_into().ok()?)),
        RK => {
            let stored = u32_at(bytes, 0)?;
            let number = if stored & 2 == 0 {
                f64::from_bits(u64::from(stored & !3) << 32)
            } else {
                f64::from(stored.cast_signed() >> 2)
            };
            Some(if stored & 1 == 0 { number } else { number / 100.0 })
        }
        _ => None,
    }
}

/// A record that holds a text.
fn text(column: u32, text: &str) -> Vec<u8> {
    let letters: Vec<u16> = text.encode_utf16().collect();
    let mut data = column.to_le_bytes().to_vec();
    data.extend([0; 4]);
    data.extend(u32::try_from(letters.len()).unwrap_or(0).to_le_bytes());
    data.extend(letters.iter().flat_map(|letter| letter.to_le_bytes()));
    written(TEXT, &data)
}

/// The sheet ends, and says why.
fn ending(why: &str) -> Vec<u8> {
    let mut records = text(0, &marks::not_read(why));
    records.extend(written(ROWS_END, &[]));
    records
}

fn written(kind: u16, data: &[u8]) -> Vec<u8> {
    let [low, _] = kind.to_le_bytes();
    let mut record =
        if kind < 0x80 { vec![low] } else { vec![low | 0x80, u8::try_from(kind >> 7).unwrap_or(0)] };
    let length = data.len();
    record.extend([length & 0x7F | 0x80, length >> 7 & 0x7F].map(|n| u8::try_from(n).unwrap_or(0)));
    record.extend_from_slice(data);
    record
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}
