//! Whether everyone can use the workbook: what the Analysis Function asks of spreadsheets that the public sector
//! publishes, and the contrast that WCAG asks of texts.

mod charts;
mod colours;
mod contrast;
mod sheets;
mod tables;

use super::Faults;
use super::book::Book;

pub(super) fn check(book: &Book, faults: &mut Faults) {
    check_document(book, faults);
    for at in 0..book.sheets.len() {
        sheets::check(book, at, faults);
    }
    tables::check(book, faults);
    charts::check(book, faults);
    contrast::check(book, faults);
}

/// Title, language, no macros, and the first thing that a screen reader reads is the title of the first sheet.
fn check_document(book: &Book, faults: &mut Faults) {
    for property in ["title", "language"] {
        if book.properties.get(property).is_none_or(|text| text.trim().is_empty()) {
            faults.add("document", format!("it says nothing about its {property}"));
        }
    }
    let macros = |name: &&String| name.contains("vbaProject") || name.contains("macrosheets");
    for name in book.package.parts.keys().filter(macros) {
        faults.add(name, "macros");
    }
    if book.protected {
        faults.add("workbook", "it is protected");
    }
    if book.opens_on != 0 {
        faults.add("workbook", format!("it opens on sheet {}", book.opens_on + 1));
    }
    for (at, sheet) in book.sheets.iter().enumerate() {
        if sheet.selected != (at == 0) {
            faults.add(&sheet.name, "the first sheet alone should be selected");
        }
    }
    if let Some(sheet) = book.sheets.first()
        && sheet.cursors.iter().any(|cell| cell != "A1")
    {
        faults.add(&sheet.name, format!("the cursor is not in A1 but in {:?}", sheet.cursors));
    }
}
