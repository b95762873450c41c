//! Notes on clusters and local authorities that neither the return's sheet nor register nor user gives: what they were taken
//! from.

use std::collections::BTreeMap;

use super::claims::TakenFrom;
use super::identified_return::IdentifiedReturn;
use crate::finding::{Finding, Location, shortened};
use crate::model::counted;
use crate::rules::{self, Rule};

/// What a name was taken from, and the local authority and the cluster of that name.
type Taken<'a> = (&'a TakenFrom, [Option<&'a String>; 2]);

/// One note for each name and what it was taken from, at the first return.
pub(super) fn report(returns: &[IdentifiedReturn], findings: &mut Vec<Finding>) {
    let mut taken: BTreeMap<Taken<'_>, (&IdentifiedReturn, usize)> = BTreeMap::new();
    for one in returns {
        let authority = one.local_authority.as_ref();
        let cluster = one.cluster.as_ref();
        let of_authority = one.authority_from.as_ref().map(|from| (from, [authority, None]));
        let of_cluster = one.cluster_from.as_ref().map(|from| (from, [authority, cluster]));
        for key in of_authority.into_iter().chain(of_cluster) {
            taken.entry(key).or_insert((one, 0)).1 += 1;
        }
    }
    findings
        .extend(taken.into_iter().map(|((from, names), (first, returns))| note(from, names, first, returns)));
}

fn note(
    from: &TakenFrom,
    [authority, cluster]: [Option<&String>; 2],
    first: &IdentifiedReturn,
    returns: usize,
) -> Finding {
    let (rule, what, name): (&'static Rule, _, _) = match cluster {
        Some(cluster) => (&rules::CLUSTER_FROM_NAME, "cluster", Some(cluster)),
        None => (&rules::LA_FROM_NAME, "local authority", authority),
    };
    let name = name.map(|name| shortened(name)).unwrap_or_default();
    let gave =
        |place: &str, text: &str| format!("the name of the {place} \"{}\" gave \"{name}\"", shortened(text));
    let source = match from {
        TakenFrom::Folder(text) => gave("folder", text),
        TakenFrom::Sheet(text) => gave("sheet", text),
        TakenFrom::File(text) => gave("file", text),
        TakenFrom::OtherSheets => format!("{name}, as another sheet of the file states, was used"),
        TakenFrom::OtherReturns => format!("{name}, as other returns state, was used"),
    };
    let found = format!("{} did not state the {what}; {source}.", counted(returns, "return"));
    let location = Location {
        local_authority: authority.cloned(),
        cluster: cluster.cloned(),
        ..Location::sheet(&first.file, &first.content.sheet)
    };
    Finding::new(rule, found, location)
}
