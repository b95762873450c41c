//! Text tables: read whatever letters and separators they were saved with, and named as Excel names their cells.

use support::{Folder, KSFS, RATINGS};

const SCHOOL: &str = "St Bride’s École";

/// A form as a spreadsheet program saves it, with this separator.
fn form(by: char) -> String {
    let quoted = |text: &str| {
        if text.contains([by, '"', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let mut lines = vec![format!("Self-assessment{by}{by}"), format!("{by}{by}")];
    let labels = [("School", SCHOOL), ("Cluster", "Riverside"), ("Local authority", "Northshire")];
    lines.extend(labels.map(|(label, value)| format!("{label}{by}{value}{by}")));
    lines.push(format!("Key success factor{by}Rating{by}Evidence"));
    for (ksf, rating) in KSFS.iter().zip(RATINGS) {
        let evidence = quoted("Minutes; notes, \"all\" of\nthem\there");
        lines.push(format!("{}{by}{rating}{by}{evidence}", quoted(ksf)));
    }
    lines.join("\r\n") + "\r\n"
}

fn rating_texts() -> Vec<String> {
    RATINGS.map(|r| r.to_string()).to_vec()
}

#[track_caller]
fn read(name: &str, bytes: &[u8]) {
    let folder = Folder::new().save(name, &bytes.to_vec());
    assert_eq!(folder.check(), [""; 0]);
    let mut book = folder.build();
    assert_eq!(book.ratings_of(SCHOOL), rating_texts());
    let [cell] = &book.of("Ratings", ["Cell"])[9];
    assert_eq!(cell, "B16");
}

/// A text in UTF-16, with a byte-order mark or without.
fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let marked = if mark { format!("\u{FEFF}{text}") } else { text.to_owned() };
    marked.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '’' => 0x92,
            c => u8::try_from(u32::from(c)).expect("a letter of Western Europe"),
        })
        .collect()
}

#[test]
fn every_separator_is_found_by_looking() {
    for by in [',', ';', '\t'] {
        read("form.csv", form(by).as_bytes());
    }
}

#[test]
fn every_encoding_is_found_by_looking() {
    let text = form(',');
    read("form.csv", format!("\u{FEFF}{text}").as_bytes());
    read("form.csv", &windows_1252(&text));
    for (big, mark) in [(false, true), (true, true), (false, false), (true, false)] {
        read("form.csv", &utf16(&text, big, mark));
    }
}

#[test]
fn line_ends_of_every_system_are_read() {
    for end in ["\n", "\r"] {
        read("form.csv", form(';').replace("\r\n", end).as_bytes());
    }
}

#[test]
fn a_text_table_under_another_name_is_read_and_prose_is_not() {
    read("form.txt", &utf16(&form('\t'), false, true));
    read("form.xls", form('\t').as_bytes());
    let folder = Folder::new()
        .save("form.csv", &form(',').into_bytes())
        .save("letter.txt", &b"Dear all,\nplease find, as asked, our form.\nThanks,\nA. Teacher\n".to_vec());
    assert_eq!(folder.check(), [""; 0]);
}

#[test]
fn a_school_that_the_table_does_not_state_comes_from_the_files_name() {
    let text = form(',').replace(&format!("School,{SCHOOL},"), "Title,,");
    let folder = Folder::new().save("Oakfield_Primary return 2010.csv", &text.into_bytes());
    let finding = &folder.findings()[0];
    assert_eq!((finding.rule.as_str(), finding.cell.as_str()), ("I202", "B7"));
    assert!(finding.found.contains("the file's name gave \"Oakfield Primary\""), "{}", finding.found);
}

#[test]
fn what_is_no_number_stays_as_it_was_typed() {
    let mut text = form(',');
    for (rating, typed) in [("consultation,7", "consultation,1e1"), ("Funding,5", "Funding,06-Jul")] {
        text = text.replacen(rating, typed, 1);
    }
    let found = Folder::new().save("form.csv", &text.into_bytes()).findings();
    let said: Vec<(&str, &str)> = found.iter().map(|f| (f.rule.as_str(), f.value.as_str())).collect();
    assert_eq!(said, [("R304", "1e1"), ("R306", "06-Jul")]);
}

#[test]
fn what_is_wrong_with_a_text_table_is_told() {
    let (before, after) =
        form(',').split_once("Funding,5,").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a row");
    let open = format!("{before}Funding,5,{}", after.replacen("here\"", "here", 1));
    let folder = Folder::new().save("a.csv", &open.into_bytes()).save("b.csv", &Vec::new());
    let folder = folder.save("c.csv", &b"\x00\x01\x02\x03".to_vec());
    let found = folder.findings();
    let files: Vec<&str> =
        found.iter().filter(|f| f.rule.starts_with('F')).map(|f| f.rule.as_str()).collect();
    assert_eq!(files, ["F109", "F102", "F105"]);
    assert!(found[0].found.contains("quotation marks in row 15 do not fit"), "{}", found[0].found);
}
