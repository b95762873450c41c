//! Packs: a workbook for each cluster's manager.

use std::fs;

use ksfgrid::framework::Framework;
use support::key_findings::Workbook;
use support::{
    Chance, Comparison, Estate, Folder, Form, RATINGS_TABLE, Steps, WITH_PACKS, Workshop, Written,
    assert_results_are_right, build_packs, collections, files_below, follows, packs, sheets, sheets_of,
    two_clusters,
};

#[test]
fn each_cluster_gets_a_workbook_and_a_list() {
    let folder = two_clusters();
    let run = build_packs(&folder, &[]);
    assert_eq!(
        files_below(&folder.path("out")),
        [
            ".ksfgrid.json",
            "Northshire packs/Harbour corrections.txt",
            "Northshire packs/Harbour school pages.xlsx",
            "Northshire packs/Harbour.xlsx",
            "Northshire packs/Riverside corrections.txt",
            "Northshire packs/Riverside school pages.xlsx",
            "Northshire packs/Riverside.xlsx",
            "Northshire.xlsx"
        ]
    );
    assert!(run.stderr.contains("1 workbook, 2 packs, 2 lists of corrections: out"), "{run}");
    let mut pack = folder.written("out/Northshire packs/Riverside.xlsx");
    let sheets = [
        "Contents",
        "Key findings",
        "KSF grid",
        "Cluster priorities",
        "Action plan",
        "Charts",
        "School page",
        "Schools",
        "Returns",
        "Mail merge",
        "Findings",
        "Ratings",
        "About these figures",
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
    assert!(!contents.contains("LA summary"), "{contents}");
    let about = pack.cells("About these figures").concat().join("\n");
    assert!(about.contains("This workbook is about one cluster"), "{about}");
}

#[test]
fn nothing_but_packs_asks_for_packs() {
    let folder = two_clusters();
    folder.run(&["build", "returns", "-o", "out/"]).expect(0);
    assert_eq!(files_below(&folder.path("out")), [".ksfgrid.json", "Northshire.xlsx"]);
}

#[test]
fn a_pack_tells_its_manager_nothing_about_a_command_line() {
    let of = |school| Form::of(school).la("Northshire").cluster("Riverside");
    let folder = Folder::new()
        .save("a.xlsx", &of("Oakfield Primary").date("12/03/2010"))
        .save("b.xlsx", &of("Oakfeild Primary").date("12/04/2010"));
    build_packs(&folder, &[]);
    let advice = |name: &str| {
        let rows = folder.written(name).of("Findings", ["Rule", "What to do"]);
        rows.into_iter().map(|[rule, advice]| format!("{rule} {advice}")).collect::<Vec<_>>().join("\n")
    };
    let whole = advice("out/Northshire.xlsx");
    assert!(whole.contains("--names") && whole.contains("--as-of"), "{whole}");
    let pack = advice("out/Northshire packs/Riverside.xlsx");
    assert!(pack.contains("I207 If they are the same") && pack.contains("C704 Check the year"), "{pack}");
    assert!(pack.contains("tell the LA's data team") && !pack.contains("--"), "{pack}");
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
    build_packs(&folder, &[]);
    let names: Vec<String> = packs(&folder).into_keys().map(|[_, cluster]| cluster).collect();
    let long = "Moss ".repeat(24).trim_end().to_owned();
    assert_eq!(names, [long.clone(), format!("{long} (2)"), "Nul-".to_owned(), "River-Side".to_owned()]);
}

#[test]
fn a_pack_that_somebody_changed_and_what_lies_beside_it_are_theirs() {
    let folder = two_clusters();
    build_packs(&folder, &[]);
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
    build_packs(&folder, &[]);
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
            ("MailMerge", &["School", "Returned", "File", "Points", "What to put right"]),
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
    build_packs(&folder, &["--data", "first.csv"]);
    let packs = packs(&folder);
    let paths = packs.values().map(String::as_str);
    let again = ["-o", "second/", "--as-of", "2010-03-31", "--data", "second.csv"];
    folder.run(&["build"].into_iter().chain(paths).chain(again).collect::<Vec<_>>()).expect(0);
    let read = |name| fs::read_to_string(folder.path(name)).expect("a table");
    assert_eq!(read("first.csv"), read("second.csv"));
    assert_eq!(read("first.csv").lines().count(), estate.given.len() + 1);
    // A folder with nothing else is read, too.
    let run = folder.run(&["check", "out"]);
    let is_skipped = |line: &str| {
        let is_workbook = line.contains("Shire") && line.contains(".xlsx");
        is_workbook && !line.contains("school pages") && !line.contains(", sheet ")
    };
    let skipped = run.stdout.split("\n\n").filter(|entry| entry.contains("F111"));
    let skipped: Vec<&str> = skipped.flat_map(str::lines).filter(|line| is_skipped(line)).collect();
    assert!(!run.stderr.contains(" 0 returns") && skipped.is_empty(), "{skipped:?}\n{run}");
}

#[test]
fn results_in_a_pack_are_what_a_spreadsheet_works_out() {
    let folder = two_clusters();
    build_packs(&folder, &[]);
    for cluster in ["Riverside", "Harbour"] {
        let pack = folder.path(&format!("out/Northshire packs/{cluster}.xlsx"));
        assert_results_are_right(&pack, &folder.path(""), 200);
    }
}

#[test]
fn awkward_names_and_ratings_make_sound_packs() {
    for collection in collections(1) {
        let (name, extracts) = (&collection.name, collection.extracts());
        assert_eq!(extracts.len(), collection.sizes().len(), "{name}");
        let extracts: Vec<_> = extracts.iter().map(|extract| sheets_of(extract)).collect();
        for sheets in &extracts {
            let workbook = Workbook { extracts: &extracts, ..Workbook::built(name, sheets) };
            workbook.check(&collection.framework).assert_right(20);
        }
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
    let built: Vec<_> =
        (0..changed.len()).map(|cluster| sheets(&folder.path(&format!("{cluster}.xlsx")))).collect();
    let (mut comparison, mut sentences) = (Comparison::default(), Comparison::default());
    for (cluster, (first, extract, grids)) in changed.iter().enumerate() {
        let mut after = workshop.clone();
        after.take_over(*first, extract);
        let fresh = folder.path("fresh.xlsx");
        fs::write(&fresh, &after.collection().extracts()[cluster]).expect("a file");
        let pair = (sheets(&fresh), sheets(&folder.path(&format!("changed {cluster}.xlsx"))));
        follows::compare(
            &format!("cluster {cluster}"),
            (&pair.0, &pair.1),
            &extract.held(grids),
            &mut comparison,
        );
        let (name, framework) = (format!("cluster {cluster}"), Framework::embedded());
        let workbook = Workbook::built(&name, &pair.1);
        let workbook = Workbook { built: &built[cluster], extracts: &built, ..workbook };
        sentences = sentences.and(workbook.check(framework));
    }
    sentences.assert_right(12 * 20);
    comparison.assert_right(12 * 200);
}
