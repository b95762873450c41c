//! Registers as files: with the headings that people write, as workbooks, as Get Information about Schools gives them; and
//! files that are none.

use support::{Folder, Form, Run, Sheet};

/// A form that states only its school.
fn unsigned(school: &str) -> Form {
    Form::unsigned().school(school)
}

// ---------------------------------------------------------------------------------------------- kinds of registers

#[test]
fn headings_are_read_as_people_write_them_wherever_they_stand() {
    for headings in [
        "School,LA,Cluster name,DfE no.",
        "School name,Local Authority,Cluster,LAESTAB",
        "ESTABLISHMENTNAME;LA (name);Cluster;DfE number",
        "Name of school\tAuthority\tES cluster\tDfE",
    ] {
        let separator = headings.chars().find(|c| ",;\t".contains(*c)).expect("a separator").to_string();
        let row = ["Oakfield Primary School", "Northshire", "Riverside", "8802001"].join(&separator);
        for above in ["", "Schools of Northshire\n\n"] {
            let folder = Folder::new()
                .beside("register.csv", format!("{above}{headings}\n{row}\n").as_bytes())
                .save("a.xlsx", &unsigned("Oakfield Primary"));
            let mut book = folder.build_with(&["--register", "register.csv"]);
            let found = book.of("Schools", ["Local authority", "Cluster", "DfE number"]);
            assert_eq!(found, [["Northshire", "Riverside", "880/2001"]], "{headings}");
        }
    }
}

#[test]
fn a_register_can_be_a_workbook() {
    let sheet = Sheet::new("Schools")
        .row("A1", ["Our schools"])
        .row("B3", ["School", "LA (code)", "EstablishmentNumber", "Local authority", "Cluster"])
        .row("B4", ["Oakfield Primary School", "880", "2001", "Northshire", "Riverside"]);
    let cover = Sheet::new("About").row("A1", ["School"]).row("A2", ["Ask at the office"]);
    let book = support::Book::of([cover, sheet]).bytes();
    let folder = Folder::new().beside("list.xlsx", &book).save("a.xlsx", &unsigned("Oakfield Primary"));
    let mut written = folder.build_with(&["--register", "list.xlsx"]);
    assert_eq!(
        written.of("Schools", ["Local authority", "Cluster", "DfE number"]),
        [["Northshire", "Riverside", "880/2001"]]
    );
}

/// As Get Information about Schools gives it: Windows-1252, quoted, many columns, closed schools among the open.
fn gias() -> Vec<u8> {
    let headings = [
        "URN",
        "LA (code)",
        "LA (name)",
        "EstablishmentNumber",
        "EstablishmentName",
        "TypeOfEstablishment (name)",
        "EstablishmentStatus (code)",
        "EstablishmentStatus (name)",
        "PreviousLA (name)",
        "PreviousEstablishmentNumber",
    ];
    let mut lines = vec![headings.map(|h| format!("\"{h}\"")).join(",")];
    let school = |urn: u32, establishment: u32, name: &str, status: &str| {
        format!(
            "\"{urn}\",\"880\",\"Northshire\",\"{establishment}\",\"{name}\",\"Community school\",\"1\",\"{status}\",\
             \"Oldshire\",\"9999\""
        )
    };
    lines.push(school(100_001, 2001, "St Mary\u{92}s Caf\u{e9} Primary School", "Open"));
    lines.push(school(100_002, 2002, "Hill Top Infant School", "Open, but proposed to close"));
    lines.push(school(100_003, 2001, "Castle Lane Junior School", "Closed"));
    lines.push(school(100_004, 2004, "New Town Academy", "Proposed to open"));
    lines.push(school(100_005, 34, "Oakfield Primary School", "Open"));
    let text = lines.join("\r\n");
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin letters")).collect()
}

#[test]
fn the_export_of_get_information_about_schools_is_read_as_downloaded() {
    let folder = Folder::new()
        .beside("edubasealldata.csv", &gias())
        .save("a.xlsx", &unsigned("ST MARYS CAFÉ PRIMARY"))
        .save("b.xlsx", &unsigned("Castle Lane Junior School"))
        .save("c.xlsx", &unsigned("Oakfield Primary School"));
    let using = ["--register", "edubasealldata.csv"];
    let mut book = folder.build_with(&using);
    let numbers = book.of("Schools", ["School", "DfE number"]);
    assert!(numbers.contains(&["ST MARYS CAFÉ PRIMARY".into(), "880/2001".into()]), "{numbers:?}");
    assert!(numbers.contains(&["Oakfield Primary School".into(), "880/0034".into()]), "{numbers:?}");
    let findings = folder.findings_with(&using);
    let closed = findings.iter().find(|f| f.rule == "I210").expect("a closed school is not on the register");
    assert_eq!(closed.file, "b.xlsx");
    let missing: Vec<&str> = findings.iter().filter(|f| f.rule == "C703").map(|f| f.found.as_str()).collect();
    assert_eq!(missing, ["Northshire: 1 of 3 registered schools has not returned: Hill Top Infant School."]);
    // It has no clusters: they are not counted by it.
    assert!(!book.sheets().contains(&"LA summary".to_owned()));
}

// ---------------------------------------------------------------------------------------------- the file itself

fn fails(folder: &Folder, arguments: &[&str]) -> Run {
    let run = folder.run(&[&["build", "returns"], arguments].concat()).expect(2);
    assert!(!folder.path("KSF workbook.xlsx").exists(), "{run}");
    run
}

#[test]
fn a_register_that_cannot_be_used_is_a_failure() {
    let folder = Folder::with(&Form::of("Oakfield"))
        .beside("empty.csv", b"")
        .beside("letter.txt", b"Dear all,\nhere is the register.\n")
        .beside("pupils.csv", b"Pupil,Class,House\nAnn,3B,Red\n")
        .beside("closed.csv", b"School,Status\nOakfield,Closed\n")
        .beside("no register.xlsx", b"PK\x03\x04 broken");
    for (name, says) in [
        ("nowhere.csv", "The register nowhere.csv could not be opened"),
        ("empty.csv", "The register empty.csv cannot be read: it is empty."),
        ("letter.txt", "The register letter.txt cannot be read: it is a text file."),
        ("no register.xlsx", "The register no register.xlsx cannot be read: it is damaged or cut short"),
        ("returns", "returns is a folder; the register is a file."),
        (
            "pupils.csv",
            "pupils.csv cannot be used as a register: none of its columns is headed School or EstablishmentName; found: \
             Pupil, Class, House.",
        ),
        (
            "closed.csv",
            "closed.csv cannot be used as a register: there is no school under the headings in row 1 of the sheet closed \
             but 1 that are closed or not yet open.",
        ),
    ] {
        let run = fails(&folder, &["--register", name]);
        assert!(run.stderr.contains(says), "{run}");
    }
}

#[test]
fn a_register_among_the_returns_is_no_return() {
    let folder = Folder::new()
        .save("register.csv", &"School,Local authority\nOakfield Primary School,Northshire\n".as_bytes())
        .save("a.xlsx", &Form::of("Oakfield Primary"));
    let mut book = folder.build_with(&["--register", "returns/register.csv"]);
    assert_eq!(book.fates(), ["a.xlsx: used", "register.csv: ignored"]);
    assert_eq!(folder.check_with(&["--register", "returns/register.csv"]), [""; 0]);
}

#[test]
fn the_register_is_never_written_over() {
    let book = Sheet::new("Schools").row("A1", ["School"]).row("A2", ["Oakfield"]).bytes();
    let folder = Folder::with(&Form::of("Oakfield")).beside("schools.xlsx", &book);
    let arguments = ["build", "returns", "--register", "schools.xlsx", "-o", "schools.xlsx", "--force"];
    let run = folder.run(&arguments).expect(2);
    assert!(run.stderr.contains("schools.xlsx is the register; it is never written over."), "{run}");
    assert_eq!(std::fs::read(folder.path("schools.xlsx")).expect("it is there"), book);
}
