//! A workbook of Excel 97 to 2003, looked through record by record before the reading library unfolds its sheets: cells
//! that the library could not take become blank cells, as does each statement of a size, for which it would make room.
//!
//! In: the workbook's stream. Out: the stream mended in place; sheets of which not all is read, and why.

use std::collections::BTreeMap;

use super::records::{
    BLANK, BOF, DIMENSIONS, EOF, FILE_PASSWORD, FORMULA, LABEL, LOGICAL_OR_ERROR, MERGED, MERGED_ASIDE,
    MULTIPLE_RK, NUMBER, RICH_LABEL, RK, Record, SHARED_LABEL, SHEET, TEXT_RESULT, record, sheet_offset,
    u16_at,
};
use crate::read::contents::Unreadable;
use crate::read::limits;

/// Codes of error values that the library knows.
const ERRORS: [u8; 8] = [0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B];

/// The index of the last column of such a sheet.
const LAST_COLUMN: u16 = 255;

/// The indexes of sheets of which not all is read, and why.
pub(super) type NotRead = BTreeMap<usize, String>;

/// Mends a workbook's stream, and returns the sheets of which not all is read. The stream keeps its length.
pub(super) fn mend(stream: &mut [u8]) -> Result<NotRead, Unreadable> {
    Records { stream, left: limits::RECORDS }.look_through()
}

struct Records<'a> {
    stream: &'a mut [u8],
    /// Number of records that may still be looked at.
    left: usize,
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
        for (index, from) in sheets.into_iter().enumerate() {
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
            not_read.extend(why.map(|why| (index, why)));
        }
        Ok(not_read)
    }

    /// The offsets of the sheets; `None` if the workbook is encrypted, as nothing can be looked at then.
    fn sheets(&mut self) -> Result<Option<Vec<usize>>, Unreadable> {
        let mut sheets = Vec::new();
        let mut offset = 0;
        while let Some(record) = self.record(offset)? {
            offset = record.data.end;
            let data = &self.stream[record.data];
            match record.kind {
                FILE_PASSWORD if u16_at(data, 0) != Some(0) => return Ok(None),
                SHEET => sheets.extend(sheet_offset(data)),
                EOF => break,
                _ => {}
            }
        }
        Ok(Some(sheets))
    }

    /// Blanks the cells of a sheet that the library could not take, or all. Returns the number of cells that the library
    /// makes of the rest, and why cells were blanked.
    fn sheet(&mut self, from: usize, all: bool) -> Result<(u64, Option<&'static str>), Unreadable> {
        let (mut values, mut formulas) = (Extent::default(), Extent::default());
        let (mut depth, mut offset, mut last_formula) = (0, from, (0, 0));
        let mut why = None;
        while let Some(record) = self.record(offset)? {
            offset = record.data.end;
            match record.kind {
                BOF => depth += 1,
                EOF => depth -= 1,
                // The library makes room for whatever both state.
                DIMENSIONS => self.blank(&record),
                MERGED => self.turn_into(MERGED_ASIDE, &record),
                kind if depth == 1 && is_cell(kind) => match self.cell(&record, last_formula) {
                    _ if all => self.blank(&record),
                    Some((row, first, last)) => {
                        values.add(row, first, last);
                        if kind == FORMULA {
                            formulas.add(row, first, last);
                            last_formula = (row, first);
                        }
                    }
                    None => {
                        self.blank(&record);
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

    /// The row, the first and the last column of a cell; `None` if the library cannot read it.
    fn cell(&self, record: &Record, last_formula: (u16, u16)) -> Option<(u16, u16, u16)> {
        let data = &self.stream[record.data.clone()];
        let fits = match record.kind {
            TEXT_RESULT => return Some((last_formula.0, last_formula.1, last_formula.1)),
            NUMBER => data.len() >= 14,
            LABEL | RICH_LABEL => data.len() >= 9,
            LOGICAL_OR_ERROR => {
                data.len() >= 8 && (data[7] == 0 || data[7] == 1 && ERRORS.contains(&data[6]))
            }
            RK | SHARED_LABEL => data.len() >= 10,
            FORMULA => {
                let is_error = data.len() >= 20 && data[12..14] == [0xFF, 0xFF] && data[6] == 2;
                data.len() >= 20 && (!is_error || ERRORS.contains(&data[8]))
            }
            _ => data.len() >= 6,
        };
        let (row, column) = (u16_at(data, 0)?, u16_at(data, 2)?);
        let last = if record.kind == MULTIPLE_RK {
            let last = u16_at(data, data.len().checked_sub(2)?)?;
            let cells = usize::from(last.checked_sub(column)?) + 1;
            if data.len() != 6 + 6 * cells {
                return None;
            }
            last
        } else {
            column
        };
        (fits && last <= LAST_COLUMN).then_some((row, column, last))
    }

    fn record(&mut self, offset: usize) -> Result<Option<Record>, Unreadable> {
        let Some(left) = self.left.checked_sub(1) else {
            return Err(Unreadable::TooLarge("it holds more records than any return".to_owned()));
        };
        self.left = left;
        Ok(record(self.stream, offset))
    }

    /// Makes a blank cell of a record, which the library skips.
    fn blank(&mut self, record: &Record) {
        self.turn_into(BLANK, record);
    }

    fn turn_into(&mut self, kind: u16, record: &Record) {
        let at = record.data.start - 4;
        self.stream[at..at + 2].copy_from_slice(&kind.to_le_bytes());
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
