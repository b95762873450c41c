//! All clusters together: the authority's figures, clusters side by side, completion.

use crate::data_set::{Counts, DataSet, Registered, SchoolRecord};
use crate::framework::Framework;

use super::across::FactorAcross;
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
    /// Indices of the KSFs in need order over all schools, greatest need first; unanswered last.
    pub need_order: Vec<usize>,
    /// Indices of the first three needs over all schools.
    pub first_three: Vec<usize>,
    /// All ratings together. The need rank means nothing here.
    pub overall: FactorFigures,
    /// Each KSF across the clusters, in the framework's order.
    pub across: Vec<FactorAcross>,
    /// Indices of the clusters from the lowest average to the highest; those without an answer last.
    pub from_lowest: Vec<usize>,
    /// Number of answers used, missing and rejected.
    pub tally: Counts,
    /// How many of the registered schools have returned; `None` without a register.
    pub return_rate: Option<ReturnRate>,
    /// Clusters of the register of which no school has returned, sorted by local authority and name.
    pub without_return: Vec<Registered>,
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
        let groups = || clusters.iter().map(|c| (&c.first_three, &c.factors));
        let mut local_authorities: Vec<String> = clusters.iter().map(|c| c.local_authority.clone()).collect();
        local_authorities.dedup();
        Self {
            local_authorities,
            first_three: first_three(&factors, &need_order),
            across: (0..framework.ksfs.len()).map(|k| FactorAcross::of(k, groups())).collect(),
            from_lowest: from_lowest(&clusters),
            clusters,
            factors,
            need_order,
            overall,
            tally: Counts::of(&data.schools),
            return_rate: ReturnRate::of(data.registered.iter()),
            without_return,
        }
    }

    /// Number of schools with a return.
    #[must_use]
    pub fn schools(&self) -> usize {
        self.clusters.iter().map(|c| c.schools.len()).sum()
    }
}

/// The clusters of a data set, whose schools are sorted by local authority, cluster and name.
fn clusters_of(data: &DataSet, framework: &Framework) -> Vec<ClusterFigures> {
    let same =
        |a: &SchoolRecord, b: &SchoolRecord| a.local_authority == b.local_authority && a.cluster == b.cluster;
    let mut records = 0..;
    let cluster = |schools: &[SchoolRecord]| {
        let figures =
            records.by_ref().zip(schools).map(|(record, s)| SchoolFigures::of(record, s, framework));
        let SchoolRecord { local_authority, cluster, .. } = &schools[0];
        let mut cluster = ClusterFigures::of(local_authority, cluster, figures.collect(), framework);
        cluster.return_rate = ReturnRate::of(data.registered.iter().filter(|r| cluster.is(r)));
        let of_authority = data.registered.iter().filter(|r| r.local_authority == *local_authority);
        cluster.is_of_whole_authority = ReturnRate::of(of_authority).is_some_and(ReturnRate::is_full);
        cluster
    };
    data.schools.chunk_by(same).map(cluster).collect()
}

/// The indices of clusters from the lowest average to the highest.
fn from_lowest(clusters: &[ClusterFigures]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|&index| {
        let mean = clusters[index].overall.mean();
        (mean.is_none(), mean)
    });
    order
}
