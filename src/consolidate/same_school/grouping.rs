//! Which returns are one school's: by DfE number or URN, and else by name within a cluster. A name that is only similar
//! never brings two together.

use std::collections::HashMap;

use crate::consolidate::identity::IdentifiedReturn;
use crate::finding::Finding;
use crate::lexicon::{authority_key, cluster_key, school_key};
use crate::model::{DfeNumber, Urn};
use crate::rules;

/// Groups the indices of returns that name a school; each group is one school's, in the order of the returns.
pub(crate) fn group(returns: &[IdentifiedReturn], findings: &mut Vec<Finding>) -> Vec<Vec<usize>> {
    let mut groups = Groups::default();
    let named = (0..returns.len()).filter(|i| returns[*i].school.is_some());
    let has_number = |i: &usize| returns[*i].dfe_number.is_some() || returns[*i].urn.is_some();
    let (numbered, others): (Vec<usize>, Vec<usize>) = named.partition(has_number);
    for i in numbered {
        groups.add_by_number(returns, i);
    }
    groups.members.retain(|members| !members.is_empty());
    groups.add_by_names(returns, others);
    for members in &mut groups.members {
        members.sort_unstable();
        contradictions(returns, members, findings);
    }
    groups.members.sort();
    groups.members
}

#[derive(Default)]
struct Groups {
    members: Vec<Vec<usize>>,
    by_dfe: HashMap<DfeNumber, usize>,
    by_urn: HashMap<Urn, usize>,
}

impl Groups {
    fn add_by_number(&mut self, returns: &[IdentifiedReturn], i: usize) {
        let (dfe, urn) = (returns[i].dfe_number, returns[i].urn);
        let of_dfe = dfe.and_then(|dfe| self.by_dfe.get(&dfe)).copied();
        let of_urn = urn.and_then(|urn| self.by_urn.get(&urn)).copied();
        let group = match of_dfe.or(of_urn) {
            Some(group) => {
                self.members[group].push(i);
                group
            }
            None => self.open(i),
        };
        if let Some(other) = of_urn.filter(|other| *other != group) {
            self.merge(other, group);
        }
        if let Some(dfe) = dfe {
            self.by_dfe.insert(dfe, group);
        }
        if let Some(urn) = urn {
            self.by_urn.insert(urn, group);
        }
    }

    /// Joins two groups because a return gives the numbers of both. Leaves the first without members.
    fn merge(&mut self, from: usize, to: usize) {
        let moved = std::mem::take(&mut self.members[from]);
        self.members[to].extend(moved);
        for group in self.by_dfe.values_mut().chain(self.by_urn.values_mut()).filter(|group| **group == from)
        {
            *group = to;
        }
    }

    /// Adds returns without numbers: each joins the only school of its name in its cluster; where two schools share the
    /// name, their numbers tell them apart and a return without a number belongs to neither.
    fn add_by_names(&mut self, returns: &[IdentifiedReturn], unnumbered: Vec<usize>) {
        let mut by_name: HashMap<Key, Vec<usize>> = HashMap::new();
        for (group, members) in self.members.iter().enumerate() {
            by_name.entry(key(&returns[members[0]])).or_default().push(group);
        }
        for i in unnumbered {
            let of_that_name = by_name.entry(key(&returns[i])).or_default();
            match of_that_name.as_slice() {
                [only] => self.members[*only].push(i),
                _ => of_that_name.push(self.open(i)),
            }
        }
    }

    fn open(&mut self, i: usize) -> usize {
        self.members.push(vec![i]);
        self.members.len() - 1
    }
}

/// The names of a school, its cluster and its authority, folded.
type Key = (String, String, String);

fn key(one: &IdentifiedReturn) -> Key {
    let of = |name: &Option<String>, key: fn(&str) -> String| name.as_deref().map(key).unwrap_or_default();
    (of(&one.local_authority, authority_key), of(&one.cluster, cluster_key), of(&one.school, school_key))
}

fn differ(a: &IdentifiedReturn, b: &IdentifiedReturn) -> bool {
    let numbers = a.dfe_number.is_some() && b.dfe_number.is_some() && a.dfe_number != b.dfe_number;
    numbers || key(a) != key(b)
}

/// Returns that a number brings together and that give different names or clusters.
fn contradictions(returns: &[IdentifiedReturn], members: &[usize], findings: &mut Vec<Finding>) {
    let Some((first, rest)) = members.split_first() else { return };
    let first = &returns[*first];
    let Some(other) = rest.iter().map(|i| &returns[*i]).find(|other| differ(first, other)) else { return };
    let authorities = key(first).0 != key(other).0;
    let called = |one: &IdentifiedReturn| {
        let number = one.dfe_number.map(|d| d.to_string());
        let authority = one.local_authority.clone().filter(|_| authorities);
        let details: Vec<String> = authority.into_iter().chain(one.cluster.clone()).chain(number).collect();
        let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join(", ")) };
        format!("\"{}\"{details}", one.school.as_deref().unwrap_or_default())
    };
    let number = match first.dfe_number {
        Some(dfe) if Some(dfe) == other.dfe_number => format!("DfE number {dfe}"),
        _ => "URN".to_owned(),
    };
    let found = format!(
        "The same {number} is given for {} in {} and for {} here; they were taken for one school.",
        called(first),
        first.file,
        called(other)
    );
    findings.push(Finding::new(&rules::IDENTITY_CONTRADICTORY, found, other.location()));
}
