//! Who has not returned: the registered schools of the authorities, or clusters, that the run is about.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::consolidate::identity::{IdentifiedReturn, RegisterMatch};
use crate::consolidate::user_input::UserInput;
use crate::data_set::{Registered, ReturnRow, ReturnStatus};
use crate::finding::{Finding, Location, shortened};
use crate::lexicon::authority_key;
use crate::model::{NOT_STATED, count, first_few, natural_order};
use crate::register::{Register, RegisteredName, RegisteredSchool};
use crate::rules;

/// Maximum number of schools that a finding names.
const NAMED: usize = 20;

/// Compares the returns with the register. Gives the registered schools without a return, and how many have returned;
/// both sorted by local authority and cluster.
pub(crate) fn not_returned(
    returns: &[IdentifiedReturn],
    input: &UserInput,
    findings: &mut Vec<Finding>,
) -> (Vec<ReturnRow>, Vec<Registered>) {
    let Some(register) = &input.register else { return (Vec::new(), Vec::new()) };
    let (mut missing, mut registered) = (Vec::new(), Vec::new());
    let near = near_names(returns);
    for (group, members) in groups(returns, input, register) {
        findings.extend(finding(&group, &members));
        missing.extend(members.missing.iter().map(|(index, school)| row(school, near.get(index))));
        registered.push(Registered {
            local_authority: group.local_authority,
            cluster: group.cluster,
            schools: count(members.returned + members.missing.len()),
            returned: count(members.returned),
        });
    }
    (missing, registered)
}

/// The names of returns that may be of a registered school, by its index.
fn near_names(returns: &[IdentifiedReturn]) -> HashMap<usize, &String> {
    let mut near = HashMap::new();
    for one in returns {
        if let (RegisterMatch::Similar(schools), Some(name)) = (&one.register_match, &one.name_in_return) {
            for index in schools {
                near.entry(*index).or_insert(name);
            }
        }
    }
    near
}

/// The registered schools that have returned or are waited for, by cluster, sorted by name.
fn groups<'a>(
    returns: &[IdentifiedReturn],
    input: &UserInput,
    register: &'a Register,
) -> Vec<(Group, Members<'a>)> {
    let scope = Scope::of(returns, input, register);
    let mut first_returns: HashMap<usize, &IdentifiedReturn> = HashMap::new();
    for one in returns {
        if let Some(index) = one.register_match.school() {
            first_returns.entry(index).or_insert(one);
        }
    }
    let mut groups: BTreeMap<Group, Members> = BTreeMap::new();
    for (index, school) in register.schools().iter().enumerate() {
        let first_return = first_returns.get(&index).copied();
        if first_return.is_none() && !scope.holds(school) {
            continue;
        }
        let members = groups.entry(Group::of(school, first_return, register)).or_default();
        match first_return {
            Some(_) => members.returned += 1,
            None => members.missing.push((index, school)),
        }
    }
    let mut groups: Vec<(Group, Members)> = groups.into_iter().collect();
    let cluster = |group: &Group| group.cluster.clone().unwrap_or_default();
    groups.sort_by(|(a, _), (b, _)| {
        natural_order(&a.local_authority, &b.local_authority)
            .then_with(|| natural_order(&cluster(a), &cluster(b)))
    });
    for (_, members) in &mut groups {
        members.missing.sort_by(|(_, a), (_, b)| natural_order(&a.name, &b.name));
    }
    groups
}

/// A cluster, or an authority where the register has no clusters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    local_authority: String,
    cluster: Option<String>,
}

#[derive(Debug, Default)]
struct Members<'a> {
    returned: usize,
    /// With their indices in the register.
    missing: Vec<(usize, &'a RegisteredSchool)>,
}

impl Group {
    /// Where a school is counted: where its return stands, and else where the register has it.
    fn of(school: &RegisteredSchool, returned: Option<&IdentifiedReturn>, register: &Register) -> Self {
        let name = |name: &Option<RegisteredName>| name.as_ref().map(|n| n.name.to_string());
        let (local_authority, cluster) = match returned {
            Some(one) => (one.local_authority.clone(), one.cluster.clone()),
            None => (name(&school.local_authority), name(&school.cluster)),
        };
        let or_not_stated = |name: Option<String>| name.unwrap_or_else(|| NOT_STATED.to_owned());
        Self {
            local_authority: or_not_stated(local_authority),
            cluster: register.has_clusters().then(|| or_not_stated(cluster)),
        }
    }
}

/// Which registered schools are waited for.
enum Scope {
    Everybody,
    Authorities(HashSet<String>),
    Clusters(HashSet<String>),
    /// One cluster of an authority.
    Cluster(Option<String>, String),
}

impl Scope {
    /// The authorities that occur or that the user named; only one cluster where all returns are of one and no authority
    /// was named; the clusters that occur where the register has no authorities.
    fn of(returns: &[IdentifiedReturn], input: &UserInput, register: &Register) -> Self {
        let used = || returns.iter().filter(|one| one.school.is_some());
        let clusters: HashSet<String> = used()
            .filter_map(|one| register.cluster(one.cluster.as_deref()?))
            .map(|cluster| cluster.key.to_string())
            .collect();
        let all_in_clusters =
            used().all(|one| one.cluster.as_deref().is_some_and(|c| register.cluster(c).is_some()));
        if !register.has_authorities() {
            return if register.has_clusters() { Self::Clusters(clusters) } else { Self::Everybody };
        }
        let named = input.local_authority.iter().map(String::as_str);
        let occurring = used().filter_map(|one| one.local_authority.as_deref());
        let authorities: HashSet<String> = occurring.chain(named).map(authority_key).collect();
        let one_cluster = input.local_authority.is_none() && all_in_clusters && authorities.len() <= 1;
        match clusters.iter().next() {
            Some(only) if one_cluster && clusters.len() == 1 => {
                Self::Cluster(authorities.into_iter().next(), only.clone())
            }
            _ => Self::Authorities(authorities),
        }
    }

    fn holds(&self, school: &RegisteredSchool) -> bool {
        let authority = school.authority_key();
        let cluster = school.cluster_key();
        match self {
            Self::Everybody => true,
            Self::Authorities(keys) => authority.is_some_and(|key| keys.contains(key)),
            Self::Clusters(keys) => cluster.is_some_and(|key| keys.contains(key)),
            Self::Cluster(of, key) => {
                cluster == Some(key) && of.as_deref().is_none_or(|of| authority.is_none_or(|a| a == of))
            }
        }
    }
}

fn finding(group: &Group, members: &Members) -> Option<Finding> {
    let missing = members.missing.len();
    let all = missing + members.returned;
    let names = first_few(&members.missing, NAMED, |(_, school)| shortened(&school.name));
    let (schools, have) =
        (if all == 1 { "school" } else { "schools" }, if missing == 1 { "has" } else { "have" });
    let whose = group.cluster.as_ref().filter(|name| *name != NOT_STATED).unwrap_or(&group.local_authority);
    let whose = if whose == NOT_STATED { String::new() } else { format!("{}: ", shortened(whose)) };
    let found =
        format!("{whose}{missing} of {all} registered {schools} {have} not returned: {}.", names.join(", "));
    let authority = Some(group.local_authority.clone()).filter(|name| name != NOT_STATED);
    let location =
        Location { local_authority: authority, cluster: group.cluster.clone(), ..Location::default() };
    (missing > 0).then(|| Finding::new(&rules::NOT_RETURNED, found, location))
}

fn row(school: &RegisteredSchool, perhaps_as: Option<&&String>) -> ReturnRow {
    ReturnRow {
        file: None,
        sheet: None,
        layout: None,
        local_authority: school.local_authority.as_ref().map(|a| a.name.to_string()),
        cluster: school.cluster.as_ref().map(|c| c.name.to_string()),
        school: Some(school.name.clone()),
        dfe_number: school.dfe_number,
        date: None,
        counts: None,
        status: ReturnStatus::NotReturned,
        perhaps_as: perhaps_as.map(|name| (*name).clone()),
    }
}
