//! A workbook that the program wrote, as text for the snapshots: each sheet row by row, with values and formulas.
//!
//! A formula that says the same as the one to its left or above it, only moved, is written `=<` or `=^`, so that a
//! column of formulas is one formula to read.

use std::fmt::Write as _;
use std::path::Path;

use super::cells::{Cell, SheetCells, Value, sheets};
use super::reference;

/// All sheets of a workbook.
pub fn workbook_text(workbook: &Path) -> String {
    sheets(workbook).iter().map(sheet_text).collect()
}

fn sheet_text(sheet: &SheetCells) -> String {
    let mut text = format!("sheet {}", sheet.name);
    let mut row = None;
    for (&at, cell) in &sheet.cells {
        text.push_str(if row == Some(at.0) { " | " } else { "\n" });
        row = Some(at.0);
        let _ = write!(
            text,
            "{}{} {}",
            reference::name(at),
            formula_text(sheet, at, cell),
            value_text(&cell.value)
        );
    }
    text + "\n\n"
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        other => other.words(),
    }
}

fn formula_text(sheet: &SheetCells, at: (u32, u32), cell: &Cell) -> String {
    let Some(formula) = &cell.formula else { return String::new() };
    let meaning = relative(formula, at);
    let says_the_same = |row: Option<u32>, column: Option<u32>| {
        let neighbour = (row?, column?);
        Some(relative(sheet.formula(neighbour)?, neighbour) == meaning)
    };
    if says_the_same(Some(at.0), at.1.checked_sub(1)) == Some(true) {
        " =<".to_owned()
    } else if says_the_same(at.0.checked_sub(1), Some(at.1)) == Some(true) {
        " =^".to_owned()
    } else {
        format!(" ={formula}")
    }
}

/// A formula with each cell that it refers to written as rows and columns away from its own.
fn relative(formula: &str, (row, column): (u32, u32)) -> String {
    let mut text = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
            '$' | 'A'..='Z' | 'a'..='z' | '_' | '0'..='9' => {
                rest.find(|c: char| !c.is_ascii_alphanumeric() && !"$_.".contains(c)).unwrap_or(rest.len())
            }
            other => other.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        match reference_of(word) {
            Some((at, [is_row_fixed, is_column_fixed])) if !after.starts_with(['(', '!']) => {
                let away = |fixed: bool, to: u32, from: u32| {
                    if fixed { format!("{to}") } else { format!("[{}]", i64::from(to) - i64::from(from)) }
                };
                let _ = write!(
                    text,
                    "R{}C{}",
                    away(is_row_fixed, at.0, row),
                    away(is_column_fixed, at.1, column)
                );
            }
            _ => text.push_str(word),
        }
        rest = after;
    }
    text
}

/// The cell that a word such as `$B7` refers to, and whether its row and its column are fixed.
fn reference_of(word: &str) -> Option<((u32, u32), [bool; 2])> {
    let (is_column_fixed, rest) = word.strip_prefix('$').map_or((false, word), |rest| (true, rest));
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let (column, row) = rest.split_at(letters);
    let (is_row_fixed, row) = row.strip_prefix('$').map_or((false, row), |row| (true, row));
    let is_reference =
        (1..=3).contains(&letters) && !row.is_empty() && row.bytes().all(|b| b.is_ascii_digit());
    is_reference.then(|| (reference::place(&format!("{column}{row}")), [is_row_fixed, is_column_fixed]))
}
