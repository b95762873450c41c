//! What every written workbook has to account for: each submitted file has one fate, each school and KSF has one row, and no
//! gap is without a finding.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::written::{Row, Written};

/// The statuses of files that gave no return.
const WITHOUT_RETURN: [&str; 4] = ["not a return", "could not be read", "skipped", "ignored"];

/// Rules about a return or a table as a whole, of which a gap may be a part.
const ABOUT_MORE: [&str; 3] = ["C701", "F109", "F110"];

/// Asserts that the workbook made of a folder accounts for everything in it.
#[track_caller]
pub fn assert_accounted(folder: &Path, written: &mut Written) {
    let returns: Vec<Row> =
        written.table("Returns").into_iter().filter(|r| r.text("Status") != "not returned").collect();
    every_file_has_its_fate(&files(folder), &returns);
    let ratings = written.table("Ratings");
    // A table without rows has a blank one.
    let findings: Vec<Row> =
        written.table("Findings").into_iter().filter(|r| !r.text("Rule").is_empty()).collect();
    every_ksf_of_every_school_is_there(&written.schools(), &ratings);
    no_gap_is_without_a_finding(&ratings, &findings);
    the_sums_are_told(&written.cells("About these figures"), returns.len(), findings.len(), &ratings);
}

/// The files below a folder, as the program looks for them: hidden folders are passed over, links are followed.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeMap::new();
    search(folder, folder, &mut found);
    found.into_values().collect()
}

fn search(folder: &Path, root: &Path, found: &mut BTreeMap<PathBuf, String>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            if !name.starts_with('.') && name != "__MACOSX" {
                search(&path, root, found);
            }
            continue;
        }
        let below = path.strip_prefix(root).expect("below the folder").to_string_lossy().replace('\\', "/");
        found.entry(path.canonicalize().unwrap_or(path)).or_insert(below);
    }
}

#[track_caller]
fn every_file_has_its_fate(files: &BTreeSet<String>, returns: &[Row]) {
    let mut fates: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in returns {
        fates.entry(row.text("File")).or_default().push(row.text("Status"));
    }
    // A control character in a name is a blank in the workbook.
    let shown = |name: &String| name.replace(|c: char| c.is_control(), " ");
    let files: BTreeSet<String> = files.iter().map(shown).collect();
    // What lies in an archive or a message is named behind it.
    let on_disk = |name: &String| name.split(" › ").next().unwrap_or_default().to_owned();
    assert_eq!(fates.keys().map(on_disk).collect::<BTreeSet<_>>(), files, "each file has a fate");
    for (file, fates) in fates {
        let none = fates.iter().any(|fate| WITHOUT_RETURN.contains(&fate.as_str()));
        assert!(!none || fates.len() == 1, "{file} has more than one fate: {fates:?}");
    }
}

#[track_caller]
fn every_ksf_of_every_school_is_there(schools: &[String], ratings: &[Row]) {
    let ksfs: BTreeSet<String> = ratings.iter().map(|r| r.text("KSF number")).collect();
    assert_eq!(ratings.len(), schools.len() * ksfs.len(), "schools times KSFs");
    let rows: BTreeSet<[String; 4]> =
        ratings.iter().map(|r| r.texts(["Local authority", "Cluster", "School", "KSF number"])).collect();
    assert_eq!(rows.len(), ratings.len(), "each school and KSF once");
}

#[track_caller]
fn no_gap_is_without_a_finding(ratings: &[Row], findings: &[Row]) {
    for gap in ratings.iter().filter(|r| r.text("Rating submitted").is_empty()) {
        let told = findings.iter().any(|finding| {
            let same = |column: &str| finding.text(column) == gap.text(column);
            let of_all = finding.text("School").is_empty();
            let of_ksf = finding.text("KSF") == gap.text("KSF number");
            (of_ksf || ABOUT_MORE.contains(&finding.text("Rule").as_str()))
                && (same("School") || (of_all && same("File")))
        });
        assert!(told, "no finding tells of the gap {gap:?}");
    }
}

/// The sheet about the figures counts returns and files, findings, and ratings used, missing and rejected.
#[track_caller]
fn the_sums_are_told(about: &[Vec<String>], returns: usize, findings: usize, ratings: &[Row]) {
    let from = about.iter().position(|row| row[0] == "What went into it").expect("the section of counts");
    let about = &about[from..];
    let count = |label: &str| -> usize {
        let row = about.iter().find(|row| row.first().is_some_and(|cell| cell == label));
        let row = row.unwrap_or_else(|| panic!("{label} is not told"));
        row[1].parse().unwrap_or_else(|_| panic!("{label}: {row:?}"))
    };
    assert_eq!(count("Returns and files"), returns);
    assert_eq!(count("Findings"), findings);
    let gaps = ratings.iter().filter(|r| r.text("Rating submitted").is_empty()).count();
    assert_eq!(count("Ratings used"), ratings.len() - gaps);
    assert_eq!(count("Ratings missing") + count("Ratings rejected"), gaps);
    let at = about.iter().position(|row| row.first().is_some_and(|cell| cell == "Returns and files"));
    let parts = about.iter().skip(at.expect("it was found") + 1).take_while(|r| r[0].starts_with("   "));
    let sum: usize = parts.map(|row| row[1].parse::<usize>().expect("a count")).sum();
    assert_eq!(sum, returns, "the fates add up");
}
