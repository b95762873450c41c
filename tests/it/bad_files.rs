//! One good return among bad files of every kind: the good school's figures are there, every bad workbook is one
//! clear error, and what is no spreadsheet is ignored without a word.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use support::{Book, Folder, Form, RATINGS, Run, Sheet, archive, rewritten};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01";
const PDF: &[u8] = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\n";
const HTML: &[u8] = b"<html><body><table><tr><td>Funding</td><td>7</td></tr></table></body></html>";
const CSV: &[u8] = b"School,Funding\nOakfield,7\n";
const XML_2003: &[u8] =
    b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";

fn good() -> Form {
    Form::of("Oakfield Primary School")
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/northshire").join(name);
    fs::read(path).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The first part of a file, as a download that broke off.
fn cut(mut bytes: Vec<u8>, percent: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() * percent / 100);
    bytes
}

/// A compound file with streams of these names and contents.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let memory = Cursor::new(Vec::new());
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, memory).expect("a compound file");
    for (name, content) in streams {
        let mut stream = file.create_stream(format!("/{name}")).expect("a stream");
        stream.write_all(content).expect("memory");
    }
    file.flush().expect("memory");
    file.into_inner().into_inner()
}

/// A workbook that Excel 2007 or later protected by a password.
fn protected() -> Vec<u8> {
    compound(&[("EncryptionInfo", &[4, 0, 4, 0, 0x40, 0, 0, 0]), ("EncryptedPackage", &[7; 4096])])
}

/// A workbook of Excel 97 to 2003 that asks for a password: its stream begins with the record that says so.
fn protected_xls() -> Vec<u8> {
    let mut stream = vec![0x09, 0x08, 16, 0, 0, 6, 5, 0, 0xBB, 0x0D, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0];
    stream.extend([0x2F, 0, 6, 0, 1, 0, 0x34, 0x12, 0x78, 0x56]);
    stream.extend([0x0A, 0, 0, 0]);
    stream.resize(4096, 0);
    compound(&[("Workbook", &stream), ("\u{5}SummaryInformation", &[0; 64])])
}

/// A whole archive whose sheet is no sheet.
fn broken_inside(xlsx: &[u8]) -> Vec<u8> {
    rewritten(xlsx, |name, xml| if name.starts_with("xl/worksheets/") { "<".to_owned() } else { xml })
}

fn word_document() -> Vec<u8> {
    archive(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")])
}

fn presentation() -> Vec<u8> {
    archive(&[("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p:presentation/>")])
}

/// Bad workbooks: name, content, and the rule that they fall under.
fn bad_workbooks() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let xlsx = good().bytes();
    vec![
        ("01 empty.xlsx", Vec::new(), "F102"),
        ("02 empty.ods", Vec::new(), "F102"),
        ("03 protected.xlsx", protected(), "F103"),
        ("04 protected.xls", protected_xls(), "F103"),
        ("05 half.xlsx", cut(xlsx.clone(), 50), "F104"),
        ("06 most.xlsx", cut(xlsx.clone(), 95), "F104"),
        ("07 half.xls", cut(fixture("Riverside/Ferrygate Primary School.xls"), 50), "F104"),
        ("08 half.ods", cut(fixture("Moorland/Moorland returns.ods"), 50), "F104"),
        ("09 broken.xlsx", broken_inside(&xlsx), "F104"),
        ("10 broken.xlsb", archive(&[("xl/workbook.bin", "no workbook")]), "F104"),
        ("11 web page.xls", HTML.to_vec(), "F105"),
        ("12 text.xlsx", CSV.to_vec(), "F105"),
        ("13 letter.xlsx", word_document(), "F105"),
        ("14 agenda.xls", PDF.to_vec(), "F105"),
        ("15 photo.xlsx", PNG.to_vec(), "F105"),
        ("16 noise.xls", (0..=255).cycle().skip(3).step_by(7).take(5000).collect(), "F105"),
        ("17 zip.xlsx", archive(&[("readme.txt", "hello")]), "F105"),
        ("18 old.xls", XML_2003.to_vec(), "F106"),
        ("19 budget.xlsx", Sheet::new("Budget").row("A1", ["Item", "Cost"]).bytes(), "F107"),
        ("20 template.xlsx", Form::unsigned().ratings([""; 10]).bytes(), "F108"),
        ("21 nothing in it.xlsx", Sheet::new("Sheet1").bytes(), "F107"),
    ]
}

/// Files that nobody takes for a workbook.
fn other_files() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("letter.docx", word_document()),
        ("letter.doc", compound(&[("WordDocument", &[0; 4096])])),
        ("slides.pptx", presentation()),
        ("agenda.pdf", PDF.to_vec()),
        ("photo.png", PNG.to_vec()),
        ("photo.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec()),
        ("notes.txt", b"Ring the school.".to_vec()),
        ("archive.zip", archive(&[("readme.txt", "hello")])),
        ("mail.msg", compound(&[("__properties_version1.0", &[0; 64])])),
        ("~$good.xlsx", [5, 65].into_iter().chain([32; 163]).collect()),
        (".~lock.good.xlsx#", b",user,host;".to_vec()),
        ("Thumbs.db", compound(&[("Catalog", &[0; 64])])),
        ("desktop.ini", b"[.ShellClassInfo]".to_vec()),
        (".DS_Store", b"\0\0\0\x01Bud1".to_vec()),
        ("._good.xlsx", b"\0\x05\x16\x07".to_vec()),
        ("empty", Vec::new()),
    ]
}

fn everything() -> Folder {
    let folder = Folder::new().save("good.xlsx", &good());
    let folder = bad_workbooks().iter().fold(folder, |folder, (name, bytes, _)| folder.save(name, bytes));
    other_files().iter().fold(folder, |folder, (name, bytes)| folder.save(name, bytes))
}

#[test]
fn each_bad_workbook_is_one_error_and_no_other_file_is_a_finding() {
    let expected: Vec<String> =
        bad_workbooks().iter().map(|(name, _, rule)| format!("{rule} {name}")).collect();
    assert!(expected.len() >= 20);
    assert_eq!(everything().check(), expected);
}

#[test]
fn a_workbook_whose_parts_are_numbered_is_read() {
    let renamed = |text: &str| {
        ["workbook.xml", "sharedStrings.xml", "styles.xml"]
            .iter()
            .fold(text.to_owned(), |text, name| text.replace(name, &name.replace('.', "22.")))
    };
    let mut from = zip::ZipArchive::new(Cursor::new(good().bytes())).expect("an archive");
    let mut parts = Vec::new();
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a part of text");
        parts.push((renamed(&part.name().expect("a name")), renamed(&text)));
    }
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = Folder::new().save("export.xlsx", &archive(&parts));
    assert_eq!(folder.build().ratings_of("Oakfield Primary School"), RATINGS.map(|r| r.to_string()));
}

#[test]
fn archives_of_kinds_that_are_not_unpacked_are_told() {
    let packed: [(&str, &[u8]); 4] = [
        ("05.7z", b"7z\xBC\xAF\x27\x1C"),
        ("06.rar", b"Rar!\x1A\x07\x00"),
        ("07.tar.gz", b"\x1F\x8B\x08\x00"),
        ("10 winmail.dat", b"\x78\x9F\x3E\x22\x01\x00"),
    ];
    let folder =
        packed.iter().fold(Folder::new(), |folder, (name, bytes)| folder.save(name, &bytes.to_vec()));
    let expected: Vec<String> = packed.iter().map(|(name, _)| format!("F117 {name}")).collect();
    let letter = b"Subject: return\r\nMIME-Version: 1.0\r\n\r\nSorry, late.".to_vec();
    assert_eq!(folder.save("11.eml", &letter).check(), expected);
}

#[test]
fn each_error_names_the_file_and_says_what_to_do() {
    for finding in everything().findings() {
        assert_eq!(finding.severity, "error");
        assert!(finding.found.len() > 20 && finding.remedy.len() > 20, "{finding:?}");
    }
}

#[test]
fn the_good_schools_figures_are_there_and_every_file_is_accounted_for() {
    let mut book = everything().build();
    assert_eq!(book.ratings_of("Oakfield Primary School"), RATINGS.map(|r| r.to_string()));
    assert_eq!(
        book.of("Schools", ["School", "Answered", "Average"]),
        [["Oakfield Primary School", "10", "5"]]
    );
    let mut expected = vec!["good.xlsx: used".to_owned()];
    let not_a_return = |rule: &str| rule == "F107" || rule == "F108";
    expected.extend(bad_workbooks().iter().map(|(name, _, rule)| {
        format!("{name}: {}", if not_a_return(rule) { "not a return" } else { "could not be read" })
    }));
    expected.extend(other_files().iter().map(|(name, _)| format!("{name}: ignored")));
    expected.sort();
    assert_eq!(book.fates(), expected);
}

#[test]
fn the_exit_status_tells_of_errors_only_where_it_is_asked_to() {
    let folder = everything();
    folder.run(&["build", "returns", "-o", "a.xlsx"]).expect(0);
    folder.run(&["build", "returns", "-o", "b.xlsx", "--strict"]).expect(1);
    folder.run(&["check", "returns"]).expect(1);
    assert_eq!(folder.written("b.xlsx").schools(), ["Oakfield Primary School"]);
}

#[test]
fn nothing_but_bad_files_writes_nothing_and_says_so() {
    let folder = Folder::new().save("a.xlsx", &protected()).save("b.pdf", &PDF.to_vec());
    let run = folder.run(&["build", "returns"]).expect(2);
    assert!(run.stderr.contains("F103") && run.stderr.contains("no workbook was written"), "{run}");
    assert!(!folder.path("KSF workbook.xlsx").exists());
}

#[test]
fn the_content_decides_and_not_the_ending() {
    let folder = Folder::new()
        .save("really xlsx.xls", &good())
        .save("really xls.xlsx", &fixture("Riverside/Riverside Nursery School.xls"))
        .save("really ods.xlsx", &fixture("Riverside/St Bernadine's RC Primary School.ods"))
        .save("no ending", &Form::of("Hill Top School"));
    let errors = folder.findings().into_iter().filter(|f| f.rule.starts_with('F')).count();
    assert_eq!((errors, folder.build().schools().len()), (0, 4));
}

#[test]
fn one_broken_sheet_costs_that_sheet_only() {
    let book = Book::of([good().sheet(), Form::of("Hill Top School").sheet_name("Second").sheet()]);
    let broken = rewritten(&book.bytes(), |name, xml| {
        if name.ends_with("sheet2.xml") { xml.replace("</c>", "</x>") } else { xml }
    });
    let folder = Folder::with(&broken);
    assert_eq!(folder.check(), ["F109 return.xlsx"]);
    assert_eq!(folder.findings()[0].sheet, "Second");
    assert_eq!(folder.build().schools(), ["Oakfield Primary School"]);
}

#[test]
fn a_cut_off_file_never_gives_half_a_return() {
    let whole = good().bytes();
    for percent in [1, 10, 30, 60, 80, 99] {
        let folder = Folder::with(&cut(whole.clone(), percent));
        assert_eq!(folder.check(), ["F104 return.xlsx"], "{percent}%");
    }
}

/// Nothing of the program's insides is shown, whatever a file holds.
fn is_calm(run: &Run) -> bool {
    ["panicked", "RUST_BACKTRACE", "src/"].iter().all(|w| !run.stderr.contains(w) && !run.stdout.contains(w))
}

#[test]
fn no_flipped_byte_stops_the_run_or_shows_the_programs_insides() {
    for original in [good().bytes(), fixture("Riverside/Riverside Nursery School.xls")] {
        let folder = (0..40).fold(Folder::new().save("good.xlsx", &good()), |folder, n| {
            let mut bytes = original.clone();
            let at = bytes.len() * n / 40 + n % 7;
            bytes[at] ^= 0x55;
            folder.save(&format!("{n}.xls"), &bytes)
        });
        let run = folder.run(&["check", "returns", "--format", "json"]);
        assert!(is_calm(&run) && run.status != Some(2), "{run}");
        let run = folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
        assert!(is_calm(&run) && !folder.written("out.xlsx").schools().is_empty(), "{run}");
    }
}
