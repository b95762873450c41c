//! Records of a binary workbook's part: a kind, a length and data, one after the other.
//!
//! In: a part and an offset. Out: the record there.

/// A record, with the offsets of its first byte and of the next record.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) begins: usize,
    pub(super) data: &'a [u8],
    pub(super) ends: usize,
}

/// The record at an offset; `None` if the part ends there, or before the record does.
pub(super) fn record(part: &[u8], begins: usize) -> Option<Record<'_>> {
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

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}
