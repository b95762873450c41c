//! A sheet of a binary workbook (.xlsb), mended so that whatever a cell holds costs no more than that cell. What is hidden or
//! merged on it is handed on as a marked text.
//!
//! The reading library trusts the lengths in it, skips error values that are results of formulas, and gives up at an error
//! value that it does not know. In: the part as it was packed. Out: the part as the library can read it.

use super::records::{Record, record, u32_at};
use crate::model::{CellRef, CellValue};
use crate::read::number_format::{NumberFormat, Shown};
use crate::read::package::xml::BREAKS_OFF;
use crate::read::replacements::Replacements;
use crate::read::sheet_view::{Merged, SheetView};
use crate::read::{limits, marked_text};

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
const COLUMNS: u16 = 0x3C;
const MERGED: u16 = 0xB0;
const ROWS_BEGIN: u16 = 0x91;
const ROWS_END: u16 = 0x92;
const DIMENSIONS: u16 = 0x94;

/// Codes of error values that the library knows, and those of newer Excels.
const ERRORS: [u8; 8] = [0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B];
const NEW_ERRORS: [(u8, &str); 6] = [
    (0x2C, "#SPILL!"),
    (0x2D, "#CONNECT!"),
    (0x2E, "#BLOCKED!"),
    (0x2F, "#UNKNOWN!"),
    (0x30, "#FIELD!"),
    (0x31, "#CALC!"),
];

/// The number of shared texts; `None` if a record is longer than the part.
pub(super) fn count_texts(part: &[u8]) -> Option<usize> {
    let (mut at, mut count) = (0, 0);
    while at < part.len() {
        let record = record(part, at)?;
        count += usize::from(record.kind == SHARED_ITEM);
        at = record.ends;
    }
    Some(count)
}

/// Mends a sheet; `texts` is the number of shared texts, `formats` holds the number format of each cell format
/// that is unusual. `None` if the part is no sheet.
pub(super) fn mend(part: Vec<u8>, texts: usize, formats: &[Option<NumberFormat>]) -> Option<Vec<u8>> {
    let mut replacements = Replacements::default();
    let (mut at, mut row, mut inside) = (0, 0, false);
    while let Some(record) = record(&part, at) {
        at = record.ends;
        match record.kind {
            DIMENSIONS if record.data.len() < 16 => return None,
            ROWS_BEGIN => {
                inside = true;
                if let Some(mark) = marked_text::view(&view(&part)) {
                    replacements.replace(at..at, text(0, &mark));
                }
            }
            ROWS_END => return Some(replacements.apply(part)),
            ROW if inside => {
                let Some(next) = u32_at(record.data, 0).filter(|row| *row < limits::ROWS) else {
                    replacements.replace(record.begins..part.len(), ending("no sheet has so many rows"));
                    return Some(replacements.apply(part));
                };
                row = next;
            }
            RK..=ERROR_RESULT if inside => {
                if let Some(instead) = replacement(&record, row, texts, formats) {
                    replacements.replace(record.begins..record.ends, instead);
                }
            }
            _ => {}
        }
    }
    inside.then(|| {
        replacements.replace(at..part.len(), ending(BREAKS_OFF));
        replacements.apply(part)
    })
}

/// What a sheet hides and merges.
fn view(part: &[u8]) -> SheetView {
    let (mut rows, mut columns, mut merged) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(Record { kind, data, ends, .. }) = record(part, at) {
        at = ends;
        match (kind, u32_at(data, 0), u32_at(data, 4)) {
            (ROW, Some(row), _) if data.get(11).is_some_and(|options| options & 0x10 != 0) => {
                rows.push((row, row));
            }
            (COLUMNS, Some(first), Some(last)) => {
                let is_hidden = data.get(16).is_some_and(|options| options & 1 != 0);
                columns.extend((is_hidden || u32_at(data, 8) == Some(0)).then_some((first, last)));
            }
            (MERGED, Some(first), Some(last)) => {
                let columns = u32_at(data, 8).zip(u32_at(data, 12));
                merged.extend(columns.map(|columns| Merged { rows: (first, last), columns }));
            }
            _ => {}
        }
    }
    SheetView::hiding(rows, columns).merging(merged)
}

/// The record that replaces a cell; `None` if the library reads the cell as it is meant.
fn replacement(
    record: &Record<'_>,
    row: u32,
    texts: usize,
    formats: &[Option<NumberFormat>],
) -> Option<Vec<u8>> {
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
        return Some(text(
            0,
            &marked_text::not_read(&format!("what the cell {at} holds cannot be understood")),
        ));
    };
    if let Some(number) = number(record) {
        let format = usize::from(data[4]) | usize::from(data[5]) << 8 | usize::from(data[6]) << 16;
        return match formats.get(format)?.as_ref()?.shown_for(&CellValue::Number(number))? {
            Shown::Instead(CellValue::Percentage(number)) => {
                Some(text(column, &marked_text::percentage(number)))
            }
            Shown::Instead(value) => Some(text(column, &value.to_string())),
            Shown::Nothing | Shown::Itself => Some(Vec::new()),
        };
    }
    let (ERROR | ERROR_RESULT) = record.kind else { return None };
    let code = data[8];
    if let Some((_, name)) = NEW_ERRORS.iter().find(|(new, _)| *new == code) {
        return Some(text(column, &marked_text::error(name)));
    }
    if !ERRORS.contains(&code) {
        return Some(text(column, &marked_text::error(&format!("number {code}"))));
    }
    // The result of a formula as if it had been typed.
    (record.kind == ERROR_RESULT).then(|| written(ERROR, &data[..9]))
}

/// The number of a cell; `None` if it holds no number.
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

/// The end of a sheet, with the reason why it ends here.
fn ending(why: &str) -> Vec<u8> {
    let mut records = text(0, &marked_text::not_read(why));
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
