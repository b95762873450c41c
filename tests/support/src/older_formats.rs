//! Workbooks of Excel 97–2003 and of OpenDocument, built in code: plain ones, and ones that lie about their size.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use super::layouts::KSFS;
use super::sheet::archive;

/// A return as rows of up to two cells: labels of its school, and the KSFs with their ratings.
fn rows(school: &str, ratings: [u8; 10]) -> Vec<(String, String)> {
    let labels = [("Local authority", "Northshire"), ("Cluster", "Riverside"), ("School", school)];
    let labels = labels.map(|(label, name)| (label.to_owned(), name.to_owned()));
    let heading = ("KSF".to_owned(), "Rating".to_owned());
    let rated = KSFS.iter().zip(ratings).map(|(ksf, rating)| ((*ksf).to_owned(), rating.to_string()));
    labels.into_iter().chain([heading]).chain(rated).collect()
}

// ------------------------------------------------------------------------------------------ Excel 97–2003

/// A return as an .xls file.
pub fn xls(school: &str, ratings: [u8; 10]) -> Vec<u8> {
    xls_of_size(school, ratings, 20, 2)
}

/// The same, with records of these kinds and this content on its sheet, before all cells.
pub fn xls_with(school: &str, ratings: [u8; 10], records: &[(u16, &[u8])]) -> Vec<u8> {
    xls_built(school, ratings, (20, 2), records, &[])
}

/// The same, with a number format that all of its cells have.
pub fn xls_formatted(school: &str, ratings: [u8; 10], code: &str) -> Vec<u8> {
    let length = u16::try_from(code.len()).expect("a short text").to_le_bytes();
    let format = [&164_u16.to_le_bytes()[..], &length, &[0], code.as_bytes()].concat();
    let cell_format = [&[0, 0][..], &164_u16.to_le_bytes(), &[0; 16]].concat();
    xls_built(school, ratings, (20, 2), &[], &[(0x041E, &format), (0x00E0, &cell_format)])
}

/// The same, which says that its sheet has so many rows and columns.
pub fn xls_of_size(school: &str, ratings: [u8; 10], rows_said: u32, columns_said: u16) -> Vec<u8> {
    xls_built(school, ratings, (rows_said, columns_said), &[], &[])
}

fn xls_built(
    school: &str,
    ratings: [u8; 10],
    (rows_said, columns_said): (u32, u16),
    records: &[(u16, &[u8])],
    styles: &[(u16, &[u8])],
) -> Vec<u8> {
    let mut sheet = Vec::new();
    record(&mut sheet, 0x0809, &[0, 6, 0x10, 0, 0xBB, 0x0D, 0xCC, 7, 0, 0, 0, 0, 6, 0, 0, 0]);
    let mut size = Vec::new();
    size.extend(0_u32.to_le_bytes());
    size.extend(rows_said.to_le_bytes());
    size.extend(0_u16.to_le_bytes());
    size.extend(columns_said.to_le_bytes());
    size.extend([0; 2]);
    record(&mut sheet, 0x0200, &size);
    for (kind, content) in records {
        record(&mut sheet, *kind, content);
    }
    for (row, (first, second)) in (0..).zip(rows(school, ratings)) {
        text_record(&mut sheet, row, 0, &first);
        match second.parse::<f64>() {
            Ok(number) => record(&mut sheet, 0x0203, &[&cell(row, 1)[..], &number.to_le_bytes()].concat()),
            Err(_) => text_record(&mut sheet, row, 1, &second),
        }
    }
    // A cell at the end of what the sheet says to have.
    if rows_said > 1_000 {
        let last = u16::try_from(rows_said - 1).expect("a row of such a sheet");
        record(&mut sheet, 0x0203, &[&cell(last, columns_said - 1)[..], &1_f64.to_le_bytes()].concat());
    }
    record(&mut sheet, 0x000A, &[]);
    let mut stream = Vec::new();
    record(&mut stream, 0x0809, &[0, 6, 5, 0, 0xBB, 0x0D, 0xCC, 7, 0, 0, 0, 0, 6, 0, 0, 0]);
    record(&mut stream, 0x0042, &1200_u16.to_le_bytes());
    for (kind, content) in styles {
        record(&mut stream, *kind, content);
    }
    let name = b"Form";
    // Up to the place of the sheet: this record, with its head, and the end of the globals.
    let place = u32::try_from(stream.len() + 4 + 8 + name.len() + 4).expect("a small file");
    let head = [0, 0, u8::try_from(name.len()).expect("a short name"), 0];
    record(&mut stream, 0x0085, &[&place.to_le_bytes()[..], &head, name].concat());
    record(&mut stream, 0x000A, &[]);
    stream.extend(sheet);
    stream.resize(stream.len().max(4096), 0);
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
        .expect("a compound file");
    file.create_stream("/Workbook").expect("a stream").write_all(&stream).expect("memory");
    file.flush().expect("memory");
    file.into_inner().into_inner()
}

fn record(to: &mut Vec<u8>, kind: u16, content: &[u8]) {
    to.extend(kind.to_le_bytes());
    to.extend(u16::try_from(content.len()).expect("a short record").to_le_bytes());
    to.extend(content);
}

/// Row, column and format of a cell.
fn cell(row: u16, column: u16) -> Vec<u8> {
    [row, column, 0].into_iter().flat_map(u16::to_le_bytes).collect()
}

fn text_record(to: &mut Vec<u8>, row: u16, column: u16, text: &str) {
    assert!(text.is_ascii(), "{text}");
    let length = u16::try_from(text.len()).expect("a short text").to_le_bytes();
    record(to, 0x0204, &[&cell(row, column)[..], &length, &[0], text.as_bytes()].concat());
}

// ------------------------------------------------------------------------------------------- OpenDocument

const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
     xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
     xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";

/// An OpenDocument spreadsheet with this content.
fn ods_of(content: &str) -> Vec<u8> {
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", content),
    ])
}

/// What stands before a table's rows.
fn opening() -> String {
    format!(
        "<office:document-content {NAMES}><office:body><office:spreadsheet><table:table table:name=\"Form\">"
    )
}

const CLOSING: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";

/// A return as an .ods file.
pub fn ods(school: &str, ratings: [u8; 10]) -> Vec<u8> {
    let mut xml = opening();
    for (first, second) in rows(school, ratings) {
        let kind = match second.parse::<f64>() {
            Ok(number) => format!("office:value-type=\"float\" office:value=\"{number}\""),
            Err(_) => "office:value-type=\"string\"".to_owned(),
        };
        let _ = write!(
            xml,
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{first}</text:p></table:table-cell>\
             <table:table-cell {kind}><text:p>{second}</text:p></table:table-cell></table:table-row>"
        );
    }
    ods_of(&(xml + CLOSING))
}

/// An .ods file of one sheet with these rows (and what stands before them), written as XML.
pub fn ods_of_rows(rows: &str) -> Vec<u8> {
    ods_of(&(opening() + rows + CLOSING))
}

/// An .ods file whose content ends inside a table: the reading library waits for more for ever.
pub fn ods_without_end() -> Vec<u8> {
    ods_of(&(opening() + "<table:table-row><table:table-cell/></table:table-row>"))
}

/// An .ods file of one long text that is said to repeat over a whole row.
pub fn ods_that_repeats() -> Vec<u8> {
    let text = "a".repeat(1_000_000);
    let row = format!(
        "<table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\">\
         <text:p>{text}</text:p></table:table-cell></table:table-row>"
    );
    ods_of(&(opening() + &row + CLOSING))
}
