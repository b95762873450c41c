//! What the pages of all schools of a workbook have in common, and the texts about each school that never change.

use crate::corrections::of_schools;
use crate::data_set::{DataSet, SchoolRecord};
use crate::model::{CalendarDate, NOT_STATED, kind_of_cluster};
use crate::workbook::conversions::count;
use crate::workbook::plan::{Scope, WorkbookPlan};
use crate::workbook::text::{one_line, school_names, shortened, text_width};

use super::places::Places;

/// Maximum number of lines of what is to be put right; more are left to the list of corrections.
const CORRECTIONS: usize = 5;
/// The longest of them, in UTF-16 units.
const LONGEST_CORRECTION: usize = 300;
const NOTHING: &str = "Nothing: thank you.";

/// What all pages of a workbook are made from.
pub(crate) struct PagesBook<'a> {
    pub(super) plan: &'a WorkbookPlan<'a>,
    pub(super) places: Places,
    /// The schools' names, no two alike.
    pub(super) names: Vec<String>,
    /// Whose each is and when its return is from.
    pub(super) about: Vec<String>,
    /// What each has to put right.
    pub(super) corrections: Vec<Vec<String>>,
    /// Whether any return says something beside a rating.
    pub(super) has_evidence: bool,
    /// The widest name of a school, in digits.
    pub(super) widest_name: f64,
    /// The index of each cluster's local authority, and the clusters of each.
    pub(super) authority_of: Vec<usize>,
}

impl<'a> PagesBook<'a> {
    pub(crate) fn new(plan: &'a WorkbookPlan<'a>) -> Self {
        let (data, clusters) = (plan.data, &plan.figures.clusters);
        let asked = of_schools(data, plan.framework);
        let corrections: Vec<Vec<String>> = data
            .schools
            .iter()
            .map(|school| lines(asked.of(school).iter().map(|asked| asked.text(plan.framework)).collect()))
            .collect();
        let mut authorities = 0;
        let mut authority_of = Vec::new();
        for (at, cluster) in clusters.iter().enumerate() {
            let is_next = at > 0 && clusters[at - 1].local_authority != cluster.local_authority;
            authorities += usize::from(is_next);
            authority_of.push(authorities);
        }
        let names = school_names(data, clusters, &plan.cluster_names);
        let said = data.schools.iter().flat_map(|school| &school.answers).filter_map(|a| a.said.as_deref());
        let places = Places {
            ksfs: plan.framework.ksfs.len(),
            lowest: plan.framework.scale.lowest,
            strip: Places::strip_of(plan.framework),
            has_authority: clusters.len() > 1 || matches!(plan.scope, Scope::Extract(_)),
            schools: data.schools.len(),
            authorities: authorities + 1,
            corrections: corrections.iter().map(Vec::len).max().unwrap_or(1),
        };
        Self {
            plan,
            places,
            about: about_all(data),
            corrections,
            has_evidence: said.into_iter().any(|said| !said.evidence.trim().is_empty()),
            widest_name: names.iter().map(|name| text_width(name)).fold(0.0, f64::max),
            names,
            authority_of,
        }
    }

    /// The schools' names, no two alike.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Where a cluster's first school stands among all.
    pub(super) fn first_of(&self, cluster: usize) -> usize {
        self.plan.figures.clusters[cluster].schools.first().map_or(0, |school| school.record)
    }

    /// The first and the last school of a cluster's local authority, counted from 1.
    pub(super) fn span_of_authority(&self, cluster: usize) -> (usize, usize) {
        let clusters = self.plan.cells.authority_of(cluster);
        let last = &self.plan.figures.clusters[clusters.end - 1];
        (self.first_of(clusters.start) + 1, self.first_of(clusters.end - 1) + last.schools.len())
    }

    /// Where a school stands: the index of its cluster, and its place in that.
    pub(super) fn cluster_of(&self, school: usize) -> (usize, usize) {
        let clusters = &self.plan.figures.clusters;
        let cluster = (0..clusters.len()).rfind(|&at| self.first_of(at) <= school).unwrap_or(0);
        (cluster, school - self.first_of(cluster))
    }
}

/// The lines of a school: as many as there is room for, and how many more there are.
fn lines(mut all: Vec<String>) -> Vec<String> {
    if all.is_empty() {
        return vec![NOTHING.to_owned()];
    }
    let most = if all.len() > CORRECTIONS { CORRECTIONS - 1 } else { CORRECTIONS };
    let more = all.len().saturating_sub(most);
    all.truncate(most);
    let mut lines: Vec<String> =
        all.iter().map(|line| shortened(&one_line(line), LONGEST_CORRECTION)).collect();
    if more > 0 {
        lines.push(format!("And {more} more: please ask for the list of corrections."));
    }
    lines
}

/// "Riverside cluster, Northshire. DfE number 880/2163. Return of 24 March 2010: "
fn about_all(data: &DataSet) -> Vec<String> {
    let mut dates = std::collections::HashMap::new();
    for row in data.returns.iter().filter(|row| row.status.counts()) {
        let (Some(school), Some(date)) = (row.school.as_deref(), row.date) else { continue };
        let of = |name: &'_ Option<String>| name.clone().unwrap_or_else(|| NOT_STATED.to_owned());
        dates.insert((of(&row.local_authority), of(&row.cluster), school.to_owned()), date);
    }
    let date = |school: &SchoolRecord| {
        let key = (school.local_authority.clone(), school.cluster.clone(), school.school.clone());
        dates.get(&key).copied()
    };
    data.schools.iter().map(|school| about(school, date(school))).collect()
}

fn about(school: &SchoolRecord, date: Option<CalendarDate>) -> String {
    let is_stated = |name: &str| name != NOT_STATED;
    let cluster = is_stated(&school.cluster)
        .then(|| format!("{}{}", one_line(&school.cluster), kind_of_cluster(&school.cluster)));
    let authority =
        is_stated(&school.local_authority).then(|| one_line(&school.local_authority).into_owned());
    let whose: Vec<String> = cluster.into_iter().chain(authority).collect();
    let whose = (!whose.is_empty()).then(|| format!("{}. ", whose.join(", ")));
    let number = school.dfe_number.map(|number| format!("DfE number {number}. "));
    let date = date.map(|date| format!("Return of {date}: "));
    [whose, number, date].into_iter().flatten().collect()
}

/// A number of rows or schools as cells hold it.
pub(super) fn number(of: usize) -> u32 {
    count(of)
}
