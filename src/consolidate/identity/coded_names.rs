//! Schools that are named by a number or a letter alone: a code that only the sender can read.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::identified_return::IdentifiedReturn;
use crate::finding::Finding;
use crate::model::counted;
use crate::rules;

/// Maximum number of codes that are listed.
const MOST: usize = 10;

/// One warning a file, at its first such return.
pub(super) fn report(returns: &[IdentifiedReturn], findings: &mut Vec<Finding>) {
    let mut files: BTreeMap<&Arc<str>, Vec<(&IdentifiedReturn, &str)>> = BTreeMap::new();
    for one in returns {
        if let Some(code) = one.school.as_deref().filter(|name| is_code(name)) {
            files.entry(&one.file).or_default().push((one, code));
        }
    }
    for coded in files.into_values() {
        let mut seen = HashSet::new();
        let codes: Vec<&str> =
            coded.iter().map(|(_, code)| *code).filter(|code| seen.insert(*code)).collect();
        let listed = codes[..codes.len().min(MOST)].join(", ");
        let more = if codes.len() > MOST { " …" } else { "" };
        let schools = counted(codes.len(), "school");
        let are = if codes.len() == 1 { "is" } else { "are" };
        let found = format!("{schools} {are} named by a number or letter alone: {listed}{more}.");
        findings.push(Finding::new(&rules::SCHOOL_IS_CODE, found, coded[0].0.location()));
    }
}

/// Whether a school's name is a number or letter alone: "7", "A", "12b".
pub(crate) fn is_code(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    name.chars().all(char::is_alphanumeric) && letters < 2
}
