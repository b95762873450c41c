//! Totals and averages that a return states: those that do not follow from its ratings are found, with the pattern
//! named where one school explains them, and our own figures are right.

use std::fs;
use std::path::Path;

use support::{Finding, Folder, Form, Grid, RATINGS, SchoolRows, Typed};

const A: [u8; 10] = RATINGS;
const B: [u8; 10] = [4, 4, 5, 9, 2, 7, 7, 3, 6, 8];
const C: [u8; 10] = [10, 2, 6, 3, 4, 4, 5, 9, 1, 7];

/// Our own sums of the three schools' ratings of each KSF.
fn totals() -> [u8; 10] {
    std::array::from_fn(|ksf| A[ksf] + B[ksf] + C[ksf])
}

fn grid() -> Grid {
    Grid::of("Riverside").school("Ashgrove", A).school("Birchbeck", B).school("Castle Lane", C)
}

/// The findings about stated figures in a folder.
fn figures(folder: &Folder) -> Vec<Finding> {
    let about = folder.findings_with(&["--la", "Northshire"]).into_iter();
    about.filter(|f| f.rule.starts_with('S')).collect()
}

/// The only finding about stated figures: its rule, cell and what it says.
#[track_caller]
fn only(folder: &Folder) -> (String, String, String) {
    let found = figures(folder);
    let [one] = found.as_slice() else { panic!("one finding expected, not {found:#?}") };
    (one.rule.clone(), one.cell.clone(), one.found.clone())
}

fn published_example() -> Folder {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/northshire/Example cluster/KSF grid.xls");
    Folder::new().save("Example cluster/KSF grid.xls", &fs::read(path).expect("the fixture"))
}

#[test]
fn every_printed_total_of_the_published_example_leaves_out_school_a() {
    let (rule, cell, found) = only(&published_example());
    assert_eq!((rule.as_str(), cell.as_str()), ("S501", "L8"));
    assert!(found.contains("Every total leaves out School A"), "{found}");
    assert!(found.contains("KSF 1 says 59, the ratings give 61"), "{found}");
}

#[test]
fn the_published_example_has_its_right_totals_and_need_order() {
    let mut book = published_example().build();
    let grid = book.of("Grid_1", ["Total"]);
    let totals: Vec<&str> = grid[..10].iter().map(|[total]| total.as_str()).collect();
    assert_eq!(totals, ["61", "47", "45", "53", "50", "49", "64", "54", "42", "32"]);
    let priorities = book.of("Priorities", ["KSF number"]);
    let order: Vec<&str> = priorities.iter().map(|[number]| number.as_str()).collect();
    assert_eq!(order, ["10", "9", "3", "2", "6", "5", "4", "8", "1", "7"]);
}

#[test]
fn in_the_published_example_ksf_10_is_low_in_six_schools_and_high_in_none() {
    let mut book = published_example().build();
    let first = &book.table("Priorities")[0];
    let counts = first.texts(["KSF number", "Answered", "Low", "Medium", "High", "Pattern"]);
    assert_eq!(counts, ["10", "10", "6", "4", "0", "cluster-wide"]);
    assert_eq!(first.text("Schools low").matches("School").count(), 6);
    let patterns = book.of("Priorities", ["KSF number", "Pattern"]);
    let of = |number: &str| patterns.iter().find(|[n, _]| n == number).map(|[_, p]| p.as_str());
    let expected =
        [("1", "split"), ("8", "split"), ("2", "isolated"), ("3", "several low"), ("6", "several low")];
    let steady = [("9", "several low"), ("4", "steady"), ("5", "steady"), ("7", "steady")];
    for (number, pattern) in expected.into_iter().chain(steady) {
        assert_eq!(of(number), Some(pattern), "KSF {number}");
    }
    let high = book.of("Priorities", ["KSF number", "High"]);
    let nobody_high: Vec<u8> =
        high.iter().filter(|[_, high]| high == "0").map(|[number, _]| number.parse().unwrap()).collect();
    assert_eq!(nobody_high, [10, 9, 3, 2, 6, 5, 4]);
}

#[test]
fn right_totals_and_averages_are_no_finding_however_they_are_rounded() {
    let average = |ksf: usize| f64::from(totals()[ksf]) / 3.0;
    let exact: [f64; 10] = std::array::from_fn(average);
    let whole: [f64; 10] = std::array::from_fn(|k| average(k).round());
    let one_decimal: [f64; 10] = std::array::from_fn(|k| (average(k) * 10.0).round() / 10.0);
    for averages in [exact, whole, one_decimal] {
        let folder = Folder::with(&grid().figures("Total", totals()).figures("Average", averages));
        assert_eq!(figures(&folder), []);
    }
}

#[test]
fn an_average_cut_off_instead_of_rounded_is_found() {
    let ratings = [[5; 10], [6; 10], [6; 10]];
    let grid =
        Grid::of("R").school("Ash", ratings[0]).school("Birch", ratings[1]).school("Castle", ratings[2]);
    let folder = Folder::with(&grid.figures("Average", [5, 6, 6, 6, 6, 6, 6, 6, 6, 6]));
    let (rule, cell, found) = only(&folder);
    assert_eq!((rule.as_str(), cell.as_str()), ("S502", "E5"));
    assert!(found.contains("One of the 10 averages") && found.contains("KSF 1 says 5"), "{found}");
}

#[test]
fn a_range_one_column_short_at_the_other_end_names_the_last_school() {
    let short: [u8; 10] = std::array::from_fn(|ksf| A[ksf] + B[ksf]);
    let (rule, _, found) = only(&Folder::with(&grid().figures("Total", short)));
    assert_eq!(rule, "S501");
    assert!(found.contains("Every total leaves out Castle Lane"), "{found}");
}

#[test]
fn averages_over_a_short_range_name_the_school_though_one_of_them_happens_to_be_right() {
    let short: [f64; 10] = std::array::from_fn(|ksf| f64::from(B[ksf] + C[ksf]) / 2.0);
    let folder = Folder::with(&grid().figures("Total", totals()).figures("Average", short));
    let (rule, cell, found) = only(&folder);
    assert_eq!((rule.as_str(), cell.as_str()), ("S502", "F6"));
    assert!(found.contains("8 of the 10 averages leave out Ashgrove"), "{found}");
}

#[test]
fn a_school_that_is_summed_twice_is_named() {
    let twice: [u8; 10] = std::array::from_fn(|ksf| totals()[ksf] + B[ksf]);
    let (_, _, found) = only(&Folder::with(&grid().figures("Total", twice)));
    assert!(found.contains("Every total counts Birchbeck twice"), "{found}");
}

#[test]
fn one_mistyped_total_is_one_finding_at_its_cell() {
    let mut wrong = totals();
    wrong[3] = wrong[3] * 10 / 9 + 20;
    let (rule, cell, found) = only(&Folder::with(&grid().figures("Total", wrong)));
    assert_eq!((rule.as_str(), cell.as_str()), ("S501", "E8"));
    assert!(found.contains("One of the 10 totals") && !found.contains("leaves out"), "{found}");
}

#[test]
fn totals_below_the_schools_of_a_grid_are_checked_as_well() {
    let sheet = grid().sheet().row("A15", [Typed::from("Total"), 50.into(), 55.into(), 15.into()]);
    let (rule, cell, found) = only(&Folder::with(&sheet));
    assert_eq!((rule.as_str(), cell.as_str()), ("S501", "D15"));
    assert!(found.contains("Castle Lane says 15, the ratings give 51"), "{found}");
}

#[test]
fn figures_of_a_form_are_checked() {
    let form = Form::of("Oakfield").sheet();
    let right = form.clone().row("A20", [Typed::from("Total"), 50.into()]);
    assert_eq!(figures(&Folder::with(&right.row("A21", [Typed::from("Average"), 5.into()]))), []);
    let nine_summed = form.row("A20", [Typed::from("Total"), 43.into()]);
    let (rule, cell, found) = only(&Folder::with(&nine_summed));
    assert_eq!((rule.as_str(), cell.as_str()), ("S501", "B20"));
    assert!(found.contains("leaves out KSF 1"), "{found}");
}

#[test]
fn figures_of_school_rows_are_checked() {
    let sheet = SchoolRows::with(&["School"])
        .row(&["Ashgrove"], A)
        .row(&["Birchbeck"], B)
        .sheet()
        .put("L1", "Total")
        .put("L2", 50)
        .put("L3", 5)
        .put("A4", "Average");
    let averages: [f64; 10] = std::array::from_fn(|ksf| f64::from(A[ksf] + B[ksf]) / 2.0);
    let (rule, cell, found) = only(&Folder::with(&sheet.row("B4", averages)));
    assert_eq!((rule.as_str(), cell.as_str()), ("S501", "L3"));
    assert!(found.contains("Birchbeck says 5, the ratings give 55"), "{found}");
}

#[test]
fn a_total_that_passes_over_a_rating_typed_as_text_says_so() {
    let form = Form::of("Oakfield").rating(1, "7").sheet().row("A20", [Typed::from("Total"), 43.into()]);
    let folder = Folder::with(&form);
    let (rule, _, found) = only(&folder);
    assert_eq!(rule, "S501");
    assert!(found.contains("The total leaves out ratings that were typed as text"), "{found}");
    assert!(figures(&folder)[0].remedy.contains("typed again as numbers"));
}

/// A formula that passes over a text still counts a number that is no rating.
#[test]
fn an_average_that_passes_over_a_text_says_so_beside_a_number_off_the_scale() {
    let grid = |average: f64| {
        let [mut first, mut second, third] = [A, B, C].map(|ratings| ratings.map(Typed::from));
        (first[0], second[0]) = (Typed::from("7"), Typed::from(11));
        let grid = Grid::of("R").school("Ash", first).school("Birch", second).school("Castle", third);
        let mut averages: [f64; 10] = std::array::from_fn(|ksf| f64::from(totals()[ksf]) / 3.0);
        averages[0] = average;
        Folder::with(&grid.figures("Average", averages))
    };
    let (rule, cell, found) = only(&grid(10.5));
    assert_eq!((rule.as_str(), cell.as_str()), ("S502", "E5"));
    assert!(found.contains("One of the 10 averages leaves out ratings that were typed as text"), "{found}");
    // What no text explains is the formula's.
    let other = &figures(&grid(6.5))[0];
    assert!(!other.found.contains("text") && other.remedy.contains("formula"), "{other:?}");
}

#[test]
fn where_a_text_explains_only_some_totals_both_are_advised() {
    let first = A.map(|rating| if rating == A[0] { Typed::from("7") } else { Typed::from(rating) });
    let grid = Grid::of("R").school("Ash", first).school("Birch", B).school("Castle", C);
    let mut wrong = totals();
    wrong[0] -= 7;
    wrong[4] += 20;
    let folder = Folder::with(&grid.figures("Total", wrong));
    let (_, _, found) = only(&folder);
    assert!(
        found.contains("KSF 1 says 14, the ratings give 21 (7 too low), without a rating typed as text"),
        "{found}"
    );
    let remedy = &figures(&folder)[0].remedy;
    assert!(remedy.contains("typed again as numbers") && remedy.contains("formula"), "{remedy}");
}

#[test]
fn a_total_that_adds_up_a_rejected_number_is_the_ratings_fault_and_not_its_own() {
    let form = Form::of("Oakfield").rating(1, 11).sheet().row("A20", [Typed::from("Total"), 54.into()]);
    let folder = Folder::with(&form);
    assert_eq!(folder.check(), ["R301 return.xlsx B10"]);
}

/// A column of figures over some schools' ratings: their sums.
fn sums<const N: usize>(schools: [[u8; 10]; N]) -> [u8; 10] {
    std::array::from_fn(|ksf| schools.iter().map(|ratings| ratings[ksf]).sum())
}

/// Their averages, rounded.
fn means<const N: usize>(schools: [[u8; 10]; N]) -> [u8; 10] {
    sums(schools).map(|sum| {
        let count = u8::try_from(N).expect("a few schools");
        (2 * sum + count) / (2 * count)
    })
}

const D: [u8; 10] = [1, 9, 9, 2, 8, 1, 6, 10, 4, 2];

#[test]
fn figures_of_a_block_of_schools_are_held_against_that_block() {
    let blocks = |second: [u8; 10]| {
        let grid = Grid::of("R").school("Ash", A).school("Birch", B);
        let grid = grid.school("Average", means([A, B])).school("Castle", C).school("Dale", D);
        Folder::with(&grid.school("Average", second).school("Total", sums([A, B, C, D])))
    };
    assert_eq!(figures(&blocks(means([C, D]))), []);
    assert_eq!(figures(&blocks(means([A, B, C, D]))), [], "of all schools");
    let mut wrong = means([C, D]);
    wrong[6] = 10;
    let (rule, cell, found) = only(&blocks(wrong));
    assert_eq!((rule.as_str(), cell.as_str()), ("S502", "G11"));
    assert!(
        found.contains("One of the 20 averages") && found.contains("KSF 7 says 10, the ratings give 5.5"),
        "{found}"
    );
}

#[test]
fn a_block_of_all_schools_but_one_is_a_block_where_its_figures_stand_beside_it() {
    let grid = Grid::of("R").school("Ash", A).school("Birch", B).school("Castle", C);
    let closed = grid.clone().school("Total", sums([A, B, C])).school("Dale", D);
    assert_eq!(figures(&Folder::with(&closed)), []);
    let left_out = grid.school("Dale", D).school("Total", sums([A, B, C]));
    assert!(only(&Folder::with(&left_out)).2.contains("Every total leaves out Dale"));
}

#[test]
fn the_only_line_of_figures_is_of_all_schools_and_what_is_far_off_of_something_else() {
    let grid = Grid::of("R").school("Ash", A).school("Birch", B).school("Castle", C).school("Dale", D);
    let figures_of = |total: [u8; 10]| figures(&Folder::with(&grid.clone().school("Total", total)));
    assert_eq!(figures_of(sums([B, C])).len(), 1, "two schools are left out");
    assert_eq!(figures_of(sums([A, B])).len(), 1);
    let both = grid.clone().school("Total", sums([B, C])).school("Average", means([B, C]));
    assert_eq!(figures(&Folder::with(&both)).len(), 2);
    let mut off = sums([A, B, C, D]);
    off.iter_mut().zip([2, 3, 1, 2, 3, 1, 2, 3, 1, 2]).for_each(|(total, by)| *total += by);
    assert_eq!(figures_of(off).len(), 1, "all are wrong by a little");
    assert_eq!(figures_of([40; 10]), [], "what follows from nothing here is of something else");
}

#[test]
fn the_points_of_a_quiz_are_not_held_against_the_ratings() {
    let quiz = |points: [i32; 3], ratings: fn(u8) -> Typed| {
        let rows = [("Ash", A), ("Birch", B), ("Castle", C)].into_iter();
        let rows = rows
            .fold(SchoolRows::with(&["School"]), |rows, (name, given)| rows.row(&[name], given.map(ratings)));
        let sheet = (2..).zip(points).fold(rows.sheet().put("L1", "Total"), |sheet, (row, points)| {
            sheet.put(&format!("L{row}"), points)
        });
        figures(&Folder::with(&sheet))
    };
    assert_eq!(quiz([3, 0, 5], Typed::from), []);
    assert_eq!(quiz([0, 0, 0], |rating| Typed::from(rating.to_string().as_str())), []);
    assert_eq!(quiz([50, 0, 51], Typed::from).len(), 1);
}

#[test]
fn the_only_total_of_a_form_is_wrong_if_it_is_not_far_off() {
    let with = |total: i32| {
        figures(&Folder::with(&Form::of("Oakfield").sheet().row("A20", [Typed::from("Total"), total.into()])))
            .len()
    };
    assert_eq!([50, 60, 75, 76, 25, 24, 0].map(with), [0, 1, 1, 0, 1, 0, 0]);
}
