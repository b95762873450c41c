//! Findings in lines.

use super::text::{Line, Tone};
use crate::finding::Finding;

/// A finding in three lines: severity, rule and location; what was found; what to do.
#[must_use]
pub fn finding(finding: &Finding) -> [Line; 3] {
    let school = finding.location.school.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    let place = finding.location.to_string();
    let place = if place.is_empty() { "all returns" } else { &place };
    let severity = Line::default().with(Tone::Severity(finding.severity), finding.severity.word());
    [
        severity.plain(format!(" {} {place}{school}", finding.rule.code)),
        format!("    {}", finding.found).into(),
        format!("    > {}", finding.remedy).into(),
    ]
}

/// All findings, with an empty line after each.
#[must_use]
pub fn findings(findings: &[Finding]) -> Vec<Line> {
    findings.iter().flat_map(|one| finding(one).into_iter().chain([Line::default()])).collect()
}
