//! Whether a workbook whose ratings were changed says what a workbook says that is built afresh from such ratings.

use std::collections::BTreeMap;

use super::cells::{SheetCells, Value};
use super::edits::At;
use super::recalculation::Comparison;
use super::workshop::{GridAt, Workshop};

/// Sheets that tell of the returns as they were read.
const AS_READ: [&str; 2] = ["Returns", "Findings"];
/// Labels of cells that count entries which are no ratings: a fresh workbook has no such entries.
const COUNTS_OF_ENTRIES: [&str; 2] = ["Check", "Entries to correct"];
/// The sheet whose rows are chosen by people, and the one that its columns look their KSF up in.
const ACTION_PLAN: &str = "Action plan";
const PRIORITIES: &str = "Cluster priorities";
/// The columns that it looks up.
const LOOKED_UP: [&str; 3] = ["Need rank", "Average", "Schools low"];
/// The sheet with every rating, and its column that says which are not as submitted.
const RATINGS: &str = "Ratings";
const CHANGED: &str = "Changed";

/// A table on a sheet, found by its headings.
struct Table<'a> {
    sheet: &'a SheetCells,
    header: u32,
    columns: BTreeMap<String, u32>,
}

impl<'a> Table<'a> {
    /// The table on the sheet of this name that has these columns; it begins in column A.
    fn of(workbook: &'a [SheetCells], name: &str, columns: &[&str]) -> Self {
        let sheet = workbook.iter().find(|s| s.name == name).expect("the sheet");
        let last = sheet.cells.keys().next_back().expect("a sheet with cells").0;
        let found = (0..=last).find_map(|header| {
            let row = sheet.cells.range((header, 0)..(header + 1, 0));
            let headings: BTreeMap<String, u32> =
                row.map(|((_, c), cell)| (cell.value.words(), *c)).collect();
            columns.iter().all(|c| headings.contains_key(*c)).then_some((header, headings))
        });
        let (header, columns) = found.unwrap_or_else(|| panic!("no columns {columns:?} on {name}"));
        Self { sheet, header, columns }
    }

    fn at(&self, row: u32, column: &str) -> (u32, u32) {
        (row, self.columns[column])
    }

    fn value(&self, row: u32, column: &str) -> &'a Value {
        self.sheet.value(self.at(row, column))
    }

    /// Its rows, down to the first whose first cell is empty.
    fn rows(&self) -> impl Iterator<Item = u32> {
        (self.header + 1..).take_while(|row| *self.sheet.value((*row, 0)) != Value::Nothing)
    }
}

/// Compares every formula of a changed workbook with one built afresh from the same ratings.
pub fn compare(
    name: &str,
    (fresh, changed): (&[SheetCells], &[SheetCells]),
    (workshop, grids): (&Workshop, &[GridAt]),
    comparison: &mut Comparison,
) {
    comparison.formulas(name, (fresh, changed), |sheet, at| {
        AS_READ.contains(&&*sheet.name)
            || sheet.name == ACTION_PLAN
            || entries(sheet, at).is_some()
            || (sheet.name == RATINGS && is_under(sheet, at, CHANGED))
    });
    compare_counts_of_entries(name, changed, (workshop, grids), comparison);
    compare_action_plan(name, (fresh, changed), comparison);
    compare_changed(name, changed, workshop, comparison);
}

/// What a cell counts that counts entries which are no ratings.
enum Entries {
    /// Those of the sheet's own grid, or of all grids.
    OfTheSheet,
    /// Those of the grid at this place.
    OfGrid(usize),
}

/// What the cell counts, where it counts entries: a label stands left of it, or above it in a row for each grid.
fn entries(sheet: &SheetCells, (row, column): (u32, u32)) -> Option<Entries> {
    let is_label = |at| COUNTS_OF_ENTRIES.contains(&&*sheet.words(at));
    if column.checked_sub(1).is_some_and(|left| is_label((row, left))) {
        return Some(Entries::OfTheSheet);
    }
    let heading = (0..row).rev().find(|above| sheet.formula((*above, column)).is_none())?;
    is_label((heading, column)).then(|| Entries::OfGrid(row.abs_diff(heading + 1) as usize))
}

/// Whether the cell is in the column of a heading.
fn is_under(sheet: &SheetCells, (row, column): (u32, u32), heading: &str) -> bool {
    sheet.find(heading).is_some_and(|(header, c)| c == column && row > header)
}

/// Every count of entries to correct is that of the grids' cells.
fn compare_counts_of_entries(
    name: &str,
    changed: &[SheetCells],
    (workshop, grids): (&Workshop, &[GridAt]),
    comparison: &mut Comparison,
) {
    let all = 0..grids.last().map_or(0, |grid| grid.schools.end);
    for (place, sheet) in changed.iter().enumerate() {
        let own = grids.iter().find(|grid| grid.sheet == place).map_or(&all, |grid| &grid.schools);
        for (at, ..) in sheet.formulas() {
            let schools = match entries(sheet, at) {
                None => continue,
                Some(Entries::OfTheSheet) => own,
                Some(Entries::OfGrid(grid)) => &grids[grid].schools,
            };
            let entries = u32::try_from(workshop.rubbish(schools.clone())).expect("few entries");
            comparison.cell(name, at, &Value::Number(f64::from(entries)), sheet);
        }
    }
}

/// The cells of the action plan that a KSF is chosen in; sheet, column and row.
pub fn choices(workbook: &[SheetCells]) -> Vec<At> {
    let plan = Table::of(workbook, ACTION_PLAN, &["Cluster", "KSF", "Need rank"]);
    let sheet = workbook.iter().position(|s| s.name == ACTION_PLAN).expect("the sheet");
    plan.rows().map(|row| (sheet, plan.columns["KSF"], row)).collect()
}

/// What a row of the action plan looks up is what the fresh workbook says of its cluster's KSF.
fn compare_action_plan(
    name: &str,
    (fresh, changed): (&[SheetCells], &[SheetCells]),
    comparison: &mut Comparison,
) {
    let priorities = Table::of(fresh, PRIORITIES, &["Cluster", "KSF number", "Need rank"]);
    let plan = Table::of(changed, ACTION_PLAN, &["Cluster", "KSF", "Need rank"]);
    for row in plan.rows() {
        let cluster = plan.value(row, "Cluster");
        let chosen = plan.value(row, "KSF").words();
        let number = chosen.split(' ').next().unwrap_or_default();
        let is_it = |row: &u32| {
            priorities.value(*row, "Cluster") == cluster
                && priorities.value(*row, "KSF number").words() == number
        };
        let need = priorities.rows().find(is_it);
        assert!(need.is_some() || chosen.is_empty(), "{name}: nothing on {chosen:?} of {cluster:?}");
        for column in LOOKED_UP.into_iter().filter(|c| plan.sheet.formula(plan.at(row, c)).is_some()) {
            let expected = need.map_or(&Value::Nothing, |row| priorities.value(row, column));
            comparison.cell(name, plan.at(row, column), expected, plan.sheet);
        }
    }
}

/// Exactly the ratings that are not as submitted are marked so.
fn compare_changed(name: &str, changed: &[SheetCells], workshop: &Workshop, comparison: &mut Comparison) {
    let ratings = Table::of(changed, RATINGS, &["KSF number", CHANGED]);
    let expected = workshop.changed();
    for (place, row) in ratings.rows().enumerate() {
        let at = ratings.at(row, CHANGED);
        if ratings.sheet.formula(at).is_none() {
            continue;
        }
        let value = ratings.sheet.value(at);
        let marked = *value != Value::Nothing;
        comparison.compared += 1;
        if matches!(value, Value::Error(_)) || marked != expected.contains(&place) {
            let what = if marked { "marked as changed" } else { "not marked as changed" };
            comparison.different.push(format!("{name}, {RATINGS} row {}: {what}, {value:?}", row + 1));
        }
    }
}
