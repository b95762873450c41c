//! What every sheet has to say about itself, and that nothing on it is hidden, merged or locked.

use super::super::Faults;
use super::super::book::Book;
use super::super::places;
use super::super::sheet::{Extent, Sheet};

/// The numbers of tables as sheets say them.
const NUMBERS: [&str; 7] = ["no", "one", "two", "three", "four", "five", "six"];

pub(super) fn check(book: &Book, at: usize, faults: &mut Faults) {
    let sheet = &book.sheets[at];
    if book.text_at(at, 1, 1).trim().is_empty() {
        faults.add(format!("{} A1", sheet.name), "no title");
    }
    let is_letter = is_letter(book, at);
    // A workbook of nothing but letters has no sheet that tells of the others.
    if !is_letter || book.sheets.iter().any(is_telling) {
        check_about(book, at, faults);
    }
    check_in_sight(sheet, faults);
    if sheet.protected {
        faults.add(&sheet.name, "it is protected");
    }
    for place in sheet.merged.iter().filter(|_| !is_letter) {
        faults.add(format!("{} {place}", sheet.name), "merged cells");
    }
}

/// Whether a sheet is read as a letter is: lines of text over the width of the page, each in merged cells of one row, and no
/// table.
fn is_letter(book: &Book, at: usize) -> bool {
    let merged = &book.sheets[at].merged;
    let is_line = |place: &String| places::range(place).is_some_and(|cells| cells.top == cells.bottom);
    !merged.is_empty() && merged.iter().all(is_line) && book.tables.iter().all(|table| table.sheet != at)
}

/// The sheet itself, under its title, or the one that tells of all, in the line that begins with the sheet's name, says which
/// tables it holds and how many they are.
fn check_about(book: &Book, at: usize, faults: &mut Faults) {
    let name = &book.sheets[at].name;
    let about = format!("{} {}", book.text_at(at, 2, 1), told_of(book, name));
    let tables: Vec<&str> =
        book.tables.iter().filter(|t| t.sheet == at).map(|t| t.shown_name.as_str()).collect();
    let number = NUMBERS.get(tables.len()).copied().unwrap_or("many");
    let word = if tables.len() == 1 || tables.is_empty() { "table" } else { "tables" };
    if !about.contains(&format!(" {number} {word}")) {
        faults.add(name, format!("nothing says that there is {number} {word}: {about:?}"));
    }
    for table in tables.iter().filter(|table| !about.contains(**table)) {
        faults.add(name, format!("nothing names the table {table}: {about:?}"));
    }
}

fn is_telling(sheet: &Sheet) -> bool {
    ["Contents", "About these figures"].contains(&sheet.name.as_str())
}

/// What stands beside a sheet's name on the sheets that tell of all others.
fn told_of(book: &Book, name: &str) -> String {
    let mut told = String::new();
    for (at, sheet) in book.sheets.iter().enumerate().filter(|(_, sheet)| is_telling(sheet)) {
        let named = sheet.cells.iter().filter(|cell| cell.column == 1);
        for cell in named.filter(|cell| book.text_at(at, cell.row, 1) == name) {
            told += book.text_at(at, cell.row, 2);
        }
    }
    told
}

fn check_in_sight(sheet: &Sheet, faults: &mut Faults) {
    if sheet.hidden {
        faults.add(&sheet.name, "the sheet is hidden");
    }
    let unseen = |size: &&Extent| size.hidden || size.size.is_some_and(|s| s <= 0.0);
    for (what, sizes) in [("rows", &sheet.rows), ("columns", &sheet.columns)] {
        for size in sizes.iter().filter(unseen) {
            faults.add(&sheet.name, format!("{what} {} to {} are hidden", size.first, size.last));
        }
    }
}
