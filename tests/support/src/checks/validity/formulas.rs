//! Every formula, wherever it is.

use super::super::Faults;
use super::super::book::Book;
use super::super::formula::{self, Known};

pub(super) fn check(book: &Book, known: &Known, faults: &mut Faults) {
    for (at, sheet) in book.sheets.iter().enumerate() {
        for cell in &sheet.cells {
            if let Some(formula) = &cell.formula {
                add(faults, || format!("{} {}", sheet.name, cell.name()), formula, Some(at), true, known);
            }
        }
        let shadings = sheet.shadings.iter().flat_map(|s| s.rules.iter().map(|r| (&s.place, &r.formulas)));
        let entries = sheet.entries.iter().map(|e| (&e.place, &e.formulas));
        for (place, formulas) in shadings.chain(entries) {
            for formula in formulas {
                add(faults, || format!("{} {place}, rule", sheet.name), formula, Some(at), false, known);
            }
        }
    }
    for name in &book.names {
        add(faults, || format!("defined name {}", name.name), &name.formula, name.sheet, true, known);
    }
    for table in &book.tables {
        for column in &table.columns {
            for formula in column.calculated.iter().chain(&column.totals) {
                let place = || format!("table {}, column {}", table.name, column.name);
                add(faults, place, formula, Some(table.sheet), true, known);
            }
        }
    }
    check_charts(book, known, faults);
}

fn add(
    faults: &mut Faults,
    place: impl Fn() -> String,
    formula: &str,
    sheet: Option<usize>,
    tables: bool,
    known: &Known,
) {
    for fault in formula::faults(formula, sheet, tables, known) {
        faults.add(place(), format!("{fault}, in {formula}"));
    }
}

/// What a chart shows is on a sheet; the numbers that it keeps are numbers.
fn check_charts(book: &Book, known: &Known, faults: &mut Faults) {
    for (_, chart) in &book.charts {
        for formula in &chart.formulas {
            add(faults, || chart.part.clone(), formula, None, false, known);
            if !formula.contains('!') {
                faults.add(&chart.part, format!("{formula} is on no sheet"));
            }
        }
        for value in &chart.no_numbers {
            faults.add(&chart.part, format!("{value:?} is no number"));
        }
    }
}
