//! Tables that a screen reader can find its way in: from column A, with headings, without blank rows and columns.

use std::collections::HashSet;

use super::super::Faults;
use super::super::book::Book;
use super::super::places::{self, Range};
use super::super::sheet::{Cell, Kind, Sheet};
use super::super::tables::Table;
use super::super::texts::folded;

/// The smallest text in tables, and in other cells, in points.
const IN_TABLES: f64 = 11.0;
const ELSEWHERE: f64 = 9.0;

/// Columns that are there to be filled in.
const TO_FILL_IN: [&str; 7] =
    ["LA response", "Action", "Lead", "Support from", "By when", "How we will know", "Status"];

/// Columns of data that may have nothing to say in any row, by table, with the reason.
const SOMETIMES_EMPTY: [(&str, &[&str]); 8] = [
    // Only a register knows numbers and addresses; a return need not say of which day it is.
    ("MailMerge", &["Local authority", "Cluster", "DfE number", "E-mail", "File", "Return date"]),
    // Returns need not state whose they are, and only a register knows the numbers of others; a school whose ratings
    // are all alike has neither weak nor strong KSFs.
    ("Schools", &["Local authority", "Cluster", "DfE number", "Weakest KSFs", "Strongest KSFs"]),
    // Nobody may be low, nobody high.
    ("Priorities", &["Cluster", "Schools low", "Could help"]),
    ("ActionPlan", &["Cluster", "Schools low"]),
    // Without a register no rate is known.
    ("Clusters", &["Cluster", "Return rate"]),
    ("Returns", &["Local authority", "Cluster", "DfE number", "Date"]),
    // A finding says where it is as far as that applies.
    ("Findings", &["Local authority", "Cluster", "School", "KSF", "Value", "File", "Sheet", "Cell"]),
    // Nothing has been changed yet; a table of text has no sheets; returns need not say more than ratings.
    (
        "Ratings",
        &["Local authority", "Cluster", "DfE number", "Changed", "Sheet", "Evidence", "Agreed actions"],
    ),
];

/// Columns of Returns that say what was read: all of them are empty where no file could be read.
const OF_WHAT_WAS_READ: [&str; 6] = ["Sheet", "Layout", "School", "Rated", "Missing", "Rejected"];

pub(super) fn check(book: &Book, faults: &mut Faults) {
    let rated = has_ratings(book);
    for table in &book.tables {
        let (Some(sheet), Some(range)) = (book.sheets.get(table.sheet), table.range()) else { continue };
        let place = format!("{} {}", sheet.name, table.shown_name);
        if range.left != 1 {
            faults.add(&place, "the table does not begin in column A");
        }
        check_headings(&place, table, faults);
        if table.alt_title.trim().is_empty() || table.alt_text.trim().len() < 20 {
            faults.add(&place, format!("no text for those who do not see it: {:?}", table.alt_text));
        }
        check_blanks(&place, sheet, table, rated, faults);
    }
    for at in 0..book.sheets.len() {
        check_texts(book, at, faults);
    }
}

fn check_headings(place: &str, table: &Table, faults: &mut Faults) {
    if !table.headed {
        faults.add(place, "a table without headings");
    }
    let mut taken = HashSet::new();
    for column in &table.columns {
        if column.name.trim().is_empty() {
            faults.add(place, "a heading is empty");
        }
        if !taken.insert(folded(&column.name)) {
            faults.add(place, format!("the heading {:?} is there twice", column.name));
        }
    }
}

/// Whether any school has rated anything: if not, there is nothing to show in most columns.
fn has_ratings(book: &Book) -> bool {
    let Some(table) = book.tables.iter().find(|t| t.shown_name == "Ratings") else { return true };
    let Some(at) = table.columns.iter().position(|c| c.name == "Rating submitted") else { return true };
    let (Some(body), Ok(at)) = (table.body(), u32::try_from(at)) else { return true };
    let cells = book.sheets[table.sheet].between(body.top, body.bottom);
    cells.iter().any(|c| c.column == body.left + at && c.value.is_some())
}

/// No row and no column is blank; a table without rows has a blank one, as Excel demands.
fn check_blanks(place: &str, sheet: &Sheet, table: &Table, rated: bool, faults: &mut Faults) {
    let Some(body) = table.body() else { return };
    let filled = |c: &&Cell| body.holds(c.row, c.column) && !c.is_blank();
    let (mut rows, mut columns) = (HashSet::new(), HashSet::new());
    for cell in sheet.between(body.top, body.bottom).iter().filter(filled) {
        rows.insert(cell.row);
        columns.insert(cell.column);
    }
    if rows.is_empty() && body.top == body.bottom {
        return;
    }
    for row in (body.top..=body.bottom).filter(|row| !rows.contains(row)) {
        faults.add(place, format!("row {row} is blank"));
    }
    let blank = (body.left..).zip(&table.columns).filter(|(at, _)| !columns.contains(at));
    let mut blank: Vec<&str> = blank.map(|(_, column)| column.name.as_str()).collect();
    if table.shown_name == "Returns" && OF_WHAT_WAS_READ.iter().all(|heading| blank.contains(heading)) {
        blank.retain(|heading| !OF_WHAT_WAS_READ.contains(heading));
    }
    for heading in blank.into_iter().filter(|heading| rated && !may_be_empty(table, heading)) {
        faults.add(place, format!("the column {heading:?} is blank"));
    }
}

fn may_be_empty(table: &Table, heading: &str) -> bool {
    let before = |last: &str| {
        let place = |name: &str| table.columns.iter().position(|c| c.name == name);
        let ours = place(heading) > Some(1) && place(heading) < place(last);
        ours && place(last).is_some()
    };
    let behind = |last: &str| {
        let place = |name: &str| table.columns.iter().position(|c| c.name == name);
        place(last).is_some() && place(heading) > place(last)
    };
    let known = SOMETIMES_EMPTY.iter().find(|(name, _)| *name == table.shown_name);
    TO_FILL_IN.contains(&heading)
        || known.is_some_and(|(_, headings)| headings.contains(&heading))
        // Ratings of a school that rated nothing, for it to fill in.
        || (table.shown_name.starts_with("Grid_") && before("Total"))
        // Averages of a cluster that rated nothing.
        || (table.shown_name == "LASummary" && behind("LA response"))
        || (table.shown_name == "LAMap" && behind("All schools"))
}

/// Text that is large enough, and wraps where it is longer than its column of a table is wide.
fn check_texts(book: &Book, at: usize, faults: &mut Faults) {
    let sheet = &book.sheets[at];
    let tables: Vec<Range> = book.tables.iter().filter(|t| t.sheet == at).filter_map(Table::range).collect();
    let mut small = HashSet::new();
    for cell in &sheet.cells {
        let Some(format) = book.styles.cells.get(cell.style) else { continue };
        let inside = tables.iter().any(|t| t.holds(cell.row, cell.column));
        let size = book.styles.fonts.get(format.font).and_then(|f| f.size).unwrap_or(IN_TABLES);
        let least = if inside { IN_TABLES } else { ELSEWHERE };
        if size < least && small.insert((cell.style, inside)) {
            faults.add(format!("{} {}", sheet.name, cell.name()), format!("text of {size} points"));
        }
        if inside && !format.wraps && cell.kind == Kind::Shared && is_cut_off(book, sheet, cell) {
            let text = book.text(cell).unwrap_or_default();
            faults.add(format!("{} {}", sheet.name, cell.name()), format!("does not wrap: {text:?}"));
        }
    }
}

/// By rule of thumb: letters are at least four fifths as wide as digits, in which widths are counted.
fn is_cut_off(book: &Book, sheet: &Sheet, cell: &Cell) -> bool {
    let Some(text) = book.text(cell) else { return false };
    let columns = sheet.columns.iter().find(|c| (c.first..=c.last).contains(&cell.column));
    let width = columns.and_then(|c| c.size).unwrap_or(places::USUAL_WIDTH);
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    f64::from(length) * 0.8 > width
}
