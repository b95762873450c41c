//! Sheets that look like returns and are not, and rows and columns that look like schools and are not: a wrong
//! reading is worse than none.

use support::{Book, Folder, Form, Grid, KSFS, RATINGS, SchoolRows, Sheet, Typed};

const OAKFIELD: &str = "Oakfield Primary School";

fn form() -> Form {
    Form::of(OAKFIELD)
}

/// Asserts that no rating is read from these sheets, and that one finding says so.
#[track_caller]
fn no_return(sheets: impl IntoIterator<Item = Sheet>, finding: &str) {
    let folder = Folder::with(&Book::of(sheets));
    assert_eq!(folder.check(), [finding]);
    let run = folder.run(&["build", "returns"]).expect(2);
    assert!(!folder.path("KSF workbook.xlsx").exists(), "{run}");
}

/// Asserts that these schools, and nothing else, are read from a sheet.
#[track_caller]
fn only_schools(sheet: &Sheet, schools: &[&str]) {
    let mut book = Folder::with(sheet).build();
    assert_eq!(book.schools(), schools);
}

/// Asserts that every rating that is read of a school is the right one; there may be none.
#[track_caller]
fn right_or_none(sheet: &Sheet, right: &[(&str, [u8; 10])]) {
    let folder = Folder::with(sheet);
    let run = folder.run(&["build", "returns", "-o", "out.xlsx"]);
    if run.status == Some(2) {
        return;
    }
    let mut book = folder.written("out.xlsx");
    for [school, ksf, rating] in book.of("Ratings", ["School", "KSF number", "Rating submitted"]) {
        let ratings = right.iter().find(|(name, _)| *name == school);
        let ratings = ratings.unwrap_or_else(|| panic!("{school:?} is no school\n{run}")).1;
        let expected = ratings[ksf.parse::<usize>().expect("a KSF's number") - 1].to_string();
        assert!(rating.is_empty() || rating == expected, "{school}, KSF {ksf}: {rating}\n{run}");
    }
}

/// The ten KSFs with something else beside them than ratings.
fn list(heading: &str, values: [impl Into<Typed>; 10]) -> Sheet {
    let mut sheet =
        Sheet::new("Sheet1").row("A1", ["School", OAKFIELD]).row("A3", ["Key success factor", heading]);
    for ((row, ksf), value) in (4..).zip(KSFS).zip(values) {
        sheet = sheet.put(&format!("A{row}"), ksf).put(&format!("B{row}"), value);
    }
    sheet
}

#[test]
fn lists_of_ksfs_without_ratings_are_no_returns() {
    for heading in ["Rank", "Target", "Priority", "Previous rating", "Number of schools", "Evidence"] {
        no_return([list(heading, [3, 1, 2, 4, 10, 9, 8, 7, 6, 5])], "F107 return.xlsx");
    }
    no_return([list("Budget", [1200, 450, 3000, 80, 95, 40, 600, 770, 15_000, 2])], "F107 return.xlsx");
    no_return(
        [list("What it means", ["A sentence that explains this at some length"; 10])],
        "F107 return.xlsx",
    );
}

#[test]
fn workbooks_about_something_else_are_no_returns() {
    let money = Sheet::new("Dinner money")
        .row("A1", ["School", OAKFIELD])
        .row("A3", ["Week", "Monday", "Tuesday", "Total"])
        .row("A4", [1, 7, 8, 15])
        .row("A5", ["Funding", "3", "4", "7"])
        .row("A6", ["Training", "5", "6", "11"]);
    no_return([money], "F107 return.xlsx");
    let key =
        Sheet::new("Key").row("A1", ["1-3", "Low"]).row("A2", ["4-7", "Medium"]).row("A3", ["8-10", "High"]);
    no_return([key, Sheet::new("Empty")], "F107 return.xlsx");
}

#[test]
fn a_form_without_school_or_rating_is_a_blank_template() {
    let unsigned = Form::unsigned().la("Northshire").ratings([""; 10]);
    no_return([unsigned.sheet()], "F108 return.xlsx");
}

#[test]
fn two_columns_that_could_both_be_the_rating_are_a_question_and_not_a_guess() {
    let mut sheet = form().sheet().row("B9", ["Autumn rating", "Spring rating"]);
    for (row, rating) in (10..).zip(RATINGS) {
        sheet = sheet.put(&format!("C{row}"), 11 - rating);
    }
    no_return([sheet], "F110 return.xlsx B10");
}

// ------------------------------------------------------------------------------------- rows that are no schools

fn two_rows() -> SchoolRows {
    SchoolRows::with(&["School", "Cluster", "LA"])
        .row(&[OAKFIELD, "Riverside", "Northshire"], RATINGS)
        .row(&["Hill Top", "Riverside", "Northshire"], RATINGS)
}

#[test]
fn rows_of_counts_and_ranks_below_the_schools_are_no_schools() {
    for label in
        ["Need rank", "Lowest", "Maximum", "Number low (1-3)", "Low", "High", "Median", "Band", "Count"]
    {
        let below = two_rows().sheet().put("A4", label).row("D4", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        only_schools(&below, &["Hill Top", OAKFIELD]);
    }
}

#[test]
fn a_footnote_or_key_right_below_the_schools_is_no_school() {
    for note in
        ["Key: 1-3 low, 4-7 medium, 8-10 high", "Note: agreed with the heads", "Ratings agreed on 12 March."]
    {
        only_schools(&two_rows().sheet().put("A4", note), &["Hill Top", OAKFIELD]);
    }
}

#[test]
fn a_row_that_explains_the_ksfs_is_no_school() {
    let mut sheet = two_rows().sheet().moved(1, 0).row("A1", ["School", "Cluster", "LA"]).row("D1", KSFS);
    sheet = sheet
        .row("A2", ["", "", ""])
        .row("D2", ["How well do you know what families and children want?"; 10]);
    only_schools(&sheet, &["Hill Top", OAKFIELD]);
}

#[test]
fn a_school_without_ratings_in_the_middle_of_the_rows_is_a_school() {
    let sheet = SchoolRows::with(&["School", "Cluster", "LA"])
        .row(&[OAKFIELD, "Riverside", "Northshire"], RATINGS)
        .row(&["Castle Lane", "Riverside", "Northshire"], [""; 10])
        .row(&["Hill Top", "Riverside", "Northshire"], RATINGS)
        .sheet();
    let folder = Folder::with(&sheet);
    assert_eq!(folder.check(), ["C701 return.xlsx A3"]);
    assert_eq!(folder.build().schools(), ["Castle Lane", "Hill Top", OAKFIELD]);
}

#[test]
fn a_form_turned_on_its_side_gives_no_school_called_rating() {
    let sheet = Sheet::new("Form")
        .row("A1", ["School", OAKFIELD])
        .put("A3", "KSF")
        .row("B3", KSFS)
        .put("A4", "Rating")
        .row("B4", RATINGS)
        .put("A5", "Evidence")
        .row("B5", ["Minutes"; 10]);
    right_or_none(&sheet, &[(OAKFIELD, RATINGS)]);
}

// ---------------------------------------------------------------------------------- columns that are no schools

#[test]
fn columns_beside_the_schools_of_a_grid_are_no_schools() {
    for heading in [
        "Min",
        "Max",
        "Range",
        "Rank",
        "No. low",
        "High 8-10",
        "Last year",
        "Target",
        "Comments",
        "Cluster average",
        "Priority",
        "% low",
        "LA average",
        "National average",
        "RAG",
    ] {
        let grid = Grid::of("Riverside").school(OAKFIELD, RATINGS).school("Hill Top", RATINGS);
        only_schools(
            &grid.figures(heading, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).sheet(),
            &["Hill Top", OAKFIELD],
        );
    }
}

#[test]
fn a_school_whose_name_begins_like_a_figure_is_a_school() {
    let names =
        ["High Street Primary", "Low Fell School", "Mean Valley Primary School", "Range Road Juniors"];
    let grid = names.iter().fold(Grid::of("Riverside"), |grid, name| grid.school(name, RATINGS));
    only_schools(&grid.sheet(), &names);
}

#[test]
fn a_second_list_of_ksfs_for_targets_or_actions_is_passed_over() {
    for heading in ["Target", "Priority", "Action", "Rank"] {
        let mut sheet = form().sheet().row("A23", ["KSF", heading]);
        for (row, ksf) in (24..).zip(KSFS) {
            sheet = sheet.put(&format!("A{row}"), ksf).put(&format!("B{row}"), 9);
        }
        let folder = Folder::with(&sheet);
        assert_eq!(folder.check(), [""; 0], "{heading}");
        assert_eq!(folder.build().ratings_of(OAKFIELD), RATINGS.map(|r| r.to_string()));
    }
}

// ---------------------------------------------------------------------------------- layouts that are not read

/// A rating a row: school, KSF, rating.
fn list_of_ratings(rows: &[(&str, usize, u8)]) -> Sheet {
    let sheet = Sheet::new("Ratings").row("A1", ["School", "KSF", "Rating"]);
    (2..).zip(rows).fold(sheet, |sheet, (row, (school, ksf, rating))| {
        sheet.row(&format!("A{row}"), [Typed::from(*school), KSFS[*ksf].into(), (*rating).into()])
    })
}

#[test]
fn a_list_with_a_rating_a_row_is_read_right_or_not_at_all() {
    let other = RATINGS.map(|r| 11 - r);
    let of = |school, ratings: [u8; 10]| (0..10).map(move |ksf| (school, ksf, ratings[ksf]));
    let mut rows: Vec<_> = of(OAKFIELD, RATINGS).chain(of("Hill Top", other)).collect();
    right_or_none(&list_of_ratings(&rows), &[(OAKFIELD, RATINGS), ("Hill Top", other)]);
    rows.sort_by_key(|(_, ksf, _)| *ksf);
    right_or_none(&list_of_ratings(&rows), &[(OAKFIELD, RATINGS), ("Hill Top", other)]);
}

#[test]
fn targets_on_a_sheet_of_their_own_are_no_ratings() {
    let grid = |name: &str, by: u8| {
        let ratings = RATINGS.map(|r| (r + by).min(10));
        Grid::of("Riverside").school(OAKFIELD, ratings).school("Hill Top", ratings).sheet_name(name).sheet()
    };
    for aside in ["Target", "Targets 2011", "Last year", "Importance"] {
        let folder = Folder::with(&Book::of([grid("Ratings", 0), grid(aside, 2)]));
        assert_eq!(folder.check_with(&["--la", "N"]), ["F113 return.xlsx B5"], "{aside}");
        assert_eq!(folder.build().ratings_of(OAKFIELD), RATINGS.map(|r| r.to_string()));
    }
    assert_eq!(Folder::with(&grid("Target", 0)).build().ratings_of(OAKFIELD), RATINGS.map(|r| r.to_string()));
}

#[test]
fn a_grid_of_ticks_is_read_right_or_not_at_all() {
    for mark in ["x", "✓", "1", "ü"] {
        let mut sheet = Sheet::new("Form").row("A1", ["School", OAKFIELD]).put("A3", "KSF").row("B3", 1..=10);
        for ((row, ksf), rating) in (3..).zip(KSFS).zip(RATINGS) {
            sheet = sheet.put_at(row, 0, ksf).put_at(row, u16::from(rating), mark);
        }
        right_or_none(&sheet, &[(OAKFIELD, RATINGS)]);
    }
}
