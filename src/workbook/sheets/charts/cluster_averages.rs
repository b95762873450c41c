//! The averages of the clusters: a chart, and the numbers that it shows.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::contract::{ChartsColumn, ClustersColumn, Sheet};
use crate::workbook::conversions;
use crate::workbook::formulas::{self, Stored};
use crate::workbook::package::ChartValues;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::text::one_line;

use super::bars::{self, Bars};
use super::layout::{GAP, WIDTH, clusters_height, column};

/// Writes each cluster's average and draws them from a row on.
pub(super) fn write(
    plan: &WorkbookPlan,
    to: &mut Worksheet,
    top: RowNum,
    values: &mut ChartValues,
) -> Result<(), XlsxError> {
    let styles = &plan.styles;
    let (names, averages) = (column(ChartsColumn::Ksf), column(ChartsColumn::Average));
    to.write_string_with_format(top, names, "Cluster", styles.get(Style::WorkingHeading))?;
    to.write_string_with_format(top, averages, "Average", styles.get(Style::WorkingHeading))?;
    let table = &plan.cells.clusters;
    for (index, (name, cluster)) in plan.cluster_names.iter().zip(&plan.figures.clusters).enumerate() {
        let row = top + 1 + conversions::rows(index);
        let average = format!("={}", table.cell(table.row(index), ClustersColumn::Average));
        to.write_string_with_format(row, names, one_line(name), styles.get(Style::Working))?;
        let stored: Stored = cluster.overall.mean().into();
        formulas::write(to, (row, averages), &average, &stored, styles.get(Style::WorkingAverage))?;
        values.insert((row, averages), stored);
    }
    let clusters = plan.cluster_names.len();
    let bars = Bars {
        sheet: Sheet::Charts.name(),
        heading: top,
        first: top + 1,
        last: top + conversions::rows(clusters),
        labels: names,
        width: WIDTH,
        height: clusters_height(clusters),
        title: "Clusters side by side: average of all ratings".to_owned(),
        alt_text: format!(
            "Bars: the average of all ratings of each of {clusters} clusters, in the order of their names."
        ),
    };
    to.insert_chart_with_offset(top, 0, &bars::averages(&bars, averages, plan.framework.scale), 0, GAP)?;
    Ok(())
}
