//! Ratings: one row for every school and KSF, also if there is no rating.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::RatingsColumn;
use crate::data_set::{Answer, SchoolRecord};
use crate::framework::KeySuccessFactor;
use crate::model::Rating;
use crate::workbook::cells::{ColumnRef, GridCells, RowRef, references};
use crate::workbook::conversions;
use crate::workbook::formulas::{self, OnceInAGroup, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Style, shading};
use crate::workbook::tables::{self, TableSheet, Value, declared};

/// A column of this table.
type Column<'a> = tables::Column<'a, RatingRow<'a>>;

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Ratings",
        table: RatingsColumn::TABLE,
        about: "Every school's rating of every KSF with the cell that it was read from.",
        note: "A rating is empty where it is missing or could not be used; Changed is empty where it is still as submitted.",
        filter: true,
        frozen_columns: 3,
        ..TableSheet::default()
    };
    sheet.write(&plan.styles, to, declared(|column| declaration(plan, column)), rows(plan))?;
    shading::ratings(to, plan.cells.ratings.range(RatingsColumn::Now), plan.framework)?;
    shading::words(to, plan.cells.ratings.range(RatingsColumn::Band))
}

/// A school's answer to a KSF.
struct RatingRow<'a> {
    /// The index of the school's cluster.
    cluster: usize,
    school: &'a SchoolRecord,
    ksf: &'a KeySuccessFactor,
    answer: &'a Answer,
    /// The number of its row on the sheet.
    number: RowNum,
    /// The cell of the rating in the cluster's grid.
    in_grid: (RowNum, ColNum),
}

impl RatingRow<'_> {
    fn rating(&self) -> Option<Rating> {
        self.answer.outcome.rating()
    }
}

fn declaration<'a>(plan: &'a WorkbookPlan, column: RatingsColumn) -> Column<'a> {
    use RatingsColumn as C;
    match column {
        C::LocalAuthority => Column::across(18.0, Style::Text, |row| row.school.local_authority.as_str()),
        C::Cluster => Column::across(20.0, Style::Text, |row| row.school.cluster.as_str()),
        C::School => Column::across(34.0, Style::Text, |row| row.school.school.as_str()),
        C::DfeNumber => Column::across(12.0, Style::Text, |row| row.school.dfe_number.map(|n| n.to_string())),
        C::KsfNumber => Column::across(12.0, Style::Number, |row| row.ksf.number),
        C::Ksf => Column::across(66.0, Style::Text, |row| row.ksf.name.as_str()),
        C::Submitted => Column::across(14.0, Style::Number, RatingRow::rating),
        C::Now => Column::across(11.5, Style::Number, now(plan)),
        C::Band => Column::across(11.0, Style::Number, band(plan)),
        C::Changed => Column::across(13.0, Style::Text, changed(plan)),
        C::File => Column::across(34.0, Style::Text, |row| &*row.answer.file),
        C::Sheet => Column::across(16.0, Style::Text, |row| &*row.answer.sheet),
        C::Cell => Column::across(9.0, Style::Text, |row| row.answer.cell.map(|cell| cell.to_string())),
    }
}

/// The rating as its cell in the grid holds it.
fn now<'a>(plan: &'a WorkbookPlan) -> impl Fn(&RatingRow) -> Value<'a> {
    let of_cluster = OnceInAGroup::default();
    move |row| {
        let formula = of_cluster.get(row.cluster, || {
            let cell = references::cell(RowRef::Any, ColumnRef::Any);
            let cell = plan.cells.grids[row.cluster].quoted(&cell);
            plan.repeated.add(&formulas::rating_now(&cell, plan.framework.scale))
        });
        let (in_row, in_column) = row.in_grid;
        Value::formula(formula.at(in_row, in_column), row.rating())
    }
}

fn band<'a>(plan: &'a WorkbookPlan) -> impl Fn(&RatingRow) -> Value<'a> {
    let now = plan.cells.ratings.in_row(RowRef::Any, RatingsColumn::Now);
    let formula = plan.repeated.add(&formulas::band_of_rating(&now, plan.framework));
    move |row| {
        let band = row.rating().map(|rating| plan.framework.band(rating));
        Value::formula(formula.in_row(row.number), band)
    }
}

fn changed<'a>(plan: &WorkbookPlan) -> impl Fn(&RatingRow) -> Value<'a> {
    let [submitted, now] = [RatingsColumn::Submitted, RatingsColumn::Now]
        .map(|column| plan.cells.ratings.in_row(RowRef::Any, column));
    let formula = plan.repeated.add(&formulas::changed(&submitted, &now));
    move |row| Value::formula(formula.in_row(row.number), Stored::Nothing)
}

/// The rows: school by school, the KSFs of each.
fn rows<'a>(plan: &'a WorkbookPlan) -> impl Iterator<Item = RatingRow<'a>> {
    let ksfs = &plan.framework.ksfs;
    let schools = plan.figures.clusters.iter().enumerate().flat_map(|(cluster, of_cluster)| {
        of_cluster.schools.iter().enumerate().map(move |(index, school)| (cluster, index, school.record))
    });
    schools.flat_map(move |(cluster, index, record)| {
        let school = &plan.data.schools[record];
        let column = GridCells::school_column(index);
        ksfs.iter().zip(&school.answers).enumerate().map(move |(ksf_index, (ksf, answer))| RatingRow {
            cluster,
            school,
            ksf,
            answer,
            number: plan.cells.ratings.row(record * ksfs.len() + ksf_index),
            in_grid: (GridCells::ksf_row(conversions::rows(ksf_index)), column),
        })
    })
}
