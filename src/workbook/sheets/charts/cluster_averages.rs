//! The averages of the clusters: numbers, and a chart of them.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::contract::{ClustersColumn, Sheet};
use crate::workbook::conversions;
use crate::workbook::formulas;
use crate::workbook::package::ChartValues;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;

use super::bars::{self, Bars};
use super::layout::{AVERAGES_WIDTH, CHART, GAP, STACKED_WIDTH, clusters_height, clusters_rows};

/// The columns of names and averages.
const NAME: u16 = 0;
const AVERAGE: u16 = 1;

/// Writes each cluster's average and draws them; returns the last row.
pub(super) fn write(
    plan: &WorkbookPlan,
    to: &mut Worksheet,
    top: RowNum,
    values: &mut ChartValues,
) -> Result<RowNum, XlsxError> {
    let styles = &plan.styles;
    to.write_string_with_format(top, NAME, "Clusters side by side", styles.get(Style::Section))?;
    to.set_row_height(top, 20)?;
    to.write_string_with_format(top + 1, NAME, "Cluster", styles.get(Style::Heading))?;
    to.write_string_with_format(top + 1, AVERAGE, "Average", styles.get(Style::Heading))?;
    let table = &plan.cells.clusters;
    for (index, (name, cluster)) in plan.cluster_names.iter().zip(&plan.figures.clusters).enumerate() {
        let row = top + 2 + conversions::rows(index);
        let average = format!("={}", table.cell(table.row(index), ClustersColumn::Average));
        to.write_string_with_format(row, NAME, name.as_str(), styles.get(Style::Text))?;
        let stored = cluster.overall.mean().into();
        formulas::write(to, (row, AVERAGE), &average, &stored, styles.get(Style::Average))?;
        values.insert((row, AVERAGE), stored);
    }
    let clusters = plan.cluster_names.len();
    let bars = Bars {
        sheet: Sheet::Charts.name(),
        heading: top + 1,
        first: top + 2,
        last: top + 1 + conversions::rows(clusters),
        width: STACKED_WIDTH + AVERAGES_WIDTH,
        height: clusters_height(clusters),
        title: "Average of all ratings: clusters side by side".to_owned(),
        alt_text: format!(
            "Bars: the average of all ratings of each of {clusters} clusters, in the order of their names."
        ),
    };
    let chart = bars::averages(&bars, AVERAGE, plan.framework.scale);
    to.insert_chart_with_offset(top, CHART, &chart, 0, GAP)?;
    Ok(top + clusters_rows(plan) - 1)
}
