//! Workbooks damaged, or made to hurt, on purpose: a good one with one thing wrong.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::rewritten;

/// The first sheet of a workbook.
pub const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A workbook with the text of one part changed.
pub fn with_part(xlsx: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let changed = rewritten(xlsx, |name, xml| if name == part { change(&xml) } else { xml });
    assert_ne!(changed, rewritten(xlsx, |_, xml| xml), "{part} did not change");
    changed
}

/// A workbook with more parts, all empty.
pub fn with_parts(xlsx: &[u8], count: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(xlsx.to_vec())).expect("an archive");
    for n in 0..count {
        zip.start_file(format!("x/{n}"), SimpleFileOptions::default()).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A workbook with a part that begins like one of its own and goes on with a text that repeats.
pub fn with_filling(xlsx: &[u8], part: &str, before: &str, filling: &str, megabytes: usize) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(xlsx)).expect("an archive");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut file = from.by_index(at).expect("a part");
        let name = file.name().expect("a part's name").to_string();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).expect("a part of text");
        to.start_file(name.clone(), SimpleFileOptions::default().compression_level(Some(1))).expect("a part");
        let split = if name == part { text.find(before).expect("the place is there") } else { text.len() };
        to.write_all(&text.as_bytes()[..split]).expect("memory");
        if name == part {
            let block = filling.repeat(1024 * 1024 / filling.len());
            for _ in 0..megabytes {
                to.write_all(block.as_bytes()).expect("memory");
            }
        }
        to.write_all(&text.as_bytes()[split..]).expect("memory");
    }
    to.finish().expect("an archive").into_inner()
}

/// Where an archive's table of contents tells of a part.
fn entry(archive: &[u8], part: &str) -> usize {
    let name = |at: usize| {
        let length = usize::from(u16::from_le_bytes([archive[at + 28], archive[at + 29]]));
        archive.get(at + 46..at + 46 + length)
    };
    let entries = archive.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at);
    entries.into_iter().find(|at| name(*at) == Some(part.as_bytes())).expect("the part is listed")
}

/// An archive in which the checksum of a part is not that of its content.
pub fn with_wrong_checksum(archive: &[u8], part: &str) -> Vec<u8> {
    let at = entry(archive, part);
    let mut changed = archive.to_vec();
    let offset = u32::from_le_bytes(archive[at + 42..at + 46].try_into().expect("four bytes")) as usize;
    changed[at + 16] ^= 0xFF;
    changed[offset + 14] ^= 0xFF;
    changed
}

/// An archive that says of a part that it has another size when unpacked.
pub fn with_stated_size(archive: &[u8], part: &str, size: u32) -> Vec<u8> {
    let at = entry(archive, part);
    let mut changed = archive.to_vec();
    changed[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    changed
}

/// An archive that lists a part twice: under its own name and, in the place of another one, again.
pub fn with_a_part_twice(archive: &[u8], part: &str, instead_of: &str) -> Vec<u8> {
    assert_eq!(part.len(), instead_of.len());
    let mut changed = archive.to_vec();
    while let Some(at) = changed.windows(instead_of.len()).position(|w| w == instead_of.as_bytes()) {
        changed[at..at + part.len()].copy_from_slice(part.as_bytes());
    }
    changed
}

/// An OpenDocument spreadsheet whose only sheet holds these rows.
pub fn open_document(rows: &str) -> Vec<u8> {
    open_document_of(&format!(
        "<table:table table:name=\"Sheet1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    ))
}

/// An OpenDocument spreadsheet with this behind the beginning of its content.
pub fn open_document_of(body: &str) -> Vec<u8> {
    const NAMESPACE: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let names = ["office", "table", "text"].map(|n| format!("xmlns:{n}=\"{NAMESPACE}:{n}:1.0\"")).join(" ");
    super::archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &format!("<office:document-content {names}><office:body><office:spreadsheet>{body}")),
    ])
}

/// A row of an OpenDocument sheet with one number in it; attributes of the row and of the cell.
pub fn open_document_row(row: &str, cell: &str) -> String {
    format!(
        "<table:table-row {row}><table:table-cell office:value-type=\"float\" office:value=\"7\" {cell}>\
         <text:p>7</text:p></table:table-cell></table:table-row>"
    )
}
