//! One cluster: its schools, its KSFs in need order, and who can help whom.

use crate::data_set::{Registered, SchoolRecord};
use crate::framework::Framework;
use crate::model::{Band, Rating, count};

use super::factor::{FactorFigures, first_three, rank};
use super::return_rate::ReturnRate;
use super::school::SchoolFigures;

/// A cluster's figures.
#[derive(Debug, Clone)]
pub struct ClusterFigures {
    /// The local authority that the cluster belongs to.
    pub local_authority: String,
    /// The cluster's name.
    pub name: String,
    /// Its schools with a return, sorted by name.
    pub schools: Vec<SchoolFigures>,
    /// Each KSF over its schools, in the framework's order.
    pub factors: Vec<FactorFigures>,
    /// Indices of the KSFs in need order, greatest need first; unanswered last.
    pub need_order: Vec<usize>,
    /// Indices of its first three needs; fewer if fewer KSFs were answered.
    pub first_three: Vec<usize>,
    /// All ratings of the cluster together. The need rank means nothing here.
    pub overall: FactorFigures,
    /// Who could help with each KSF, in the framework's order.
    pub helpers: Vec<Helpers>,
    /// The school rated highest on each KSF in the authority's clusters up to this one; of equals the first by cluster and
    /// name; `None` if nobody answered. In the framework's order.
    pub best_so_far: Vec<Option<Helper>>,
    /// How many of its registered schools have returned; `None` if no register says.
    pub return_rate: Option<ReturnRate>,
    /// Whether a register says that all schools of its authority have returned.
    pub is_of_whole_authority: bool,
}

/// A school that could help with a KSF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    /// The school's index in [`crate::data_set::DataSet::schools`].
    pub record: usize,
    /// Its rating of the KSF.
    pub rating: Rating,
}

/// What a cluster is shown of the rest of its authority, whose own data are not available to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// For each KSF, in the framework's order, the highest-rated school of the authority's other clusters; of equals the
    /// first by cluster and name; `None` if nobody answered.
    pub best: Vec<Option<OutsideHelper>>,
    /// Each KSF over all schools of the authority, in the framework's order.
    pub factors: Vec<FactorFigures>,
    /// Whether a register says that all schools of the authority have returned.
    pub is_of_whole_authority: bool,
}

/// A school of another cluster, if that cluster's own data are not available.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideHelper {
    /// The school's name.
    pub school: String,
    /// Its cluster.
    pub cluster: String,
    /// Its rating of the KSF.
    pub rating: Rating,
}

/// Who could help a cluster with a KSF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Helpers {
    /// Schools of the cluster that are high, in the order of their names.
    InCluster(Vec<Helper>),
    /// The authority's highest-rated school, which is in another cluster and high.
    Elsewhere(Helper),
    /// Nobody in the authority is high: its highest-rated school, if anybody answered.
    Nobody(Option<Helper>),
}

impl ClusterFigures {
    pub(super) fn of(la: &str, name: &str, schools: Vec<SchoolFigures>, framework: &Framework) -> Self {
        let column = |k: usize| schools.iter().filter_map(move |s| s.ratings[k]);
        let mut factors: Vec<FactorFigures> =
            (0..framework.ksfs.len()).map(|k| FactorFigures::of(column(k), framework)).collect();
        let need_order = rank(&mut factors);
        let all = schools.iter().flat_map(|s| s.ratings.iter().copied().flatten());
        let overall = FactorFigures::of(all, framework);
        Self {
            local_authority: la.to_owned(),
            name: name.to_owned(),
            first_three: first_three(&factors, &need_order),
            schools,
            factors,
            need_order,
            overall,
            helpers: Vec::new(),
            best_so_far: Vec::new(),
            return_rate: None,
            is_of_whole_authority: false,
        }
    }

    /// Whether these registered schools are this cluster's.
    pub(super) fn is(&self, registered: &Registered) -> bool {
        registered.local_authority == self.local_authority && registered.cluster.as_ref() == Some(&self.name)
    }

    /// Number of its schools' answers that were rejected.
    #[must_use]
    pub fn rejected(&self) -> u32 {
        self.schools.iter().map(|school| school.rejected).sum()
    }

    /// Ratings used as a share of KSFs × schools, from 0 to 1.
    #[must_use]
    pub fn completion(&self) -> f64 {
        let asked = self.factors.len() * self.schools.len();
        f64::from(self.overall.answered) / f64::from(count(asked).max(1))
    }

    /// The schools that rated the KSF at an index in a band, in the order of their names.
    pub fn schools_in(
        &self,
        ksf: usize,
        band: Band,
        framework: &Framework,
    ) -> impl Iterator<Item = (&SchoolFigures, Rating)> {
        self.schools
            .iter()
            .filter_map(move |s| s.ratings[ksf].map(|r| (s, r)))
            .filter(move |(_, r)| framework.band(*r) == band)
    }
}

/// Works out who could help each cluster: its own high schools, or else the highest-rated school of its local
/// authority if that is high (ties go to the cluster, then the school, first by name). The clusters are sorted by local
/// authority and name.
pub(super) fn find_helpers(clusters: &mut [ClusterFigures], framework: &Framework) {
    let same = |a: &ClusterFigures, b: &ClusterFigures| a.local_authority == b.local_authority;
    for authority in clusters.chunk_by_mut(same) {
        let mut best = vec![None; framework.ksfs.len()];
        for cluster in &mut *authority {
            for (ksf, best) in best.iter_mut().enumerate() {
                *best = highest(best.take(), cluster, ksf);
            }
            cluster.best_so_far.clone_from(&best);
        }
        for cluster in authority {
            cluster.helpers = (0..best.len()).map(|ksf| helpers(cluster, ksf, &best, framework)).collect();
        }
    }
}

/// The higher-rated of a school and those of a cluster; of equals the first.
fn highest(so_far: Option<Helper>, cluster: &ClusterFigures, ksf: usize) -> Option<Helper> {
    let rated = cluster.schools.iter().filter_map(|school| Some((school.record, school.ratings[ksf]?)));
    let rated = rated.map(|(record, rating)| Helper { record, rating });
    so_far.into_iter().chain(rated).reduce(|best, next| if next.rating > best.rating { next } else { best })
}

/// What the cluster at an index is shown of the others. All clusters are of one authority, whose KSFs over all schools `factors`
/// are.
#[must_use]
pub fn outside(
    clusters: &[ClusterFigures],
    factors: &[FactorFigures],
    at: usize,
    schools: &[SchoolRecord],
) -> Outside {
    let others = || clusters.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, cluster)| cluster);
    let helper = |ksf| {
        let best = others().fold(None, |best, cluster| highest(best, cluster, ksf))?;
        let SchoolRecord { school, cluster, .. } = &schools[best.record];
        Some(OutsideHelper { school: school.clone(), cluster: cluster.clone(), rating: best.rating })
    };
    Outside {
        best: (0..factors.len()).map(helper).collect(),
        factors: factors.to_vec(),
        is_of_whole_authority: clusters[at].is_of_whole_authority,
    }
}

fn helpers(cluster: &ClusterFigures, ksf: usize, best: &[Option<Helper>], framework: &Framework) -> Helpers {
    let own = cluster.schools_in(ksf, Band::High, framework);
    let own: Vec<Helper> = own.map(|(s, rating)| Helper { record: s.record, rating }).collect();
    match &best[ksf] {
        _ if !own.is_empty() => Helpers::InCluster(own),
        Some(best) if framework.band(best.rating) == Band::High => Helpers::Elsewhere(best.clone()),
        best => Helpers::Nobody(best.clone()),
    }
}
