//! The formulas of a grid's table, its check, and a rating as it is now.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ColNum, RowNum};

use crate::contract::{GridFigure, KsfColumn};
use crate::framework::Framework;
use crate::model::Scale;
use crate::workbook::cells::{GridCells, RowRef, ksf_column, references};

use super::counting::{constant, count, is_among, is_typed_in, total};
use super::live::{Live, joined, only_if, text};
use super::needs::need_rank;

/// The formula of a figure in a KSF's row of a grid.
pub(crate) fn figure(
    grid: &GridCells,
    figure: GridFigure,
    row: impl Into<RowRef>,
    framework: &Framework,
) -> String {
    let row = row.into();
    let ratings = grid.ratings_in_row(row);
    let of = |figure| references::in_row(row, grid.column(figure));
    let band = |from, to| format!("={}", count(&ratings, from, to));
    let bands = &framework.bands;
    match figure {
        GridFigure::Total => {
            format!("=IF({}=0,\"\",{})", of(GridFigure::Answered), total(&ratings, framework.scale))
        }
        GridFigure::Average => average(&of(GridFigure::Total), &of(GridFigure::Answered)),
        GridFigure::Answered => band(framework.scale.lowest, framework.scale.highest),
        GridFigure::Low => band(bands.low.from, bands.low.to),
        GridFigure::Medium => band(bands.medium.from, bands.medium.to),
        GridFigure::High => band(bands.high.from, bands.high.to),
        GridFigure::NeedRank => {
            let rows = (GridCells::ksf_row(0), grid.last_ksf_row());
            need_rank(
                row,
                rows,
                ksf_column(KsfColumn::Number),
                grid.column(GridFigure::Average),
                grid.column(GridFigure::Low),
            )
        }
    }
}

fn average(total: &str, answered: &str) -> String {
    format!("=IF({answered}=0,\"\",{total}/{answered})")
}

/// The formula of a figure in the last row of a grid, over all its ratings; `None` for the need rank.
pub(crate) fn overall_figure(grid: &GridCells, figure: GridFigure) -> Option<String> {
    let row = grid.averages_row();
    let of = |figure| references::in_row(row, grid.column(figure));
    let sum = format!("SUM({})", grid.ratings_in_column(grid.column(figure)));
    match figure {
        GridFigure::Total => Some(format!("=IF({}=0,\"\",{sum})", of(GridFigure::Answered))),
        GridFigure::Average => Some(average(&of(GridFigure::Total), &of(GridFigure::Answered))),
        GridFigure::Answered | GridFigure::Low | GridFigure::Medium | GridFigure::High => {
            Some(format!("={sum}"))
        }
        GridFigure::NeedRank => None,
    }
}

/// The formula of a school's average in the last row of a grid.
pub(crate) fn school_average(grid: &GridCells, column: ColNum, scale: Scale) -> String {
    let ratings = grid.ratings_in_column(column);
    let answered = count(&ratings, scale.lowest, scale.highest);
    format!("=IF({answered}=0,\"\",{}/{answered})", total(&ratings, scale))
}

/// The rating in a grid's cell as it is now; nothing if what it holds is no rating.
pub(crate) fn rating_now(cell: &str, scale: Scale) -> String {
    let all = constant(scale.lowest, scale.highest);
    if scale.lowest == 0 {
        format!("=IF({},{cell},\"\")", is_among(cell, &all))
    } else {
        format!("=IF(COUNT(MATCH({cell},{all},0)),{cell},\"\")")
    }
}

/// Whether a rating was changed, added or cleared since it was submitted; nothing if it is as it was.
pub(crate) fn changed(submitted: &str, now: &str) -> String {
    format!(
        "=IF({now}=\"\",IF({submitted}=\"\",\"\",\"cleared\"),IF({submitted}=\"\",\"added\",IF({now}={submitted},\"\",\"changed\")))"
    )
}

/// Counts the entries that are no whole numbers on the scale; empty cells are none.
pub(crate) fn entries_to_correct(grid: &GridCells, scale: Scale) -> String {
    let all = grid.all_ratings();
    format!("=SUMPRODUCT(--{})-{}", is_typed_in(&all), count(&all, scale.lowest, scale.highest))
}

/// True of a rating cell's entry that is no whole number on the scale, for a conditional format.
pub(crate) fn is_no_rating(row: RowNum, column: ColNum, scale: Scale) -> String {
    let cell = format!("{}{}", column_number_to_name(column), row + 1);
    format!(
        "=IF(ISNUMBER({cell}),OR({cell}<>INT({cell}),{cell}<{},{cell}>{}),TRUE)",
        scale.lowest, scale.highest
    )
}

/// "11 schools, 5 gaps", and the entries to correct while there are any; given the number of cells for ratings, and how many
/// hold one now.
pub(crate) fn size_of_grid(grid: &GridCells, schools: usize, (cells, rated): (usize, u32)) -> Live<String> {
    let schools = Live::number(crate::model::count(schools));
    let answered = references::cell(grid.averages_row(), grid.column(GridFigure::Answered));
    let gaps = Live::new(format!("({cells}-{answered})"), crate::model::count(cells).saturating_sub(rated));
    let wrong = Live::new(grid.own_check(), 0);
    joined([
        text(&format!("{} {}, ", schools.now, if schools.now == 1 { "school" } else { "schools" })),
        gaps.digits(),
        gaps.counted(" gap", " gaps"),
        only_if(
            &wrong.is_over(0),
            joined([text(", "), wrong.digits(), wrong.counted(" entry to correct", " entries to correct")]),
        ),
    ])
}
