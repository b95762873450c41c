//! The findings that our own workbook lists: what was found in the files that it was made from holds as long as the
//! answer it is about stays what it was.

use std::collections::HashMap;

use crate::contract::{FindingsColumn, Sheet};
use crate::data_set::Rejection;
use crate::finding::{Finding, Location};
use crate::read::RawWorkbook;
use crate::rules::{self, Severity};

use super::table::{OwnRow, OwnTable};

/// A local authority, a cluster and a school.
pub(super) type SchoolName = [Option<String>; 3];

/// The findings of a workbook of ours.
#[derive(Default)]
pub(super) struct OwnFindings {
    /// About a school's answer to a KSF, by the KSF's index.
    pub(super) of_answers: HashMap<(SchoolName, usize), Vec<Finding>>,
    /// About files, sheets, returns and tables, without those that are found anew.
    pub(super) others: Vec<Finding>,
}

impl OwnFindings {
    /// Those that the sheet Findings lists.
    pub(super) fn of(book: &RawWorkbook) -> Self {
        use FindingsColumn::{Cluster, Found, Ksf, LocalAuthority, Rule, School, Value};
        let mut findings = Self::default();
        let Some(table) = OwnTable::find(book, Sheet::Findings.name(), &[Rule, Found, School, Ksf, Value])
        else {
            return findings;
        };
        for row in table.rows() {
            let Some(finding) = finding(&row) else { continue };
            let school = [row.stated(LocalAuthority), row.stated(Cluster), row.text(School)];
            match (school, row.ksf(Ksf)) {
                (school @ [_, _, Some(_)], Some(ksf)) => {
                    findings.of_answers.entry((school, ksf)).or_default().push(finding);
                }
                _ if finding.rule.found_by.is_found_again() => {}
                _ => findings.others.push(finding),
            }
        }
        findings
    }
}

/// Why an answer was rejected, if one of the findings about it says so.
pub(super) fn rejection(findings: &[Finding]) -> Option<Rejection> {
    let error = findings.iter().find(|finding| finding.rule.severity == Severity::Error)?;
    Some(Rejection::parse(&error.found, error.location.value.as_deref().unwrap_or_default()))
}

fn finding(row: &OwnRow<'_, FindingsColumn>) -> Option<Finding> {
    use FindingsColumn::{
        Cell, Cluster, File, Found, Ksf, LocalAuthority, Remedy, Rule, School, Sheet, Value,
    };
    let rule = rules::find(&row.text(Rule)?)?;
    let location = Location {
        local_authority: row.text(LocalAuthority),
        cluster: row.text(Cluster),
        school: row.text(School),
        ksf: row.ksf(Ksf).and_then(|index| u8::try_from(index + 1).ok()),
        value: row.text(Value),
        file: row.text(File).map(Into::into),
        sheet: row.text(Sheet).map(Into::into),
        cell: row.cell(Cell),
    };
    let finding = Finding::new(rule, row.text(Found)?, location);
    Some(match row.text(Remedy) {
        Some(remedy) => finding.with_remedy(remedy),
        None => finding,
    })
}
