//! The workings with a row for each school: its name and its profile.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::analyse::SchoolFigures;
use crate::contract::SchoolWorking;
use crate::data_set::Outcome;
use crate::framework::BandDefinition;
use crate::workbook::cells::{ColumnRef, GridCells, RowRef, references};
use crate::workbook::formulas::{self, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::sheets::school_lists::ksf_numbers;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, Value, declared};

use super::block::{KSFS, NAMES, NUMBER};

/// A column of this table.
type Column<'a> = tables::Column<'a, SchoolBlockRow<'a>>;

/// A school of the cluster.
pub(super) struct SchoolBlockRow<'a> {
    figures: &'a SchoolFigures,
    /// The number of its row on the sheet.
    number: RowNum,
    /// The column of its ratings.
    column: ColNum,
}

pub(super) fn rows<'a>(plan: &'a WorkbookPlan, cluster: usize) -> impl Iterator<Item = SchoolBlockRow<'a>> {
    plan.figures.clusters[cluster].schools.iter().enumerate().map(|(index, figures)| SchoolBlockRow {
        figures,
        number: GridCells::school_row(index),
        column: GridCells::school_column(index),
    })
}

pub(super) fn columns<'a>(plan: &'a WorkbookPlan, cluster: usize) -> Vec<Column<'a>> {
    declared(|working| declaration(plan, cluster, working))
}

fn declaration<'a>(plan: &'a WorkbookPlan, cluster: usize, working: SchoolWorking) -> Column<'a> {
    use SchoolWorking as W;
    let (grid, scale, bands) = (&plan.cells.grids[cluster], plan.framework.scale, &plan.framework.bands);
    let ratings =
        references::range(GridCells::ksf_row(0), ColumnRef::Any, grid.last_ksf_row(), ColumnRef::Any);
    let cell = |working| references::in_row(RowRef::Any, grid.school_working(working));
    let (answered, low, high) = (cell(W::Answered), cell(W::Lowest), cell(W::Highest));
    let at = |extreme| formulas::at_extreme(grid, ColumnRef::Any, extreme, (&low, &high));
    let count = |band: &BandDefinition| formulas::band_count(&ratings, band.from, band.to);
    let number = |formula: &str, stored: fn(&SchoolFigures) -> Stored| live(plan, NUMBER, formula, stored);
    match working {
        W::School => {
            Column::across(NAMES, Style::Working, |row| plan.school_headings[row.figures.record].as_str())
        }
        W::Answered => {
            let formula = formulas::band_count(&ratings, scale.lowest, scale.highest);
            number(&formula, |school| school.overall.answered.into())
        }
        W::Low => number(&count(&bands.low), |school| school.overall.low.into()),
        W::Medium => number(&count(&bands.medium), |school| school.overall.medium.into()),
        W::High => number(&count(&bands.high), |school| school.overall.high.into()),
        W::Lowest => {
            number(&formulas::lowest(&ratings, &answered, scale), |school| school.overall.lowest.into())
        }
        W::Highest => {
            number(&formulas::highest(&ratings, &answered, scale), |school| school.overall.highest.into())
        }
        W::Weakest => {
            live(plan, KSFS, &at(&low), |school| Stored::text(ksf_numbers(plan.framework, &school.weakest)))
        }
        W::Strongest => live(plan, KSFS, &at(&high), |school| {
            Stored::text(ksf_numbers(plan.framework, &school.strongest))
        }),
        W::Rejected => Column::across(NUMBER, Style::Working, move |row| rejected(plan, cluster, row)),
    }
}

/// A column of formulas that differ only in their row and in the column of the school's ratings.
fn live<'a>(
    plan: &'a WorkbookPlan,
    width: f64,
    formula: &str,
    stored: impl Fn(&SchoolFigures) -> Stored + 'a,
) -> Column<'a> {
    let formula = plan.repeated.add(formula);
    Column::across(width, Style::Working, move |row: &SchoolBlockRow| {
        Value::formula(formula.at(row.number, row.column), stored(row.figures))
    })
}

/// The number of entries that are no ratings, which depends on what was rejected when the answers were read.
fn rejected<'a>(plan: &WorkbookPlan, cluster: usize, row: &SchoolBlockRow) -> Value<'a> {
    let grid = &plan.cells.grids[cluster];
    let ratings = references::range(GridCells::ksf_row(0), row.column, grid.last_ksf_row(), row.column);
    let answers = &plan.data.schools[row.figures.record].answers;
    let when_read: Vec<bool> =
        answers.iter().map(|answer| matches!(answer.outcome, Outcome::Rejected(_))).collect();
    Value::formula(formulas::rejected(&ratings, &when_read, plan.framework.scale), row.figures.rejected)
}
