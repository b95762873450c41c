//! Findings in lines.

use super::text::{Line, Text, Tone};
use crate::finding::Finding;

/// A finding in three lines: severity, rule and location; what was found; what to do.
#[must_use]
pub fn finding(finding: &Finding) -> Text {
    let school = finding.place.school.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    let place = finding.place.to_string();
    let place = if place.is_empty() { "all returns" } else { &place };
    let severity = Tone::Severity(finding.severity);
    let mut text = Text::default();
    text.push(
        Line::default()
            .with(severity, finding.severity.word())
            .plain(format!(" {} {place}{school}", finding.rule.code)),
    );
    text.push(format!("    {}", finding.found));
    text.push(format!("    > {}", finding.remedy));
    text
}

/// All findings, with an empty line after each.
#[must_use]
pub fn findings(findings: &[Finding]) -> Text {
    let mut text = Text::default();
    for one in findings {
        text.extend(finding(one));
        text.push("");
    }
    text
}
