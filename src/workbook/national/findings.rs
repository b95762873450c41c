//! How many findings each local authority has, by rule.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::FindingCounts;
use crate::rules::{Rule, Severity};

use super::super::styles::Style;
use super::super::table::{Column, Value, column, turned};
use super::super::table_sheet::{self, TableSheet};
use super::super::{names, table};
use super::Summary;
use super::shown::Shown;

/// The longest heading of a rule, in characters.
const HEADING: usize = 44;

/// Writes the sheet.
pub(super) fn write(summary: &Summary, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Findings by local authority",
        table: "FindingsByLA",
        about: "How many findings each local authority has: by severity, and by rule.",
        note: "The line above the headings adds up the rows that are shown.",
        filter: true,
        row_height: Some(18.0),
        frozen: 1,
        alike: None,
    };
    let rules: Vec<&'static Rule> = all(summary).rules().map(|(rule, _)| rule).collect();
    let authorities = summary.nation.authorities.iter();
    let mut rows: Vec<Vec<Value>> = authorities
        .map(|authority| row(Value::text(authority.whole.name.as_str()), &authority.findings, &rules))
        .collect();
    if summary.rest_findings.all() > 0 {
        rows.push(row(Value::text("No local authority"), &summary.rest_findings, &rules));
    }
    let body = table_sheet::write(&summary.beside, to, &sheet, columns(&rules), rows)?;
    let shown = Shown::new(&summary.beside, &body);
    let of_rules = all(summary).rules().map(|(_, count)| count).collect::<Vec<_>>();
    for (at, count) in (1..).zip(counts(summary, true).into_iter().chain(of_rules)) {
        shown.sum(to, at, count)?;
    }
    Ok(())
}

/// The findings of all authorities and of none.
pub(super) fn all(summary: &Summary) -> FindingCounts {
    let authorities = summary.nation.authorities.iter().map(|authority| &authority.findings);
    authorities.fold(summary.rest_findings.clone(), FindingCounts::and)
}

/// How many errors, warnings, notes and findings there are: of all authorities, or with those of none.
pub(super) fn counts(summary: &Summary, with_rest: bool) -> [u32; 4] {
    let authorities = summary.nation.authorities.iter().map(|authority| &authority.findings);
    let rest = with_rest.then_some(&summary.rest_findings);
    let groups: Vec<&FindingCounts> = authorities.chain(rest).collect();
    let of = |severity| groups.iter().map(|group| group.of_severity(severity)).sum();
    let all = groups.iter().map(|group| group.all()).sum();
    [of(Severity::Error), of(Severity::Warning), of(Severity::Note), all]
}

fn columns(rules: &[&'static Rule]) -> Vec<Column> {
    let mut columns = vec![
        column("Local authority", 34.0, Style::Text),
        turned("Errors", 9.0, Style::Number),
        turned("Warnings", 9.0, Style::Number),
        turned("Notes", 9.0, Style::Number),
        turned("All", 9.0, Style::Number),
    ];
    columns.extend(rules.iter().map(|rule| {
        let heading = format!("{} {}", rule.code, names::shortened(rule.meaning, HEADING));
        turned(&heading, table::turned_width(&heading, 8.0), Style::Number)
    }));
    columns
}

fn row<'a>(whose: Value<'a>, findings: &FindingCounts, rules: &[&'static Rule]) -> Vec<Value<'a>> {
    let mut row = vec![whose];
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    row.extend(severities.map(|severity| Value::count(findings.of_severity(severity))));
    row.push(Value::count(findings.all()));
    row.extend(rules.iter().map(|rule| Value::count(findings.of_rule(rule.code))));
    row
}
