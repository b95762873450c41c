//! What one pair of charts shows.

use rust_xlsxwriter::RowNum;

use crate::analyse::FactorFigures;
use crate::workbook::cells::BODY;
use crate::workbook::conversions;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::text::shortened;

use super::layout::{clusters_rows, pair_rows};

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
