//! Data set → figures: counts, totals, means, bands, need order, patterns, who can help whom.
//!
//! In: [`DataSet`] and [`Framework`]. Out: [`Figures`]. This is the only place that does arithmetic on ratings;
//! the workbook lays out what is worked out here. Means are exact fractions, and a cluster's or authority's mean is
//! all its ratings over all its answers, never a mean of means.

mod across;
mod cluster;
mod factor;
mod group;
pub mod key_findings;
mod nation;
mod return_rate;
mod school;
mod school_page;
#[cfg(test)]
mod tests;

pub use across::FactorAcross;
pub use cluster::{ClusterFigures, Helper, Helpers, Outside, OutsideHelper, outside};
pub use factor::{FactorFigures, Pattern};
pub use group::Figures;
pub use nation::{AuthorityFigures, FindingCounts, GroupFigures, Nation, ReadCounts};
pub use return_rate::ReturnRate;
pub use school::SchoolFigures;
pub use school_page::{Order, SchoolPage, named, others, strong_from};

use crate::data_set::DataSet;
use crate::framework::Framework;

/// Works out every figure of the workbook.
#[must_use]
pub fn analyse(data: &DataSet, framework: &Framework) -> Figures {
    Figures::of(data, framework)
}
