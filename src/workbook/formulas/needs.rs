//! The formulas about needs: their order, and what stands in a ranked row.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::analyse::Pattern;

use super::super::place::{Figure, GridPlace, KsfWorking, Places, priorities};
use super::super::references::{Row, in_row, range};

/// Lowest average first, then most schools low, then KSF number; KSFs that nobody answered come last.
pub(in crate::workbook) fn need_rank(
    row: impl Into<Row>,
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
/// number is its place in every list of them.
pub(in crate::workbook) struct Need<'a> {
    pub(in crate::workbook) places: &'a Places,
    pub(in crate::workbook) cluster: usize,
    pub(in crate::workbook) row: Row,
}

impl Need<'_> {
    fn grid(&self) -> &GridPlace {
        &self.places.grids[self.cluster]
    }

    fn own(&self, column: ColNum) -> String {
        in_row(self.row, column)
    }

    /// The number of the KSF whose rank stands in the row.
    pub(in crate::workbook) fn ksf_number(&self) -> String {
        format!("=MATCH({},{},0)", self.own(priorities::NEED_RANK), self.grid().figures(Figure::NeedRank))
    }

    /// The name of the row's KSF.
    pub(in crate::workbook) fn ksf(&self) -> String {
        self.quoted(&self.grid().ksf_names())
    }

    /// A figure of the row's KSF.
    pub(in crate::workbook) fn figure(&self, figure: Figure) -> String {
        self.quoted(&self.grid().figures(figure))
    }

    /// The schools that are low on the row's KSF.
    pub(in crate::workbook) fn schools_low(&self) -> String {
        self.quoted(&self.grid().workings_of_ksfs(KsfWorking::SchoolsLow))
    }

    /// The cluster's schools that are high, or else the highest-rated one of the authority.
    pub(in crate::workbook) fn could_help(&self) -> String {
        let number = self.own(priorities::KSF_NUMBER);
        let last = self.places.authority_of(self.cluster).end - 1;
        format!(
            "=IF({}>0,INDEX({},{number}),INDEX({},{number}))",
            self.own(priorities::HIGH),
            self.grid().workings_of_ksfs(KsfWorking::SchoolsHigh),
            self.places.grids[last].workings_of_ksfs(KsfWorking::HighestSchool)
        )
    }

    /// The first pattern that fits the row's counts.
    pub(in crate::workbook) fn pattern(&self) -> String {
        let [answered, low, high] =
            [priorities::ANSWERED, priorities::LOW, priorities::HIGH].map(|column| self.own(column));
        let conditions = Pattern::ALL.map(|pattern| match pattern {
            Pattern::ClusterWide => format!("2*{low}>={answered}"),
            Pattern::Split => format!("AND({low}>0,{high}>0)"),
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
        format!("=INDEX({list},{})", self.own(priorities::KSF_NUMBER))
    }
}

/// What a list of KSFs holds for the KSF that is chosen in a cell as number and name; nothing where none is.
pub(in crate::workbook) fn at_chosen_ksf(list: &str, chosen: &str) -> String {
    format!("=IFERROR(INDEX({list},VALUE(LEFT({chosen},FIND(\" \",{chosen})))),\"\")")
}

/// How many clusters have a KSF, by its number's cell, among their first three needs.
pub(super) fn in_first_three(places: &Places, number: &str) -> String {
    let of = |column| places.priorities.column(column);
    format!(
        "=COUNTIFS({},\"<=3\",{},{number},{},\">0\")",
        of(priorities::NEED_RANK),
        of(priorities::KSF_NUMBER),
        of(priorities::ANSWERED)
    )
}

/// The numbers of a cluster's first three needs, as far as anybody answered them.
pub(in crate::workbook) fn numbers_of_first(places: &Places, cluster: usize, ksfs: usize) -> String {
    let entries: Vec<String> = (0..ksfs.min(3))
        .map(|rank| {
            let row = places.need_row(cluster, rank);
            let of = |column| places.priorities.cell(row, column);
            let comma = if rank == 0 { "\"\"&" } else { "\", \"&" };
            format!("IF({}=0,\"\",{comma}{})", of(priorities::ANSWERED), of(priorities::KSF_NUMBER))
        })
        .collect();
    format!("={}", entries.join("&"))
}
