//! The numbers that a chart shows, right of what is printed: a row for each KSF, greatest need first.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;
use crate::contract::{ChartsColumn, FixedColumn, LaSummaryColumn, PrioritiesColumn};
use crate::workbook::cells::references;
use crate::workbook::formulas::live::{Live, joined, only_if, text};
use crate::workbook::formulas::{self, Ranked, Stored};
use crate::workbook::package::ChartValues;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::text::one_line;

use super::layout::{FactorChart, column};

/// The widths of the columns, in digits.
pub(super) fn width(column: ChartsColumn) -> f64 {
    if column == ChartsColumn::Ksf { 50.0 } else { 11.0 }
}

/// Writes the numbers of a chart; returns their first and last row.
pub(super) fn write(
    plan: &WorkbookPlan,
    to: &mut Worksheet,
    chart: &FactorChart,
    values: &mut ChartValues,
) -> Result<(RowNum, RowNum), XlsxError> {
    let styles = &plan.styles;
    for &of in ChartsColumn::ALL {
        to.write_string_with_format(chart.top, column(of), of.heading(), styles.get(Style::WorkingHeading))?;
    }
    let mut row = chart.top;
    for (rank, &ksf) in chart.order.iter().enumerate() {
        row += 1;
        let ranked = Ranked { cells: &plan.cells, cluster: chart.cluster, rank };
        let of_ksf = NumberRow { plan, chart, ranked, ksf, factor: &chart.factors[ksf], row };
        for &of in ChartsColumn::ALL {
            let (formula, stored) = of_ksf.cell(of);
            let style = if of == ChartsColumn::Average { Style::WorkingAverage } else { Style::Working };
            formulas::write(to, (row, column(of)), &formula, &stored, styles.get(style))?;
            values.insert((row, column(of)), stored);
        }
    }
    Ok((chart.top + 1, row))
}

/// The row of a KSF.
struct NumberRow<'a> {
    plan: &'a WorkbookPlan<'a>,
    chart: &'a FactorChart<'a>,
    ranked: Ranked<'a>,
    ksf: usize,
    factor: &'a FactorFigures,
    row: RowNum,
}

impl NumberRow<'_> {
    fn cell(&self, of: ChartsColumn) -> (String, Stored) {
        use {ChartsColumn as C, LaSummaryColumn as L, PrioritiesColumn as P};
        let figure = |of_cluster, of_all, stored: Stored| (self.ranked.figure(of_cluster, of_all), stored);
        match of {
            C::Ksf => self.label(),
            C::Low => figure(P::Low, L::Low, self.factor.low.into()),
            C::Medium => figure(P::Medium, L::Medium, self.factor.medium.into()),
            C::High => figure(P::High, L::High, self.factor.high.into()),
            C::NoRating => {
                let [low, high] = [C::Low, C::High].map(|of| references::in_row(self.row, column(of)));
                let formula = format!("={}-SUM({low}:{high})", self.chart.schools);
                (formula, self.chart.schools.saturating_sub(self.factor.answered).into())
            }
            C::Average => figure(P::Average, L::AllSchools, self.factor.mean().into()),
        }
    }

    /// The KSF with its average: "10 Impact measurement   3.9".
    fn label(&self) -> (String, Stored) {
        let ksf = one_line(&self.plan.framework.label(self.ksf)).into_owned();
        let label = Live::new(self.ranked.label().trim_start_matches('=').to_owned(), ksf);
        let average =
            Live::new(references::in_row(self.row, column(ChartsColumn::Average)), self.factor.mean());
        let is_there = Live::new(format!("{}<>\"\"", average.formula), average.now.is_some());
        let shown = average.shown(self.plan.framework.average_limits());
        let whole = joined([label, only_if(&is_there, joined([text("   "), shown]))]);
        (whole.cell_formula(), whole.into())
    }
}
