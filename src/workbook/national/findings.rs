//! How many findings each local authority has, by rule.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::FindingCounts;
use crate::rules::Rule;

use super::super::styles::Style;
use super::super::table::{Column, Value, column, turned};
use super::super::table_sheet::{self, TableSheet};
use super::super::{names, table};
use super::Summary;
use super::shown::Shown;

/// The longest heading of a rule, in characters.
const HEADING: usize = 44;

/// The width of a rule's column: narrow, because there may be many.
const RULE: f64 = 5.2;

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
    let nation = summary.nation;
    let all = &nation.read.findings;
    let rules: Vec<&'static Rule> = all.rules().map(|(rule, _)| rule).collect();
    let mut rows: Vec<Vec<Value>> = nation
        .authorities
        .iter()
        .map(|authority| row(Value::text(authority.whole.name.as_str()), &authority.read.findings, &rules))
        .collect();
    if nation.of_none.findings.all() > 0 {
        rows.push(row(Value::text("No local authority"), &nation.of_none.findings, &rules));
    }
    let body = table_sheet::write(&summary.beside, to, &sheet, columns(&rules), rows)?;
    let shown = Shown::new(&summary.beside, &body);
    let of_rules = all.rules().map(|(_, count)| count);
    for (at, count) in (1..).zip(counts(all).into_iter().chain(of_rules)) {
        shown.sum(to, at, count)?;
    }
    Ok(())
}

/// Errors, warnings, notes, and all findings.
pub(super) fn counts(findings: &FindingCounts) -> [u32; 4] {
    let [errors, warnings, notes] = findings.by_severity();
    [errors, warnings, notes, findings.all()]
}

fn columns(rules: &[&'static Rule]) -> Vec<Column> {
    let mut columns = vec![
        column("Local authority", 26.0, Style::Text),
        turned("Errors", 6.0, Style::Number),
        turned("Warnings", 6.0, Style::Number),
        turned("Notes", 6.0, Style::Number),
        turned("All", 6.0, Style::Number),
    ];
    columns.extend(rules.iter().map(|rule| {
        let heading = format!("{} {}", rule.code, names::shortened(rule.meaning, HEADING));
        turned(&heading, table::turned_width(&heading, RULE), Style::Number)
    }));
    columns
}

fn row<'a>(whose: Value<'a>, findings: &FindingCounts, rules: &[&'static Rule]) -> Vec<Value<'a>> {
    let mut row = vec![whose];
    row.extend(counts(findings).map(Value::count));
    row.extend(rules.iter().map(|rule| Value::count(findings.of_rule(rule.code))));
    row
}
