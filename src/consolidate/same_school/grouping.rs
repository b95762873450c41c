//! Which returns are one school's: by DfE number or URN, unless they give it to clearly different names, and else by name
//! within a cluster. A name that is only similar never brings two together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

use super::workshop::join_copies;
use crate::consolidate::identity::{IdentifiedReturn, OnNameList};
use crate::consolidate::name_likeness::{Vocabulary, are_alike};
use crate::finding::{Finding, shortened};
use crate::lexicon::{authority_key, cluster_key, school_key};
use crate::model::{DfeNumber, Urn};
use crate::rules;

/// Groups the indices of returns that name a school; each group is one school's, in the order of the returns.
pub(crate) fn group(
    returns: &[IdentifiedReturn],
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Vec<Vec<usize>> {
    let mut groups = Groups {
        returns,
        vocabulary,
        members: Vec::new(),
        group_of: HashMap::new(),
        by_number: BTreeMap::new(),
    };
    let named = (0..returns.len()).filter(|i| returns[*i].school.is_some());
    let has_number = |i: &usize| returns[*i].dfe_number.is_some() || returns[*i].urn.is_some();
    let (numbered, others): (Vec<usize>, Vec<usize>) = named.partition(has_number);
    for i in numbered {
        groups.add_by_number(i);
    }
    groups.shared_numbers(findings);
    groups.members.retain(|members| !members.is_empty());
    groups.add_by_names(others);
    for members in &mut groups.members {
        members.sort_unstable();
        contradictions(returns, members, findings);
    }
    let mut members = groups.members;
    join_copies(returns, &mut members, findings);
    members.sort();
    members
}

/// A number that is one school's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Number {
    Dfe(DfeNumber),
    Urn(Urn),
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dfe(number) => write!(f, "DfE number {number}"),
            Self::Urn(number) => write!(f, "URN {number}"),
        }
    }
}

fn numbers(one: &IdentifiedReturn) -> impl Iterator<Item = Number> {
    one.dfe_number.map(Number::Dfe).into_iter().chain(one.urn.map(Number::Urn))
}

struct Groups<'a> {
    returns: &'a [IdentifiedReturn],
    vocabulary: &'a Vocabulary,
    members: Vec<Vec<usize>>,
    /// The group of each return with a number.
    group_of: HashMap<usize, usize>,
    /// The returns that give a number.
    by_number: BTreeMap<Number, Vec<usize>>,
}

impl Groups<'_> {
    /// Adds a return to the groups of those that give one of its numbers to a school that may be its own.
    fn add_by_number(&mut self, i: usize) {
        let mut joined = BTreeSet::new();
        for number in numbers(&self.returns[i]) {
            let known = self.by_number.entry(number).or_default();
            let same = known.iter().filter(|other| may_be_one(self.returns, i, **other, self.vocabulary));
            joined.extend(same.map(|other| self.group_of[other]));
            known.push(i);
        }
        let mut own = vec![i];
        for group in joined {
            own.append(&mut self.members[group]);
        }
        own.sort_unstable();
        self.group_of.extend(own.iter().map(|member| (*member, self.members.len())));
        self.members.push(own);
    }

    /// Numbers that schools with clearly different names give: a question to the user, once for two schools.
    fn shared_numbers(&self, findings: &mut Vec<Finding>) {
        let mut told = HashSet::new();
        for (number, of) in &self.by_number {
            let first = of[0];
            for other in &of[1..] {
                let groups = (self.group_of[&first], self.group_of[other]);
                if groups.0 != groups.1 && told.insert(groups) {
                    findings.push(shared_number(*number, &self.returns[first], &self.returns[*other]));
                }
            }
        }
    }

    /// Adds returns without numbers: each joins the only school of its name in its cluster; where two schools share the
    /// name, their numbers tell them apart and a return without a number belongs to neither.
    fn add_by_names(&mut self, unnumbered: Vec<usize>) {
        let returns = self.returns;
        let mut by_name: HashMap<Key, Vec<usize>> = HashMap::new();
        for (group, members) in self.members.iter().enumerate() {
            by_name.entry(key(&returns[members[0]])).or_default().push(group);
        }
        for i in unnumbered {
            let of_that_name = by_name.entry(key(&returns[i])).or_default();
            if let [only] = **of_that_name {
                self.members[only].push(i);
            } else {
                of_that_name.push(self.members.len());
                self.members.push(vec![i]);
            }
        }
    }
}

/// Whether two returns with one number may be one school's: the names are the same or nearly so, one is the other shortened,
/// or the user says so.
fn may_be_one(returns: &[IdentifiedReturn], a: usize, b: usize, vocabulary: &Vocabulary) -> bool {
    let (a, b) = (&returns[a], &returns[b]);
    let (name, other) = (a.school.as_deref().unwrap_or_default(), b.school.as_deref().unwrap_or_default());
    let is_settled = |one: &IdentifiedReturn| one.on_name_list == OnNameList::Number;
    is_settled(a) || is_settled(b) || are_alike(name, other, vocabulary)
}

fn shared_number(number: Number, first: &IdentifiedReturn, other: &IdentifiedReturn) -> Finding {
    let name = |one: &IdentifiedReturn| shortened(one.school.as_deref().unwrap_or_default());
    let found = format!(
        "The {number} is given for \"{}\" in {} and for \"{}\" here, in {}; they were kept as two schools.",
        name(first),
        first.file,
        name(other),
        other.file
    );
    Finding::new(&rules::NUMBER_SHARED, found, other.location())
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

/// Returns that a number brings together and that differ in name or cluster.
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
