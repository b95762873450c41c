//! Tables agree with the cells that they lie on.

use std::collections::HashSet;

use super::super::Faults;
use super::super::book::Book;
use super::super::places::{self, Range};
use super::super::sheet::Kind;
use super::super::tables::{Table, TableColumn};
use super::super::texts::units;

/// The longest heading.
const LONGEST: usize = 255;

pub(super) fn check(book: &Book, faults: &mut Faults) {
    let mut ids = HashSet::new();
    let mut taken: Vec<(usize, Range)> = Vec::new();
    for table in &book.tables {
        if table.id.parse::<u32>().is_err() || !ids.insert(&table.id) {
            faults.add(&table.part, format!("the id {:?} of another table, or none", table.id));
        }
        let place = place(book, table);
        let Some(range) = table.range() else {
            faults.add(place, "the table is on no range");
            continue;
        };
        if taken.iter().any(|(sheet, other)| *sheet == table.sheet && range.meets(other)) {
            faults.add(&place, "two tables are on the same cells");
        }
        taken.push((table.sheet, range));
        check_shape(&place, table, range, faults);
        check_headings(book, table, range, faults);
        check_columns(book, table, range, faults);
    }
}

fn place(book: &Book, table: &Table) -> String {
    let sheet = book.sheets.get(table.sheet).map_or("", |s| &s.name);
    format!("{sheet} {} ({})", table.place, table.name)
}

fn check_shape(place: &str, table: &Table, range: Range, faults: &mut Faults) {
    let wide = usize::try_from(range.right - range.left + 1).unwrap_or(usize::MAX);
    if wide != table.columns.len() {
        faults.add(place, format!("{wide} columns of cells, but {} of the table", table.columns.len()));
    }
    if table.body().is_none() {
        faults.add(place, "the table has no row");
    }
    let ids: HashSet<&str> = table.columns.iter().map(|c| c.id.as_str()).collect();
    if ids.len() != table.columns.len() || ids.contains("0") || ids.contains("") {
        faults.add(place, "two columns have the same id");
    }
    let filtered = Range { bottom: range.bottom - u32::from(table.has_totals), ..range };
    if table.filter.as_ref().is_some_and(|filter| places::range(filter) != Some(filtered)) {
        faults.add(place, format!("its filter is on {:?}", table.filter));
    }
}

/// Excel repairs a workbook in which a heading is not what its cell says.
fn check_headings(book: &Book, table: &Table, range: Range, faults: &mut Faults) {
    if !table.headed {
        return;
    }
    let Some(sheet) = book.sheets.get(table.sheet) else { return };
    for (at, column) in (range.left..).zip(&table.columns) {
        let place = format!("{} {}", sheet.name, places::name(range.top, at));
        let cell = sheet.cell(range.top, at).filter(|c| c.kind == Kind::Shared);
        let text = cell.and_then(|c| book.text(c));
        if text != Some(&column.name) {
            faults.add(&place, format!("the heading is {:?}, but the cell says {text:?}", column.name));
        }
        if units(&column.name) > LONGEST {
            faults.add(&place, format!("the heading is longer than {LONGEST} characters"));
        }
    }
}

fn check_columns(book: &Book, table: &Table, range: Range, faults: &mut Faults) {
    for (at, column) in (range.left..).zip(&table.columns) {
        if table.has_totals {
            check_total(book, table, column, (range.bottom, at), faults);
        } else if column.label.is_some() || column.function.is_some() {
            faults.add(place(book, table), format!("totals of {:?} in a table without totals", column.name));
        }
        check_calculated(book, table, column, at, faults);
    }
}

/// A cell of the row of totals holds what the table says of it.
fn check_total(book: &Book, table: &Table, column: &TableColumn, (row, at): (u32, u32), faults: &mut Faults) {
    let Some(sheet) = book.sheets.get(table.sheet) else { return };
    let place = format!("{} {}", sheet.name, places::name(row, at));
    let cell = sheet.cell(row, at);
    let formula = cell.and_then(|c| c.formula.as_deref());
    match (column.function.as_deref(), &column.label) {
        (Some("custom"), _) => {
            if column.totals.is_none() || formula != column.totals.as_deref() {
                let (cell, table) = (formula.unwrap_or_default(), &column.totals);
                faults.add(place, format!("the cell's total is {cell:?}, the table's {table:?}"));
            }
        }
        (Some("none") | None, Some(label)) => {
            let text = cell.and_then(|c| book.text(c)).unwrap_or_default();
            if text != label {
                faults.add(place, format!("the cell says {text:?}, the table {label:?}"));
            }
        }
        (Some("none") | None, None) => {
            if cell.is_some_and(|c| !c.is_blank()) {
                faults.add(place, "a total of which the table knows nothing");
            }
        }
        (Some(function), _) => {
            if !formula.is_some_and(|f| f.starts_with("SUBTOTAL(")) {
                faults.add(place, format!("the table's total is {function}, the cell's {formula:?}"));
            }
        }
    }
}

/// The cells of a calculated column hold its formula; where it refers to cells, each has its own.
fn check_calculated(book: &Book, table: &Table, column: &TableColumn, at: u32, faults: &mut Faults) {
    let (Some(calculated), Some(body)) = (&column.calculated, table.body()) else { return };
    let Some(sheet) = book.sheets.get(table.sheet) else { return };
    let by_name = calculated.contains("[#This Row]");
    for row in body.top..=body.bottom {
        let formula = sheet.cell(row, at).and_then(|c| c.formula.as_ref());
        if formula.is_none() || by_name && formula != Some(calculated) {
            let place = format!("{} {}", sheet.name, places::name(row, at));
            faults.add(place, format!("the cell's formula is {formula:?}, the column's {calculated:?}"));
        }
    }
}
