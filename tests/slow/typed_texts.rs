//! What people type into a workbook of ours goes into the next one: the action plan, the LA's responses, and ratings beside
//! those that the schools submitted; as often as it goes round.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ksfgrid::framework::Framework;
use support::{Folder, Form, RATINGS, Row, Steps, Typed, Written, grids, saved_by_libreoffice, sheets};

/// The first row under the headings of their tables, and the first column to be filled in, of the action plan.
const FIRST: u32 = 4;
const ENTRIES: [&str; 6] = ["Action", "Lead", "Support from", "By when", "How we will know", "Status"];
const ACTION: u32 = 5;
const KSF: u32 = 1;
/// The number of the KSF that a spare row of each cluster is given, one that is no need.
const CHOSEN: usize = 6;

/// Two clusters of two schools with a gap and with a rating that is none.
fn workshop() -> Folder {
    let form = |name: &str, cluster: &str| Form::of(name).cluster(cluster);
    Folder::new()
        .save("a.xlsx", &form("Oakfield", "Riverside").ratings(RATINGS))
        .save("b.xlsx", &form("Hill Top", "Riverside").rating(2, "TBC"))
        .save("c.xlsx", &form("Ash", "Harbour").rating(4, ""))
        .save("d.xlsx", &form("Elm", "Harbour"))
}

/// The rows of the action plan: cluster, KSF and what was typed, but for rows without a text.
fn plan(workbook: &Path) -> Vec<[String; 8]> {
    let columns = ["Cluster", "KSF", ENTRIES[0], ENTRIES[1], ENTRIES[2], ENTRIES[3], ENTRIES[4], ENTRIES[5]];
    let mut rows = Written::open(workbook).of("ActionPlan", columns);
    rows.retain(|row| row[2..].iter().any(|text| !text.is_empty()));
    rows
}

/// The rows of All plans that are filled in, without the authority.
fn all_plans(workbook: &Path) -> Vec<[String; 8]> {
    let columns = ["Cluster", "KSF", ENTRIES[0], ENTRIES[1], ENTRIES[2], ENTRIES[3], ENTRIES[4], ENTRIES[5]];
    let mut rows = Written::open(workbook).of("AllPlans", columns);
    rows.retain(|row| row.iter().any(|text| !text.is_empty()));
    rows
}

fn responses(workbook: &Path) -> Vec<[String; 2]> {
    Written::open(workbook).of("LASummary", ["KSF number", "LA response"])
}

/// School and KSF with the rating submitted, the rating now, what changed, where the one submitted stands, and where it was
/// changed.
fn ratings(workbook: &Path) -> BTreeMap<[String; 2], [String; 6]> {
    let columns = ["Rating submitted", "Rating now", "Changed", "File", "Cell"];
    let mut book = Written::open(workbook);
    let is_changed = book.columns("Ratings").contains(&"Changed in".to_owned());
    let row = |row: Row| {
        let [submitted, now, changed, file, cell] = row.texts(columns);
        let place = if is_changed { row.text("Changed in") } else { String::new() };
        (row.texts(["School", "KSF number"]), [submitted, now, changed, file, cell, place])
    };
    book.table("Ratings").into_iter().map(row).collect()
}

/// Types a text of its own into every white cell, each telling its round, and changes the given ratings.
fn work(folder: &Folder, name: &str, round: &str, changes: &[(usize, usize, Typed)]) -> Option<PathBuf> {
    let (built, saved) = (folder.path(name), folder.path(&format!("{round}-{name}")));
    let mut steps = Steps::default();
    steps.open(&built);
    let rows = u32::try_from(Written::open(&built).table("ActionPlan").len()).expect("few");
    let place = |name: &str| sheets(&built).iter().position(|sheet| sheet.name == name).expect("the sheet");
    let (action_plan, la_summary) = (place("Action plan"), place("LA summary"));
    let framework = Framework::embedded();
    let planned = Written::open(&built).of("ActionPlan", ["KSF", "Action"]);
    for (row, [ksf, action]) in (FIRST..FIRST + rows).zip(planned) {
        if !action.is_empty() {
            continue;
        }
        if ksf.is_empty() && row % 2 == 0 {
            steps.enter((action_plan, KSF, row), &framework.label(CHOSEN).into());
        }
        for column in 0..6 {
            let text = format!("=\u{e9}{round} {row}\n{column}  @");
            steps.enter((action_plan, ACTION + column, row), &Typed::Text(text));
        }
    }
    let columns = Written::open(&built).columns("LASummary");
    let response = columns.iter().position(|column| column == "LA response").expect("it is there");
    let response = u32::try_from(response).expect("few");
    for row in FIRST..FIRST + 10 {
        steps.enter((la_summary, response, row), &Typed::Text(format!("{round}: {row}")));
    }
    let grids = grids(&sheets(&built), &[2, 2], 10);
    for (school, ksf, typed) in changes {
        let grid = grids.iter().find(|grid| grid.schools.contains(school)).expect("a grid");
        steps.enter(grid.cell(*school, *ksf), typed);
    }
    steps.save(&saved);
    steps.close();
    steps.take(&folder.path("")).map(|()| saved)
}

/// Builds a workbook from these, and checks that what it stores is what a spreadsheet works out.
fn build(folder: &Folder, from: &[&str], to: &str) {
    folder.run(&[&["build"], from, &["-o", to, "--as-of", "2010-06-01"]].concat()).expect(0);
    let built = folder.path(to);
    if let Some(recalculated) = saved_by_libreoffice(&built, &folder.path(&format!("of-{to}")), "xlsx") {
        for table in ["ActionPlan", "AllPlans", "Ratings", "LASummary"] {
            assert_eq!(Written::open(&recalculated).table(table), Written::open(&built).table(table));
        }
    }
}

#[test]
fn what_was_typed_is_in_the_next_workbook_and_in_the_one_after() {
    let folder = workshop();
    build(&folder, &["returns"], "first.xlsx");
    let submitted = ratings(&folder.path("first.xlsx"));
    // Schools in the order of clusters: Ash, Elm; Hill Top, Oakfield.
    let changes = [(0, 3, 8.into()), (1, 0, Typed::Nothing), (2, 1, 2.into()), (3, 4, 10.into())];
    let Some(saved) = work(&folder, "first.xlsx", "one", &changes) else { return };
    let (typed, answered) = (plan(&saved), responses(&saved));
    assert_eq!((typed.len(), typed.iter().filter(|row| row[1].starts_with("7 ")).count()), (10, 2));

    assert_eq!(all_plans(&saved), typed, "it follows what is typed");

    // The same alone, and among the returns that it was made from.
    for (from, to) in
        [(&["one-first.xlsx"][..], "second.xlsx"), (&["returns", "one-first.xlsx"], "beside.xlsx")]
    {
        build(&folder, from, to);
        let now = plan(&folder.path(to));
        assert_eq!(now.len(), typed.len(), "{to}: {now:#?}");
        assert!(typed.iter().all(|row| now.contains(row)), "{to}: {now:#?}");
        assert_eq!(all_plans(&folder.path(to)), now, "{to}");
        assert_eq!(responses(&folder.path(to)), answered);
        let found = ratings(&folder.path(to));
        let changed: Vec<_> = found.iter().filter(|(_, row)| !row[2].is_empty()).collect();
        let told: Vec<String> = changed
            .iter()
            .map(|([school, ksf], [was, is, what, ..])| format!("{school} {ksf}: {was}>{is} {what}"))
            .collect();
        assert_eq!(
            told,
            ["Ash 4: >8 added", "Elm 1: 7> cleared", "Hill Top 2: >2 added", "Oakfield 5: 8>10 changed"],
            "{to}"
        );
        for (key, row) in &found {
            let before = &submitted[key];
            // Beside the workbook, the returns are named with their folder.
            let file = row[3].trim_start_matches("returns/");
            assert_eq!([&*row[0], file, &*row[4]], [&*before[0], &*before[3], &*before[4]], "{to} {key:?}");
            assert_eq!(row[5].starts_with("one-first.xlsx \u{203A} KSF grid"), !row[2].is_empty(), "{row:?}");
        }
    }

    // Changed back, changed on, and changed for the first time.
    let changes = [(0, 3, Typed::Nothing), (3, 4, 9.into()), (3, 0, 1.into())];
    let saved = work(&folder, "second.xlsx", "two", &changes).expect("LibreOffice");
    let (typed, answered) = (plan(&saved), responses(&saved));
    assert!(typed.len() > 12, "{typed:#?}");
    build(&folder, &["two-second.xlsx"], "third.xlsx");
    let now = plan(&folder.path("third.xlsx"));
    assert!(now.len() == typed.len() && typed.iter().all(|row| now.contains(row)), "{now:#?}");
    assert_eq!(responses(&folder.path("third.xlsx")), answered);
    let found = ratings(&folder.path("third.xlsx"));
    let told: Vec<String> = found
        .iter()
        .filter(|(_, row)| !row[2].is_empty())
        .map(|([school, ksf], [was, is, _, _, _, place])| {
            format!("{school} {ksf}: {was}>{is} in {}", place.split('-').next().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        told,
        ["Elm 1: 7> in one", "Hill Top 2: >2 in one", "Oakfield 1: 7>1 in two", "Oakfield 5: 8>9 in two"]
    );
    assert!(found.iter().all(|(key, row)| row[0] == submitted[key][0]));
}
