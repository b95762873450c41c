//! What a person types for a rating, and what is read: each kind of entry by its rule and cell. Nothing is guessed
//! and nothing is lost.

use support::{Folder, Form, Grid, RATINGS, SchoolRows, Typed};

/// A form with these entries for KSF 1, 2 …, and the usual ratings for the rest.
fn form<T: Into<Typed>>(entries: impl IntoIterator<Item = T>) -> Form {
    (1..).zip(entries).fold(Form::of("Oakfield Primary School"), |form, (ksf, typed)| form.rating(ksf, typed))
}

/// The findings "rule cell" of a form, and its ratings as the workbook has them.
fn read(form: &Form) -> (Vec<String>, Vec<String>) {
    let folder = Folder::with(form);
    let findings = folder.findings().iter().map(|f| format!("{} {}", f.rule, f.cell)).collect();
    (findings, folder.build().ratings_of("Oakfield Primary School"))
}

/// Asserts that entries are read as these ratings (an empty text is a gap), each with a finding of this rule.
#[track_caller]
fn each_gives<T: Into<Typed>, const N: usize>(entries: [T; N], ratings: [&str; N], rule: &str) {
    let (findings, read) = read(&form(entries));
    let expected: Vec<String> = (10..).take(N).map(|row| format!("{rule} B{row}")).collect();
    assert_eq!(findings, expected);
    assert_eq!(read[..N], ratings);
    assert_eq!(read[N..], RATINGS[N..].iter().map(ToString::to_string).collect::<Vec<_>>());
}

/// Asserts that none of the entries is a rating, each by this rule.
#[track_caller]
fn none_is_a_rating<T: Into<Typed>, const N: usize>(entries: [T; N], rule: &str) {
    each_gives(entries, [""; N], rule);
}

#[test]
fn every_whole_number_on_the_scale_is_that_rating() {
    let (findings, ratings) = read(&form(1..=10));
    assert_eq!(findings, [""; 0]);
    assert_eq!(ratings, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
}

#[test]
fn seven_point_nought_and_the_result_of_a_formula_are_ratings() {
    let (findings, ratings) = read(&form([
        Typed::Number(7.0),
        Typed::Formula("=3+4", "7"),
        Typed::Formula("=AVERAGE(8,10)", "9.0"),
    ]));
    assert_eq!(findings, [""; 0]);
    assert_eq!(ratings[..3], ["7", "7", "9"]);
}

#[test]
fn an_unmistakable_text_is_a_rating_with_a_note() {
    each_gives(
        [" 7 ", "7", "7.0", "８", "\u{a0}7\u{a0}", "7/10", "9 out of 10", "seven", "Ten"],
        ["7", "7", "7", "8", "7", "7", "9", "7", "10"],
        "R311",
    );
}

#[test]
fn the_note_says_what_was_typed_and_how_it_was_read() {
    let findings = Folder::with(&form(["seven"])).findings();
    let note = &findings[0];
    assert_eq!((note.severity.as_str(), note.value.as_str()), ("note", "seven"));
    assert!(note.found.contains("seven") && note.found.contains('7'), "{}", note.found);
}

#[test]
fn text_that_a_formula_gives_is_read_as_text() {
    each_gives([Typed::Formula("=LOWER(\"SEVEN\")", "seven")], ["7"], "R311");
}

#[test]
fn nothing_is_missing_and_blanks_are_nothing() {
    none_is_a_rating(["", "   ", "\u{a0}"], "R310");
}

#[test]
fn whole_numbers_off_the_scale_are_rejected() {
    none_is_a_rating([0, 11, -3, 100], "R301");
    none_is_a_rating(["0", "11", "-3", "\u{2212}3", "zero", "eleven", "11/10"], "R301");
}

#[test]
fn a_fraction_is_not_rounded() {
    none_is_a_rating([6.5, 6.999, 0.7], "R302");
    none_is_a_rating(["6.5", "6.5/10"], "R302");
}

#[test]
fn a_percentage_is_no_rating_whatever_its_number() {
    none_is_a_rating([0.7, 1.0, 7.0].map(Typed::Percentage), "R303");
    none_is_a_rating(["70%", "7 %"], "R303");
}

#[test]
fn what_could_mean_several_things_is_rejected() {
    none_is_a_rating(["6-7", "7/9", "7 (was 5)", "8*", "high", "TBC", "1e1", "6 or 7", "?"], "R304");
    none_is_a_rating([true, false], "R304");
}

#[test]
fn a_school_may_say_that_it_does_not_rate_something() {
    none_is_a_rating(["N/A", "n/a", "-", "–", "—", "N/a"], "R305");
}

#[test]
fn a_date_is_what_excel_made_of_a_range() {
    none_is_a_rating([Typed::Date(2010, 7, 6), Typed::Date(1900, 1, 7)], "R306");
}

#[test]
fn an_error_in_the_cell_is_rejected() {
    let errors =
        [("=1/0", "#DIV/0!"), ("=Votes!B2", "#REF!"), ("=NA()", "#N/A"), ("=VALUE(\"x\")", "#VALUE!")];
    none_is_a_rating(errors.map(|(formula, error)| Typed::Formula(formula, error)), "R307");
}

#[test]
fn a_formula_without_a_stored_result_is_rejected() {
    none_is_a_rating(["=3+4", "=B11"].map(Typed::FormulaWithoutResult), "R308");
}

#[test]
fn a_ksf_rated_twice_with_different_ratings_is_rejected() {
    let sheet = Form::of("Oakfield Primary School").sheet().put("A20", "Cluster arrangements").put("B20", 9);
    let folder = Folder::with(&sheet);
    assert_eq!(folder.check(), ["R309 return.xlsx B13"]);
    assert_eq!(folder.build().ratings_of("Oakfield Primary School")[3], "");
}

#[test]
fn a_ksf_rated_twice_alike_counts_once() {
    let sheet = Form::of("Oakfield Primary School").sheet().put("A20", "Cluster arrangements").put("B20", 6);
    let folder = Folder::with(&sheet);
    assert_eq!(folder.check(), ["K402 return.xlsx B13"]);
    assert_eq!(folder.build().ratings_of("Oakfield Primary School")[3], "6");
}

#[test]
fn a_gap_counts_in_no_figure_and_is_listed_with_what_was_typed() {
    let folder = Folder::with(&form([4; 10]).rating(1, "TBC").rating(2, "").rating(3, 0));
    let mut book = folder.build();
    assert_eq!(book.of("Schools", ["Answered", "Average", "Band"]), [["7", "4", "Medium"]]);
    assert_eq!(book.of("Priorities", ["Answered"])[7..], [["0"], ["0"], ["0"]]);
    let listed = book.of("Findings", ["Severity", "Rule", "KSF", "Value", "File", "Sheet", "Cell"]);
    let [file, sheet] = ["return.xlsx", "Self assessment"];
    assert_eq!(
        listed,
        [
            ["error", "R304", "1", "TBC", file, sheet, "B10"],
            ["error", "R301", "3", "0", file, sheet, "B12"],
            ["warning", "R310", "2", "", file, sheet, "B11"],
        ]
    );
}

#[test]
fn nothing_is_lost_used_missing_and_rejected_make_up_every_ksf_of_every_school() {
    let folder = Folder::new()
        .save("a.xlsx", &form(["7", "TBC", "", "11", "6.5"]))
        .save("b.xlsx", &Form::of("Hill Top School").rating(9, "N/A").rating(10, ""))
        .save("c.xlsx", &Form::of("Castle Lane School").ratings(["?"; 10]));
    let mut book = folder.build();
    assert_eq!(
        book.of("Returns", ["File", "Rated", "Missing", "Rejected", "Status"]),
        [
            ["a.xlsx", "6", "1", "3", "used in part"],
            ["b.xlsx", "8", "1", "1", "used in part"],
            ["c.xlsx", "0", "0", "10", "no rating used"],
        ]
    );
    let ratings = book.of("Ratings", ["Rating submitted"]);
    assert_eq!((ratings.len(), ratings.iter().filter(|[r]| !r.is_empty()).count()), (30, 14));
    let run = folder.run(&["build", "returns", "-o", "again.xlsx"]).expect(0);
    assert!(
        run.stderr.contains("14 used, 2 missing, 14 rejected; together 30 = 3 schools × 10 KSFs"),
        "{run}"
    );
}

#[test]
fn entries_are_read_alike_in_a_grid() {
    let entries = ["7/10", "6-7", "N/A", "", "0", "6.5", "4", "TBC", "seven", "9"].map(Typed::from);
    let grid = Grid::of("Riverside").school("Oakfield", entries).school("Hill Top", RATINGS);
    let folder = Folder::with(&grid);
    let expected =
        ["R304 return.xlsx B6", "R305 return.xlsx B7", "R301 return.xlsx B9", "R302 return.xlsx B10"];
    let found = folder.check_with(&["--la", "Northshire"]);
    assert_eq!(found[..4], expected);
    let read = ["7", "", "", "", "", "", "4", "", "7", "9"];
    assert_eq!(folder.build().ratings_of("Oakfield"), read);
}

#[test]
fn entries_are_read_alike_in_school_rows() {
    let about = ["Oakfield", "Riverside", "Northshire"];
    let entries = [Typed::Percentage(0.7), true.into(), Typed::Date(2010, 7, 6), "８".into()];
    let entries: Vec<Typed> =
        entries.into_iter().chain(RATINGS[4..].iter().map(|r| Typed::from(*r))).collect();
    let rows = SchoolRows::with(&["School", "Cluster", "Local authority"])
        .row(&about, entries.try_into().expect("ten entries"))
        .row(&["Hill Top", "Riverside", "Northshire"], RATINGS);
    let folder = Folder::with(&rows);
    let expected =
        ["R303 return.xlsx D2", "R304 return.xlsx E2", "R306 return.xlsx F2", "R311 return.xlsx G2"];
    assert_eq!(folder.check(), expected);
    assert_eq!(folder.build().ratings_of("Oakfield")[..4], ["", "", "", "8"]);
}
