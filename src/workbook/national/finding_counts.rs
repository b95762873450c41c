//! Number of findings of each local authority, by severity and by rule.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::FindingCounts;
use crate::contract::FindingsByAuthorityColumn;
use crate::rules::Rule;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, TableSheet, declared, turned_width};
use crate::workbook::text::shortened;

use super::filtered_totals::FilteredTotals;
use super::national_plan::NationalPlan;

/// A column of this table.
type Column<'a> = tables::Column<'a, CountsRow<'a>>;

/// The longest heading of a rule, in UTF-16 units.
const HEADING: usize = 44;

/// The width of a rule's column: narrow, because there may be many.
const RULE: f64 = 5.2;

/// Writes the sheet.
pub(super) fn write(plan: &NationalPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Findings by local authority",
        table: FindingsByAuthorityColumn::TABLE,
        about: "How many findings each local authority has: by severity, and by rule.",
        note: "The line above the headings adds up the rows that are shown.",
        filter: true,
        row_height: Some(18.0),
        frozen_columns: 1,
        ..TableSheet::default()
    };
    let nation = plan.nation;
    let authorities = nation.authorities.iter();
    let authorities = authorities.map(|authority| CountsRow {
        name: authority.whole.name.as_str(),
        findings: &authority.read.findings,
    });
    let of_none = CountsRow { name: "No local authority", findings: &nation.of_none.findings };
    let rows = authorities.chain((of_none.findings.all() > 0).then_some(of_none));
    let all = &nation.read.findings;
    let mut columns = declared(declaration);
    columns.extend(all.rules().map(|(rule, _)| of_rule(rule)));
    let body = sheet.write(&plan.styles, to, columns, rows)?;
    let totals = FilteredTotals::new(&plan.styles, &body);
    let of_rules = all.rules().map(|(_, count)| count);
    for (column, count) in (1..).zip(counts(all).into_iter().chain(of_rules)) {
        totals.sum(to, column, count)?;
    }
    Ok(())
}

/// Errors, warnings, notes, and all findings.
pub(super) fn counts(findings: &FindingCounts) -> [u32; 4] {
    let [errors, warnings, notes] = findings.by_severity();
    [errors, warnings, notes, findings.all()]
}

/// A local authority's findings.
struct CountsRow<'a> {
    name: &'a str,
    findings: &'a FindingCounts,
}

fn declaration<'a>(column: FindingsByAuthorityColumn) -> Column<'a> {
    use FindingsByAuthorityColumn as C;
    match column {
        C::LocalAuthority => Column::across(26.0, Style::Text, |row: &CountsRow<'a>| row.name),
        C::Errors => Column::turned(6.0, Style::Number, |row: &CountsRow| row.findings.by_severity()[0]),
        C::Warnings => Column::turned(6.0, Style::Number, |row: &CountsRow| row.findings.by_severity()[1]),
        C::Notes => Column::turned(6.0, Style::Number, |row: &CountsRow| row.findings.by_severity()[2]),
        C::All => Column::turned(6.0, Style::Number, |row: &CountsRow| row.findings.all()),
    }
}

fn of_rule<'a>(rule: &'static Rule) -> Column<'a> {
    let heading = format!("{} {}", rule.code, shortened(rule.meaning, HEADING));
    let width = turned_width(&heading, RULE);
    Column::turned(width, Style::Number, |row: &CountsRow| row.findings.of_rule(rule.code)).headed(&heading)
}
