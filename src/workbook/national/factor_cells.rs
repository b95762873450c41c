//! A KSF's figures over some schools, as cells that several tables have: average, band, and counts by band.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;
use crate::framework::Framework;
use crate::model::Band;

use super::super::bands::{self, Block};
use super::super::styles::Style;
use super::super::table::{Column, Value, turned};
use super::super::table_sheet::Body;

/// Their columns; `width` is that of a count.
pub(super) fn columns(framework: &Framework, width: f64) -> [Column; 6] {
    [
        turned("Average", 9.0 + bands::wider(framework), Style::Average),
        turned("Band", 10.5, Style::Number),
        turned("Answered", width, Style::Number),
        turned("Low", width, Style::Number),
        turned("Medium", width, Style::Number),
        turned("High", width, Style::Number),
    ]
}

/// Their values.
pub(super) fn values<'a>(factor: &FactorFigures) -> [Value<'a>; 6] {
    [
        factor.mean().map_or(Value::Empty, |mean| Value::Number(mean.value())),
        Value::maybe(factor.band.map(Band::word)),
        Value::count(factor.answered),
        Value::count(factor.low),
        Value::count(factor.medium),
        Value::count(factor.high),
    ]
}

/// Shades average and band, where these columns begin at `first`.
pub(super) fn shade(
    to: &mut Worksheet,
    first: ColNum,
    body: &Body,
    framework: &Framework,
) -> Result<(), XlsxError> {
    bands::averages(to, Block::column(first, body.first, body.last), framework)?;
    bands::words(to, Block::column(first + 1, body.first, body.last))
}
