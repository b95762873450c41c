//! Labels among the schools' names that say something else and could still be the short name of a school.

use crate::model::CellValue;

use super::super::headings::could_name;
use super::super::scheme::RatingScheme;

/// Whether a label that is taken for something else has ratings of most KSFs and could name a school: "Key", "The
/// Support"; not "Lowest", "Target" or "All schools".
pub(super) fn could_be_a_school(scheme: &RatingScheme, label: &str, values: &[&CellValue]) -> bool {
    2 * values.len() >= scheme.count()
        && values.iter().all(|value| scheme.on_scale(value))
        && could_name(label, &scheme.labels)
}
