//! Charts: for all schools and for each cluster the schools low, medium and high on each KSF as stacked bars and the
//! averages beside them, in need order; and the averages of the clusters.
//!
//! Left of each pair of charts stand the numbers that they show: formulas, so that bars move when ratings do.

mod bars;
mod cluster_averages;
mod layout;
mod numbers;

use rust_xlsxwriter::{Chart, Worksheet};

use crate::contract::{ChartsColumn, FixedColumn, Sheet};
use crate::workbook::cells::BODY;
use crate::workbook::conversions;
use crate::workbook::error::WorkbookError;
use crate::workbook::package::ChartValues;
use crate::workbook::page;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::text::{escaped, one_line, shortened};

use bars::Bars;
use layout::{
    AVERAGES_WIDTH, CHART, CHART_COLUMNS, ChartPair, GAP, STACKED_WIDTH, beyond, clusters_rows, page_breaks,
    pair_height, pair_rows, pairs,
};

/// The longest alternative text, in UTF-16 units, with room for what is escaped in it.
const ALT_TEXT_LIMIT: usize = 230;

/// Writes the sheet; returns the results that its charts are drawn from.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<ChartValues, WorkbookError> {
    let mut values = ChartValues::new();
    let columns = numbers::columns();
    for (number, column) in (0..).zip(&columns) {
        to.set_column_width(number, column.look.width)?;
    }
    to.set_column_width(CHART - 1, 2)?;
    let for_clusters = clusters_rows(plan);
    let pairs = pairs(plan);
    let number = 2 * pairs.len() + usize::from(for_clusters > 0);
    let about = format!(
        "This sheet holds no table but {number} charts, each right of the numbers that it shows. Greatest need on top. \
         Numbers and bars follow when ratings are changed in the grids."
    );
    page::open(to, &plan.styles, "Charts: schools low, medium and high on each KSF, and averages", &about)?;
    let mut last = BODY;
    for pair in &pairs {
        last = numbers::write(plan, to, pair, &columns, &mut values)? + 1 + beyond(plan.framework.ksfs.len());
        let (stacked, averages) = charts(plan, pair);
        to.insert_chart_with_offset(pair.top, CHART, &stacked, 0, GAP)?;
        to.insert_chart_with_offset(pair.top, CHART, &averages, STACKED_WIDTH, GAP)?;
    }
    if for_clusters > 0 {
        last = last.max(cluster_averages::write(plan, to, pairs[0].top + pair_rows(plan), &mut values)?);
    }
    let tops: Vec<_> = pairs.iter().map(|pair| pair.top).collect();
    to.set_page_breaks(&page_breaks(plan, &tops))?;
    page::print(to, last, CHART + CHART_COLUMNS - 1)?;
    to.set_freeze_panes(BODY, 0)?;
    Ok(values)
}

/// Schools by band as stacked bars, and the averages, for the same KSFs in the same order.
fn charts(plan: &WorkbookPlan, pair: &ChartPair) -> (Chart, Chart) {
    let needs: Vec<String> = pair.order.iter().take(3).map(|&ksf| plan.framework.label(ksf)).collect();
    let needs = needs.join("; ");
    let title = shortened(&pair.title, 60);
    let (heading, schools) = (pair.top + 1, pair.schools);
    let bars = |width, title: &str, alt_text: &str| Bars {
        sheet: Sheet::Charts.name(),
        heading,
        first: heading + 1,
        last: heading + conversions::rows(pair.order.len()),
        width,
        height: pair_height(pair.order.len()),
        title: escaped(title),
        alt_text: escaped(&shortened(&one_line(alt_text), ALT_TEXT_LIMIT)),
    };
    // Words first: a title that starts with "=" would be taken for a reference.
    let stacked = bars(
        STACKED_WIDTH,
        &format!("Schools by band: {}", pair.title),
        &format!(
            "Stacked bars, {title}: how many of {schools} schools are low, medium and high on each KSF. Greatest needs \
             when this was written: {needs}."
        ),
    );
    let averages = bars(
        AVERAGES_WIDTH,
        &format!("Average: {}", pair.title),
        &format!("Bars, {title}: average rating of each KSF. Lowest when this was written: {needs}."),
    );
    let average = conversions::columns(ChartsColumn::Average.index());
    (bars::by_band(&stacked, schools), bars::averages(&averages, average, plan.framework.scale))
}
