//! A workbook of Excel 97 to 2003, looked through record by record before the reading library unfolds its sheets, and
//! put into a compound file of its own that has no loops.
//!
//! In: the file's bytes. Out: a compound file with the mended workbook; sheets of which not all is read, and why.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use super::limits;
use crate::read::contents::Unreadable;

// Kinds of records.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILE_PASSWORD: u16 = 0x002F;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const MERGED: u16 = 0x00E5;
const BLANK: u16 = 0x0201;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00D6;
const LOGICAL_OR_ERROR: u16 = 0x0205;
const TEXT_RESULT: u16 = 0x0207;
const RK: u16 = 0x027E;
const SHARED_LABEL: u16 = 0x00FD;
const MULTIPLE_RK: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;

/// Error values that the library knows.
const ERRORS: [u8; 8] = [0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B];

/// The last column of such a sheet.
const LAST_COLUMN: u16 = 255;

/// Sheets of which not all is read, by their place, and why.
pub(super) type NotRead = BTreeMap<usize, String>;

/// Mends a workbook.
pub(super) fn mend(bytes: &[u8]) -> Result<(Vec<u8>, NotRead), Unreadable> {
    let broken = |_| Unreadable::Damaged("its table of contents is broken".to_owned());
    if bytes.len() as u64 > limits::STREAM {
        let mb = bytes.len() / (1024 * 1024);
        return Err(Unreadable::TooLarge(format!("it has {mb} MB")));
    }
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    let read = file.open_stream(name).and_then(|s| s.take(limits::STREAM).read_to_end(&mut stream));
    read.map_err(|_| Unreadable::Damaged("the end of the file is missing".to_owned()))?;
    let not_read = Records { stream: &mut stream, left: limits::RECORDS }.look_through()?;
    Ok((pack(name, &stream).map_err(broken)?, not_read))
}

fn pack(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream(name)?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

struct Records<'a> {
    stream: &'a mut [u8],
    left: usize,
}

/// A record: its kind, and where its data lies.
#[derive(Clone, Copy)]
struct Record {
    kind: u16,
    at: usize,
    end: usize,
}

/// The rectangle around cells.
#[derive(Default)]
struct Extent(Option<[u64; 4]>);

impl Extent {
    fn add(&mut self, row: u16, from: u16, to: u16) {
        let (row, from, to) = (u64::from(row), u64::from(from), u64::from(to));
        let [top, left, bottom, right] = self.0.unwrap_or([row, from, row, to]);
        self.0 = Some([top.min(row), left.min(from), bottom.max(row), right.max(to)]);
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    }
}

impl Records<'_> {
    fn look_through(mut self) -> Result<NotRead, Unreadable> {
        let mut not_read = NotRead::new();
        let Some(sheets) = self.sheets()? else { return Ok(not_read) };
        let mut cells_left = limits::UNFOLDED;
        for (place, from) in sheets.into_iter().enumerate() {
            if from > self.stream.len() {
                return Err(Unreadable::Damaged("a sheet lies behind its end".to_owned()));
            }
            let (unfolded, why) = self.sheet(from, false)?;
            let why = if unfolded > cells_left {
                self.sheet(from, true)?;
                Some(format!("its filled cells lie so far apart that it has {unfolded} cells"))
            } else {
                cells_left -= unfolded;
                why.map(str::to_owned)
            };
            not_read.extend(why.map(|why| (place, why)));
        }
        Ok(not_read)
    }

    /// Where the sheets begin; none where the workbook is protected, as nothing can be looked at then.
    fn sheets(&mut self) -> Result<Option<Vec<usize>>, Unreadable> {
        let mut sheets = Vec::new();
        let mut at = 0;
        while let Some(record) = self.record(at)? {
            at = record.end;
            match record.kind {
                FILE_PASSWORD if self.u16(record, 0) != Some(0) => return Ok(None),
                SHEET => {
                    let low = self.u16(record, 0).zip(self.u16(record, 2));
                    sheets.extend(low.map(|(low, high)| usize::from(low) | usize::from(high) << 16));
                }
                EOF => break,
                _ => {}
            }
        }
        Ok(Some(sheets))
    }

    /// How many cells the library makes of a sheet. What it could not take is taken out, or all cells are; why.
    fn sheet(&mut self, from: usize, empty: bool) -> Result<(u64, Option<&'static str>), Unreadable> {
        let (mut values, mut formulas) = (Extent::default(), Extent::default());
        let (mut depth, mut at, mut last_formula) = (0, from, (0, 0));
        let mut why = None;
        while let Some(record) = self.record(at)? {
            at = record.end;
            match record.kind {
                BOF => depth += 1,
                EOF => depth -= 1,
                // Both are only statements, and the library makes room for whatever they say.
                DIMENSIONS | MERGED => self.take_out(record),
                kind if depth == 1 && is_cell(kind) => match self.cell(record, last_formula) {
                    _ if empty => self.take_out(record),
                    Some((row, first, last)) => {
                        values.add(row, first, last);
                        if kind == FORMULA {
                            formulas.add(row, first, last);
                            last_formula = (row, first);
                        }
                    }
                    None => {
                        self.take_out(record);
                        why = Some("what some of its cells hold cannot be understood");
                    }
                },
                _ => {}
            }
            if depth <= 0 {
                break;
            }
        }
        Ok((values.cells() + formulas.cells(), why))
    }

    /// The row and the columns of a cell, if the library can read it.
    fn cell(&self, record: Record, last_formula: (u16, u16)) -> Option<(u16, u16, u16)> {
        let length = record.end - record.at;
        let (row, column) = (self.u16(record, 0), self.u16(record, 2));
        let byte = |at: usize| self.stream[record.at + at];
        let fits = match record.kind {
            TEXT_RESULT => return Some((last_formula.0, last_formula.1, last_formula.1)),
            NUMBER => length >= 14,
            LABEL | RICH_LABEL => length >= 9,
            LOGICAL_OR_ERROR => length >= 8 && (byte(7) == 0 || byte(7) == 1 && ERRORS.contains(&byte(6))),
            RK | SHARED_LABEL => length >= 10,
            FORMULA => {
                let is_error = length >= 20 && byte(12) == 0xFF && byte(13) == 0xFF && byte(6) == 2;
                length >= 20 && (!is_error || ERRORS.contains(&byte(8)))
            }
            _ => length >= 6,
        };
        let (row, column) = (row?, column?);
        let last = if record.kind == MULTIPLE_RK {
            let last = self.u16(record, length.checked_sub(2)?)?;
            let cells = usize::from(last.checked_sub(column)?) + 1;
            if length != 6 + 6 * cells {
                return None;
            }
            last
        } else {
            column
        };
        (fits && last <= LAST_COLUMN).then_some((row, column, last))
    }

    fn record(&mut self, at: usize) -> Result<Option<Record>, Unreadable> {
        let Some(left) = self.left.checked_sub(1) else {
            return Err(Unreadable::TooLarge("it holds more records than any return".to_owned()));
        };
        self.left = left;
        let Some([a, b, c, d]) = self.stream.get(at..at + 4) else { return Ok(None) };
        let end = at + 4 + usize::from(u16::from_le_bytes([*c, *d]));
        let record = Record { kind: u16::from_le_bytes([*a, *b]), at: at + 4, end };
        Ok((end <= self.stream.len()).then_some(record))
    }

    fn u16(&self, record: Record, at: usize) -> Option<u16> {
        let bytes = self.stream[record.at..record.end].get(at..at + 2)?;
        Some(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    /// Makes a blank cell of a record, which is passed over.
    fn take_out(&mut self, record: Record) {
        self.stream[record.at - 4..record.at - 2].copy_from_slice(&BLANK.to_le_bytes());
    }
}

fn is_cell(kind: u16) -> bool {
    matches!(
        kind,
        NUMBER
            | LABEL
            | RICH_LABEL
            | LOGICAL_OR_ERROR
            | TEXT_RESULT
            | RK
            | SHARED_LABEL
            | MULTIPLE_RK
            | FORMULA
    )
}
