//! Columns that say of each row which of several ratings it holds: "Previous (2008)" and "Current (2009)", "Initial" and
//! "Agreed", "School" and "Cluster manager".
//!
//! In: the rows of a table. Out: the column, and of rows that hold the same thing those that others outdo.

use std::collections::HashSet;

use crate::read::RawSheet;

use super::super::headings::{Feature, Heading, Rank, Role};
use super::super::scheme::RatingScheme;
use super::line::{Choice, Line, choose};

/// Whether a column says in every row which rating stands there.
pub(super) fn says_stages(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    rows: impl Iterator<Item = u32>,
    column: u32,
) -> bool {
    let stages: Vec<Heading> =
        rows.filter_map(|row| sheet.text(row, column)).map(|text| scheme.heading_of(text)).collect();
    let decides = |stage: &Heading| {
        let of_time = stage.rank != Rank::Plain || stage.role == Role::Period;
        of_time || stage.evidence.has(Feature::OtherTimeWord)
    };
    let may_stand_beside =
        |stage: &Heading| stage.role == Role::Rating || stage.evidence.has(Feature::PersonWord);
    stages.len() > 1
        && stages.iter().any(decides)
        && stages.iter().all(|stage| decides(stage) || may_stand_beside(stage))
}

/// Of rows that hold the same thing those that another one outdoes, by what a column says of each.
pub(super) fn outdone(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    column: u32,
    mut same: Vec<Line<'_>>,
) -> HashSet<u32> {
    for line in &mut same {
        let stage = scheme.heading(sheet.get(line.at, column));
        (line.says, line.rank) = (stage.role, stage.rank);
    }
    match choose(same.iter()) {
        Choice::One(line) => same.iter().map(|other| other.at).filter(|at| *at != line.at).collect(),
        _ => HashSet::new(),
    }
}
