//! Lists: a row a rating, with the school, the KSF and the rating each in a column of its own.

mod list_columns;
mod read;
mod school_entries;

use crate::model::CellRef;
use crate::read::RawSheet;

use super::super::anchors::KsfCells;
use super::super::scheme::RatingScheme;
use super::found_table::FoundTable;
use list_columns::{ListColumns, RatingColumn};
use read::List;

/// The lists on a sheet.
pub(crate) fn tables(scheme: &RatingScheme, sheet: &RawSheet, cells: &KsfCells) -> Vec<FoundTable> {
    let mut found = Vec::new();
    for columns in ListColumns::find(scheme, sheet, cells) {
        let list = List { scheme, sheet, columns };
        found.extend(match list.columns.ratings(scheme, sheet, list.last_row()) {
            RatingColumn::One(column) => list.read(column),
            RatingColumn::Several(columns) => {
                let first = list.columns.heading + 1;
                let columns = columns.into_iter().map(|column| CellRef::new(first, column)).collect();
                Some(FoundTable::unclear(sheet, columns, true))
            }
            RatingColumn::None => None,
        });
    }
    found
}
