//! A mark at the end of a package by which it is known again as it was written: whatever program saves it leaves it out.
//!
//! In: a package. Out: the same with a comment that holds its checksum; whether a package still has its own.

use std::fmt::Write as _;

/// What the comment begins with; eight hexadecimal digits follow.
const BEGIN: &str = "ksfgrid ";

/// Bytes of the comment, and of the last record of a package before it.
const COMMENT: usize = BEGIN.len() + 8;
const RECORD: usize = 22;
const RECORD_MARK: &[u8] = b"PK\x05\x06";

/// Adds the mark to a package without a comment.
pub(crate) fn seal(mut package: Vec<u8>) -> Vec<u8> {
    let end = package.len();
    let length = u8::try_from(COMMENT).unwrap_or_default();
    // The last two bytes of the record are the length of the comment.
    if end >= RECORD && package[end - RECORD..].starts_with(RECORD_MARK) {
        package[end - 2] = length;
        let comment = comment(&package);
        package.extend(comment.bytes());
    }
    package
}

/// Whether a workbook is one of ours, to the byte as it was written.
#[must_use]
pub fn is_as_written(workbook: &[u8]) -> bool {
    let Some(end) = workbook.len().checked_sub(COMMENT) else { return false };
    let (package, comment_there) = workbook.split_at(end);
    comment_there.starts_with(BEGIN.as_bytes()) && comment(package).as_bytes() == comment_there
}

fn comment(package: &[u8]) -> String {
    let mut text = BEGIN.to_owned();
    // Writing to a String cannot fail.
    let _ = write!(text, "{:08x}", crc32fast::hash(package));
    text
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _, Write as _};

    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::*;

    #[test]
    fn a_package_is_known_as_long_as_no_byte_is_another() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a.xml", SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<a/>").unwrap();
        let plain = zip.finish().unwrap().into_inner();
        assert!(!is_as_written(&plain) && !is_as_written(b"") && !is_as_written(&[0; 40]));
        let sealed = seal(plain);
        assert!(is_as_written(&sealed));
        let mut text = String::new();
        let mut archive = ZipArchive::new(Cursor::new(&sealed)).unwrap();
        archive.by_name("a.xml").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "<a/>");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 4;
            assert!(!is_as_written(&changed), "{at}");
        }
    }
}
