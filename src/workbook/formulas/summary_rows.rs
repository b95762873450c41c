//! The formulas of the LA summary. Figures over all schools come from the long list of ratings: each school once.

use rust_xlsxwriter::RowNum;

use crate::contract::{
    ClustersColumn, GridFigure, KsfColumn, LaSummaryColumn, PrioritiesColumn, RatingsColumn,
};
use crate::framework::Framework;
use crate::model::Band;
use crate::workbook::cells::references::in_row;
use crate::workbook::cells::{CellMap, GridCells, ksf_column};

use super::counting::{KSF_LIST, band_of_average};
use super::needs::{in_first_three, need_rank};

// Schools low, medium and high stand side by side: formulas count on it.
const _: () = {
    use LaSummaryColumn as C;
    assert!(C::Low as usize + 1 == C::Medium as usize && C::Medium as usize + 1 == C::High as usize);
};

/// A row of the table of KSFs.
pub(crate) struct KsfRow<'a> {
    pub(crate) cells: &'a CellMap,
    pub(crate) row: RowNum,
}

impl KsfRow<'_> {
    fn number(&self) -> String {
        in_row(self.row, ksf_column(KsfColumn::Number))
    }

    fn own(&self, column: LaSummaryColumn) -> String {
        self.cells.la_summary.in_row(self.row, column)
    }

    /// A cluster's average: quoted from its grid.
    pub(crate) fn cluster(&self, cluster: usize) -> String {
        let grid = &self.cells.grids[cluster];
        let row = GridCells::ksf_row(self.row - self.cells.la_summary.first());
        format!("={}", grid.quoted(&in_row(row, grid.column(GridFigure::Average))))
    }

    /// All ratings of the KSF added up and divided by their number.
    pub(crate) fn all_schools(&self) -> String {
        let of = |column| self.cells.ratings.column(column);
        let [low, high] = [LaSummaryColumn::Low, LaSummaryColumn::High].map(|column| self.own(column));
        let (now, numbers, number) = (of(RatingsColumn::Now), of(RatingsColumn::KsfNumber), self.number());
        format!("=IF(SUM({low}:{high})=0,\"\",SUMIFS({now},{numbers},{number})/SUM({low}:{high}))")
    }

    pub(crate) fn band(&self, framework: &Framework) -> String {
        band_of_average(&self.own(LaSummaryColumn::AllSchools), framework)
    }

    /// Number of schools that rated the KSF in a band.
    pub(crate) fn count(&self, band: Band) -> String {
        let of = |column| self.cells.ratings.column(column);
        format!(
            "=COUNTIFS({},{},{},\"{}\")",
            of(RatingsColumn::KsfNumber),
            self.number(),
            of(RatingsColumn::Band),
            band.word()
        )
    }

    pub(crate) fn need_rank(&self) -> String {
        let table = &self.cells.la_summary;
        let [averages, lows] =
            [LaSummaryColumn::AllSchools, LaSummaryColumn::Low].map(|column| table.number(column));
        need_rank(self.row, (table.first(), table.last()), ksf_column(KsfColumn::Number), averages, lows)
    }

    /// Number of clusters that have the KSF among their first three needs.
    pub(crate) fn in_first_three(&self) -> String {
        in_first_three(self.cells, &self.number())
    }

    /// The lowest average of any cluster.
    pub(crate) fn lowest(&self) -> String {
        self.extreme("MIN")
    }

    /// The highest average of any cluster.
    pub(crate) fn highest(&self) -> String {
        self.extreme("MAX")
    }

    fn extreme(&self, function: &str) -> String {
        let first = in_row(self.row, self.cells.summary_cluster(0));
        let last = in_row(self.row, self.cells.summary_cluster(self.cells.grids.len()) - 1);
        format!("=IF(COUNT({first}:{last})=0,\"\",{function}({first}:{last}))")
    }
}

/// A cluster's row of the table of clusters.
pub(crate) struct ClusterRow<'a> {
    pub(crate) cells: &'a CellMap,
    pub(crate) row: RowNum,
    pub(crate) cluster: usize,
}

impl ClusterRow<'_> {
    fn figure(&self, figure: GridFigure) -> String {
        self.cells.grids[self.cluster].overall(figure)
    }

    /// Ratings used as a share of KSFs × schools with a return.
    pub(crate) fn completion(&self) -> String {
        let returns = self.cells.clusters.in_row(self.row, ClustersColumn::Returns);
        format!("={}/({returns}*ROWS({}))", self.figure(GridFigure::Answered), KSF_LIST)
    }

    pub(crate) fn average(&self) -> String {
        format!("={}", self.figure(GridFigure::Average))
    }

    pub(crate) fn band(&self, framework: &Framework) -> String {
        band_of_average(&self.cells.clusters.in_row(self.row, ClustersColumn::Average), framework)
    }

    /// Its place among the clusters from the lowest average; those of equal averages follow one another in their order, and
    /// those without an answer come last.
    pub(crate) fn place(&self) -> String {
        let column = self.cells.clusters.number(ClustersColumn::Average);
        let (own, all) = (in_row(self.row, column), self.cells.of_clusters(column));
        let before = format!("(ROW({all})<ROW({own}))");
        format!(
            "=IF({own}=\"\",1+COUNT({all})+SUMPRODUCT(({all}=\"\")*{before}),\
             1+SUMPRODUCT(--({all}<{own}))+SUMPRODUCT(({all}={own})*{before}))"
        )
    }
}

/// What the row of a need rank beside a chart quotes: of a cluster from Cluster priorities, of all schools from the LA
/// summary.
pub(crate) struct Ranked<'a> {
    pub(crate) cells: &'a CellMap,
    /// The cluster's index; `None` for all schools.
    pub(crate) cluster: Option<usize>,
    /// From 0.
    pub(crate) rank: usize,
}

impl Ranked<'_> {
    /// Number and name of the KSF.
    pub(crate) fn label(&self) -> String {
        let Some(cluster) = self.cluster else {
            return format!("=INDEX({KSF_LIST},{})", self.index_of_all());
        };
        let of = |column| self.cells.priorities.cell(self.cells.need_row(cluster, self.rank), column);
        format!("={}&\" \"&{}", of(PrioritiesColumn::KsfNumber), of(PrioritiesColumn::Ksf))
    }

    /// One of its figures.
    pub(crate) fn figure(&self, of_cluster: PrioritiesColumn, of_all: LaSummaryColumn) -> String {
        match self.cluster {
            Some(cluster) => {
                let row = self.cells.need_row(cluster, self.rank);
                format!("={}", self.cells.priorities.cell(row, of_cluster))
            }
            None => format!("=INDEX({},{})", self.cells.la_summary.column(of_all), self.index_of_all()),
        }
    }

    /// The index of the KSF with the rank over all schools.
    fn index_of_all(&self) -> String {
        let ranks = self.cells.la_summary.column(LaSummaryColumn::NeedRank);
        format!("MATCH({},{ranks},0)", self.rank + 1)
    }
}

/// The average of all ratings of all clusters.
pub(crate) fn average_of_all(cells: &CellMap) -> String {
    let (now, lows) = (cells.ratings.column(RatingsColumn::Now), &cells.la_summary);
    let [first, last] = [LaSummaryColumn::Low, LaSummaryColumn::High].map(|column| lows.column(column));
    let counts = format!("SUM({first},{},{last})", lows.column(LaSummaryColumn::Medium));
    format!("=IF({counts}=0,\"\",SUM({now})/{counts})")
}
