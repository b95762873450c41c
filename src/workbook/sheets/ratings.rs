//! Ratings: one row for every school and KSF, also if there is no rating.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::{FixedColumn, RatingsColumn};
use crate::data_set::{Answer, Said, SchoolRecord};
use crate::framework::KeySuccessFactor;
use crate::model::{CellRef, Place, Rating};
use crate::workbook::cells::{ColumnRef, GridCells, RowRef, references};
use crate::workbook::conversions;
use crate::workbook::formulas::{self, OnceInAGroup, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Style, shading};
use crate::workbook::tables::{self, TableSheet, Value, declared};

/// A column of this table.
type Column<'a> = tables::Column<'a, RatingRow<'a>>;

const NOTE: &str = "A rating is empty where it is missing or could not be used, Changed where it is still as submitted, \
     Evidence and Agreed actions where the return says nothing beside the rating; rows show the first lines of long texts.";
const NOTE_WITH_CHANGES: &str = "A rating is empty where it is missing or could not be used, Changed where it is still as \
     submitted, Evidence and Agreed actions where the return says nothing beside the rating; rows show the first lines of \
     long texts. The last two columns say what a workbook that was read had changed it to, and where.";

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let mut columns = declared(|column| declaration(plan, column));
    let is_changed =
        plan.data.schools.iter().flat_map(|school| &school.answers).any(|a| a.submitted.is_some());
    if !is_changed {
        columns.truncate(RatingsColumn::ChangedTo.index());
    }
    let sheet = TableSheet {
        title: "Ratings",
        table: RatingsColumn::TABLE,
        about: "Every school's rating of every KSF with the cell that it was read from.",
        note: if is_changed { NOTE_WITH_CHANGES } else { NOTE },
        filter: true,
        // Where each was read, and what the return says beside it, is for the screen.
        printed_columns: Some(RatingsColumn::File.index()),
        frozen_columns: 3,
        ..TableSheet::default()
    };
    sheet.write(&plan.styles, to, columns, rows(plan))?;
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

impl<'a> RatingRow<'a> {
    fn rating(&self) -> Option<Rating> {
        self.answer.outcome.rating()
    }

    /// What the school itself rated.
    fn submitted(&self) -> Option<Rating> {
        self.answer.submitted.as_ref().map_or_else(|| self.rating(), |submitted| submitted.rating)
    }

    /// Where the rating submitted was read.
    fn place(&self) -> (&'a str, &'a str, Option<CellRef>) {
        let answer = self.answer;
        answer.submitted.as_ref().map_or((&*answer.file, &*answer.sheet, answer.cell), |submitted| {
            (&*submitted.file, &*submitted.sheet, submitted.cell)
        })
    }

    /// What a workbook of ours changed it to before, and where.
    fn changed(&self) -> (Option<Rating>, Option<String>) {
        let Answer { file, sheet, cell, submitted, .. } = self.answer;
        let place = || Place { file: file.clone(), sheet: sheet.clone(), cell: *cell }.to_string();
        (self.rating().filter(|_| submitted.is_some()), submitted.as_ref().map(|_| place()))
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
        C::Ksf => Column::across(44.0, Style::Text, |row| row.ksf.name.as_str()),
        C::Submitted => Column::across(14.0, Style::Number, RatingRow::submitted),
        C::Now => Column::across(11.5, Style::Number, now(plan)),
        C::Band => Column::across(11.0, Style::Number, band(plan)),
        C::Changed => Column::across(13.0, Style::Text, changed(plan)),
        C::File => Column::across(34.0, Style::Text, |row: &RatingRow<'a>| row.place().0),
        C::Sheet => Column::across(16.0, Style::Text, |row: &RatingRow<'a>| row.place().1),
        C::Cell => Column::across(9.0, Style::Text, |row| row.place().2.map(|cell| cell.to_string())),
        C::Evidence => Column::across(40.0, Style::LongText, said(|said| &said.evidence)),
        C::Actions => Column::across(30.0, Style::LongText, said(|said| &said.actions)),
        C::ChangedTo => Column::across(11.5, Style::Number, |row| row.changed().0),
        C::ChangedIn => Column::across(40.0, Style::Text, |row| row.changed().1),
    }
}

/// What the return says beside the rating.
fn said<'a>(text: fn(&Said) -> &String) -> impl Fn(&RatingRow<'a>) -> Value<'a> {
    move |row| {
        let text = row.answer.said.as_deref().map(text).filter(|text| !text.is_empty());
        text.map(String::as_str).into()
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
    move |row| {
        let stored = match (row.submitted(), row.rating()) {
            (submitted, now) if submitted == now => Stored::Nothing,
            (Some(_), None) => Stored::text("cleared"),
            (None, _) => Stored::text("added"),
            (Some(_), Some(_)) => Stored::text("changed"),
        };
        Value::formula(formula.in_row(row.number), stored)
    }
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
