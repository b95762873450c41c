//! Labels that are merged over several rows, of which a later one holds the rating: "what we do", "where we are".
//!
//! In: a sheet. Out: the same sheet with each label in the row of its rating, which its merged cell covers, too.

use crate::model::{CellRef, CellValue};
use crate::read::{Merged, RawSheet};

use super::super::scheme::RatingScheme;
use super::ksf_cell::{KsfCells, distinct};
use super::runs::needed_for_run;

/// The sheet with its labels lowered. Returns `None` if no rating stands below the first row of its label, or ratings stand
/// in several rows of labels.
pub(crate) fn lowered(scheme: &RatingScheme, sheet: &RawSheet) -> Option<RawSheet> {
    let tall: Vec<&Merged> = sheet.merged().iter().filter(|block| block.rows.0 < block.rows.1).collect();
    if tall.len() < needed_for_run(scheme.count()) {
        return None;
    }
    let mut named = KsfCells::find(sheet, &scheme.labels).named;
    let block = |at: CellRef| {
        tall.iter().find(|block| block.rows.0 == at.row && block.columns.0 == at.column).copied()
    };
    named.retain(|cell| block(cell.at).is_some());
    if distinct(&named) < needed_for_run(scheme.count()) {
        return None;
    }
    let blocks: Vec<&Merged> = named.iter().filter_map(|cell| block(cell.at)).collect();
    let height = blocks.iter().map(|block| block.rows.1 - block.rows.0).min()?;
    let is_rating = |value: &CellValue| matches!(value, CellValue::Number(_)) && scheme.on_scale(value);
    let rated = |below: u32| {
        let is_rated = |block: &&&Merged| {
            let mut cells = sheet.row(block.rows.0 + below).iter();
            cells.any(|(at, value)| at.column > block.columns.1 && is_rating(value))
        };
        blocks.iter().filter(is_rated).count()
    };
    let rows: Vec<u32> = (0..=height).filter(|below| rated(*below) > 0).collect();
    let [below] = *rows else { return None };
    if below == 0 || 2 * rated(below) <= blocks.len() {
        return None;
    }
    let is_label = |at: CellRef| named.iter().any(|cell| cell.at == at);
    let lower = |(at, value): &(CellRef, CellValue)| {
        let row = if is_label(*at) { at.row + below } else { at.row };
        (CellRef { row, ..*at }, value.clone())
    };
    Some(sheet.with_cells(sheet.cells().iter().map(lower).collect()))
}
