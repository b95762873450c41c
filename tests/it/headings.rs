//! Headings as people lay them out: banners over names, two columns a school, names that hold the words of other
//! headings, clusters written once for several rows.

use support::{Book, Folder, Form, KSFS, RATINGS, Sheet, Typed};

/// A grid below these rows of headings: in each column the ratings, shifted by the column so that none is like its
/// neighbour.
fn grid(headings: &[(&str, &[&str])], columns: u8) -> Sheet {
    let mut sheet = Sheet::new("Grid");
    for (row, (corner, cells)) in (1..).zip(headings) {
        sheet = sheet.row(&format!("A{row}"), std::iter::once(*corner).chain(cells.iter().copied()));
    }
    for (row, (ksf, rating)) in (headings.len() + 1..).zip(KSFS.into_iter().zip(RATINGS)) {
        sheet = sheet.put(&format!("A{row}"), ksf);
        for column in 0..columns {
            let value: Typed = ((rating + column - 1) % 10 + 1).into();
            sheet = sheet.put_at(u32::try_from(row).expect("a row") - 1, u16::from(column) + 1, value);
        }
    }
    sheet
}

/// The ratings of the column at a place (from 0) of [`grid`].
fn shifted(column: u8) -> Vec<String> {
    RATINGS.iter().map(|rating| ((rating + column - 1) % 10 + 1).to_string()).collect()
}

fn reads(sheet: &Sheet, schools: &[(&str, u8)]) {
    let folder = Folder::with(sheet);
    let usual = ["--la", "Northshire", "--cluster", "Riverside"];
    assert_eq!(folder.check_with(&usual), [""; 0]);
    let mut book = folder.build_with(&usual);
    let mut names: Vec<&str> = schools.iter().map(|(name, _)| *name).collect();
    names.sort_by_key(|name| name.to_lowercase());
    assert_eq!(book.schools(), names);
    for (name, column) in schools {
        assert_eq!(book.ratings_of(name), shifted(*column), "{name}");
    }
}

#[test]
fn a_banner_over_the_names_of_the_schools_is_passed_over() {
    let schools = [("Ashby", 0), ("Barton", 1), ("Carr", 2)];
    for banner in
        ["School", "Schools in the cluster", "Ratings", "School ratings (1-10)", "Riverside cluster"]
    {
        let names: &[&str] = &["Ashby", "Barton", "Carr"];
        reads(&grid(&[("Key success factor", &[banner]), ("", names)], 3), &schools);
        reads(&grid(&[("", &[banner]), ("Key success factor", names)], 3), &schools);
    }
}

#[test]
fn of_two_columns_a_school_the_one_that_is_no_target_holds_its_ratings() {
    for (first, second) in [("Previous", "Current"), ("Target", "Rating"), ("Last year", "This year")] {
        let upper: &[&str] = &["Ashby", "", "Barton", ""];
        let lower: &[&str] = &[first, second, first, second];
        reads(&grid(&[("KSF", upper), ("", lower)], 4), &[("Ashby", 1), ("Barton", 3)]);
    }
}

#[test]
fn of_two_columns_a_school_that_could_both_be_meant_none_is_read() {
    for (first, second) in [("2009", "2010"), ("Autumn", "Spring")] {
        let upper: &[&str] = &["Ashby", "", "Barton", ""];
        let sheet = grid(&[("KSF", upper), ("", &[first, second, first, second])], 4);
        assert_eq!(Folder::with(&sheet).check(), ["F110 return.xlsx B3"]);
    }
}

#[test]
fn ratings_of_another_time_beside_schools_are_no_school() {
    for time in
        ["August 2010", "Aug 2010", "Sept 2010", "Aut 1", "Half term 3", "Q3", "T1", "Yr 2", "2009/10"]
    {
        let sheet = grid(&[("KSF", &["Oakfield Primary School", "Riverside Primary School", time])], 3);
        reads(&sheet, &[("Oakfield Primary School", 0), ("Riverside Primary School", 1)]);
    }
}

#[test]
fn schools_whose_names_hold_words_of_other_headings_are_schools() {
    let names = [
        "Ashby",
        "Old Park",
        "Old Park School",
        "High School",
        "Lead Hill",
        "Park Ave",
        "Average Street",
        "Learning Tree",
        "Moor Base",
        "St Mark",
        "Stoke-by-Nayland",
        "2468 School",
        "2468",
        "=1+1",
    ];
    let schools: Vec<(&str, u8)> = names.into_iter().zip(0..).collect();
    let sheet = grid(&[("KSF", &names)], 14);
    let folder = Folder::with(&sheet);
    let mut book = folder.build_with(&["--la", "Northshire", "--cluster", "Riverside"]);
    for (name, column) in schools {
        assert_eq!(book.ratings_of(name), shifted(column), "{name}");
    }
}

#[test]
fn a_cluster_written_once_counts_for_the_rows_below_it() {
    let mut sheet = Sheet::new("Responses").row("A1", ["LA", "Cluster", "School"].into_iter().chain(KSFS));
    let about =
        [("Northshire", "Riverside", "Ashby"), ("", "", "Barton"), ("", "Harbour", "Carr"), ("", "", "Dale")];
    for (row, (la, cluster, school)) in (2..).zip(about) {
        sheet = sheet.row(&format!("A{row}"), [la, cluster, school]).row(&format!("D{row}"), RATINGS);
    }
    let mut book = Folder::with(&sheet).build();
    assert_eq!(
        book.of("Schools", ["Local authority", "Cluster", "School"]),
        [
            ["Northshire", "Harbour", "Carr"],
            ["Northshire", "Harbour", "Dale"],
            ["Northshire", "Riverside", "Ashby"],
            ["Northshire", "Riverside", "Barton"],
        ]
    );
}

#[test]
fn a_summary_beside_the_schools_own_sheets_is_of_the_same_schools() {
    let forms = ["Ashby", "Barton"].map(|school| {
        Form::of(school).cluster("Riverside").la("Northshire").ratings(RATINGS).sheet_name(school).sheet()
    });
    let mut summary = Sheet::new("Summary").row("A1", ["KSF", "Ashby", "Barton"]);
    for (row, (ksf, rating)) in (2..).zip(KSFS.into_iter().zip(RATINGS)) {
        summary = summary.put(&format!("A{row}"), ksf).row(&format!("B{row}"), [rating, rating]);
    }
    let [first, second] = forms;
    let folder = Folder::with(&Book::of([first, second, summary]));
    assert_eq!(
        folder.check(),
        ["I216 return.xlsx", "I217 return.xlsx", "D601 return.xlsx B1", "D601 return.xlsx C1"]
    );
    assert_eq!(
        folder.build().of("Schools", ["Cluster", "School"]),
        [["Riverside", "Ashby"], ["Riverside", "Barton"]]
    );
}

#[test]
fn a_row_of_counts_below_the_schools_names_no_cluster() {
    let mut sheet = Sheet::new("Responses").row("A1", std::iter::once("School").chain(KSFS));
    for (row, name) in (2..).zip(["Ashby", "Barton", "Cluster"]) {
        sheet = sheet.put(&format!("A{row}"), name).row(&format!("B{row}"), RATINGS);
    }
    let mut book = Folder::with(&sheet).build_with(&["--cluster", "Riverside", "--la", "Northshire"]);
    assert_eq!(book.of("Schools", ["Cluster", "School"]), [["Riverside", "Ashby"], ["Riverside", "Barton"]]);
}

#[test]
fn a_column_of_themes_before_the_ksfs_is_passed_over() {
    let themes =
        ["People", "Plans", "Plans", "People", "People", "Skills", "Offer", "Offer", "Means", "Proof"];
    let mut sheet = Sheet::new("Form").row("A1", ["School", "Ashby"]).row("A3", ["Theme", "KSF", "Rating"]);
    for (row, (theme, (ksf, rating))) in (4..).zip(themes.into_iter().zip(KSFS.into_iter().zip(RATINGS))) {
        sheet = sheet.row(&format!("A{row}"), [theme, ksf]).put(&format!("C{row}"), rating);
    }
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.ratings_of("Ashby"), RATINGS.map(|r| r.to_string()));
}

#[test]
fn a_letter_or_number_behind_the_word_school_is_a_name() {
    let names = ["School A", "School R", "School S", "School T", "School one", "School ten"];
    let schools: Vec<(&str, u8)> = names.into_iter().zip(0..).collect();
    reads(&grid(&[("KSF", &names)], 6), &schools);
}
