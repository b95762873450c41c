//! Tick grids: the scale across, a mark under the chosen number.

use support::{Book, Folder, KSFS, RATINGS, Sheet, Typed, cell_name};

const OAKFIELD: &str = "Oakfield Primary School";

fn labels(sheet: Sheet) -> Sheet {
    let labels = [("School", OAKFIELD), ("Cluster", "Riverside"), ("Local authority", "Northshire")];
    labels
        .into_iter()
        .zip(1..)
        .fold(sheet, |sheet, ((label, value), row)| sheet.row(&format!("A{row}"), [label, value]))
}

/// A tick grid with its numbers in B6 to K6 and its KSFs in A7 to A16; `mark` makes the entry of a KSF.
fn ticked(mark: impl Fn(usize) -> Typed) -> Sheet {
    let mut sheet = labels(Sheet::new("Form")).put("A6", "Key success factor").row("B6", 1..=10);
    for (ksf, (name, rating)) in (1..).zip(KSFS.into_iter().zip(RATINGS)) {
        let row = 5 + u32::try_from(ksf).expect("a row");
        sheet = sheet.put_at(row, 0, name).put_at(row, rating.into(), mark(ksf));
    }
    sheet
}

fn rating_texts() -> Vec<String> {
    RATINGS.map(|r| r.to_string()).to_vec()
}

#[track_caller]
fn read(sheet: &Sheet) {
    let folder = Folder::with(sheet);
    assert_eq!(folder.check(), [""; 0]);
    let mut book = folder.build();
    assert_eq!(book.ratings_of(OAKFIELD), rating_texts());
    assert_eq!(book.of("Returns", ["Layout", "School"]), [["tick grid", OAKFIELD]]);
}

#[test]
fn every_usual_mark_chooses_its_number() {
    for mark in ["x", "X", "✓", "✔", "●", "1", "ü", "P"] {
        read(&ticked(|_| mark.into()));
    }
    read(&ticked(|_| 1.into()));
    read(&ticked(|ksf| RATINGS[ksf - 1].into()));
    read(&ticked(|ksf| ["x", "✓", "ü"][ksf % 3].into()));
}

#[test]
fn a_tick_grid_is_read_anywhere_and_however_its_scale_is_headed() {
    let sheet = ticked(|_| "x".into());
    read(&sheet.clone().moved(12, 3));
    read(&sheet.clone().row("B6", (1..=10).map(|n| n.to_string())));
    read(&sheet.clone().row("B6", ["1 (low)"]).row("K6", ["10 (high)"]));
    read(&sheet.clone().put("A6", "").put("A5", "KSF").put("B5", "Please tick one").merge("B5", "K"));
    read(&sheet.row("L6", ["Evidence", "Target"]).row("L7", [Typed::from("8 of 10 parents"), 9.into()]));
}

#[test]
fn boxes_that_are_not_checked_are_no_marks() {
    let mut sheet = ticked(|_| true.into());
    for (row, rating) in (6..).zip(RATINGS) {
        for column in (1..=10).filter(|c| *c != u16::from(rating)) {
            sheet = sheet.put_at(row, column, false);
        }
    }
    read(&sheet);
}

#[test]
fn two_marks_and_what_is_no_mark_are_rejected_and_gaps_are_missing() {
    let sheet = ticked(|ksf| if ksf == 3 { "".into() } else { "x".into() });
    let sheet = sheet.put("C7", "x").put("F8", "maybe").put("K14", "x");
    let folder = Folder::with(&sheet);
    let found: Vec<String> =
        folder.findings().iter().map(|f| format!("{} {} {}", f.severity, f.rule, f.cell)).collect();
    assert_eq!(found, ["error R309 C7", "error R304 F8", "error R309 C14", "warning R310 B9"]);
    let expected = ["", "", "", "6", "8", "3", "9", "", "5", "1"];
    assert_eq!(folder.build().ratings_of(OAKFIELD), expected);
}

#[test]
fn a_column_of_ratings_beside_the_marks_agrees_or_is_a_contradiction() {
    let mut sheet = ticked(|_| "x".into()).put("L6", "Rating");
    for (row, rating) in (6..).zip(RATINGS) {
        sheet = sheet.put_at(row, 11, rating);
    }
    read(&sheet);
    assert_eq!(Folder::with(&sheet.put("L7", 2)).check(), ["R309 return.xlsx H7"]);
}

#[test]
fn a_scale_in_falling_order_is_read() {
    let mut sheet = labels(Sheet::new("Form")).put("A6", "KSF").row("B6", (1..=10).rev());
    for (row, (name, rating)) in (6..).zip(KSFS.into_iter().zip(RATINGS)) {
        sheet = sheet.put_at(row, 0, name).put_at(row, 11 - u16::from(rating), "x");
    }
    read(&sheet);
}

#[test]
fn scales_beside_each_other_are_schools_beside_each_other() {
    let mut sheet = Sheet::new("Form").row("A1", ["Cluster", "Riverside"]).put("A6", "KSF");
    sheet = sheet.put("B5", OAKFIELD).put("L5", "Hill Top").row("B6", (1..=10).chain(1..=10));
    for (row, (name, rating)) in (6..).zip(KSFS.into_iter().zip(RATINGS)) {
        sheet = sheet.put_at(row, 0, name).put_at(row, rating.into(), "x").put_at(
            row,
            21 - u16::from(rating),
            "x",
        );
    }
    let mut book = Folder::with(&sheet).build_with(&["--la", "Northshire"]);
    assert_eq!(book.schools(), ["Hill Top", OAKFIELD]);
    assert_eq!(book.ratings_of(OAKFIELD), rating_texts());
    assert_eq!(book.ratings_of("Hill Top"), RATINGS.map(|r| (11 - r).to_string()));
}

#[test]
fn a_sheet_a_school_and_a_blank_one() {
    let other = ticked(|_| "x".into()).put("B1", "Hill Top School");
    let blank = ticked(|_| "".into()).put("B1", "");
    let rename = |mut sheet: Sheet, name: &str| {
        name.clone_into(&mut sheet.name);
        sheet
    };
    let sheets = [ticked(|_| "x".into()), rename(other, "Hill Top"), rename(blank.clone(), "Blank")];
    let mut book = Folder::with(&Book::of(sheets)).build();
    assert_eq!(book.schools(), ["Hill Top School", OAKFIELD]);
    assert_eq!(Folder::with(&blank).check(), ["F108 return.xlsx"]);
}

#[test]
fn a_key_above_the_ratings_and_schools_that_are_numbered_make_no_tick_grid() {
    let mut form = labels(Sheet::new("Form")).row("B5", 1..=10).row("A6", ["KSF", "Rating"]);
    let mut grid = Sheet::new("Grid").put("A1", "Riverside cluster").put("A6", "KSF");
    for (row, (name, rating)) in (6..).zip(KSFS.into_iter().zip(RATINGS)) {
        form = form.put_at(row, 0, name).put_at(row, 1, rating);
        grid = grid.put_at(row, 0, name);
        for school in 1..=10_u8 {
            let column = u16::from(school);
            grid = grid.put_at(5, column, school).put_at(row, column, (rating + school) % 10 + 1);
        }
    }
    let folder = Folder::with(&form);
    assert_eq!(folder.check(), [""; 0]);
    assert_eq!(folder.build().of("Returns", ["Layout"]), [["form"]]);
    // Whose the columns 1 to 10 are cannot be known, but their ratings are no marks.
    let found = Folder::with(&grid).findings();
    assert!(found.iter().all(|f| f.rule == "F110"), "{found:?} {}", cell_name(5, 1));
}
