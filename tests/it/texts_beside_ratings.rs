//! Evidence and actions beside ratings are kept with them: from every layout, and only where they are one school's.

use support::{Book, Content, Folder, Form, Grid, KSFS, RATINGS, SchoolRows, Sheet, Written};

pub(super) const FORUM: &str = "Parents' forum meets termly";
pub(super) const SURVEY: &str = "Survey of families, 62 replies";
pub(super) const INVITE: &str = "Invite the nursery";

/// What is kept of a school: KSF, evidence and actions of each KSF that has any.
pub(super) fn texts_of(book: &mut Written, school: &str) -> Vec<[String; 3]> {
    let rows = book.of("Ratings", ["School", "KSF number", "Evidence", "Agreed actions"]);
    let own = rows
        .into_iter()
        .filter(|[of, _, evidence, actions]| of == school && !(evidence.is_empty() && actions.is_empty()));
    own.map(|[_, ksf, evidence, actions]| [ksf, evidence, actions]).collect()
}

/// The texts of a school in this return, whose ratings are as they always are.
#[track_caller]
fn kept(content: &impl Content, school: &str) -> Vec<[String; 3]> {
    let mut book = Folder::with(content).build();
    let ratings: Vec<String> = RATINGS.map(|rating| rating.to_string()).to_vec();
    assert_eq!(book.ratings_of(school), ratings, "the texts changed the ratings");
    texts_of(&mut book, school)
}

/// Evidence for KSFs 1 and 3, an action for KSF 3.
pub(super) const EXPECTED: [[&str; 3]; 2] = [["1", FORUM, ""], ["3", SURVEY, INVITE]];

/// A form with further headings from C9 on.
pub(super) fn form(headings: &[&str]) -> Sheet {
    Form::of("Oakfield Primary").sheet().row("C9", headings.iter().copied())
}

/// These texts in columns C and D of a form.
pub(super) fn filled(sheet: Sheet) -> Sheet {
    sheet.put("C10", FORUM).put("C12", SURVEY).put("D12", INVITE)
}

#[test]
fn texts_of_a_form_are_kept_whatever_its_columns_are_called() {
    for headings in [
        ["Evidence", "Actions"],
        ["Comments", "Agreed actions"],
        ["EVIDENCE FOR THIS RATING", "Next steps"],
        ["Why?", "What we will do"],
        ["Justification / notes", "Action (who, by when)"],
        ["Reason for score", "What needs to be done?"],
    ] {
        assert_eq!(kept(&filled(form(&headings)), "Oakfield Primary"), EXPECTED, "{headings:?}");
    }
}

#[test]
fn columns_that_hold_something_else_are_not_kept() {
    for headings in [
        ["Target", "RAG"],
        ["Lead", "By when"],
        ["Previous evidence", "Review date"],
        ["Impact", "Action lead"],
        ["Suggested evidence", "Action status"],
    ] {
        assert!(kept(&filled(form(&headings)), "Oakfield Primary").is_empty(), "{headings:?}");
    }
    let target = form(&["Target", "Evidence"]).put("C10", "8 by July").put("D10", FORUM);
    assert_eq!(kept(&target, "Oakfield Primary"), [["1", FORUM, ""]]);
}

#[test]
fn several_columns_of_a_kind_stand_in_lines_in_the_order_of_the_sheet() {
    let several = form(&["Evidence", "Comments", "Lead", "Actions", "Next steps"])
        .row("C10", [FORUM, SURVEY, "Jo", INVITE, "Ask again"]);
    let expected = [["1".to_owned(), format!("{FORUM}\n{SURVEY}"), format!("{INVITE}\nAsk again")]];
    assert_eq!(kept(&several, "Oakfield Primary"), expected);
}

#[test]
fn headings_in_two_rows_and_merged_cells_are_understood() {
    let two_rows =
        form(&[]).put("C8", "Why you think so").merge("C8", "D").put("C9", "Evidence").put("D9", "Lead");
    assert_eq!(kept(&two_rows.put("C10", FORUM).put("D10", "Jo"), "Oakfield Primary"), [["1", FORUM, ""]]);
    let merged = form(&["Evidence"]).put("C10", FORUM).merge_down("C10", 11);
    assert_eq!(kept(&merged, "Oakfield Primary"), [["1", FORUM, ""], ["2", FORUM, ""]]);
    let wide = form(&["Evidence", "", "Actions"]).merge("C9", "D").put("C10", FORUM).merge("C10", "D");
    assert_eq!(kept(&wide, "Oakfield Primary"), [["1", FORUM, ""]]);
}

#[test]
fn texts_in_several_rows_of_a_ksf_are_all_its_own() {
    let mut sheet = Sheet::new("Form").put("A1", "School").put("B1", "Oakfield Primary");
    sheet = sheet.row("A3", ["KSF", "Rating", "Evidence", "Actions"]);
    for (at, (ksf, rating)) in (0..).zip(KSFS.into_iter().zip(RATINGS)) {
        let row = 4 + 2 * at;
        sheet = sheet.put(&format!("A{row}"), ksf).put(&format!("B{row}"), rating);
        sheet = sheet.put(&format!("C{row}"), FORUM).put(&format!("C{}", row + 1), SURVEY);
        sheet = sheet.merge_down(&format!("A{row}"), row + 1).merge_down(&format!("B{row}"), row + 1);
    }
    let found = kept(&sheet, "Oakfield Primary");
    assert_eq!(found.len(), 10);
    assert!(found.iter().all(|[_, evidence, _]| *evidence == format!("{FORUM}\n{SURVEY}")), "{found:?}");
}

#[test]
fn texts_in_rows_below_each_ksf_are_kept() {
    let mut sheet = Sheet::new("Form").put("A1", "School").put("B1", "Oakfield Primary");
    for (at, (ksf, rating)) in (0_u32..).zip(KSFS.into_iter().zip(RATINGS)) {
        let row = 4 + 5 * at;
        sheet = sheet.put(&format!("A{row}"), ksf).row(&format!("A{}", row + 1), ["Rating"]);
        sheet = sheet.put(&format!("B{}", row + 1), rating);
        sheet = sheet.put(&format!("A{}", row + 2), "Evidence").put(&format!("A{}", row + 3), "Next steps");
        if at == 0 || at == 9 {
            sheet = sheet.put(&format!("B{}", row + 2), "See the action plan");
        }
        if at == 9 {
            sheet = sheet.put(&format!("B{}", row + 3), INVITE);
        }
    }
    let sheet = sheet.put("A56", "Comments").put("B56", "Thank you for your help");
    let plan = "See the action plan";
    assert_eq!(kept(&sheet, "Oakfield Primary"), [["1", plan, ""], ["10", plan, INVITE]]);
}

#[test]
fn each_part_of_a_form_in_two_parts_has_its_own_texts() {
    let part = |name: &str, from: usize| {
        let sheet = Sheet::new(name).put("A1", "School").put("B1", "Oakfield Primary");
        let sheet = sheet.row("A3", ["KSF", "Rating", "Evidence"]);
        (from..from + 5).zip(4..).fold(sheet, |sheet, (ksf, row)| {
            let text = format!("Evidence {}", ksf + 1);
            sheet
                .put(&format!("A{row}"), KSFS[ksf])
                .put(&format!("B{row}"), RATINGS[ksf])
                .put(&format!("C{row}"), text)
        })
    };
    let found = kept(&Book::of([part("One", 0), part("Two", 5)]), "Oakfield Primary");
    let expected: Vec<[String; 3]> =
        (1..=10).map(|ksf| [ksf.to_string(), format!("Evidence {ksf}"), String::new()]).collect();
    assert_eq!(found, expected);
}

/// A grid whose schools have columns of texts of their own: A5 to A14 hold the KSFs, B and D the ratings.
fn grid(row_3: &[(&str, &str)], row_4: [&str; 5]) -> Sheet {
    let mut sheet = Sheet::new("Grid").put("A1", "Riverside cluster").row("A4", row_4);
    for (cell, text) in row_3 {
        sheet = sheet.put(cell, *text);
    }
    for (row, (ksf, rating)) in (5..).zip(KSFS.into_iter().zip(RATINGS)) {
        sheet = sheet.put(&format!("A{row}"), ksf).put(&format!("B{row}"), rating);
        sheet = sheet.put(&format!("D{row}"), 11 - rating);
    }
    sheet.put("C5", FORUM).put("E6", SURVEY)
}

#[test]
fn in_a_grid_the_texts_of_each_school_are_its_own() {
    let names = ["Oakfield Primary", "Hill Top School"];
    let merged =
        grid(&[("B3", names[0]), ("D3", names[1])], ["KSF", "Rating", "Evidence", "Rating", "Evidence"]);
    let merged = merged.merge("B3", "C").merge("D3", "E");
    let repeated = grid(
        &[("B3", names[0]), ("C3", names[0]), ("D3", names[1]), ("E3", names[1])],
        ["KSF", "Rating", "Evidence", "Rating", "Evidence"],
    );
    let in_one_cell =
        grid(&[], ["KSF", names[0], "Oakfield Primary – evidence", names[1], "Hill Top School: comments"]);
    let by_place = grid(&[], ["KSF", names[0], "Comments", names[1], "Comments"]);
    for (what, sheet) in
        [("merged", merged), ("repeated", repeated), ("in one cell", in_one_cell), ("by place", by_place)]
    {
        let mut book = Folder::with(&sheet).build();
        assert_eq!(texts_of(&mut book, names[0]), [["1", FORUM, ""]], "{what}");
        assert_eq!(texts_of(&mut book, names[1]), [["2", SURVEY, ""]], "{what}");
    }
}

#[test]
fn what_a_grid_remarks_about_all_its_schools_is_nobodys() {
    let schools =
        Grid::of("Riverside").school("Oakfield Primary", RATINGS).school("Hill Top School", [5; 10]);
    let remarks = schools.sheet().put("D4", "Comments").put("D5", FORUM);
    let text = Folder::with(&remarks).run(&["check", "--explain", "returns/return.xlsx"]).expect(0).stdout;
    assert!(text.contains("D4 \"Comments\": evidence of no single school, not kept"), "{text}");
    assert!(kept(&remarks, "Oakfield Primary").is_empty());
    let after_total = schools.sheet().put("D4", "Total").put("E4", "Comments").put("E5", FORUM);
    assert!(kept(&after_total, "Oakfield Primary").is_empty());
    let merged = grid(&[], ["KSF", "Oakfield Primary", "Comments", "Hill Top School", "Comments"]);
    let merged = merged.put("C7", "About both").merge("C7", "E");
    // D7 is covered by the merged cell, so that Hill Top has no rating there.
    let mut book = Folder::with(&merged).build();
    assert_eq!(texts_of(&mut book, "Oakfield Primary"), [["1", FORUM, ""]]);
    assert_eq!(texts_of(&mut book, "Hill Top School"), [["2", SURVEY, ""]]);
}

#[test]
fn a_grid_of_one_school_and_a_tick_grid_have_its_texts() {
    let one = Grid::of("Riverside")
        .school("Oakfield Primary", RATINGS)
        .sheet()
        .put("C4", "Evidence")
        .put("C5", FORUM);
    assert_eq!(kept(&one, "Oakfield Primary"), [["1", FORUM, ""]]);
    let mut ticks = Sheet::new("Form").put("A1", "School").put("B1", "Oakfield Primary").put("A6", "KSF");
    ticks = ticks.row("B6", 1..=10).put("L6", "Evidence").put("M6", "Actions");
    for (row, (ksf, rating)) in (6..).zip(KSFS.into_iter().zip(RATINGS)) {
        ticks = ticks.put_at(row, 0, ksf).put_at(row, rating.into(), "x");
    }
    let ticks = ticks.put("L7", FORUM).put("L9", SURVEY).put("M9", INVITE);
    assert_eq!(kept(&ticks, "Oakfield Primary"), EXPECTED);
}

#[test]
fn tables_beside_and_below_each_other_keep_their_texts_apart() {
    let form = |school: &str, text: &str| {
        let sheet = Sheet::new("Forms").put("A1", "School").put("B1", school);
        let sheet = sheet.row("A3", ["KSF", "Rating", "Evidence"]).put("C4", text);
        (4..).zip(KSFS.into_iter().zip(RATINGS)).fold(sheet, |sheet, (row, (ksf, rating))| {
            sheet.put(&format!("A{row}"), ksf).put(&format!("B{row}"), rating)
        })
    };
    let first = form("Oakfield Primary", FORUM).put("C15", "About the whole form");
    for (down, right) in [(0, 4), (18, 0)] {
        let both = first.clone().and(form("Hill Top School", SURVEY).moved(down, right));
        let mut book = Folder::with(&both).build();
        assert_eq!(texts_of(&mut book, "Oakfield Primary"), [["1", FORUM, ""]], "{down} {right}");
        assert_eq!(texts_of(&mut book, "Hill Top School"), [["1", SURVEY, ""]], "{down} {right}");
    }
    let mut ticks = Sheet::new("Grid").put("A1", "Riverside cluster").put("A4", "KSF");
    ticks = ticks.put("B3", "Oakfield Primary").row("B4", 1..=10).put("L4", "Evidence").put("L5", FORUM);
    ticks = ticks.put("N3", "Hill Top School").row("N4", 1..=10).put("X4", "Evidence").put("X5", SURVEY);
    for (row, (ksf, rating)) in (4..).zip(KSFS.into_iter().zip(RATINGS)) {
        let column = u16::from(rating);
        ticks = ticks.put_at(row, 0, ksf).put_at(row, column, "x").put_at(row, 12 + column, "x");
    }
    let mut book = Folder::with(&ticks.put("Y4", "Comments").put("Y5", "About both")).build();
    assert_eq!(texts_of(&mut book, "Oakfield Primary"), [["1", FORUM, ""]]);
    assert_eq!(texts_of(&mut book, "Hill Top School"), [["1", SURVEY, ""]]);
}

#[test]
fn a_list_has_a_text_in_each_row() {
    let mut list = Sheet::new("List").row("A1", ["School", "KSF", "Rating", "Comment", "Action"]);
    for (at, school) in ["Oakfield Primary", "Hill Top School"].into_iter().enumerate() {
        for (row, (ksf, rating)) in (2 + 10 * at..).zip(KSFS.into_iter().zip(RATINGS)) {
            list = list.row(&format!("A{row}"), [school, ksf]).put(&format!("C{row}"), rating);
        }
    }
    let list = list.put("D2", FORUM).put("D4", SURVEY).put("E4", INVITE).put("D12", "Hill Top's own");
    let both = list.put("D11", "Of two schools");
    let mut book = Folder::with(&both.clone().merge_down("D11", 12)).build();
    assert_eq!(texts_of(&mut book, "Oakfield Primary"), EXPECTED);
    let mut book = Folder::with(&both).build();
    assert_eq!(texts_of(&mut book, "Hill Top School"), [["1", "Hill Top's own", ""]]);
}

/// School rows whose KSFs each have a column of comments behind their ratings, under these headings.
fn export(rating: impl Fn(usize) -> String, comment: impl Fn(usize) -> String, more: &[&str]) -> Sheet {
    let headings = (1..=10).flat_map(|ksf| [rating(ksf), comment(ksf)]);
    let headings =
        ["School".to_owned()].into_iter().chain(headings).chain(more.iter().map(|m| (*m).to_owned()));
    let mut sheet = Sheet::new("Responses").row("A1", headings);
    for (row, school) in [(1, "Oakfield Primary"), (2, "Hill Top School")] {
        sheet = sheet.put_at(row, 0, school);
        for (column, rating) in (1..).step_by(2).zip(RATINGS) {
            sheet = sheet.put_at(row, column, rating);
        }
    }
    sheet.put("C2", FORUM).put("G2", SURVEY).put("E3", "Hill Top's own").put("V2", "About all of them")
}

#[test]
fn an_export_of_an_online_form_has_a_comment_for_each_ksf() {
    let name = |ksf: usize| format!("{ksf} {}", KSFS[ksf - 1]);
    let comments: [fn(usize) -> String; 6] = [
        |ksf| format!("{ksf} {} – evidence", KSFS[ksf - 1]),
        |ksf| format!("Comment on KSF {ksf}"),
        |ksf| format!("Please give evidence for your rating of {}", KSFS[ksf - 1]),
        |_| "Comments".to_owned(),
        |ksf| if ksf == 1 { "Comments".to_owned() } else { format!("Comments{ksf}") },
        |ksf| format!("KSF {ksf} notes"),
    ];
    for comment in comments {
        let sheet = export(name, comment, &["Other remarks"]);
        let mut book = Folder::with(&sheet).build();
        let expected = [["1", FORUM, ""], ["3", SURVEY, ""]];
        assert_eq!(texts_of(&mut book, "Oakfield Primary"), expected, "{}", comment(2));
        assert_eq!(texts_of(&mut book, "Hill Top School"), [["2", "Hill Top's own", ""]], "{}", comment(2));
    }
    let one = SchoolRows::with(&["School"]).row(&["Oakfield Primary"], RATINGS).sheet();
    assert!(kept(&one.put("L1", "Comments").put("L2", FORUM), "Oakfield Primary").is_empty());
}

#[test]
fn rows_below_the_ratings_are_one_schools_where_the_ksfs_run_across() {
    let form = Sheet::new("Form").put("A1", "School").put("B1", "Oakfield Primary");
    let form = form.row("B3", KSFS).put("A4", "Rating").row("B4", RATINGS);
    let form = form
        .put("A5", "Evidence")
        .put("B5", FORUM)
        .put("D5", SURVEY)
        .put("A6", "Agreed actions")
        .put("D6", INVITE);
    assert_eq!(kept(&form, "Oakfield Primary"), EXPECTED);
    let rows = SchoolRows::with(&["School"]).row(&["Oakfield Primary"], RATINGS).sheet();
    let below_all =
        rows.clone().put("A3", "Hill Top School").row("B3", RATINGS).put("A4", "Comments").put("B4", FORUM);
    assert!(kept(&below_all, "Oakfield Primary").is_empty());
    let below_each =
        rows.put("A3", "Comments").put("B3", FORUM).put("A4", "Hill Top School").row("B4", RATINGS);
    let below_each = below_each.put("A5", "Comments").put("C5", SURVEY);
    assert_eq!(kept(&below_each, "Oakfield Primary"), [["1", FORUM, ""]]);
    assert_eq!(kept(&below_each, "Hill Top School"), [["2", SURVEY, ""]]);
}

#[test]
fn what_is_hidden_is_not_kept() {
    let sheet = filled(form(&["Evidence", "Actions"]));
    assert_eq!(kept(&sheet.clone().hide("C"), "Oakfield Primary"), [["3", "", INVITE]]);
    let text =
        Folder::with(&sheet.hide("C")).run(&["check", "--explain", "returns/return.xlsx"]).expect(0).stdout;
    assert!(text.contains("C9 \"Evidence\": evidence, hidden and not kept"), "{text}");
    assert!(text.contains("D9 \"Actions\": actions, kept with the ratings"), "{text}");
}

#[test]
fn numbers_and_dates_under_such_a_heading_are_kept_as_they_show_and_are_no_ratings() {
    let numbers =
        (10..20).fold(form(&["Evidence", "Actions"]), |sheet, row| sheet.put(&format!("C{row}"), 3));
    let numbers =
        numbers.put("D10", support::Typed::Date(2010, 7, 1)).put("D11", support::Typed::Percentage(0.7));
    let found = kept(&numbers.put("D12", support::ERRORS[0].clone()), "Oakfield Primary");
    assert_eq!(found[..3], [["1", "3", "1 July 2010"], ["2", "3", "70%"], ["3", "3", ""]]);
}

#[test]
fn evidence_of_another_time_is_not_that_of_the_present_ratings() {
    let named = Form::of("Oakfield Primary").sheet().row("C9", ["Evidence", "Rating last year", "Evidence"]);
    let named = (10..20).fold(named, |sheet, row| sheet.put(&format!("D{row}"), 4));
    let named = named.put("C10", FORUM).put("E10", "That was then");
    assert_eq!(kept(&named, "Oakfield Primary"), [["1", FORUM, ""]]);
    let years = Form::of("Oakfield Primary").sheet().row("B9", ["2008", "Evidence", "2009", "Evidence"]);
    let years = (10..20).zip(RATINGS).fold(years, |sheet, (row, rating)| {
        sheet.put(&format!("B{row}"), "").put(&format!("D{row}"), rating)
    });
    let years = years.put("C10", "That was then").put("E10", FORUM);
    assert_eq!(kept(&years, "Oakfield Primary"), [["1", FORUM, ""]]);
}
