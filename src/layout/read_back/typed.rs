//! What people typed into our own workbook beside ratings: the action plan's rows, the local authority's responses.
//!
//! In: the sheets of a workbook and its grids. Out: every filled cell that is there to be filled in, with the grid of the
//! cluster that it is about.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::contract::{ActionPlanColumn, AllPlansColumn, FixedColumn, KsfColumn, LaSummaryColumn, Sheet};
use crate::layout::identity::Field;
use crate::layout::recognised::Table;
use crate::lexicon::cluster_key;
use crate::model::{CellRef, CellValue, NOT_STATED};
use crate::read::RawWorkbook;

use super::records::stated;
use super::table::{OwnRow, OwnTable};

/// What was typed into a workbook of ours.
#[derive(Debug, Clone, Default)]
pub struct TypedIn {
    /// Rows of its action plan with a KSF or a text.
    pub actions: Vec<TypedAction>,
    /// Responses in its LA summary.
    pub responses: Vec<TypedResponse>,
    /// What the next workbook has no place for, beside and below these tables, and entries that cannot be known: times, and
    /// formulas without a result.
    pub elsewhere: Vec<TypedElsewhere>,
}

/// Something typed that is not carried on.
#[derive(Debug, Clone)]
pub struct TypedElsewhere {
    /// What was typed.
    pub text: CellValue,
    /// The sheet that it stands on.
    pub sheet: Arc<str>,
    /// Its cell.
    pub cell: CellRef,
}

/// A row of the action plan.
#[derive(Debug, Clone)]
pub struct TypedAction {
    /// The sheet of the grid of its cluster; `None` if the workbook has no such grid.
    pub grid: Option<Arc<str>>,
    /// What names the cluster, perhaps nothing, if it is not sure that this is the grid's.
    pub unknown_cluster: Option<String>,
    /// What names the KSF.
    pub ksf: Option<String>,
    /// Whether it holds only a KSF that ksfgrid may have filled in.
    pub is_filled_in: bool,
    /// What was typed, in the order of [`ActionPlanColumn::ENTRIES`].
    pub entries: [Option<CellValue>; ActionPlanColumn::ENTRIES.len()],
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
    let mut plans = OwnTable::all_like(book, Sheet::ActionPlan.name(), &ActionPlanColumn::ENTRIES);
    plans.retain(|plan| !follows_plans(book, &plan.sheet()));
    let summary = [LaSummaryColumn::InFirstThree, LaSummaryColumn::LowestClusters, LaSummaryColumn::Response];
    let summaries = OwnTable::all_like(book, Sheet::LaSummary.name(), &summary);
    let mut typed = TypedIn::default();
    for plan in &plans {
        typed.actions.extend(actions(plan, grids));
        let notes = notes_below(plan, grids);
        let beside = plan.cells_beside().map(|(cell, text)| (cell, text.clone())).chain(notes);
        typed.elsewhere.extend(beside.map(|(cell, text)| TypedElsewhere { text, sheet: plan.sheet(), cell }));
    }
    for summary in &summaries {
        add_responses(book, summary, &mut typed);
    }
    let actions = plans.iter().flat_map(|plan| unknown(plan, &ActionPlanColumn::ENTRIES));
    let responses = summaries.iter().flat_map(|summary| unknown(summary, &[LaSummaryColumn::Response]));
    typed.elsewhere.extend(actions.chain(responses));
    typed
}

/// Whether a sheet shows what stands on the action plan.
fn follows_plans(book: &RawWorkbook, sheet: &str) -> bool {
    use AllPlansColumn::{Action, LocalAuthority, Status};
    OwnTable::find(book, sheet, &[LocalAuthority, Action, Status]).is_some()
}

/// Entries of which the workbook does not say what they show.
fn unknown<Column: FixedColumn>(table: &OwnTable<'_, Column>, entries: &[Column]) -> Vec<TypedElsewhere> {
    let unknown = |row: OwnRow<'_, Column>, column: Column| {
        let text = row.value(column).filter(|value| is_unknown(value)).cloned()?;
        Some(TypedElsewhere { text, sheet: table.sheet(), cell: row.cell_of(column) })
    };
    let cells = entries.iter().flat_map(|column| table.rows().map(|row| (row, *column)));
    cells.filter_map(|(row, column)| unknown(row, column)).collect()
}

/// A time, or a formula that nobody worked out.
fn is_unknown(value: &CellValue) -> bool {
    matches!(value, CellValue::Date(None) | CellValue::NoResult)
}

/// Texts in the column of clusters that name none, in rows where nothing else stands.
fn notes_below(plan: &OwnTable<'_, ActionPlanColumn>, grids: &[Table]) -> Vec<(CellRef, CellValue)> {
    use ActionPlanColumn::{Cluster, Ksf};
    let is_alone = |row: &OwnRow<'_, ActionPlanColumn>| {
        let others = [&[Ksf][..], &ActionPlanColumn::ENTRIES].concat();
        others.iter().all(|column| filled(row, *column).is_none())
    };
    let note = |row: OwnRow<'_, ActionPlanColumn>| {
        let text = filled(&row, Cluster).filter(|name| grid(grids, &name.to_string()).is_none())?;
        is_alone(&row).then(|| (row.first_cell(), text))
    };
    let is_spare = |text: &CellValue| plan.rows().filter(|row| row.value(Cluster) == Some(text)).count() > 1;
    plan.rows().filter_map(note).filter(|(_, text)| !is_spare(text)).collect()
}

/// Number of KSFs that the program itself fills in for each cluster.
const FILLED_IN: usize = 3;

fn actions(plan: &OwnTable<'_, ActionPlanColumn>, grids: &[Table]) -> Vec<TypedAction> {
    let clusters: Vec<Option<String>> =
        plan.rows().map(|row| text(&row, ActionPlanColumn::Cluster)).collect();
    let known = named_grids(&clusters, grids);
    let mut actions: Vec<TypedAction> = Vec::new();
    let mut ksfs: HashSet<(Option<Arc<str>>, String)> = HashSet::new();
    for (at, row) in plan.rows().enumerate() {
        let own = clusters[at].as_ref().and_then(|name| known.get(name)).cloned().flatten();
        let (grid, is_sure) =
            own.map_or_else(|| neighbour(at, &clusters, &known, grids), |grid| (Some(grid), true));
        let unknown_cluster = (!is_sure).then(|| clusters[at].clone().unwrap_or_default());
        let ksf = text(&row, ActionPlanColumn::Ksf);
        let entries = ActionPlanColumn::ENTRIES.map(|column| filled(&row, column));
        let before = ksfs.iter().filter(|(of, _)| *of == grid).count();
        let is_new = ksf.as_ref().is_some_and(|ksf| ksfs.insert((grid.clone(), ksf.clone())));
        if entries.iter().any(Option::is_some) || is_new {
            let is_filled_in = ksf.is_some() && entries.iter().all(Option::is_none) && before < FILLED_IN;
            let (sheet, cell) = (plan.sheet(), row.first_cell());
            actions.push(TypedAction { grid, unknown_cluster, ksf, is_filled_in, entries, sheet, cell });
        }
    }
    actions
}

/// The sheet of the grid of each cluster that the plan names: by its name, with its local authority where two have that
/// name; a cluster that was renamed in its grid is the only one left over on either side.
fn named_grids(clusters: &[Option<String>], grids: &[Table]) -> HashMap<String, Option<Arc<str>>> {
    let mut known: HashMap<String, Option<Arc<str>>> = HashMap::new();
    for name in clusters.iter().flatten() {
        known.entry(name.clone()).or_insert_with(|| grid(grids, name));
    }
    let unnamed: Vec<Arc<str>> = grids
        .iter()
        .map(|table| table.sheet.clone())
        .filter(|sheet| !known.values().flatten().any(|known| known == sheet))
        .collect();
    let mut unknown: Vec<&mut Option<Arc<str>>> = known.values_mut().filter(|grid| grid.is_none()).collect();
    if let ([only], [unknown]) = (unnamed.as_slice(), unknown.as_mut_slice()) {
        **unknown = Some(only.clone());
    }
    known
}

/// The grid of a row that somebody added, or whose cluster was typed over or cleared, and whether that is sure: it is of the
/// same cluster as the nearest row above, or else below, and surely if both are of one.
fn neighbour(
    at: usize,
    clusters: &[Option<String>],
    known: &HashMap<String, Option<Arc<str>>>,
    grids: &[Table],
) -> (Option<Arc<str>>, bool) {
    let is_unnamed = clusters[at].is_none();
    if let [only] = grids {
        return (Some(only.sheet.clone()), is_unnamed);
    }
    let of = |name: &Option<String>| name.as_ref().and_then(|name| known.get(name)?.clone());
    let (above, below) = (clusters[..at].iter().rev().find_map(of), clusters[at..].iter().find_map(of));
    let is_sure = is_unnamed && above.is_some() && (above == below || below.is_none());
    (above.or(below), is_sure)
}

/// The grid of the cluster that the action plan calls so.
fn grid(grids: &[Table], name: &str) -> Option<Arc<str>> {
    let or_not_stated =
        |field, table: &Table| stated(&table.stated, field).unwrap_or_else(|| NOT_STATED.to_owned());
    let key = cluster_key(name);
    let named = |table: &&Table| cluster_key(&or_not_stated(Field::Cluster, table)) == key;
    let in_full = |table: &&Table| {
        let [cluster, authority] =
            [Field::Cluster, Field::LocalAuthority].map(|field| or_not_stated(field, table));
        cluster_key(&format!("{cluster} ({authority})")) == key
    };
    let one = |found: Vec<&Table>| {
        let authority = |table: &Table| stated(&table.stated, Field::LocalAuthority);
        // A grid may be there twice: somebody copied its sheet.
        let is_one = found.iter().all(|table| authority(table) == authority(found[0]));
        found.first().filter(|_| is_one).map(|table| table.sheet.clone())
    };
    one(grids.iter().filter(named).collect()).or_else(|| one(grids.iter().filter(in_full).collect()))
}

fn add_responses(book: &RawWorkbook, table: &OwnTable<'_, LaSummaryColumn>, typed: &mut TypedIn) {
    let ksfs = OwnTable::<KsfColumn>::find(book, &table.sheet(), &[KsfColumn::Number]);
    for row in table.rows() {
        let Some(text) = filled(&row, LaSummaryColumn::Response) else { continue };
        let (sheet, cell) = (table.sheet(), row.cell_of(LaSummaryColumn::Response));
        let number = ksfs.iter().flat_map(OwnTable::rows).find(|ksf| ksf.first_cell() == row.first_cell());
        match number.and_then(|ksf| ksf.ksf(KsfColumn::Number)) {
            Some(ksf) => typed.responses.push(TypedResponse { ksf, text, sheet, cell }),
            None => typed.elsewhere.push(TypedElsewhere { text, sheet, cell }),
        }
    }
}

fn filled<Column: FixedColumn>(row: &OwnRow<'_, Column>, column: Column) -> Option<CellValue> {
    row.value(column).filter(|value| !value.is_blank() && !is_unknown(value)).cloned()
}

fn text<Column: FixedColumn>(row: &OwnRow<'_, Column>, column: Column) -> Option<String> {
    filled(row, column).map(|value| value.to_string())
}
