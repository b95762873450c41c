//! The school, cluster and local authority of a return, from what the return states, or else the register, the user, or
//! sheet, file and folder names, in that order.

use super::evidence::Evidence;
use super::file_names::without_cluster_word;
use super::identified_return::IdentifiedReturn;
use super::register_match::RegisterMatch;
use crate::consolidate::user_input::UserInput;
use crate::data_set::{Counts, ReturnStatus};
use crate::finding::Finding;
use crate::lexicon::cluster_key;
use crate::register::{Register, RegisteredSchool};
use crate::rules::{self, Rule};

/// Names a return, and says what was found about its names.
pub(super) fn name_return(
    evidence: Evidence,
    register_match: RegisterMatch,
    input: &UserInput,
) -> (IdentifiedReturn, Vec<Finding>) {
    let registered =
        input.register.as_ref().zip(register_match.school()).map(|(register, i)| &register.schools()[i]);
    let is_known_by_number = matches!(register_match, RegisterMatch::School { by_number: true, .. });
    let is_unnamed = evidence.school.is_none() || evidence.school_from.is_some();
    let named_by_register =
        registered.filter(|_| evidence.is_on_name_list || (is_unnamed && is_known_by_number));
    let school = named_by_register.map(|school| school.name.clone()).or_else(|| evidence.school.clone());
    let (local_authority, cluster, authority_folder) = authority_and_cluster(&evidence, registered, input);
    let stated = &evidence.content.identity;
    let counts = evidence.content.counts();
    let one = IdentifiedReturn {
        status: status(counts, school.is_some()),
        counts,
        is_authority_known: stated.local_authority.is_some()
            || registered.is_some_and(|s| s.local_authority.is_some()),
        dfe_number: evidence.dfe_number.or_else(|| registered?.dfe_number),
        urn: evidence.urn.or_else(|| registered?.urn),
        authority_folder,
        is_cluster_stated: evidence.cluster.is_some(),
        is_distinct: evidence.is_distinct,
        name_in_return: evidence.name_in_return,
        file: evidence.file,
        content: evidence.content,
        local_authority,
        cluster,
        school,
        register_match,
    };
    let findings = findings(&one, evidence.school_from.filter(|_| named_by_register.is_none()));
    (one, findings)
}

/// The local authority and the cluster of a return, and the folder that is named after an authority.
fn authority_and_cluster(
    evidence: &Evidence,
    registered: Option<&RegisteredSchool>,
    input: &UserInput,
) -> (Option<String>, Option<String>, Option<String>) {
    let folders = &evidence.folders;
    let cluster = evidence.cluster(registered, input).map(str::to_owned);
    let cluster_is_file = cluster.is_none() && evidence.table_name.is_some();
    let cluster = cluster.or_else(|| evidence.table_name.clone());
    let is_authority = |f: &String| input.register.as_ref().is_some_and(|r| is_only_an_authority(r, f));
    let is_of_cluster = |f: &String| cluster.as_deref().is_some_and(|c| cluster_key(c) == cluster_key(f));
    let authority_is_last = (cluster_is_file && !folders.last().is_some_and(is_of_cluster))
        || folders.last().is_some_and(is_authority);
    let authority_folder = folders.iter().rev().nth(usize::from(!authority_is_last));
    let cluster_folder = if cluster_is_file || authority_is_last { None } else { folders.last() };
    let cluster = cluster.or_else(|| cluster_folder.map(|f| without_cluster_word(f)));
    let local_authority = evidence.local_authority(registered, input).map(str::to_owned);
    (local_authority.or_else(|| authority_folder.cloned()), cluster, authority_folder.cloned())
}

/// Whether the register knows a local authority of this name and no cluster.
fn is_only_an_authority(register: &Register, name: &str) -> bool {
    register.authority(name).is_some() && register.cluster(name).is_none()
}

fn status(counts: Counts, is_named: bool) -> ReturnStatus {
    if !is_named {
        ReturnStatus::NoSchool
    } else if counts.rated == 0 {
        ReturnStatus::NothingUsed
    } else if counts.missing + counts.rejected > 0 {
        ReturnStatus::UsedInPart
    } else {
        ReturnStatus::Used
    }
}

fn findings(one: &IdentifiedReturn, school_from: Option<&str>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say =
        |rule: &'static Rule, found: String| findings.push(Finding::new(rule, found, one.location()));
    match (&one.school, school_from) {
        (None, _) => {
            let rated = one.counts.rated;
            let found = format!("{rated} ratings were found here, but no school is named.");
            say(&rules::SCHOOL_NOT_STATED, found);
        }
        (Some(name), Some(from)) => {
            let found = format!("No school is stated on the sheet; {from} gave \"{name}\".");
            say(&rules::SCHOOL_FROM_NAME, found);
        }
        _ => {}
    }
    if one.cluster.is_none() {
        say(&rules::CLUSTER_NOT_STATED, "The cluster is stated nowhere.".to_owned());
    }
    findings
}
