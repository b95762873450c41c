//! Schools: one row a school, its profile for its own plan.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::{ClusterFigures, SchoolFigures};
use crate::contract::{GridFigure, SchoolWorking, SchoolsColumn};
use crate::data_set::SchoolRecord;
use crate::workbook::cells::{GridCells, references};
use crate::workbook::formulas::{self, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Style, shading};
use crate::workbook::tables::{self, TableSheet, Value, declared};

use super::school_lists::ksf_numbers;

/// A column of this table.
type Column<'a> = tables::Column<'a, SchoolRow<'a>>;

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Schools",
        table: SchoolsColumn::TABLE,
        about: "Each school's average, band, counts by band, weakest and strongest KSFs.",
        note: "Weakest and strongest KSFs are numbers of KSFs; they are empty where all ratings are equal.",
        filter: true,
        row_height: Some(18.0),
        frozen_columns: 3,
        ..TableSheet::default()
    };
    sheet.write(&plan.styles, to, declared(|column| declaration(plan, column)), rows(plan))?;
    shading::averages(to, plan.cells.schools.range(SchoolsColumn::Average), plan.framework)?;
    shading::signed(to, plan.cells.schools.range(SchoolsColumn::AgainstCluster))?;
    shading::words(to, plan.cells.schools.range(SchoolsColumn::Band))
}

/// A school, and where it stands in its cluster's grid.
struct SchoolRow<'a> {
    cluster: &'a ClusterFigures,
    grid: &'a GridCells,
    /// The index of the school in its cluster.
    index: usize,
    figures: &'a SchoolFigures,
    record: &'a SchoolRecord,
    /// The number of its row on the sheet.
    number: RowNum,
}

impl SchoolRow<'_> {
    /// A cell of the workings right of the grid.
    fn working<'a>(&self, working: SchoolWorking, stored: impl Into<Stored>) -> Value<'a> {
        let cell = references::cell(GridCells::school_row(self.index), self.grid.school_working(working));
        Value::formula(format!("={}", self.grid.quoted(&cell)), stored)
    }

    /// The school's average in the last row of the grid.
    fn average<'a>(&self) -> Value<'a> {
        let column = GridCells::school_column(self.index);
        let average = self.grid.quoted(&references::cell(self.grid.averages_row(), column));
        Value::formula(format!("={average}"), self.figures.overall.mean())
    }
}

/// All but the names is quoted from the grid and from the workings right of it.
fn declaration<'a>(plan: &'a WorkbookPlan, column: SchoolsColumn) -> Column<'a> {
    use SchoolWorking as W;
    use SchoolsColumn as C;
    let own_average = |row: &SchoolRow| plan.cells.schools.in_row(row.number, C::Average);
    let numbers = |ksfs: &[usize]| Stored::text(ksf_numbers(plan.framework, ksfs));
    match column {
        C::LocalAuthority => Column::across(20.0, Style::Text, |row| row.record.local_authority.as_str()),
        C::Cluster => Column::across(22.0, Style::Text, |row| row.record.cluster.as_str()),
        C::School => Column::across(36.0, Style::Text, |row| row.record.school.as_str()),
        C::DfeNumber => Column::across(13.0, Style::Text, |row| row.record.dfe_number.map(|n| n.to_string())),
        C::Answered => {
            Column::across(13.5, Style::Number, |row| row.working(W::Answered, row.figures.overall.answered))
        }
        C::Average => Column::across(12.0, Style::Average, SchoolRow::average),
        C::Band => Column::across(11.0, Style::Number, move |row| {
            let formula = formulas::band_of_average(&own_average(row), plan.framework);
            Value::formula(formula, row.figures.overall.band)
        }),
        C::Low => Column::across(8.0, Style::Number, |row| row.working(W::Low, row.figures.overall.low)),
        C::Medium => {
            Column::across(11.5, Style::Number, |row| row.working(W::Medium, row.figures.overall.medium))
        }
        C::High => Column::across(8.5, Style::Number, |row| row.working(W::High, row.figures.overall.high)),
        C::Weakest => Column::across(16.0, Style::Text, move |row| {
            row.working(W::Weakest, numbers(&row.figures.weakest))
        }),
        C::Strongest => Column::across(16.0, Style::Text, move |row| {
            row.working(W::Strongest, numbers(&row.figures.strongest))
        }),
        C::AgainstCluster => Column::across(14.5, Style::Signed, move |row| {
            let (own, of_cluster) = (own_average(row), row.grid.overall(GridFigure::Average));
            let formula = format!("=IF({own}=\"\",\"\",{own}-{of_cluster})");
            Value::formula(formula, row.figures.against(row.cluster.overall.mean()))
        }),
    }
}

fn rows<'a>(plan: &'a WorkbookPlan) -> impl Iterator<Item = SchoolRow<'a>> {
    plan.figures.clusters.iter().zip(&plan.cells.grids).flat_map(move |(cluster, grid)| {
        cluster.schools.iter().enumerate().map(move |(index, figures)| SchoolRow {
            cluster,
            grid,
            index,
            figures,
            record: &plan.data.schools[figures.record],
            number: plan.cells.schools.row(figures.record),
        })
    })
}
