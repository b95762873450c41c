//! The table of contents of a package (a zip archive), read without opening the package: enough to see that a plain
//! workbook is small.
//!
//! In: bytes. Out: each part's name and stated size; `None` if the table is not written in the plainest way.
//!
//! Without this, `check` of 2,000 forms takes 5 % more of the processor's time.

/// Bytes of the last record of a package without a comment.
const END: usize = 22;
const END_MARK: &[u8] = b"PK\x05\x06";

/// Bytes of a part's record, without its name.
const RECORD: usize = 46;
const RECORD_MARK: &[u8] = b"PK\x01\x02";

/// A part, as the table of contents states it.
pub(in crate::read) struct ListedPart<'a> {
    pub(in crate::read) name: &'a [u8],
    pub(in crate::read) unpacked: u64,
}

impl ListedPart<'_> {
    /// Whether its name ends like this, whatever its case.
    fn ends_with(&self, ending: &[u8]) -> bool {
        let from = self.name.len().checked_sub(ending.len());
        from.is_some_and(|from| self.name[from..].eq_ignore_ascii_case(ending))
    }
}

/// The parts of what is certainly an .xlsx workbook; `None` if the table does not say so plainly.
pub(in crate::read) fn plain_xlsx(bytes: &[u8]) -> Option<Vec<ListedPart<'_>>> {
    let parts = plain(bytes)?;
    let has = |ending: &[u8]| parts.iter().any(|part| part.ends_with(ending));
    (has(b"workbook.xml") && !has(b"workbook.bin")).then_some(parts)
}

/// Number of records of contents anywhere in an archive: no fewer than it has files.
pub(in crate::read) fn records(bytes: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, RECORD_MARK).count()
}

/// The parts; `None` if the table does not end the file, or refers to anything outside it.
fn plain(bytes: &[u8]) -> Option<Vec<ListedPart<'_>>> {
    let end = bytes.get(bytes.len().checked_sub(END)?..)?;
    if !end.starts_with(END_MARK) || number(end, 20, 2)? != 0 || number(end, 4, 4)? != 0 {
        return None;
    }
    let (count, size, start) = (number(end, 10, 2)?, number(end, 12, 4)?, number(end, 16, 4)?);
    if start.checked_add(size)? != bytes.len() - END {
        return None;
    }
    let mut rest = bytes.get(start..start + size)?;
    let mut entries = Vec::with_capacity(count);
    while !rest.is_empty() {
        let length = RECORD + number(rest, 28, 2)? + number(rest, 30, 2)? + number(rest, 32, 2)?;
        let unpacked = number(rest, 24, 4)?;
        // Where all bits are set, the size stands elsewhere.
        if !rest.starts_with(RECORD_MARK) || unpacked == 0xFFFF_FFFF {
            return None;
        }
        let name = rest.get(RECORD..RECORD + number(rest, 28, 2)?)?;
        entries.push(ListedPart { name, unpacked: unpacked as u64 });
        rest = rest.get(length..)?;
    }
    (entries.len() == count).then_some(entries)
}

/// The little-endian number of this many bytes at an offset.
fn number(from: &[u8], at: usize, bytes: usize) -> Option<usize> {
    Some(from.get(at..at + bytes)?.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn package(comment: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, size) in [("xl/workbook.xml", 10), ("xl/worksheets/sheet1.xml", 70_000)] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![b' '; size]).unwrap();
        }
        zip.set_comment(comment).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn names_and_sizes_are_those_that_the_table_states() {
        let bytes = package("");
        let entries = plain(&bytes).unwrap();
        let found: Vec<(&[u8], u64)> = entries.iter().map(|e| (e.name, e.unpacked)).collect();
        assert_eq!(found, [(&b"xl/workbook.xml"[..], 10), (&b"xl/worksheets/sheet1.xml"[..], 70_000)]);
    }

    #[test]
    fn a_table_that_is_not_plain_is_refused() {
        assert!(plain(&package("a comment")).is_none());
        let bytes = package("");
        assert!((0..bytes.len()).all(|length| plain(&bytes[..length]).is_none()));
        let longer = [&bytes[..], &[0]].concat();
        assert!(plain(&longer).is_none());
    }
}
