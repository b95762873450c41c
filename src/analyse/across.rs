//! One KSF over several groups side by side: the clusters of an authority, or authorities.

use crate::model::{Mean, count};

use super::factor::FactorFigures;

/// A KSF seen across groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorAcross {
    /// How many groups have it among their first three needs.
    pub in_first_three: u32,
    /// Indices of the groups with the lowest mean; several if they tie; empty if nobody answered.
    pub lowest: Vec<usize>,
    /// The same for the highest mean.
    pub highest: Vec<usize>,
}

impl FactorAcross {
    /// The KSF at an index; of each group its first three needs and all its KSFs.
    pub(super) fn of<'a>(
        ksf: usize,
        groups: impl Iterator<Item = (&'a Vec<usize>, &'a Vec<FactorFigures>)> + Clone,
    ) -> Self {
        let in_first_three = groups.clone().filter(|(first_three, _)| first_three.contains(&ksf)).count();
        let means = groups.map(|(_, factors)| factors[ksf].mean());
        let with = |wanted: Option<Mean>| {
            let equal = means.clone().enumerate().filter(|(_, mean)| mean.is_some() && *mean == wanted);
            equal.map(|(index, _)| index).collect()
        };
        let (lowest, highest) = (with(means.clone().flatten().min()), with(means.clone().flatten().max()));
        Self { in_first_three: count(in_first_three), lowest, highest }
    }
}
