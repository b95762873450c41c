//! What the titles above a table say, piece by piece: "Oakfield Primary School – self-assessment 2010".

use std::ops::Range;

use crate::framework::Title;
use crate::model::{CellRef, CellValue, Sourced, folded};
use crate::read::RawSheet;

use super::field_labels::{Field, labels_in};
use super::named::named_in_title;

/// Maximum number of non-blank rows that are searched.
const ROWS: usize = 5;

/// Longest text of a title; longer ones are instructions.
const LONGEST: usize = 120;

/// The pieces of the titles in some rows, the framework's own title left out.
pub(crate) struct Titles(Vec<Piece>);

/// A part of a title between two signs.
struct Piece {
    cell: CellRef,
    text: String,
    folded: String,
}

impl Titles {
    /// The titles in these rows: the texts of their first cells.
    pub(crate) fn of(sheet: &RawSheet, rows: Range<u32>, title: &Title) -> Self {
        let mut all = Vec::new();
        for (cell, text) in titles(sheet, rows) {
            let text = title.left_out_of(text);
            all.extend(pieces(&text).map(|piece| Piece {
                cell,
                text: piece.to_owned(),
                folded: folded(piece),
            }));
        }
        Self(all)
    }

    /// The school, cluster or authority that the first title names which names one.
    pub(crate) fn find(&self, field: Field) -> Option<Sourced<String>> {
        self.0.iter().find_map(|Piece { cell, text, folded }| {
            let value = named_in_title(field, text, folded)?;
            Some(Sourced { value, cell: *cell })
        })
    }

    /// Whether a piece of a title says something.
    pub(crate) fn any(&self, says: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|piece| says(&piece.text))
    }
}

fn titles(sheet: &RawSheet, rows: Range<u32>) -> impl Iterator<Item = (CellRef, &str)> {
    // "Total | 52" is no title.
    let texts =
        |cells: &[(CellRef, CellValue)]| !cells.iter().any(|(_, v)| matches!(v, CellValue::Number(_)));
    let near = sheet.rows().filter(move |(row, cells)| rows.contains(row) && texts(cells));
    let first = near.filter_map(|(_, cells)| cells.first());
    let labels =
        |text: &str| text.contains([':', '=']) && labels_in(text).iter().any(|(_, value)| value.is_some());
    let title = move |text: &&str| text.len() <= LONGEST && !labels(text) && !text.ends_with('?');
    first.take(ROWS).filter_map(move |(at, value)| Some((*at, value.text().filter(title)?)))
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['–', '—', ':', '|', ',', '(', ')', '\n']).flat_map(|p| p.split(" - "))
}
