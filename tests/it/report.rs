//! What `check` and `build` report: what is lost comes first, what says the same is one entry, and nothing is left out of
//! the counts; the same for programs as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use support::{Folder, Form, Grid, RATINGS, Sheet};

const PDF: &[u8] = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\n";

/// A workbook that is no return.
fn letter() -> Sheet {
    Sheet::new("Letter").put("A1", "Dear colleague")
}

fn typed_words() -> Form {
    let words = ["8 - low", "7 - low", "9 - low", "8 - low", "8 - low"];
    (1..=5).fold(Form::of("Dogwood Primary School"), |form, n| form.rating(n, words[n - 1])).rating(7, "TBC")
}

/// The findings that the entries of a text count, by rule: "error R304 a.xlsx: 6 ratings such as …", "note I203 7 files"; an
/// entry without a number is one finding.
fn counted_by_entries(report: &str) -> BTreeMap<String, usize> {
    let things = ["rating", "finding", "return", "file", "KSFs"];
    let mut by_rule = BTreeMap::new();
    for line in report.lines() {
        let [severity, rule, about] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else { continue };
        if !["error", "warning", "note"].contains(&severity) {
            continue;
        }
        let (number, thing) =
            about.rsplit(": ").next().and_then(|end| end.split_once(' ')).unwrap_or_default();
        let is_count = things.iter().any(|known| thing.starts_with(known));
        *by_rule.entry(rule.to_owned()).or_default() += number.parse().ok().filter(|_| is_count).unwrap_or(1);
    }
    by_rule
}

fn json(folder: &Folder, paths: &[&str]) -> Value {
    let run = folder.run(&[&["check", "--format", "json"], paths].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}\n{run}"))
}

fn by_rule(document: &Value) -> BTreeMap<String, usize> {
    let mut by_rule = BTreeMap::new();
    for finding in document["findings"].as_array().expect("findings") {
        *by_rule.entry(finding["rule"].as_str().expect("a rule").to_owned()).or_default() += 1;
    }
    by_rule
}

fn northshire() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/northshire").display().to_string()
}

// ------------------------------------------------------------------------------------------------------- the text

#[test]
fn ratings_with_one_fault_in_one_file_are_one_entry_that_says_once_what_to_do() {
    let folder = Folder::new().save("Dogwood.xlsx", &typed_words());
    let report = folder.run(&["check", "returns"]).expect(1).stdout;
    let errors: Vec<&str> = report.lines().filter(|line| line.starts_with("error ")).collect();
    let expected = "error R304 Dogwood.xlsx, sheet Self assessment (Dogwood Primary School): 6 ratings";
    assert_eq!(errors.len(), 1, "{report}");
    assert!(errors[0].starts_with(expected), "{report}");
    for cell in ["B10", "\"8 - low\"", "\"7 - low\""] {
        assert!(report.contains(cell), "{cell}\n{report}");
    }
    assert_eq!(report.matches("    > ").count(), 1, "{report}");
}

#[test]
fn cells_with_one_fault_are_listed_in_a_line() {
    let folder = Folder::with(&Form::of("Oakfield").rating(1, "n.k.").rating(2, "later").rating(9, "soon"));
    let report = folder.run(&["check", "returns"]).expect(1).stdout;
    assert!(report.contains("Oakfield): 3 ratings such as \"n.k.\"\n"), "{report}");
    let cells = "B10 \"n.k.\", B11 \"later\", B18 \"soon\": each was not used as a rating.";
    assert!(report.contains(cells), "{report}");
}

#[test]
fn what_is_lost_comes_first_and_every_lost_file_is_named() {
    let folder = (1..=30).fold(Folder::with(&Form::of("Oakfield").rating(1, "TBC")), |folder, n| {
        folder.save(&format!("lost {n:02}.xlsx"), &b"PK\x03\x04".to_vec())
    });
    let report = folder.run(&["check", "returns"]).expect(1).stdout;
    let (lost, others) = report.split_once("The other findings").expect("two parts");
    assert!(lost.starts_with("Lost in whole or in part: 30 files."), "{report}");
    assert!((1..=30).all(|n| lost.contains(&format!("lost {n:02}.xlsx"))), "{report}");
    assert_eq!(lost.matches("    > ").count(), 1, "{report}");
    assert!(others.contains("error R304 return.xlsx"), "{report}");

    let build = folder.run(&["build", "returns"]).expect(0).stderr;
    let (first, rest) = build.split_once("error R304").expect("both are told");
    assert!(first.contains("lost 10.xlsx") && first.contains("… and 20 more; the sheet Findings lists all."));
    assert!(rest.contains("Start with: what is lost, in 30 files"), "{build}");
}

#[test]
fn many_files_that_are_no_returns_are_one_entry_with_their_number_and_the_first_names() {
    let folder = (1..=40).fold(Folder::with(&Form::of("Oakfield")), |folder, n| {
        folder
            .save(&format!("letter {n:02}.xlsx"), &letter())
            .save(&format!("plan {n:02}.pdf"), &PDF.to_vec())
    });
    let run = folder.run(&["check", "returns"]).expect(1);
    let heading = "Lost in whole or in part: 40 files that may be no returns. Start here.\n";
    assert!(run.stdout.starts_with(heading), "{run}");
    assert!(run.stdout.contains("error F107 40 files\n"), "{run}");
    assert!(run.stdout.contains("letter 05.xlsx, and 35 more\n"), "{run}");
    assert!(run.stdout.lines().count() < 10 && run.stdout.matches("F107").count() == 1, "{run}");
    assert!(run.stderr.contains("40 ignored (plan 01.pdf, plan 02.pdf, plan 03.pdf and 37 more)"), "{run}");
}

#[test]
fn what_nobody_states_about_schools_is_told_once_a_folder() {
    let names = ["Ash", "Birch", "Cedar", "Damson", "Elder", "Furze", "Gorse"];
    let folder = names.iter().fold(Folder::new(), |folder, name| {
        folder.save(&format!("{name}.xlsx"), &Form::unsigned().school(&format!("{name} Primary School")))
    });
    let report = folder.run(&["check", "returns"]).expect(0).stdout;
    let notes: Vec<&str> = report.lines().filter(|line| line.starts_with("note I203")).collect();
    assert_eq!(notes, ["note I203 7 files"], "{report}");
    let entries = counted_by_entries(&report);
    assert_eq!(entries, by_rule(&json(&folder, &["returns"])), "{report}");
}

#[test]
fn the_entries_count_every_finding() {
    let folder = Folder::new()
        .save("grid.xlsx", &Grid::of("Riverside").school("Ash", RATINGS).school("Birch", ["?"; 10]))
        .save("Dogwood.xlsx", &typed_words())
        .save("damaged.xlsx", &b"PK\x03\x04".to_vec())
        .save("letter.xlsx", &letter());
    for paths in [&["returns"][..], &[&northshire()], &["returns", &northshire()]] {
        let report = folder.run(&[&["check"], paths].concat()).expect(1).stdout;
        assert_eq!(counted_by_entries(&report), by_rule(&json(&folder, paths)), "{report}");
    }
}

#[test]
fn quiet_leaves_the_errors_what_is_lost_and_the_summary() {
    let folder = Folder::with(&Form::of("Oakfield").rating(1, "TBC").rating(2, ""))
        .save("late.zip", &b"Rar!\x1A\x07\x01\0".to_vec());
    let run = folder.run(&["check", "returns", "-q"]).expect(1);
    let heads: Vec<&str> = run.stdout.lines().filter(|line| !line.starts_with(' ')).collect();
    assert!(heads.iter().any(|line| line.starts_with("error R304")), "{run}");
    assert!(heads.iter().any(|line| line.starts_with("warning F117")), "{run}");
    assert!(!run.stdout.contains("R310") && run.stderr.contains("1 error, 2 warnings"), "{run}");
    let none =
        Folder::with(&Form::of("Oakfield").rating(2, "")).run(&["check", "returns", "--quiet"]).expect(0);
    assert!(none.stdout.is_empty() && none.stderr.contains("1 warning"), "{none}");
}

#[test]
fn nobody_is_sent_to_findings_that_are_not_shown() {
    let only_ignored = Folder::new().save("a.pdf", &PDF.to_vec()).save("b.pdf", &PDF.to_vec());
    let run = only_ignored.run(&["build", "returns"]).expect(2);
    assert!(!run.stderr.contains("above") && run.stderr.contains("a.pdf, b.pdf"), "{run}");
    let letters = Folder::with(&letter());
    let run = letters.run(&["build", "returns", "--quiet"]).expect(2);
    assert!(!run.stderr.contains("above") && run.stderr.contains("ksfgrid check lists"), "{run}");
    let run = letters.run(&["build", "returns"]).expect(2);
    let shown = run.stderr.find("error F107").expect("it is shown");
    assert!(run.stderr.find("findings above").is_some_and(|at| at > shown), "{run}");
    // What stands in the way may be no error.
    let archive = Folder::new().save("late.rar", &b"Rar!\x1A\x07\x01\0".to_vec());
    let run = archive.run(&["build", "returns"]).expect(2);
    assert!(run.stderr.contains("warning F117") && run.stderr.contains("findings above"), "{run}");
    let clean = Folder::with(&Form::of("Oakfield")).run(&["check", "returns"]).expect(0);
    assert!(!clean.stderr.contains("above") && clean.stderr.contains("Findings: none."), "{clean}");
    assert!(!clean.stderr.contains("Start with"), "{clean}");
}

// ------------------------------------------------------------------------------------------------------- for programs

#[test]
fn the_document_tells_what_became_of_every_file() {
    let folder = Folder::new()
        .save("Ash.xlsx", &Form::of("Ash Primary School").date("1 March 2010"))
        .save("Ash again.xlsx", &Form::of("Ash Primary School").date("1 April 2010").rating(1, 2))
        .save("Birch.xlsx", &Form::of("Birch Primary School").rating(1, "TBC").rating(2, ""))
        .save("letter.xlsx", &letter())
        .save("plan.pdf", &PDF.to_vec());
    let document = json(&folder, &["returns"]);
    assert_eq!(document["schema"], 1);
    let files = document["files"].as_array().expect("files");
    let fate = |file: &Value| {
        format!("{}: {}, {}", file["file"].as_str().unwrap_or_default(), file["status"], file["used"])
            .replace('"', "")
    };
    let expected = [
        "Ash again.xlsx: used, 10",
        "Ash.xlsx: replaced by a later return, 0",
        "Birch.xlsx: used in part, 8",
        "letter.xlsx: not a return, 0",
        "plan.pdf: ignored, 0",
    ];
    assert_eq!(files.iter().map(fate).collect::<Vec<_>>(), expected);
    let birch = &files[2]["returns"][0];
    assert_eq!(
        (&birch["school"], &birch["rated"], &birch["missing"], &birch["rejected"], &birch["status"]),
        (&"Birch Primary School".into(), &8.into(), &1.into(), &1.into(), &"used in part".into())
    );
    assert_eq!(
        (&files[1]["returns"][0]["rated"], &files[1]["returns"][0]["date"]),
        (&10.into(), &"2010-03-01".into())
    );
    assert_eq!(files[3]["returns"], Value::Array(Vec::new()));
}

#[test]
fn the_documents_counts_add_up() {
    let folder = Folder::new();
    let document = json(&folder, &[&northshire()]);
    let number = |value: &Value| value.as_u64().expect("a number");
    let files = document["files"].as_array().expect("files");
    let counts = &document["counts"];
    let used: u64 = files.iter().map(|file| number(&file["used"])).sum();
    assert_eq!(used, number(&counts["ratings"]["used"]));
    assert_eq!(files.len() as u64, number(&counts["files"]));
    let returns: usize = files.iter().map(|file| file["returns"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(returns as u64, number(&counts["returns"]));
    let ratings: u64 = ["used", "missing", "rejected"].iter().map(|of| number(&counts["ratings"][of])).sum();
    assert_eq!(ratings, 10 * number(&counts["schools"]));
    let rules: BTreeMap<String, usize> =
        serde_json::from_value(counts["rules"].clone()).expect("numbers by rule");
    assert_eq!(rules, by_rule(&document));
    let severities: u64 = ["errors", "warnings", "notes"].iter().map(|of| number(&document[of])).sum();
    assert_eq!(severities, document["findings"].as_array().map_or(0, Vec::len) as u64);
}

#[test]
fn the_document_names_the_schools_that_have_not_returned() {
    let register = b"School,Local authority,Cluster\nAsh Primary School,Northshire,Riverside\nBirch Primary School,Northshire,Riverside\n";
    let folder = Folder::with(&Form::of("Ash Primary School")).beside("schools.csv", register);
    let document = json(&folder, &["returns", "--register", "schools.csv"]);
    let waited_for = document["not_returned"].as_array().expect("schools");
    let names: Vec<&str> = waited_for.iter().filter_map(|school| school["school"].as_str()).collect();
    assert_eq!(names, ["Birch Primary School"]);
}

#[test]
fn the_readme_describes_every_field() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md");
    let section = readme.split("### `check --format json`").nth(1).expect("a section");
    let document = json(&Folder::with(&Form::of("Oakfield").rating(1, "TBC")), &["returns"]);
    let parts = ["", "/counts", "/counts/ratings", "/files/0", "/files/0/returns/0", "/findings/0"];
    for field in
        parts.iter().filter_map(|part| document.pointer(part)?.as_object()).flat_map(|part| part.keys())
    {
        assert!(section.contains(&format!("`{field}`")), "{field}");
    }
}
