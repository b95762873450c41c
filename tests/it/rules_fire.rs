//! The list of rules held to account: each fires on an input made for it, and is silent on one that nearly is.

use std::collections::BTreeSet;

use ksfgrid::consolidate::UserInput;
use ksfgrid::discover::discover;
use ksfgrid::framework::Framework;
use ksfgrid::observe::Silent;
use ksfgrid::pipeline::Run;
use ksfgrid::read::InProcess;
use ksfgrid::rules::{self, Stage};
use support::{Book, Finding, Folder, Form, Grid, KSFS, RATINGS, Sheet, Typed, archive, damage, with_text};

/// A rule, an input that it is about, and one that it is not.
type Case = (&'static str, fn() -> Folder, fn() -> Folder);

fn form() -> Form {
    Form::of("Oakfield Primary School")
}

fn one(form: &Form) -> Folder {
    Folder::with(form)
}

fn two(first: &Form, second: &Form) -> Folder {
    Folder::new().save("a.xlsx", first).save("b.xlsx", second)
}

fn raw(name: &str, bytes: &[u8]) -> Folder {
    Folder::new().save(name, &bytes.to_vec())
}

/// A form with one entry for KSF 1.
fn typed(entry: impl Into<Typed>) -> Folder {
    one(&form().rating(1, entry))
}

/// A grid of two schools with a column of figures.
fn figures(heading: &str, values: [f64; 10]) -> Folder {
    let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS);
    Folder::with(&grid.figures(heading, values))
}

/// A workbook of ours among returns, with an action in its plan or without.
fn among_returns(action: Option<&str>) -> Folder {
    let folder = one(&form());
    folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
    let bytes = std::fs::read(folder.path("out.xlsx")).expect("the workbook");
    let plan = "Action plan";
    let bytes = action.map_or_else(|| bytes.clone(), |action| with_text(&bytes, plan, "F5", action));
    one(&form()).save("out.xlsx", &bytes)
}

/// A workbook of ours in whose action plan there is an action of a cluster.
fn planned_in(cluster: &str) -> Folder {
    let folder = one(&form().cluster("Riverside"));
    folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
    let bytes = std::fs::read(folder.path("out.xlsx")).expect("the workbook");
    let plan = "Action plan";
    let planned = with_text(&with_text(&bytes, plan, "F5", "Join the network"), plan, "A5", cluster);
    raw("out.xlsx", &planned)
}

fn encrypted(name: &str) -> Folder {
    use std::io::{Cursor, Write};
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    file.create_stream("/EncryptedPackage").and_then(|mut s| s.write_all(&[7; 64])).expect("a stream");
    file.flush().expect("memory");
    Folder::new().save(name, &file.into_inner().into_inner())
}

fn half(percent: usize) -> Folder {
    let mut bytes = form().bytes();
    bytes.truncate(bytes.len() * percent / 100);
    raw("a.xlsx", &bytes)
}

fn second_sheet(broken: bool) -> Folder {
    let book = Book::of([form().sheet(), Sheet::new("Notes").put("A1", "a note")]).bytes();
    let change = |name: &str, xml: String| {
        if broken && name.ends_with("sheet2.xml") { xml.replace("</c>", "</x>") } else { xml }
    };
    Folder::new().save("a.xlsx", &support::rewritten(&book, change))
}

fn two_columns(heading: &str) -> Folder {
    let sheet = form().sheet().row("B9", ["Rating", heading]);
    Folder::with(&(10..20).fold(sheet, |sheet, row| sheet.put(&format!("C{row}"), 5)))
}

fn with_own(named_so: bool) -> Folder {
    let folder = one(&form());
    folder.run(&["build", "returns", "-o", "returns/KSF workbook.xlsx"]).expect(0);
    if !named_so {
        folder.run(&["build", "returns", "-o", "KSF workbook.xlsx"]).expect(0);
        std::fs::remove_file(folder.path("returns/KSF workbook.xlsx")).expect("it was written");
    }
    folder
}

fn hidden(ratings: [Typed; 10]) -> Folder {
    let other = form().sheet_name("Old").ratings(ratings).sheet().hidden();
    Folder::with(&Book::of([form().sheet(), other]))
}

/// A grid of two schools with a column of notes behind them, of which one column is hidden.
fn hiding(column: &str) -> Folder {
    let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS);
    Folder::with(&grid.sheet().put("D4", "Notes").hide(column))
}

/// A form, and beside it a sheet with a list of the KSFs and two columns of numbers without a heading.
fn beside_a_form(numbers: [i32; 10]) -> Folder {
    let sheet = (1..).zip(KSFS).zip(numbers).fold(Sheet::new("Other"), |sheet, ((row, ksf), number)| {
        sheet.row(&format!("A{row}"), [Typed::from(ksf), number.into(), (number + 1).into()])
    });
    Folder::with(&Book::of([form().sheet(), sheet]))
}

fn form_with(cell: &str, entries: [Typed; 2]) -> Folder {
    Folder::with(&form().sheet().row(cell, entries))
}

fn files() -> Vec<Case> {
    vec![
        ("F102", || raw("a.xlsx", b""), || raw("a.txt", b"")),
        ("F103", || encrypted("a.xlsx"), || encrypted("a.docx")),
        ("F104", || half(60), || half(100)),
        ("F105", || raw("a.xls", b"%PDF-1.4"), || raw("a.pdf", b"%PDF-1.4")),
        ("F106", || raw("a.xls", b"\x09\x04\x06\x00\x07\x00\x10\x00"), || raw("a.txt", b"School,Funding\n")),
        ("F107", || Folder::with(&Sheet::new("Budget").put("A1", "Cost")), || one(&form())),
        ("F108", || one(&Form::unsigned().ratings([""; 10])), || one(&form().ratings([""; 10]))),
        ("F109", || second_sheet(true), || second_sheet(false)),
        ("F110", || two_columns("Second rating"), || two_columns("Target rating")),
        ("F111", || with_own(true), || with_own(false)),
        ("F113", || beside_a_form([5; 10]), || beside_a_form([2_500; 10])),
        (
            "F114",
            || raw("a.xlsx", &damage::with_parts(&form().bytes(), 10_000)),
            || raw("a.xlsx", &damage::with_parts(&form().bytes(), 1_000)),
        ),
        (
            "F115",
            || raw("a.xlsx", &damage::with_wrong_checksum(&form().bytes(), damage::SHEET)),
            || raw("a.xlsx", &damage::with_wrong_checksum(&form().bytes(), "docProps/app.xml")),
        ),
        (
            "F117",
            || raw("a.7z", b"7z\xBC\xAF\x27\x1C\0\x04"),
            || raw("a.zip", &archive(&[("pictures/a.png", "")])),
        ),
        ("F118", || hiding("C"), || hiding("D")),
        ("F121", || among_returns(Some("Join the network")), || among_returns(None)),
        ("F120", || planned_in("Dockside"), || planned_in("Riverside")),
        ("F119", || one(&form().sheet_name("Target")), || one(&form().sheet_name("Oakfield"))),
        ("F112", || hidden(RATINGS.map(Typed::from)), || hidden([""; 10].map(Typed::from))),
    ]
}

fn identities() -> Vec<Case> {
    fn unsigned() -> Form {
        Form::unsigned().la("Northshire").cluster("Riverside")
    }
    vec![
        ("I201", || one(&unsigned()), || one(&form())),
        ("I202", || Folder::new().save("Oakfield School.xlsx", &unsigned()), || one(&form())),
        (
            "I203",
            || one(&Form::unsigned().la("Northshire").school("Oakfield")),
            || Folder::new().save("Riverside/a.xlsx", &Form::unsigned().la("Northshire").school("Oakfield")),
        ),
        ("I204", || one(&Form::unsigned().school("Oakfield").cluster("Riverside")), || one(&form())),
        (
            "I205",
            || form_with("A22", ["School name".into(), "Hill Top".into()]),
            || form_with("A22", ["School name".into(), "Oakfield Primary".into()]),
        ),
        ("I206", || one(&form().dfe("12/34")), || one(&form().dfe("880 2134"))),
        (
            "I207",
            || two(&Form::of("Oakfield School"), &Form::of("Oakfeild School")),
            || two(&Form::of("Eastfield School"), &Form::of("Westfield School")),
        ),
        (
            "I208",
            || two(&form(), &form().la("Southshire")),
            || two(&form(), &form().la("Northshire County Council").school("Hill Top")),
        ),
        (
            "I209",
            || form_with("A7", ["Date".into(), "spring term".into()]),
            || form_with("A7", ["Date".into(), "12th March 2010".into()]),
        ),
    ]
}

/// A return with a register of these lines, and one with a list of names.
fn registered(form: &Form, lines: &str) -> Folder {
    let register = format!("School,Local authority,Cluster,DfE number\n{lines}\n");
    one(form).beside("schools.csv", register.as_bytes()).using(&["--register", "schools.csv"])
}

fn with_names(form: &Form, lines: &str) -> Folder {
    one(form).beside("names.csv", lines.as_bytes()).using(&["--names", "names.csv"])
}

/// Names that are taken from folders, and numbers that two schools give.
fn taken_names() -> Vec<Case> {
    fn in_folder(form: &Form) -> Folder {
        Folder::new().save("Northshire/Riverside/a.xlsx", form)
    }
    fn numbered(name: &str) -> Folder {
        two(&Form::of("Oakfield").dfe("880/2134"), &Form::of(name).dfe("880/2134"))
    }
    vec![
        (
            "I216",
            || in_folder(&Form::unsigned().school("Oakfield").la("Northshire")),
            || in_folder(&Form::unsigned().school("Oakfield").cluster("Harbour")),
        ),
        (
            "I217",
            || in_folder(&Form::unsigned().school("Oakfield").cluster("Riverside")),
            || in_folder(&Form::unsigned().school("Oakfield").la("Northshire")),
        ),
        ("I218", || numbered("Hill Top"), || numbered("Oakfield Community School")),
        ("I220", || one(&Form::of("St Oswinâ€™s Primary")), || one(&Form::of("St Oswin’s Primary"))),
        (
            "I221",
            || two(&form().cluster("Riverside"), &form().cluster("Harbour")),
            || two(&form().cluster("Riverside"), &form().cluster("Harbour").dfe("880/2002")),
        ),
        ("I219", || one(&Form::of("7")), || one(&Form::of("School 7"))),
    ]
}

fn registers() -> Vec<Case> {
    const OAKFIELD: &str = "Oakfield Primary,Northshire,Riverside,880/2001";
    const TWICE: &str = "Oakfield Primary,,,880/2001\nOakfield Primary,,,880/2002";
    vec![
        (
            "I210",
            || registered(&Form::of("Ferrygate"), OAKFIELD),
            || registered(&Form::of("OAKFIELD PRIMARY"), OAKFIELD),
        ),
        (
            "I211",
            || registered(&Form::of("Oakfeild Primary"), OAKFIELD),
            || registered(&Form::of("Oakfield Junior"), OAKFIELD),
        ),
        ("I212", || registered(&form(), TWICE), || registered(&form().dfe("880/2002"), TWICE)),
        (
            "I213",
            || registered(&form().dfe("880/2009"), OAKFIELD),
            || registered(&Form::of("Oakfeild").dfe("880/2001"), OAKFIELD),
        ),
        (
            "I214",
            || with_names(&form(), "Oakfeild Primary,Oakfield Primary"),
            || with_names(&form(), "OAKFIELD  PRIMARY SCHOOL,Oakfield"),
        ),
        ("I215", || beside_schools("Key"), || beside_schools("Rank")),
        (
            "C703",
            || registered(&form(), "Oakfield Primary,Northshire,,\nHill Top,Northshire,,"),
            || registered(&form(), "Oakfield Primary,Northshire,,\nHill Top,Southshire,,"),
        ),
    ]
}

/// A grid with a column under this heading beside those of two schools.
fn beside_schools(heading: &str) -> Folder {
    let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS);
    Folder::with(&grid.school(heading, RATINGS))
}

fn dated(dates: [&str; 3]) -> Folder {
    let form = |school: &str, date: &str| Form::of(school).date(date);
    let folder = two(&form("Oakfield", dates[0]), &form("Hill Top", dates[1]));
    folder.save("c.xlsx", &form("Castle Lane", dates[2])).using(&["--as-of", "2010-03-31"])
}

fn ratings() -> Vec<Case> {
    vec![
        ("R301", || typed(0), || typed(1)),
        ("R302", || typed(6.5), || typed(6.0)),
        ("R303", || typed(Typed::Percentage(0.7)), || typed(0.7)),
        ("R304", || typed("6-7"), || typed("6/10")),
        ("R305", || typed("N/A"), || typed("NN")),
        ("R306", || typed(Typed::Date(2010, 7, 6)), || typed("6/7")),
        ("R307", || typed(Typed::Formula("=1/0", "#DIV/0!")), || typed(Typed::Formula("=3+4", "7"))),
        ("R308", || typed(Typed::FormulaWithoutResult("=3+4")), || typed("")),
        (
            "R309",
            || form_with("A20", [KSF_5.into(), 9.into()]),
            || form_with("A20", [KSF_5.into(), RATINGS[4].into()]),
        ),
        ("R310", || typed(""), || typed("x")),
        ("R311", || typed("7"), || typed(7)),
    ]
}

const KSF_5: &str = "Partnership working";

fn factors() -> Vec<Case> {
    vec![
        ("K401", || one(&form().ksf(9, "Money").rating(9, "")), || one(&form().rating(9, ""))),
        (
            "K402",
            || form_with("A20", [KSF_5.into(), RATINGS[4].into()]),
            || form_with("A20", ["Total".into(), 50.into()]),
        ),
        ("K403", || one(&form().ksf(9, "Money")), || one(&form().ksf(9, "Money").rating(9, ""))),
        (
            "K404",
            || one(&form().ksf(5, "5 Partnersip working")),
            || one(&form().ksf(5, "5) PARTNERSHIP  working")),
        ),
    ]
}

fn stated_figures() -> Vec<Case> {
    vec![
        (
            "S501",
            || figures("Total", RATINGS.map(f64::from)),
            || figures("Total", RATINGS.map(|r| f64::from(2 * r))),
        ),
        (
            "S502",
            || figures("Average", RATINGS.map(|r| f64::from(r) / 2.0)),
            || figures("Average", RATINGS.map(f64::from)),
        ),
    ]
}

fn duplicates() -> Vec<Case> {
    vec![
        ("D601", || two(&form(), &form()), || two(&form(), &form().cluster("Harbour"))),
        (
            "D602",
            || two(&form().date("01/03/2010"), &form().date("02/03/2010").rating(1, 9)),
            || two(&form(), &form().date("02/03/2010").rating(1, 9)),
        ),
        ("D603", || two(&form(), &form().rating(1, 9)), || two(&form(), &form().rating(1, ""))),
        ("D604", || two(&form(), &form().rating(1, "")), || two(&form(), &form().rating(1, 9))),
    ]
}

fn collections() -> Vec<Case> {
    vec![
        ("C701", || one(&form().ratings(["?"; 10])), || one(&form().ratings(["?"; 10]).rating(1, 7))),
        ("C702", || one(&form().ratings([5; 10])), || one(&form().ratings([5; 10]).rating(1, 4))),
        (
            "C704",
            || dated(["01/03/2010", "02/03/2010", "01/04/2010"]),
            || dated(["01/03/2010", "02/03/2010", "31/03/2010"]),
        ),
        (
            "C705",
            || dated(["01/03/2010", "02/03/2010", "28/02/2009"]),
            || dated(["01/03/2010", "01/03/2010", "01/03/2009"]),
        ),
    ]
}

/// Rules whose input cannot be made on every system, each with the test that makes it where it can.
/// F101: `a_file_that_cannot_be_opened_is_an_error_of_its_own`; F116: in tests/it/worker.rs.
const TESTED_ELSEWHERE: [&str; 2] = ["F101", "F116"];

fn cases() -> Vec<Case> {
    let lists = [
        files(),
        identities(),
        taken_names(),
        registers(),
        ratings(),
        factors(),
        stated_figures(),
        duplicates(),
        collections(),
    ];
    lists.into_iter().flatten().collect()
}

fn codes(folder: &Folder) -> BTreeSet<String> {
    folder.findings().into_iter().map(|f| f.rule).collect()
}

#[test]
fn every_rule_fires_on_what_it_is_about() {
    for (rule, about, _) in cases() {
        let found = codes(&about());
        assert!(found.contains(rule), "{rule} is silent; {found:?} fired");
    }
}

#[test]
fn every_rule_is_silent_on_a_near_miss() {
    for (rule, _, near_miss) in cases() {
        let found = codes(&near_miss());
        assert!(!found.contains(rule), "{rule} fires on its near miss, beside {found:?}");
    }
}

/// Whether a rule fires while files are read and validated one by one.
fn fires_in_a_file(folder: &Folder, code: &str) -> bool {
    let given = UserInput::default();
    let run = Run::new(&InProcess, Framework::embedded(), &given, &Silent);
    let submitted = discover(&[folder.path("returns")]).expect("a folder");
    submitted.files.iter().flat_map(|file| run.file(file)).any(|file| {
        let of_returns = file.returns.iter().flat_map(|one| one.findings.iter().chain(&one.table_findings));
        file.findings.iter().chain(of_returns).any(|finding| finding.rule.code == code)
    })
}

#[test]
fn every_rule_names_the_stage_that_finds_it() {
    for (code, about, _) in cases() {
        let stage = rules::find(code).expect("a rule").found_by;
        let in_a_file = matches!(stage, Stage::Search | Stage::Validate | Stage::Return);
        assert_eq!(fires_in_a_file(&about(), code), in_a_file, "{code}, which says {stage:?}");
    }
}

#[test]
fn every_rule_is_told_as_often_of_our_workbook_as_of_the_files_it_was_made_from() {
    for (code, about, _) in cases() {
        // There is no workbook without a return.
        let folder = about().save("another.xlsx", &Form::of("Yewtree Academy"));
        let count = |findings: Vec<Finding>| findings.iter().filter(|f| f.rule == code).count();
        let first = count(folder.findings());
        folder.run_using(&["build", "returns", "-o", "out.xlsx"]).expect(0);
        let again = count(folder.run_using(&["check", "out.xlsx", "--format", "json"]).findings());
        // Nothing is found by searching where the file itself is named.
        let expected = if ["F111", "F121"].contains(&code) { 0 } else { first };
        assert_eq!(again, expected, "{code}");
    }
}

#[test]
fn no_rule_is_forgotten_and_no_rule_is_unknown() {
    let tested: BTreeSet<&str> = cases().iter().map(|(rule, ..)| *rule).chain(TESTED_ELSEWHERE).collect();
    let all: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.code).collect();
    assert_eq!(tested, all);
}

#[test]
fn findings_carry_the_severity_and_the_words_of_their_rule() {
    for (code, about, _) in cases() {
        let rule = rules::find(code).unwrap();
        for finding in about().findings().iter().filter(|f| f.rule == code) {
            assert_eq!(finding.severity, rule.severity.word(), "{code}");
            assert!(finding.found.ends_with('.') && finding.remedy.ends_with('.'), "{finding:?}");
        }
    }
}

/// A link that leads nowhere; a file that may not be read is one only where the tests run without all rights.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_is_an_error_of_its_own() {
    use std::os::unix::fs::symlink;
    let folder = one(&form());
    symlink("nowhere.xlsx", folder.path("returns/link.xlsx")).unwrap();
    assert_eq!(folder.check(), ["F101 link.xlsx"]);
    std::fs::rename(folder.path("returns/return.xlsx"), folder.path("returns/nowhere.xlsx")).unwrap();
    assert_eq!(folder.check(), [""; 0]);
}
