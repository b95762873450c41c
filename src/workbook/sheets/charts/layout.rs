//! Which charts there are, where they stand and how large they are.

use rust_xlsxwriter::RowNum;

use crate::analyse::FactorFigures;
use crate::workbook::cells::BODY;
use crate::workbook::conversions;
use crate::workbook::page::BREAKS;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::text::shortened;

/// The height of a KSF's row, as the chart beside the numbers needs it, in points.
pub(super) const ROW_HEIGHT: f64 = 33.75;
/// The first column of the charts; a narrow one stands before it.
pub(super) const CHART: u16 = 6;
/// Their width in columns of the body's width.
pub(super) const CHART_COLUMNS: u16 = 18;
/// The widths of the two charts, in pixels.
pub(super) const STACKED_WIDTH: u32 = 790;
pub(super) const AVERAGES_WIDTH: u32 = 490;
/// How far below the top of its row a chart begins, in pixels.
pub(super) const GAP: u32 = 2;
/// Rows from one pair to the next beside those of its numbers: title, headings and a blank.
const AROUND: u32 = 3;
/// The height of a row without numbers, of a title and of a KSF's row, in pixels.
const BLANK_ROW: u32 = 20;
const TITLE_ROW: u32 = 27;
const KSF_ROW: u32 = 45;
/// A chart's least and greatest height, in pixels.
const LEAST_HEIGHT: u32 = 340;
const GREATEST_HEIGHT: u32 = 2000;
/// Maximum number of KSFs of charts of which two pairs go on a page.
const KSFS_FOR_TWO: usize = 10;
/// Maximum number of clusters whose averages go on the first page.
const CLUSTERS_ON_THE_PAGE: usize = 12;
/// Numbers of clusters whose averages are drawn: more bars nobody can read.
const CLUSTERS_DRAWN: std::ops::RangeInclusive<usize> = 2..=80;

/// The figures of all schools or of a cluster, as two charts.
pub(super) struct ChartPair<'a> {
    pub(super) title: String,
    pub(super) schools: u32,
    pub(super) factors: &'a [FactorFigures],
    /// The indexes of the KSFs, greatest need first.
    pub(super) order: &'a [usize],
    /// The index of the cluster; `None` for all schools.
    pub(super) cluster: Option<usize>,
    /// The row of its title.
    pub(super) top: RowNum,
}

/// All schools together, then each cluster; one cluster alone is not shown twice.
pub(super) fn pairs<'a>(plan: &'a WorkbookPlan) -> Vec<ChartPair<'a>> {
    let figures = plan.figures;
    let all = (format!("All schools, {}", plan.authorities()), None);
    let clusters = plan.cluster_names.iter().enumerate().map(|(index, name)| (name.clone(), Some(index)));
    let shown = std::iter::once(all).chain(clusters).skip(usize::from(figures.clusters.len() == 1));
    let pair = |(index, (name, cluster)): (usize, (String, Option<usize>))| {
        let of = cluster.map(|cluster| &figures.clusters[cluster]);
        let above = if index > 0 { clusters_rows(plan) } else { 0 };
        ChartPair {
            title: shortened(&name, 80),
            schools: conversions::count(of.map_or_else(|| figures.schools(), |c| c.schools.len())),
            factors: of.map_or(&figures.factors, |c| &c.factors),
            order: of.map_or(&figures.need_order, |c| &c.need_order),
            cluster,
            top: BODY + 1 + conversions::rows(index) * pair_rows(plan) + above,
        }
    };
    shown.enumerate().map(pair).collect()
}

/// The rows that a pair of charts takes.
pub(super) fn pair_rows(plan: &WorkbookPlan) -> u32 {
    let ksfs = plan.framework.ksfs.len();
    conversions::rows(ksfs) + AROUND + beyond(ksfs)
}

/// The rows that the averages of the clusters take; 0 if they are not drawn.
pub(super) fn clusters_rows(plan: &WorkbookPlan) -> u32 {
    let clusters = plan.cluster_names.len();
    if !CLUSTERS_DRAWN.contains(&clusters) {
        return 0;
    }
    let numbers = conversions::rows(clusters) + AROUND;
    numbers.max((clusters_height(clusters) + GAP).div_ceil(BLANK_ROW) + 1)
}

/// Where pages begin, given the rows of the pairs: two pairs on a page if they fit.
pub(super) fn page_breaks(plan: &WorkbookPlan, pairs: &[RowNum]) -> Vec<RowNum> {
    let on_a_page = if plan.framework.ksfs.len() <= KSFS_FOR_TWO { 2 } else { 1 };
    let mut breaks = Vec::new();
    let mut filled = 1;
    if clusters_rows(plan) > 0 {
        if on_a_page == 1 || plan.cluster_names.len() > CLUSTERS_ON_THE_PAGE {
            breaks.push(pairs[0] + pair_rows(plan));
        }
        filled = on_a_page;
    }
    for &top in &pairs[1..] {
        if filled == on_a_page {
            breaks.push(top);
            filled = 0;
        }
        filled += 1;
    }
    breaks.truncate(BREAKS);
    breaks
}

/// The height of the charts of a pair, in pixels: as high as the numbers beside them; numbers of few KSFs are lower than a
/// chart must be.
pub(super) fn pair_height(ksfs: usize) -> u32 {
    let rows = conversions::rows(ksfs);
    rows.saturating_mul(KSF_ROW).saturating_add(54).clamp(LEAST_HEIGHT, GREATEST_HEIGHT)
}

/// The height of the chart of clusters, in pixels.
pub(super) fn clusters_height(clusters: usize) -> u32 {
    let bars = conversions::count(clusters);
    bars.saturating_mul(BLANK_ROW + 4).saturating_add(100).clamp(LEAST_HEIGHT, GREATEST_HEIGHT)
}

/// Number of rows that a chart reaches below the numbers beside it.
pub(super) fn beyond(ksfs: usize) -> u32 {
    let rows = conversions::rows(ksfs);
    let numbers = rows.saturating_mul(KSF_ROW).saturating_add(TITLE_ROW + 2 * BLANK_ROW);
    (pair_height(ksfs) + GAP).saturating_sub(numbers).div_ceil(BLANK_ROW)
}
