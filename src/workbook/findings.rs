//! Findings: what to look at, where it is and what to do about it.

use std::collections::HashSet;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::finding::Finding;

use super::book::Book;
use super::styles::Style;
use super::table::{Column, Value, column};
use super::table_sheet::{self, TableSheet};

/// Writes the sheet under a title.
pub(super) fn write(book: &Book, to: &mut Worksheet, title: &str) -> Result<(), XlsxError> {
    let note = match book.data.findings.len() {
        0 => "Nothing was found.",
        _ => "Errors first, then warnings, then notes. Cells are empty where something does not apply.",
    };
    let sheet = TableSheet {
        title,
        table: "Findings",
        about: "Everything found in the returns that somebody should know of, with its place and what to do.",
        note,
        filter: true,
        row_height: Some(18.0),
        frozen: 2,
        alike: None,
    };
    let submitted: HashSet<&str> = book.data.returns.iter().filter_map(|r| r.file.as_deref()).collect();
    let rows = book.data.findings.iter().map(|finding| row(book, finding, &submitted)).collect();
    table_sheet::write(book, to, &sheet, columns(), rows)?;
    Ok(())
}

fn columns() -> Vec<Column> {
    vec![
        column("Severity", 12.5, Style::Text),
        column("Rule", 9.0, Style::Text),
        column("What was found", 46.0, Style::Text),
        column("What to do", 46.0, Style::Text),
        column("Local authority", 16.0, Style::Text),
        column("Cluster", 16.0, Style::Text),
        column("School", 24.0, Style::Text),
        column("KSF", 8.0, Style::Number),
        column("Value", 14.0, Style::Text),
        column("File", 44.0, Style::Text),
        column("Sheet", 15.0, Style::Text),
        column("Cell", 9.0, Style::Text),
    ]
}

/// A finding that our own workbook passes on may be about a file that is not there: no link leads to it.
fn row<'a>(book: &Book, finding: &'a Finding, submitted: &HashSet<&str>) -> Vec<Value<'a>> {
    let place = &finding.location;
    let file = |file| if submitted.contains(file) { Value::File(file) } else { Value::text(file) };
    let is_rules_own = finding.remedy == finding.rule.remedy;
    let for_manager = finding.rule.for_manager.filter(|_| book.is_extract() && is_rules_own);
    vec![
        Value::text(finding.severity.word()),
        Value::text(finding.rule.code),
        Value::text(finding.found.as_str()),
        Value::text(for_manager.unwrap_or(&finding.remedy)),
        Value::maybe(place.local_authority.as_deref()),
        Value::maybe(place.cluster.as_deref()),
        Value::maybe(place.school.as_deref()),
        place.ksf.map_or(Value::Empty, Value::count),
        Value::maybe(place.value.as_deref()),
        place.file.as_deref().map_or(Value::Empty, file),
        Value::maybe(place.sheet.as_deref()),
        Value::maybe(place.cell.map(|c| c.to_string())),
    ]
}
