//! Packs: a workbook for each cluster's manager, and what its schools have to correct.

use std::collections::BTreeMap;
use std::fs;

mod support;

use support::{
    Chance, Comparison, Estate, Folder, Form, RATINGS_TABLE, Run, Steps, Workshop, Written,
    assert_results_are_right, collections, files_below, follows, sheets,
};

const WITH_PACKS: [&str; 8] =
    ["build", "returns", "-o", "out/", "--packs", "--force", "--as-of", "2010-03-31"];

/// Builds with packs, and further arguments.
fn build(folder: &Folder, more: &[&str]) -> Run {
    folder.run(&[&WITH_PACKS[..], more].concat()).expect(0)
}

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

/// The packs' paths, by authority and cluster.
fn packs(folder: &Folder) -> BTreeMap<[String; 2], String> {
    let pack = |name: &String| {
        let (authority, file) = name.split_once(" packs/")?;
        let cluster = file.strip_suffix(".xlsx")?;
        Some(([authority, cluster].map(str::to_owned), format!("out/{name}")))
    };
    files_below(&folder.path("out")).iter().filter_map(pack).collect()
}

/// Two clusters: in Riverside something is to be corrected; Harbour is high where Riverside is not.
fn two_clusters() -> Folder {
    let riverside = |school| Form::of(school).la("Northshire").cluster("Riverside").ratings([2; 10]);
    let harbour = |school| Form::of(school).la("Northshire").cluster("Harbour").ratings([9; 10]);
    Folder::new()
        .save("Riverside/a.xlsx", &riverside("Oakfield").rating(1, "TBC").rating(2, "").rating(3, 8))
        .save("Riverside/b.xlsx", &riverside("Hill Top"))
        .save("Riverside/damaged.xlsx", &b"PK\x03\x04".to_vec())
        .save("Harbour/c.xlsx", &harbour("Seaview"))
        .save("lost.xlsx", &b"PK\x03\x04".to_vec())
}

#[test]
fn each_cluster_gets_a_workbook_and_a_list() {
    let folder = two_clusters();
    let run = build(&folder, &[]);
    assert_eq!(
        files_below(&folder.path("out")),
        [
            ".ksfgrid.json",
            "Northshire packs/Harbour corrections.txt",
            "Northshire packs/Harbour.xlsx",
            "Northshire packs/Riverside corrections.txt",
            "Northshire packs/Riverside.xlsx",
            "Northshire.xlsx"
        ]
    );
    assert!(run.stderr.contains("1 workbook, 2 packs, 2 lists of corrections: out"), "{run}");
    let mut pack = folder.written("out/Northshire packs/Riverside.xlsx");
    let sheets = [
        "Contents",
        "KSF grid",
        "Cluster priorities",
        "Action plan",
        "Schools",
        "Returns",
        "Findings",
        "Ratings",
    ];
    assert_eq!(pack.sheets(), sheets);
    assert_eq!(pack.schools(), ["Hill Top", "Oakfield"]);
    // What was found in the folder of a cluster's returns is that cluster's.
    let fates = [
        "Riverside/a.xlsx: used in part",
        "Riverside/b.xlsx: used",
        "Riverside/damaged.xlsx: could not be read",
    ];
    assert_eq!(pack.fates(), fates);
    let contents = pack.cells("Contents").concat().join("\n");
    assert!(contents.contains("KSF grid: Riverside, Northshire"), "{contents}");
    assert!(contents.contains("This workbook is about one cluster"), "{contents}");
    assert!(!contents.contains("LA summary"), "{contents}");
}

#[test]
fn nothing_but_packs_asks_for_packs() {
    let folder = two_clusters();
    folder.run(&["build", "returns", "-o", "out/"]).expect(0);
    assert_eq!(files_below(&folder.path("out")), [".ksfgrid.json", "Northshire.xlsx"]);
}

#[test]
fn packs_go_to_a_folder() {
    let folder = two_clusters();
    let run = folder.run(&["build", "returns", "-o", "out.xlsx", "--packs"]).expect(2);
    assert!(run.stderr.contains("Packs are files in a folder, and out.xlsx is one workbook."), "{run}");
    assert!(!folder.path("out.xlsx").exists());
    let run = folder.run(&["build", "returns", "-o", "out.pdf", "--packs"]).expect(2);
    assert!(run.stderr.contains("does not end in .xlsx"), "{run}");
    // Also where the returns are from one authority.
    folder.run(&["build", "returns", "--packs"]).expect(0);
    assert!(folder.path("KSF workbook/Northshire packs/Riverside.xlsx").is_file());
    folder.run(&["build", "returns", "-o", "Review", "--packs"]).expect(0);
    assert!(folder.path("Review/Northshire packs/Harbour.xlsx").is_file());
}

#[test]
fn files_of_clusters_are_called_as_every_system_allows() {
    let of = |school, cluster| Form::of(school).la("Northshire").cluster(cluster);
    let folder = Folder::new()
        .save("a.xlsx", &of("Oakfield", "River/Side"))
        .save("b.xlsx", &of("Seaview", &format!("{} east", "Moss ".repeat(30))))
        .save("d.xlsx", &of("Fellmoor", &format!("{} west", "Moss ".repeat(30))))
        .save("c.xlsx", &of("Hill Top", "Nul"));
    build(&folder, &[]);
    let names: Vec<String> = packs(&folder).into_keys().map(|[_, cluster]| cluster).collect();
    let long = "Moss ".repeat(24).trim_end().to_owned();
    assert_eq!(names, [long.clone(), format!("{long} (2)"), "Nul-".to_owned(), "River-Side".to_owned()]);
}

#[test]
fn a_pack_that_somebody_changed_and_what_lies_beside_it_are_theirs() {
    let folder = two_clusters();
    build(&folder, &[]);
    let pack = folder.path("out/Northshire packs/Riverside.xlsx");
    let written = fs::read(&pack).expect("a pack");
    for (path, content) in [(pack.clone(), b"mine".to_vec()), (pack.with_file_name("letter.docx"), vec![1])] {
        fs::write(&path, content).expect("a file");
        let run = folder.run(&WITH_PACKS).expect(2);
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(run.stderr.contains(&format!("Northshire packs/{name}")), "{run}");
        fs::remove_file(&path).expect("it is there");
        fs::write(&pack, &written).expect("a file");
    }
    // Without packs the next folder has none, and the earlier ones go with theirs.
    folder.run(&["build", "returns", "-o", "out/", "--force"]).expect(0);
    assert_eq!(files_below(&folder.path("out")), [".ksfgrid.json", "Northshire.xlsx"]);
}

/// Every school in exactly one pack, with what the authority's workbook says of it and of its cluster.
#[test]
fn packs_hold_what_the_authoritys_workbook_holds() {
    let mut chance = Chance::new(1);
    let estate = Estate::of(4, &mut chance);
    let folder = estate.folder();
    build(&folder, &[]);
    let packs = packs(&folder);
    let clusters: Vec<[String; 2]> =
        estate.given.iter().map(|g| [&g.authority, &g.cluster].map(Clone::clone)).collect();
    let mut distinct = clusters.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(packs.keys().cloned().collect::<Vec<_>>(), distinct);
    for authority in (1..=4).map(|n| format!("Shire {n}")) {
        let mut whole = folder.written(&format!("out/{authority}.xlsx"));
        for (table, columns) in [
            ("Ratings", &RATINGS_TABLE[..]),
            (
                "Schools",
                &[
                    "School",
                    "Answered",
                    "Average",
                    "Weakest KSFs",
                    "Strongest KSFs",
                    "Against cluster average",
                ],
            ),
            (
                "Priorities",
                &["Cluster", "Need rank", "KSF", "Average", "Band", "Pattern", "Schools low", "Could help"],
            ),
            ("ActionPlan", &["Cluster", "KSF", "Need rank", "Average", "Schools low"]),
            ("Returns", &["File", "School", "Rated", "Missing", "Rejected", "Status"]),
            ("Findings", &["Severity", "Rule", "What was found", "School", "KSF", "File", "Sheet", "Cell"]),
        ] {
            let of_packs = packs.iter().filter(|([of, _], _)| *of == authority);
            let mut of_all: Vec<Vec<String>> =
                of_packs.flat_map(|(_, path)| rows(&mut folder.written(path), table, columns)).collect();
            let mut expected = rows(&mut whole, table, columns);
            of_all.sort();
            expected.sort();
            assert_eq!(of_all, expected, "{table} of {authority}");
        }
    }
}

/// The rows of a table; a table about nothing has one blank row.
fn rows(book: &mut Written, table: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let texts =
        book.table(table).into_iter().map(|row| columns.iter().map(|column| row.text(column)).collect());
    texts.filter(|row: &Vec<String>| row.iter().any(|text| !text.is_empty())).collect()
}

#[test]
fn packs_read_back_give_the_same_ratings_from_the_same_cells() {
    let mut chance = Chance::new(2);
    let estate = Estate::of(3, &mut chance);
    let folder = estate.folder();
    build(&folder, &["--data", "first.csv"]);
    let packs = packs(&folder);
    let paths = packs.values().map(String::as_str);
    let again = ["-o", "second/", "--as-of", "2010-03-31", "--data", "second.csv"];
    folder.run(&["build"].into_iter().chain(paths).chain(again).collect::<Vec<_>>()).expect(0);
    let read = |name| fs::read_to_string(folder.path(name)).expect("a table");
    assert_eq!(read("first.csv"), read("second.csv"));
    assert_eq!(read("first.csv").lines().count(), estate.given.len() + 1);
    // Found while a folder is searched, they are passed over.
    let run = folder.run(&["check", "out"]).expect(0);
    assert!(run.stderr.contains("0 returns") || run.stdout.contains("F111"), "{run}");
}

#[test]
fn results_in_a_pack_are_what_a_spreadsheet_works_out() {
    let folder = two_clusters();
    build(&folder, &[]);
    for cluster in ["Riverside", "Harbour"] {
        let pack = folder.path(&format!("out/Northshire packs/{cluster}.xlsx"));
        assert_results_are_right(&pack, &folder.path(""), 200);
    }
}

#[test]
fn awkward_names_and_ratings_make_sound_packs() {
    for collection in collections(1) {
        assert_eq!(collection.extracts().len(), collection.sizes().len(), "{}", collection.name);
    }
}

#[test]
fn a_pack_follows_what_is_changed_in_it_and_who_could_help_from_outside_stays() {
    let mut chance = Chance::new(3);
    let workshop = Workshop::new(&mut chance);
    let folder = Folder::new();
    let (mut steps, mut changed) = (Steps::default(), Vec::new());
    for (cluster, bytes) in workshop.collection().extracts().into_iter().enumerate() {
        let pack = folder.path(&format!("{cluster}.xlsx"));
        fs::write(&pack, bytes).expect("a file");
        let schools = workshop.clusters()[cluster].clone();
        let mut extract = workshop.only(schools.clone());
        let grids = extract.grids(&sheets(&pack));
        steps.open(&pack);
        (0..20).for_each(|_| extract.change(&grids, &mut chance, &mut steps));
        extract.clear_ksf(&grids, cluster % 10, &mut steps);
        steps.save(&folder.path(&format!("changed {cluster}.xlsx")));
        steps.close();
        changed.push((schools.start, extract, grids));
    }
    if steps.take(&folder.path("")).is_none() {
        return;
    }
    let mut comparison = Comparison::default();
    for (cluster, (first, extract, grids)) in changed.iter().enumerate() {
        let mut after = workshop.clone();
        after.take_over(*first, extract);
        let fresh = folder.path("fresh.xlsx");
        fs::write(&fresh, &after.collection().extracts()[cluster]).expect("a file");
        let pair = (sheets(&fresh), sheets(&folder.path(&format!("changed {cluster}.xlsx"))));
        follows::compare(
            &format!("cluster {cluster}"),
            (&pair.0, &pair.1),
            (extract, grids),
            &mut comparison,
        );
    }
    comparison.assert_right(12 * 200);
}

// ------------------------------------------------------------------------------------------------- lists of corrections

#[test]
fn a_list_says_which_school_must_look_at_which_cell() {
    let folder = two_clusters();
    build(&folder, &["--period", "Spring 2010"]);
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
            "Where: Riverside/damaged.xlsx",
            "To do: Please send the file again",
        ],
    );
    assert_says(
        &lines[school..],
        &[
            "2. KSF 1 Effective engagement and consultation. \"TBC\" was not used as a rating.",
            "Where: Riverside/a.xlsx, sheet ",
            "To do: Please give your rating as a whole number from 1 to 10, with nothing else in the cell.",
            "3. KSF 2 Integration of extended services",
            "To do: Please give your rating, a whole number from 1 to 10.",
        ],
    );
    let lines = corrections(&folder, "Northshire packs/Harbour");
    assert_says(&lines, &["Nothing is to be corrected.", "Returned: 1 school."]);
    assert!(!lines.concat().contains("To do"), "{lines:?}");
}

#[test]
fn names_of_clusters_that_almost_match_stand_under_a_heading_of_their_own() {
    let of = |school, cluster| Form::of(school).la("Northshire").cluster(cluster);
    let folder = Folder::new()
        .save("a.xlsx", &of("Oakfield", "Riverside"))
        .save("b.xlsx", &of("Hill Top", "Riversdie"));
    build(&folder, &[]);
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
    let run = build(&folder, &["--register", "register.csv"]);
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
    build(&folder, &[]);
    for ([authority, cluster], path) in packs(&folder) {
        let findings = folder.written(&path).of("Findings", ["Severity", "What was found", "File", "Cell"]);
        let severe = findings.iter().filter(|[severity, ..]| severity == "error" || severity == "warning");
        let lines = corrections(&folder, &format!("{authority} packs/{cluster}"));
        for [_, found, file, cell] in severe.clone() {
            let point = |pair: &&[String]| {
                pair[0].ends_with(found)
                    && pair[1].contains(file)
                    && pair[1].ends_with(&format!("cell {cell}"))
            };
            assert_eq!(
                lines.windows(2).filter(point).count(),
                1,
                "{found} {file} {cell} in\n{}",
                lines.join("\n")
            );
        }
        let points = lines.iter().filter(|line| line.contains("To do: ")).count();
        assert_eq!(points, severe.count());
    }
}
