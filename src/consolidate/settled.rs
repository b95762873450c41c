//! Names that the user has settled, taken to the returns; and lines of that list that fit nothing.

use std::collections::HashSet;

use super::Given;
use super::claim::Claim;
use crate::finding::{Finding, Location, shortened};
use crate::lexicon::school_key;
use crate::register::{NameLine, Register, Settled};
use crate::rules;

/// How many lines a finding quotes.
const QUOTED: usize = 10;

/// Gives returns the names that the user has settled for them.
pub(super) fn apply(claims: &mut [Claim], given: &Given, findings: &mut Vec<Finding>) {
    let mut used = vec![false; given.names.lines().len()];
    let returned: HashSet<String> =
        claims.iter().filter_map(|c| c.school.as_deref()).map(school_key).collect();
    for claim in claims {
        let Some(name) = &claim.school else { continue };
        let Some((at, line)) = given.names.about(name) else { continue };
        used[at] = true;
        claim.settled = line.settled != Settled::Itself;
        match &line.settled {
            Settled::Name(name) => claim.school = Some(name.clone()),
            Settled::Dfe(number) => claim.dfe_number = Some(*number),
            Settled::Urn(number) => claim.urn = Some(*number),
            Settled::Itself => claim.by_itself = true,
        }
    }
    for (first, second) in given.names.contradictions() {
        let found = format!(
            "Rows {} and {} of the list of names say different things about \"{}\"; neither was used.",
            first.row,
            second.row,
            shortened(&first.name)
        );
        findings
            .push(finding(found, first).with_remedy("Take one of the two rows out of the list of names."));
    }
    unused(given, &used, findings);
    if let Some(register) = &given.register {
        let lines = given.names.lines().iter().zip(&used).filter(|(_, used)| **used);
        findings.extend(lines.filter_map(|(line, _)| leads_nowhere(line, register, &returned)));
    }
}

/// Lines that fit no return, in one finding.
fn unused(given: &Given, used: &[bool], findings: &mut Vec<Finding>) {
    let contradicted = |line: &NameLine| given.names.about(&line.name).is_none();
    let lines = given.names.lines().iter().zip(used).filter(|(line, used)| !**used && !contradicted(line));
    let lines: Vec<&NameLine> = lines.map(|(line, _)| line).collect();
    let Some(first) = lines.first() else { return };
    let mut quoted: Vec<String> = lines
        .iter()
        .take(QUOTED)
        .map(|line| format!("\"{}\" (row {})", shortened(&line.name), line.row))
        .collect();
    if lines.len() > QUOTED {
        quoted.push(format!("and {} more", lines.len() - QUOTED));
    }
    let found = format!("No return has a school of this name in the list of names: {}.", quoted.join(", "));
    findings.push(finding(found, first));
}

/// A line whose second column leads to no school, neither of the register nor of another return.
fn leads_nowhere(line: &NameLine, register: &Register, returned: &HashSet<String>) -> Option<Finding> {
    let (is_there, to) = match &line.settled {
        Settled::Name(name) => {
            let key = school_key(name);
            (!register.named(&key).is_empty() || returned.contains(&key), shortened(name))
        }
        Settled::Dfe(number) => (register.by_dfe(*number).is_some(), number.to_string()),
        Settled::Urn(number) => (register.by_urn(*number).is_some(), format!("URN {number}")),
        Settled::Itself => return None,
    };
    let found = format!(
        "The list of names (row {}) takes \"{}\" for \"{to}\", which is not on the register.",
        line.row,
        shortened(&line.name)
    );
    let remedy =
        "Correct the second name as the register writes it, or give the school's DfE number or URN there.";
    (!is_there).then(|| finding(found, line).with_remedy(remedy))
}

fn finding(found: String, line: &NameLine) -> Finding {
    Finding::new(&rules::NAMES_UNUSED, found, Location::default().typed(&line.name))
}
