//! What a workshop should speak about first: what a cluster does really well, what it must prioritise, who could help whom,
//! and which schools stand out against their own profile.

use std::cmp::{Ordering, Reverse};

use crate::framework::Framework;
use crate::model::{Band, Mean, Rating, count};

use super::cluster::ClusterFigures;
use super::factor::{FactorFigures, Pattern};
use super::group::Figures;

/// How far at least a rating is from its school's average, and from the average of the KSF in the cluster, if the school
/// stands out with it.
pub const FROM_OWN_AVERAGE: u8 = 2;
/// See [`FROM_OWN_AVERAGE`].
pub const FROM_KSF_AVERAGE: u8 = 1;

/// How many first needs there are.
const NEEDS: usize = 3;

/// What a group of schools should speak about first. No KSF is among its strengths that are done really well and among its
/// priorities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFindings {
    /// Indices of the KSFs on which somebody is high and nobody low: the greatest share of high schools first, then the
    /// highest mean, then by number.
    pub strengths: Vec<usize>,
    /// How many of these, from the first on, at least half of the schools that answered are high on: what is done really
    /// well.
    pub well: usize,
    /// Indices of the KSFs in need order that somebody is low on; if nobody is low on any, of those that somebody rated and
    /// that are not done really well. Empty if no KSF comes first ([`is_level`](Self::is_level)).
    pub needs: Vec<usize>,
    /// Whether all of several KSFs that were rated have the same mean and equally many low schools: no KSF comes first.
    pub is_level: bool,
    /// Whether anybody is low on anything.
    pub anybody_low: bool,
}

impl KeyFindings {
    /// Of the KSFs of a group of schools, in the framework's order, and their need order.
    #[must_use]
    pub fn of(factors: &[FactorFigures], need_order: &[usize]) -> Self {
        let is_well = |ksf: &usize| factors[*ksf].pattern() == Some(Pattern::Secure);
        let has_strength = |ksf: &usize| factors[*ksf].high > 0 && factors[*ksf].low == 0;
        let mut strengths: Vec<usize> = (0..factors.len()).filter(has_strength).collect();
        strengths.sort_by(|&a, &b| strength(&factors[b], &factors[a]).then(a.cmp(&b)));
        let rated = || need_order.iter().copied().filter(|ksf| factors[*ksf].answered > 0);
        let first = rated().next().map(|ksf| &factors[ksf]);
        let is_as_first = |ksf: usize| {
            first.is_some_and(|first| first.mean() == factors[ksf].mean() && first.low == factors[ksf].low)
        };
        let is_level = rated().count() > 1 && rated().all(is_as_first);
        let anybody_low = factors.iter().any(|factor| factor.low > 0);
        let is_need = |ksf: &usize| if anybody_low { factors[*ksf].low > 0 } else { !is_well(ksf) };
        Self {
            well: strengths.iter().filter(|ksf| is_well(ksf)).count(),
            strengths,
            needs: rated().filter(|ksf| !is_level && is_need(ksf)).collect(),
            anybody_low,
            is_level,
        }
    }

    /// What must be prioritised: the first needs; if nobody is low, the first alone.
    #[must_use]
    pub fn priorities(&self) -> &[usize] {
        let most = if self.anybody_low { NEEDS } else { 1 };
        &self.needs[..self.needs.len().min(most)]
    }
}

/// The greater share of high schools first, then the higher mean.
fn strength(a: &FactorFigures, b: &FactorFigures) -> Ordering {
    let share = |factor: &FactorFigures| Mean::of(factor.high, factor.answered);
    share(a).cmp(&share(b)).then(a.mean().cmp(&b.mean()))
}

/// Where help with a KSF could come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Help {
    /// Somebody in the cluster is high.
    InCluster,
    /// Somebody else in the authority is.
    InAuthority,
    /// Nobody is high.
    Nobody,
}

/// The KSFs that somebody in the cluster is low on, by where help could come from: nearest first, then in need order.
/// `highest` is the highest rating of each KSF in the authority.
#[must_use]
pub fn help(
    cluster: &ClusterFigures,
    highest: impl Fn(usize) -> Option<Rating>,
    framework: &Framework,
) -> Vec<(usize, Help)> {
    let from = |ksf: usize| {
        if cluster.factors[ksf].high > 0 {
            Help::InCluster
        } else if highest(ksf).is_some_and(|rating| framework.band(rating) == Band::High) {
            Help::InAuthority
        } else {
            Help::Nobody
        }
    };
    let low = cluster.need_order.iter().filter(|ksf| cluster.factors[**ksf].low > 0);
    let mut asked: Vec<(usize, Help)> = low.map(|&ksf| (ksf, from(ksf))).collect();
    asked.sort_by_key(|(_, help)| *help);
    asked
}

/// A rating with which a school stands out: low (high), far from its own average, and from the average of the KSF in the
/// cluster in the same direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandOut {
    /// The index of the school in its cluster.
    pub school: usize,
    /// The index of the KSF.
    pub ksf: usize,
    /// The rating.
    pub rating: Rating,
    /// How far it is from the school's average.
    pub distance: Mean,
}

/// The ratings with which schools of a cluster stand out: first the high one that is farthest from its school's average, then
/// the low ones, then the other high ones, each from the farthest on; of equals by KSF, then by school.
#[must_use]
pub fn stand_outs(cluster: &ClusterFigures, framework: &Framework) -> Vec<StandOut> {
    let of = |ksf: usize, wanted: Band| {
        cluster.schools.iter().enumerate().filter_map(move |(school, figures)| {
            let rating = figures.ratings[ksf].filter(|rating| framework.band(*rating) == wanted)?;
            let (own, of_ksf) = (figures.overall.mean()?, cluster.factors[ksf].mean()?);
            let beyond = |from: u8, mean| is_beyond(rating, from, mean, wanted);
            let stands_out = beyond(FROM_OWN_AVERAGE, own) && beyond(FROM_KSF_AVERAGE, of_ksf);
            let FactorFigures { total, answered, .. } = figures.overall;
            let distance = Mean::of((u32::from(rating.get()) * answered).abs_diff(total), answered)?;
            stands_out.then_some(StandOut { school, ksf, rating, distance })
        })
    };
    let in_order = |wanted: Band| {
        let mut all: Vec<StandOut> = (0..cluster.factors.len()).flat_map(|ksf| of(ksf, wanted)).collect();
        all.sort_by_key(|one| Reverse(one.distance));
        all
    };
    let mut high = in_order(Band::High).into_iter();
    high.next().into_iter().chain(in_order(Band::Low)).chain(high).collect()
}

/// Whether a rating is at least `from` below a mean, if it is low, or above it.
fn is_beyond(rating: Rating, from: u8, mean: Mean, band: Band) -> bool {
    let (rating, from) = (u32::from(rating.get()), u32::from(from));
    if band == Band::Low {
        Mean::of(rating + from, 1).is_some_and(|limit| limit <= mean)
    } else {
        rating.checked_sub(from).and_then(|limit| Mean::of(limit, 1)).is_some_and(|limit| limit >= mean)
    }
}

/// What an authority of several clusters should speak about.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorityFindings {
    /// Each KSF over the clusters, in the framework's order.
    pub across: Vec<AcrossClusters>,
    /// Indices of the KSFs that are among the first three needs of at least half of the clusters: of most clusters first, then
    /// in need order over all schools.
    pub shared: Vec<usize>,
    /// Indices of the KSFs on which a cluster has low schools and no high one, and another cluster has a high one; in need
    /// order.
    pub helped: Vec<usize>,
    /// Indices of the KSFs on which the clusters' means differ: most apart first, then by number.
    pub differ: Vec<usize>,
}

impl AuthorityFindings {
    /// Of all clusters together.
    #[must_use]
    pub fn of(figures: &Figures) -> Self {
        let clusters = &figures.clusters;
        let across: Vec<AcrossClusters> =
            (0..figures.factors.len()).map(|ksf| AcrossClusters::of(ksf, clusters)).collect();
        let in_need_order = || figures.need_order.iter().copied();
        let sharing = |ksf: usize| figures.across[ksf].in_first_three;
        let is_shared = |ksf: &usize| 2 * sharing(*ksf) >= count(clusters.len());
        let mut shared: Vec<usize> = in_need_order().filter(is_shared).collect();
        shared.sort_by_key(|&ksf| Reverse(sharing(ksf)));
        let is_helped = |ksf: &usize| figures.factors[*ksf].high > 0 && !across[*ksf].without_help.is_empty();
        let mut differ: Vec<usize> =
            (0..across.len()).filter(|&ksf| across[ksf].gap.is_some_and(|gap| gap > 0.0)).collect();
        differ.sort_by(|&a, &b| across[b].gap.partial_cmp(&across[a].gap).unwrap_or(Ordering::Equal));
        Self { helped: in_need_order().filter(is_helped).collect(), shared, differ, across }
    }
}

/// Whether somebody is low on a KSF and nobody high: whose schools these are must find help of another kind.
#[must_use]
pub fn needs_response(factor: &FactorFigures) -> bool {
    factor.low > 0 && factor.high == 0
}

/// A KSF over the clusters of an authority.
#[derive(Debug, Clone, PartialEq)]
pub struct AcrossClusters {
    /// How many clusters have it as their first need.
    pub first: u32,
    /// Indices of the clusters with low schools on it and no high one.
    pub without_help: Vec<usize>,
    /// Indices of the clusters with the lowest and the highest mean (of equals the first); `None` if nobody answered.
    pub extremes: Option<(usize, usize)>,
    /// How far apart these two are, to a millionth.
    pub gap: Option<f64>,
}

impl AcrossClusters {
    /// The KSF at an index.
    fn of(ksf: usize, clusters: &[ClusterFigures]) -> Self {
        let means = clusters.iter().map(|cluster| cluster.factors[ksf].mean()).enumerate();
        let means: Vec<(usize, Mean)> = means.filter_map(|(at, mean)| Some((at, mean?))).collect();
        let lowest = means.iter().min_by_key(|(at, mean)| (*mean, *at));
        let highest = means.iter().max_by_key(|(at, mean)| (*mean, Reverse(*at)));
        let extremes = lowest.zip(highest);
        let gap = extremes.map(|(low, high)| high.1.value() - low.1.value());
        let is_first = |cluster: &&ClusterFigures| cluster.first_three.first() == Some(&ksf);
        Self {
            first: count(clusters.iter().filter(is_first).count()),
            without_help: (0..clusters.len())
                .filter(|&at| needs_response(&clusters[at].factors[ksf]))
                .collect(),
            extremes: extremes.map(|(low, high)| (low.0, high.0)),
            gap: gap.map(|gap| (gap * 1e6).round() / 1e6),
        }
    }
}
