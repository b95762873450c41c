//! Lists: a row a rating, the school in every row or once for its rows.

use support::{Folder, KSFS, RATINGS, Sheet, Typed};

const OAKFIELD: &str = "Oakfield Primary School";
const OTHERS: [u8; 10] = [4, 6, 7, 5, 3, 8, 2, 9, 6, 10];

/// A row of a list: school, KSF from 0, rating.
type Row = (&'static str, usize, Typed);

fn rows() -> Vec<Row> {
    let of = |school, ratings: [u8; 10]| (0..10).map(move |ksf| (school, ksf, Typed::from(ratings[ksf])));
    of(OAKFIELD, RATINGS).chain(of("Hill Top", OTHERS)).collect()
}

/// A list with School, KSF and Rating in A to C and whose schools are Riverside's, of Northshire, in D and E.
fn list(rows: &[Row]) -> Sheet {
    let headings = ["School", "Key success factor", "Rating", "Cluster", "Local authority"];
    let mut sheet = Sheet::new("Data").row("A1", headings);
    for (row, (school, ksf, rating)) in (2..).zip(rows) {
        let values = [
            Typed::from(*school),
            KSFS[*ksf].into(),
            rating.clone(),
            "Riverside".into(),
            "Northshire".into(),
        ];
        sheet = sheet.row(&format!("A{row}"), values);
    }
    sheet
}

fn texts(ratings: [u8; 10]) -> Vec<String> {
    ratings.map(|r| r.to_string()).to_vec()
}

#[track_caller]
fn read_with(sheet: &Sheet, findings: &[&str]) {
    let folder = Folder::with(sheet);
    assert_eq!(folder.check(), findings);
    let mut book = folder.build();
    assert_eq!(book.schools(), ["Hill Top", OAKFIELD]);
    assert_eq!(book.ratings_of(OAKFIELD), texts(RATINGS));
    assert_eq!(book.ratings_of("Hill Top"), texts(OTHERS));
    assert_eq!(book.of("Returns", ["Layout"]), [["list"], ["list"]]);
}

#[track_caller]
fn read(sheet: &Sheet) {
    read_with(sheet, &[]);
}

#[test]
fn a_list_is_read_by_school_by_ksf_or_in_no_order() {
    let mut rows = rows();
    read(&list(&rows));
    rows.sort_by_key(|(_, ksf, _)| *ksf);
    read(&list(&rows));
    rows.sort_by_key(|(school, ksf, _)| (ksf * 7 + school.len()) % 10);
    read(&list(&rows));
    read(&list(&rows).moved(9, 4));
}

#[test]
fn columns_stand_in_any_order_with_others_between() {
    let mut sheet = Sheet::new("Data")
        .row("B3", ["Score (1-10)", "Evidence", "KSF no.", "KSF", "Target", "Name of school", "DfE number"]);
    for (row, (school, ksf, rating)) in (4..).zip(rows()) {
        let dfe = if school == OAKFIELD { "880/2134" } else { "880/2135" };
        let number = i32::try_from(ksf).expect("a KSF") + 1;
        let values = [
            rating,
            "8 of 10 parents".into(),
            number.into(),
            KSFS[ksf].into(),
            9.into(),
            school.into(),
            dfe.into(),
        ];
        sheet = sheet.row(&format!("B{row}"), values);
    }
    let folder = Folder::with(&sheet.put("A1", "Riverside cluster"));
    let mut book = folder.build_with(&["--la", "Northshire"]);
    assert_eq!(
        book.of("Schools", ["Cluster", "School", "DfE number"]),
        [["Riverside", "Hill Top", "880/2135"], ["Riverside", OAKFIELD, "880/2134"]]
    );
    assert_eq!(book.ratings_of(OAKFIELD), texts(RATINGS));
    let [cell] = &book.of("Ratings", ["Cell"])[19];
    assert_eq!(cell, "B13");
}

#[test]
fn ksfs_may_be_numbers() {
    let numbers: fn(usize) -> Typed = |ksf| i32::try_from(ksf + 1).expect("a KSF").into();
    for (heading, ksf) in
        [("KSF", numbers), ("KSF number", numbers), ("KSF", |ksf| format!("KSF {}", ksf + 1).into())]
    {
        let mut sheet = list(&rows()).put("B1", heading);
        for (row, (_, at, _)) in (1..).zip(rows()) {
            sheet = sheet.put_at(row, 1, ksf(at));
        }
        read(&sheet);
    }
}

#[test]
fn a_school_that_is_written_once_reaches_over_the_rows_below_it() {
    let once: Vec<Row> = rows()
        .into_iter()
        .map(|(school, ksf, rating)| (if ksf == 0 { school } else { "" }, ksf, rating))
        .collect();
    read(&list(&once));
}

#[test]
fn a_ksf_that_is_written_once_reaches_over_its_schools() {
    let mut rows = rows();
    rows.sort_by_key(|(_, ksf, _)| *ksf);
    let mut sheet = list(&rows);
    for row in (3..=21).step_by(2) {
        sheet = sheet.put(&format!("B{row}"), "");
    }
    read(&sheet);
}

#[test]
fn what_schools_give_together_is_no_school() {
    let average = list(&rows());
    let average =
        average.row("A22", ["Cluster average", KSFS[0], "6"]).row("A23", ["All schools", KSFS[1], "6"]);
    read(&average);
}

#[test]
fn a_row_without_a_school_belongs_to_nobody() {
    let mut rows = rows();
    rows[3].0 = "";
    let folder = Folder::with(&list(&rows));
    assert_eq!(folder.check(), ["I201 return.xlsx D5", "R310 return.xlsx"]);
    let mut expected = texts(RATINGS);
    expected[3] = String::new();
    assert_eq!(folder.build().ratings_of(OAKFIELD), expected);
}

#[test]
fn blank_rows_headings_again_and_totals_do_no_harm() {
    let rows = rows();
    let mut sheet = list(&rows[..10]).row("A12", ["", "Average", "5"]);
    let again = list(&rows[10..]).moved(14, 0);
    sheet = sheet.and(again);
    read(&sheet);
}

#[test]
fn what_is_wrong_in_a_list_is_told_by_cell() {
    let mut rows = rows();
    rows[1].2 = "6-7".into();
    rows[2].2 = "".into();
    rows.remove(14);
    rows.push(("Hill Top", 9, 3.into()));
    rows.push((OAKFIELD, 0, 7.into()));
    let sheet = list(&rows).put("B18", "Money matters");
    let folder = Folder::with(&sheet);
    let found = [
        "R304 return.xlsx C3",
        "R309 return.xlsx C20",
        "R310 return.xlsx",
        "R310 return.xlsx",
        "R310 return.xlsx C4",
    ];
    let notes = ["K402 return.xlsx C2", "K403 return.xlsx B18"];
    let mut all = [&found[..], &notes].concat();
    let mut got = folder.check();
    all.sort_unstable();
    got.sort();
    assert_eq!(got, all);
    assert_eq!(folder.build().ratings_of("Hill Top"), ["4", "6", "7", "5", "", "8", "2", "", "6", ""]);
}

#[test]
fn the_same_school_in_two_clusters_is_two_schools() {
    let mut sheet = list(&rows());
    for row in 12..=21 {
        sheet = sheet.put(&format!("A{row}"), OAKFIELD).put(&format!("D{row}"), "Harbour");
    }
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.of("Schools", ["Cluster", "School"]), [["Harbour", OAKFIELD], ["Riverside", OAKFIELD]]);
}

#[test]
fn a_later_round_of_ratings_is_a_later_return() {
    let mut sheet = list(&rows()).put("F1", "Date");
    for row in 2..=11 {
        sheet = sheet.put(&format!("F{row}"), "01/03/2010");
    }
    for row in 12..=21 {
        sheet = sheet.put(&format!("A{row}"), OAKFIELD).put(&format!("F{row}"), "01/11/2010");
    }
    let folder = Folder::with(&sheet);
    assert_eq!(folder.check(), ["D602 return.xlsx A12"]);
    assert_eq!(folder.build().ratings_of(OAKFIELD), texts(OTHERS));
}

#[test]
fn two_columns_of_ratings_are_a_question() {
    let mut sheet = list(&rows()).put("F1", "Second rating");
    for row in 2..=21 {
        sheet = sheet.put(&format!("F{row}"), 5);
    }
    assert_eq!(Folder::with(&sheet).check(), ["F110 return.xlsx C2"]);
}

#[test]
fn lists_of_other_things_are_no_ratings() {
    let mut spending = list(&rows()).put("C1", "Amount");
    let mut dinner = Sheet::new("Dinner money").row("A1", ["School", "Week", "Rating"]);
    for row in 2..=21 {
        spending = spending.put(&format!("C{row}"), 7);
        dinner = dinner.row(&format!("A{row}"), [Typed::from(OAKFIELD), (row % 10 + 1).into(), 5.into()]);
    }
    for sheet in [spending, dinner] {
        assert_eq!(Folder::with(&sheet).check(), ["F107 return.xlsx"]);
    }
}

#[test]
fn of_initial_and_agreed_rows_the_agreed_ones_count() {
    let mut sheet = Sheet::new("List").row("A1", ["School", "Cluster", "Stage", "KSF", "Rating"]);
    for (at, ksf) in (0..).zip(KSFS) {
        for (stage, rating, row) in [("Initial", 3, 2 + 2 * at), ("Agreed", RATINGS[at], 3 + 2 * at)] {
            sheet = sheet.row(&format!("A{row}"), ["Oakfield", "Riverside", stage, ksf]);
            sheet = sheet.put(&format!("E{row}"), rating);
        }
    }
    let folder = Folder::with(&sheet).using(&["--la", "Northshire"]);
    assert_eq!(folder.check(), [""; 0]);
    assert_eq!(folder.build().ratings_of("Oakfield"), RATINGS.map(|rating| rating.to_string()));
    // Where the column does not say which counts, none does.
    let undecided = sheet.put("C1", "Rated by");
    let undecided = (0..10).fold(undecided, |sheet, at| {
        sheet.put(&format!("C{}", 2 + 2 * at), "Self").put(&format!("C{}", 3 + 2 * at), "Governor")
    });
    let found = Folder::with(&undecided).using(&["--la", "Northshire"]).check();
    assert!(found.iter().any(|found| found.starts_with("R309")), "{found:?}");
}
