//! Records of an Excel 97–2003 workbook's stream: a kind, a length and data, one after the other.
//!
//! In: a stream and an offset. Out: the record there.

use std::ops::Range;

// Kinds of records.
pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
pub(super) const FILE_PASSWORD: u16 = 0x002F;
pub(super) const FONT: u16 = 0x0031;
pub(super) const NUMBER_FORMAT: u16 = 0x041E;
pub(super) const CELL_FORMAT: u16 = 0x00E0;
pub(super) const SHEET: u16 = 0x0085;
pub(super) const DIMENSIONS: u16 = 0x0200;
pub(super) const COLUMNS: u16 = 0x007D;
pub(super) const ROW: u16 = 0x0208;
pub(super) const MERGED: u16 = 0x00E5;
/// A statement of merged cells that was set aside from the reading library, which does not know this kind.
pub(super) const MERGED_ASIDE: u16 = 0x7FE5;
pub(super) const BLANK: u16 = 0x0201;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const LABEL: u16 = 0x0204;
pub(super) const RICH_LABEL: u16 = 0x00D6;
pub(super) const LOGICAL_OR_ERROR: u16 = 0x0205;
pub(super) const TEXT_RESULT: u16 = 0x0207;
pub(super) const RK: u16 = 0x027E;
pub(super) const SHARED_LABEL: u16 = 0x00FD;
pub(super) const MULTIPLE_RK: u16 = 0x00BD;
pub(super) const FORMULA: u16 = 0x0006;

/// A record: its kind, and the range of its data in the stream.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) kind: u16,
    pub(super) data: Range<usize>,
}

/// The record at an offset; `None` if the stream ends there, or before the record does.
pub(super) fn record(stream: &[u8], offset: usize) -> Option<Record> {
    let kind = u16_at(stream, offset)?;
    let length = usize::from(u16_at(stream, offset + 2)?);
    let from = offset + 4;
    (from + length <= stream.len()).then_some(Record { kind, data: from..from + length })
}

pub(super) fn u16_at(data: &[u8], offset: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(offset..offset + 2)?.try_into().ok()?))
}

/// The offset of a sheet, as a record of kind [`SHEET`] states it.
pub(super) fn sheet_offset(data: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(data.get(..4)?.try_into().ok()?)).ok()
}
