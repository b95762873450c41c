//! Our own workbook read back: the same returns; and after a workshop exactly what was changed there.

use std::fs;
use std::path::Path;

use support::{
    Folder, Form, Grid, RATINGS, RATINGS_TABLE, SchoolRows, Written, rewritten, saved_by_libreoffice,
    with_numbers, with_text,
};

fn ratings(mut book: Written) -> Vec<[String; 15]> {
    book.of("Ratings", RATINGS_TABLE)
}

/// Builds `second.xlsx` from a workbook that the program wrote, and reads its Ratings.
fn read_back(folder: &Folder, workbook: &Path) -> Vec<[String; 15]> {
    let workbook = workbook.to_str().expect("a path");
    folder.run(&["build", workbook, "-o", "second.xlsx", "--force", "--as-of", "2010-03-31"]).expect(0);
    ratings(folder.written("second.xlsx"))
}

/// A collection with all that makes names and answers awkward.
fn awkward() -> Folder {
    let rows = SchoolRows::with(&["School", "Cluster", "Local authority", "DfE number"])
        .row(&["St Mary\u{2019}s", "Harbour", "Northshire", "880/2002"], RATINGS)
        .row(&["St Mary's", "Harbour", "Northshire", "880/2003"], [3; 10])
        .row(&["2468", "Harbour", "Northshire", ""], [4; 10])
        .row(&["=1+1", "Harbour", "Northshire", ""], [6; 10])
        .row(&["Oakfield", "Harbour", "Northshire", ""], [8; 10]);
    let grid = Grid::of("Riverside")
        .school("Oakfield", ["7", "5", "TBC", "6", "", "8*", "9", "2", "5", "seven"])
        .school("OAKFIELD (2)", [2; 10]);
    let form = Form::of("Hill Top").date("12/03/2010").rating(2, "N/A").rating(9, "");
    let twice = [Form::of("Sent twice"), Form::of("Sent twice").rating(1, 2)];
    Folder::new()
        .save("Northshire/rows.xlsx", &rows)
        .save("Northshire/Harbour/total.xlsx", &Form::of("Total").cluster("Harbour").dfe("880/2001"))
        .save("Northshire/Riverside/grid.xlsx", &grid)
        .save("Northshire/Riverside/form.xlsx", &form)
        .save("Northshire/Riverside/first.xlsx", &twice[0])
        .save("Northshire/Riverside/second.xlsx", &twice[1])
}

#[test]
fn our_own_workbook_gives_the_same_ratings_from_the_same_cells() {
    let folder = awkward();
    let first = ratings(folder.build());
    assert_eq!(first.len(), 100);
    assert_eq!(read_back(&folder, &folder.path("out.xlsx")), first);
    // And once more.
    fs::copy(folder.path("second.xlsx"), folder.path("third.xlsx")).expect("a copy");
    assert_eq!(read_back(&folder, &folder.path("third.xlsx")), first);
}

#[test]
fn what_was_found_in_the_files_is_found_again() {
    let folder = awkward()
        .save("Northshire/Riverside/cut short.xlsx", &b"PK\x03\x04 and no more".to_vec())
        .save("Northshire/Riverside/1.xlsx", &Form::unsigned().rating(3, "TBC"))
        .save("Northshire/Riverside/none.xlsx", &Form::of("None of it").ratings(["N/A"; 10]));
    let listed = |mut book: Written| {
        let columns = [
            "Severity",
            "Rule",
            "What was found",
            "What to do",
            "Local authority",
            "Cluster",
            "School",
            "KSF",
            "Value",
            "File",
            "Sheet",
            "Cell",
        ];
        book.of("Findings", columns)
    };
    let mut first = listed(folder.build());
    let rules: Vec<&str> = first.iter().map(|row| &*row[1]).collect();
    for rule in ["F104", "I201", "R304", "R305", "R310", "R311", "D603", "C701"] {
        assert!(rules.contains(&rule), "{rule} is not among {rules:?}");
    }
    read_back(&folder, &folder.path("out.xlsx"));
    let mut again = listed(folder.written("second.xlsx"));
    // These are looked at anew, and whose a file without a return is, the workbook tells.
    for rows in [&mut first, &mut again] {
        rows.retain(|row| !["C701", "C702", "I202", "I219"].contains(&&*row[1]));
        rows.iter_mut().filter(|row| row[1] == "F104").for_each(|row| row[4].clear());
    }
    assert_eq!(again, first);
    let counts = |mut book: Written| {
        let cells = book.cells("About these figures");
        let of = |label: &str| cells.iter().find(|row| row[0] == label).map(|row| row[1].clone());
        ["Ratings used", "Ratings missing", "Ratings rejected"].map(of)
    };
    assert_eq!(counts(folder.written("second.xlsx")), counts(folder.written("out.xlsx")));
}

#[test]
fn after_three_changes_saved_by_another_program_exactly_three_ratings_differ() {
    let folder = awkward();
    let before = ratings(folder.build());
    let bytes = fs::read(folder.path("out.xlsx")).expect("the workbook");
    let edited = with_numbers(&bytes, "KSF grid Harbour", &[("E4", 10), ("G7", 1), ("J13", 9)]);
    fs::write(folder.path("edited.xlsx"), edited).expect("a file");
    for ending in ["xlsx", "ods", "xls"] {
        let Some(saved) = saved_by_libreoffice(&folder.path("edited.xlsx"), &folder.path(ending), ending)
        else {
            return;
        };
        let after = read_back(&folder, &saved);
        assert_eq!(after.len(), before.len());
        let changed: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).collect();
        // What the schools submitted, and where, stays.
        assert!(changed.iter().all(|(a, b)| a[..7] == b[..7] && a[10..] == b[10..]), "{changed:?}");
        let now: Vec<[&str; 2]> = changed.iter().map(|(_, b)| [&*b[7], &*b[9]]).collect();
        assert_eq!(now, [["10", "changed"], ["1", "changed"], ["9", "changed"]]);
        let mut places = folder.written("second.xlsx").of("Ratings", ["Changed in"]);
        places.retain(|[place]| !place.is_empty());
        let place = |cell| [format!("edited.{ending} \u{203A} KSF grid Harbour \u{203A} {cell}")];
        assert_eq!(places, ["E4", "G7", "J13"].map(place));
    }
}

#[test]
fn found_in_a_folder_it_is_passed_over_also_without_its_mark() {
    let folder = Folder::new().save("form.xlsx", &Form::of("Hill Top"));
    folder.run(&["build", "returns", "-o", "returns/KSF workbook.xlsx"]).expect(0);
    let bytes = fs::read(folder.path("returns/KSF workbook.xlsx")).expect("the workbook");
    let unmarked = rewritten(&bytes, |name, xml| {
        if name == "docProps/custom.xml" { xml.replace("Generator", "Nobody") } else { xml }
    });
    fs::write(folder.path("returns/KSF workbook.xlsx"), unmarked).expect("a file");
    assert_eq!(folder.check(), ["F111 KSF workbook.xlsx"]);
}

#[test]
fn a_cluster_that_is_called_example_is_read_back() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").cluster("Example"))
        .save("b.xlsx", &Grid::of("Example").school("School A", RATINGS).school("School B", RATINGS));
    folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
    read_back(&folder, &folder.path("out.xlsx"));
    let schools = |name: &str| folder.written(name).of("Schools", ["Cluster", "School"]);
    assert_eq!(schools("second.xlsx"), schools("out.xlsx"));
    assert_eq!(schools("out.xlsx").len(), 3);
}

#[test]
fn a_workbook_as_it_was_written_is_replaced_without_being_asked() {
    let folder = Folder::new().save("a.xlsx", &Form::of("Oakfield"));
    let build = ["build", "returns", "-o", "out.xlsx"];
    folder.run(&build).expect(0);
    let folder = folder.save("b.xlsx", &Form::of("Hill Top"));
    folder.run(&build).expect(0);
    assert_eq!(folder.written("out.xlsx").schools(), ["Hill Top", "Oakfield"]);
    // Saved by another program it is no longer known as it was: anything may have been typed anywhere.
    let saved = rewritten(&fs::read(folder.path("out.xlsx")).expect("the workbook"), |_, xml| xml);
    fs::write(folder.path("out.xlsx"), &saved).expect("a file");
    for build in [&build[..], &[&build[..], &["--force"]].concat()] {
        let run = folder.run(build).expect(2);
        assert!(run.stderr.contains("out.xlsx was saved since ksfgrid wrote it"), "{run}");
        assert_eq!(fs::read(folder.path("out.xlsx")).expect("the workbook"), saved);
    }
}

#[test]
fn a_workbook_that_people_worked_in_is_never_replaced() {
    let folder = Folder::new().save("a.xlsx", &Form::of("Oakfield"));
    folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
    let bytes = fs::read(folder.path("out.xlsx")).expect("the workbook");
    let planned = with_text(&bytes, "Action plan", "F5", "Join the network");
    let changed = with_numbers(&bytes, "KSF grid", &[("E4", 10)]);
    let unmarked = rewritten(&planned, |name, xml| {
        if name == "docProps/custom.xml" { xml.replace("Generator", "Nobody") } else { xml }
    });
    for (worked_in, what) in [
        (planned, "1 entry in the action plan"),
        (unmarked, "1 entry in the action plan"),
        (changed, "1 changed rating"),
    ] {
        fs::write(folder.path("out.xlsx"), &worked_in).expect("a file");
        for force in [&[][..], &["--force"]] {
            let run = folder.run(&[&["build", "returns", "-o", "out.xlsx"], force].concat()).expect(2);
            assert!(run.stderr.contains(what) && run.stderr.contains("never replaced"), "{run}");
        }
        assert_eq!(fs::read(folder.path("out.xlsx")).expect("the workbook"), worked_in);
    }
}

#[test]
fn a_folder_of_workbooks_of_ours_alone_is_read_as_what_it_is() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").cluster("Riverside"))
        .save("b.xlsx", &Form::of("Hill Top").cluster("Harbour"));
    folder.run(&["build", "returns", "-o", "out/", "--packs"]).expect(0);
    std::fs::create_dir(folder.path("back")).expect("a folder");
    let packs = support::files_below(&folder.path("out"));
    let packs: Vec<&String> = packs.iter().filter(|name| name.contains(".xlsx")).collect();
    assert!(packs.len() > 1, "{packs:?}");
    for (number, pack) in packs.iter().enumerate() {
        let to = folder.path(&format!("back/{number}.xlsx"));
        std::fs::copy(folder.path(&format!("out/{pack}")), to).expect("a copy");
    }
    folder.run(&["build", "back", "-o", "again.xlsx"]).expect(0);
    assert_eq!(folder.written("again.xlsx").of("Schools", ["School"]), [["Hill Top"], ["Oakfield"]]);
}

#[test]
fn packs_that_clusters_planned_in_make_one_plan() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").cluster("Riverside"))
        .save("b.xlsx", &Form::of("Hill Top").cluster("Harbour"));
    folder.run(&["build", "returns", "-o", "out/", "--packs"]).expect(0);
    for (pack, text) in [("Riverside", "Join the network"), ("Harbour", "Ask the =governors")] {
        let from = folder.path(&format!("out/Northshire packs/{pack}.xlsx"));
        let bytes = fs::read(from).expect("the pack");
        let planned = with_text(&bytes, "Action plan", "F5", text);
        fs::write(folder.path(&format!("{pack}.xlsx")), planned).expect("a file");
    }
    let named = ["Riverside.xlsx", "Harbour.xlsx"];
    folder.run(&[&["build"], &named[..], &["-o", "plan.xlsx"]].concat()).expect(0);
    let planned = |name: &str| {
        let mut rows = folder.written(name).of("ActionPlan", ["Cluster", "KSF", "Action"]);
        rows.retain(|row| !row[2].is_empty());
        rows
    };
    let needs = ["Harbour", "10 Impact measurement", "Ask the =governors"];
    assert_eq!(planned("plan.xlsx"), [needs, ["Riverside", "10 Impact measurement", "Join the network"]]);
    // Said twice, it is there once; and each cluster's pack has its own.
    let named = ["Riverside.xlsx", "Harbour.xlsx", "plan.xlsx"];
    folder.run(&[&["build"], &named[..], &["-o", "all/", "--packs"]].concat()).expect(0);
    assert_eq!(planned("all/Northshire.xlsx").len(), 2);
    assert_eq!(planned("all/Northshire packs/Harbour.xlsx"), [needs]);
}

#[test]
fn a_plan_whose_cluster_is_not_sure_is_told() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").cluster("Riverside"))
        .save("b.xlsx", &Form::of("Hill Top").cluster("Harbour"));
    folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
    let bytes = fs::read(folder.path("out.xlsx")).expect("the workbook");
    let planned = with_text(&bytes, "Action plan", "F5", "Join the network");
    let overtyped = with_text(&planned, "Action plan", "A5", "Dockside");
    fs::write(folder.path("typed.xlsx"), overtyped).expect("a file");
    let run = folder.run(&["check", "typed.xlsx"]).expect(0);
    let told =
        "\"Dockside\" is no cluster of the workbook; the action \"Join the network\" was kept with Harbour";
    assert!(
        run.stdout.contains("F120 typed.xlsx, sheet Action plan, cell A5") && run.stdout.contains(told),
        "{run}"
    );
}
