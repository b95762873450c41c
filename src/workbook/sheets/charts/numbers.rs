//! The numbers left of a pair of charts: a row for each KSF, greatest need first.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;
use crate::contract::{ChartsColumn, FixedColumn, LaSummaryColumn, PrioritiesColumn};
use crate::workbook::formulas::{self, Ranked, Stored};
use crate::workbook::package::ChartValues;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, Value, declared};
use crate::workbook::text::{LINE, line_count, one_line, row_height};

use super::layout::{ChartPair, ROW_HEIGHT};

/// A column of this table.
type Column<'a> = tables::Column<'a, RankedRow<'a>>;

/// A KSF with its need rank.
pub(super) struct RankedRow<'a> {
    label: String,
    factor: &'a FactorFigures,
    formulas: Ranked<'a>,
}

pub(super) fn columns<'a>() -> Vec<Column<'a>> {
    use {ChartsColumn as C, LaSummaryColumn as L, PrioritiesColumn as P};
    let figure = |row: &RankedRow, of_cluster, of_all, stored: Stored| {
        Value::Formula(row.formulas.figure(of_cluster, of_all), stored)
    };
    declared(|column| match column {
        C::Ksf => Column::across(40.0, Style::Text, |row: &RankedRow| {
            Value::formula(row.formulas.label(), row.label.clone())
        }),
        C::Low => Column::across(10.5, Style::Number, move |row: &RankedRow| {
            figure(row, P::Low, L::Low, row.factor.low.into())
        }),
        C::Medium => Column::across(11.0, Style::Number, move |row| {
            figure(row, P::Medium, L::Medium, row.factor.medium.into())
        }),
        C::High => Column::across(10.5, Style::Number, move |row| {
            figure(row, P::High, L::High, row.factor.high.into())
        }),
        C::Average => Column::across(11.0, Style::Average, move |row| {
            figure(row, P::Average, L::AllSchools, row.factor.mean().into())
        }),
    })
}

/// Writes the numbers of a pair of charts; returns their last row.
pub(super) fn write<'a>(
    plan: &'a WorkbookPlan,
    to: &mut Worksheet,
    pair: &ChartPair<'a>,
    columns: &[Column<'a>],
    values: &mut ChartValues,
) -> Result<RowNum, XlsxError> {
    let styles = &plan.styles;
    to.write_string_with_format(pair.top, 0, pair.title.as_str(), styles.get(Style::Section))?;
    to.set_row_height(pair.top, 20)?;
    for (number, column) in (0..).zip(columns) {
        let heading = column.look.heading.as_str();
        to.write_string_with_format(pair.top + 1, number, heading, styles.get(Style::Heading))?;
    }
    let mut row = pair.top + 1;
    for (rank, &ksf) in pair.order.iter().enumerate() {
        row += 1;
        let label = one_line(&plan.framework.label(ksf)).into_owned();
        let width = columns[ChartsColumn::Ksf.index()].look.width;
        to.set_row_height(row, row_height(line_count(&label, width), LINE).max(ROW_HEIGHT))?;
        let formulas = Ranked { cells: &plan.cells, cluster: pair.cluster, rank };
        let of_ksf = RankedRow { label, factor: &pair.factors[ksf], formulas };
        for (number, column) in (0..).zip(columns) {
            if let Value::Formula(formula, stored) = column.value(&of_ksf) {
                formulas::write(to, (row, number), &formula, &stored, styles.get(column.look.style))?;
                values.insert((row, number), stored);
            }
        }
    }
    Ok(row)
}
