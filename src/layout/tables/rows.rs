//! The rows of a table under its headings, and what is written once for several of them.

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::super::identity::{Field, Statement};

/// Maximum number of rows from one row of a table to the next.
const LARGEST_STEP: u32 = 5;

/// Maximum number of rows below it that a name which is written once counts for.
const SPAN: u32 = 400;

/// The non-blank rows between a heading and the row `end`, down to the first larger gap.
pub(super) fn rows_below(
    sheet: &RawSheet,
    heading: u32,
    end: u32,
) -> impl Iterator<Item = (u32, &[(CellRef, CellValue)])> {
    let mut previous = heading;
    sheet.rows().filter(move |(row, _)| *row > heading && *row < end).take_while(move |(row, _)| {
        let near = row - previous <= LARGEST_STEP;
        previous = *row;
        near
    })
}

/// What a column states in a row of a table whose rows begin at `first`; if it `spans` rows, as merged cells do, the
/// nearest filled cell above counts.
pub(super) fn stated_in_row(
    sheet: &RawSheet,
    (field, column): (Field, u32),
    row: u32,
    first: u32,
    spans: bool,
) -> Option<Statement> {
    let from = if spans { row.saturating_sub(SPAN).max(first) } else { row };
    (from..=row).rev().find_map(|row| Statement::of_cell(field, sheet, row, column))
}
