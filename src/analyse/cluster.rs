//! One cluster: its schools, its KSFs in need order, and who can help whom.

use crate::data_set::Registered;
use crate::framework::Framework;
use crate::model::{Band, Rating, natural_order};

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
    /// Places of the KSFs in need order, greatest need first; unanswered last.
    pub need_order: Vec<usize>,
    /// Places of its first three needs; fewer where fewer KSFs were answered.
    pub first_three: Vec<usize>,
    /// All ratings of the cluster together. The need rank means nothing here.
    pub overall: FactorFigures,
    /// Who could help with each KSF, in the framework's order.
    pub helpers: Vec<Helpers>,
    /// How many of its registered schools have returned; none where no register tells.
    pub return_rate: Option<ReturnRate>,
}

/// A school that could help with a KSF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    /// The school's place in [`crate::data_set::DataSet::schools`].
    pub record: usize,
    /// Its rating of the KSF.
    pub rating: Rating,
}

/// Who could help a cluster with a KSF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Helpers {
    /// Schools of the cluster that are high, in the order of their names.
    InCluster(Vec<Helper>),
    /// The authority's highest-rated school, which is in another cluster.
    Elsewhere(Helper),
    /// Nobody in the authority is high.
    Nobody,
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
            return_rate: None,
        }
    }

    /// Whether these registered schools are this cluster's.
    pub(super) fn is(&self, registered: &Registered) -> bool {
        registered.local_authority == self.local_authority && registered.cluster.as_ref() == Some(&self.name)
    }

    /// Ratings used as a share of KSFs × schools, from 0 to 1.
    #[must_use]
    pub fn completion(&self) -> f64 {
        let asked = self.factors.len() * self.schools.len();
        f64::from(self.overall.answered) / f64::from(u32::try_from(asked).unwrap_or(u32::MAX).max(1))
    }

    /// The schools that rated a KSF (by place) in a band, in the order of their names.
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
/// authority if that is high (ties go to the cluster, then the school, first by name).
pub(super) fn find_helpers(clusters: &mut [ClusterFigures], framework: &Framework) {
    for at in 0..clusters.len() {
        let helpers = (0..framework.ksfs.len()).map(|k| helpers(clusters, at, k, framework)).collect();
        clusters[at].helpers = helpers;
    }
}

fn helpers(clusters: &[ClusterFigures], at: usize, ksf: usize, framework: &Framework) -> Helpers {
    let own: Vec<Helper> = clusters[at]
        .schools_in(ksf, Band::High, framework)
        .map(|(s, rating)| Helper { record: s.record, rating })
        .collect();
    if !own.is_empty() {
        return Helpers::InCluster(own);
    }
    let mut others: Vec<&ClusterFigures> =
        clusters.iter().filter(|c| c.local_authority == clusters[at].local_authority).collect();
    others.sort_by(|a, b| natural_order(&a.name, &b.name));
    let mut best: Option<Helper> = None;
    for (school, rating) in others.iter().flat_map(|c| c.schools_in(ksf, Band::High, framework)) {
        if best.as_ref().is_none_or(|b| rating > b.rating) {
            best = Some(Helper { record: school.record, rating });
        }
    }
    best.map_or(Helpers::Nobody, Helpers::Elsewhere)
}
