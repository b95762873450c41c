//! The rules that the findings refer to: what they mean, what to do, and how often they apply.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::styles::Style;
use super::super::table::{Column, Value, column, turned};
use super::super::table_sheet::{self, TableSheet};
use super::Summary;

/// Writes the sheet.
pub(super) fn write(summary: &Summary, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Rules",
        table: "RulesFound",
        about: "Each rule that a finding refers to: severity, what it means, what to do, and how many findings it has.",
        note: "Only rules that apply somewhere are listed.",
        filter: true,
        row_height: Some(18.0),
        frozen: 1,
        alike: None,
    };
    let rows = summary.nation.read.findings.rules().map(|(rule, count)| {
        let authorities = summary.nation.authorities.iter();
        let with_it = authorities.filter(|authority| authority.read.findings.of_rule(rule.code) > 0).count();
        vec![
            Value::text(rule.code),
            Value::text(rule.severity.word()),
            Value::text(rule.meaning),
            Value::text(rule.remedy),
            Value::count(count),
            Value::count(u32::try_from(with_it).unwrap_or(u32::MAX)),
        ]
    });
    table_sheet::write(&summary.beside, to, &sheet, columns(), rows.collect())?;
    Ok(())
}

fn columns() -> Vec<Column> {
    vec![
        column("Rule", 10.0, Style::Text),
        column("Severity", 12.5, Style::Text),
        column("What was found", 62.0, Style::Text),
        column("What to do", 62.0, Style::Text),
        turned("Findings", 10.0, Style::Number),
        turned("LAs with it", 9.0, Style::Number),
    ]
}
