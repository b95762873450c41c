//! The workings with a row for each KSF: who is low, who is high, who could help other clusters.

use std::ops::Range;

use rust_xlsxwriter::RowNum;

use crate::analyse::ClusterFigures;
use crate::contract::{FixedColumn, KsfWorking};
use crate::model::{Band, kind_of_cluster};
use crate::workbook::cells::{GridCells, RowRef, references};
use crate::workbook::formulas::{self, Before, KsfWorkings, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::sheets::school_lists::{BestSchool, best_school, outside_school, rated, schools_in};
use crate::workbook::style::Style;
use crate::workbook::tables::{self, Value, declared};
use crate::workbook::text::name_list;

use super::block::{NAMES, NUMBER};

/// A column of this table.
type Column<'a> = tables::Column<'a, KsfBlockRow>;

/// A KSF in a cluster.
pub(super) struct KsfBlockRow {
    /// The index of the KSF.
    ksf: usize,
    /// The number of its row on the sheet.
    number: RowNum,
}

/// The columns: behind the fixed ones those of the parts of lists, if a list has several.
pub(super) fn columns<'a>(plan: &'a WorkbookPlan, cluster: usize) -> Vec<Column<'a>> {
    let ksfs = Ksfs { plan, cluster, figures: &plan.figures.clusters[cluster] };
    let mut columns = declared(|working| ksfs.declaration(working));
    if plan.is_extract() {
        let so_far = &mut columns[KsfWorking::HighestSoFar.index()].look;
        "Highest in the LA".clone_into(&mut so_far.heading);
    }
    for (band, heading) in [(Band::Low, "Schools low"), (Band::High, "Schools high")] {
        let parts = plan.cells.grids[cluster].several_list_parts();
        let part = |(schools, number)| ksfs.part(band, schools).headed(&format!("{heading}, part {number}"));
        columns.extend(parts.iter().zip(1..).map(part));
    }
    columns
}

pub(super) fn rows(plan: &WorkbookPlan) -> impl Iterator<Item = KsfBlockRow> {
    (GridCells::ksf_row(0)..)
        .zip(0..plan.framework.ksfs.len())
        .map(|(number, ksf)| KsfBlockRow { ksf, number })
}

#[derive(Clone, Copy)]
struct Ksfs<'a> {
    plan: &'a WorkbookPlan<'a>,
    cluster: usize,
    figures: &'a ClusterFigures,
}

impl<'a> Ksfs<'a> {
    fn declaration(self, working: KsfWorking) -> Column<'a> {
        use KsfWorking as W;
        match working {
            W::SchoolsLow => Column::across(NAMES, Style::Working, self.list(Band::Low)),
            W::SchoolsHigh => Column::across(NAMES, Style::Working, self.list(Band::High)),
            W::Highest => Column::across(NUMBER, Style::Working, self.highest()),
            W::HighestSoFar => Column::across(NUMBER, Style::Working, self.highest_so_far()),
            W::HighestSchool => Column::across(NAMES, Style::Working, self.highest_school()),
        }
    }

    /// The names of the schools that are in a band, with their ratings.
    fn list(self, band: Band) -> impl Fn(&KsfBlockRow) -> Value<'a> {
        let grid = &self.plan.cells.grids[self.cluster];
        let formula = match grid.several_list_parts() {
            [] => name_list::formula_of_whole(self.entries(band, 0..grid.schools.len())),
            parts => {
                let cells = (0..).take(parts.len()).map(|part| grid.list_part(band, part));
                let cells: Vec<String> =
                    cells.map(|column| references::in_row(RowRef::Any, column)).collect();
                name_list::formula_of_parts(&cells)
            }
        };
        let formula = self.plan.repeated.add(&formula);
        move |row| {
            let list = name_list::text(&schools_in(self.plan, self.figures, row.ksf, band));
            Value::formula(formula.in_row(row.number), list)
        }
    }

    /// The column of one part of that list.
    fn part(self, band: Band, schools: &'a Range<usize>) -> Column<'a> {
        let formula = name_list::formula_of_part(self.entries(band, schools.clone()));
        let formula = self.plan.repeated.add(&formula);
        Column::across(NAMES, Style::Working, move |row: &KsfBlockRow| {
            let of_part = &self.figures.schools[schools.clone()];
            let named = of_part.iter().filter_map(|s| s.ratings[row.ksf].map(|rating| (s, rating)));
            let named = named.filter(|(_, rating)| self.plan.framework.band(*rating) == band);
            let named: Vec<String> = named.map(|(s, rating)| rated(self.plan, s.record, rating)).collect();
            Value::formula(formula.in_row(row.number), name_list::part_text(&named))
        })
    }

    /// The formulas of the entries of some schools in such a list.
    fn entries(self, band: Band, schools: Range<usize>) -> impl Iterator<Item = String> {
        let definition = self.plan.framework.definition(band);
        schools.map(move |school| formulas::school_entry(RowRef::Any, school, definition))
    }

    fn highest(self) -> impl Fn(&KsfBlockRow) -> Value<'a> {
        let formulas = KsfWorkings { grid: self.grid(), before: Before::Nothing, row: RowRef::Any };
        let formula = self.plan.repeated.add(&formulas.highest(self.plan.framework.scale));
        move |row| Value::formula(formula.in_row(row.number), self.figures.factors[row.ksf].highest)
    }

    /// It goes from grid to grid of an authority; in an extract the other clusters stay as they were when it was made.
    fn highest_so_far(self) -> impl Fn(&KsfBlockRow) -> Value<'a> {
        self.of_authority(KsfWorking::HighestSoFar, |best| Some(best.rating).into())
    }

    /// Who gave that rating.
    fn highest_school(self) -> impl Fn(&KsfBlockRow) -> Value<'a> {
        self.of_authority(KsfWorking::HighestSchool, |best| best.school.into())
    }

    /// A formula that goes from grid to grid, and what it says of the best school so far.
    fn of_authority(
        self,
        working: KsfWorking,
        stored: impl Fn(BestSchool) -> Stored + 'a,
    ) -> impl Fn(&KsfBlockRow) -> Value<'a> {
        let (cells, kind) = (&self.plan.cells, kind_of_cluster(&self.figures.name));
        let formula = move |formulas: &KsfWorkings| match working {
            KsfWorking::HighestSoFar => formulas.highest_so_far(),
            _ => formulas.highest_school(kind),
        };
        let before = self.cluster.checked_sub(1).filter(|at| cells.authority_of(self.cluster).contains(at));
        let before = before.map_or(Before::Nothing, |at| Before::Grid(&cells.grids[at]));
        let grid = self.grid();
        let repeated = self.plan.repeated.add(&formula(&KsfWorkings { grid, before, row: RowRef::Any }));
        move |row| {
            let formula = match outside_school(self.plan, row.ksf) {
                Some(BestSchool { rating, school }) => {
                    let before = Before::Outside(rating, &school);
                    formula(&KsfWorkings { grid, before, row: RowRef::At(row.number) })
                }
                None => repeated.in_row(row.number),
            };
            let best = best_school(self.plan, self.figures, row.ksf);
            Value::formula(formula, best.map_or(Stored::Nothing, &stored))
        }
    }

    fn grid(self) -> &'a GridCells {
        &self.plan.cells.grids[self.cluster]
    }
}
