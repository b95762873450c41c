//! What people typed into our own workbook beside ratings: the action plan's rows, the local authority's responses.
//!
//! In: the sheets of a workbook and its grids. Out: every filled cell that is there to be filled in, with the grid of the
//! cluster that it is about.

use std::collections::HashSet;
use std::sync::Arc;

use crate::contract::{ActionPlanColumn, FixedColumn, KsfColumn, LaSummaryColumn, Sheet};
use crate::layout::identity::Field;
use crate::layout::recognised::Table;
use crate::model::{CellRef, CellValue, NOT_STATED};
use crate::read::RawWorkbook;

use super::records::{stated, words};
use super::table::{OwnRow, OwnTable};

/// What was typed into a workbook of ours.
#[derive(Debug, Clone, Default)]
pub struct TypedIn {
    /// Rows of its action plan, without those in which there is only a KSF that ksfgrid filled in.
    pub actions: Vec<TypedAction>,
    /// Responses in its LA summary.
    pub responses: Vec<TypedResponse>,
}

/// A row of the action plan.
#[derive(Debug, Clone)]
pub struct TypedAction {
    /// The sheet of the grid of its cluster; `None` if the workbook has no such grid.
    pub grid: Option<Arc<str>>,
    /// What names the cluster, if it names none of the workbook's.
    pub unknown_cluster: Option<String>,
    /// What names the KSF.
    pub ksf: Option<String>,
    /// What was typed, in the order of [`ActionPlanColumn::ENTRIES`].
    pub entries: [Option<CellValue>; 5],
    /// The sheet that it stands on.
    pub sheet: Arc<str>,
    /// The first cell of the row.
    pub cell: CellRef,
}

/// A response to a KSF.
#[derive(Debug, Clone)]
pub struct TypedResponse {
    /// The index of the KSF.
    pub ksf: usize,
    /// What was typed.
    pub text: CellValue,
    /// The sheet that it stands on.
    pub sheet: Arc<str>,
    /// Its cell.
    pub cell: CellRef,
}

/// Everything that was typed, given the workbook's grids.
pub(super) fn typed_in(book: &RawWorkbook, grids: &[Table]) -> TypedIn {
    use ActionPlanColumn::{Cluster, Ksf};
    let plan = [&[Cluster, Ksf][..], &ActionPlanColumn::ENTRIES].concat();
    let plans = OwnTable::all(book, Sheet::ActionPlan.name(), &plan);
    let responses = OwnTable::all(book, Sheet::LaSummary.name(), &[LaSummaryColumn::Response]);
    TypedIn {
        actions: plans.iter().flat_map(|plan| actions(plan, grids)).collect(),
        responses: responses.iter().flat_map(|table| responses_of(book, table)).collect(),
    }
}

/// Number of KSFs that the program itself fills in for each cluster.
const FILLED_IN: usize = 3;

fn actions(plan: &OwnTable<'_, ActionPlanColumn>, grids: &[Table]) -> Vec<TypedAction> {
    let mut actions: Vec<TypedAction> = Vec::new();
    let named = |row: &OwnRow<'_, ActionPlanColumn>| grid(grids, &text(row, ActionPlanColumn::Cluster)?);
    let mut last_grid: Option<Arc<str>> = plan.rows().find_map(|row| named(&row));
    let mut ksfs: HashSet<(Option<Arc<str>>, String)> = HashSet::new();
    for row in plan.rows() {
        let cluster = text(&row, ActionPlanColumn::Cluster);
        let known = named(&row);
        let unknown_cluster = cluster.filter(|_| known.is_none());
        // A row that somebody added, or whose cluster was typed over, is of the same cluster as the one above.
        let only = grids.first().filter(|_| grids.len() == 1).map(|table| table.sheet.clone());
        let grid = known.or(only).or_else(|| last_grid.clone());
        last_grid.clone_from(&grid);
        let ksf = text(&row, ActionPlanColumn::Ksf);
        let entries = ActionPlanColumn::ENTRIES.map(|column| filled(&row, column));
        let of_cluster = ksfs.iter().filter(|(of, _)| *of == grid).count();
        let is_new = ksf.as_ref().is_some_and(|ksf| ksfs.insert((grid.clone(), ksf.clone())));
        let is_typed = entries.iter().any(Option::is_some) || (is_new && of_cluster >= FILLED_IN);
        if is_typed {
            let (sheet, cell) = (plan.sheet(), row.first_cell());
            actions.push(TypedAction { grid, unknown_cluster, ksf, entries, sheet, cell });
        }
    }
    actions
}

/// The grid of the cluster that the action plan calls so: by its name, with its local authority where two have that name.
fn grid(grids: &[Table], name: &str) -> Option<Arc<str>> {
    let or_not_stated =
        |field, table: &Table| stated(&table.stated, field).unwrap_or_else(|| NOT_STATED.to_owned());
    let named = |table: &&Table| words(&or_not_stated(Field::Cluster, table)) == words(name);
    let in_full = |table: &&Table| {
        let (cluster, authority) =
            (or_not_stated(Field::Cluster, table), or_not_stated(Field::LocalAuthority, table));
        words(&format!("{cluster} ({authority})")) == words(name)
    };
    let by_name: Vec<&Table> = grids.iter().filter(named).collect();
    let in_full: Vec<&Table> = grids.iter().filter(in_full).collect();
    match (by_name.as_slice(), in_full.as_slice()) {
        ([only], _) | ([], [only]) => Some(only.sheet.clone()),
        _ => None,
    }
}

fn responses_of(book: &RawWorkbook, table: &OwnTable<'_, LaSummaryColumn>) -> Vec<TypedResponse> {
    let Some(ksfs) = OwnTable::<KsfColumn>::find(book, &table.sheet(), &[KsfColumn::Number]) else {
        return Vec::new();
    };
    let response = |row: OwnRow<'_, LaSummaryColumn>| {
        let text = filled(&row, LaSummaryColumn::Response)?;
        let ksf = ksfs.rows().find(|ksf| ksf.first_cell().row == row.first_cell().row)?;
        let ksf = ksf.ksf(KsfColumn::Number)?;
        Some(TypedResponse { ksf, text, sheet: table.sheet(), cell: row.first_cell() })
    };
    table.rows().filter_map(response).collect()
}

fn filled<Column: FixedColumn>(row: &OwnRow<'_, Column>, column: Column) -> Option<CellValue> {
    row.value(column).filter(|value| !value.is_blank()).cloned()
}

fn text<Column: FixedColumn>(row: &OwnRow<'_, Column>, column: Column) -> Option<String> {
    filled(row, column).map(|value| value.to_string())
}
