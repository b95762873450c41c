//! Where returns stand on a sheet, and how people write and arrange them: forms, grids and school rows are read
//! wherever they are, or not at all. A wrong reading is worse than none.

use support::{Book, Folder, Form, Grid, KSFS, RATINGS, SchoolRows, Sheet, Typed};

const OAKFIELD: &str = "Oakfield Primary School";

fn form() -> Form {
    Form::of(OAKFIELD)
}

fn rating_texts() -> Vec<String> {
    RATINGS.map(|r| r.to_string()).to_vec()
}

/// Asserts that Oakfield's ratings are read from this sheet, each as it is, with no more than these findings.
#[track_caller]
fn read_with_findings(sheet: &Sheet, findings: &[&str]) {
    let folder = Folder::with(sheet);
    assert_eq!(folder.check(), findings);
    assert_eq!(folder.build().ratings_of(OAKFIELD), rating_texts());
}

#[track_caller]
fn read(sheet: &Sheet) {
    read_with_findings(sheet, &[]);
}

// ------------------------------------------------------------------------------------------------ forms

#[test]
fn a_form_is_read_anywhere_on_the_sheet() {
    for (down, right) in [(0, 0), (7, 0), (0, 5), (23, 11)] {
        read(&form().sheet().moved(down, right));
    }
}

#[test]
fn merged_titles_and_labels_do_no_harm() {
    read(
        &form().sheet().merge("A1", "F").put("A1", "Self-assessment 2009/10").put("A2", "School improvement"),
    );
}

#[test]
fn blank_rows_and_section_headings_between_ksfs_are_passed_over() {
    let mut sheet =
        Sheet::new("Form").put("A1", "School").put("B1", OAKFIELD).put("A2", "Cluster").put("B2", "R");
    sheet = sheet.put("A3", "LA").put("B3", "N").put("A5", "Key success factor").put("B5", "Rating (1-10)");
    for (i, row) in [6, 7, 9, 10, 13, 14, 15, 18, 19, 20].into_iter().enumerate() {
        sheet = sheet.put(&format!("A{row}"), KSFS[i]).put(&format!("B{row}"), RATINGS[i]);
    }
    read(&sheet.put("A8", "Section B: working together").put("A17", "Section C: services"));
}

#[test]
fn ksfs_are_recognised_as_people_write_them() {
    let ways: [fn(usize, &str) -> String; 9] = [
        |_, name| name.to_uppercase(),
        |n, name| format!("{n}. {name}"),
        |n, name| format!("{n}) {name}"),
        |n, name| format!("KSF {n}: {name}"),
        |n, name| format!("CfS {n} – {}", name.replace(" and ", " & ")),
        |_, name| name.replacen(' ', "\n", 1),
        |_, name| format!("  {}  ", name.replace(' ', "  ")),
        |n, _| format!("KSF {n}"),
        |_, name| name.replace(['-', ','], " "),
    ];
    for way in ways {
        read(&form().ksfs(way).sheet());
    }
}

#[test]
fn ksfs_may_stand_in_any_order() {
    let (mut names, mut ratings) = (KSFS, RATINGS);
    names.reverse();
    ratings.reverse();
    let turned = form().ksfs(|n, _| names[n - 1].to_owned()).ratings(ratings);
    read(&turned.sheet());
}

#[test]
fn a_typing_error_in_a_label_is_told() {
    let sheet = form().ksf(5, "5. Partnersip working").ksf(6, "Integrated multi-agency trainning").sheet();
    read_with_findings(&sheet, &["K404 return.xlsx A14", "K404 return.xlsx A15"]);
}

#[test]
fn a_label_that_resembles_no_ksf_is_left_out_and_told() {
    let folder = Folder::with(&form().ksf(9, "Money matters").sheet());
    assert_eq!(folder.check(), ["K401 return.xlsx", "K403 return.xlsx A18"]);
    assert_eq!(folder.build().ratings_of(OAKFIELD)[8], "");
}

#[test]
fn numbers_alone_are_ksfs_only_as_a_complete_run_under_a_heading_that_says_so() {
    read(&form().ksfs(|n, _| n.to_string()).sheet());
    let incomplete = form().ksfs(|n, _| if n == 10 { String::new() } else { n.to_string() }).sheet();
    assert_eq!(Folder::with(&incomplete).check(), ["F107 return.xlsx"]);
    let not_ksfs = form().ksfs(|n, _| n.to_string()).sheet().put("A9", "Question");
    assert_eq!(Folder::with(&not_ksfs).check(), ["F107 return.xlsx"]);
}

#[test]
fn numbers_alone_are_ksfs_under_any_heading_that_calls_them_so() {
    for heading in [
        "CfS",
        "KSF no.",
        "KSF ref",
        "No. of KSF",
        "Key Success Factors (KSF)",
        "Condition for success",
        "KSF (see overleaf)",
        "Which key success factor?",
    ] {
        read(&form().ksfs(|n, _| n.to_string()).sheet().put("A9", heading));
        read(&form().ksfs(|n, _| format!("{n}.")).sheet().put("A9", heading));
        read(&form().ksfs(|n, _| format!("{n})")).sheet().put("A9", heading));
        read(&export(|n, _| n.to_string()).moved(1, 0).put("A1", heading));
    }
    for heading in ["Average of the KSFs", "KSF rating", "KSF rank", "Evidence for each KSF"] {
        let sheet = form().ksfs(|n, _| n.to_string()).sheet().put("A9", heading);
        assert_eq!(Folder::with(&sheet).check(), ["F107 return.xlsx"], "{heading}");
    }
}

/// What people call the KSFs for short.
const SHORT: [&str; 10] = [
    "Engagement",
    "SIP integration",
    "Local plans",
    "Cluster arrangements",
    "Partnership",
    "Multi-agency training",
    "Publicity",
    "Design",
    "Funding",
    "Impact",
];

#[test]
fn short_names_are_ksfs_in_a_complete_run_of_numbers() {
    let close = |first: usize| {
        let sheet = export(|n, _| format!("Q{}. {}", first + n, SHORT[n - 1]));
        let folder = Folder::with(&sheet);
        assert!(folder.check().iter().all(|finding| finding.starts_with("K404")), "{:?}", folder.check());
        assert_eq!(folder.build().ratings_of(OAKFIELD), RATINGS.map(|r| r.to_string()));
    };
    close(4);
    close(0);
    // One that is missing, in another's place or something else leaves all of them open.
    for other in [
        export(|n, _| format!("Q{}. {}", n + 4, SHORT[n % 10])),
        export(|n, _| format!("Q{}. {}", n + 4 + n / 5, SHORT[n - 1])),
        export(|n, _| format!("Q{}. {}", n + 4, if n == 10 { "Comments" } else { SHORT[n - 1] })),
    ] {
        assert_eq!(Folder::with(&other).check(), ["F107 return.xlsx"]);
    }
}

#[test]
fn the_form_s_own_numbers_say_nothing_about_the_ksf() {
    read(&export(|n, name| format!("{}. {name}", n + 4)));
    read(&form().ksfs(|n, name| format!("Q{}_{n} {name}", n + 4)).sheet());
}

#[test]
fn evidence_action_and_target_columns_are_told_from_the_rating() {
    let mut sheet = form().sheet().row("C9", ["Evidence", "Action", "Target rating", "Last year's rating"]);
    for row in 10..20 {
        sheet = sheet.row(&format!("C{row}"), ["8 of 10 parents said so", "Meet again in 3 weeks"]);
        sheet = sheet.row(&format!("E{row}"), [9, 2]);
    }
    read(&sheet);
}

#[test]
fn the_rating_may_stand_behind_the_evidence() {
    let mut sheet = form().sheet().row("B9", ["Evidence", "Rating"]);
    for (row, rating) in (10..).zip(RATINGS) {
        sheet = sheet.put(&format!("B{row}"), "Minutes of the meeting").put(&format!("C{row}"), rating);
    }
    read(&sheet);
}

#[test]
fn the_rating_may_stand_before_the_ksf() {
    let mut sheet = form().sheet().row("A9", ["Rating", "Key success factor"]);
    for ((row, ksf), rating) in (10..).zip(KSFS).zip(RATINGS) {
        sheet = sheet.row(&format!("A{row}"), [Typed::from(rating), ksf.into()]);
    }
    read(&sheet);
}

#[test]
fn numbers_in_a_column_of_comments_are_no_ratings() {
    let sheet =
        form().sheet().put("C9", "Comments").put("C10", 9).put("C12", 3).put("C13", "4 staff trained");
    read(&sheet);
}

#[test]
fn a_key_totals_and_signatures_below_do_no_harm() {
    let sheet = form()
        .sheet()
        .row("A20", [Typed::from("Total"), 50.into()])
        .row("A21", [Typed::from("Average"), 5.into()])
        .row("A23", ["Key", ""])
        .row("A24", ["1-3", "Low: significant issues"])
        .row("A25", ["4-7", "Medium: making headway"])
        .row("A26", ["8-10", "High: robust"])
        .row("A28", ["Completed by", "A. Teacher"]);
    read(&sheet);
}

#[test]
fn values_may_stand_under_their_labels_or_behind_a_colon() {
    let bare = Form::unsigned().sheet();
    read(&bare.clone().row("A3", ["School", "Cluster", "Local authority"]).row("A4", [OAKFIELD, "R", "N"]));
    read(&bare.put("A3", format!("School: {OAKFIELD}")).put("A4", "Cluster: R").put("A5", "LA: N"));
}

#[test]
fn instructions_first_and_a_sheet_a_school_are_read_sheet_by_sheet() {
    let instructions = Sheet::new("Instructions").put("A1", "Rate each KSF from 1 to 10.").row("A3", KSFS);
    let other = Form::of("Hill Top School").ratings([5; 10]).rating(1, 4).sheet_name("Hill Top");
    let book = Book::of([instructions, form().sheet_name("Oakfield").sheet(), other.sheet()]);
    let folder = Folder::with(&book);
    assert_eq!(folder.check(), [""; 0]);
    let mut written = folder.build();
    assert_eq!(written.schools(), ["Hill Top School", OAKFIELD]);
    assert_eq!(written.ratings_of(OAKFIELD), rating_texts());
}

#[test]
fn a_cover_sheet_may_say_whose_return_it_is() {
    let cover = Sheet::new("Cover")
        .row("A1", ["School", OAKFIELD])
        .row("A2", ["Cluster", "R"])
        .row("A3", ["LA", "N"]);
    let folder = Folder::with(&Book::of([cover, Form::unsigned().sheet()]));
    assert_eq!(folder.check(), [""; 0]);
    assert_eq!(folder.build().ratings_of(OAKFIELD), rating_texts());
}

#[test]
fn hidden_sheets_are_not_read_and_told_where_they_hold_ratings() {
    let blank = Form::unsigned().ratings([""; 10]).sheet_name("Template").sheet().hidden();
    let folder = Folder::with(&Book::of([blank, form().sheet()]));
    assert_eq!(folder.check(), [""; 0]);
    let old = Form::of(OAKFIELD).ratings([3; 10]).sheet_name("2008").sheet().hidden();
    let folder = Folder::with(&Book::of([form().sheet(), old]));
    assert_eq!(folder.check(), ["F112 return.xlsx"]);
    assert_eq!(folder.build().ratings_of(OAKFIELD), rating_texts());
}

#[test]
fn of_two_periods_the_last_is_the_rating_where_only_it_is_filled() {
    let columns = |first: [&str; 10], last: [&str; 10]| {
        let mut sheet = Sheet::new("Form").row("A1", ["School", OAKFIELD]);
        sheet = sheet.row("A3", ["Key success factor", "Autumn rating", "Spring rating"]);
        for (row, (name, (first, last))) in (4..).zip(KSFS.into_iter().zip(first.into_iter().zip(last))) {
            sheet = sheet.row(&format!("A{row}"), [name, first, last]);
        }
        sheet
    };
    let filled = ["7", "5", "4", "6", "8", "3", "9", "2", "5", "1"];
    let folder = Folder::with(&columns([""; 10], filled));
    assert_eq!(folder.build().ratings_of(OAKFIELD), filled);
    // The other way round nobody can tell whether the later column was left empty or is yet to come.
    assert_eq!(Folder::with(&columns(filled, [""; 10])).check(), ["F110 return.xlsx B4"]);
}

// ------------------------------------------------------------------------------------------------ grids

#[test]
fn a_grid_is_read_anywhere_with_its_totals_ranks_and_key() {
    let sheet = Grid::of("Riverside")
        .school("Hill Top", [5; 10])
        .school(OAKFIELD, RATINGS)
        .figures("Total", RATINGS.map(|r| r + 5))
        .figures("Average", RATINGS.map(|r| f64::from(r + 5) / 2.0))
        .figures("Rank", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        .figures("Low 1-3", [0; 10])
        .sheet()
        .row("A17", ["Key", "Low 1-3", "Medium 4-7", "High 8-10"])
        .put("A19", "What does the data say?");
    for (down, right) in [(0, 0), (4, 3)] {
        let folder = Folder::with(&sheet.clone().moved(down, right));
        assert_eq!(
            folder.check_with(&["--la", "N"])[..],
            ["C702 return.xlsx ".to_owned() + ["B4", "E8"][usize::from(down > 0)]]
        );
        let mut book = folder.build();
        assert_eq!(book.schools(), ["Hill Top", OAKFIELD]);
        assert_eq!(book.ratings_of(OAKFIELD), rating_texts());
    }
}

#[test]
fn a_grid_with_hardly_any_rating_is_read_cell_by_cell() {
    let typed = |at: usize| ["N/A", "TBC", "-", "6-7", "8*", "high", "not yet", "?", "n/a", "7"][at % 10];
    let column = |from: usize| std::array::from_fn::<_, 10, _>(|i| typed(from + i));
    let grid = Grid::of("Riverside").school("Oakfield", column(0)).school("Hill Top", column(3));
    let folder = Folder::with(&grid);
    assert_eq!(folder.check().iter().filter(|f| f.starts_with("R30")).count(), 18);
    assert_eq!(folder.build().ratings_of("Oakfield"), ["", "", "", "", "", "", "", "", "", "7"]);
    // Names and remarks under people's names are no ratings.
    let people = column(0).map(|_| "Jane");
    let folder = Folder::with(&Grid::of("Riverside").school("Oakfield", people).school("Hill Top", people));
    assert_eq!(folder.check(), ["F107 return.xlsx"]);
}

#[test]
fn a_grid_may_number_its_ksfs_in_a_column_of_their_own() {
    let mut sheet =
        Grid::of("Riverside").school(OAKFIELD, RATINGS).school("Hill Top", RATINGS).sheet().moved(0, 1);
    sheet = sheet.put("A4", "No.");
    for (row, n) in (5..).zip(1..=10) {
        sheet = sheet.put(&format!("A{row}"), n);
    }
    let mut book = Folder::with(&sheet).build();
    assert_eq!(book.schools(), ["Hill Top", OAKFIELD]);
    assert_eq!(book.ratings_of(OAKFIELD), rating_texts());
}

#[test]
fn a_sheet_a_cluster_is_read_sheet_by_sheet() {
    let sheet = |cluster: &str, school: &str| {
        Grid::of(cluster).school(school, RATINGS).school("Otter Brook", RATINGS)
    };
    let first = sheet("Riverside", OAKFIELD).sheet_name("Riverside").sheet();
    let second = sheet("Harbour", "Seaview").sheet_name("Harbour").sheet();
    let mut book = Folder::with(&Book::of([first, second])).build();
    assert_eq!(
        book.of("Schools", ["Cluster", "School"]),
        [
            ["Harbour", "Otter Brook"],
            ["Harbour", "Seaview"],
            ["Riverside", OAKFIELD],
            ["Riverside", "Otter Brook"]
        ]
    );
}

#[test]
fn two_grids_below_each_other_are_both_read() {
    let below =
        Grid::of("Harbour").school("Seaview", [5; 10]).school("Quayside", RATINGS).sheet().moved(20, 0);
    let sheet =
        Grid::of("Riverside").school(OAKFIELD, RATINGS).school("Hill Top", RATINGS).sheet().and(below);
    let mut book = Folder::with(&sheet).build_with(&["--la", "Northshire"]);
    assert_eq!(
        book.of("Schools", ["Cluster", "School"]),
        [["Harbour", "Quayside"], ["Harbour", "Seaview"], ["Riverside", "Hill Top"], ["Riverside", OAKFIELD]]
    );
    assert_eq!(book.ratings_of("Seaview"), ["5"; 10]);
}

#[test]
fn two_forms_on_one_sheet_are_two_schools() {
    let other = Form::of("Hill Top School").ratings([5, 5, 5, 5, 5, 5, 5, 5, 5, 4]);
    for (down, right) in [(25, 0), (0, 8)] {
        let mut book = Folder::with(&form().sheet().and(other.sheet().moved(down, right))).build();
        assert_eq!(book.schools(), ["Hill Top School", OAKFIELD], "{down} down, {right} right");
        assert_eq!(book.ratings_of(OAKFIELD), rating_texts());
        assert_eq!(book.ratings_of("Hill Top School")[..9], ["5"; 9]);
    }
}

#[test]
fn rows_above_a_grid_may_give_numbers_and_dates() {
    let sheet = Grid::of("Riverside")
        .school(OAKFIELD, RATINGS)
        .school("Hill Top", RATINGS)
        .sheet()
        .row("A3", ["DfE number", "880/2134", "880/2135"]);
    let mut book = Folder::with(&sheet).build();
    assert_eq!(
        book.of("Schools", ["School", "DfE number"]),
        [["Hill Top", "880/2135"], [OAKFIELD, "880/2134"]]
    );
}

// ------------------------------------------------------------------------------------------------ school rows

#[test]
fn school_rows_are_read_anywhere_with_their_totals() {
    let sheet = SchoolRows::with(&["School", "Cluster", "LA"])
        .row(&[OAKFIELD, "Riverside", "Northshire"], RATINGS)
        .row(&["Hill Top", "Riverside", "Northshire"], RATINGS)
        .sheet()
        .row("N1", ["Total", "Average"])
        .row("N2", [50, 5])
        .row("N3", [50, 5])
        .put("A4", "Average")
        .row("D4", RATINGS);
    for (down, right) in [(0, 0), (6, 2)] {
        let folder = Folder::with(&sheet.clone().moved(down, right));
        assert_eq!(folder.check(), [""; 0]);
        let mut book = folder.build();
        assert_eq!(book.schools(), ["Hill Top", OAKFIELD]);
        assert_eq!(book.ratings_of(OAKFIELD), rating_texts());
    }
}

/// One answer as an online form exports it; `question` makes the heading of a KSF.
fn export(question: impl Fn(usize, &str) -> String) -> Sheet {
    let about = ["ID", "Start time", "Email", "Name of your school", "Cluster", "Local authority"];
    let answer = ["1", "2010-03-01 09:14", "head@oakfield.example", OAKFIELD, "Riverside", "Northshire"];
    let mut sheet = Sheet::new("Form1").row("A1", about).row("A2", answer);
    for (column, (name, rating)) in (6..).zip(KSFS.into_iter().zip(RATINGS)) {
        sheet = sheet.put_at(0, column, question(usize::from(column) - 5, name)).put_at(1, column, rating);
    }
    sheet
}

#[test]
fn the_export_of_an_online_form_is_read() {
    read(&export(|n, name| format!("{n}. {name} (please rate from 1 to 10)")));
}

#[test]
fn questions_may_be_numbered_as_questions() {
    read(&export(|n, name| format!("Q{n}: {name}")));
    read(&export(|n, name| format!("Q{n}. {name}")));
}

#[test]
fn long_questions_as_headings_are_recognised_by_the_ksf_that_they_name() {
    read(&export(|_, name| format!("On a scale of 1 to 10, how would your school rate: {name}?")));
    read(&export(|_, name| format!("{name} - how secure are your arrangements?")));
}
