//! Cells hold what they say they hold.

use super::super::Faults;
use super::super::book::Book;
use super::super::sheet::{Cell, Kind, Sheet};
use super::super::texts::units;

/// The longest text in a cell.
const LONGEST: usize = 32_767;

pub(super) fn check(book: &Book, sheet: &Sheet, faults: &mut Faults) {
    for (place, what) in &sheet.misplaced {
        faults.add(format!("{} {place}", sheet.name), what);
    }
    for cell in &sheet.cells {
        if let Some(what) = fault(book, cell) {
            faults.add(format!("{} {}", sheet.name, cell.name()), what);
        }
    }
}

/// What is wrong with a cell.
fn fault(book: &Book, cell: &Cell) -> Option<String> {
    if cell.style >= book.styles.cells.len() {
        return Some("its format is not in the list".to_owned());
    }
    if cell.spills {
        return Some("a formula that spills, which Excel 2010 cannot show".to_owned());
    }
    let Some(value) = cell.value.as_deref() else {
        return match cell.formula {
            Some(_) => Some("a formula without a stored result".to_owned()),
            None if cell.kind != Kind::Number => Some("a kind but nothing in it".to_owned()),
            None => None,
        };
    };
    let right = match cell.kind {
        Kind::Number => value.parse().is_ok_and(f64::is_finite),
        Kind::Shared => cell.formula.is_none() && value.parse().is_ok_and(|at: usize| at < book.texts.len()),
        Kind::Text => cell.formula.is_some() && units(value) <= LONGEST,
        Kind::Logical => matches!(value, "0" | "1"),
        Kind::Error | Kind::Strange => false,
    };
    (!right).then(|| format!("{value:?} is not what a cell of the kind {:?} holds", cell.kind))
}

pub(super) fn check_texts(book: &Book, faults: &mut Faults) {
    for (at, text) in book.texts.iter().enumerate() {
        if units(text) > LONGEST {
            faults.add("sharedStrings", format!("text {at} is longer than {LONGEST} characters"));
        }
    }
    let held = book.texts.len();
    if book.texts_stated.is_some_and(|stated| usize::try_from(stated).ok() != Some(held)) {
        faults.add("sharedStrings", format!("says that it holds {:?} texts, not {held}", book.texts_stated));
    }
}

/// Formats refer to fonts, fills, borders and number formats that are there.
pub(super) fn check_formats(book: &Book, faults: &mut Faults) {
    let styles = &book.styles;
    for (at, format) in styles.cells.iter().enumerate() {
        // Number formats below 164 are Excel's own.
        let known = format.number < 164 || styles.numbers.contains(&format.number);
        let fonts = format.font < styles.fonts.len() && format.fill < styles.fills.len();
        if !(known && fonts && format.border < styles.borders) {
            faults.add("styles", format!("the format {at} refers to something that is not there"));
        }
    }
}
