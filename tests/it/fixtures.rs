//! The returns of Northshire against the list of what is out of the ordinary in them on purpose: everything that
//! gives no rating is found at its cell, everything that should do no harm does none.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use support::{Finding, Folder, Run};

/// A line of the list: a cell may be a range of cells, or empty for a whole file.
#[derive(Debug, Clone)]
struct Oddity {
    file: String,
    sheet: String,
    cell: String,
    typed: String,
    kind: String,
    what: String,
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The fields of a line of CSV.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().expect("there is a field").push(c),
        }
    }
    fields
}

fn oddities() -> Vec<Oddity> {
    let text = fs::read_to_string(fixtures().join("expected.csv")).expect("the list of oddities");
    let lines = text.lines().skip(1).map(fields);
    lines
        .map(|line| {
            let [file, sheet, cell, typed, what] = line.try_into().expect("five fields");
            let kind = what.split(':').next().unwrap_or_default().to_owned();
            Oddity { file, sheet, cell, typed, kind, what }
        })
        .collect()
}

fn of_kind(kind: &str) -> Vec<Oddity> {
    let found: Vec<Oddity> = oddities().into_iter().filter(|o| o.kind == kind).collect();
    assert!(!found.is_empty(), "no line is of the kind {kind}");
    found
}

fn run() -> Run {
    let returns = fixtures().join("northshire");
    Folder::new().run(&["check", "--format", "json", returns.to_str().expect("a path")]).expect(1)
}

fn findings() -> Vec<Finding> {
    run().findings()
}

fn at<'a>(findings: &'a [Finding], odd: &Oddity) -> Vec<&'a Finding> {
    let here = |f: &&Finding| f.file == odd.file && f.sheet == odd.sheet && f.cell == odd.cell;
    findings.iter().filter(here).collect()
}

/// The rule that a rejected entry falls under, by what the list says about it.
fn rejected_by(what: &str) -> &'static str {
    let reasons = [
        ("off the scale", "R301"),
        ("not a whole number", "R302"),
        ("does not rate this", "R305"),
        ("into a date", "R306"),
        ("cell error", "R307"),
        ("text, ", "R304"),
    ];
    let found = reasons.iter().find(|(reason, _)| what.contains(reason));
    found.unwrap_or_else(|| panic!("no rule for {what}")).1
}

#[test]
fn the_list_has_a_known_kind_in_every_line() {
    let kinds: BTreeSet<String> = oddities().into_iter().map(|o| o.kind).collect();
    let known = [
        "conflict",
        "consequence",
        "duplicate",
        "label",
        "layout",
        "missing",
        "not a return",
        "note",
        "rejected",
        "stated",
        "uniform",
        "unreadable",
    ];
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), known);
}

#[test]
fn every_rejected_missing_and_unusual_entry_is_found_at_its_cell() {
    let findings = findings();
    let expected = of_kind("rejected").into_iter().map(|o| (rejected_by(&o.what), o));
    let expected = expected
        .chain(of_kind("missing").into_iter().map(|o| ("R310", o)))
        .chain(of_kind("note").into_iter().map(|o| ("R311", o)));
    let expected: Vec<(&str, Oddity)> = expected.collect();
    for (rule, odd) in &expected {
        let here = at(&findings, odd);
        assert!(here.len() == 1 && here[0].rule == *rule, "{rule} for {odd:#?}, not {here:#?}");
    }
    let all = findings.iter().filter(|f| f.rule.starts_with('R')).count();
    assert_eq!(all, expected.len(), "a finding about a rating that the list does not know");
}

#[test]
fn findings_about_entries_quote_what_was_typed() {
    let findings = findings();
    for odd in of_kind("rejected").iter().chain(&of_kind("note")).filter(|o| !o.what.contains("into a date"))
    {
        assert_eq!(at(&findings, odd)[0].value, odd.typed.trim(), "{odd:#?}");
    }
}

#[test]
fn files_that_cannot_be_read_are_errors_and_those_that_are_no_spreadsheets_are_none() {
    let findings = findings();
    let of_file = |odd: &Oddity| -> Vec<String> {
        findings.iter().filter(|f| f.file == odd.file).map(|f| f.rule.clone()).collect()
    };
    for odd in of_kind("unreadable") {
        assert_eq!(of_file(&odd), ["F104"], "{odd:#?}");
    }
    for odd in of_kind("not a return") {
        let workbook = odd.what.contains("saved with the extension .xls");
        assert_eq!(of_file(&odd), vec!["F105"; usize::from(workbook)], "{odd:#?}");
    }
    assert_eq!(findings.iter().filter(|f| f.rule.starts_with('F')).count(), 2);
}

#[test]
fn schools_that_are_returned_twice_are_settled_as_the_list_says() {
    let findings = findings();
    let of = |rule: &str| -> Vec<&Finding> { findings.iter().filter(|f| f.rule == rule).collect() };
    let later = of("D602");
    assert_eq!(later.iter().map(|f| f.school.as_str()).collect::<Vec<_>>(), ["Millrace Primary School"]);
    assert_eq!(later[0].file, "Riverside/Millrace Primary School (2).xlsx");
    let same = of("D601");
    assert_eq!(same.iter().map(|f| f.school.as_str()).collect::<Vec<_>>(), ["Seaview Infant School"]);
    for odd in of_kind("conflict") {
        let conflicts = of("D603");
        let [conflict] = conflicts.as_slice() else { panic!("one conflict expected, not {conflicts:#?}") };
        let places = format!("{} {} {}", conflict.file, conflict.cell, conflict.found);
        assert!(
            places.contains(&odd.file) && places.contains(&odd.cell) && places.contains("C13"),
            "{places}"
        );
    }
}

#[test]
fn the_later_return_counts_as_a_whole() {
    let returns = fixtures().join("northshire");
    let folder = Folder::new();
    folder.run(&["build", returns.to_str().expect("a path"), "-o", "out.xlsx"]).expect(0);
    let ratings = folder.written("out.xlsx").ratings_of("Millrace Primary School");
    for odd in of_kind("duplicate").iter().filter(|o| o.what.contains("in the earlier return")) {
        let row: usize = odd.cell[1..].parse().expect("a row");
        assert_eq!(ratings[row - 12], odd.typed, "{odd:#?}");
    }
}

#[test]
fn a_school_with_equal_ratings_is_noted() {
    let uniform: Vec<String> =
        findings().into_iter().filter(|f| f.rule == "C702").map(|f| f.school).collect();
    assert_eq!(uniform, ["Lantern Point School"]);
    assert!(of_kind("uniform").iter().all(|odd| odd.what.contains(&uniform[0])));
}

#[test]
fn totals_that_are_wrong_by_themselves_are_one_finding_a_table() {
    let findings = findings();
    let tables: BTreeSet<String> = of_kind("stated").into_iter().map(|o| o.file).collect();
    for file in &tables {
        let about: Vec<&Finding> = findings.iter().filter(|f| f.file == *file && f.rule == "S501").collect();
        assert_eq!(about.len(), 1, "{file}: {about:#?}");
    }
    let example = findings.iter().find(|f| f.file.starts_with("Example cluster")).expect("a finding");
    assert!(example.found.contains("Every total leaves out School A"), "{}", example.found);
    let mistyped = findings.iter().find(|f| f.rule == "S501" && f.file.starts_with("Moorland"));
    assert!(mistyped.is_some_and(|f| f.found.contains("says 75, the ratings give 57")), "{mistyped:#?}");
}

#[test]
fn there_is_no_finding_against_the_averages_of_the_published_example() {
    let about = findings().into_iter().filter(|f| f.file.starts_with("Example cluster"));
    assert_eq!(about.map(|f| f.rule).collect::<Vec<_>>(), ["S501"]);
}

/// A table with a finding of this rule has a line that explains it: a figure that is wrong, or that a spreadsheet
/// computes otherwise because of another oddity.
#[test]
fn no_stated_figure_is_complained_of_without_a_reason_in_the_list() {
    let reasons: Vec<Oddity> =
        oddities().into_iter().filter(|o| o.kind == "stated" || o.kind == "consequence").collect();
    for finding in findings().iter().filter(|f| f.rule.starts_with('S')) {
        let explained = reasons.iter().any(|o| o.file == finding.file && o.cell == finding.cell);
        assert!(explained, "{finding:#?}");
    }
}

#[test]
fn unusual_labels_and_arrangements_do_no_harm() {
    let findings = findings();
    for odd in of_kind("label").iter().chain(&of_kind("layout")) {
        let close = odd.what.contains("misspelt");
        let of_folder = |f: &Finding| ["I216", "I217"].contains(&f.rule.as_str());
        let about = findings.iter().filter(|f| f.file == odd.file && !f.rule.starts_with(['R', 'S']));
        let about = about.filter(|f| !of_folder(f));
        let rules: Vec<&str> = about.map(|f| f.rule.as_str()).collect();
        let allowed = if close || odd.file.contains("Aldwyn") { vec!["K404"] } else { Vec::new() };
        assert_eq!(rules, allowed, "{odd:#?}");
    }
}

#[test]
fn nothing_is_found_that_the_list_does_not_explain() {
    let known: BTreeSet<String> = oddities().into_iter().map(|o| o.file).collect();
    for finding in findings() {
        assert!(known.contains(&finding.file), "{finding:#?}");
    }
}

#[test]
fn the_evidence_of_every_form_arrives() {
    let folder = Folder::new();
    let returns = fixtures().join("northshire").display().to_string();
    folder.run(&["build", &returns, "-o", "out.xlsx"]).expect(0);
    let mut book = folder.written("out.xlsx");
    let rows = book.of("Ratings", ["Cluster", "School", "KSF number", "Evidence", "Agreed actions"]);
    let says = |school: &str| -> Vec<bool> {
        rows.iter().filter(|row| row[1] == school).map(|row| !row[3].is_empty()).collect()
    };
    let schools = book.of("Schools", ["Cluster", "School"]);
    for [_, school] in schools.iter().filter(|[cluster, _]| cluster == "Riverside") {
        assert_eq!(says(school), [true; 10], "{school}");
    }
    // A form that counts once with a grid, and one that is combined with it; the grid itself says nothing.
    assert_eq!(says("Seaview Infant School"), [true; 10]);
    assert_eq!(says("Quayside Primary School"), [true; 10]);
    assert_eq!(says("Saltmarsh Junior School"), [false; 10]);
    let text = [
        "10",
        "No measures yet, and we would welcome help from the cluster.",
        "Agree three measures across the cluster.",
    ];
    let ferrygate = rows.iter().find(|row| row[1] == "Ferrygate Primary School" && row[2] == "10");
    assert_eq!(ferrygate.map(|row| [&*row[2], &*row[3], &*row[4]]), Some(text));
}
