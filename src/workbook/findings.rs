//! Findings: what to look at, where it is and what to do about it.

use rust_xlsxwriter::Worksheet;

use crate::finding::Finding;

use super::links::FileLinks;
use super::styles::Style;
use super::table::{self, Column, TableSpec, Value, column};
use super::{Book, WorkbookError, page};

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let columns = columns();
    table::set_widths(to, &columns)?;
    let spec = TableSpec {
        name: "Findings",
        about: "Everything found in the returns that somebody should know of, with its place and what to do.",
        header: page::BODY,
        columns: &columns,
        filter: true,
        row_height: None,
    };
    let links = FileLinks::new(book.settings.source_base.as_deref());
    let last = table::write(to, &book.styles, &spec, Some(&links), book.data.findings.iter().map(row))?;
    let none = if book.data.findings.is_empty() { " Nothing was found." } else { "" };
    let about = format!(
        "{}{none} Errors first, then warnings, then notes. Cells are empty where something does not apply.",
        page::about_table(spec.name, spec.header, last)
    );
    page::open(to, &book.styles, "Findings", &about)?;
    page::print(to, last, u16::try_from(columns.len() - 1).unwrap_or(u16::MAX))?;
    page::keep_headings(to, spec.header, 2)?;
    Ok(())
}

fn columns() -> [Column; 12] {
    [
        column("Severity", 12.5, Style::Text),
        column("Rule", 9.0, Style::Text),
        column("What was found", 46.0, Style::Wrapped),
        column("What to do", 46.0, Style::Wrapped),
        column("Local authority", 16.0, Style::Wrapped),
        column("Cluster", 16.0, Style::Wrapped),
        column("School", 24.0, Style::Wrapped),
        column("KSF", 8.0, Style::Count),
        column("Value", 14.0, Style::Wrapped),
        column("File", 30.0, Style::Wrapped),
        column("Sheet", 15.0, Style::Wrapped),
        column("Cell", 9.0, Style::Text),
    ]
}

fn row(finding: &Finding) -> Vec<Value<'_>> {
    let place = &finding.place;
    vec![
        Value::text(finding.severity.word()),
        Value::text(finding.rule.code),
        Value::text(finding.found.as_str()),
        Value::text(finding.remedy.as_str()),
        Value::maybe(place.local_authority.as_deref()),
        Value::maybe(place.cluster.as_deref()),
        Value::maybe(place.school.as_deref()),
        place.ksf.map_or(Value::Empty, Value::count),
        Value::maybe(place.value.as_deref()),
        place.file.as_deref().map_or(Value::Empty, Value::File),
        Value::maybe(place.sheet.as_deref()),
        Value::maybe(place.cell.map(|c| c.to_string())),
    ]
}
