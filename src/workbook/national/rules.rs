//! The rules that the findings refer to: what they mean, what to do, and how often they apply.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::contract::{NationalSheet, RulesFoundColumn};
use crate::rules::Rule;
use crate::workbook::conversions;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, TableSheet, declared};

use super::national_plan::NationalPlan;

/// A column of this table.
type Column<'a> = tables::Column<'a, RuleRow>;

/// Writes the sheet.
pub(super) fn write(plan: &NationalPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: NationalSheet::Rules.name(),
        table: RulesFoundColumn::TABLE,
        about: "Each rule that a finding refers to: severity, what it means, what to do, and how many findings it has.",
        note: "Only rules that apply somewhere are listed.",
        filter: true,
        row_height: Some(18.0),
        frozen_columns: 1,
        ..TableSheet::default()
    };
    let rows = plan.nation.read.findings.rules().map(|(rule, findings)| RuleRow { rule, findings });
    sheet.write(&plan.styles, to, declared(|column| declaration(plan, column)), rows)?;
    Ok(())
}

/// A rule, and the number of its findings.
struct RuleRow {
    rule: &'static Rule,
    findings: u32,
}

fn declaration<'a>(plan: &'a NationalPlan, column: RulesFoundColumn) -> Column<'a> {
    use RulesFoundColumn as C;
    match column {
        C::Rule => Column::across(10.0, Style::Text, |row: &RuleRow| row.rule.code),
        C::Severity => Column::across(12.5, Style::Text, |row: &RuleRow| row.rule.severity.word()),
        C::Found => Column::across(62.0, Style::Text, |row: &RuleRow| row.rule.meaning),
        C::Remedy => Column::across(62.0, Style::Text, |row: &RuleRow| row.rule.remedy),
        C::Findings => Column::turned(10.0, Style::Number, |row: &RuleRow| row.findings),
        C::Authorities => Column::turned(9.0, Style::Number, |row: &RuleRow| {
            let authorities = plan.nation.authorities.iter();
            let with_it = authorities.filter(|authority| authority.read.findings.of_rule(row.rule.code) > 0);
            conversions::count(with_it.count())
        }),
    }
}
