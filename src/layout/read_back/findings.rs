//! The findings that our own workbook lists: what had been found in the files it was made from holds as long as the
//! answer it is about stays what it was.

use std::collections::HashMap;

use crate::finding::{Finding, Place};
use crate::model::CellRef;
use crate::read::RawWorkbook;
use crate::rules::{self, Rule};

use super::own_tables::{OwnRow, OwnTable};

/// A local authority, a cluster and a school.
pub(super) type School = [Option<String>; 3];

/// Rules about names, the register and the collection: whatever is read is looked at anew for these.
static FOUND_ANEW: [&Rule; 15] = [
    &rules::OWN_WORKBOOK_SKIPPED,
    &rules::CLUSTER_NOT_STATED,
    &rules::LA_NOT_STATED,
    &rules::NEAR_NAME,
    &rules::SEVERAL_LAS,
    &rules::NOT_ON_REGISTER,
    &rules::REGISTER_NEAR_MATCH,
    &rules::REGISTER_AMBIGUOUS,
    &rules::REGISTER_CONTRADICTS,
    &rules::NAMES_UNUSED,
    &rules::NOTHING_RATED,
    &rules::ALL_THE_SAME,
    &rules::NOT_RETURNED,
    &rules::DATE_AFTER_AS_OF,
    &rules::DATE_FAR_OFF,
];

/// The findings of a workbook of ours.
#[derive(Default)]
pub(super) struct OwnFindings {
    /// About a school's answer to a KSF, by the KSF's place.
    pub(super) of_answers: HashMap<(School, usize), Vec<Finding>>,
    /// About files, sheets, returns and tables.
    pub(super) others: Vec<Finding>,
}

impl OwnFindings {
    /// Those that the sheet Findings lists.
    pub(super) fn of(book: &RawWorkbook) -> Self {
        let mut findings = Self::default();
        let columns = ["Rule", "What was found", "School", "KSF", "Value"];
        let Some(table) = OwnTable::find(book, "Findings", &columns) else { return findings };
        for row in table.rows() {
            let Some(finding) = finding(&row) else { continue };
            let school = ["Local authority", "Cluster", "School"].map(|column| row.text(column));
            let ksf = finding.place.ksf.and_then(|number| usize::from(number).checked_sub(1));
            match (school, ksf) {
                (school @ [_, _, Some(_)], Some(ksf)) => {
                    findings.of_answers.entry((school, ksf)).or_default().push(finding);
                }
                _ if FOUND_ANEW.contains(&finding.rule) => {}
                _ => findings.others.push(finding),
            }
        }
        findings
    }
}

fn finding(row: &OwnRow<'_>) -> Option<Finding> {
    let rule = row.text("Rule").and_then(|code| rules::find(&code))?;
    let place = Place {
        local_authority: row.text("Local authority"),
        cluster: row.text("Cluster"),
        school: row.text("School"),
        ksf: row.number("KSF").and_then(|number| number.try_into().ok()),
        value: row.text("Value"),
        file: row.text("File").map(Into::into),
        sheet: row.text("Sheet").map(Into::into),
        cell: row.text("Cell").as_deref().and_then(CellRef::parse),
    };
    let finding = Finding::new(rule, row.text("What was found")?, place);
    Some(match row.text("What to do") {
        Some(remedy) => finding.with_remedy(remedy),
        None => finding,
    })
}
