//! The local authority of returns that state none, from other returns that do.

use std::collections::{HashMap, HashSet};

use super::claims::TakenFrom;
use super::identified_return::IdentifiedReturn;
use super::spelling::key_of_cluster;
use crate::finding::Finding;
use crate::lexicon::authority_key;
use crate::register::Register;
use crate::rules;

/// Returns that state no authority belong to the one that others of their cluster state, or to the only one in the
/// collection. A return in an authority's folder belongs there, unless the folder's name is nowhere else an authority's
/// and most returns of its cluster in that folder state another: then the folder is not named after its authority.
pub(super) fn fill_in(
    returns: &mut [IdentifiedReturn],
    register: Option<&Register>,
    findings: &mut Vec<Finding>,
) {
    if returns.iter().all(|one| one.is_authority_known) {
        return;
    }
    let stated = Stated::of(returns);
    let is_known = |name: &str| {
        stated.keys.contains(&authority_key(name)) || register.is_some_and(|r| r.authority(name).is_some())
    };
    for one in returns.iter_mut().filter(|one| !one.is_authority_known) {
        let adopted = match &one.local_authority {
            Some(name) if is_known(name) => None,
            Some(_) => stated.of_most(&key_in_folder(one)).filter(|_| one.cluster.is_some()),
            None => {
                let of_cluster = stated.only(&key_of_cluster(one)).filter(|_| one.cluster.is_some());
                of_cluster.or_else(|| stated.only("all"))
            }
        };
        if let Some(name) = adopted {
            one.local_authority = Some(name.to_owned());
            one.authority_from = Some(TakenFrom::OtherReturns);
        } else if one.local_authority.is_none() {
            let found = "The local authority is stated nowhere.";
            findings.push(Finding::new(&rules::LA_NOT_STATED, found, one.location()));
        }
    }
}

/// What returns state, by what they have in common.
#[derive(Default)]
struct Stated {
    /// The keys of all authorities that are stated.
    keys: HashSet<String>,
    groups: HashMap<String, Group>,
}

/// Returns that have something in common.
#[derive(Default)]
struct Group {
    /// The authorities that they state: key and name.
    names: Vec<(String, String)>,
    /// How many of them state one.
    stating: usize,
    silent: usize,
}

impl Stated {
    fn of(returns: &[IdentifiedReturn]) -> Self {
        let mut stated = Self::default();
        for one in returns {
            let name = one.local_authority.as_deref().filter(|_| one.is_authority_known);
            let key = name.map(authority_key);
            for of in ["all".to_owned(), key_of_cluster(one), key_in_folder(one)] {
                stated.groups.entry(of).or_default().add(key.as_deref().zip(name));
            }
            stated.keys.extend(key);
        }
        stated
    }

    /// The one authority that returns state. Returns `None` if they state several.
    fn only(&self, of: &str) -> Option<&str> {
        match self.groups.get(of)?.names.as_slice() {
            [(_, only)] => Some(only),
            _ => None,
        }
    }

    /// The one authority that at least half of the returns state.
    fn of_most(&self, of: &str) -> Option<&str> {
        let group = self.groups.get(of)?;
        self.only(of).filter(|_| group.stating >= group.silent)
    }
}

impl Group {
    fn add(&mut self, stated: Option<(&str, &str)>) {
        let Some((key, name)) = stated else {
            self.silent += 1;
            return;
        };
        self.stating += 1;
        if self.names.iter().all(|(known, _)| *known != key) {
            self.names.push((key.to_owned(), name.to_owned()));
        }
    }
}

fn key_in_folder(one: &IdentifiedReturn) -> String {
    let folder = one.authority_folder.as_deref().map(authority_key).unwrap_or_default();
    format!("folder {folder}/{}", key_of_cluster(one))
}
