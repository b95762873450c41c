//! The texts beside ratings where a school returned twice, as they are written, and when what was written is read again.

use std::fs;
use std::path::Path;

use support::{Folder, Form, RATINGS, Sheet, SheetCells, cell_name, with_numbers, with_text};

use super::texts_beside_ratings::{EXPECTED, FORUM, INVITE, SURVEY, filled, form, texts_of};

#[test]
fn a_return_that_counts_once_loses_no_text() {
    let text = |evidence: &str| form(&["Evidence", "Actions"]).put("C10", evidence).put("D10", INVITE);
    let folder = Folder::new().save("a.xlsx", &text(FORUM)).save("b.xlsx", &text(SURVEY));
    let joined = format!("{FORUM}\n{SURVEY}");
    assert_eq!(texts_of(&mut folder.build(), "Oakfield Primary"), [["1", joined.as_str(), INVITE]]);
    let same = Folder::new().save("a.xlsx", &text(FORUM)).save("b.xlsx", &text(FORUM));
    assert_eq!(texts_of(&mut same.build(), "Oakfield Primary"), [["1", FORUM, INVITE]]);
    // Neither is dated: what they agree on is kept, and both are heard.
    let differ = Folder::new().save("a.xlsx", &text(FORUM)).save("b.xlsx", &text(SURVEY).put("B10", 2));
    assert_eq!(texts_of(&mut differ.build(), "Oakfield Primary"), [["1", joined.as_str(), INVITE]]);
}

#[test]
fn of_a_return_that_a_later_one_replaces_no_text_is_kept() {
    let dated = |form: Form, evidence: &str| form.sheet().put("C9", "Evidence").put("C10", evidence);
    let early = dated(Form::of("Oakfield Primary").date("02/03/2010"), FORUM);
    let late = Form::of("Oakfield Primary").date("19/03/2010").rating(1, 9);
    let folder = Folder::new().save("a.xlsx", &early).save("b.xlsx", &dated(late.clone(), SURVEY));
    assert_eq!(texts_of(&mut folder.build(), "Oakfield Primary"), [["1", SURVEY, ""]]);
    // Nor where a workbook passes it on that was made before.
    let before = Folder::new().save("a.xlsx", &early);
    before.build();
    let folder = before.save("b.xlsx", &dated(late.clone(), SURVEY));
    folder.run(&["build", "out.xlsx", "returns", "-o", "second.xlsx"]).expect(0);
    assert_eq!(texts_of(&mut folder.written("second.xlsx"), "Oakfield Primary"), [["1", SURVEY, ""]]);
    let silent = Folder::new().save("a.xlsx", &early).save("b.xlsx", &late);
    assert!(texts_of(&mut silent.build(), "Oakfield Primary").is_empty());
}

/// Texts that a workbook could change.
fn awkward() -> Vec<String> {
    let long = format!("{}{}", "Long 😀 ".repeat(4_095), "x".repeat(7));
    assert_eq!(long.encode_utf16().count(), 32_767);
    let texts = [
        "=1+1",
        "+44 20",
        "-5 staff",
        "@parents",
        "'quoted'",
        "http://school.example/a?b=1&c",
        "7",
        "12/03/2010",
    ];
    let lines = "First line\n\n  • second\tline 👩‍👩‍👧 «é» <b>&amp;</b>";
    texts.into_iter().map(str::to_owned).chain([lines.replace('\t', " "), long]).collect()
}

fn awkward_form() -> Sheet {
    let sheet = form(&["Evidence"]);
    (10..).zip(awkward()).fold(sheet, |sheet, (row, text)| sheet.put(&format!("C{row}"), text))
}

#[test]
fn texts_stay_texts_and_whole() {
    let folder = Folder::with(&awkward_form());
    let mut book = folder.build();
    let evidence = book.of("Ratings", ["Evidence"]).concat();
    assert_eq!(evidence, awkward());
    let sheets = support::sheets(&folder.path("out.xlsx"));
    let ratings = sheets.iter().find(|sheet| sheet.name == "Ratings").expect("the sheet");
    let texts: Vec<&support::Value> = ratings
        .cells
        .values()
        .map(|cell| &cell.value)
        .filter(|value| value.words().contains("http"))
        .collect();
    assert!(matches!(texts.as_slice(), [support::Value::Text(_)]), "{texts:?}");
    let links = support::parts(&folder.path("out.xlsx")).into_iter().filter(|part| part.contains("_rels/"));
    for part in links {
        assert!(!book.part(&part).contains("school.example"), "{part}");
    }
}

#[test]
fn a_long_text_makes_no_row_high() {
    let folder = Folder::with(&awkward_form());
    folder.build();
    let (_, sheet, (heading, _)) = find(&folder.path("out.xlsx"), "Ratings", "Evidence");
    let xml = folder.written("out.xlsx").sheet_part(&sheet);
    let height = |row: &str| row.split_once(" ht=\"")?.1.split('"').next()?.parse().ok();
    let rows =
        xml.split("<row ").skip(1).skip_while(|row| !row.starts_with(&format!("r=\"{}\"", heading + 2)));
    let heights: Vec<f64> = rows.filter_map(height).collect();
    assert!(!heights.is_empty() && heights.iter().all(|height| *height < 70.0), "{heights:?}");
}

#[test]
fn our_own_workbook_passes_texts_on() {
    let folder = Folder::with(&awkward_form().put("D9", "Next steps").put("D11", INVITE));
    let first = texts_of(&mut folder.build(), "Oakfield Primary");
    assert_eq!(first.len(), 10);
    folder.run(&["build", "out.xlsx", "-o", "second.xlsx"]).expect(0);
    assert_eq!(texts_of(&mut folder.written("second.xlsx"), "Oakfield Primary"), first);
    folder.run(&["build", "second.xlsx", "returns", "-o", "third.xlsx"]).expect(0);
    assert_eq!(texts_of(&mut folder.written("third.xlsx"), "Oakfield Primary"), first);
}

/// A sheet of a workbook by how its name begins, its name, and the place of a heading on it.
fn find(workbook: &Path, sheet: &str, heading: &str) -> (SheetCells, String, (u32, u32)) {
    let sheets = support::sheets(workbook);
    let at = sheets.iter().position(|one| one.name.starts_with(sheet)).expect("the sheet");
    let cells = sheets[at].cells.keys().copied();
    let heading = cells.into_iter().find(|cell| sheets[at].words(*cell) == heading).expect("the heading");
    (sheets[at].clone(), sheets[at].name.clone(), heading)
}

fn name((row, column): (u32, u32)) -> String {
    cell_name(row, u16::try_from(column).expect("a column"))
}

#[test]
fn a_rating_that_was_changed_keeps_its_texts() {
    let folder = Folder::with(&filled(form(&["Evidence", "Actions"])));
    folder.build();
    let book = fs::read(folder.path("out.xlsx")).expect("the workbook");
    let (_, sheet, (row, column)) = find(&folder.path("out.xlsx"), "KSF grid", "Oakfield Primary");
    let changed = with_numbers(&book, &sheet, &[(&name((row + 1, column)), 2)]);
    fs::write(folder.path("changed.xlsx"), changed).expect("a file");
    for (arguments, what) in
        [(&["changed.xlsx"][..], "alone"), (&["changed.xlsx", "returns"][..], "beside the returns")]
    {
        let run: Vec<&str> =
            ["build"].iter().chain(arguments).chain(&["-o", "second.xlsx", "--force"]).copied().collect();
        folder.run(&run).expect(0);
        let mut book = folder.written("second.xlsx");
        assert!(book.of("Ratings", ["Changed"]).concat().contains(&"changed".to_owned()), "{what}");
        assert_eq!(texts_of(&mut book, "Oakfield Primary"), EXPECTED, "{what}");
    }
}

#[test]
fn a_workbook_without_these_columns_is_still_read() {
    let folder = Folder::with(&filled(form(&["Evidence", "Actions"])));
    folder.build();
    let book = fs::read(folder.path("out.xlsx")).expect("the workbook");
    let (_, sheet, evidence) = find(&folder.path("out.xlsx"), "Ratings", "Evidence");
    let older = with_text(&book, &sheet, &name(evidence), "Other");
    let older = with_text(&older, &sheet, &name((evidence.0, evidence.1 + 1)), "Another");
    fs::write(folder.path("older.xlsx"), older).expect("a file");
    folder.run(&["build", "older.xlsx", "-o", "second.xlsx"]).expect(0);
    let mut second = folder.written("second.xlsx");
    assert_eq!(second.ratings_of("Oakfield Primary"), RATINGS.map(|r| r.to_string()));
    assert!(texts_of(&mut second, "Oakfield Primary").is_empty());
}

#[test]
fn packs_and_tables_for_other_programs_have_the_texts() {
    let folder = Folder::with(&filled(form(&["Evidence", "Actions"])));
    folder.run(&["build", "returns", "-o", "out/", "--packs", "--data", "out.jsonl"]).expect(0);
    let pack = support::packs(&folder).into_values().next().expect("a pack");
    assert_eq!(texts_of(&mut folder.written(&pack), "Oakfield Primary"), EXPECTED);
    folder.run(&["build", &pack, "-o", "again.xlsx"]).expect(0);
    assert_eq!(texts_of(&mut folder.written("again.xlsx"), "Oakfield Primary"), EXPECTED);
    let lines = fs::read_to_string(folder.path("out.jsonl")).expect("the table");
    let third: serde_json::Value = serde_json::from_str(lines.lines().nth(2).expect("a line")).expect("JSON");
    assert_eq!((third["evidence"].as_str(), third["actions"].as_str()), (Some(SURVEY), Some(INVITE)));
}
