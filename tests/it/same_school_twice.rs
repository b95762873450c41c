//! The same school twice: identical returns count once, a later one counts as a whole, and what no date decides is
//! kept where it agrees, filled where one has a gap, and rejected where it differs.

use support::{Folder, Form, Grid, RATINGS};

fn form() -> Form {
    Form::of("Oakfield")
}

fn both(first: &Form, second: &Form) -> Folder {
    Folder::new().save("a.xlsx", first).save("b.xlsx", second)
}

fn ratings(folder: &Folder) -> Vec<String> {
    folder.build().ratings_of("Oakfield")
}

fn texts(ratings: [u8; 10]) -> Vec<String> {
    ratings.map(|r| if r == 0 { String::new() } else { r.to_string() }).to_vec()
}

#[test]
fn identical_ratings_count_once() {
    for second in [form(), form().date("12/03/2010"), form().rating(1, "seven")] {
        let folder = both(&form(), &second);
        let kept = if folder.build().fates()[0].ends_with("used") { "b.xlsx" } else { "a.xlsx" };
        assert!(folder.check().contains(&format!("D601 {kept} B10")), "{:?}", folder.check());
        assert_eq!(ratings(&folder), texts(RATINGS));
        assert_eq!(folder.build().of("Schools", ["School", "Answered"]), [["Oakfield", "10"]]);
    }
}

#[test]
fn the_same_file_given_twice_is_read_once() {
    let folder = Folder::with(&form());
    let run =
        folder.run(&["check", "returns", "returns/return.xlsx", "./returns", "--format", "json"]).expect(0);
    assert_eq!(run.findings(), []);
}

#[test]
fn the_strictly_later_return_is_used_as_a_whole_gaps_included() {
    let early = form().date("02/03/2010");
    let late = form().date("19/03/2010").rating(1, 9).rating(2, "");
    for folder in [both(&early, &late), both(&late, &early)] {
        let found = folder.findings();
        assert_eq!(found.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["D602", "R310"]);
        let (told, file) = (&found[0].found, &found[0].file);
        assert!(told.contains("2 March 2010") && told.contains("19 March 2010"), "{told}");
        assert!(told.contains("7 5 4 6") && told.contains("9 – 4 6"), "{told}");
        assert_eq!(found[1].file, *file, "{found:#?}");
        assert_eq!(ratings(&folder), texts([9, 0, 4, 6, 8, 3, 9, 2, 5, 1]));
        assert!(folder.build().fates().iter().any(|fate| fate.ends_with("replaced by a later return")));
    }
}

#[test]
fn of_three_dated_returns_the_latest_counts() {
    let folder = both(&form().date("02/03/2010"), &form().date("19/03/2010").rating(1, 9))
        .save("c.xlsx", &form().date("12/03/2010").rating(1, 2));
    assert_eq!(folder.check(), ["D602 b.xlsx B10"]);
    assert_eq!(ratings(&folder)[0], "9");
}

#[test]
fn without_a_date_that_decides_what_differs_is_rejected_and_what_agrees_is_kept() {
    let other = form().rating(4, 7).rating(6, 4);
    for (a, b) in [
        (form(), other.clone()),
        (form().date("02/03/2010"), other.clone()),
        (form().date("02/03/2010"), other.clone().date("02/03/2010")),
    ] {
        let folder = both(&a, &b);
        assert_eq!(folder.check(), ["D603 a.xlsx B13", "D603 a.xlsx B15"]);
        assert_eq!(ratings(&folder), texts([7, 5, 4, 0, 8, 0, 9, 2, 5, 1]));
        assert_eq!(folder.findings()[0].value, "6 and 7");
    }
}

#[test]
fn a_date_that_cannot_be_read_does_not_decide() {
    let undated = form().rating(4, 7).sheet().row("A7", ["Date", "spring term"]);
    let folder = Folder::new().save("a.xlsx", &form().date("02/03/2010")).save("b.xlsx", &undated);
    assert_eq!(folder.check(), ["D603 a.xlsx B13", "I209 b.xlsx B7"]);
}

#[test]
fn a_rating_against_a_gap_is_kept() {
    let folder = both(&form().rating(2, ""), &form().rating(9, "TBC"));
    let codes: Vec<String> = folder.check().into_iter().filter(|place| place.starts_with('D')).collect();
    assert_eq!(codes, ["D604 a.xlsx B18", "D604 b.xlsx B11"]);
    assert_eq!(ratings(&folder), texts(RATINGS));
    assert_eq!(folder.build().of("Ratings", ["File"])[1], ["b.xlsx"]);
}

#[test]
fn nobody_is_asked_for_a_rating_that_another_return_gives() {
    let unclear = form().rating(9, "TBC").rating(2, "");
    let early = unclear.clone().date("02/03/2010");
    for folder in [both(&unclear, &form()), both(&early, &form().date("09/03/2010"))] {
        let found = folder.check();
        assert!(found.iter().all(|place| !place.starts_with('R')), "{found:?}");
        assert!(folder.findings().iter().any(|finding| finding.found.contains("\"TBC\"")), "{found:?}");
        assert_eq!(ratings(&folder), texts(RATINGS));
    }
}

#[test]
fn a_form_beside_a_grid_that_has_the_school_already_is_the_same_school() {
    let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", [5; 10]);
    let folder = Folder::new().save("grid.xlsx", &grid).save("late.xlsx", &form());
    let found: Vec<String> = folder.check().into_iter().filter(|place| place.starts_with('D')).collect();
    assert_eq!(found, ["D601 late.xlsx B10"]);
    let fates = folder.build().fates();
    assert_eq!(fates, ["grid.xlsx: used", "grid.xlsx: used", "late.xlsx: same as another return"]);
}

#[test]
fn all_returns_of_a_school_are_listed_with_what_became_of_them() {
    let folder = both(&form(), &form().rating(4, 7));
    let rows = folder.build().of("Returns", ["File", "School", "Rated", "Missing", "Rejected", "Status"]);
    let status = "combined with another return";
    assert_eq!(rows, ["a.xlsx", "b.xlsx"].map(|file| [file, "Oakfield", "10", "0", "0", status]));
}
