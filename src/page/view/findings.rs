//! Findings: all of them, by kind, and those that stand behind a gap of a grid.

use std::collections::HashMap;

use serde::Serialize;

use crate::data_set::{DataSet, SchoolRecord};
use crate::divide::{Part, clusters_of_findings};
use crate::finding::{Finding, Location};
use crate::page::words::remedy;
use crate::rules::{Rule, Severity};
use crate::words::is_lost;

/// A finding as it is shown.
#[derive(Serialize)]
pub(super) struct FindingView<'a> {
    severity: Severity,
    code: &'static str,
    kind: &'static str,
    /// The kind in a few words.
    name: String,
    lost: bool,
    /// The index of the authority that it belongs to, and of the cluster.
    within: Option<Within>,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    school: Option<&'a str>,
    cluster: Option<&'a str>,
    authority: Option<&'a str>,
    ksf: Option<u8>,
    value: Option<&'a str>,
    found: &'a str,
    remedy: &'a str,
    /// Whether its school is asked for something.
    mail: bool,
}

/// Findings of one rule.
#[derive(Serialize)]
pub(super) struct Kind {
    code: &'static str,
    severity: Severity,
    title: &'static str,
    meaning: &'static str,
    remedy: String,
    lost: bool,
    /// Indices of its findings.
    findings: Vec<usize>,
}

/// The index of an authority, and of one of its clusters if it is about one.
type Within = (usize, Option<usize>);

/// What stands behind each gap: authority, cluster, school and KSF.
type Gap<'a> = (&'a str, &'a str, &'a str, u8);

/// All findings of a run.
pub(super) struct Fixes<'a> {
    data: &'a DataSet,
    by_gap: HashMap<Gap<'a>, usize>,
    /// Of each finding.
    within: Vec<Option<Within>>,
}

impl<'a> Fixes<'a> {
    /// The findings of what was read, which these parts divide.
    pub(super) fn of(data: &'a DataSet, authorities: &[Part]) -> Self {
        let mut by_gap = HashMap::new();
        let asks = data.findings.iter().enumerate().filter(|(_, one)| one.severity != Severity::Note);
        for (index, finding) in asks {
            let Location { local_authority, cluster, school, ksf, .. } = &finding.location;
            if let (Some(authority), Some(cluster), Some(school), Some(ksf)) =
                (local_authority.as_deref(), cluster.as_deref(), school.as_deref(), *ksf)
            {
                by_gap.entry((authority, cluster, school, ksf)).or_insert(index);
            }
        }
        Self { data, by_gap, within: within(&data.findings, authorities) }
    }

    /// The finding about a school's answer to a KSF.
    pub(super) fn about(&self, school: &SchoolRecord, ksf: u8) -> Option<usize> {
        self.by_gap.get(&(&*school.local_authority, &*school.cluster, &*school.school, ksf)).copied()
    }

    /// Number of errors and warnings of a cluster, by the indices of its authority and its own.
    pub(super) fn in_cluster(&self, authority: usize, cluster: usize) -> usize {
        let asks =
            self.data.findings.iter().zip(&self.within).filter(|(one, _)| one.severity != Severity::Note);
        asks.filter(|(_, within)| **within == Some((authority, Some(cluster)))).count()
    }

    /// All of them, in their order.
    pub(super) fn all(&self) -> Vec<FindingView<'a>> {
        self.data
            .findings
            .iter()
            .zip(&self.within)
            .map(|(one, within)| FindingView::of(one, *within))
            .collect()
    }

    /// The kinds of findings: first those about what is lost, then by severity, most first.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (index, finding) in self.data.findings.iter().enumerate() {
            let at = *known.entry(finding.rule.code).or_insert_with(|| {
                kinds.push(Kind::of(finding));
                kinds.len() - 1
            });
            kinds[at].findings.push(index);
        }
        kinds.sort_by_key(|kind| (!kind.lost, kind.severity, std::cmp::Reverse(kind.findings.len())));
        kinds
    }
}

impl<'a> FindingView<'a> {
    fn of(finding: &'a Finding, within: Option<Within>) -> Self {
        let location = &finding.location;
        Self {
            severity: finding.severity,
            code: finding.rule.code,
            kind: finding.rule.meaning,
            name: finding.rule.name.replace('-', " "),
            lost: is_lost(finding.rule),
            within,
            file: location.file.as_deref(),
            sheet: location.sheet.as_deref(),
            cell: location.cell.map(|cell| cell.to_string()),
            school: location.school.as_deref(),
            cluster: location.cluster.as_deref(),
            authority: location.local_authority.as_deref(),
            ksf: location.ksf,
            value: location.value.as_deref(),
            found: &finding.found,
            remedy: remedy(finding),
            mail: finding.severity != Severity::Note
                && (location.school.is_some() || location.file.is_some()),
        }
    }
}

/// Where each finding belongs. The parts have them in the order of the whole.
fn within(findings: &[Finding], authorities: &[Part]) -> Vec<Option<Within>> {
    let mut within = vec![None; findings.len()];
    for (index, part) in authorities.iter().enumerate() {
        let mut places = findings.iter().zip(&mut within);
        for (finding, cluster) in part.data.findings.iter().zip(clusters_of_findings(&part.data)) {
            if let Some((_, place)) = places.find(|(one, _)| *one == finding) {
                *place = Some((index, cluster));
            }
        }
    }
    within
}

impl Kind {
    fn of(finding: &Finding) -> Self {
        let rule: &'static Rule = finding.rule;
        Self {
            code: rule.code,
            severity: rule.severity,
            title: rule.meaning,
            meaning: rule.why,
            remedy: remedy(finding).to_owned(),
            lost: is_lost(rule),
            findings: Vec::new(),
        }
    }
}
