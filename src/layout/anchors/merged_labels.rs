//! Labels that are merged over several rows, of which a later one holds a number: "what we do", "where we are".
//!
//! In: a sheet. Out: where what stands beside the numbers says that they are ratings, the same sheet with each label in the
//! row of its rating, which its merged cell covers, too; else the first of the numbers.

use crate::model::{CellRef, CellValue};
use crate::read::{Merged, RawSheet};

use super::super::scheme::RatingScheme;
use super::ksf_cell::{KsfCells, distinct};
use super::runs::needed_for_run;

/// A sheet with numbers below the first rows of its labels.
pub(crate) enum Lowered {
    /// With each label in the row of its rating.
    Labels(RawSheet),
    /// Whether they are ratings is not said; the first of them.
    Unclear(CellRef),
}

/// Lowers the labels of a sheet. Returns `None` if there are numbers beside the first rows of labels, or below them in
/// several rows or for a few labels only.
pub(crate) fn lowered(scheme: &RatingScheme, sheet: &RawSheet) -> Option<Lowered> {
    let needed = needed_for_run(scheme.count());
    let tall: Vec<&Merged> = sheet.merged().iter().filter(|block| block.rows.0 < block.rows.1).collect();
    if tall.len() < needed {
        return None;
    }
    let named = KsfCells::find(sheet, &scheme.labels).named;
    let block_at = |at: CellRef| {
        tall.iter().find(|block| (block.rows.0, block.columns.0) == (at.row, at.column)).copied()
    };
    let labels: Vec<(CellRef, &Merged)> =
        named.iter().filter_map(|cell| Some((cell.at, block_at(cell.at)?))).collect();
    let height = labels.iter().map(|(_, block)| block.rows.1 - block.rows.0).min()?;
    let numbers = |below: u32| -> Vec<CellRef> {
        labels.iter().filter_map(|(_, block)| first_number(scheme, sheet, block, below)).collect()
    };
    let filled: Vec<u32> = (0..=height).filter(|below| !numbers(*below).is_empty()).collect();
    let [below] = *filled else { return None };
    let numbers = numbers(below);
    if below == 0 || distinct(&named) < needed || 2 * numbers.len() <= labels.len() {
        return None;
    }
    match numbers.into_iter().find(|number| !is_rating(scheme, sheet, *number)) {
        Some(number) => Some(Lowered::Unclear(number)),
        None => Some(Lowered::Labels(with_labels_moved(sheet, &labels, below))),
    }
}

/// The first number on the scale beside a label, so many rows below the label's first.
fn first_number(scheme: &RatingScheme, sheet: &RawSheet, label: &Merged, below: u32) -> Option<CellRef> {
    let is_number = |value: &CellValue| matches!(value, CellValue::Number(_)) && scheme.on_scale(value);
    let mut cells = sheet.row(label.rows.0 + below).iter().filter(|(at, _)| at.column > label.columns.1);
    cells.find(|(_, value)| is_number(value)).map(|(at, _)| *at)
}

/// Whether all that stands before a number in its row says that it is a rating: not a target, nor anybody else's view.
fn is_rating(scheme: &RatingScheme, sheet: &RawSheet, number: CellRef) -> bool {
    let mut before = sheet.row(number.row).iter().filter(|(at, _)| at.column < number.column);
    before.all(|(_, value)| scheme.is_for_ratings(value))
}

fn with_labels_moved(sheet: &RawSheet, labels: &[(CellRef, &Merged)], below: u32) -> RawSheet {
    let moved = |(at, value): &(CellRef, CellValue)| {
        let is_label = labels.iter().any(|(label, _)| label == at);
        (CellRef { row: at.row + if is_label { below } else { 0 }, ..*at }, value.clone())
    };
    sheet.with_cells(sheet.cells().iter().map(moved).collect())
}
