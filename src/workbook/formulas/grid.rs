//! The formulas of a grid's table, its check, and a rating as it is now.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, RowNum};

use crate::framework::Framework;
use crate::model::Scale;

use super::super::place::{Figure, GridPlace};
use super::super::references::{self, Row};
use super::{constant, count, holds_as_number, need_rank};

/// The formula of a figure in a KSF's row of a grid.
pub(in crate::workbook) fn figure(
    place: &GridPlace,
    figure: Figure,
    row: impl Into<Row>,
    framework: &Framework,
) -> String {
    let row = row.into();
    let ratings = place.ratings_in_row(row);
    let of = |figure| references::in_row(row, place.column(figure));
    let band = |from, to| format!("={}", count(&ratings, from, to));
    let bands = &framework.bands;
    match figure {
        Figure::Total => {
            format!("=IF({}=0,\"\",{})", of(Figure::Answered), total(&ratings, framework.scale))
        }
        Figure::Average => average(&of(Figure::Total), &of(Figure::Answered)),
        Figure::Answered => band(framework.scale.lowest, framework.scale.highest),
        Figure::Low => band(bands.low.from, bands.low.to),
        Figure::Medium => band(bands.medium.from, bands.medium.to),
        Figure::High => band(bands.high.from, bands.high.to),
        Figure::NeedRank => {
            let rows = (place.ksf_row(0), place.last_ksf_row());
            need_rank(row, rows, 0, place.column(Figure::Average), place.column(Figure::Low))
        }
    }
}

/// The sum of the ratings in a range: what is no rating counts as nothing.
fn total(range: &str, scale: Scale) -> String {
    format!("SUMPRODUCT({},{range})", holds_as_number(range, scale.lowest, scale.highest))
}

fn average(total: &str, answered: &str) -> String {
    format!("=IF({answered}=0,\"\",{total}/{answered})")
}

/// The formula of a figure in the last row of a grid, over all its ratings; none for the need rank.
pub(in crate::workbook) fn overall_figure(place: &GridPlace, figure: Figure) -> Option<String> {
    let row = place.averages_row();
    let of = |figure| references::in_row(row, place.column(figure));
    let sum = format!("SUM({})", place.ratings_in_column(place.column(figure)));
    match figure {
        Figure::Total => Some(format!("=IF({}=0,\"\",{sum})", of(Figure::Answered))),
        Figure::Average => Some(average(&of(Figure::Total), &of(Figure::Answered))),
        Figure::Answered | Figure::Low | Figure::Medium | Figure::High => Some(format!("={sum}")),
        Figure::NeedRank => None,
    }
}

/// The formula of a school's average in the last row of a grid.
pub(in crate::workbook) fn school_average(place: &GridPlace, column: ColNum, scale: Scale) -> String {
    let ratings = place.ratings_in_column(column);
    let answered = count(&ratings, scale.lowest, scale.highest);
    format!("=IF({answered}=0,\"\",{}/{answered})", total(&ratings, scale))
}

/// The rating in a grid's cell as it is now; nothing where what it holds is no rating.
pub(in crate::workbook) fn rating_now(cell: &str, scale: Scale) -> String {
    let found = format!("MATCH({cell},{},0)", constant(scale.lowest, scale.highest));
    if scale.lowest == 0 {
        format!("=IF(COUNT({cell},{found})=2,{cell},\"\")")
    } else {
        format!("=IF(COUNT({found}),{cell},\"\")")
    }
}

/// Whether a rating was changed, added or cleared since it was submitted; nothing where it is as it was.
pub(in crate::workbook) fn changed(submitted: &str, now: &str) -> String {
    format!(
        "=IF({now}=\"\",IF({submitted}=\"\",\"\",\"cleared\"),IF({submitted}=\"\",\"added\",IF({now}={submitted},\"\",\"changed\")))"
    )
}

/// Counts the entries that are no whole numbers on the scale; empty cells are none.
pub(in crate::workbook) fn entries_to_correct(place: &GridPlace, scale: Scale) -> String {
    let all = place.all_ratings();
    format!("=SUMPRODUCT(--(LEN(TRIM({all}))>0))-{}", count(&all, scale.lowest, scale.highest))
}

/// True of a rating cell's entry that is no whole number on the scale, for a conditional format.
pub(in crate::workbook) fn is_no_rating(row: RowNum, column: ColNum, scale: Scale) -> String {
    let cell = format!("{}{}", column_number_to_name(column), row + 1);
    format!(
        "=IF(ISNUMBER({cell}),OR({cell}<>INT({cell}),{cell}<{},{cell}>{}),TRUE)",
        scale.lowest, scale.highest
    )
}
