//! Workbooks of an earlier version of the program, in which a grid's figures all stood right of its schools, are read back as
//! completely as today's: ratings, what was changed, where it was read, and every typed text.
//!
//! `older/` holds two of them, of five schools in two clusters and of three in one, after somebody changed ratings, planned an
//! action and typed a response of the LA.

use std::fs;
use std::path::Path;

use support::{Folder, Written};

/// Builds a workbook from an older one.
fn built(name: &str) -> (Folder, Written) {
    let older = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/older").join(name);
    let folder = Folder::new();
    fs::copy(older, folder.path("older.xlsx")).expect("a copy");
    folder.run(&["build", "older.xlsx", "-o", "out.xlsx", "--as-of", "2010-06-01"]).expect(0);
    let book = folder.written("out.xlsx");
    (folder, book)
}

/// School, KSF, what was submitted and what it is now of the ratings that were changed.
fn changed(book: &mut Written) -> Vec<[String; 4]> {
    let mut rows = book.of("Ratings", ["School", "KSF number", "Rating submitted", "Rating now"]);
    rows.retain(|[_, _, submitted, now]| submitted != now);
    rows
}

fn planned(book: &mut Written) -> Vec<[String; 3]> {
    let mut rows = book.of("ActionPlan", ["Cluster", "KSF", "Action"]);
    rows.retain(|[_, _, action]| !action.is_empty());
    rows
}

fn responses(book: &mut Written) -> Vec<[String; 2]> {
    let mut rows = book.of("LASummary", ["KSF number", "LA response"]);
    rows.retain(|[_, response]| !response.is_empty());
    rows
}

#[test]
fn ratings_changes_and_texts_of_an_older_workbook_are_all_there() {
    let (_folder, mut book) = built("two clusters.xlsx");
    let names = ["Dockside Primary School", "Quay Infant School", "Saltmarsh High School"];
    let schools = [&names[..], &["Ashgrove Primary School", "Weirside Primary School"]].concat();
    assert_eq!(book.schools(), schools);
    assert_eq!(book.ratings_of(names[2]), ["8", "9", "7", "6", "7", "6", "9", "7", "4", "4"]);
    assert_eq!(book.ratings_of(schools[4]), ["6", "4", "4", "6", "7", "4", "8", "6", "2", "2"]);
    assert_eq!(changed(&mut book), [[names[0], "1", "7", "10"], [names[1], "10", "2", "1"]]);
    let places = book.of("Ratings", ["File", "Sheet", "Cell"]);
    assert!(
        places
            .iter()
            .all(|[file, sheet, cell]| { file.ends_with("rows.csv") && sheet == "rows" && !cell.is_empty() })
    );
    let mut findings = book.of("Findings", ["Rule", "School", "KSF"]);
    findings.sort();
    assert_eq!(findings, [["R304", names[0], "6"], ["R310", names[1], "3"]]);
    assert_eq!(planned(&mut book), [["Harbour", "10 Impact measurement", "Join the network"]]);
    assert_eq!(responses(&mut book), [["9", "Fund two posts"]]);
}

#[test]
fn what_the_la_responded_to_one_cluster_keeps_its_place() {
    let (folder, mut book) = built("one cluster.xlsx");
    assert_eq!(changed(&mut book), [["Dockside Primary School", "1", "7", "10"]]);
    assert_eq!(planned(&mut book), [["Harbour", "10 Impact measurement", "Join the network"]]);
    assert_eq!(responses(&mut book), [["9", "Fund two posts"]]);
    // And in the one after, which is of today's order.
    folder.run(&["build", "out.xlsx", "-o", "next.xlsx", "--as-of", "2010-06-02"]).expect(0);
    let mut next = folder.written("next.xlsx");
    assert_eq!(responses(&mut next), [["9", "Fund two posts"]]);
    assert_eq!(planned(&mut next), [["Harbour", "10 Impact measurement", "Join the network"]]);
    assert_eq!(changed(&mut next), [["Dockside Primary School", "1", "7", "10"]]);
}
