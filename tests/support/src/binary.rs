//! Binary workbooks (.xlsb) of one sheet, record by record.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{KSFS, RATINGS};

/// A record: its kind and its data.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let [low, high] = kind.to_le_bytes();
    let mut bytes = if kind < 0x80 { vec![low] } else { vec![low | 0x80, high << 1 | low >> 7] };
    bytes.extend([
        u8::try_from(data.len() % 128).expect("a byte") | 0x80,
        u8::try_from(data.len() / 128).expect("a byte"),
    ]);
    bytes.extend_from_slice(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let letters: Vec<u16> = text.encode_utf16().collect();
    let count = u32::try_from(letters.len()).expect("a short text");
    count.to_le_bytes().into_iter().chain(letters.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A cell's record: its kind, column, format and value.
pub fn cell(kind: u16, column: u32, format: u8, value: &[u8]) -> Vec<u8> {
    let place = column.to_le_bytes().into_iter().chain([format, 0, 0, 0]);
    record(kind, &place.chain(value.iter().copied()).collect::<Vec<u8>>())
}

/// A cell with a text.
pub fn text(column: u32, text: &str) -> Vec<u8> {
    cell(6, column, 0, &wide(text))
}

/// A cell with a number, in one of these formats: 0 is General, 1 is 0%, 2 is 0"*", 3 is General and struck out.
pub fn number(column: u32, format: u8, number: f64) -> Vec<u8> {
    cell(5, column, format, &number.to_le_bytes())
}

/// The beginning of a row.
pub fn row(row: u32) -> Vec<u8> {
    record(0, &row.to_le_bytes())
}

/// A form of a school: its KSFs stand in rows 3 to 12, and what is beside each is given.
pub fn form(school: &str, rating: impl Fn(usize, u8) -> Vec<u8>) -> Vec<u8> {
    let mut rows = [row(0), text(0, "School"), text(1, school)].concat();
    rows.extend([row(1), text(0, "Key success factor"), text(1, "Rating")].concat());
    for (n, (ksf, number)) in KSFS.into_iter().zip(RATINGS).enumerate() {
        let at = u32::try_from(n).expect("a few rows") + 2;
        rows.extend([row(at), text(0, ksf), rating(n + 1, number)].concat());
    }
    workbook(&rows)
}

/// A workbook whose only sheet has these records between the beginning and the end of its rows.
pub fn workbook(rows: &[u8]) -> Vec<u8> {
    workbook_with(&[], rows)
}

/// The same with records before its rows.
pub fn workbook_with(before: &[u8], rows: &[u8]) -> Vec<u8> {
    let begin = [record(0x81, &[]), record(0x94, &[0; 16]), before.to_vec(), record(0x91, &[])].concat();
    let sheet = [begin, rows.to_vec(), record(0x92, &[])];
    let bundle = [vec![0; 8], wide("rId1"), wide("Form")].concat();
    let list = [record(0x9C, &bundle), record(0x90, &[]), record(0x9D, &[])];
    let font = |options: u8| record(0x2B, &[&[200, 0, options, 0][..], &[0; 20]].concat());
    let format = |number: u16, font: u8| {
        record(0x2F, &[&[0, 0][..], &number.to_le_bytes(), &[font, 0], &[0; 10]].concat())
    };
    let starred = record(0x2C, &[&164_u16.to_le_bytes()[..], &wide("0\"*\"")].concat());
    let formats =
        [record(0x269, &4_u32.to_le_bytes()), format(0, 0), format(9, 0), format(164, 0), format(0, 1)];
    let styles = [vec![starred, font(0), font(8)], formats.to_vec(), vec![record(0x26A, &[])]].concat();
    let relationships =
        "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("xl/_rels/workbook.bin.rels", relationships.as_bytes()),
        ("xl/workbook.bin", &list.concat()),
        ("xl/styles.bin", &styles.concat()),
        ("xl/worksheets/sheet1.bin", &sheet.concat()),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("an archive").into_inner()
}
