//! Which charts there are, where they stand and how large they are: each on a page of its own.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::analyse::FactorFigures;
use crate::contract::{ChartsColumn, FixedColumn};
use crate::workbook::conversions;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::text::shortened;

/// The row under the sheet's title, where the first chart begins.
const FIRST: RowNum = 1;
/// Columns that a chart takes, of the body's width, and their width in pixels.
pub(super) const CHART_COLUMNS: ColNum = 17;
pub(super) const WIDTH: u32 = 17 * 72;
/// How far below the top of its row a chart begins, in pixels: its edge is on no other page.
pub(super) const GAP: u32 = 3;
/// The height of a row, in pixels.
const ROW: u32 = 20;
/// The height of a KSF's bar with the gap beside it, and of what stands around the bars, in pixels: with ten KSFs the chart
/// and the sheet's title are in sight at once.
const BAR: u32 = 38;
const AROUND: u32 = 68;
/// A chart's least and greatest height, in pixels.
const LEAST_HEIGHT: u32 = 340;
const GREATEST_HEIGHT: u32 = 2000;
/// Numbers of clusters whose averages are drawn: more bars nobody can read.
const CLUSTERS_DRAWN: std::ops::RangeInclusive<usize> = 2..=80;

/// The figures of all schools or of a cluster, as a chart.
pub(crate) struct FactorChart<'a> {
    pub(super) title: String,
    pub(super) schools: u32,
    pub(super) factors: &'a [FactorFigures],
    /// The indexes of the KSFs, greatest need first.
    pub(super) order: &'a [usize],
    /// The index of the cluster; `None` for all schools.
    pub(crate) cluster: Option<usize>,
    /// Its first row.
    pub(crate) top: RowNum,
}

/// All schools together, then each cluster; one cluster alone is not shown twice. The averages of the clusters stand behind
/// all schools.
pub(crate) fn charts<'a>(plan: &'a WorkbookPlan) -> Vec<FactorChart<'a>> {
    let figures = plan.figures;
    let all = match plan.authorities() {
        names if names.is_empty() => "All schools".to_owned(),
        names => format!("All schools, {names}"),
    };
    let clusters = (0..figures.clusters.len()).map(|index| (plan.name_of_cluster(index), Some(index)));
    let shown = std::iter::once((all, None)).chain(clusters).skip(usize::from(figures.clusters.len() == 1));
    let chart = |(index, (name, cluster)): (usize, (String, Option<usize>))| {
        let of = cluster.map(|cluster| &figures.clusters[cluster]);
        let above = if index > 0 { clusters_rows(plan) } else { 0 };
        FactorChart {
            title: shortened(&name, 80),
            schools: conversions::count(of.map_or_else(|| figures.schools(), |c| c.schools.len())),
            factors: of.map_or(&figures.factors, |c| &c.factors),
            order: of.map_or(&figures.need_order, |c| &c.need_order),
            cluster,
            top: FIRST + conversions::rows(index) * chart_rows(plan) + above,
        }
    };
    shown.enumerate().map(chart).collect()
}

/// The rows that a chart takes, with a blank one behind it, or its numbers, whichever are more.
pub(super) fn chart_rows(plan: &WorkbookPlan) -> u32 {
    let ksfs = plan.framework.ksfs.len();
    rows_of(factor_height(ksfs), ksfs)
}

fn rows_of(height: u32, numbers: usize) -> u32 {
    (height + GAP).div_ceil(ROW).max(conversions::rows(numbers) + 2) + 1
}

/// The rows that the averages of the clusters take; 0 if they are not drawn.
pub(super) fn clusters_rows(plan: &WorkbookPlan) -> u32 {
    let clusters = plan.cluster_names.len();
    if CLUSTERS_DRAWN.contains(&clusters) { rows_of(clusters_height(clusters), clusters) } else { 0 }
}

/// The height of a chart of KSFs, in pixels.
pub(super) fn factor_height(ksfs: usize) -> u32 {
    let bars = conversions::count(ksfs);
    bars.saturating_mul(BAR).saturating_add(AROUND).clamp(LEAST_HEIGHT, GREATEST_HEIGHT)
}

/// The height of the chart of clusters, in pixels.
pub(super) fn clusters_height(clusters: usize) -> u32 {
    let bars = conversions::count(clusters);
    bars.saturating_mul(24).saturating_add(100).clamp(LEAST_HEIGHT, GREATEST_HEIGHT)
}

/// The first column of the numbers, behind a blank one: outside what is printed.
pub(super) fn numbers() -> ColNum {
    CHART_COLUMNS + 1
}

/// A column of the numbers.
pub(super) fn column(of: ChartsColumn) -> ColNum {
    numbers() + conversions::columns(of.index())
}
