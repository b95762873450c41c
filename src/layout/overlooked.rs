//! Labels among the schools' that say something else, and yet could be the short name of a school.

use crate::model::CellValue;

use super::Recogniser;
use super::headings::could_name;

/// Whether a label that is taken for something else heads ratings of most KSFs and could name a school: "Key", "The
/// Support"; not "Lowest", "Target" or "All schools".
pub(super) fn could_be_a_school(recogniser: &Recogniser, label: &str, values: &[&CellValue]) -> bool {
    2 * values.len() >= recogniser.factors
        && values.iter().all(|value| recogniser.on_scale(value))
        && could_name(label, &recogniser.labels)
}
