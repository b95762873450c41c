//! One record a school, sorted, each with a name of its own.

use std::collections::{HashMap, HashSet};

use super::merging::merge_answers;
use crate::consolidate::identity::IdentifiedReturn;
use crate::data_set::SchoolRecord;
use crate::finding::Finding;
use crate::framework::Framework;
use crate::model::{NOT_STATED, first_free, natural_order};

/// Makes a record of each group of returns, and takes the answers out of the returns.
pub(crate) fn merge(
    returns: &mut [IdentifiedReturn],
    groups: &[Vec<usize>],
    framework: &Framework,
    findings: &mut Vec<Finding>,
) -> Vec<SchoolRecord> {
    let mut schools: Vec<SchoolRecord> =
        groups.iter().map(|group| record(returns, group, framework, findings)).collect();
    schools.sort_by(|a, b| {
        natural_order(&a.local_authority, &b.local_authority)
            .then_with(|| natural_order(&a.cluster, &b.cluster))
            .then_with(|| natural_order(&a.school, &b.school))
            .then_with(|| a.dfe_number.cmp(&b.dfe_number))
    });
    make_names_unique(&mut schools);
    schools
}

fn record(
    returns: &mut [IdentifiedReturn],
    group: &[usize],
    framework: &Framework,
    findings: &mut Vec<Finding>,
) -> SchoolRecord {
    let (index, answers) = merge_answers(returns, group, framework, findings);
    // The answers are needed only once, and there may be a country's schools.
    for i in group {
        returns[*i].content.answers = Vec::new();
    }
    let named = &returns[index];
    let or_not_stated = |name: &Option<String>| name.clone().unwrap_or_else(|| NOT_STATED.to_owned());
    SchoolRecord {
        local_authority: or_not_stated(&named.local_authority),
        cluster: or_not_stated(&named.cluster),
        school: or_not_stated(&named.school),
        dfe_number: named.dfe_number.or_else(|| group.iter().find_map(|i| returns[*i].dfe_number)),
        answers,
    }
}

/// Adds the DfE number, or a number of ours, to the names of schools that share a name within a cluster, so that none
/// gets the name of another.
fn make_names_unique(schools: &mut [SchoolRecord]) {
    let same =
        |a: &SchoolRecord, b: &SchoolRecord| a.local_authority == b.local_authority && a.cluster == b.cluster;
    for cluster in schools.chunk_by_mut(same) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for school in cluster.iter() {
            *counts.entry(school.school.to_lowercase()).or_default() += 1;
        }
        let shared: HashSet<String> =
            counts.iter().filter(|(_, schools)| **schools > 1).map(|(name, _)| name.clone()).collect();
        let mut taken: HashSet<String> = counts.into_keys().collect();
        for school in cluster.iter_mut().filter(|school| shared.contains(&school.school.to_lowercase())) {
            let number = school.dfe_number.map(|number| number.to_string());
            let suffixes = number.into_iter().chain((1..).map(|n: u32| n.to_string()));
            let names = suffixes.map(|suffix| format!("{} ({suffix})", school.school));
            school.school = first_free(&mut taken, str::to_lowercase, names);
        }
    }
}
