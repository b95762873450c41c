//! Formulas: every figure of the workbook as Excel works it out, so that it follows when a rating is changed.
//!
//! They mirror the definitions of the analyse stage, whose figures are their stored results: Protected View, previews
//! and other programs show what is stored. Only functions of Excel 2010 or earlier. An entry counts only if it is a
//! whole number on the scale: pasting gets past the rule for what may be typed. An error value is a gap like any other entry
//! that is no rating, and so stays in its cell: no formula compares a rating's cell, or reckons with it, before a look-up or a
//! count, which pass errors over, has told that it holds a rating.

mod counting;
mod grid_figures;
mod grid_workings;
pub(crate) mod live;
mod needs;
mod repeated;
pub(crate) mod school_page;
mod stored;
mod summary_rows;

pub(crate) use counting::{KSF_LIST, band_of_average, band_of_rating, holds, is_in, is_typed_in};
pub(crate) use grid_figures::{
    changed, entries_to_correct, figure, is_no_rating, overall_figure, rating_now, school_average,
    size_of_grid,
};
pub(crate) use grid_workings::{
    Before, KsfWorkings, at_extreme, band_count, cluster_entry, highest, lowest, rejected, school_entry,
    school_entry_length,
};
pub(crate) use needs::{Need, at_chosen_ksf, need_rank, numbers_of_first};
pub(crate) use repeated::{OnceInAGroup, RepeatedFormula, RepeatedFormulas, fill_in};
pub(crate) use stored::{Stored, put, write};
pub(crate) use summary_rows::{ClusterRow, KsfRow, Ranked, average_of_all};
