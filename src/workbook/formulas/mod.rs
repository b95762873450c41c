//! Formulas: every figure of the workbook as Excel works it out, so that it follows when a rating is changed.
//!
//! They mirror the definitions of the analyse stage, whose figures are their stored results: Protected View, previews
//! and other programs show what is stored. Only functions of Excel 2010 or earlier. An entry counts only if it is a
//! whole number on the scale: pasting gets past the rule for what may be typed.

mod grid;
mod needs;
mod pattern;
mod result;
mod summary;
mod workings;

pub(super) use grid::{
    changed, entries_to_correct, figure, is_no_rating, overall_figure, rating_now, school_average,
};
pub(super) use needs::{Need, at_chosen_ksf, need_rank, numbers_of_first};
pub(super) use pattern::{Pattern, Patterns, complete};
pub(super) use result::{Stored, put, write};
pub(super) use summary::{ClusterRow, KsfRow, ranked};
pub(super) use workings::{
    KsfWorkings, at_extreme, band_count, cluster_entry, highest, lowest, rejected, school_entry,
    school_entry_length,
};

use crate::framework::{BandDefinition, Framework};
use crate::model::Band;

/// The name of the list of KSFs on Contents, number and name of each.
pub(super) const KSF_LIST: &str = "KSF_list";

/// The ratings of a band as a constant: `{1,2,3}`.
fn ratings(band: &BandDefinition) -> String {
    constant(band.from, band.to)
}

fn constant(from: u8, to: u8) -> String {
    let all: Vec<String> = (from..=to).map(|rating| rating.to_string()).collect();
    format!("{{{}}}", all.join(","))
}

/// For each cell of a range, whether it holds a whole number from `from` to `to`. An empty cell counts as 0 where it is
/// looked up, so that 0 needs a second look.
fn holds(range: &str, from: u8, to: u8) -> String {
    let found = format!("ISNUMBER(MATCH({range},{},0))", constant(from, to));
    if from == 0 { format!("ISNUMBER({range})*{found}") } else { found }
}

/// The same as numbers, 1 or 0: a product is one already.
fn holds_as_number(range: &str, from: u8, to: u8) -> String {
    let holds = holds(range, from, to);
    if from == 0 { holds } else { format!("--{holds}") }
}

/// How many cells of a range hold a whole number from `from` to `to`.
fn count(range: &str, from: u8, to: u8) -> String {
    format!("SUMPRODUCT({})", holds_as_number(range, from, to))
}

/// Whether one cell holds a whole number of a band.
fn is_in(cell: &str, band: &BandDefinition) -> String {
    format!("COUNT({cell},MATCH({cell},{},0))=2", ratings(band))
}

/// The word of the band of an average, or of a rating, that a cell holds; nothing where it holds none.
fn band_word(cell: &str, framework: &Framework, half: f64) -> String {
    let medium = f64::from(framework.bands.medium.from) - half;
    let high = f64::from(framework.bands.high.from) - half;
    let [low_word, medium_word, high_word] = Band::ALL.map(Band::word);
    format!(
        "=IF({cell}=\"\",\"\",IF({cell}<{medium},\"{low_word}\",IF({cell}<{high},\"{medium_word}\",\"{high_word}\")))"
    )
}

/// The word of the band of an average: that of the average rounded half up to a whole rating.
pub(super) fn band_of_average(cell: &str, framework: &Framework) -> String {
    band_word(cell, framework, 0.5)
}

/// The word of the band of a rating.
pub(super) fn band_of_rating(cell: &str, framework: &Framework) -> String {
    band_word(cell, framework, 0.0)
}
