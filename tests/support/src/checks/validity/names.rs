//! Names of sheets, tables and ranges are such as Excel takes, and each is there once.

use std::collections::HashSet;

use super::super::Faults;
use super::super::book::Book;
use super::super::places;
use super::super::texts::{folded, units};

/// The longest name of a sheet.
const LONGEST_SHEET: usize = 31;
/// Names that Excel gives itself.
const BUILT_IN: &str = "_xlnm.";

pub(super) fn check(book: &Book, faults: &mut Faults) {
    let mut sheets = HashSet::new();
    for sheet in &book.sheets {
        let name = sheet.name.as_str();
        if !sheets.insert(folded(name)) {
            faults.add(name, "two sheets have this name");
        }
        if let Some(what) = fault_of_sheet(name) {
            faults.add(name, format!("the sheet's name {what}"));
        }
    }
    if book.sheets.is_empty() {
        faults.add("workbook", "there is no sheet");
    }
    check_defined(book, faults);
}

fn fault_of_sheet(name: &str) -> Option<&'static str> {
    match name {
        _ if name.trim().is_empty() => Some("is empty"),
        _ if units(name) > LONGEST_SHEET => Some("is longer than 31 characters"),
        _ if name.contains(|c: char| "[]:*?/\\".contains(c) || c.is_control()) => {
            Some("has a character that is not allowed")
        }
        _ if name.starts_with('\'') || name.ends_with('\'') => Some("begins or ends with an apostrophe"),
        _ if name.eq_ignore_ascii_case("history") => Some("is one that Excel keeps for itself"),
        _ => None,
    }
}

/// Defined names and names of tables, which share their space.
fn check_defined(book: &Book, faults: &mut Faults) {
    let mut taken = HashSet::new();
    for name in &book.names {
        let place = format!("defined name {}", name.name);
        if name.sheet.is_some_and(|sheet| sheet >= book.sheets.len()) {
            faults.add(&place, "it belongs to a sheet that is not there");
        }
        if !taken.insert((name.sheet, folded(&name.name))) {
            faults.add(&place, "it is there twice");
        }
        if !(is_name(&name.name) || name.name.starts_with(BUILT_IN)) {
            faults.add(&place, "Excel does not take this name");
        }
    }
    for table in &book.tables {
        let mut both = vec![folded(&table.name), folded(&table.shown_name)];
        both.dedup();
        for name in both {
            let place = format!("table {name}");
            if !is_name(&name) {
                faults.add(&place, "Excel does not take this name");
            }
            let defined = book.names.iter().any(|n| folded(&n.name) == name);
            if defined || !taken.insert((None, name)) {
                faults.add(&place, "something else has this name");
            }
        }
    }
}

/// Whether Excel takes a name: letters, digits, points and underscores, and nothing that could be a cell.
fn is_name(name: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || c == '_' || c == '\\';
    let goes_on = |c: char| c.is_alphanumeric() || "_.\\?".contains(c);
    let upper = name.to_uppercase();
    let row_and_column = {
        let rest = upper.trim_start_matches('R').trim_start_matches(|c: char| c.is_ascii_digit());
        upper.starts_with(['R', 'C']) && rest.trim_start_matches('C').chars().all(|c| c.is_ascii_digit())
    };
    name.starts_with(begins)
        && name.chars().all(goes_on)
        && units(name) <= 255
        && places::cell(&upper).is_none()
        && !row_and_column
}
