//! One spelling for each cluster and local authority.

use std::collections::HashMap;

use rayon::prelude::*;

use super::identified_return::IdentifiedReturn;
use crate::lexicon::{authority_key, cluster_key};
use crate::register::Register;

/// Names that differ only in case, punctuation and the like are written as the register writes them, and else as most
/// returns do; what returns state goes before what folders are called.
pub(super) fn agree_on_spelling(returns: &mut [IdentifiedReturn], register: Option<&Register>) {
    let mut authorities = Spellings::default();
    let mut clusters = Spellings::default();
    let keys: Vec<(String, String)> = returns.par_iter().map(keys).collect();
    for (one, (authority, cluster)) in returns.iter().zip(&keys) {
        if let Some(name) = &one.local_authority {
            authorities.add(authority, name, one.is_authority_known);
        }
        if let Some(name) = &one.cluster {
            clusters.add(cluster, name, one.is_cluster_stated);
        }
    }
    returns.par_iter_mut().zip(&keys).for_each(|(one, (authority, cluster))| {
        let registered = |name: &str| register?.cluster(name).map(|c| c.name.to_string());
        let best = |name: &String| registered(name).unwrap_or_else(|| clusters.best(cluster));
        one.cluster = one.cluster.as_ref().map(best);
        let registered = |name: &str| register?.authority(name).map(|a| a.name.to_string());
        let best = |name: &String| registered(name).unwrap_or_else(|| authorities.best(authority));
        one.local_authority = one.local_authority.as_ref().map(best);
    });
}

/// What tells a return's cluster from others of its authority.
pub(super) fn key_of_cluster(one: &IdentifiedReturn) -> String {
    format!("cluster {}", one.cluster.as_deref().map(cluster_key).unwrap_or_default())
}

/// What tells a return's authority from others, and its cluster from those of all authorities.
fn keys(one: &IdentifiedReturn) -> (String, String) {
    let authority = one.local_authority.as_deref().map(authority_key).unwrap_or_default();
    let cluster = format!("{authority}/{}", key_of_cluster(one));
    (authority, cluster)
}

#[derive(Default)]
struct Spellings(HashMap<String, HashMap<String, usize>>);

impl Spellings {
    fn add(&mut self, key: &str, name: &str, stated: bool) {
        let weight = if stated { 1_000 } else { 1 };
        // Most names were there before.
        match self.0.get_mut(key).and_then(|names| names.get_mut(name)) {
            Some(known) => *known += weight,
            None => *self.0.entry(key.to_owned()).or_default().entry(name.to_owned()).or_default() += weight,
        }
    }

    fn best(&self, key: &str) -> String {
        let spellings = self.0.get(key).into_iter().flatten();
        let best = spellings.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        best.map(|(name, _)| name.clone()).unwrap_or_default()
    }
}
