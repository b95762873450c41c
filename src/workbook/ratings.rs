//! Ratings: one row for every school and KSF, also where there is no rating.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use super::bands::{self, Block};
use super::book::Book;
use super::formulas::{self, Pattern, Stored};
use super::place::{GridPlace, ratings};
use super::references::{self, Column as AnyColumn, Row};
use super::styles::Style;
use super::table::{Column, Value, column};
use super::table_sheet::{self, TableSheet};

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Ratings",
        table: "Ratings",
        about: "Every school's rating of every KSF with the cell that it was read from.",
        note: "A rating is empty where it is missing or could not be used; Changed is empty where it is still as submitted.",
        filter: true,
        row_height: None,
        frozen: 3,
        alike: None,
    };
    let mut rows = Vec::new();
    let framework = book.framework;
    let [submitted, now] = [ratings::SUBMITTED, ratings::NOW].map(|at| references::in_row(Row::Any, at));
    let band = book.patterns.add(&formulas::band_of_rating(&now, framework));
    let changed = book.patterns.add(&formulas::changed(&submitted, &now));
    for (cluster, grid) in book.figures.clusters.iter().zip(&book.places.grids) {
        let cell = grid.quoted(&references::cell(Row::Any, AnyColumn::Any));
        let now = book.patterns.add(&formulas::rating_now(&cell, framework.scale));
        let formulas = Formulas { now, band: &band, changed: &changed };
        for (at, school) in (0..).zip(&cluster.schools) {
            let school = School { book, record: school.record, grid, column: grid.school_column(at) };
            rows.extend((0..framework.ksfs.len()).map(|ksf| school.row(ksf, &formulas)));
        }
    }
    let body = table_sheet::write(book, to, &sheet, columns(), rows)?;
    bands::ratings(to, Block::column(ratings::NOW, body.first, body.last), book.framework)?;
    bands::words(to, Block::column(ratings::BAND, body.first, body.last))
}

fn columns() -> Vec<Column> {
    vec![
        column("Local authority", 18.0, Style::Text),
        column("Cluster", 20.0, Style::Text),
        column("School", 34.0, Style::Text),
        column("DfE number", 12.0, Style::Text),
        column("KSF number", 12.0, Style::Number),
        column("KSF", 66.0, Style::Text),
        column("Rating submitted", 14.0, Style::Number),
        column("Rating now", 11.5, Style::Number),
        column("Band", 11.0, Style::Number),
        column("Changed", 13.0, Style::Text),
        column("File", 34.0, Style::Text),
        column("Sheet", 16.0, Style::Text),
        column("Cell", 9.0, Style::Text),
    ]
}

/// The formulas of a cluster's rows.
struct Formulas<'a> {
    /// For the cell of the rating in the grid.
    now: Pattern,
    band: &'a Pattern,
    changed: &'a Pattern,
}

/// A school, and where it is in its cluster's grid.
struct School<'a> {
    book: &'a Book<'a>,
    record: usize,
    grid: &'a GridPlace,
    column: ColNum,
}

impl<'a> School<'a> {
    /// The row of one of its ratings.
    fn row(&self, ksf: usize, formulas: &Formulas) -> Vec<Value<'a>> {
        let (school, framework) = (&self.book.data.schools[self.record], self.book.framework);
        let answer = &school.answers[ksf];
        let rating = answer.outcome.rating();
        let row = self.book.places.ratings.row(self.record * framework.ksfs.len() + ksf);
        let in_grid = self.grid.ksf_row(u32::try_from(ksf).unwrap_or(u32::MAX));
        vec![
            Value::text(school.local_authority.as_str()),
            Value::text(school.cluster.as_str()),
            Value::text(school.school.as_str()),
            Value::maybe(school.dfe_number.map(|n| n.to_string())),
            Value::count(framework.ksfs[ksf].number),
            Value::text(framework.ksfs[ksf].name.as_str()),
            Value::rating(rating),
            Value::formula(formulas.now.at(in_grid, self.column), rating),
            Value::formula(formulas.band.in_row(row), rating.map(|r| framework.band(r))),
            Value::formula(formulas.changed.in_row(row), Stored::Nothing),
            Value::text(&*answer.file),
            Value::text(&*answer.sheet),
            Value::maybe(answer.cell.map(|c| c.to_string())),
        ]
    }
}
