//! The ratings as a table for other programs (`--data`), and that all sums agree wherever they are told.

use std::collections::BTreeMap;
use std::fs;

use support::{Chance, Estate, Folder, Form};

fn seed() -> u64 {
    std::env::var("KSFGRID_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// The table as rows of texts by column.
fn rows(folder: &Folder, name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(folder.path(name)).expect("it is there");
    let text = std::str::from_utf8(&bytes)
        .expect("it is there")
        .strip_prefix('\u{FEFF}')
        .expect("a byte-order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The values of the JSON lines, by column; nothing where there is none.
fn json_rows(folder: &Folder, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(folder.path(name)).expect("it is there");
    let value = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |line: &str| {
        let object: serde_json::Map<_, _> = serde_json::from_str(line).expect("an object");
        object.iter().map(|(column, of)| (column.clone(), value(of))).collect()
    };
    text.lines().map(row).collect()
}

#[test]
fn every_rating_stands_where_it_was_read() {
    let form = Form::of("Oakfield").dfe("201/2003").rating(2, "6-7").rating(3, "");
    let folder = Folder::with(&form);
    folder.run(&["build", "returns", "-o", "out.xlsx", "--data", "out.csv"]).expect(0);
    let rows = rows(&folder, "out.csv");
    assert_eq!(rows.len(), 10);
    let column = |name: &str| -> Vec<&str> { rows.iter().map(|row| row[name].as_str()).collect() };
    assert_eq!(column("rating"), ["7", "", "", "6", "8", "3", "9", "2", "5", "1"]);
    assert_eq!(column("band")[..4], ["medium", "", "", "medium"]);
    assert_eq!(column("status")[..4], ["used", "rejected", "missing", "used"]);
    assert_eq!(column("typed")[..3], ["", "6-7", ""]);
    assert_eq!(column("cell")[..2], ["B10", "B11"]);
    assert_eq!(column("dfe_number")[0], "201/2003");
    let written =
        folder.written("out.xlsx").of("Ratings", ["File", "Sheet", "Cell", "KSF", "Rating submitted"]);
    let same =
        rows.iter().map(|row| ["file", "sheet", "cell", "ksf", "rating"].map(|column| row[column].clone()));
    assert_eq!(same.collect::<Vec<_>>(), written);
}

#[test]
fn both_kinds_of_table_say_the_same() {
    let folder = Estate::of(2, &mut Chance::new(seed())).folder();
    folder.run(&["build", "returns", "-o", "one/", "--data", "table.csv"]).expect(0);
    folder.run(&["build", "returns", "-o", "two/", "--data", "table.jsonl"]).expect(0);
    assert_eq!(rows(&folder, "table.csv"), json_rows(&folder, "table.jsonl"));
}

#[test]
fn a_table_in_the_folder_of_workbooks_belongs_to_it() {
    let folder = Folder::with(&Form::of("Oakfield"));
    let build = ["build", "returns", "-o", "out/", "--data", "out/data/ratings.csv"];
    folder.run(&build).expect(0);
    assert_eq!(rows(&folder, "out/data/ratings.csv").len(), 10);
    folder.run(&[&build[..], &["--force"]].concat()).expect(0);
    // However it is spelled.
    for (output, data) in [("./out", "out/data/ratings.csv"), ("out", "returns/../out/data/ratings.csv")] {
        folder.run(&["build", "returns", "-o", output, "--data", data, "--force"]).expect(0);
        assert_eq!(rows(&folder, "out/data/ratings.csv").len(), 10);
    }
    folder.run(&["build", "returns", "-o", "out", "--data", "out/../beside.csv", "--force"]).expect(0);
    folder.run(&[&build[..], &["--force"]].concat()).expect(0);
    assert_eq!(rows(&folder, "beside.csv").len(), 10);
    fs::write(folder.path("out/data/ratings.csv"), "mine").expect("it is there");
    let run = folder.run(&[&build[..], &["--force"]].concat()).expect(2);
    assert!(run.stderr.contains("data/ratings.csv (changed"), "{run}");
}

#[test]
fn a_table_is_written_over_by_force_only_and_never_over_a_return() {
    let folder =
        Folder::with(&Form::of("Oakfield")).beside("mine.csv", b"mine").beside("list.csv", b"School\nA\n");
    let usual = ["build", "returns", "-o", "out.xlsx", "--force"];
    for (name, more) in [("returns/return.xlsx", ""), ("list.csv", "list.csv"), ("table.txt", "")] {
        let mut arguments = [&usual[..], &["--data", name]].concat();
        if !more.is_empty() {
            arguments.extend(["--register", more]);
        }
        folder.run(&arguments).expect(2);
        assert!(!folder.path("out.xlsx").exists());
    }
    folder.run(&["build", "returns", "-o", "out.xlsx", "--data", "mine.csv"]).expect(2);
    assert_eq!(fs::read(folder.path("mine.csv")).expect("it is there"), b"mine");
    folder.run(&[&usual[..], &["--data", "mine.csv"]].concat()).expect(0);
    assert_eq!(rows(&folder, "mine.csv").len(), 10);
}

#[test]
fn a_table_in_a_workbook_is_refused_before_anything_is_read() {
    let folder = Folder::with(&Form::of("Oakfield"));
    for data in ["out.xlsx/ratings.csv", "./out.xlsx/data/ratings.csv"] {
        let build = ["build", "returns", "-o", "out.xlsx", "--data", data, "--register", "nowhere.csv"];
        // The register, which is not there, is read before the returns.
        let run = folder.run(&build).expect(2);
        assert!(run.stderr.contains("everything goes into one workbook"), "{run}");
    }
}

#[test]
fn our_own_table_among_the_returns_is_passed_over() {
    let folder = Folder::with(&Form::of("Oakfield"));
    folder.run(&["build", "returns", "-o", "out.xlsx", "--data", "returns/ratings.csv"]).expect(0);
    assert_eq!(folder.check(), ["F111 ratings.csv"]);
    let again = ["build", "returns", "-o", "out.xlsx", "--data", "returns/ratings.csv", "--force"];
    folder.run(&again).expect(0);
    let lines = ["build", "returns", "-o", "out.xlsx", "--data", "returns/ratings.jsonl", "--force"];
    for _ in 0..2 {
        folder.run(&lines).expect(0);
        assert_eq!(folder.check(), ["F111 ratings.csv", "F111 ratings.jsonl"]);
    }
    // Named, it is no return either: nothing reads JSON lines.
    let run = folder.run(&["check", "returns/ratings.jsonl", "--format", "json"]);
    assert_eq!(run.findings()[0].place(), "F111 ratings.jsonl", "{run}");
}

/// Schools, ratings used, their sum and rows with a finding of a workbook, as its tables say.
fn of_workbook(folder: &Folder, name: &str) -> [u32; 4] {
    let mut written = folder.written(name);
    let ratings = written.of("Ratings", ["Rating submitted"]);
    let used: Vec<u32> = ratings.iter().filter_map(|[rating]| rating.parse().ok()).collect();
    let told = written.of("Findings", ["KSF"]).iter().filter(|[ksf]| !ksf.is_empty()).count();
    let count = |n: usize| u32::try_from(n).expect("a small number");
    [count(written.schools().len()), count(used.len()), used.iter().sum(), count(told)]
}

#[test]
fn sums_agree_between_returns_workbooks_summary_and_table() {
    let estate = Estate::of(5, &mut Chance::new(seed()));
    let folder = estate.folder();
    folder.run(&["build", "returns", "-o", "out/", "--data", "out/ratings.csv"]).expect(0);
    let truth = estate.sums();
    let mut of_table: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for row in rows(&folder, "out/ratings.csv") {
        let [schools, used, sum] = of_table.entry(row["local_authority"].clone()).or_default();
        *schools += u32::from(row["ksf_number"] == "1");
        *used += u32::from(row["status"] == "used");
        *sum += row["rating"].parse().unwrap_or(0);
    }
    let mut summary = folder.written("out/National summary.xlsx");
    let columns = ["Local authority", "Schools", "Ratings used", "Total", "Findings"];
    let of_summary = summary.of("LocalAuthorities", columns);
    for (authority, [schools, used, sum, told]) in truth {
        assert_eq!(of_workbook(&folder, &format!("out/{authority}.xlsx")), [schools, used, sum, told]);
        assert_eq!(of_table[&authority], [schools, used, sum]);
        let row = of_summary.iter().find(|row| row[0] == authority).expect("a row");
        let findings = folder.written(&format!("out/{authority}.xlsx")).table("Findings");
        let findings = findings.iter().filter(|row| !row.text("Rule").is_empty()).count();
        assert_eq!(row[1..], [schools.to_string(), used.to_string(), sum.to_string(), findings.to_string()]);
    }
}
