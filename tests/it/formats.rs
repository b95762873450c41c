//! What a cell shows and what it stores are two things: 100% is stored as 1, TRUE in an OpenDocument file may be.

use std::fs;
use std::path::Path;

use support::{Folder, KSFS, archive};

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn number(kind: &str, value: &str, shown: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"{kind}\" office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
    )
}

/// A form as an OpenDocument spreadsheet: the cells beside the ten KSFs.
fn form(ratings: &[String; 10]) -> Vec<u8> {
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let mut rows = row(&[text("School"), text("Oakfield Primary")]) + &row(&[text("KSF"), text("Rating")]);
    for (ksf, rating) in KSFS.iter().zip(ratings) {
        rows += &row(&[text(ksf), rating.clone()]);
    }
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Form\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest xmlns=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
        ("content.xml", &content),
    ])
}

/// The places of a rule's findings.
fn places(folder: &Folder, rule: &str) -> Vec<String> {
    let found = folder.check();
    found.iter().filter_map(|f| f.strip_prefix(rule)).map(|place| place.trim().to_owned()).collect()
}

#[test]
fn percentages_in_an_excel_2003_workbook_are_no_ratings() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/percentages.xls");
    let folder = Folder::new().save("form.xls", &fs::read(fixture).expect("the fixture"));
    let errors: Vec<String> = places(&folder, "R303");
    assert_eq!(errors, ["form.xls B4", "form.xls B5", "form.xls B7"]);
    let expected = ["", "", "3", "", "5", "6", "7", "8", "9", "10"];
    assert_eq!(folder.build().ratings_of("Oakfield Primary"), expected);
}

#[test]
fn what_an_opendocument_cell_shows_decides() {
    let error = "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" \
                 calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>";
    let blank = "<table:table-cell table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\" \
                 office:string-value=\"\"><text:p></text:p></table:table-cell>";
    let ratings = [
        number("percentage", "1", "100%"),
        number("float", "2", "200 %"),
        number("float", "1", "TRUE"),
        error.to_owned(),
        blank.to_owned(),
        number("float", "6", "6"),
        number("float", "7", "7.0"),
        text("#N/A"),
        number("float", "9", "9 H"),
        number("percentage", "0.1", "10%"),
    ];
    let folder = Folder::new().save("form.ods", &form(&ratings));
    assert_eq!(places(&folder, "R303"), ["form.ods B3", "form.ods B4", "form.ods B12"]);
    assert_eq!(places(&folder, "R304"), ["form.ods B5"]);
    assert_eq!(places(&folder, "R307"), ["form.ods B6", "form.ods B10"]);
    assert_eq!(places(&folder, "R310"), ["form.ods B7"]);
    assert_eq!(folder.build().ratings_of("Oakfield Primary"), ["", "", "", "", "", "6", "7", "", "9", ""]);
}
