//! The one map of all cells that formulas refer to, on any sheet.

use std::ops::Range;

use rust_xlsxwriter::{ColNum, RowNum};

use crate::analyse::Figures;
use crate::contract::{
    ActionPlanColumn, ClusterWorking, ClustersColumn, FixedColumn, LaSummaryColumn, PrioritiesColumn,
    RatingsColumn, SchoolsColumn, Sheet,
};
use crate::framework::Framework;
use crate::workbook::conversions;

use super::fixed::{BODY, first_right_of_ksf};
use super::grid_cells::GridCells;
use super::references;
use super::table_cells::TableCells;

/// Where all cells are that formulas refer to.
#[derive(Debug)]
pub(crate) struct CellMap {
    /// The grids, in the order of the clusters.
    pub(crate) grids: Vec<GridCells>,
    /// Cluster priorities: each cluster's KSFs in need order, cluster by cluster.
    pub(crate) priorities: TableCells<PrioritiesColumn>,
    /// Action plan: each cluster's first needs, its other actions and its spare rows, cluster by cluster.
    pub(crate) action_plan: TableCells<ActionPlanColumn>,
    /// The LA summary's KSFs; the clusters' columns stand right of these.
    pub(crate) la_summary: TableCells<LaSummaryColumn>,
    /// The clusters in the table below them.
    pub(crate) clusters: TableCells<ClustersColumn>,
    /// Every school's figures.
    pub(crate) schools: TableCells<SchoolsColumn>,
    /// Every school's rating of every KSF, school by school.
    pub(crate) ratings: TableCells<RatingsColumn>,
    /// The clusters of each local authority, in the order of the clusters.
    authorities: Vec<Range<usize>>,
    ksfs: usize,
}

impl CellMap {
    /// `plan_rows` is the number of rows of the action plan.
    pub(crate) fn new(
        grids: Vec<GridCells>,
        figures: &Figures,
        framework: &Framework,
        plan_rows: usize,
    ) -> Self {
        let ksfs = framework.ksfs.len();
        let clusters = figures.clusters.len();
        let mut authorities: Vec<Range<usize>> = Vec::new();
        for cluster in figures.clusters.chunk_by(|a, b| a.local_authority == b.local_authority) {
            let first = authorities.last().map_or(0, |range| range.end);
            authorities.push(first..first + cluster.len());
        }
        let la_summary = TableCells::below(Sheet::LaSummary, BODY, ksfs).right_of(first_right_of_ksf());
        // Under the table of KSFs a blank row, then the title of this one and its headings.
        let clusters_header = la_summary.last() + 3;
        let with_a_row = clusters + figures.without_return.len();
        Self {
            grids,
            priorities: TableCells::below(Sheet::Priorities, BODY, clusters * ksfs),
            action_plan: TableCells::below(Sheet::ActionPlan, BODY, plan_rows),
            clusters: TableCells::below(Sheet::LaSummary, clusters_header, with_a_row),
            la_summary,
            schools: TableCells::below(Sheet::Schools, BODY, figures.schools()),
            ratings: TableCells::below(Sheet::Ratings, BODY, figures.schools() * ksfs),
            authorities,
            ksfs,
        }
    }

    /// The indexes of the clusters of the local authority that a cluster belongs to.
    pub(crate) fn authority_of(&self, cluster: usize) -> Range<usize> {
        let of = self.authorities.iter().find(|clusters| clusters.contains(&cluster));
        of.expect("every cluster belongs to an authority").clone()
    }

    /// The column of a cluster's averages in the LA summary.
    pub(crate) fn summary_cluster(&self, cluster: usize) -> ColNum {
        self.la_summary.end() + conversions::columns(cluster)
    }

    /// The averages of all clusters in the LA summary, KSFs down and clusters across, for a formula on any sheet.
    pub(crate) fn summary_averages(&self) -> String {
        let (first, last) = (self.la_summary.first(), self.la_summary.last());
        let (left, right) = (self.la_summary.end(), self.summary_cluster(self.grids.len()) - 1);
        references::on_sheet(Sheet::LaSummary.name(), &references::range(first, left, last, right))
    }

    /// A column of the table of clusters, or of the workings beside it, in the rows of the clusters with a return, for a
    /// formula on any sheet.
    pub(crate) fn of_clusters(&self, column: ColNum) -> String {
        let (first, last) = (self.clusters.first(), self.clusters.row(self.grids.len().max(1)) - 1);
        references::on_sheet(Sheet::LaSummary.name(), &references::range(first, column, last, column))
    }

    /// The column of a working beside the table of clusters.
    pub(crate) fn cluster_working(&self, working: ClusterWorking) -> ColNum {
        self.summary_workings() + conversions::columns(working.index())
    }

    /// The first column of the workings right of the LA summary's tables, behind a blank one.
    pub(crate) fn summary_workings(&self) -> ColNum {
        self.summary_cluster(self.grids.len()) + 1
    }

    /// The sum of all ratings as they are now, for a formula on any sheet.
    pub(crate) fn ratings_total(&self) -> String {
        format!("SUM({})", self.ratings.column(RatingsColumn::Now))
    }

    /// The row of a cluster's need with a rank (from 0) on Cluster priorities.
    pub(crate) fn need_row(&self, cluster: usize, rank: usize) -> RowNum {
        self.priorities.row(cluster * self.ksfs + rank)
    }
}
