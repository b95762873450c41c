//! Charts: for all schools and for each cluster the schools low, medium and high on each KSF as stacked bars, in need order,
//! with the averages; and the averages of the clusters. Each is a page.
//!
//! Right of what is printed stand the numbers that they show: formulas, so that bars move when ratings do.

mod bars;
mod cluster_averages;
mod layout;
mod numbers;

use rust_xlsxwriter::{Chart, RowNum, Worksheet};

use crate::contract::{ChartsColumn, FixedColumn, Sheet};
use crate::workbook::error::WorkbookError;
use crate::workbook::package::ChartValues;
use crate::workbook::page::{self, BREAKS, PrintArea};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::text::{escaped, one_line, shortened};

pub(crate) use layout::charts;

use bars::Bars;
use layout::{CHART_COLUMNS, FactorChart, GAP, WIDTH, chart_rows, clusters_rows, column, factor_height};

/// The longest alternative text, in UTF-16 units, with room for what is escaped in it.
const ALT_TEXT_LIMIT: usize = 230;
/// The smallest text of a chart, in points.
const TEXT: f64 = 14.0;

/// Writes the sheet; returns the results that its charts are drawn from.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<ChartValues, WorkbookError> {
    let mut values = ChartValues::new();
    to.set_screen_gridlines(false);
    let title = match charts(plan).as_slice() {
        [FactorChart { cluster: Some(only), .. }] => plan.title_of_cluster("Charts", *only),
        _ => "Charts".to_owned(),
    };
    to.write_string_with_format(0, 0, title, plan.styles.get(Style::GridTitle))?;
    for &of in ChartsColumn::ALL {
        to.set_column_width(column(of), numbers::width(of))?;
    }
    to.write_string_with_format(0, column(ChartsColumn::Ksf), WORKINGS, plan.styles.get(Style::About))?;
    let charts = charts(plan);
    for chart in &charts {
        let rows = numbers::write(plan, to, chart, &mut values)?;
        to.insert_chart_with_offset(chart.top, 0, &by_band(chart, rows, plan), 0, GAP)?;
    }
    let mut tops: Vec<RowNum> = charts.iter().map(|chart| chart.top).collect();
    let behind_all = tops.first().map_or(0, |top| top + chart_rows(plan));
    let mut end = tops.last().map_or(1, |top| top + chart_rows(plan));
    if clusters_rows(plan) > 0 {
        cluster_averages::write(plan, to, behind_all, &mut values)?;
        tops.insert(1, behind_all);
        end = end.max(behind_all + clusters_rows(plan));
    }
    let breaks: Vec<RowNum> = tops.into_iter().skip(1).take(BREAKS).collect();
    to.set_page_breaks(&breaks)?;
    let last_column = CHART_COLUMNS - 1;
    let width = f64::from(WIDTH) * 0.75;
    page::print(to, &PrintArea { last_row: end - 1, last_column, width, text: TEXT, repeated: 0 })?;
    page::back(to, &plan.styles, (end, 0))?;
    Ok(values)
}

const WORKINGS: &str = "Workings: the charts show these numbers. There is nothing to fill in.";

/// Schools by band as stacked bars.
fn by_band(chart: &FactorChart, (first, last): (RowNum, RowNum), plan: &WorkbookPlan) -> Chart {
    let needs: Vec<String> = chart.order.iter().take(3).map(|&ksf| plan.framework.label(ksf)).collect();
    let alt_text = format!(
        "Stacked bars, {}: how many of {} schools are low, medium and high on each KSF. Greatest needs when this was \
         written: {}.",
        shortened(&chart.title, 60),
        chart.schools,
        needs.join("; ")
    );
    // Words first: a title that starts with "=" would be taken for a reference.
    let bars = Bars {
        sheet: Sheet::Charts.name(),
        heading: chart.top,
        first,
        last,
        labels: column(ChartsColumn::Ksf),
        width: WIDTH,
        height: factor_height(chart.order.len()),
        title: escaped(&format!("Greatest need on top, with the average: {}", chart.title)),
        alt_text: escaped(&shortened(&one_line(&alt_text), ALT_TEXT_LIMIT)),
    };
    bars::by_band(&bars, chart.schools)
}
