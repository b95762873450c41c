//! Returns in unusual arrangements: KSFs in blocks and sections, several tables on one sheet, names over merged cells,
//! the exports of online forms.

use support::{Folder, KSFS, RATINGS, Sheet, Typed};

const OAKFIELD: &str = "Oakfield Primary School";
const OTHERS: [u8; 10] = [2, 6, 8, 5, 4, 7, 3, 9, 10, 6];

fn texts(ratings: [u8; 10]) -> Vec<String> {
    ratings.map(|r| r.to_string()).to_vec()
}

/// A sheet that says whose it is in rows 1 to 3.
fn signed() -> Sheet {
    Sheet::new("Form")
        .row("A1", ["School", OAKFIELD])
        .row("A2", ["Cluster", "Riverside"])
        .row("A3", ["Local authority", "Northshire"])
}

fn of_all(sheet: Sheet, write: impl Fn(Sheet, u32, &'static str, u8) -> Sheet) -> Sheet {
    (0..).zip(KSFS).zip(RATINGS).fold(sheet, |sheet, ((i, ksf), rating)| write(sheet, i, ksf, rating))
}

#[track_caller]
fn read_form(sheet: &Sheet) {
    let folder = Folder::with(sheet);
    assert_eq!(folder.check(), [""; 0]);
    let mut book = folder.build();
    assert_eq!(book.of("Returns", ["Layout", "School"]), [["form", OAKFIELD]]);
    assert_eq!(book.ratings_of(OAKFIELD), texts(RATINGS));
}

/// Asserts that the file gives Oakfield's and Hill Top's ratings, and no error or warning.
#[track_caller]
fn read_both(sheet: &Sheet) {
    let folder = Folder::with(sheet);
    let found = folder.findings_with(&["--la", "Northshire", "--cluster", "Riverside"]);
    assert!(found.iter().all(|f| f.severity == "note"), "{found:#?}");
    let mut book = folder.build();
    assert_eq!(book.schools(), ["Hill Top", OAKFIELD]);
    assert_eq!(book.ratings_of(OAKFIELD), texts(RATINGS));
    assert_eq!(book.ratings_of("Hill Top"), texts(OTHERS));
}

// ------------------------------------------------------------------------------------------------ forms

#[test]
fn each_ksf_may_have_rows_of_its_own() {
    read_form(&of_all(signed(), |sheet, i, ksf, rating| {
        let row = 5 + 4 * i;
        sheet
            .put_at(row, 0, format!("{}. {ksf}", i + 1))
            .put_at(row + 1, 0, "Rating (1-10)")
            .put_at(row + 1, 1, rating)
            .put_at(row + 2, 0, "Evidence")
            .put_at(row + 2, 1, "8 of 10 parents")
    }));
}

#[test]
fn a_rating_may_stand_behind_its_label_in_the_same_cell() {
    let sheet = of_all(signed(), |sheet, i, ksf, rating| {
        let score = if i == 0 { "Score:".to_owned() } else { format!("Score: {rating}") };
        sheet.put_at(5 + 30 * i, 1, ksf).put_at(7 + 30 * i, 1, score)
    });
    let folder = Folder::with(&sheet);
    let found = folder.check();
    assert_eq!(found[..2], ["R310 return.xlsx C8", "R311 return.xlsx B38"]);
    assert_eq!(found.len(), 10);
    assert_eq!(folder.build().ratings_of(OAKFIELD)[1..], texts(RATINGS)[1..]);
}

#[test]
fn a_block_without_a_rating_is_a_gap() {
    let sheet = of_all(signed(), |sheet, i, ksf, rating| {
        let sheet = sheet.put_at(5 + 4 * i, 0, ksf);
        if i == 4 { sheet } else { sheet.put_at(6 + 4 * i, 0, "Rating").put_at(6 + 4 * i, 1, rating) }
    });
    assert_eq!(Folder::with(&sheet).check(), ["R310 return.xlsx A22"]);
}

#[test]
fn a_rating_may_stand_in_the_cell_below_its_ksf() {
    read_form(&of_all(signed(), |sheet, i, ksf, rating| {
        sheet.put_at(5 + 3 * i, 0, ksf).put_at(6 + 3 * i, 0, rating)
    }));
}

#[test]
fn two_ratings_in_a_block_are_a_question() {
    let sheet = of_all(signed(), |sheet, i, ksf, rating| {
        let row = 5 + 4 * i;
        let sheet = sheet.put_at(row, 0, ksf).put_at(row + 1, 0, "Rating").put_at(row + 1, 1, rating);
        sheet.put_at(row + 2, 0, "Second rating").put_at(row + 2, 1, 5)
    });
    assert_eq!(Folder::with(&sheet).check(), ["F110 return.xlsx B7"]);
}

#[test]
fn prose_and_other_numbers_below_the_ksfs_are_no_ratings() {
    let prose = of_all(signed(), |sheet, i, ksf, _| {
        sheet.put_at(5 + 3 * i, 0, ksf).put_at(6 + 3 * i, 0, "We meet parents every term to talk about it.")
    });
    let cost = of_all(signed(), |sheet, i, ksf, rating| {
        let row = 5 + 3 * i;
        sheet.put_at(row, 0, ksf).put_at(row + 1, 0, "Target").put_at(row + 1, 1, rating)
    });
    for sheet in [prose, cost] {
        assert_eq!(Folder::with(&sheet).check(), ["F107 return.xlsx"]);
    }
}

#[test]
fn sections_with_totals_and_headings_again_are_one_form() {
    let mut sheet = signed();
    let mut row = 5;
    for (title, ksfs) in [("A. Planning", 0..3), ("B. Working together", 3..6), ("C. Services", 6..10)] {
        sheet = sheet.put_at(row, 0, title);
        sheet = sheet.put_at(row + 1, 0, "KSF").put_at(row + 1, 1, "Rating").put_at(row + 1, 2, "Evidence");
        row += 2;
        for i in ksfs {
            sheet = sheet.put_at(row, 0, KSFS[i]).put_at(row, 1, RATINGS[i]).put_at(row, 2, "12 parents");
            row += 1;
        }
        sheet = sheet.put_at(row, 0, "Section total").put_at(row, 1, 16);
        row += 2;
    }
    read_form(&sheet);
}

#[test]
fn ksfs_in_two_blocks_beside_each_other_are_one_form() {
    let headed = signed().row("A5", ["KSF", "Rating", "", "KSF", "Rating"]);
    read_form(&of_all(headed, |sheet, i, ksf, rating| {
        let (row, column) = (5 + i % 5, if i < 5 { 0 } else { 3 });
        sheet.put_at(row, column, ksf).put_at(row, column + 1, rating)
    }));
}

#[test]
fn headings_that_say_rating_only_where_nothing_else_could_be_meant() {
    for heading in ["Response (1-10)", "Response", "Points", "Value", "Where are we now?"] {
        let sheet = signed().row("A5", ["KSF", heading]);
        read_form(&of_all(sheet, |sheet, i, ksf, rating| {
            sheet.put_at(5 + i, 0, ksf).put_at(5 + i, 1, rating)
        }));
    }
    let both = signed().row("A5", ["KSF", "Rating", "Points"]);
    read_form(&of_all(both, |sheet, i, ksf, rating| {
        sheet.put_at(5 + i, 0, ksf).put_at(5 + i, 1, rating).put_at(5 + i, 2, 3)
    }));
}

// ------------------------------------------------------------------------------------------------ several on a sheet

/// A grid of two schools with its heading in a row; ratings as given.
fn grid(sheet: Sheet, row: u32, column: u16, schools: [(&'static str, [u8; 10]); 2]) -> Sheet {
    let sheet = (0..)
        .zip(KSFS)
        .fold(sheet.put_at(row, column, "KSF"), |sheet, (i, ksf)| sheet.put_at(row + 1 + i, column, ksf));
    (column + 1..).zip(schools).fold(sheet, |sheet, (column, (school, ratings))| {
        let sheet = sheet.put_at(row, column, school);
        (row + 1..).zip(ratings).fold(sheet, |sheet, (row, rating)| sheet.put_at(row, column, rating))
    })
}

#[test]
fn a_form_and_a_grid_below_it_are_both_read() {
    let form = of_all(signed().row("A5", ["KSF", "Rating"]), |sheet, i, ksf, rating| {
        sheet.put_at(5 + i, 0, ksf).put_at(5 + i, 1, rating)
    });
    let sheet = grid(form.put("A19", "Harbour cluster"), 20, 0, [("Seaview", OTHERS), ("Quayside", RATINGS)]);
    let mut book = Folder::with(&sheet).build();
    assert_eq!(
        book.of("Schools", ["Cluster", "School"]),
        [["Harbour", "Quayside"], ["Harbour", "Seaview"], ["Riverside", OAKFIELD]]
    );
    assert_eq!(book.ratings_of("Seaview"), texts(OTHERS));
    assert_eq!(book.ratings_of(OAKFIELD), texts(RATINGS));
}

#[test]
fn a_form_and_lists_below_it_are_all_read() {
    let form = of_all(signed().row("A5", ["Key success factor", "Rating"]), |sheet, i, ksf, rating| {
        sheet.put_at(5 + i, 0, ksf).put_at(5 + i, 1, rating)
    });
    let list = |sheet: Sheet, row: u32, headings: [&str; 4], school: &str| {
        let sheet = (0..).zip(headings).fold(sheet, |sheet, (column, text)| sheet.put_at(row, column, text));
        (row + 1..).zip(KSFS.into_iter().zip(OTHERS)).fold(sheet, |sheet, (row, (ksf, rating))| {
            let (at, cluster) = (|column, value| (row, column, Typed::from(value)), "Harbour");
            let cells = [at(0, ksf), at(1, school), at(2, cluster), (row, 3, rating.into())];
            cells.into_iter().fold(sheet, |sheet, (row, column, value)| sheet.put_at(row, column, value))
        })
    };
    let sheet = list(form, 18, ["KSF", "School", "Cluster", "Rating"], "Seaview");
    let sheet = list(sheet, 31, ["KSF", "School name", "Cluster", "Score"], "Quayside");
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.schools(), ["Quayside", "Seaview", OAKFIELD]);
    assert_eq!(book.ratings_of("Seaview"), texts(OTHERS));
    assert_eq!(book.ratings_of("Quayside"), texts(OTHERS));
    assert_eq!(book.ratings_of(OAKFIELD), texts(RATINGS));
}

#[test]
fn school_rows_and_a_grid_are_both_read_in_either_order() {
    let rows = school_rows(&["School", "Cluster"], &[OAKFIELD, "Riverside"], &["Hill Top", "Riverside"]);
    let schools = [("Seaview", OTHERS), ("Quayside", RATINGS)];
    let below = grid(rows.clone(), 4, 0, schools);
    let above = grid(rows.moved(14, 0), 1, 0, schools);
    for sheet in [below, above] {
        let folder = Folder::with(&sheet);
        let found = folder.findings_with(&["--la", "Northshire", "--cluster", "Riverside"]);
        assert!(found.is_empty(), "{found:#?}");
        let mut book = folder.build();
        assert_eq!(book.schools().len(), 4);
        assert_eq!(book.ratings_of("Seaview"), texts(OTHERS));
        assert_eq!(book.ratings_of("Hill Top"), texts(OTHERS));
    }
}

#[test]
fn what_a_form_is_followed_by_does_not_fill_its_gaps() {
    let form = of_all(signed().row("A5", ["KSF", "Rating"]), |sheet, i, ksf, rating| {
        let sheet = sheet.put_at(5 + i, 0, ksf);
        if i == 8 { sheet } else { sheet.put_at(5 + i, 1, rating) }
    });
    let sheet = form.row("A19", ["KSF", "Meetings held"]).row("A20", [Typed::from("Funding"), 6.into()]);
    assert_eq!(Folder::with(&sheet).check(), ["R310 return.xlsx B14"]);
}

#[test]
fn two_grids_beside_each_other_are_both_read() {
    let sheet = Sheet::new("Grids").put("A1", "Riverside cluster").put("F1", "Harbour cluster");
    let sheet = grid(sheet, 2, 0, [(OAKFIELD, RATINGS), ("Hill Top", OTHERS)]);
    let sheet = grid(sheet, 2, 5, [("Seaview", OTHERS), ("Quayside", RATINGS)]);
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.schools().len(), 4);
    assert_eq!(book.ratings_of("Quayside"), texts(RATINGS));
    assert_eq!(book.ratings_of("Hill Top"), texts(OTHERS));
}

#[test]
fn a_title_may_name_the_school() {
    let block = |sheet: Sheet, down: u32, title: &'static str, ratings: [u8; 10]| {
        let sheet = sheet.put_at(down, 0, title).put_at(down + 2, 0, "KSF").put_at(down + 2, 1, "Rating");
        (down + 3..)
            .zip(KSFS.into_iter().zip(ratings))
            .fold(sheet, |sheet, (row, (ksf, rating))| sheet.put_at(row, 0, ksf).put_at(row, 1, rating))
    };
    let sheet = block(Sheet::new("Form"), 0, "Self-assessment 2010: Oakfield Primary School", RATINGS);
    let sheet = block(sheet, 16, "Hill Top Junior School", OTHERS);
    let folder = Folder::with(&sheet);
    let found = folder.findings_with(&["--la", "N", "--cluster", "R"]);
    let said: Vec<(&str, &str)> = found.iter().map(|f| (f.rule.as_str(), f.cell.as_str())).collect();
    assert_eq!(said, [("I202", "A1"), ("I202", "A17")]);
    let mut book = folder.build();
    assert_eq!(book.ratings_of(OAKFIELD), texts(RATINGS));
    assert_eq!(book.ratings_of("Hill Top Junior School"), texts(OTHERS));
}

// ------------------------------------------------------------------------------------------------ grids and rows

#[test]
fn names_may_be_merged_over_rating_and_evidence_or_over_two_rows() {
    let mut sheet = Sheet::new("Grid").put("A4", "KSF").put("B4", OAKFIELD).put("D4", "Hill Top");
    sheet = sheet.merge("B4", "C").merge("D4", "E").put("B4", OAKFIELD).put("D4", "Hill Top");
    sheet = sheet.row("B5", ["Rating", "Evidence", "Rating", "Evidence"]);
    for ((row, ksf), (a, b)) in (5..).zip(KSFS).zip(RATINGS.into_iter().zip(OTHERS)) {
        sheet = sheet
            .put_at(row, 0, ksf)
            .put_at(row, 1, a)
            .put_at(row, 2, 9)
            .put_at(row, 3, b)
            .put_at(row, 4, "x");
    }
    read_both(&sheet);
    // Merged over two rows: the second row of headings is empty.
    read_both(&grid(Sheet::new("Grid"), 3, 0, [(OAKFIELD, RATINGS), ("Hill Top", OTHERS)]).moved(1, 1));
}

#[test]
fn what_a_cluster_gives_together_is_no_school() {
    let sheet = grid(Sheet::new("Grid"), 3, 0, [(OAKFIELD, RATINGS), ("Hill Top", OTHERS)]);
    let mut sheet =
        sheet.row("A1", ["Cluster", "Riverside"]).row("D4", ["Riverside cluster", "Riverside", "LA"]);
    for row in 5..=14 {
        sheet = sheet.row(&format!("D{row}"), [6.5, 6.4, 5.2]);
    }
    read_both(&sheet);
    let rows = school_rows(&["School"], &[OAKFIELD], &["Hill Top"]);
    read_both(&rows.put("A4", "Riverside cluster").row("B4", [5; 10]));
}

/// Two schools' answers under these headings before the KSFs.
fn school_rows(headings: &[&str], first: &[&str], second: &[&str]) -> Sheet {
    let row = |about: &[&str], ratings: [u8; 10]| -> Vec<Typed> {
        about.iter().map(|t| Typed::from(*t)).chain(ratings.map(Typed::from)).collect()
    };
    Sheet::new("Responses")
        .row("A1", headings.iter().copied().chain(KSFS))
        .row("A2", row(first, RATINGS))
        .row("A3", row(second, OTHERS))
}

#[test]
fn themes_or_numbers_over_the_ksfs_do_no_harm() {
    let sheet = school_rows(&["School", "Cluster"], &[OAKFIELD, "Riverside"], &["Hill Top", ""]).moved(1, 0);
    read_both(&sheet.clone().put("C1", "Planning").merge("C1", "E").put("F1", "Services").merge("F1", "L"));
    read_both(&sheet.row("C1", (1..=10).map(|n| format!("KSF {n}"))));
}

// ------------------------------------------------------------------------------------------------ online forms

#[test]
fn an_export_with_a_time_stamp_and_questions_in_brackets_is_read() {
    let about =
        ["Timestamp", "Email Address", "What is the name of your school?", "Which cluster are you in?"];
    let mut sheet = school_rows(
        &about,
        &["2010/03/01 9:14:02 am GMT", "a@b.example", OAKFIELD, "Riverside"],
        &["2010/03/02 9:15:02 am GMT", "c@d.example", "Hill Top", "Riverside"],
    );
    for (column, ksf) in (4..).zip(KSFS) {
        sheet = sheet.put_at(0, column, format!("How would you rate your school from 1 to 10? [{ksf}]"));
    }
    let sheet = sheet.put("O1", "Any other comments").put("O2", "8 of 10 parents").put("O3", 5);
    read_both(&sheet);
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.of("Returns", ["Date"]), [["40238"], ["40239"]]);
}

#[test]
fn an_export_with_two_rows_of_headings_is_read() {
    let about = ["Respondent ID", "Start Date", "IP Address", "Name of school"];
    let mut sheet = school_rows(
        &["", "", "", "Open-Ended Response"],
        &["101", "03/01/2010", "10.0.0.1", OAKFIELD],
        &["102", "03/01/2010", "10.0.0.1", "Hill Top"],
    )
    .moved(1, 0);
    sheet = sheet.row("A1", about).put("E1", "On a scale of 1 to 10, please rate:");
    read_both(&sheet);
}

#[test]
fn points_feedback_and_reasons_beside_the_ratings_are_none() {
    for (points, reason) in [
        ("Points - ", "Feedback - "),
        ("Comments on: ", "Please explain your rating for: "),
        ("Why? ", "Evidence: "),
    ] {
        let mut sheet = Sheet::new("Form1").row("A1", ["ID", "School name"]);
        sheet = sheet.row("A2", ["1", OAKFIELD]).row("A3", ["2", "Hill Top"]);
        for (column, (ksf, (a, b))) in (0..).zip(KSFS.into_iter().zip(RATINGS.into_iter().zip(OTHERS))) {
            let at = 2 + 3 * column;
            sheet = sheet.put_at(0, at, ksf).put_at(1, at, a).put_at(2, at, b);
            sheet =
                sheet.put_at(0, at + 1, format!("{points}{ksf}")).put_at(1, at + 1, 0).put_at(2, at + 1, 4);
            sheet = sheet.put_at(0, at + 2, format!("{reason}{ksf}")).put_at(1, at + 2, "3 meetings");
        }
        read_both(&sheet);
    }
}

#[test]
fn ksfs_may_be_named_only_all_together() {
    let questions = [
        "How effective is your engagement and consultation with parents?",
        "How far are extended services integrated within your school improvement planning?",
        "How well are your services aligned with local area plans and targets?",
        "How good are your cluster arrangements?",
        "How strong is your partnership working?",
        "Do your staff take part in integrated multi-agency training?",
        "Are your services well publicised?",
        "How well do you design quality, targeted services?",
        "How secure is your funding?",
        "How well do you carry out impact measurement?",
    ];
    let examples = [
        "voice",
        "in the SIP",
        "CYPP",
        "chair",
        "PCT, police",
        "CAF",
        "website",
        "needs",
        "grant",
        "case studies",
    ];
    let bracketed = std::array::from_fn(|i| format!("{} ({})", KSFS[i], examples[i]));
    for labels in [questions.map(str::to_owned), bracketed] {
        let sheet = Sheet::new("Form").row("A1", ["School", OAKFIELD]).row("A3", ["Question", "Rating"]);
        let sheet = (4..).zip(labels.iter().zip(RATINGS)).fold(sheet, |sheet, (row, (label, rating))| {
            sheet.row(&format!("A{row}"), [Typed::from(label.as_str()), rating.into()])
        });
        assert_eq!(Folder::with(&sheet).build().ratings_of(OAKFIELD), texts(RATINGS), "{}", labels[0]);
    }
}
