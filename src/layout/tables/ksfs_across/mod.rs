//! Tables whose KSFs run across a row: a school in each row below, or the ratings of one school in a single row.
//! Columns next to the KSFs may give a school's number, cluster, authority or date, and totals and averages.

mod across_table;
mod read;

use crate::read::RawSheet;

use super::super::anchors::Runs;
use super::super::identity::{Field, StatementGatherer};
use super::super::scheme::RatingScheme;
use super::found_table::FoundTable;
use across_table::AcrossTable;

/// The tables whose KSFs are a sheet's runs across a row.
pub(crate) fn tables(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    stated: &StatementGatherer<'_>,
    runs: &Runs,
) -> Vec<FoundTable> {
    let mut found = Vec::new();
    let groups = || {
        let of_group = |field| matches!(field, Field::Cluster | Field::LocalAuthority);
        let stated = stated.all().all().filter(|s| of_group(s.field));
        stated.map(|s| s.value.value.to_string()).collect::<Vec<_>>()
    };
    for run in &runs.across {
        found.extend(match AcrossTable::find(scheme, sheet, run, runs) {
            Ok(table) => read::read(&table, &groups()),
            Err(columns) => Some(FoundTable::unclear(sheet, columns, true)),
        });
    }
    found
}
