//! What a cell shows and what it stores are two things: 100% is stored as 1, TRUE in an OpenDocument file may be, and a number
//! format can add whatever it likes.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use support::{Folder, Form, KSFS, RATINGS, archive, binary, rewritten, xls_formatted};

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

/// An Excel workbook of a form, each of whose ten ratings is a number in a format of its own.
fn formatted(ratings: &[(f64, Format)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["School", "Oakfield Primary"]).expect("a row");
    sheet.write_row(1, 0, ["KSF", "Rating"]).expect("a row");
    for (row, (ksf, (number, format))) in (2..).zip(KSFS.iter().zip(ratings)) {
        sheet.write(row, 0, *ksf).expect("a cell");
        sheet.write_with_format(row, 1, *number, format).expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn what_a_number_format_shows_decides() {
    let format = |code: &str| Format::new().set_num_format(code);
    let ratings = [
        (7.0, format("0\\%")),
        (4.0, format("0\"%\"")),
        (3.0, format("0\"*\"")),
        (5.0, format("\"N/A\"")),
        (6.0, format(";;;")),
        (8.0, format("0\"/10\"")),
        (9.0, format("0.0")),
        (2.0, format("#,##0_ ;[Red]-#,##0\\ ")),
        (1.0, Format::new().set_font_strikethrough()),
        (10.0, format("[>=8][Green]0;[Red]0")),
    ];
    let folder = Folder::new().save("form.xlsx", &formatted(&ratings));
    assert_eq!(places(&folder, "R303"), ["form.xlsx B3", "form.xlsx B4"]);
    assert_eq!(places(&folder, "R304"), ["form.xlsx B5", "form.xlsx B11"]);
    assert_eq!(places(&folder, "R305"), ["form.xlsx B6"]);
    assert_eq!(places(&folder, "R310"), ["form.xlsx B7"]);
    assert_eq!(places(&folder, "R311"), ["form.xlsx B8"]);
    let expected = ["", "", "", "", "", "8", "9", "2", "", "10"];
    assert_eq!(folder.build().ratings_of("Oakfield Primary"), expected);
}

#[test]
fn what_a_number_format_shows_decides_in_a_binary_workbook() {
    let rating = |row: usize, number: u8| {
        let format = [0, 1, 2, 3].get(row - 1).copied().unwrap_or(0);
        binary::number(1, format, f64::from(number))
    };
    let folder = Folder::new().save("form.xlsb", &binary::form("Oakfield Primary", rating));
    assert_eq!(places(&folder, "R303"), ["form.xlsb B4"]);
    assert_eq!(places(&folder, "R304"), ["form.xlsb B5", "form.xlsb B6"]);
}

#[test]
fn what_a_number_format_shows_decides_in_an_excel_2003_workbook() {
    let rules = |code: &str| {
        let folder = Folder::new().save("form.xls", &xls_formatted("Oakfield Primary", RATINGS, code));
        let count = |rule| places(&folder, rule).len();
        [count("R303"), count("R304"), count("R310")]
    };
    assert_eq!(rules("0\"%\""), [10, 0, 0]);
    assert_eq!(rules("0.0"), [0, 0, 0]);
}

#[test]
fn what_an_opendocument_cell_adds_to_its_number_decides() {
    let commented = "<table:table-cell office:value-type=\"float\" office:value=\"5\"><office:annotation><text:p>Agreed \
                     100%</text:p></office:annotation><text:p>5</text:p></table:table-cell>";
    let ratings = [
        number("float", "7", "7%"),
        number("float", "4", "4*"),
        number("currency", "3", "£3.00"),
        number("float", "6", ""),
        commented.to_owned(),
        "<table:table-cell office:value-type=\"float\" office:value=\"8\"/>".to_owned(),
        number("float", "9", "9,0"),
        number("float", "2", "2 L"),
        number("float", "1", " 1 "),
        number("float", "10", "10"),
    ];
    let folder = Folder::new().save("form.ods", &form(&ratings));
    assert_eq!(places(&folder, "R303"), ["form.ods B3"]);
    assert_eq!(places(&folder, "R304"), ["form.ods B4", "form.ods B5"]);
    assert_eq!(places(&folder, "R310"), ["form.ods B6"]);
    let expected = ["", "", "", "", "5", "8", "9", "2", "1", "10"];
    assert_eq!(folder.build().ratings_of("Oakfield Primary"), expected);
    let style = "<office:automatic-styles><style:style style:name=\"ce1\" style:family=\"table-cell\"><style:text-properties \
                 style:text-line-through-style=\"solid\"/></style:style><style:style style:name=\"ce2\" \
                 style:family=\"table-cell\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>\
                 </office:automatic-styles><office:body>";
    let of_style = |name: &str, cell: String| {
        cell.replace("<table:table-cell", &format!("<table:table-cell table:style-name=\"{name}\""))
    };
    let ratings: [String; 10] =
        std::array::from_fn(|n| of_style(if n == 3 { "ce1" } else { "ce2" }, number("float", "5", "5")));
    let struck = rewritten(&form(&ratings), |_, xml| xml.replace("<office:body>", style));
    assert_eq!(places(&Folder::new().save("form.ods", &struck), "R304"), ["form.ods B6"]);
}

#[test]
fn what_programs_keep_beside_a_value_and_letters_written_as_numbers_change_nothing() {
    let beside = "<extLst><ext uri=\"{A}\"><v>9</v><row/></ext></extLst></c>";
    let bytes = rewritten(&Form::of("Oakfield Primary").ratings(RATINGS).bytes(), |name, xml| {
        if !name.starts_with("xl/worksheets/sheet") {
            return xml;
        }
        let with_references =
            xml.replacen("<v>7</v>", "<v>&#55;</v>", 1).replacen("<v>4</v>", "<v>&#x34;</v>", 1);
        with_references.replacen("<v>5</v></c>", &format!("<v>5</v>{beside}"), 1)
    });
    let folder = Folder::new().save("a.xlsx", &bytes);
    assert_eq!(folder.check(), [""; 0]);
    assert_eq!(folder.build().ratings_of("Oakfield Primary"), RATINGS.map(|n| n.to_string()));
}
