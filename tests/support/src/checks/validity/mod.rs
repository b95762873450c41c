//! Whether Excel opens the workbook without repairing it, and can work out what is in it.

mod cells;
mod formulas;
mod names;
mod overlays;
mod relations;
mod tables;

use super::Faults;
use super::book::Book;
use super::formula::Known;

pub(super) fn check(book: &Book, faults: &mut Faults) {
    let known = Known::of(book);
    relations::check(book, faults);
    names::check(book, faults);
    for sheet in &book.sheets {
        cells::check(book, sheet, faults);
        overlays::check(book, sheet, &known, faults);
    }
    cells::check_texts(book, faults);
    cells::check_formats(book, faults);
    tables::check(book, faults);
    formulas::check(book, &known, faults);
}
