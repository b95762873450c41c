//! Answers that our own workbook passes on unchanged: a rating with the place that it had come from, a gap with what had
//! been found about it.

use super::rating::{Reading, read};
use super::{Context, ValidatedAnswer};
use crate::data_set::{Outcome, Rejection};
use crate::finding::{Finding, Place};
use crate::layout::{Earlier, EarlierFinding};
use crate::model::CellValue;
use crate::rules::Severity;

/// The answer as it had been; findings about a gap are told again, with the place that they were about.
pub(super) fn answer(
    context: &Context<'_>,
    ksf: usize,
    value: Option<&CellValue>,
    earlier: &Earlier,
    findings: Option<&mut Vec<Finding>>,
) -> ValidatedAnswer {
    let outcome = match read(value, context.framework.scale) {
        Reading::Rated { rating, .. } => Outcome::Used(rating),
        _ => gap(&earlier.findings),
    };
    if let (None, Some(findings)) = (outcome.rating(), findings) {
        let mut place = Place::sheet(&earlier.file, &earlier.sheet).ksf(context.number(ksf));
        place.cell = earlier.cell;
        findings.extend(earlier.findings.iter().map(|one| again(one, place.clone())));
    }
    let source = Some((earlier.file.clone(), earlier.sheet.clone()));
    ValidatedAnswer { outcome, cell: earlier.cell, source }
}

/// Rejected where something had been typed that could not be used; otherwise missing.
fn gap(findings: &[EarlierFinding]) -> Outcome {
    let error = findings.iter().find(|f| f.rule.severity == Severity::Error);
    error.map_or(Outcome::Missing, |finding| {
        let typed = finding.value.clone().unwrap_or_default();
        let said = format!("\"{typed}\" was not used as a rating. ");
        let reason = finding.found.strip_prefix(&said).unwrap_or(&finding.found);
        Outcome::Rejected(Rejection { typed, reason: reason.trim_end_matches('.').to_owned() })
    })
}

fn again(earlier: &EarlierFinding, mut place: Place) -> Finding {
    place.value.clone_from(&earlier.value);
    Finding::new(earlier.rule, &*earlier.found, place).with_remedy(&*earlier.remedy)
}
