//! Formulas: references, the formulas of a grid, and writing a formula with its result.
//!
//! Every formula carries its right result, because Protected View, previews and other programs show what is
//! stored. Only functions of Excel 2010 or earlier.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, Format, Formula, RowNum, Worksheet, XlsxError};

use crate::framework::Framework;
use crate::model::Scale;

use super::place::{Figure, GridPlace};

/// What a formula's cell shows before anything is recalculated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stored {
    /// A number.
    Number(f64),
    /// Nothing to see: the formula's result is the empty text.
    Nothing,
}

impl From<u32> for Stored {
    fn from(count: u32) -> Self {
        Self::Number(f64::from(count))
    }
}

impl From<Option<f64>> for Stored {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Nothing, Self::Number)
    }
}

/// Writes a formula with its result. The sheet's default result has to be the empty text: the writing library
/// takes an empty result for none at all.
pub(super) fn write(
    to: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    formula: &str,
    stored: Stored,
    format: &Format,
) -> Result<(), XlsxError> {
    let formula = match stored {
        Stored::Number(number) => Formula::new(formula).set_result(number.to_string()),
        Stored::Nothing => Formula::new(formula),
    };
    to.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// The formula of a figure in a KSF's row of a grid.
pub(super) fn figure(place: &GridPlace, figure: Figure, row: RowNum, framework: &Framework) -> String {
    let ratings = place.ratings_in_row(row);
    match figure {
        Figure::Total => unless_empty(&ratings, "SUM"),
        Figure::Average => unless_empty(&ratings, "AVERAGE"),
        Figure::Answered => format!("=COUNT({ratings})"),
        Figure::Low => format!("=COUNTIF({ratings},\"<={}\")", framework.bands.low.to),
        Figure::Medium => {
            let medium = &framework.bands.medium;
            format!("=COUNTIFS({ratings},\">={}\",{ratings},\"<={}\")", medium.from, medium.to)
        }
        Figure::High => format!("=COUNTIF({ratings},\">={}\")", framework.bands.high.from),
        Figure::NeedRank => need_rank(place, row),
    }
}

/// The formula of a figure in the last row of a grid, over all its ratings; none for the need rank.
pub(super) fn overall_figure(place: &GridPlace, figure: Figure) -> Option<String> {
    let own_column = |figure| place.ratings_in_column(place.column(figure));
    match figure {
        Figure::Total => Some(unless_empty(&place.all_ratings(), "SUM")),
        Figure::Average => Some(unless_empty(&place.all_ratings(), "AVERAGE")),
        Figure::Answered | Figure::Low | Figure::Medium | Figure::High => {
            Some(format!("=SUM({})", own_column(figure)))
        }
        Figure::NeedRank => None,
    }
}

/// The formula of a school's average in the last row of a grid.
pub(super) fn school_average(place: &GridPlace, column: ColNum) -> String {
    unless_empty(&place.ratings_in_column(column), "AVERAGE")
}

fn unless_empty(ratings: &str, function: &str) -> String {
    format!("=IF(COUNT({ratings})=0,\"\",{function}({ratings}))")
}

/// Lowest average first, then most schools low, then KSF number; KSFs that nobody answered come last.
fn need_rank(place: &GridPlace, row: RowNum) -> String {
    let of = |column: ColNum| {
        let name = column_number_to_name(column);
        let all = format!("${name}${}:${name}${}", place.ksf_row(0) + 1, place.last_ksf_row() + 1);
        (all, format!("${name}{}", row + 1))
    };
    let (numbers, number) = of(0);
    let (averages, average) = of(place.column(Figure::Average));
    let (lows, low) = of(place.column(Figure::Low));
    format!(
        "=IF({average}=\"\",COUNT({averages})+SUMPRODUCT(({averages}=\"\")*({numbers}<={number})),\
         1+SUMPRODUCT(--({averages}<{average}))\
         +SUMPRODUCT(({averages}={average})*({lows}>{low}))\
         +SUMPRODUCT(({averages}={average})*({lows}={low})*({numbers}<{number})))"
    )
}

/// Counts the entries that are no whole numbers on the scale; empty cells are none.
pub(super) fn entries_to_correct(place: &GridPlace, scale: Scale) -> String {
    let all = place.all_ratings();
    let ratings: Vec<String> = (scale.lowest..=scale.highest).map(|r| r.to_string()).collect();
    let ratings = ratings.join(",");
    format!("=COUNTA({all})-SUMPRODUCT(ISNUMBER({all})*ISNUMBER(MATCH({all},{{{ratings}}},0)))")
}

/// True of a rating cell's entry that is no whole number on the scale, for a conditional format.
pub(super) fn is_no_rating(row: RowNum, column: ColNum, scale: Scale) -> String {
    let cell = format!("{}{}", column_number_to_name(column), row + 1);
    format!(
        "=IF(ISNUMBER({cell}),OR({cell}<>INT({cell}),{cell}<{},{cell}>{}),TRUE)",
        scale.lowest, scale.highest
    )
}
