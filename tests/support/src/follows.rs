//! Whether a workbook whose ratings were changed says what a workbook says that is built afresh from such ratings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cells::{SheetCells, Value};
use super::edits::At;
use super::grid_at::GridAt;
use super::recalculation::Comparison;

/// Sheets that tell of the returns as they were read.
const AS_READ: [&str; 2] = ["Returns", "Findings"];
/// Sheets with as many items as they needed when they were built; [`key_findings`](super::key_findings) checks them.
const KEY_FINDINGS: &str = "Key findings";
/// Labels of cells that count entries which are no ratings: a fresh workbook has no such entries.
const COUNTS_OF_ENTRIES: [&str; 2] = ["Check", "Entries to correct"];
/// The sheet whose rows are chosen by people, and the one that its columns look their KSF up in.
const ACTION_PLAN: &str = "Action plan";
/// The sheet that has a row for each of its rows, of which there are fewer where a cluster has no needs.
const ALL_PLANS: &str = "All plans";
/// The heading on a school's page of what its return asks of it: that stays as the return was read.
const PUT_RIGHT: &str = "Please put right";
const PRIORITIES: &str = "Cluster priorities";
/// The columns that it looks up.
const LOOKED_UP: [&str; 3] = ["Need rank", "Average", "Schools low"];
/// The sheet with every rating, and its column that says which are not as submitted.
const RATINGS: &str = "Ratings";
const CHANGED: &str = "Changed";

/// A table on a sheet, found by its headings.
pub(super) struct Table<'a> {
    sheet: &'a SheetCells,
    header: u32,
    columns: BTreeMap<String, u32>,
}

impl<'a> Table<'a> {
    /// The table on the sheet of this name that has these columns; it begins in column A.
    pub(super) fn of(workbook: &'a [SheetCells], name: &str, columns: &[&str]) -> Self {
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

    pub(super) fn value(&self, row: u32, column: &str) -> &'a Value {
        self.sheet.value(self.at(row, column))
    }

    /// Whether it has a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The headings right of a column, up to a blank one.
    pub(super) fn headings_behind(&self, column: &str) -> Vec<String> {
        let behind = (self.columns[column] + 1..).map(|column| self.sheet.words((self.header, column)));
        behind.take_while(|heading| !heading.is_empty()).collect()
    }

    /// Its rows, down to the first in which a column is empty.
    pub(super) fn rows_with(&self, column: &str) -> impl Iterator<Item = u32> {
        (self.header + 1..).take_while(move |row| *self.value(*row, column) != Value::Nothing)
    }

    /// Its rows, down to the first whose first cell is empty.
    fn rows(&self) -> impl Iterator<Item = u32> {
        (self.header + 1..).take_while(|row| *self.sheet.value((*row, 0)) != Value::Nothing)
    }
}

/// What the grids of a changed workbook hold.
#[derive(Debug)]
pub struct Held<'a> {
    pub grids: &'a [GridAt],
    /// How many cells of each school hold something that is no rating, by the school's place.
    pub rubbish: Vec<usize>,
    /// The rows of Ratings, from 0, whose rating is another than the submitted one.
    pub changed: BTreeSet<usize>,
}

impl Held<'_> {
    fn entries(&self, schools: Range<usize>) -> usize {
        self.rubbish[schools].iter().sum()
    }

    /// Whether a cell is one that people type ratings in.
    fn is_typed(&self, workbook: &[SheetCells], sheet: &SheetCells, at: (u32, u32)) -> bool {
        self.grids.iter().any(|grid| workbook[grid.sheet].name == sheet.name && grid.holds(at))
    }
}

/// Compares every formula of a changed workbook with one built afresh from the same ratings.
pub fn compare(name: &str, pair: (&[SheetCells], &[SheetCells]), held: &Held, comparison: &mut Comparison) {
    compare_but(&[], name, pair, held, comparison);
}

/// The same, but for counts that stand right of one of these labels or below it.
pub fn compare_but(
    labels: &[&str],
    name: &str,
    (fresh, changed): (&[SheetCells], &[SheetCells]),
    held: &Held,
    comparison: &mut Comparison,
) {
    let labels = [&COUNTS_OF_ENTRIES, labels].concat();
    let counts: BTreeMap<&str, _> = changed.iter().map(|s| (&*s.name, counts(s, &labels))).collect();
    comparison.formulas(name, (fresh, changed), |sheet, at| {
        AS_READ.contains(&&*sheet.name)
            || sheet.name.starts_with(KEY_FINDINGS)
            || [ACTION_PLAN, ALL_PLANS].contains(&&*sheet.name)
            || sheet.find(PUT_RIGHT).is_some_and(|(row, _)| at.1 == 0 && at.0 > row)
            || held.is_typed(changed, sheet, at)
            || counts[&*sheet.name].contains_key(&at)
            || is_size_of_grid(sheet, at)
            || (sheet.name == RATINGS && is_under(sheet, at, CHANGED))
    });
    compare_sizes_of_grids(name, (fresh, changed), comparison);
    compare_counts_of_entries(name, changed, held, comparison);
    compare_action_plan(name, (fresh, changed), comparison);
    compare_changed(name, changed, held, comparison);
}

/// Whose entries or gaps a cell counts.
enum Counted {
    /// Those of the sheet's own grid, or of all grids.
    OfTheSheet,
    /// Those of the grid at this place.
    OfGrid(usize),
}

/// The cells that count something: right of one of the labels, or in rows for each grid below it.
fn counts(sheet: &SheetCells, labels: &[&str]) -> BTreeMap<(u32, u32), Counted> {
    let mut counts = BTreeMap::new();
    let has_formula = |at: &(u32, u32)| sheet.formula(*at).is_some();
    for ((row, column), cell) in &sheet.cells {
        if matches!(&cell.value, Value::Text(text) if labels.contains(&&**text)) {
            let right = Some((*row, column + 1)).filter(has_formula);
            counts.extend(right.map(|at| (at, Counted::OfTheSheet)));
            let below = (row + 1..).map(|row| (row, *column)).take_while(has_formula);
            counts.extend(below.zip((0..).map(Counted::OfGrid)));
        }
    }
    counts
}

/// Whether a cell says how large its grid is, with its entries to correct.
fn is_size_of_grid(sheet: &SheetCells, at: (u32, u32)) -> bool {
    sheet.name.starts_with("KSF grid") && at == (1, 0)
}

/// The size of every grid is the same, but for entries to correct, of which a fresh workbook has none.
fn compare_sizes_of_grids(
    name: &str,
    (fresh, changed): (&[SheetCells], &[SheetCells]),
    comparison: &mut Comparison,
) {
    for (fresh, changed) in fresh.iter().zip(changed).filter(|(sheet, _)| is_size_of_grid(sheet, (1, 0))) {
        let (expected, found) = (fresh.value((1, 0)).words(), changed.value((1, 0)).words());
        comparison.compared += 1;
        let rest = found.strip_prefix(&expected);
        if rest.is_none_or(|rest| !(rest.is_empty() || rest.contains("to correct"))) {
            comparison.different.push(format!("{name}, {}: {found:?} instead of {expected:?}", changed.name));
        }
    }
}

/// Whether the cell is in the column of a heading.
fn is_under(sheet: &SheetCells, (row, column): (u32, u32), heading: &str) -> bool {
    sheet.find(heading).is_some_and(|(header, c)| c == column && row > header)
}

/// Every count of entries to correct is that of the grids' cells.
fn compare_counts_of_entries(name: &str, changed: &[SheetCells], held: &Held, comparison: &mut Comparison) {
    let all = 0..held.rubbish.len();
    for (place, sheet) in changed.iter().enumerate() {
        let own = held.grids.iter().find(|grid| grid.sheet == place).map_or(&all, |grid| &grid.schools);
        for (at, counted) in counts(sheet, &COUNTS_OF_ENTRIES) {
            let schools = match counted {
                Counted::OfTheSheet => own,
                Counted::OfGrid(grid) => &held.grids[grid].schools,
            };
            let entries = u32::try_from(held.entries(schools.clone())).expect("few entries");
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
fn compare_changed(name: &str, changed: &[SheetCells], held: &Held, comparison: &mut Comparison) {
    let ratings = Table::of(changed, RATINGS, &["KSF number", CHANGED]);
    for (place, row) in ratings.rows().enumerate() {
        let at = ratings.at(row, CHANGED);
        if ratings.sheet.formula(at).is_none() {
            continue;
        }
        let value = ratings.sheet.value(at);
        let marked = *value != Value::Nothing;
        comparison.compared += 1;
        if matches!(value, Value::Error(_)) || marked != held.changed.contains(&place) {
            let what = if marked { "marked as changed" } else { "not marked as changed" };
            comparison.different.push(format!("{name}, {RATINGS} row {}: {what}, {value:?}", row + 1));
        }
    }
}
