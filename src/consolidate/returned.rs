//! Who has not returned: the registered schools of the authorities, or clusters, that the run is about.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Given, Placed};
use crate::data_set::{Registered, ReturnRow, ReturnStatus};
use crate::finding::{Finding, Location, shortened};
use crate::lexicon::authority_key;
use crate::model::{NOT_STATED, natural_order};
use crate::register::{Register, RegisteredSchool};
use crate::rules;

/// How many schools a finding names.
const NAMED: usize = 20;

/// What the register tells about the run.
#[derive(Debug, Default)]
pub(super) struct Returned {
    /// Registered schools without a return, sorted by local authority, cluster and school.
    pub(super) missing: Vec<ReturnRow>,
    /// How many have returned, by local authority and cluster, sorted.
    pub(super) registered: Vec<Registered>,
}

/// Compares the returns with the register.
pub(super) fn check(placed: &[Placed], given: &Given, findings: &mut Vec<Finding>) -> Returned {
    let Some(register) = &given.register else { return Returned::default() };
    let scope = Scope::of(placed, given, register);
    let mut by_place: HashMap<usize, &Placed> = HashMap::new();
    for one in placed {
        if let Some(place) = one.standing.place() {
            by_place.entry(place).or_insert(one);
        }
    }
    let mut groups: BTreeMap<Group, Members> = BTreeMap::new();
    for (place, school) in register.schools().iter().enumerate() {
        let returned = by_place.get(&place);
        if returned.is_none() && !scope.holds(school) {
            continue;
        }
        let group = groups.entry(Group::of(school, returned.copied(), register)).or_default();
        if returned.is_some() {
            group.returned += 1;
        } else {
            group.missing.push(school);
        }
    }
    let mut groups: Vec<(Group, Members)> = groups.into_iter().collect();
    groups.sort_by(|(a, _), (b, _)| {
        natural_order(&a.local_authority, &b.local_authority).then_with(|| {
            natural_order(a.cluster.as_deref().unwrap_or(""), b.cluster.as_deref().unwrap_or(""))
        })
    });
    let mut result = Returned::default();
    for (group, mut members) in groups {
        members.missing.sort_by(|a, b| natural_order(&a.name, &b.name));
        findings.extend(not_returned(&group, &members));
        result.missing.extend(members.missing.iter().map(|school| row(school)));
        result.registered.push(Registered {
            local_authority: group.local_authority,
            cluster: group.cluster,
            schools: count(members.returned + members.missing.len()),
            returned: count(members.returned),
        });
    }
    result
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
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
    missing: Vec<&'a RegisteredSchool>,
}

impl Group {
    /// Where a school is counted: where its return stands, and else where the register has it.
    fn of(school: &RegisteredSchool, returned: Option<&Placed>, register: &Register) -> Self {
        let name = |named: &Option<crate::register::Named>| named.as_ref().map(|n| n.name.to_string());
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
    fn of(placed: &[Placed], given: &Given, register: &Register) -> Self {
        let used = || placed.iter().filter(|one| one.school.is_some());
        let clusters: HashSet<String> = used()
            .filter_map(|one| register.cluster(one.cluster.as_deref()?))
            .map(|cluster| cluster.key.to_string())
            .collect();
        let all_in_clusters =
            used().all(|one| one.cluster.as_deref().is_some_and(|c| register.cluster(c).is_some()));
        if !register.has_authorities() {
            return if register.has_clusters() { Self::Clusters(clusters) } else { Self::Everybody };
        }
        let named = given.local_authority.iter().map(String::as_str);
        let occurring = used().filter_map(|one| one.local_authority.as_deref());
        let authorities: HashSet<String> = occurring.chain(named).map(authority_key).collect();
        let one_cluster = given.local_authority.is_none() && all_in_clusters && authorities.len() <= 1;
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

fn not_returned(group: &Group, members: &Members) -> Option<Finding> {
    let missing = members.missing.len();
    let all = missing + members.returned;
    let mut names: Vec<String> = members.missing.iter().take(NAMED).map(|s| shortened(&s.name)).collect();
    if missing > names.len() {
        names.push(format!("and {} more", missing - names.len()));
    }
    let (schools, have) =
        (if all == 1 { "school" } else { "schools" }, if missing == 1 { "has" } else { "have" });
    let whose = group.cluster.as_ref().filter(|name| *name != NOT_STATED).unwrap_or(&group.local_authority);
    let whose = if whose == NOT_STATED { String::new() } else { format!("{}: ", shortened(whose)) };
    let found =
        format!("{whose}{missing} of {all} registered {schools} {have} not returned: {}.", names.join(", "));
    let authority = Some(group.local_authority.clone()).filter(|name| name != NOT_STATED);
    let place =
        Location { local_authority: authority, cluster: group.cluster.clone(), ..Location::default() };
    (missing > 0).then(|| Finding::new(&rules::NOT_RETURNED, found, place))
}

fn row(school: &RegisteredSchool) -> ReturnRow {
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
    }
}
