//! Tables whose KSFs run across a row: a school in each row below, or the ratings of one school in a single row.
//! Columns next to the KSFs may give a school's number, cluster, authority or date, and totals and averages.

mod across_table;
mod column_notes;
mod read;
mod row_kind;

use crate::read::RawSheet;

use super::super::anchors::Runs;
use super::super::scheme::RatingScheme;
use super::found_table::FoundTable;
use across_table::AcrossTable;

/// The tables whose KSFs are a sheet's runs across a row.
pub(crate) fn tables(scheme: &RatingScheme, sheet: &RawSheet, runs: &Runs) -> Vec<FoundTable> {
    let mut found = Vec::new();
    for run in &runs.across {
        found.extend(match AcrossTable::find(scheme, sheet, run, runs) {
            Ok(table) => read::read(&table),
            Err(columns) => Some(FoundTable::unclear(sheet, columns, true)),
        });
    }
    found
}
