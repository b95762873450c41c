//! All clusters together: the authority's figures, clusters side by side, completion.

use crate::data_set::{DataSet, Outcome, Registered, SchoolRecord};
use crate::framework::Framework;

use super::cluster::{ClusterFigures, find_helpers};
use super::factor::{FactorFigures, first_three, rank};
use super::return_rate::ReturnRate;
use super::school::SchoolFigures;

/// Every figure of a run.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Names of the local authorities, sorted; usually one.
    pub local_authorities: Vec<String>,
    /// The clusters, sorted by local authority and name.
    pub clusters: Vec<ClusterFigures>,
    /// Each KSF over all schools, each school once, in the framework's order.
    pub factors: Vec<FactorFigures>,
    /// Places of the KSFs in need order over all schools, greatest need first; unanswered last.
    pub need_order: Vec<usize>,
    /// Places of the first three needs over all schools.
    pub first_three: Vec<usize>,
    /// All ratings together. The need rank means nothing here.
    pub overall: FactorFigures,
    /// What the clusters say about each KSF, in the framework's order.
    pub across: Vec<FactorAcross>,
    /// How many answers were used, missing and rejected.
    pub tally: Tally,
    /// How many of the registered schools have returned; none without a register.
    pub return_rate: Option<ReturnRate>,
    /// Clusters of the register of which no school has returned, sorted by local authority and name.
    pub without_return: Vec<Registered>,
}

/// A KSF seen across clusters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorAcross {
    /// How many clusters have it among their first three needs.
    pub in_first_three: u32,
    /// Places of the clusters with the lowest mean; several where they tie; empty where nobody answered.
    pub lowest_clusters: Vec<usize>,
}

/// The fates of all answers: the three add up to KSFs × schools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ratings used.
    pub used: u32,
    /// Answers missing.
    pub missing: u32,
    /// Answers rejected.
    pub rejected: u32,
}

impl Tally {
    /// Of all answers of some schools.
    #[must_use]
    pub fn of(schools: &[SchoolRecord]) -> Self {
        let mut tally = Self::default();
        schools.iter().flat_map(|s| &s.answers).for_each(|a| tally.count(&a.outcome));
        tally
    }

    /// All answers together.
    #[must_use]
    pub fn all(self) -> u32 {
        self.used + self.missing + self.rejected
    }

    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Used(_) => self.used += 1,
            Outcome::Missing => self.missing += 1,
            Outcome::Rejected(_) => self.rejected += 1,
        }
    }
}

impl Figures {
    pub(super) fn of(data: &DataSet, framework: &Framework) -> Self {
        let mut clusters = clusters_of(data, framework);
        find_helpers(&mut clusters, framework);
        let schools = || clusters.iter().flat_map(|c| &c.schools);
        let mut factors: Vec<FactorFigures> = (0..framework.ksfs.len())
            .map(|k| FactorFigures::of(schools().filter_map(move |s| s.ratings[k]), framework))
            .collect();
        let need_order = rank(&mut factors);
        let overall =
            FactorFigures::of(schools().flat_map(|s| s.ratings.iter().copied().flatten()), framework);
        let without_return = data.registered.iter().filter(|r| r.cluster.is_some());
        let without_return = without_return.filter(|r| clusters.iter().all(|c| !c.is(r))).cloned().collect();
        let mut local_authorities: Vec<String> = clusters.iter().map(|c| c.local_authority.clone()).collect();
        local_authorities.dedup();
        Self {
            local_authorities,
            first_three: first_three(&factors, &need_order),
            across: (0..framework.ksfs.len()).map(|k| across(&clusters, k)).collect(),
            clusters,
            factors,
            need_order,
            overall,
            tally: Tally::of(&data.schools),
            return_rate: ReturnRate::of(data.registered.iter()),
            without_return,
        }
    }

    /// How many schools have a return.
    #[must_use]
    pub fn schools(&self) -> usize {
        self.clusters.iter().map(|c| c.schools.len()).sum()
    }
}

/// The clusters of a data set, whose schools are sorted by local authority, cluster and name.
fn clusters_of(data: &DataSet, framework: &Framework) -> Vec<ClusterFigures> {
    let mut clusters = Vec::new();
    let mut at = 0;
    let same = |a: usize, b: usize| {
        let (x, y) = (&data.schools[a], &data.schools[b]);
        x.local_authority == y.local_authority && x.cluster == y.cluster
    };
    while at < data.schools.len() {
        let end = (at..data.schools.len()).find(|&i| !same(at, i)).unwrap_or(data.schools.len());
        let schools = (at..end).map(|i| SchoolFigures::of(i, &data.schools[i], framework)).collect();
        let first = &data.schools[at];
        let mut cluster = ClusterFigures::of(&first.local_authority, &first.cluster, schools, framework);
        cluster.return_rate = ReturnRate::of(data.registered.iter().filter(|r| cluster.is(r)));
        clusters.push(cluster);
        at = end;
    }
    clusters
}

fn across(clusters: &[ClusterFigures], ksf: usize) -> FactorAcross {
    let in_first_three = clusters.iter().filter(|c| c.first_three.contains(&ksf)).count();
    let lowest = clusters.iter().filter_map(|c| c.factors[ksf].mean()).min();
    let lowest_clusters = (0..clusters.len())
        .filter(|&c| lowest.is_some() && clusters[c].factors[ksf].mean() == lowest)
        .collect();
    FactorAcross { in_first_three: u32::try_from(in_first_three).unwrap_or(u32::MAX), lowest_clusters }
}
