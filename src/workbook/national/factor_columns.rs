//! A KSF's figures over some schools, as columns that several tables have: average, band, and counts by band.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;
use crate::framework::Framework;
use crate::workbook::style::{Style, shading};
use crate::workbook::tables::{Column, TableBody, wider};

/// One of these figures.
#[derive(Debug, Clone, Copy)]
pub(super) enum FactorFigure {
    Average,
    Band,
    Answered,
    Low,
    Medium,
    High,
}

/// The column of a figure, given how to find the KSF's figures in a row; `width` is that of a count.
pub(super) fn column<'a, R: 'a>(
    figure: FactorFigure,
    framework: &Framework,
    width: f64,
    of: fn(&R) -> &FactorFigures,
) -> Column<'a, R> {
    match figure {
        FactorFigure::Average => {
            Column::turned(9.0 + wider(framework), Style::Average, move |row| of(row).mean())
        }
        FactorFigure::Band => Column::turned(10.5, Style::Number, move |row| of(row).band),
        FactorFigure::Answered => Column::turned(width, Style::Number, move |row| of(row).answered),
        FactorFigure::Low => Column::turned(width, Style::Number, move |row| of(row).low),
        FactorFigure::Medium => Column::turned(width, Style::Number, move |row| of(row).medium),
        FactorFigure::High => Column::turned(width, Style::Number, move |row| of(row).high),
    }
}

/// Shades the columns of averages and of bands.
pub(super) fn shade(
    to: &mut Worksheet,
    body: &TableBody,
    (average, band): (ColNum, ColNum),
    framework: &Framework,
) -> Result<(), XlsxError> {
    shading::averages(to, body.column(average), framework)?;
    shading::words(to, body.column(band))
}
