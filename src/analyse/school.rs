//! One school's profile over the KSFs.

use crate::data_set::{Outcome, SchoolRecord};
use crate::framework::Framework;
use crate::model::{Mean, Rating, count};

use super::factor::FactorFigures;

/// A school's figures, for its own improvement plan.
#[derive(Debug, Clone)]
pub struct SchoolFigures {
    /// The school's index in [`crate::data_set::DataSet::schools`].
    pub record: usize,
    /// Its rating of each KSF, in the framework's order.
    pub ratings: Vec<Option<Rating>>,
    /// Counts, total, mean and band over its KSFs. The need rank means nothing here.
    pub overall: FactorFigures,
    /// Number of its answers that were rejected.
    pub rejected: u32,
    /// Indices of all KSFs at its lowest rating; empty if all its ratings are equal.
    pub weakest: Vec<usize>,
    /// Indices of all KSFs at its highest rating; empty if all its ratings are equal.
    pub strongest: Vec<usize>,
}

impl SchoolFigures {
    pub(super) fn of(record: usize, school: &SchoolRecord, framework: &Framework) -> Self {
        let ratings: Vec<Option<Rating>> = school.answers.iter().map(|a| a.outcome.rating()).collect();
        let overall = FactorFigures::of(ratings.iter().copied().flatten(), framework);
        let at = |extreme: Option<Rating>| -> Vec<usize> {
            if overall.lowest == overall.highest {
                return Vec::new();
            }
            (0..ratings.len()).filter(|&k| ratings[k] == extreme).collect()
        };
        let (weakest, strongest) = (at(overall.lowest), at(overall.highest));
        let rejected = school.answers.iter().filter(|a| matches!(a.outcome, Outcome::Rejected(_))).count();
        Self { record, ratings, overall, rejected: count(rejected), weakest, strongest }
    }

    /// How far the school's mean lies above (positive) or below its cluster's.
    #[must_use]
    pub fn against(&self, cluster: Option<Mean>) -> Option<f64> {
        Some(self.overall.mean()?.value() - cluster?.value())
    }
}
