//! The school, cluster and local authority of a return: of all that says whose it is, what counts most.

use super::claims::{Claim, Claims, Rank};
use super::evidence::Evidence;
use super::identified_return::IdentifiedReturn;
use super::register_match::RegisterMatch;
use crate::consolidate::user_input::UserInput;
use crate::data_set::{Counts, ReturnStatus};
use crate::finding::Finding;
use crate::register::RegisteredName;
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
        registered.filter(|_| evidence.on_name_list.says_which() || (is_unnamed && is_known_by_number));
    let school = named_by_register.map(|school| school.name.clone()).or_else(|| evidence.school.clone());
    let of_register = registered.and_then(|school| school.local_authority.as_ref());
    let authority = decide(evidence.authority, of_register, input.local_authority.as_deref());
    let of_register = registered.and_then(|school| school.cluster.as_ref());
    let cluster = decide(evidence.cluster, of_register, input.cluster.as_deref());
    let says =
        |claim: &Option<Claim>, ranks: &[Rank]| claim.as_ref().is_some_and(|c| ranks.contains(&c.rank));
    let counts = evidence.content.counts();
    let one = IdentifiedReturn {
        status: status(counts, school.is_some()),
        counts,
        is_authority_known: says(&authority, &[Rank::Stated, Rank::Register, Rank::Said]),
        dfe_number: evidence.dfe_number.or_else(|| registered?.dfe_number),
        urn: evidence.urn.or_else(|| registered?.urn),
        authority_folder: evidence.authority_folder,
        is_cluster_stated: says(&cluster, &[Rank::Stated]),
        on_name_list: evidence.on_name_list,
        name_in_return: evidence.name_in_return,
        file: evidence.file,
        content: evidence.content,
        authority_from: authority.as_ref().and_then(|claim| claim.taken_from.clone()),
        cluster_from: cluster.as_ref().and_then(|claim| claim.taken_from.clone()),
        local_authority: authority.map(|claim| claim.name),
        cluster: cluster.map(|claim| claim.name),
        school,
        register_match,
    };
    let findings = findings(&one, evidence.school_from.filter(|_| named_by_register.is_none()));
    (one, findings)
}

/// What counts most: of what the return and its file say, what the register has and what the user gives.
fn decide(mut claims: Claims, registered: Option<&RegisteredName>, given: Option<&str>) -> Option<Claim> {
    claims.add(Rank::Register, registered.map(|registered| &*registered.name));
    claims.add(Rank::User, given);
    claims.best().cloned()
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
