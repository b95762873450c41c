//! The KSFs over all schools of all local authorities.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::lists;
use super::super::styles::Style;
use super::super::table::{Column, Value, column, turned};
use super::super::table_sheet::{self, TableSheet};
use super::{Summary, factor_cells};

/// Where a KSF's figures begin.
const FIGURES: u16 = 2;

/// Writes the sheet.
pub(super) fn write(summary: &Summary, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "National summary",
        table: "NationalSummary",
        about: "Each KSF over all schools: average, counts by band, need rank, and the authorities where it is lowest.",
        note: "Averages are over all ratings: each school counts once, so bigger authorities weigh more.",
        filter: false,
        row_height: Some(33.0),
        frozen: 2,
        alike: None,
    };
    let rows = (0..summary.framework().ksfs.len()).map(|ksf| row(summary, ksf)).collect();
    let body = table_sheet::write(&summary.beside, to, &sheet, columns(summary), rows)?;
    factor_cells::shade(to, FIGURES, &body, summary.framework())
}

fn columns(summary: &Summary) -> Vec<Column> {
    let mut columns = vec![turned("KSF number", 7.0, Style::Number), column("KSF", 46.0, Style::Text)];
    columns.extend(factor_cells::columns(summary.framework(), 10.0));
    columns.extend([
        turned("Need rank", 7.0, Style::Number),
        turned("LAs with it in their first three", 9.0, Style::Number),
        column("Lowest LA(s)", 36.0, Style::Text),
    ]);
    columns
}

fn row<'a>(summary: &'a Summary, ksf: usize) -> Vec<Value<'a>> {
    let (factor, across) = (&summary.nation.whole.factors[ksf], &summary.nation.across[ksf]);
    let definition = &summary.framework().ksfs[ksf];
    let lowest: Vec<&str> =
        across.lowest.iter().map(|&at| summary.nation.authorities[at].whole.name.as_str()).collect();
    let mut row = vec![Value::count(definition.number), Value::text(definition.name.as_str())];
    row.extend(factor_cells::values(factor));
    row.extend([
        Value::count(factor.need_rank),
        Value::count(across.in_first_three),
        Value::text(lists::text(&lowest)),
    ]);
    row
}
