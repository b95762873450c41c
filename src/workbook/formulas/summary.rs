//! The formulas of the LA summary. Figures over all schools come from the long list of ratings: each school once.

use rust_xlsxwriter::RowNum;

use crate::framework::Framework;
use crate::model::Band;

use super::super::place::{Figure, Places, clusters, la_summary, priorities, ratings};
use super::super::references::in_row;
use super::{band_of_average, need_rank};

/// A row of the table of KSFs.
pub(in crate::workbook) struct KsfRow<'a> {
    pub(in crate::workbook) places: &'a Places,
    pub(in crate::workbook) row: RowNum,
}

impl KsfRow<'_> {
    fn number(&self) -> String {
        in_row(self.row, la_summary::KSF_NUMBER)
    }

    fn own(&self, after_clusters: u16) -> String {
        in_row(self.row, self.places.after_clusters(after_clusters))
    }

    /// A cluster's average: quoted from its grid.
    pub(in crate::workbook) fn cluster(&self, cluster: usize) -> String {
        let grid = &self.places.grids[cluster];
        let row = grid.ksf_row(self.row - self.places.la_summary.first());
        format!("={}", grid.quoted(&in_row(row, grid.column(Figure::Average))))
    }

    /// All ratings of the KSF added up and divided by their number.
    pub(in crate::workbook) fn all_schools(&self) -> String {
        let of = |column| self.places.ratings.column(column);
        let [low, high] = [la_summary::LOW, la_summary::HIGH].map(|column| self.own(column));
        let (now, numbers, number) = (of(ratings::NOW), of(ratings::KSF_NUMBER), self.number());
        format!("=IF(SUM({low}:{high})=0,\"\",SUMIFS({now},{numbers},{number})/SUM({low}:{high}))")
    }

    pub(in crate::workbook) fn band(&self, framework: &Framework) -> String {
        band_of_average(&self.own(la_summary::ALL_SCHOOLS), framework)
    }

    /// How many schools rated the KSF in a band.
    pub(in crate::workbook) fn count(&self, band: Band) -> String {
        let of = |column| self.places.ratings.column(column);
        format!(
            "=COUNTIFS({},{},{},\"{}\")",
            of(ratings::KSF_NUMBER),
            self.number(),
            of(ratings::BAND),
            band.word()
        )
    }

    pub(in crate::workbook) fn need_rank(&self) -> String {
        let of = |column| self.places.after_clusters(column);
        let rows = (self.places.la_summary.first(), self.places.la_summary.last());
        need_rank(self.row, rows, la_summary::KSF_NUMBER, of(la_summary::ALL_SCHOOLS), of(la_summary::LOW))
    }

    /// How many clusters have the KSF among their first three needs.
    pub(in crate::workbook) fn in_first_three(&self) -> String {
        super::needs::in_first_three(self.places, &self.number())
    }

    /// The lowest average of any cluster.
    pub(in crate::workbook) fn lowest(&self) -> String {
        let first = in_row(self.row, la_summary::FIRST_CLUSTER);
        let last = in_row(self.row, self.places.after_clusters(0) - 1);
        format!("=IF(COUNT({first}:{last})=0,\"\",MIN({first}:{last}))")
    }
}

/// A cluster's row of the table of clusters.
pub(in crate::workbook) struct ClusterRow<'a> {
    pub(in crate::workbook) places: &'a Places,
    pub(in crate::workbook) row: RowNum,
    pub(in crate::workbook) cluster: usize,
}

impl ClusterRow<'_> {
    fn figure(&self, figure: Figure) -> String {
        self.places.grids[self.cluster].overall(figure)
    }

    /// Ratings used as a share of KSFs × schools with a return.
    pub(in crate::workbook) fn completion(&self) -> String {
        let returns = in_row(self.row, clusters::RETURNS);
        format!("={}/({returns}*ROWS({}))", self.figure(Figure::Answered), super::KSF_LIST)
    }

    pub(in crate::workbook) fn average(&self) -> String {
        format!("={}", self.figure(Figure::Average))
    }

    pub(in crate::workbook) fn band(&self, framework: &Framework) -> String {
        band_of_average(&in_row(self.row, clusters::AVERAGE), framework)
    }
}

/// What stands in a rank's row beside a chart: number and name of the KSF, schools low, medium and high, average. Of a
/// cluster, or of all schools.
pub(in crate::workbook) fn ranked(places: &Places, cluster: Option<usize>, rank: usize) -> [String; 5] {
    let Some(cluster) = cluster else { return ranked_of_all(places, rank) };
    let row = places.need_row(cluster, rank);
    let of = |column| places.priorities.cell(row, column);
    let label = format!("={}&\" \"&{}", of(priorities::KSF_NUMBER), of(priorities::KSF));
    let [low, medium, high, average] =
        [priorities::LOW, priorities::MEDIUM, priorities::HIGH, priorities::AVERAGE]
            .map(|column| format!("={}", of(column)));
    [label, low, medium, high, average]
}

fn ranked_of_all(places: &Places, rank: usize) -> [String; 5] {
    let of = |column| places.la_summary.column(places.after_clusters(column));
    let ksf = format!("MATCH({},{},0)", rank + 1, of(la_summary::NEED_RANK));
    let quoted = |column| format!("=INDEX({},{ksf})", of(column));
    [
        format!("=INDEX({},{ksf})", super::KSF_LIST),
        quoted(la_summary::LOW),
        quoted(la_summary::MEDIUM),
        quoted(la_summary::HIGH),
        quoted(la_summary::ALL_SCHOOLS),
    ]
}
