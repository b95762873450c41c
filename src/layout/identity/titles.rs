//! What the titles above a table say, piece by piece: "Oakfield Primary School – self-assessment 2010".

use std::ops::Range;

use crate::framework::Title;
use crate::model::CellRef;
use crate::read::RawSheet;

/// Maximum number of non-blank rows that are searched.
const ROWS: usize = 5;

/// Longest text of a title; longer ones are instructions.
const LONGEST: usize = 120;

/// The first piece of a title in these rows that says what `says` looks for. A title is the text of a row's first
/// cell.
pub(crate) fn find_in_titles<T>(
    sheet: &RawSheet,
    rows: Range<u32>,
    title: &Title,
    says: impl Fn(&str) -> Option<T>,
) -> Option<(CellRef, T)> {
    let titles = sheet.rows().filter(|(row, _)| rows.contains(row)).filter_map(|(_, cells)| cells.first());
    titles.take(ROWS).find_map(|(at, value)| {
        let text = value.text().filter(|t| t.len() <= LONGEST)?;
        let text = title.left_out_of(text);
        let mut pieces = text.split(['–', '—', ':', '|', ',', '(', ')', '\n']).flat_map(|p| p.split(" - "));
        Some((*at, pieces.find_map(&says)?))
    })
}
