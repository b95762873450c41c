//! The formulas of the workings right of a grid, and of lists of names.

use rust_xlsxwriter::RowNum;

use crate::contract::{GridFigure, KsfColumn, KsfWorking};
use crate::framework::{BandDefinition, Framework};
use crate::model::{Rating, Scale};
use crate::workbook::cells::{ColumnRef, GridCells, RowRef, ksf_column, references};

use super::counting::{constant, count, holds, is_among, is_in, is_typed_in, ratings};
use super::live::text;

/// A school's entry in a list of those whose rating of a KSF is in a band: ", School A (2)", or nothing.
pub(crate) fn school_entry(row: impl Into<RowRef>, school: usize, band: &BandDefinition) -> String {
    let column = GridCells::school_column(school);
    let (cell, name) =
        (references::relative(row, column), references::in_column(GridCells::header(), column));
    format!("IF({},\", \"&{name}&\" (\"&{cell}&\")\",\"\")", is_in(&cell, band))
}

/// The greatest length of [`school_entry`], in characters.
pub(crate) fn school_entry_length(framework: &Framework) -> usize {
    let low = ratings(&framework.bands.low).len();
    let high = ratings(&framework.bands.high).len();
    low.max(high) + 90
}

/// A cluster's entry in the list of those whose average is the lowest: ", Riverside", or nothing. Where nobody answered,
/// the average is an empty text and so is the lowest.
pub(crate) fn cluster_entry(header: RowNum, row: RowNum, column: u16, lowest: &str) -> String {
    let (cell, name) = (references::relative(row, column), references::in_column(header, column));
    format!("IF(COUNT({cell})*({cell}={lowest}),\", \"&{name},\"\")")
}

/// What comes before a cluster when the authority's highest rating is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Before<'a> {
    Nothing,
    /// The grid of the cluster before it in the same local authority.
    Grid(&'a GridCells),
    /// The authority's other clusters, which are not in the workbook: their highest rating and whose it is.
    Outside(Rating, &'a str),
}

/// The formulas in a KSF's row of workings other than those of its lists of names.
pub(crate) struct KsfWorkings<'a> {
    pub(crate) grid: &'a GridCells,
    pub(crate) before: Before<'a>,
    pub(crate) row: RowRef,
}

impl KsfWorkings<'_> {
    fn own(&self, working: KsfWorking) -> String {
        references::in_row(self.row, self.grid.ksf_working(working))
    }

    /// The highest rating in the cluster; nothing if nobody answered.
    pub(crate) fn highest(&self, scale: Scale) -> String {
        let answered = references::in_row(self.row, self.grid.column(GridFigure::Answered));
        highest(&self.grid.ratings_in_row(self.row), &answered, scale)
    }

    pub(crate) fn highest_so_far(&self) -> String {
        let own = self.own(KsfWorking::Highest);
        match self.before {
            Before::Nothing => format!("={own}"),
            Before::Grid(grid) => {
                let earlier =
                    grid.quoted(&references::in_row(self.row, grid.ksf_working(KsfWorking::HighestSoFar)));
                format!("=IF(COUNT({own},{earlier})=0,\"\",MAX({own},{earlier}))")
            }
            Before::Outside(rating, _) => format!("=MAX({own},{rating})"),
        }
    }

    /// "School A (9), Riverside cluster": of this cluster if its highest is above all before, else who it was so
    /// far; `kind` stands behind the cluster's name.
    pub(crate) fn highest_school(&self, kind: &str) -> String {
        let own = self.own(KsfWorking::Highest);
        let names = self.grid.headings();
        let ratings = self.grid.ratings_in_row(self.row);
        let cluster = self.grid.cluster_name();
        let found =
            format!("INDEX({names},1,MATCH({own},{ratings},0))&\" (\"&{own}&\"), \"&{cluster}&\"{kind}\"");
        match self.before {
            Before::Nothing => format!("=IF({own}=\"\",\"\",{found})"),
            Before::Grid(grid) => {
                let [highest, school] = [KsfWorking::HighestSoFar, KsfWorking::HighestSchool]
                    .map(|working| grid.quoted(&references::in_row(self.row, grid.ksf_working(working))));
                format!(
                    "=IF({own}=\"\",{school},IF({highest}=\"\",{found},IF({own}>{highest},{found},{school})))"
                )
            }
            Before::Outside(rating, school) => {
                let school = text(school).formula;
                format!("=IF({own}=\"\",{school},IF({own}>={rating},{found},{school}))")
            }
        }
    }
}

/// Number of a school's ratings that are in a band, or on the scale.
pub(crate) fn band_count(ratings: &str, from: u8, to: u8) -> String {
    format!("={}", count(ratings, from, to))
}

/// The highest of some ratings; nothing if there are none. The multiplication makes it the greatest of the ratings on the
/// scale that occur.
pub(crate) fn highest(ratings: &str, answered: &str, scale: Scale) -> String {
    let all = constant(scale.lowest, scale.highest);
    format!("=IF({answered}=0,\"\",SUMPRODUCT(MAX(ISNUMBER(MATCH({all},{ratings},0))*{all})))")
}

/// A school's lowest rating; nothing if it has none. As [`highest`], counted from the other end.
pub(crate) fn lowest(ratings: &str, answered: &str, scale: Scale) -> String {
    let all = constant(scale.lowest, scale.highest);
    let end = u16::from(scale.highest) + 1;
    format!("=IF({answered}=0,\"\",{end}-SUMPRODUCT(MAX(ISNUMBER(MATCH({all},{ratings},0))*({end}-{all}))))")
}

/// The numbers of the KSFs that a school rated as its lowest or highest; nothing if all its ratings are equal.
pub(crate) fn at_extreme(
    grid: &GridCells,
    column: impl Into<ColumnRef>,
    extreme: &str,
    (lowest, highest): (&str, &str),
) -> String {
    let column = column.into();
    let entries = (GridCells::ksf_row(0)..=grid.last_ksf_row()).map(|row| {
        let (cell, number) =
            (references::cell(row, column), references::in_row(row, ksf_column(KsfColumn::Number)));
        format!("IF({},\", \"&{number},\"\")", is_among(&cell, extreme))
    });
    let entries: Vec<String> = entries.collect();
    format!("=IF({lowest}={highest},\"\",MID({},3,999))", entries.join("&"))
}

/// Number of a school's entries that are no ratings; a gap is one if `rejected` says that what the cell held was rejected
/// when it was read.
pub(crate) fn rejected(ratings: &str, rejected: &[bool], scale: Scale) -> String {
    let typed = is_typed_in(ratings);
    let wrong = if rejected.contains(&true) {
        let marks: Vec<&str> = rejected.iter().map(|r| if *r { "1" } else { "0" }).collect();
        format!("({typed}+{{{}}}>0)", marks.join(";"))
    } else {
        typed
    };
    format!("=SUMPRODUCT({wrong}*(1-{}))", holds(ratings, scale.lowest, scale.highest))
}
