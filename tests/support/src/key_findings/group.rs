//! Some schools' KSFs, and the orders in which a page tells of them.

use std::cmp::Reverse;

use ksfgrid::framework::Framework;

use super::factor::Factor;
use super::mean::Mean;
use super::ratings::{Cluster, School};

pub(super) struct Group<'a> {
    pub framework: &'a Framework,
    pub schools: Vec<&'a School>,
    /// By number.
    pub factors: Vec<Factor<'a>>,
}

impl<'a> Group<'a> {
    pub(super) fn of(clusters: &[&'a Cluster], framework: &'a Framework) -> Self {
        let schools: Vec<&School> = clusters.iter().flat_map(|cluster| &cluster.schools).collect();
        let factors = (0..framework.ksfs.len()).map(|ksf| Factor::of(ksf, &schools, framework)).collect();
        Self { framework, schools, factors }
    }

    /// The rated KSFs, the greatest need first.
    pub(super) fn need_order(&self) -> Vec<&Factor<'a>> {
        let mut rated: Vec<&Factor> = self.factors.iter().filter(|factor| factor.is_rated()).collect();
        rated.sort_by_key(|factor| (factor.mean, Reverse(factor.low.len()), factor.index));
        rated
    }

    /// Whether the ratings put no KSF first.
    pub(super) fn is_level(&self) -> bool {
        let rated = self.need_order();
        rated.len() > 1 && rated.iter().all(|factor| are_level(factor, rated[0]))
    }

    /// Strengths, the greatest first.
    pub(super) fn strengths(&self) -> Vec<&Factor<'a>> {
        let mut strengths: Vec<&Factor> = self.factors.iter().filter(|factor| factor.is_strength()).collect();
        strengths.sort_by(|a, b| {
            let share = |one: &Factor, other: &Factor| one.high.len() * other.answered();
            share(b, a).cmp(&share(a, b)).then(b.mean.cmp(&a.mean)).then(a.index.cmp(&b.index))
        });
        strengths
    }

    pub(super) fn done_really_well(&self) -> Vec<&Factor<'a>> {
        self.strengths().into_iter().filter(|factor| factor.is_done_really_well()).collect()
    }

    /// What may be named as a priority, the greatest need first.
    pub(super) fn needs(&self) -> Vec<&Factor<'a>> {
        if self.is_level() {
            return Vec::new();
        }
        let is_need = |factor: &&Factor| {
            if self.is_nobody_low() { !factor.is_done_really_well() } else { !factor.low.is_empty() }
        };
        self.need_order().into_iter().filter(is_need).collect()
    }

    /// Lows, highs and ratings of all KSFs.
    pub(super) fn counts(&self) -> [usize; 3] {
        let factors = || self.factors.iter();
        [
            factors().map(|factor| factor.low.len()).sum(),
            factors().map(|factor| factor.high.len()).sum(),
            factors().map(Factor::answered).sum(),
        ]
    }

    pub(super) fn is_nobody_low(&self) -> bool {
        self.counts()[0] == 0
    }

    pub(super) fn is_nobody_high(&self) -> bool {
        self.counts()[1] == 0
    }

    pub(super) fn is_unrated(&self) -> bool {
        self.counts()[2] == 0
    }

    /// The average of all ratings.
    pub(super) fn mean(&self) -> Option<Mean> {
        Mean::of(self.factors.iter().flat_map(|factor| factor.rated.iter().map(|(_, rating)| *rating)))
    }

    /// Why no KSF comes first.
    pub(super) fn no_first(&self) -> String {
        let every = if self.factors.iter().all(Factor::is_rated) { "" } else { " that was rated" };
        format!("Every KSF{every} averages {}: none comes first.", self.common_average())
    }

    /// The average that every rated KSF has.
    pub(super) fn common_average(&self) -> String {
        self.need_order()[0].shown(self.framework)
    }
}

/// Whether neither of two KSFs is the greater need.
pub(super) fn are_level(one: &Factor, other: &Factor) -> bool {
    one.mean == other.mean && one.low.len() == other.low.len()
}
