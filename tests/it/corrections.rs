//! Lists of corrections: what a cluster's schools are asked to look at, as a text.

use std::fs;

use support::{Chance, Estate, Folder, Form, build_packs, packs, two_clusters};

/// The lines of a cluster's list of corrections.
fn corrections(folder: &Folder, name: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.path(&format!("out/{name} corrections.txt"))).expect("a list");
    let text = text.strip_prefix('\u{feff}').expect("a byte-order mark");
    let lines: Vec<String> = text.split_terminator("\r\n").map(str::to_owned).collect();
    assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])), "{text:?}");
    lines
}

#[track_caller]
fn assert_says(lines: &[String], says: &[&str]) {
    for part in says {
        assert!(lines.iter().any(|line| line.contains(part)), "{part:?} is not in\n{}", lines.join("\n"));
    }
}

#[test]
fn a_list_says_which_school_must_look_at_which_cell() {
    let folder = two_clusters();
    build_packs(&folder, &["--period", "Spring 2010"]);
    let lines = corrections(&folder, "Northshire packs/Riverside");
    assert_eq!(lines[0], "Corrections: Riverside, Northshire");
    assert_eq!(lines[2], "Spring 2010. As of 31 March 2010");
    let school = lines.iter().position(|line| line == "Oakfield").expect("the school");
    assert_says(
        &lines[..school],
        &[
            "To look at: 3 points at 1 school. 2 ratings are missing from the figures.",
            "Returned: 2 schools.",
            "1. The workbook is damaged",
            "Where: damaged.xlsx",
            "To do: Please send the file again",
        ],
    );
    assert_says(
        &lines[school..],
        &[
            "1. KSF 1 Effective engagement and consultation. You wrote \"TBC\".",
            "Where: a.xlsx, sheet ",
            "To do: Please give your rating as a whole number from 1 to 10, with nothing else in the cell.",
            "2. KSF 2 Integration of extended services within school improvement planning. There is no rating.",
            "To do: Please give your rating, a whole number from 1 to 10.",
        ],
    );
    let lines = corrections(&folder, "Northshire packs/Harbour");
    assert_says(&lines, &["Nothing to correct.", "Returned: 1 school."]);
    assert!(!lines.concat().contains("To do"), "{lines:?}");
}

#[test]
fn returns_of_a_school_that_differ_are_one_point_that_names_them() {
    let of = |school| Form::of(school).la("Northshire").cluster("Riverside").ratings([4; 10]);
    let folder = Folder::new()
        .save("Riverside/first/a.xlsx", &of("Oakfield"))
        .save("Riverside/second/a.xlsx", &of("Oakfield").rating(3, 5).rating(9, 1))
        .save("Riverside/c.xlsx", &of("Hill Top").date("02/03/2010"))
        .save("Riverside/d.xlsx", &of("Hill Top").date("12/03/2010").rating(1, 5));
    build_packs(&folder, &[]);
    let lines = corrections(&folder, "Northshire packs/Riverside");
    assert_says(&lines, &["To look at: 2 points at 2 schools. 2 ratings are missing from the figures."]);
    // Files of one name are told apart by where they are; others are called what their school calls them.
    let school = lines.iter().position(|line| line == "Oakfield").expect("the school");
    assert_says(
        &lines[school..],
        &[
            "1. Your returns differ, and no date decides between them: KSF 3 (4 and 5), KSF 9 (4 and 1).",
            "Where: Riverside/first/a.xlsx, sheet Self assessment; Riverside/second/a.xlsx, sheet Self assessment",
            "To do: Please tell us which of your returns is right.",
        ],
    );
    let later = "1. Different ratings were sent. Used: d.xlsx of 12 March 2010 with 5 4";
    assert_says(&lines[..school], &[later, "Not used: c.xlsx of 2 March 2010 with 4 4"]);
}

#[test]
fn names_of_clusters_that_almost_match_stand_under_a_heading_of_their_own() {
    let of = |school, cluster| Form::of(school).la("Northshire").cluster(cluster);
    let folder = Folder::new()
        .save("a.xlsx", &of("Oakfield", "Riverside"))
        .save("b.xlsx", &of("Hill Top", "Riversdie"));
    build_packs(&folder, &[]);
    let lines = corrections(&folder, "Northshire packs/Riverside");
    let from = lines.iter().position(|line| line == "Names of clusters").expect("a heading");
    assert_says(
        &lines[from..],
        &["\"Riversdie\" and \"Riverside\"", "To do: Please tell us whether the two are the same"],
    );
    assert!(!lines.iter().any(|line| line == "Files and sheets"), "{lines:?}");
}

#[test]
fn who_has_not_returned_is_asked_to() {
    let register = "Name,DfE number,Local authority,Cluster\n\
                    Oakfield,880/2001,Northshire,Riverside\n\
                    Hill Top,880/2002,Northshire,Riverside\n\
                    Lowfield,880/2003,Northshire,Riverside\n\
                    Seaview,880/2004,Northshire,Harbour\n\
                    Fellmoor,880/2005,Northshire,Moorland\n";
    let folder = two_clusters().beside("register.csv", register.as_bytes());
    let run = build_packs(&folder, &["--register", "register.csv"]);
    assert!(run.stderr.contains("2 packs, 3 lists of corrections"), "{run}");
    let lines = corrections(&folder, "Northshire packs/Riverside");
    assert_says(
        &lines,
        &["Returned: 2 of 3 registered schools.", "Not returned", "- Lowfield (DfE number 880/2003)"],
    );
    let lines = corrections(&folder, "Northshire packs/Harbour");
    assert_says(&lines, &["Returned: the only registered school."]);
    // A cluster without a return has nothing to lay out, but somebody to ask.
    assert!(!folder.path("out/Northshire packs/Moorland.xlsx").exists());
    let lines = corrections(&folder, "Northshire packs/Moorland");
    assert_says(&lines, &["Returned: 0 of 1 registered schools.", "- Fellmoor (DfE number 880/2005)"]);
    let mut pack = folder.written("out/Northshire packs/Riverside.xlsx");
    assert_eq!(
        pack.of("Returns", ["School", "Status"]).last(),
        Some(&["Lowfield", "not returned"].map(str::to_owned))
    );
}

#[test]
fn every_error_and_warning_of_a_cluster_is_on_its_list_once() {
    let mut chance = Chance::new(4);
    let folder = Estate::of(3, &mut chance).folder();
    build_packs(&folder, &[]);
    for ([authority, cluster], path) in packs(&folder) {
        let findings = folder.written(&path).of("Findings", ["Severity", "School", "Value", "File", "Cell"]);
        let severe = findings.iter().filter(|[severity, ..]| severity == "error" || severity == "warning");
        let lines = corrections(&folder, &format!("{authority} packs/{cluster}"));
        for [_, school, value, file, cell] in severe.clone() {
            let from = lines.iter().position(|line| line == school).expect("the school");
            let says =
                if value.is_empty() { "There is no rating.".to_owned() } else { format!("\"{value}\".") };
            let name = file.rsplit('/').next().expect("a name");
            let (file, cell) = (format!("Where: {name}, sheet "), format!(", cell {cell}"));
            let point = |pair: &&[String]| {
                pair[0].ends_with(&says) && pair[1].contains(&file) && pair[1].ends_with(&cell)
            };
            let count = lines[from..].windows(2).filter(point).count();
            assert_eq!(count, 1, "{says} {file} {cell} in\n{}", lines.join("\n"));
        }
        let points = lines.iter().filter(|line| line.contains("To do: ")).count();
        assert_eq!(points, severe.count());
    }
}
