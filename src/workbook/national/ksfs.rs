//! The KSFs over all schools of all local authorities.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::model::Band;

use super::super::bands::{self, Block};
use super::super::lists;
use super::super::styles::Style;
use super::super::table::{Column, Value, column, turned};
use super::super::table_sheet::{self, TableSheet};
use super::Summary;

const AVERAGE: u16 = 2;
const BAND: u16 = 3;

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
    bands::averages(to, Block::column(AVERAGE, body.first, body.last), summary.framework())?;
    bands::words(to, Block::column(BAND, body.first, body.last))
}

fn columns(summary: &Summary) -> Vec<Column> {
    let wider = bands::wider(summary.framework());
    vec![
        turned("KSF number", 7.0, Style::Number),
        column("KSF", 46.0, Style::Text),
        turned("Average", 9.0 + wider, Style::Average),
        turned("Band", 10.5, Style::Number),
        turned("Answered", 10.0, Style::Number),
        turned("Low", 9.5, Style::Number),
        turned("Medium", 9.5, Style::Number),
        turned("High", 9.5, Style::Number),
        turned("Need rank", 7.0, Style::Number),
        turned("LAs with it in their first three", 9.0, Style::Number),
        column("Lowest LA(s)", 36.0, Style::Text),
    ]
}

fn row<'a>(summary: &'a Summary, ksf: usize) -> Vec<Value<'a>> {
    let (factor, across) = (&summary.nation.whole.factors[ksf], &summary.nation.across[ksf]);
    let definition = &summary.framework().ksfs[ksf];
    let lowest: Vec<&str> =
        across.lowest.iter().map(|&at| summary.nation.authorities[at].whole.name.as_str()).collect();
    vec![
        Value::count(definition.number),
        Value::text(definition.name.as_str()),
        factor.mean().map_or(Value::Empty, |mean| Value::Number(mean.value())),
        Value::maybe(factor.band.map(Band::word)),
        Value::count(factor.answered),
        Value::count(factor.low),
        Value::count(factor.medium),
        Value::count(factor.high),
        Value::count(factor.need_rank),
        Value::count(across.in_first_three),
        Value::text(lists::text(&lowest)),
    ]
}
