//! Several local authorities together: what remains of each once its workbook is written, and all of them added up.
//!
//! Nothing here is a mean of means: counts and totals are added, so that each school counts once.

use std::collections::BTreeMap;

use crate::data_set::{DataSet, Registered};
use crate::finding::Finding;
use crate::framework::Framework;
use crate::model::to_u32;
use crate::rules::{Rule, Severity};

use super::cluster::ClusterFigures;
use super::factor::{FactorFigures, first_three, rank};
use super::group::{Figures, Tally};
use super::return_rate::ReturnRate;

/// The figures of a cluster, an authority or several, without their schools.
#[derive(Debug, Clone)]
pub struct GroupFigures {
    /// Its name.
    pub name: String,
    /// Schools with a return.
    pub schools: u32,
    /// How many answers were used, missing and rejected.
    pub tally: Tally,
    /// Each KSF over its schools, in the framework's order.
    pub factors: Vec<FactorFigures>,
    /// Places of the KSFs in need order, greatest need first; unanswered last.
    pub need_order: Vec<usize>,
    /// Places of its first three needs.
    pub first_three: Vec<usize>,
    /// All ratings together. The need rank means nothing here.
    pub overall: FactorFigures,
    /// How many of its registered schools have returned; none where no register tells.
    pub return_rate: Option<ReturnRate>,
}

/// What remains of an authority when its workbook is written.
#[derive(Debug, Clone)]
pub struct AuthorityFigures {
    /// The authority as a whole.
    pub whole: GroupFigures,
    /// Its clusters, sorted by name; behind them those of the register of which no school has returned.
    pub clusters: Vec<GroupFigures>,
    /// What was read of it.
    pub read: Read,
}

/// What was read of an authority, of none, or of all.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// Returns, and files that gave none; without registered schools that have not returned.
    pub returns: u32,
    /// Its findings.
    pub findings: FindingCounts,
}

/// How many findings there are of each rule, sorted by code.
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
    pub of_authorities: Read,
    /// What was read that belongs to none of them.
    pub of_none: Read,
    /// What was read at all.
    pub read: Read,
    /// For each KSF, in the framework's order, what the authorities say about it.
    pub across: Vec<AcrossAuthorities>,
}

/// A KSF seen across authorities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcrossAuthorities {
    /// How many authorities have it among their first three needs.
    pub in_first_three: u32,
    /// Places of the authorities with the lowest mean; several where they tie; empty where nobody answered.
    pub lowest: Vec<usize>,
}

impl GroupFigures {
    /// Ratings used as a share of KSFs × schools, from 0 to 1; 0 where there is no school.
    #[must_use]
    pub fn completion(&self) -> f64 {
        f64::from(self.tally.used) / f64::from(self.tally.all().max(1))
    }

    fn of_cluster(cluster: &ClusterFigures) -> Self {
        let schools = to_u32(cluster.schools.len());
        let (used, rejected) = (cluster.overall.answered, cluster.rejected());
        let missing = to_u32(cluster.factors.len()) * schools - used - rejected;
        Self {
            name: cluster.name.clone(),
            schools,
            tally: Tally { used, missing, rejected },
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
        let sum = |of: fn(&Self) -> u32| groups.iter().map(|group| of(group)).sum();
        let factor = |k: usize| FactorFigures::together(groups.iter().map(|g| &g.factors[k]), framework);
        let mut factors: Vec<FactorFigures> = (0..framework.ksfs.len()).map(factor).collect();
        let need_order = rank(&mut factors);
        Self {
            name,
            schools: sum(|group| group.schools),
            tally: Tally {
                used: sum(|group| group.tally.used),
                missing: sum(|group| group.tally.missing),
                rejected: sum(|group| group.tally.rejected),
            },
            first_three: first_three(&factors, &need_order),
            overall: FactorFigures::together(groups.iter().map(|group| &group.overall), framework),
            return_rate: ReturnRate::together(groups.iter().filter_map(|group| group.return_rate)),
            factors,
            need_order,
        }
    }
}

impl AuthorityFigures {
    /// What remains of an authority.
    #[must_use]
    pub fn of(name: &str, data: &DataSet, figures: &Figures, framework: &Framework) -> Self {
        let clusters: Vec<GroupFigures> = figures.clusters.iter().map(GroupFigures::of_cluster).collect();
        let mut whole =
            GroupFigures::together(name.to_owned(), &clusters.iter().collect::<Vec<_>>(), framework);
        whole.return_rate = figures.return_rate;
        let without = figures.without_return.iter().map(|c| GroupFigures::without_return(c, framework));
        Self { whole, clusters: clusters.into_iter().chain(without).collect(), read: Read::of(data) }
    }

    /// Its clusters with a return.
    pub fn returned_clusters(&self) -> impl Iterator<Item = &GroupFigures> {
        self.clusters.iter().filter(|cluster| cluster.schools > 0)
    }
}

impl Read {
    fn of(data: &DataSet) -> Self {
        let returns = data.returns.iter().filter(|row| row.file.is_some()).count();
        Self { returns: to_u32(returns), findings: FindingCounts::of(&data.findings) }
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

    /// The rules that occur, sorted by code, and how many findings each has.
    pub fn rules(&self) -> impl Iterator<Item = (&'static Rule, u32)> {
        self.0.values().copied()
    }

    /// How many findings a rule has.
    #[must_use]
    pub fn of_rule(&self, code: &str) -> u32 {
        self.0.get(code).map_or(0, |(_, count)| *count)
    }

    /// How many findings of each severity there are, the greatest first.
    #[must_use]
    pub fn by_severity(&self) -> [u32; 3] {
        let of = |severity| self.rules().filter(move |(rule, _)| rule.severity == severity);
        Severity::ALL.map(|severity| of(severity).map(|(_, count)| count).sum())
    }

    /// All findings.
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
        let across = (0..framework.ksfs.len()).map(|ksf| across(&groups, ksf)).collect();
        let of_authorities = authorities.iter().fold(Read::default(), |sum, one| sum.and(&one.read));
        let of_none = Read::of(rest);
        let read = of_authorities.clone().and(&of_none);
        Self { authorities, whole, of_authorities, of_none, read, across }
    }

    /// The clusters of all authorities that have a return.
    #[must_use]
    pub fn clusters(&self) -> u32 {
        to_u32(self.authorities.iter().flat_map(AuthorityFigures::returned_clusters).count())
    }
}

fn across(authorities: &[&GroupFigures], ksf: usize) -> AcrossAuthorities {
    let in_first_three = authorities.iter().filter(|group| group.first_three.contains(&ksf)).count();
    let mean = |group: &GroupFigures| group.factors[ksf].mean();
    let lowest = authorities.iter().filter_map(|group| mean(group)).min();
    let places = (0..authorities.len()).filter(|&at| lowest.is_some() && mean(authorities[at]) == lowest);
    AcrossAuthorities { in_first_three: to_u32(in_first_three), lowest: places.collect() }
}
