//! Whose the texts are that people typed into workbooks of ours.
//!
//! In: what was typed into each, and the returns of its grids. Out: each text once, with its cluster and its authority, as
//! these are called now; and a finding where that is not sure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::data_set::{LaResponse, PlannedAction, SchoolRecord, Typed};
use crate::finding::{Finding, Location, shortened};
use crate::layout::{TypedAction, TypedElsewhere, TypedIn, TypedResponse};
use crate::lexicon::cluster_key;
use crate::model::{CellValue, NOT_STATED, first_few};
use crate::rules;

use super::identity::IdentifiedReturn;

/// Maximum number of texts that a finding lists.
const NAMED: usize = 20;

/// A local authority and a cluster.
type Owner = (String, String);

/// Everything that was typed into these files; `groups` are the returns of each school.
pub(super) fn carried_on(
    files: Vec<(Arc<str>, TypedIn)>,
    returns: &[IdentifiedReturn],
    groups: &[Vec<usize>],
    schools: &[SchoolRecord],
    findings: &mut Vec<Finding>,
) -> Typed {
    let known: BTreeSet<Owner> =
        schools.iter().map(|school| (school.local_authority.clone(), school.cluster.clone())).collect();
    let owners = Owners { returns, groups, known };
    let mut typed = Typed::default();
    for (file, TypedIn { actions, responses, elsewhere }) in files {
        findings.extend(without_place(&file, &elsewhere));
        let mut of_file = Vec::new();
        for action in actions {
            let of_grid = owners.of(&file, action.grid.as_ref());
            let named = action.unknown_cluster.as_deref().and_then(|name| owners.named(name, &of_grid));
            let owner = named.clone().or_else(|| most(&of_grid));
            if named.is_none() && !action.is_filled_in {
                findings.extend(doubt(&file, &action, &of_grid));
            }
            let Some((local_authority, cluster)) = owner else { continue };
            let TypedAction { ksf, is_filled_in, entries, .. } = action;
            of_file.push(PlannedAction { local_authority, cluster, ksf, is_filled_in, entries });
        }
        add(&mut typed.actions, &of_file);
        let authorities: BTreeSet<String> =
            owners.of(&file, None).into_keys().map(|(authority, _)| authority).collect();
        let only = authorities.first().filter(|_| authorities.len() == 1);
        let mut of_file = Vec::new();
        for TypedResponse { ksf, text, sheet, cell } in responses {
            if authorities.is_empty() {
                let found = format!("\"{}\" is a response of no authority that returned.", quoted(&text));
                let location = Location::sheet(&file, &sheet).at(cell);
                findings.push(Finding::new(&rules::NOT_CARRIED_ON, found, location));
                continue;
            }
            of_file.push(LaResponse { local_authority: only.cloned(), ksf, text });
        }
        add(&mut typed.responses, &of_file);
    }
    typed
}

/// Adds what a file holds more often than the files before it: a cluster's pack and its authority's workbook may hold the
/// same.
fn add<T: PartialEq + Clone>(all: &mut Vec<T>, of_file: &[T]) {
    let before = all.len();
    for (at, one) in of_file.iter().enumerate() {
        let known = all[..before].iter().filter(|other| *other == one).count();
        let in_file = of_file[..=at].iter().filter(|other| *other == one).count();
        if in_file > known {
            all.push(one.clone());
        }
    }
}

/// Whose the schools of a grid are.
struct Owners<'a> {
    returns: &'a [IdentifiedReturn],
    groups: &'a [Vec<usize>],
    /// The clusters that the workbook will have.
    known: BTreeSet<Owner>,
}

impl Owners<'_> {
    /// The clusters that the schools of a grid are in now, each with how many they are; of all grids of the file, if none is
    /// given. A school may be in another cluster than its return says: the school's other return, or the register, says so.
    fn of(&self, file: &Arc<str>, grid: Option<&Arc<str>>) -> BTreeMap<Owner, usize> {
        let is_of_grid =
            |one: &IdentifiedReturn| one.file == *file && grid.is_none_or(|grid| *grid == one.content.sheet);
        let mut owners = BTreeMap::new();
        for group in self.groups.iter().filter(|group| group.iter().any(|i| is_of_grid(&self.returns[*i]))) {
            let all = group.iter().map(|i| owner(&self.returns[*i]));
            if let Some(owner) = all.into_iter().find(|owner| self.known.contains(owner)) {
                *owners.entry(owner).or_insert(0) += 1;
            }
        }
        owners
    }

    /// The cluster of this name, in the authority of a grid's schools if there are several.
    fn named(&self, name: &str, of_grid: &BTreeMap<Owner, usize>) -> Option<Owner> {
        let key = cluster_key(name);
        let named: Vec<&Owner> = self
            .known
            .iter()
            .filter(|(_, cluster)| !name.is_empty() && cluster_key(cluster) == key)
            .collect();
        let is_near = |owner: &&&Owner| of_grid.keys().any(|(authority, _)| *authority == owner.0);
        match named.as_slice() {
            [only] => Some((*only).clone()),
            several => several.iter().find(is_near).map(|owner| (*owner).clone()),
        }
    }
}

fn owner(one: &IdentifiedReturn) -> Owner {
    let or_not_stated = |name: &Option<String>| name.clone().unwrap_or_else(|| NOT_STATED.to_owned());
    (or_not_stated(&one.local_authority), or_not_stated(&one.cluster))
}

/// The one that most are of.
fn most(owners: &BTreeMap<Owner, usize>) -> Option<Owner> {
    owners.iter().rev().max_by_key(|(_, returns)| **returns).map(|(owner, _)| owner.clone())
}

/// What is not carried on: one finding for each sheet.
fn without_place(file: &Arc<str>, elsewhere: &[TypedElsewhere]) -> Vec<Finding> {
    let of_sheet = |texts: &[TypedElsewhere]| {
        let list =
            first_few(texts, NAMED, |one| format!("{} \"{}\"", one.cell, quoted(&one.text))).join(", ");
        let found = format!(
            "Not carried on, because it stands beside or below the table, or is a time or a formula without a result: {list}."
        );
        let location = Location::sheet(file, &texts[0].sheet).at(texts[0].cell);
        Finding::new(&rules::NOT_CARRIED_ON, found, location)
    };
    elsewhere.chunk_by(|a, b| a.sheet == b.sheet).map(of_sheet).collect()
}

/// What is not sure about the cluster of an action.
fn doubt(file: &Arc<str>, action: &TypedAction, owners: &BTreeMap<Owner, usize>) -> Option<Finding> {
    let texts: Vec<String> = action.entries.iter().flatten().map(quoted).collect();
    let (texts, kept) = (texts.join("; "), most(owners).map(|(_, cluster)| cluster));
    let found = match (&action.unknown_cluster, kept) {
        (unknown, None) => {
            let of = unknown.as_deref().map_or_else(String::new, |name| format!(" of \"{name}\""));
            format!("The action{of} \"{texts}\" is of no cluster that returned; it was not carried on.")
        }
        (Some(unknown), Some(kept)) if unknown.is_empty() => format!(
            "The action \"{texts}\" names no cluster; it was kept with {kept}, as it stands below its actions."
        ),
        (Some(unknown), Some(kept)) => format!(
            "\"{}\" is no cluster of the workbook; the action \"{texts}\" was kept with {kept}, as it stands below its actions.",
            shortened(unknown)
        ),
        (None, Some(kept)) if owners.len() > 1 => format!(
            "The schools of its cluster are in {} clusters now; the action \"{texts}\" was kept with {kept}, where most of them are.",
            owners.len()
        ),
        (None, Some(_)) => return None,
    };
    let location = Location::sheet(file, &action.sheet).at(action.cell);
    Some(Finding::new(&rules::NOT_CARRIED_ON, found, location))
}

fn quoted(value: &CellValue) -> String {
    shortened(&value.to_string())
}
