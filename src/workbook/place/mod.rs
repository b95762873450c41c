//! Where everything is: the one address book for formulas on any sheet.

mod figure;
mod grid;
mod rows;
mod workings;

pub(super) use figure::{Figure, KSF_HEADINGS};
pub(super) use grid::{CHECK, CLUSTER_NAME, GridPlace, grids, school_headings};
pub(super) use rows::{Rows, clusters, la_summary, priorities, ratings};
pub(super) use workings::{KsfWorking, SchoolWorking};

use std::ops::Range;

use rust_xlsxwriter::ColNum;

use crate::analyse::Figures;
use crate::framework::Framework;

/// The places of all that formulas refer to.
#[derive(Debug)]
pub(super) struct Places {
    /// The grids, in the order of the clusters.
    pub(super) grids: Vec<GridPlace>,
    /// Cluster priorities: each cluster's KSFs in need order, cluster by cluster.
    pub(super) priorities: Rows,
    /// The LA summary's KSFs.
    pub(super) la_summary: Rows,
    /// The clusters in the table below them.
    pub(super) clusters: Rows,
    /// Every school's rating of every KSF, school by school.
    pub(super) ratings: Rows,
    /// The clusters of each local authority, in the order of the clusters.
    authorities: Vec<Range<usize>>,
    ksfs: usize,
}

impl Places {
    pub(super) fn plan(grids: Vec<GridPlace>, figures: &Figures, framework: &Framework) -> Self {
        let ksfs = framework.ksfs.len();
        let clusters = figures.clusters.len();
        let mut authorities: Vec<Range<usize>> = Vec::new();
        for cluster in figures.clusters.chunk_by(|a, b| a.local_authority == b.local_authority) {
            let first = authorities.last().map_or(0, |range| range.end);
            authorities.push(first..first + cluster.len());
        }
        let la_summary = rows::of_la_summary(ksfs);
        Self {
            grids,
            priorities: rows::of_priorities(clusters * ksfs),
            clusters: rows::of_clusters(&la_summary, clusters + figures.without_return.len()),
            la_summary,
            ratings: rows::of_ratings(figures.schools() * ksfs),
            authorities,
            ksfs,
        }
    }

    /// The clusters of the local authority that a cluster belongs to.
    pub(super) fn authority_of(&self, cluster: usize) -> Range<usize> {
        let of = self.authorities.iter().find(|clusters| clusters.contains(&cluster));
        of.expect("every cluster belongs to an authority").clone()
    }

    /// A column of the LA summary by its place behind those of the clusters.
    pub(super) fn after_clusters(&self, at: ColNum) -> ColNum {
        let clusters = ColNum::try_from(self.grids.len()).unwrap_or(ColNum::MAX);
        la_summary::FIRST_CLUSTER.saturating_add(clusters).saturating_add(at)
    }

    /// The first column of the workings right of the LA summary's tables.
    pub(super) fn summary_workings(&self) -> ColNum {
        self.after_clusters(ColNum::try_from(la_summary::AFTER.len()).unwrap_or(ColNum::MAX) + 1)
    }

    /// The row of a cluster's need with a rank (from 0) on Cluster priorities.
    pub(super) fn need_row(&self, cluster: usize, rank: usize) -> u32 {
        self.priorities.row(cluster * self.ksfs + rank)
    }
}
