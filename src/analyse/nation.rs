//! Several local authorities together: what is kept of each once its workbook is written, and all of them added up.
//!
//! Nothing here is a mean of means: counts and totals are added, so that each school counts once.

use std::collections::BTreeMap;

use crate::data_set::{Counts, DataSet, Registered};
use crate::finding::Finding;
use crate::framework::Framework;
use crate::model::count;
use crate::rules::{Rule, Severity};

use super::across::FactorAcross;
use super::cluster::ClusterFigures;
use super::factor::{FactorFigures, first_three, rank};
use super::group::Figures;
use super::return_rate::ReturnRate;

/// The figures of a cluster, an authority or several, without their schools.
#[derive(Debug, Clone)]
pub struct GroupFigures {
    /// Its name.
    pub name: String,
    /// Schools with a return.
    pub schools: u32,
    /// Number of answers used, missing and rejected.
    pub tally: Counts,
    /// Each KSF over its schools, in the framework's order.
    pub factors: Vec<FactorFigures>,
    /// Indices of the KSFs in need order, greatest need first; unanswered last.
    pub need_order: Vec<usize>,
    /// Indices of its first three needs.
    pub first_three: Vec<usize>,
    /// All ratings together. The need rank means nothing here.
    pub overall: FactorFigures,
    /// How many of its registered schools have returned; `None` if no register says.
    pub return_rate: Option<ReturnRate>,
}

/// What is kept of an authority once its workbook is written.
#[derive(Debug, Clone)]
pub struct AuthorityFigures {
    /// The authority as a whole.
    pub whole: GroupFigures,
    /// Its clusters, sorted by name; after them those of the register of which no school has returned.
    pub clusters: Vec<GroupFigures>,
    /// What was read of it.
    pub read: ReadCounts,
}

/// Numbers of what was read: of an authority, of what belongs to none, or of all.
#[derive(Debug, Clone, Default)]
pub struct ReadCounts {
    /// Returns, and files that gave none; without registered schools that have not returned.
    pub returns: u32,
    /// Its findings.
    pub findings: FindingCounts,
}

/// Number of findings of each rule, sorted by code.
#[derive(Debug, Clone, Default)]
pub struct FindingCounts(BTreeMap<&'static str, (&'static Rule, u32)>);

/// All authorities.
#[derive(Debug, Clone)]
pub struct Nation {
    /// The authorities, sorted by name.
    pub authorities: Vec<AuthorityFigures>,
    /// All together; its name is empty.
    pub whole: GroupFigures,
    /// What was read of the authorities together.
    pub of_authorities: ReadCounts,
    /// What was read that belongs to none of them.
    pub of_none: ReadCounts,
    /// What was read at all.
    pub read: ReadCounts,
    /// Each KSF across the authorities, in the framework's order.
    pub across: Vec<FactorAcross>,
}

impl GroupFigures {
    /// Ratings used as a share of KSFs × schools, from 0 to 1; 0 if there is no school.
    #[must_use]
    pub fn completion(&self) -> f64 {
        f64::from(self.tally.rated) / f64::from(self.tally.all().max(1))
    }

    fn of_cluster(cluster: &ClusterFigures) -> Self {
        let schools = count(cluster.schools.len());
        let (rated, rejected) = (cluster.overall.answered, cluster.rejected());
        let missing = count(cluster.factors.len()) * schools - rated - rejected;
        Self {
            name: cluster.name.clone(),
            schools,
            tally: Counts { rated, missing, rejected },
            factors: cluster.factors.clone(),
            need_order: cluster.need_order.clone(),
            first_three: cluster.first_three.clone(),
            overall: cluster.overall.clone(),
            return_rate: cluster.return_rate,
        }
    }

    /// A cluster of the register of which no school has returned.
    fn without_return(cluster: &Registered, framework: &Framework) -> Self {
        let name = cluster.cluster.clone().unwrap_or_default();
        Self { return_rate: ReturnRate::of(std::iter::once(cluster)), ..Self::together(name, &[], framework) }
    }

    /// Several groups as one.
    fn together(name: String, groups: &[&Self], framework: &Framework) -> Self {
        let factor = |k: usize| FactorFigures::together(groups.iter().map(|g| &g.factors[k]), framework);
        let mut factors: Vec<FactorFigures> = (0..framework.ksfs.len()).map(factor).collect();
        let need_order = rank(&mut factors);
        Self {
            name,
            schools: groups.iter().map(|group| group.schools).sum(),
            tally: groups.iter().fold(Counts::default(), |sum, group| sum + group.tally),
            first_three: first_three(&factors, &need_order),
            overall: FactorFigures::together(groups.iter().map(|group| &group.overall), framework),
            return_rate: ReturnRate::together(groups.iter().filter_map(|group| group.return_rate)),
            factors,
            need_order,
        }
    }
}

impl AuthorityFigures {
    /// What is kept of an authority.
    #[must_use]
    pub fn of(name: &str, data: &DataSet, figures: &Figures, framework: &Framework) -> Self {
        let clusters: Vec<GroupFigures> = figures.clusters.iter().map(GroupFigures::of_cluster).collect();
        let mut whole =
            GroupFigures::together(name.to_owned(), &clusters.iter().collect::<Vec<_>>(), framework);
        whole.return_rate = figures.return_rate;
        let without = figures.without_return.iter().map(|c| GroupFigures::without_return(c, framework));
        Self { whole, clusters: clusters.into_iter().chain(without).collect(), read: ReadCounts::of(data) }
    }

    /// Its clusters with a return.
    pub fn returned_clusters(&self) -> impl Iterator<Item = &GroupFigures> {
        self.clusters.iter().filter(|cluster| cluster.schools > 0)
    }
}

impl ReadCounts {
    fn of(data: &DataSet) -> Self {
        let returns = data.returns.iter().filter(|row| row.file.is_some()).count();
        Self { returns: count(returns), findings: FindingCounts::of(&data.findings) }
    }

    fn and(self, other: &Self) -> Self {
        Self { returns: self.returns + other.returns, findings: self.findings.and(&other.findings) }
    }
}

impl FindingCounts {
    fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            counts.0.entry(finding.rule.code).or_insert((finding.rule, 0)).1 += 1;
        }
        counts
    }

    /// The rules that occur, sorted by code, and the number of findings of each.
    pub fn rules(&self) -> impl Iterator<Item = (&'static Rule, u32)> {
        self.0.values().copied()
    }

    /// Number of findings of a rule.
    #[must_use]
    pub fn of_rule(&self, code: &str) -> u32 {
        self.0.get(code).map_or(0, |(_, count)| *count)
    }

    /// Number of findings of each severity, the greatest severity first.
    #[must_use]
    pub fn by_severity(&self) -> [u32; 3] {
        let of = |severity| self.rules().filter(move |(rule, _)| rule.severity == severity);
        Severity::ALL.map(|severity| of(severity).map(|(_, count)| count).sum())
    }

    /// Number of all findings.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.rules().map(|(_, count)| count).sum()
    }

    fn and(mut self, others: &Self) -> Self {
        for (rule, count) in others.rules() {
            self.0.entry(rule.code).or_insert((rule, 0)).1 += count;
        }
        self
    }
}

impl Nation {
    /// All authorities together; `rest` is what belongs to none of them.
    #[must_use]
    pub fn of(authorities: Vec<AuthorityFigures>, rest: &DataSet, framework: &Framework) -> Self {
        let groups: Vec<&GroupFigures> = authorities.iter().map(|authority| &authority.whole).collect();
        let whole = GroupFigures::together(String::new(), &groups, framework);
        let pairs = || groups.iter().map(|group| (&group.first_three, &group.factors));
        let across = (0..framework.ksfs.len()).map(|ksf| FactorAcross::of(ksf, pairs())).collect();
        let of_authorities = authorities.iter().fold(ReadCounts::default(), |sum, one| sum.and(&one.read));
        let of_none = ReadCounts::of(rest);
        let read = of_authorities.clone().and(&of_none);
        Self { authorities, whole, of_authorities, of_none, read, across }
    }

    /// Number of clusters with a return, over all authorities.
    #[must_use]
    pub fn clusters(&self) -> u32 {
        count(self.authorities.iter().flat_map(AuthorityFigures::returned_clusters).count())
    }
}
