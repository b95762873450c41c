//! The README tells the truth: its table of rules is the list of rules, its picture and its folders exist.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use ksfgrid::rules::ALL;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

#[test]
fn the_table_of_rules_is_the_list_of_rules() {
    let readme = readme();
    let rows: Vec<&str> =
        readme.lines().filter(|l| l.starts_with("| ") && l.as_bytes()[3].is_ascii_digit()).collect();
    let expected: Vec<String> =
        ALL.iter().map(|r| format!("| {} | {} | {} |", r.code, r.severity, r.meaning)).collect();
    assert_eq!(rows, expected);
}

#[test]
fn everything_the_readme_points_at_is_there() {
    let readme = readme();
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let folders = readme.split('`').filter(|t| t.starts_with("src/") || t.starts_with("fixtures/"));
    let mut seen = 0;
    for path in links.chain(folders).filter(|p| !p.starts_with("http")) {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(), "{path}");
        seen += 1;
    }
    assert!(seen >= 8, "only {seen} paths were found");
}
