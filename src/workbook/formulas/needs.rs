//! The formulas about needs: their order, and what stands in a ranked row.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::analyse::Pattern;
use crate::contract::{GridFigure, KsfWorking, PrioritiesColumn};
use crate::framework::Framework;
use crate::model::NOBODY_RATED;
use crate::workbook::cells::references::{in_row, range};
use crate::workbook::cells::{CellMap, GridCells, RowRef};

use super::counting::band_of_average;

/// Lowest average first, then most schools low, then KSF number; KSFs that nobody answered come last.
pub(crate) fn need_rank(
    row: impl Into<RowRef>,
    (first, last): (RowNum, RowNum),
    numbers: ColNum,
    averages: ColNum,
    lows: ColNum,
) -> String {
    let row = row.into();
    let of = |column: ColNum| (range(first, column, last, column), in_row(row, column));
    let (numbers, number) = of(numbers);
    let (averages, average) = of(averages);
    let (lows, low) = of(lows);
    format!(
        "=IF({average}=\"\",COUNT({averages})+SUMPRODUCT(({averages}=\"\")*({numbers}<={number})),\
         1+SUMPRODUCT(--({averages}<{average}))\
         +SUMPRODUCT(({averages}={average})*({lows}>{low}))\
         +SUMPRODUCT(({averages}={average})*({lows}={low})*({numbers}<{number})))"
    )
}

/// A row of Cluster priorities: the KSF with a need rank in a cluster. KSFs are numbered 1, 2, 3 …, so that a KSF's
/// number is its position in every list of them.
pub(crate) struct Need<'a> {
    pub(crate) cells: &'a CellMap,
    pub(crate) cluster: usize,
    pub(crate) row: RowRef,
}

impl Need<'_> {
    fn grid(&self) -> &GridCells {
        &self.cells.grids[self.cluster]
    }

    fn own(&self, column: PrioritiesColumn) -> String {
        self.cells.priorities.in_row(self.row, column)
    }

    /// The number of the KSF whose rank stands in the row.
    pub(crate) fn ksf_number(&self) -> String {
        format!(
            "=MATCH({},{},0)",
            self.own(PrioritiesColumn::NeedRank),
            self.grid().figures(GridFigure::NeedRank)
        )
    }

    /// The name of the row's KSF.
    pub(crate) fn ksf(&self) -> String {
        self.quoted(&self.grid().ksf_names())
    }

    /// A figure of the row's KSF.
    pub(crate) fn figure(&self, figure: GridFigure) -> String {
        self.quoted(&self.grid().figures(figure))
    }

    /// The word of the band of the row's average.
    pub(crate) fn band(&self, framework: &Framework) -> String {
        band_of_average(&self.own(PrioritiesColumn::Average), framework)
    }

    /// The schools that are low on the row's KSF.
    pub(crate) fn schools_low(&self) -> String {
        self.quoted(&self.grid().workings_of_ksfs(KsfWorking::SchoolsLow))
    }

    /// The cluster's schools that are high, or else the highest-rated one of the authority: behind `nobody` if it is not high.
    pub(crate) fn could_help(&self, framework: &Framework, nobody: &str) -> String {
        let number = self.own(PrioritiesColumn::KsfNumber);
        let last = self.cells.authority_of(self.cluster).end - 1;
        let last = |working| format!("INDEX({},{number})", self.cells.grids[last].workings_of_ksfs(working));
        let (highest, school) = (last(KsfWorking::HighestSoFar), last(KsfWorking::HighestSchool));
        format!(
            "=IF({}>0,INDEX({},{number}),IF({highest}=\"\",\"{NOBODY_RATED}\",IF({highest}>={},{school},\"{nobody}; highest: \"&{school})))",
            self.own(PrioritiesColumn::High),
            self.grid().workings_of_ksfs(KsfWorking::SchoolsHigh),
            framework.bands.high.from
        )
    }

    /// The first pattern that fits the row's counts.
    pub(crate) fn pattern(&self) -> String {
        let [answered, low, high] =
            [PrioritiesColumn::Answered, PrioritiesColumn::Low, PrioritiesColumn::High]
                .map(|column| self.own(column));
        let conditions = Pattern::ALL.map(|pattern| match pattern {
            Pattern::ClusterWide => format!("2*{low}>={answered}"),
            Pattern::Split => format!("AND({low}>0,{high}>0)"),
            Pattern::SeveralLow => format!("AND({low}>1,4*{low}>{answered})"),
            Pattern::Isolated => format!("{low}>0"),
            Pattern::Secure => format!("2*{high}>={answered}"),
            Pattern::Steady => "TRUE".to_owned(),
        });
        let mut formula = "\"\"".to_owned();
        for (pattern, condition) in Pattern::ALL.into_iter().zip(conditions).rev() {
            let word = pattern.word();
            formula = match pattern {
                Pattern::Steady => format!("\"{word}\""),
                _ => format!("IF({condition},\"{word}\",{formula})"),
            };
        }
        format!("=IF({answered}=0,\"\",{formula})")
    }

    fn quoted(&self, list: &str) -> String {
        format!("=INDEX({list},{})", self.own(PrioritiesColumn::KsfNumber))
    }
}

/// What a list of KSFs holds for the KSF that is chosen in a cell as number and name; nothing if none is.
pub(crate) fn at_chosen_ksf(list: &str, chosen: &str) -> String {
    format!("=IFERROR(INDEX({list},VALUE(LEFT({chosen},FIND(\" \",{chosen})-1))),\"\")")
}

/// Number of clusters that have a KSF among their first three needs, given the cell of the KSF's number.
pub(crate) fn in_first_three(cells: &CellMap, number: &str) -> String {
    let of = |column| cells.priorities.column(column);
    format!(
        "=COUNTIFS({},\"<=3\",{},{number},{},\">0\")",
        of(PrioritiesColumn::NeedRank),
        of(PrioritiesColumn::KsfNumber),
        of(PrioritiesColumn::Answered)
    )
}

/// The numbers of a cluster's first three needs, as far as anybody answered them.
pub(crate) fn numbers_of_first(cells: &CellMap, cluster: usize, ksfs: usize) -> String {
    let entries: Vec<String> = (0..ksfs.min(3))
        .map(|rank| {
            let row = cells.need_row(cluster, rank);
            let of = |column| cells.priorities.cell(row, column);
            let comma = if rank == 0 { "\"\"&" } else { "\", \"&" };
            format!(
                "IF({}=0,\"\",{comma}{})",
                of(PrioritiesColumn::Answered),
                of(PrioritiesColumn::KsfNumber)
            )
        })
        .collect();
    format!("={}", entries.join("&"))
}
