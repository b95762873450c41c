//! Files that lie about what they hold, unfold to more than any computer has, or are damaged in odd places: each costs no
//! more than itself, is told in one finding, and leaves the good return beside it untouched.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use support::damage::{
    SHEET, open_document, open_document_of, open_document_row, with_a_part_twice, with_filling, with_part,
    with_parts, with_stated_size, with_wrong_checksum,
};
use support::{Book, Folder, Form, RATINGS, archive, binary};

/// A bad file: its name, its content, the rule that tells of it, and words that it says.
type Bad = (&'static str, Vec<u8>, &'static str, &'static str);

fn bad_form() -> Vec<u8> {
    Form::of("Hill Top School").bytes()
}

fn two_sheets() -> Vec<u8> {
    let second = Form::of("Castle Lane School").sheet_name("Second").sheet();
    Book::of([Form::of("Hill Top School").sheet(), second]).bytes()
}

/// A form whose first sheet is changed.
fn sheet(from: &str, to: &str) -> Vec<u8> {
    with_part(&bad_form(), SHEET, |xml| xml.replacen(from, to, 1))
}

/// The stream of an Excel 2003 workbook, changed and put back.
fn stream(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(excel_2003())).expect("a compound file");
    let mut stream = Vec::new();
    file.open_stream("/Workbook").expect("the workbook").read_to_end(&mut stream).expect("memory");
    change(&mut stream);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    file.create_stream("/Workbook").expect("a stream").write_all(&stream).expect("memory");
    file.flush().expect("memory");
    file.into_inner().into_inner()
}

fn excel_2003() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/northshire/Riverside/Riverside Nursery School.xls");
    fs::read(path).expect("the fixture is there")
}

/// Where records of a kind begin.
fn records(stream: &[u8], kind: u16) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(head) = stream.get(at..at + 4) {
        if u16::from_le_bytes([head[0], head[1]]) == kind {
            found.push(at);
        }
        at += 4 + usize::from(u16::from_le_bytes([head[2], head[3]]));
    }
    found
}

/// A sector of a compound file's table of sectors that follows itself.
fn with_loop() -> Vec<u8> {
    let mut bytes = excel_2003();
    let number =
        |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    let (directory, table) = (number(&bytes, 48), number(&bytes, 76) as usize);
    let at = 512 + 512 * table + 4 * directory as usize;
    bytes[at..at + 4].copy_from_slice(&directory.to_le_bytes());
    bytes
}

fn too_large() -> Vec<Bad> {
    let form = bad_form();
    vec![
        (
            "texts.xlsx",
            with_filling(&form, "xl/sharedStrings.xml", "</sst>", "<si><t>a</t></si>", 17),
            "F114",
            "sharedStrings.xml has",
        ),
        ("stated sheet.xlsx", with_stated_size(&form, SHEET, 1 << 30), "F114", "sheet1.xml has 1024 MB"),
        ("stated texts.xlsx", with_stated_size(&form, "xl/sharedStrings.xml", 17 << 20), "F114", "has 17 MB"),
        ("stated styles.xlsx", with_stated_size(&form, "xl/styles.xml", 9 << 20), "F114", "has 9 MB"),
        ("20,000 parts.xlsx", with_parts(&form, 20_000), "F114", "parts, a return of some twenty"),
        (
            "repeated rows.ods",
            open_document(&open_document_row(
                "table:number-rows-repeated=\"1000000000\"",
                "table:number-columns-repeated=\"16384\"",
            )),
            "F109",
            "repeat so often",
        ),
        (
            "far apart.ods",
            open_document(&format!(
                "{}<table:table-row table:number-rows-repeated=\"1048574\"/>{}",
                open_document_row("", ""),
                open_document_row("", "").replace(
                    "<table:table-cell",
                    "<table:table-cell table:number-columns-repeated=\"16383\"/><table:table-cell",
                ),
            )),
            "F109",
            "lie so far apart",
        ),
        (
            "long texts.ods",
            open_document(
                &open_document_row("table:number-rows-repeated=\"60\"", "")
                    .replace(">7<", &format!("><text:s text:c=\"20000000000\"/>{}<", "a".repeat(1000))),
            ),
            "F109",
            "repeats long texts",
        ),
        (
            "far apart.xls",
            stream(|stream| {
                // A record of row and column: the last cell of the sheet.
                let rk = [records(stream, 0x027E), records(stream, 0x0203)].concat()[0];
                stream[rk + 4..rk + 8].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0]);
            }),
            "F109",
            "lie so far apart",
        ),
    ]
}

fn broken() -> Vec<Bad> {
    let form = bad_form();
    let texts = "xl/sharedStrings.xml";
    let mut no_end = form.clone();
    no_end.truncate(form.len() - 10);
    let half_a_sheet = with_part(&form, SHEET, |xml| {
        let rows = xml.find("<sheetData>").expect("rows");
        format!("{}<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>", &xml[..rows])
    });
    vec![
        ("stated too small.xlsx", with_stated_size(&form, texts, 10), "F104", ""),
        ("stated too large.xlsx", with_stated_size(&form, texts, 1_000_000), "F104", "cannot be unpacked"),
        (
            "two of one name.xlsx",
            with_a_part_twice(&two_sheets(), SHEET, "xl/worksheets/sheet2.xml"),
            "F104",
            "two parts of the same name",
        ),
        (
            "unclosed table.ods",
            open_document_of(&format!("<table:table table:name=\"S\">{}", open_document_row("", ""))),
            "F104",
            "breaks off in the middle",
        ),
        (
            "unclosed cell.ods",
            open_document_of(
                "<table:table table:name=\"S\"><table:table-row><table:table-cell office:value-type=\"string\">\
                 <office:annotation>",
            ),
            "F104",
            "breaks off in the middle",
        ),
        ("loop of sectors.xls", with_loop(), "F104", "table of contents"),
        ("no end.xlsx", no_end, "F104", "the end of the file is missing"),
        ("half a sheet.xlsx", half_a_sheet, "F109", "breaks off in the middle"),
        (
            "elements without end.xlsx",
            with_part(&form, SHEET, |xml| xml.replace("<sheetData>", &"<a>".repeat(100_000))),
            "F104",
            "contradicts itself",
        ),
        (
            "binary.xlsb",
            archive(&[("xl/workbook.bin", "\u{1}\u{7F}no workbook")]),
            "F104",
            "contradicts itself",
        ),
    ]
}

/// A folder with the good return and some bad files.
fn beside_a_good_return(bad: &[Bad]) -> Folder {
    let folder = Folder::new().save("good.xlsx", &Form::of("Oakfield Primary School"));
    bad.iter().fold(folder, |folder, (name, bytes, ..)| folder.save(name, bytes))
}

fn each_costs_itself(bad: &[Bad]) {
    let folder = beside_a_good_return(bad);
    let findings = folder.findings();
    for (name, _, rule, words) in bad {
        let own: Vec<_> = findings.iter().filter(|f| f.file == *name).collect();
        let [only] = own.as_slice() else { panic!("{name}: {own:#?}") };
        assert_eq!(only.rule, *rule, "{name}: {only:#?}");
        assert!(words.split('|').any(|words| only.found.contains(words)), "{name}: {only:#?}");
        assert!(!only.found.contains("rror:") && only.remedy.len() > 20, "{name}: {only:#?}");
    }
    assert_eq!(findings.len(), bad.len(), "{findings:#?}");
    let mut book = folder.build();
    assert_eq!(book.schools(), ["Oakfield Primary School"]);
    assert_eq!(book.ratings_of("Oakfield Primary School"), RATINGS.map(|r| r.to_string()));
}

#[test]
fn what_would_unfold_beyond_all_measure_is_told_and_not_unfolded() {
    each_costs_itself(&too_large());
}

#[test]
fn what_is_broken_is_told_in_plain_words() {
    each_costs_itself(&broken());
}

#[test]
fn a_file_cut_off_anywhere_is_one_error() {
    let whole = bad_form();
    let names = ["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e.xlsx", "f.xlsx", "g.xlsx"];
    let bad: Vec<Bad> = names
        .into_iter()
        .enumerate()
        .map(|(n, name)| {
            (name, whole[..whole.len() * (n + 1) / 8].to_vec(), "F104", "the end of the file is missing")
        })
        .collect();
    each_costs_itself(&bad);
}

/// Every rating of a form is read, and nothing is said but this.
#[track_caller]
fn is_read(name: &str, bytes: &[u8], findings: &[&str]) {
    let folder = Folder::new().save(name, &bytes.to_vec());
    assert_eq!(folder.check(), findings);
    assert_eq!(folder.build().ratings_of("Hill Top School"), RATINGS.map(|r| r.to_string()));
}

#[test]
fn wrong_statements_about_a_sheet_cost_nothing() {
    for size in ["A0:B2", "foo bar", "E20:A1", "A1:XFD1048576", "", "ZZZZZZZ99999999999"] {
        let bytes = with_part(&bad_form(), SHEET, |xml| {
            let begins = xml.find("<dimension").expect("a size");
            let ends = begins + xml[begins..].find('>').expect("its end");
            format!("{}<dimension ref=\"{size}\"{}", &xml[..begins], &xml[ends - 1..])
        });
        is_read("a.xlsx", &bytes, &[]);
    }
    let texts = |count: &str| {
        with_part(&bad_form(), "xl/sharedStrings.xml", |xml| {
            let ends = xml.find("><si>").expect("the first text");
            let begins = xml.find("<sst").expect("the texts");
            format!("{}<sst uniqueCount=\"{count}\"{}", &xml[..begins], &xml[ends..])
        })
    };
    for count in ["0", "80000000", "1000000000000", "18446744073709551615", "-1", "many"] {
        is_read("a.xlsx", &texts(count), &[]);
    }
    let size = |stream: &mut Vec<u8>, rows: u32| {
        for at in records(stream, 0x0200) {
            stream[at + 4..at + 16].fill(0);
            stream[at + 8..at + 12].copy_from_slice(&rows.to_le_bytes());
            stream[at + 14..at + 16].copy_from_slice(&[0xFF, 0xFF]);
        }
    };
    for rows in [0, 65_536, u32::MAX] {
        let folder = Folder::new().save("a.xls", &stream(|stream| size(stream, rows)));
        assert_eq!(folder.build().schools(), ["Riverside Nursery School"]);
    }
}

#[test]
fn long_names_of_fonts_are_not_copied_for_every_format() {
    let bytes = with_part(&bad_form(), "xl/styles.xml", |xml| {
        let fonts = format!("<fonts><font><name val=\"{}\"/></font></fonts>", "N".repeat(400_000));
        let formats = format!("<cellXfs>{}</cellXfs>", "<xf fontId=\"0\"/>".repeat(30_000));
        let begins = xml.find("<fonts").expect("fonts");
        format!("{}{fonts}{formats}</styleSheet>", &xml[..begins])
    });
    is_read("a.xlsx", &bytes, &[]);
}

#[test]
fn a_sheet_may_reach_from_the_first_to_the_last_cell() {
    let cell = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    is_read("a.xlsx", &sheet("</sheetData>", cell), &[]);
}

#[test]
fn a_wrong_checksum_is_told_and_the_ratings_count() {
    is_read("a.xlsx", &with_wrong_checksum(&bad_form(), SHEET), &["F115 a.xlsx"]);
}

/// A form's sheet with another cell behind its last one.
fn with_cell(cell: &str) -> Vec<u8> {
    sheet("</sheetData>", &format!("<row r=\"60\">{cell}</row></sheetData>"))
}

#[test]
fn a_cell_that_cannot_be_understood_costs_that_cell() {
    for cell in [
        "<c r=\"A60\" t=\"zz\"><v>1</v></c>",
        "<c r=\"A60\" t=\"n\"><v>abc</v></c>",
        "<c r=\"A60\" t=\"b\"><v>perhaps</v></c>",
        "<c r=\"A60\" t=\"s\"><v>99999</v></c>",
        "<c r=\"A60\" t=\"s\"><v>first</v></c>",
        "<c r=\"A60\" t=\"e\"><v>Err:502</v></c>",
        "<c r=\"A60\"><v>1&amp;0</v></c>",
        "<c r=\"A60\"><v>1e999</v></c>",
        "<c r=\"A60\"><w>1</w></c>",
        "<c r=\"A60\" r=\"A61\"><v>1</v></c>",
        "<c r=\"A0\"><v>1</v></c>",
        "<c r=\"A1048577\"><v>1</v></c>",
        "<c r=\"XFE1\"><v>1</v></c>",
        "<c r=\"A4294967297\"><v>1</v></c>",
        "<c r=\"ZZZZZZZZZZ99999999999\"><v>1</v></c>",
        "<c r=\"$A$1\"><v>1</v></c>",
        "<c r=\"A60\"><f t=\"shared\" ref=\"foo\" si=\"0\">1+1</f><v>2</v></c>",
    ] {
        is_read("a.xlsx", &with_cell(cell), &["F109 a.xlsx"]);
    }
    for cell in [
        "<c r=\"A60\" t=\"e\"><v>#SPILL!</v></c>",
        "<c r=\"A60\"><v>1&#48;</v></c>",
        "<c r=\"A60\"><f t=\"shared\" ref=\"A60:A61\" si=\"1000000000\">1+1</f><v>2</v></c>",
        "<c r=\"XFE60\" s=\"1\"/>",
    ] {
        is_read("a.xlsx", &with_cell(cell), &[]);
    }
}

#[test]
fn an_error_of_a_newer_excel_is_told_where_it_stands() {
    let bytes = with_part(&bad_form(), SHEET, |xml| {
        let cell = xml.find("<c r=\"B11\"").expect("the second rating");
        let ends = cell + xml[cell..].find("</c>").expect("its end");
        format!("{}<c t=\"e\"><v>#SPILL!</v>{}", &xml[..cell], &xml[ends..])
    });
    let findings = Folder::new().save("a.xlsx", &bytes).findings();
    let told: Vec<_> =
        findings.iter().map(|f| (f.rule.as_str(), f.cell.as_str(), f.value.as_str())).collect();
    assert_eq!(told, [("R307", "B11", "#SPILL!")]);
}

#[test]
fn a_sheet_that_is_lost_costs_that_sheet() {
    let lost = with_stated_size(&two_sheets(), "xl/worksheets/sheet2.xml", 1 << 30);
    is_read("a.xlsx", &lost, &["F109 a.xlsx"]);
    let folder = Folder::new().save("a.xlsx", &lost);
    assert_eq!(folder.findings()[0].sheet, "Second");
}

#[test]
fn a_binary_workbook_hides_nothing() {
    let plain = |_, n: u8| binary::number(1, 0, n.into());
    is_read("a.xlsb", &binary::form("Hill Top School", plain), &["I203 a.xlsb B3", "I204 a.xlsb B3"]);
    let odd = |ksf: usize, n: u8| match ksf {
        2 => binary::cell(0x0B, 1, 0, &[0x17, 0, 0, 0, 0, 0, 0]),
        3 => binary::cell(3, 1, 0, &[0x2C]),
        4 => binary::number(1, 1, 1.0),
        5 => binary::cell(7, 1, 0, &[9, 0, 0, 0]),
        6 => binary::cell(2, 1, 0, &[0; 1]),
        _ => plain(ksf, n),
    };
    let folder = Folder::new().save("a.xlsb", &binary::form("Hill Top School", odd));
    let findings = folder.findings();
    let told: Vec<String> = findings.iter().map(|f| format!("{} {} {}", f.rule, f.cell, f.value)).collect();
    let expected = [
        "F109  ",
        "R307 B4 #REF!",
        "R307 B5 #SPILL!",
        "R303 B6 100%",
        "R310 B7 ",
        "R310 B8 ",
        "I203 B3 ",
        "I204 B3 ",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_binary_sheet_that_breaks_off_is_told() {
    for rows in [
        [binary::row(0), vec![5, 200]].concat(),
        [binary::row(0), vec![5, 0xFF, 0xFF, 0xFF, 0x7F]].concat(),
        binary::row(2_000_000),
        binary::record(0, &[]),
    ] {
        let folder = Folder::new().save("a.xlsb", &binary::workbook(&rows));
        assert_eq!(folder.check(), ["F109 a.xlsb"]);
    }
}
