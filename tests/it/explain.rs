//! `check --explain`: what was made of a file, told to somebody who has never seen the program.

use support::{Book, Folder, Form, Grid, KSFS, RATINGS, Sheet};

/// What `check --explain` prints about a file before its findings.
fn explained(folder: &Folder) -> String {
    let run = folder.run(&["check", "--explain", "returns/return.xlsx"]);
    let end = ["\nLost in ", "\nerror ", "\nwarning ", "\nnote "]
        .into_iter()
        .filter_map(|s| run.stdout.find(s))
        .min();
    run.stdout[..end.unwrap_or(run.stdout.len())].trim_end().to_owned()
}

#[track_caller]
fn says(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|l| l.trim() == *line), "no line «{line}» in\n{text}");
    }
}

#[test]
fn a_form_is_explained_cell_by_cell() {
    let guidance = Sheet::new("Guidance").put("A1", "Rate each KSF.");
    let form = Form::of("Oakfield Primary School").ksf(5, "5 Partnersip working").rating(9, "TBC").sheet();
    let form = form.put("C9", "Evidence").put("C10", "Minutes of every meeting of the parents' forum");
    let text = explained(&Folder::with(&Book::of([guidance, form])));
    let expected = "\
return.xlsx

  Sheet Guidance: not read
      Why          none of its cells holds the name of one of the 10 KSFs and nothing else

  Sheet Self assessment: read
      Read as      a form: one school, its KSFs with a rating each
      Why          KSFs stand in A10 to A19, their ratings in B10 to B19
      Authority    B3 \"Northshire\"
      Cluster      B4 \"Riverside\"
      School       B5 \"Oakfield Primary School\"
      KSF 1        A10 \"Effective engagement and consultation\" (by its name) → B10: 7
      KSF 2        A11 \"Integration of extended services within school improvement planning\" (by its name) → B11: 5
      KSF 3        A12 \"Alignment with local area plans and targets\" (by its name) → B12: 4
      KSF 4        A13 \"Cluster arrangements\" (by its name) → B13: 6
      KSF 5        A14 \"5 Partnersip working\" (not quite its name, but like no other's) → B14: 8
      KSF 6        A15 \"Integrated multi-agency training\" (by its name) → B15: 3
      KSF 7        A16 \"Well-publicised services\" (by its name) → B16: 9
      KSF 8        A17 \"Design of quality, targeted services\" (by its name) → B17: 2
      KSF 9        A18 \"Funding\" (by its name) → B18: TBC
      KSF 10       A19 \"Impact measurement\" (by its name) → B19: 1
      Column       B9 \"Rating\": the school's ratings
      Column       C9 \"Evidence\": evidence, kept with the ratings

  What became of it
      Return       Oakfield Primary School: cluster Riverside, local authority Northshire; 9 rated, 0 missing, 1 \
rejected; used in part";
    assert_eq!(text, expected);
}

#[test]
fn a_grid_names_its_schools_and_what_was_passed_over() {
    let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS);
    let text = explained(&Folder::with(&grid.figures("Total", RATINGS.map(|r| 2 * r))));
    says(
        &text,
        &[
            "Read as      a grid: KSFs down, a column a school",
            "Cluster      Riverside, in the title A1",
            "KSF 9        A13 \"Funding\" (by its name)",
            "School       C4 \"Hill Top\" → C5 to C14",
            "Column       D4 \"Total\": totals",
            "Figures      totals or averages in D5 to D14, not taken over; checked where they can be of these ratings",
        ],
    );
}

#[test]
fn it_is_clear_why_a_file_was_not_recognised() {
    let few = Sheet::new("Form")
        .row("A1", ["School", "Oakfield"])
        .row("A3", [KSFS[0], "7"])
        .row("A4", [KSFS[8], "5"]);
    let few = few.put("A5", "Money matters").put("B5", 4);
    says(
        &explained(&Folder::with(&few)),
        &[
            "Sheet Form: not read",
            "Why          too few KSFs are named in one column or row; at least 5 of the 10 must be, and these were \
             found:",
            "KSF 9        A4 \"Funding\" (by its name)",
            "Not a KSF    A5 \"Money matters\", with a number beside it",
        ],
    );
    let form = Form::of("Oakfield").sheet();
    let evidence =
        (10..20).fold(form.clone().put("B9", "Evidence"), |sheet, row| sheet.put(&format!("B{row}"), "Yes"));
    says(
        &explained(&Folder::with(&evidence)),
        &[
            "Why          KSFs are named in A10 to A19, but no ratings were found beside or under them",
            "Column       B9 \"Evidence\": its heading says that these are no ratings: it speaks of remarks",
        ],
    );
    let two = (10..20).fold(form.put("C9", "Second rating"), |sheet, row| sheet.put(&format!("C{row}"), 5));
    says(
        &explained(&Folder::with(&two)),
        &[
            "Why          KSFs are named, but it is not clear which cells hold their ratings; they could begin at B10 \
           or C10",
        ],
    );
    let money = (5..15)
        .fold(Grid::of("R").school("A School", [9; 10]).school("B School", RATINGS).sheet(), |s, row| {
            s.put(&format!("B{row}"), 2_500 + row).put(&format!("C{row}"), 1_250)
        });
    says(&explained(&Folder::with(&money)), &["Sheet Grid: not read"]);
}

#[test]
fn hidden_sheets_other_files_and_our_own_workbook_are_explained() {
    let old = Form::of("Oakfield").sheet_name("2008").sheet().hidden();
    let text = explained(&Folder::with(&Book::of([Form::of("Oakfield").sheet(), old])));
    says(&text, &["Sheet 2008: not read", "Why          it is hidden, and hidden sheets are not read"]);
    let folder =
        Folder::new().save("return.xlsx", &b"%PDF-1.4".to_vec()).save("agenda.pdf", &b"%PDF-1.4".to_vec());
    says(&explained(&folder), &["It could not be read; its finding says why."]);
    let run = folder.run(&["check", "--explain", "returns/agenda.pdf"]).expect(0);
    says(&run.stdout, &["It was not read: it is a PDF document."]);
    let folder = Folder::with(&Form::of("Oakfield"));
    folder.build();
    let run = folder.run(&["check", "--explain", "out.xlsx"]).expect(0);
    says(
        &run.stdout,
        &[
            "ksfgrid wrote this workbook. Its grids are read, as they are now; where a rating has not",
            "Sheet KSF grid: read",
            "Why          what it shows follows from the grids",
        ],
    );
}

#[test]
fn texts_from_files_cannot_steer_the_terminal() {
    let form = Form::of("Oak\u{202e}field").ksf(5, "5 Partnersip\u{202e} working");
    assert!(!explained(&Folder::with(&form)).contains('\u{202e}'));
}
