//! Why a workbook was read as it was: for each sheet what was found on it, and if nothing was read, what prevented
//! it.
//!
//! In: the cells of a workbook. Out: [`Explanation`], which a front end puts into words.

use std::sync::Arc;

use crate::contract::Sheet;
use crate::model::{CellRef, CellValue, Sourced};
use crate::read::{RawSheet, RawWorkbook};

use super::anchors::{KsfCells, Runs, needed_for_run};
use super::identity::{StatementGatherer, field_of_label};
use super::read_back;
use super::recognised::{ColumnNote, FactorLabel, Table, UnclearTable};
use super::scheme::RatingScheme;
use super::sheet_tables::{self, SheetTables};
use super::tables::{FoundTable, KsfColumn};

/// Maximum number of texts shown that could have been meant as KSFs.
const MOST_UNLIKE: usize = 12;

/// What was made of a workbook.
#[derive(Debug)]
pub struct Explanation {
    /// Whether it is one that ksfgrid wrote.
    pub own: bool,
    /// Minimum number of KSFs in one column or row.
    pub needed: usize,
    /// Its worksheets.
    pub sheets: Vec<SheetExplanation>,
}

/// What was made of a sheet.
#[derive(Debug)]
pub struct SheetExplanation {
    /// Its name.
    pub name: Arc<str>,
    /// Whether it was read, and if not, why not.
    pub verdict: Verdict,
    /// The tables that were read.
    pub tables: Vec<Table>,
    /// Tables whose column of ratings is unclear.
    pub unclear: Vec<UnclearTable>,
    /// If nothing was read: the cells that name a KSF.
    pub labels: Vec<FactorLabel>,
    /// If nothing was read: the columns beside the KSFs.
    pub columns: Vec<ColumnNote>,
    /// If nothing was read: texts that hold a KSF's name and other words, and so name none.
    pub with_more: Vec<Sourced<String>>,
    /// If nothing was read, and there are none of these: texts that name no KSF and have a number on the scale beside them.
    pub unlike: Vec<Sourced<String>>,
}

/// Whether a sheet was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It holds tables of ratings.
    Read,
    /// It is hidden.
    Hidden,
    /// It holds nothing.
    Empty,
    /// A sheet of our own workbook that follows from the grids.
    FollowsFromGrids,
    /// No cell names a KSF.
    NoKsfs,
    /// Cells name KSFs, but too few in one column or row.
    FewKsfs,
    /// KSFs were found, but nothing beside or under them that could be ratings.
    NoRatings,
    /// KSFs were found with numbers beside them that are mostly not on the scale.
    OffScale,
    /// More than one column could hold the ratings.
    Unclear,
}

/// Explains what is made of a workbook, sheet by sheet.
pub(super) fn explain(scheme: &RatingScheme, book: &RawWorkbook) -> Explanation {
    let own = read_back::is_own(book);
    let sheets = book.sheets.iter().map(|sheet| explain_sheet(scheme, sheet, own)).collect();
    Explanation { own, needed: needed_for_run(scheme.count()), sheets }
}

fn explain_sheet(scheme: &RatingScheme, sheet: &RawSheet, own: bool) -> SheetExplanation {
    let short = sheet.with_short_texts();
    let sheet = short.as_ref().unwrap_or(sheet);
    let SheetTables { tables, unclear, .. } = SheetTables::of(scheme, sheet, own);
    let mut explained = SheetExplanation {
        name: sheet.name.clone(),
        verdict: Verdict::Read,
        tables,
        unclear,
        labels: Vec::new(),
        columns: Vec::new(),
        with_more: Vec::new(),
        unlike: Vec::new(),
    };
    explained.verdict = match () {
        () if own && !Sheet::may_be_grid(&sheet.name) => Verdict::FollowsFromGrids,
        () if read_back::is_school_page(sheet) => Verdict::FollowsFromGrids,
        () if !sheet.visible => Verdict::Hidden,
        () if !explained.tables.is_empty() => Verdict::Read,
        () if !explained.unclear.is_empty() => Verdict::Unclear,
        () if sheet.cells().is_empty() => Verdict::Empty,
        () => why_not(scheme, sheet, &mut explained),
    };
    if !matches!(explained.verdict, Verdict::Read | Verdict::Hidden) {
        explained.tables.clear();
    }
    explained
}

/// Why nothing was read from a sheet that holds something.
fn why_not(scheme: &RatingScheme, sheet: &RawSheet, explained: &mut SheetExplanation) -> Verdict {
    let stated = StatementGatherer::new(sheet, &scheme.labels);
    let cells = KsfCells::find(sheet, &scheme.labels);
    let runs = Runs::find(&cells, sheet, &scheme.labels);
    let is_named = |at: CellRef| cells.named.iter().any(|ksf| ksf.at == at);
    let open = sheet.cells().iter().filter(|(at, _)| !is_named(*at));
    let texts = open.filter_map(|(at, value)| Some(Sourced { value: value.text()?.to_owned(), cell: *at }));
    let with_more = texts.filter(|text| scheme.labels.name_within(&text.value).is_some());
    explained.with_more = with_more.take(MOST_UNLIKE).collect();
    if explained.with_more.is_empty() {
        explained.unlike = unlike(scheme, sheet, &cells);
    }
    if runs.down.is_empty() && runs.across.is_empty() {
        explained.labels = FactorLabel::of_all(sheet, &cells.named);
        return if cells.named.is_empty() { Verdict::NoKsfs } else { Verdict::FewKsfs };
    }
    let all = runs.down.iter().chain(&runs.across);
    explained.labels = all.flat_map(|run| FactorLabel::of_all(sheet, run)).collect();
    let notes = |run| KsfColumn::new(scheme, sheet, &stated, run, &runs).notes(&[], None);
    explained.columns = runs.down.iter().flat_map(|run| notes(run)).collect();
    let is_read = |found: &FoundTable| matches!(found, FoundTable::Read(..));
    let off_scale = sheet_tables::find(scheme, sheet, &stated).iter().any(is_read);
    if off_scale { Verdict::OffScale } else { Verdict::NoRatings }
}

/// Texts with a number on the scale right of them that name no KSF and nothing else that is known.
fn unlike(scheme: &RatingScheme, sheet: &RawSheet, cells: &KsfCells) -> Vec<Sourced<String>> {
    let pairs = sheet.rows().flat_map(|(_, cells)| cells.windows(2));
    let texts = pairs.filter_map(|pair| {
        let [(at, CellValue::Text(text)), (_, value @ CellValue::Number(_))] = pair else { return None };
        let known = cells.named.iter().any(|ksf| ksf.at == *at) || field_of_label(text).is_some();
        (!known && scheme.on_scale(value)).then(|| Sourced { value: text.clone(), cell: *at })
    });
    texts.take(MOST_UNLIKE).collect()
}

/// The cells from the first to the last of these, as "A10 to A19".
#[must_use]
pub fn span(cells: &[CellRef]) -> String {
    match (cells.iter().min(), cells.iter().max()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(only), _) => only.to_string(),
        _ => String::new(),
    }
}
