//! What the user's list of names says about the returns, and lines of the list that are of no use.

use std::collections::{BTreeSet, HashSet};

use super::evidence::Evidence;
use super::identified_return::OnNameList;
use super::register_match::have_exact_names;
use crate::consolidate::user_input::UserInput;
use crate::finding::{Finding, Location, shortened};
use crate::lexicon::school_key;
use crate::model::first_few;
use crate::register::{MeantSchool, NameLine, Register};
use crate::rules;

/// Maximum number of lines that a finding quotes.
const QUOTED: usize = 10;

/// Gives returns the names and numbers that the list says they stand for.
pub(super) fn apply(evidence: &mut [Evidence], input: &UserInput, findings: &mut Vec<Finding>) {
    if input.name_list.lines().is_empty() {
        return;
    }
    let exact = have_exact_names(evidence, input);
    let mut used = vec![false; input.name_list.lines().len()];
    let mut not_needed: BTreeSet<usize> = BTreeSet::new();
    let returned: HashSet<String> =
        evidence.iter().filter_map(|c| c.school.as_deref()).map(school_key).collect();
    for (one, is_exact) in evidence.iter_mut().zip(exact) {
        let Some(name) = &one.school else { continue };
        let found = input.name_list.line_for(name, one.cluster_name(), one.authority_name());
        let Some((at, line)) = found else { continue };
        used[at] = true;
        if is_exact && line.meant != MeantSchool::Itself {
            not_needed.insert(at);
            continue;
        }
        settle(one, &line.meant);
    }
    findings.extend(not_needed.into_iter().map(|at| of_register(&input.name_list.lines()[at])));
    for (first, second) in input.name_list.contradictions() {
        let found = format!(
            "Rows {} and {} of the list of names say different things about \"{}\"; neither was used.",
            first.row,
            second.row,
            shortened(&first.name)
        );
        findings
            .push(finding(found, first).with_remedy("Take one of the two rows out of the list of names."));
    }
    unused(input, &used, findings);
    if let Some(register) = &input.register {
        let lines = input.name_list.lines().iter().zip(&used).filter(|(_, used)| **used);
        findings.extend(lines.filter_map(|(line, _)| leads_nowhere(line, register, &returned)));
    }
}

/// Gives a return the name or number that it stands for.
fn settle(one: &mut Evidence, meant: &MeantSchool) {
    one.on_name_list = match meant {
        MeantSchool::Name(_) => OnNameList::Name,
        MeantSchool::Dfe(_) | MeantSchool::Urn(_) => OnNameList::Number,
        MeantSchool::Itself => OnNameList::Distinct,
    };
    match meant {
        MeantSchool::Name(name) => one.school = Some(name.clone()),
        MeantSchool::Dfe(number) => one.dfe_number = Some(*number),
        MeantSchool::Urn(number) => one.urn = Some(*number),
        MeantSchool::Itself => {}
    }
}

/// Finds fault with a line about a name that is on the register.
fn of_register(line: &NameLine) -> Finding {
    let found = format!(
        "\"{}\" is on the register itself, so row {} of the list of names was not used.",
        shortened(&line.name),
        line.row
    );
    finding(found, line)
        .with_remedy("Take the row out of the list; if the return is another school's, correct its name.")
}

/// Lines that fit no return, in one finding.
fn unused(input: &UserInput, used: &[bool], findings: &mut Vec<Finding>) {
    let contradicted: Vec<u32> = input.name_list.contradictions().flat_map(|(a, b)| [a.row, b.row]).collect();
    let lines = input.name_list.lines().iter().zip(used);
    let lines = lines.filter(|(line, used)| !**used && !contradicted.contains(&line.row));
    let lines: Vec<&NameLine> = lines.map(|(line, _)| line).collect();
    let Some(first) = lines.first() else { return };
    let quoted =
        first_few(&lines, QUOTED, |line| format!("\"{}\" (row {})", shortened(&line.name), line.row));
    let found = format!("No return has a school of this name in the list of names: {}.", quoted.join(", "));
    findings.push(finding(found, first));
}

/// Finds fault with a line whose second column names no school, neither of the register nor of another return.
fn leads_nowhere(line: &NameLine, register: &Register, returned: &HashSet<String>) -> Option<Finding> {
    let (is_there, to) = match &line.meant {
        MeantSchool::Name(name) => {
            let key = school_key(name);
            (!register.named(&key).is_empty() || returned.contains(&key), shortened(name))
        }
        MeantSchool::Dfe(number) => (register.by_dfe(*number).is_some(), number.to_string()),
        MeantSchool::Urn(number) => (register.by_urn(*number).is_some(), format!("URN {number}")),
        MeantSchool::Itself => return None,
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
