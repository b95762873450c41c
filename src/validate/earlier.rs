//! Answers that our own workbook passes on unchanged: with the place that they had come from, and what had been found
//! about them there.

use super::ValidatedAnswer;
use super::rating::{Reading, read};
use crate::data_set::{Outcome, Rejection};
use crate::finding::Finding;
use crate::layout::Earlier;
use crate::model::{CellValue, Scale};
use crate::rules::Severity;

/// The answer as it had been; what had been found about it is told again.
pub(super) fn answer(
    scale: Scale,
    value: Option<&CellValue>,
    earlier: &Earlier,
    findings: &mut Vec<Finding>,
) -> ValidatedAnswer {
    let outcome = match read(value, scale) {
        Reading::Rated { rating, .. } => Outcome::Used(rating),
        _ => gap(&earlier.findings),
    };
    findings.extend(earlier.findings.iter().cloned());
    let source = Some((earlier.file.clone(), earlier.sheet.clone()));
    ValidatedAnswer { outcome, cell: earlier.cell, source }
}

/// Rejected where something had been typed that could not be used; otherwise missing.
fn gap(findings: &[Finding]) -> Outcome {
    let error = findings.iter().find(|f| f.rule.severity == Severity::Error);
    error.map_or(Outcome::Missing, |finding| {
        let typed = finding.place.value.clone().unwrap_or_default();
        let said = format!("\"{typed}\" was not used as a rating. ");
        let reason = finding.found.strip_prefix(&said).unwrap_or(&finding.found);
        Outcome::Rejected(Rejection { typed, reason: reason.trim_end_matches('.').to_owned() })
    })
}
