//! Findings: what to look at, where it is and what to do about it.

use std::collections::HashSet;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::contract::FindingsColumn;
use crate::data_set::DataSet;
use crate::finding::Finding;
use crate::workbook::style::{Style, Styles};
use crate::workbook::tables::{self, TableSheet, Value, declared};

/// A column of this table.
type Column<'a> = tables::Column<'a, &'a Finding>;

/// Who reads the findings: for the manager of a cluster, whose schools sent the returns, there are other things to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Authority,
    ClusterManager,
}

/// Writes the sheet under a title; links to files start from `links_base`.
pub(crate) fn write(
    data: &DataSet,
    reader: Reader,
    title: &str,
    links_base: Option<&str>,
    styles: &Styles,
    to: &mut Worksheet,
) -> Result<(), XlsxError> {
    let note = match data.findings.len() {
        0 => "Nothing was found.",
        _ => "Errors first, then warnings, then notes. Cells are empty where something does not apply.",
    };
    let sheet = TableSheet {
        title,
        table: FindingsColumn::TABLE,
        about: "Everything found in the returns that somebody should know of, with its place and what to do.",
        note,
        filter: true,
        row_height: Some(18.0),
        frozen_columns: 2,
        links_base,
        ..TableSheet::default()
    };
    let files: HashSet<&str> = data.returns.iter().filter_map(|r| r.file.as_deref()).collect();
    let columns = declared(|column| declaration(column, &files, reader));
    sheet.write(styles, to, columns, data.findings.iter())?;
    Ok(())
}

/// `files` are those that links can lead to: a finding that our own workbook passes on may be about a file that is not there.
fn declaration<'a>(column: FindingsColumn, files: &'a HashSet<&'a str>, reader: Reader) -> Column<'a> {
    use FindingsColumn as C;
    match column {
        C::Severity => Column::across(12.5, Style::Text, |row| row.severity.word()),
        C::Rule => Column::across(9.0, Style::Text, |row| row.rule.code),
        C::Found => Column::across(42.0, Style::Text, |row| row.found.as_str()),
        C::Remedy => Column::across(40.0, Style::Text, move |row| remedy(row, reader)),
        C::LocalAuthority => Column::across(14.0, Style::Text, |row| row.location.local_authority.as_deref()),
        C::Cluster => Column::across(14.0, Style::Text, |row| row.location.cluster.as_deref()),
        C::School => Column::across(20.0, Style::Text, |row| row.location.school.as_deref()),
        C::Ksf => Column::across(8.0, Style::Number, |row| row.location.ksf),
        C::Value => Column::across(12.0, Style::Text, |row| row.location.value.as_deref()),
        C::File => Column::across(30.0, Style::Text, move |row| {
            let file = row.location.file.as_deref();
            file.map(|file| if files.contains(file) { Value::File(file) } else { file.into() })
        }),
        C::Sheet => Column::across(13.0, Style::Text, |row| row.location.sheet.as_deref()),
        C::Cell => Column::across(9.0, Style::Text, |row| row.location.cell.map(|cell| cell.to_string())),
    }
}

/// What to do about a finding: the rule's own words are replaced by those for the reader.
fn remedy(finding: &Finding, reader: Reader) -> &str {
    let is_rules_own = finding.remedy == finding.rule.remedy;
    let for_manager = finding.rule.for_manager.filter(|_| is_rules_own && reader == Reader::ClusterManager);
    for_manager.unwrap_or(&finding.remedy)
}
