//! Whose the texts are that people typed into workbooks of ours.
//!
//! In: what was typed into each, and the returns of its grids. Out: each text once, with its cluster and its authority, as
//! these are called now; and a finding where that is not sure.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data_set::{LaResponse, PlannedAction, Typed};
use crate::finding::{Finding, Location, shortened};
use crate::layout::{TypedAction, TypedIn, TypedResponse};
use crate::model::{CellValue, NOT_STATED};
use crate::rules;

use super::identity::IdentifiedReturn;

/// A local authority and a cluster.
type Owner = (String, String);

/// Everything that was typed into these files.
pub(super) fn carried_on(
    files: Vec<(Arc<str>, TypedIn)>,
    returns: &[IdentifiedReturn],
    findings: &mut Vec<Finding>,
) -> Typed {
    let mut typed = Typed::default();
    for (file, TypedIn { actions, responses }) in files {
        let of_file = || returns.iter().filter(|one| one.file == file);
        for action in actions {
            let of_grid = of_file().filter(|one| action.grid.as_ref() == Some(&one.content.sheet));
            let owners = owners(of_grid);
            findings.extend(doubt(&file, &action, &owners));
            let Some((local_authority, cluster)) = most(owners) else { continue };
            let TypedAction { ksf, entries, .. } = action;
            add(&mut typed.actions, PlannedAction { local_authority, cluster, ksf, entries });
        }
        let authorities: BTreeMap<String, usize> =
            owners(of_file()).into_iter().map(|((authority, _), of)| (authority, of)).collect();
        for TypedResponse { ksf, text, sheet, cell } in responses {
            if authorities.is_empty() {
                let found = format!("\"{}\" is a response of no authority that returned.", quoted(&text));
                let location = Location::sheet(&file, &sheet).at(cell);
                findings.push(Finding::new(&rules::NOT_CARRIED_ON, found, location));
                continue;
            }
            let only = authorities.keys().next().filter(|_| authorities.len() == 1);
            add(&mut typed.responses, LaResponse { local_authority: only.cloned(), ksf, text });
        }
    }
    typed
}

/// Adds what is not there yet: a cluster's pack and its authority's workbook may hold the same.
fn add<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

/// The clusters that returns are of now, each with how many they are.
fn owners<'a>(returns: impl Iterator<Item = &'a IdentifiedReturn>) -> BTreeMap<Owner, usize> {
    let mut owners = BTreeMap::new();
    for one in returns {
        let or_not_stated = |name: &Option<String>| name.clone().unwrap_or_else(|| NOT_STATED.to_owned());
        let owner = (or_not_stated(&one.local_authority), or_not_stated(&one.cluster));
        *owners.entry(owner).or_insert(0) += 1;
    }
    owners
}

/// The one that most are of.
fn most(owners: BTreeMap<Owner, usize>) -> Option<Owner> {
    owners.into_iter().rev().max_by_key(|(_, returns)| *returns).map(|(owner, _)| owner)
}

/// What is not sure about the cluster of an action.
fn doubt(file: &Arc<str>, action: &TypedAction, owners: &BTreeMap<Owner, usize>) -> Option<Finding> {
    let texts: Vec<String> = action.entries.iter().flatten().map(quoted).collect();
    let (texts, kept) = (texts.join("; "), most(owners.clone()).map(|(_, cluster)| cluster));
    let found = match (&action.unknown_cluster, kept) {
        (unknown, None) => {
            let of = unknown.as_deref().map_or_else(String::new, |name| format!(" of \"{name}\""));
            format!("The action{of} \"{texts}\" is of no cluster that returned; it was not carried on.")
        }
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
