//! Whose return a table is: the many ways in which people label a school and a cluster, keys that write names out, numbers
//! beside names, and what stands once for several tables or rows.

use support::{Book, Folder, KSFS, RATINGS, Sheet, Typed};

const OAKFIELD: &str = "Oakfield Primary";
const HILL: &str = "Hill Top Junior";

/// A form: these pairs of label and value, and the ratings below.
fn form(name: &str, pairs: &[[&str; 2]]) -> Sheet {
    let sheet = Sheet::new(name);
    let sheet = (1..)
        .zip(pairs)
        .fold(sheet, |sheet, (row, pair)| sheet.row(&format!("A{row}"), pair.iter().copied()));
    with_ratings(sheet, pairs.len() + 2, RATINGS)
}

/// The KSFs with their ratings from a row on, under their headings.
fn with_ratings(sheet: Sheet, from: usize, ratings: [u8; 10]) -> Sheet {
    let sheet = sheet.row(&format!("A{from}"), ["Key success factor", "Rating"]);
    below_headings(sheet, from + 1, ratings)
}

fn below_headings(sheet: Sheet, from: usize, ratings: [u8; 10]) -> Sheet {
    (from..).zip(KSFS.into_iter().zip(ratings)).fold(sheet, |sheet, (row, (ksf, rating))| {
        sheet.row(&format!("A{row}"), [Typed::from(ksf), rating.into()])
    })
}

/// A grid of two schools under these headings, below some rows.
fn grid(name: &str, rows: &[&[&str]], headings: [&str; 2]) -> Sheet {
    let sheet = (1..)
        .zip(rows)
        .fold(Sheet::new(name), |sheet, (row, cells)| sheet.row(&format!("A{row}"), cells.iter().copied()));
    let top = rows.len() + 1;
    let sheet = sheet.row(&format!("A{top}"), ["KSF", headings[0], headings[1]]);
    (top + 1..).zip(KSFS.into_iter().zip(RATINGS)).fold(sheet, |sheet, (row, (ksf, rating))| {
        sheet.row(&format!("A{row}"), [Typed::from(ksf), rating.into(), (11 - rating).into()])
    })
}

/// Cluster and school of each return.
fn whose(folder: &Folder) -> Vec<[String; 2]> {
    folder.build().of("Schools", ["Cluster", "School"])
}

#[test]
fn a_school_is_known_by_whatever_asks_for_it() {
    for label in [
        "Our school",
        "Your school is",
        "Full name of school",
        "Shcool name",
        "Academy name",
        "Name of nursery",
        "School name & type",
        "On behalf of (school)",
        "School / setting / academy",
        "School visited",
        "Which school do you work at?",
    ] {
        let folder =
            Folder::with(&form("Sheet1", &[[label, OAKFIELD], ["Cluster", "Harbour"], ["LA", "Kelshire"]]));
        assert_eq!(whose(&folder), [["Harbour", OAKFIELD]], "{label}");
        assert_eq!(folder.check(), [""; 0], "{label}");
    }
}

#[test]
fn a_cluster_is_known_by_whatever_asks_for_it() {
    for label in [
        "Our cluster",
        "Clutser",
        "Locality (cluster)",
        "In the cluster of",
        "Pyramid / cluster",
        "Which cluster is it in?",
    ] {
        let folder =
            Folder::with(&form("Sheet1", &[["School", OAKFIELD], [label, "Harbour"], ["LA", "Kelshire"]]));
        assert_eq!(whose(&folder), [["Harbour", OAKFIELD]], "{label}");
        assert_eq!(folder.check(), [""; 0], "{label}");
    }
}

#[test]
fn a_group_of_labels_says_whose_name_is_asked_for() {
    let pairs = [
        ["ABOUT YOU", ""],
        ["Name", "Mary Hill"],
        ["", ""],
        ["ABOUT YOUR SCHOOL", ""],
        ["Name", OAKFIELD],
        ["Cluster", "Harbour"],
    ];
    assert_eq!(whose(&Folder::with(&form("Sheet1", &pairs))), [["Harbour", OAKFIELD]]);
}

#[test]
fn persons_beside_the_cluster_say_nothing_of_the_schools_below() {
    let rows: [&[&str]; 2] = [
        &["Cluster", "Harbour", "Cluster manager", "Jo Perrin"],
        &["LA", "Kelshire", "E-mail", "jo@example.org"],
    ];
    let folder = Folder::with(&grid("Sheet1", &rows, [OAKFIELD, HILL]));
    assert_eq!(whose(&folder), [["Harbour", HILL], ["Harbour", OAKFIELD]]);
    assert_eq!(folder.check(), [""; 0]);
}

#[test]
fn a_key_writes_the_schools_names_out() {
    let of_cluster: &[&str] = &["Cluster", "Harbour", "LA", "Kelshire"];
    let beside: [&[&str]; 3] = [of_cluster, &["School 1", OAKFIELD], &["School 2", HILL]];
    let in_one_cell: [&[&str]; 3] = [of_cluster, &["A = Oakfield Primary"], &["B = Hill Top Junior"]];
    for (rows, headings) in [(beside, ["School 1", "School 2"]), (in_one_cell, ["A", "B"])] {
        let mut book = Folder::with(&grid("Sheet1", &rows, headings)).build();
        assert_eq!(book.schools(), [HILL, OAKFIELD]);
        assert_eq!(book.ratings_of(OAKFIELD), RATINGS.map(|rating| rating.to_string()));
    }
    // Without a key the numbers are all that is known; the heading beside one is no key.
    let folder = Folder::with(&grid("Sheet1", &[of_cluster], ["School 12", "Gateway"]));
    assert_eq!(folder.build().schools(), ["Gateway", "School 12"]);
}

#[test]
fn a_number_beside_a_name_is_no_part_of_it() {
    for (heading, number) in [
        ("Oakfield Primary (310/2021)", "310/2021"),
        ("Oakfield Primary\n(2021)", ""),
        ("310/2021 Oakfield Primary", "310/2021"),
    ] {
        let rows: [&[&str]; 1] = [&["Cluster", "Harbour", "LA", "Kelshire"]];
        let mut book = Folder::with(&grid("Sheet1", &rows, [heading, HILL])).build();
        let of_school = book.of("Schools", ["School", "DfE number"]);
        assert!(of_school.contains(&[OAKFIELD, number].map(str::to_owned)), "{heading}: {of_school:?}");
    }
    // A number may be the name.
    let folder = Folder::with(&grid("Sheet1", &[&["Cluster", "Harbour"]], ["School 2468", "Q3 Academy"]));
    assert_eq!(folder.build().schools(), ["Q3 Academy", "School 2468"]);
}

#[test]
fn what_one_sheet_states_counts_for_another_that_says_nothing_with_a_note() {
    let first = grid("Page 1", &[&["Cluster", "Harbour"], &["LA", "Kelshire"]], ["Ashby", "Barton"]);
    let folder = Folder::with(&Book::of([first, grid("Page 2", &[], ["Mulberry", "Thornhill"])]));
    let expected = ["Ashby", "Barton", "Mulberry", "Thornhill"].map(|school| ["Harbour", school]);
    assert_eq!(whose(&folder), expected);
    let notes: Vec<String> = folder.findings_with(&[]).into_iter().map(|f| f.rule).collect();
    assert_eq!(notes, ["I216", "I217"]);
    // A sheet that is named after a cluster is of that cluster.
    let first = grid("Harbour", &[&["Cluster", "Harbour"]], ["Ashby", "Barton"]);
    let folder = Folder::with(&Book::of([first, grid("Moorside", &[], ["Mulberry", "Thornhill"])]));
    let expected =
        [["Harbour", "Ashby"], ["Harbour", "Barton"], ["Moorside", "Mulberry"], ["Moorside", "Thornhill"]];
    assert_eq!(whose(&folder), expected);
}

#[test]
fn a_school_may_be_named_between_the_headings_and_its_ratings() {
    let sheet = Sheet::new("Sheet1").put("A1", "Cluster: Harbour").row("A3", ["KSF", "Rating"]);
    let sheet = below_headings(sheet.put("A4", "School: Oakfield Primary"), 5, RATINGS);
    let sheet = below_headings(sheet.put("A16", "School: Hill Top Junior"), 17, [3; 10]);
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.ratings_of(OAKFIELD), RATINGS.map(|rating| rating.to_string()));
    assert_eq!(book.ratings_of(HILL), [(); 10].map(|()| "3".to_owned()));
}

#[test]
fn a_name_may_stand_once_for_rows_of_two_times() {
    let rows = [(OAKFIELD, "2009", 4), ("", "Now", 7), (HILL, "2009", 5), ("", "Now", 8)];
    let sheet = Sheet::new("Sheet1").row("A1", ["Cluster", "Harbour", "LA", "Kelshire"]);
    let sheet = sheet.row("A2", ["School", "When"].into_iter().chain(KSFS));
    let sheet = (3..).zip(rows).fold(sheet, |sheet, (row, (school, time, rating))| {
        let ratings = (0..10).map(|_| Typed::from(rating));
        sheet.row(&format!("A{row}"), [Typed::from(school), time.into()].into_iter().chain(ratings))
    });
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.schools(), [HILL, OAKFIELD]);
    assert_eq!(book.ratings_of(OAKFIELD), [(); 10].map(|()| "7".to_owned()));
    assert_eq!(book.ratings_of(HILL), [(); 10].map(|()| "8".to_owned()));
}

#[test]
fn a_worked_example_beside_a_return_is_nobodys() {
    for title in ["WORKED EXAMPLE - Anyschool Primary", "How to fill in this form: example only"] {
        let example = with_ratings(Sheet::new("Guidance").put("A1", title), 3, [3; 10]);
        let own = form("Your return", &[["School", OAKFIELD], ["Cluster", "Harbour"], ["LA", "Kelshire"]]);
        let folder = Folder::with(&Book::of([example, own]));
        assert_eq!(whose(&folder), [["Harbour", OAKFIELD]], "{title}");
        assert_eq!(folder.check(), ["F113 return.xlsx B4"], "{title}");
    }
}

#[test]
fn one_label_may_ask_for_several_names() {
    let pairs = [["School / Cluster", "Oakfield Primary / Harbour"], ["LA", "Kelshire"]];
    assert_eq!(whose(&Folder::with(&form("Sheet1", &pairs))), [["Harbour", OAKFIELD]]);
    let sheet = Sheet::new("Sheet1").row("A1", ["School (cluster)"].into_iter().chain(KSFS));
    let names = ["Hill Top Junior (Moorside)", "Oakfield Primary (Harbour)"];
    let sheet = (2..).zip(names).fold(sheet, |sheet, (row, name)| {
        let ratings = RATINGS.into_iter().map(Typed::from);
        sheet.row(&format!("A{row}"), std::iter::once(Typed::from(name)).chain(ratings))
    });
    assert_eq!(whose(&Folder::with(&sheet)), [["Harbour", OAKFIELD], ["Moorside", HILL]]);
}

#[test]
fn a_school_between_two_tables_is_of_the_lower_one_but_for_forms_signed_at_their_foot() {
    let late = |sheet: Sheet| with_ratings(sheet, 16, [3; 10]);
    let first = grid("Sheet1", &[&["Cluster", "Harbour", "LA", "Kelshire"]], ["Ashby", "Barton"]);
    let folder = Folder::with(&late(first.row("A14", ["School", OAKFIELD])));
    assert_eq!(folder.build().schools(), ["Ashby", "Barton", OAKFIELD]);
    let first = with_ratings(Sheet::new("Sheet1").row("A1", ["Cluster", "Harbour"]), 2, RATINGS);
    let feet = late(first.row("A13", ["School", HILL])).row("A27", ["School", OAKFIELD]);
    let mut book = Folder::with(&feet).build();
    assert_eq!(book.ratings_of(HILL), RATINGS.map(|rating| rating.to_string()));
    assert_eq!(book.ratings_of(OAKFIELD), [(); 10].map(|()| "3".to_owned()));
}

#[test]
fn what_stands_under_school_may_be_the_schools_own_ratings() {
    let sheet =
        Sheet::new("Sheet1").row("A1", ["Name of school", OAKFIELD]).row("A2", ["Cluster", "Harbour"]);
    let sheet = sheet.row("A4", ["KSF", "School", "Cluster manager", "Agreed"]);
    let sheet = (5..).zip(KSFS.into_iter().zip(RATINGS)).fold(sheet, |sheet, (row, (ksf, rating))| {
        sheet.row(&format!("A{row}"), [Typed::from(ksf), 9.into(), 2.into(), rating.into()])
    });
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.schools(), [OAKFIELD]);
    assert_eq!(book.ratings_of(OAKFIELD), RATINGS.map(|rating| rating.to_string()));
}

#[test]
fn a_clusters_row_may_stand_below_the_schools_ratings() {
    let sheet = grid("Sheet1", &[&["LA", "Kelshire"]], ["Ashby", "Barton"]);
    let folder = Folder::with(&sheet.row("A13", ["Cluster", "Harbour", "Moorside"]));
    assert_eq!(whose(&folder), [["Harbour", "Ashby"], ["Moorside", "Barton"]]);
}

#[test]
fn what_names_no_single_school_is_none() {
    for name in ["Primary", "All schools", "n/a - return for the whole cluster", "see front sheet", "Pupils"]
    {
        let pairs = [["School", name], ["Cluster", "Harbour"], ["LA", "Kelshire"]];
        let folder = Folder::new().save("Book1.xlsx", &form("Sheet1", &pairs));
        assert_eq!(folder.check(), ["I201 Book1.xlsx B6"], "{name}");
    }
}

#[test]
fn names_over_two_rows_and_other_names_further_down() {
    let sheet = Sheet::new("Sheet1").row("A1", ["Cluster", "Harbour", "LA", "Kelshire"]);
    let sheet = sheet.row("A2", ["", "Coppice Wood", "St"]).row("A3", ["KSF", "Primary", "Mary's Academy"]);
    let half = |sheet: Sheet, from: u32, ksfs: std::ops::Range<usize>, first: u8| {
        (from..).zip(ksfs).fold(sheet, |sheet, (row, ksf)| {
            sheet.row(&format!("A{row}"), [Typed::from(KSFS[ksf]), first.into(), (11 - first).into()])
        })
    };
    let mut book = Folder::with(&half(sheet, 4, 0..10, 3)).build();
    assert_eq!(book.schools(), ["Coppice Wood Primary", "St Mary's Academy"]);
    assert_eq!(book.ratings_of("St Mary's Academy"), [(); 10].map(|()| "8".to_owned()));
    // The lower half of a grid, with its schools in another order.
    let sheet = Sheet::new("Sheet1").row("A1", ["Cluster", "Harbour", "LA", "Kelshire"]);
    let upper = half(sheet.row("A3", ["KSF", "Ashby", "Barton"]), 4, 0..5, 3);
    let both = half(upper.row("A11", ["KSF", "Barton", "Ashby"]), 12, 5..10, 3);
    let mut book = Folder::with(&both).build();
    let expected = ["3", "3", "3", "3", "3", "8", "8", "8", "8", "8"];
    assert_eq!(book.ratings_of("Ashby"), expected);
}

#[test]
fn values_may_stand_under_a_row_of_labels_right_above_the_table() {
    let sheet = Sheet::new("Sheet1").row("A1", ["School", "Cluster", "LA"]);
    let folder = Folder::with(&with_ratings(sheet.row("A2", [OAKFIELD, "Harbour", "Kelshire"]), 3, RATINGS));
    assert_eq!(whose(&folder), [["Harbour", OAKFIELD]]);
    // A list of schools on another sheet states nothing of the returns.
    let others = Sheet::new("Schools").row("A1", ["School", "Cluster", "Pupils"]);
    let others = others.row("A2", ["Hill Top", "Moorside", "180"]).row("A3", ["Dale End", "Moorside", "95"]);
    let own = form("Return", &[["School", OAKFIELD], ["LA", "Kelshire"]]);
    let folder = Folder::with(&Book::of([own, others])).using(&["--cluster", "Harbour"]);
    assert_eq!(whose(&folder), [["Harbour", OAKFIELD]]);
}
