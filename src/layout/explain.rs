//! Why a workbook was read as it was: for each sheet what was found on it, and where nothing was read, what stood in
//! the way.
//!
//! In: the cells of a workbook. Out: [`Explanation`], which a front end puts into words.

use std::sync::Arc;

use crate::contract::Sheet;
use crate::model::{CellRef, CellValue, Sourced};
use crate::read::{RawSheet, RawWorkbook};

use super::ksf_column::{KsfColumn, factor_labels};
use super::runs::{self, Marked, Runs};
use super::{ColumnNote, FactorLabel, Found, Recogniser, Table, UnclearTable, identity, read_back};

/// So many texts that could have been meant as KSFs are shown.
const MOST_UNLIKE: usize = 12;

/// What was made of a workbook.
#[derive(Debug)]
pub struct Explanation {
    /// Whether it is one that ksfgrid wrote.
    pub own: bool,
    /// How many KSFs must stand in one column or row.
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
    /// Where nothing was read: the cells that name a KSF.
    pub labels: Vec<FactorLabel>,
    /// Where nothing was read: what stands beside the KSFs.
    pub columns: Vec<ColumnNote>,
    /// Where nothing was read: texts that are none of the KSFs and have a number on the scale beside them.
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

impl Recogniser {
    /// Explains what is made of a workbook, sheet by sheet.
    #[must_use]
    pub fn explain(&self, book: &RawWorkbook) -> Explanation {
        let own = read_back::is_own(book);
        let sheets = book.sheets.iter().map(|sheet| self.explain_sheet(sheet, own)).collect();
        Explanation { own, needed: runs::needed(self.factors), sheets }
    }

    fn explain_sheet(&self, sheet: &RawSheet, own: bool) -> SheetExplanation {
        let (tables, unclear) = self.sheet(sheet, own);
        let mut explained = SheetExplanation {
            name: sheet.name.clone(),
            verdict: Verdict::Read,
            tables,
            unclear,
            labels: Vec::new(),
            columns: Vec::new(),
            unlike: Vec::new(),
        };
        explained.verdict = match () {
            () if own && !Sheet::may_be_grid(&sheet.name) => Verdict::FollowsFromGrids,
            () if !sheet.visible => Verdict::Hidden,
            () if !explained.tables.is_empty() => Verdict::Read,
            () if !explained.unclear.is_empty() => Verdict::Unclear,
            () if sheet.cells().is_empty() => Verdict::Empty,
            () => self.why_not(sheet, &mut explained),
        };
        if !matches!(explained.verdict, Verdict::Read | Verdict::Hidden) {
            explained.tables.clear();
        }
        explained
    }

    /// Why nothing was read from a sheet that holds something.
    fn why_not(&self, sheet: &RawSheet, explained: &mut SheetExplanation) -> Verdict {
        let marked = Marked::find(sheet, &self.labels, self.factors);
        let runs = runs::find(&marked, sheet, &self.labels, self.factors);
        explained.unlike = self.unlike(sheet, &marked);
        if runs.down.is_empty() && runs.across.is_empty() {
            explained.labels = factor_labels(sheet, &marked.named);
            return if marked.named.is_empty() { Verdict::NoKsfs } else { Verdict::FewKsfs };
        }
        explained.labels =
            runs.down.iter().chain(&runs.across).flat_map(|r| factor_labels(sheet, r)).collect();
        explained.columns = self.beside(sheet, &runs);
        let is_table = |found: &Found| matches!(found, Found::Table(..));
        if self.found(sheet).iter().any(is_table) { Verdict::OffScale } else { Verdict::NoRatings }
    }

    fn beside(&self, sheet: &RawSheet, runs: &Runs) -> Vec<ColumnNote> {
        let down = runs.down.iter().flat_map(|run| KsfColumn::new(self, sheet, run, runs).notes(&[], None));
        down.collect()
    }

    /// Texts with a number on the scale right of them that are no KSF and nothing else that is known.
    fn unlike(&self, sheet: &RawSheet, marked: &Marked) -> Vec<Sourced<String>> {
        let mut found = Vec::new();
        for (_, cells) in sheet.rows() {
            for pair in cells.windows(2) {
                let [(at, CellValue::Text(text)), (_, value)] = pair else { continue };
                let known = marked.named.iter().any(|item| item.at == *at) || identity::label(text).is_some();
                if !known && matches!(value, CellValue::Number(_)) && self.on_scale(value) {
                    found.push(Sourced { value: text.clone(), cell: *at });
                }
            }
        }
        found.truncate(MOST_UNLIKE);
        found
    }
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
