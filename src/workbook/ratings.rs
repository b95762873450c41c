//! Ratings: one row for every school and KSF, also where there is no rating.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::bands::{self, Block};
use super::book::Book;
use super::formulas::{self, Stored};
use super::place::{GridPlace, ratings};
use super::references;
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
    let clusters = book.figures.clusters.iter().zip(&book.places.grids);
    let rows = clusters.flat_map(|(cluster, grid)| {
        (0..).zip(&cluster.schools).flat_map(move |(column, school)| {
            (0..book.framework.ksfs.len())
                .map(move |ksf| row(book, school.record, ksf, &grid_cell(grid, column, ksf)))
        })
    });
    let body = table_sheet::write(book, to, &sheet, columns(), rows.collect())?;
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

/// The cell of a school's rating in its cluster's grid.
fn grid_cell(grid: &GridPlace, school: u16, ksf: usize) -> String {
    let row = grid.ksf_row(u32::try_from(ksf).unwrap_or(u32::MAX));
    grid.quoted(&references::cell(row, grid.school_column(school)))
}

fn row<'a>(book: &'a Book, record: usize, ksf: usize, cell: &str) -> Vec<Value<'a>> {
    let (school, framework) = (&book.data.schools[record], book.framework);
    let answer = &school.answers[ksf];
    let rating = answer.outcome.rating();
    let row = book.places.ratings.row(record * framework.ksfs.len() + ksf);
    let [submitted, now] = [ratings::SUBMITTED, ratings::NOW].map(|column| references::in_row(row, column));
    vec![
        Value::text(school.local_authority.as_str()),
        Value::text(school.cluster.as_str()),
        Value::text(school.school.as_str()),
        Value::maybe(school.dfe_number.map(|n| n.to_string())),
        Value::count(framework.ksfs[ksf].number),
        Value::text(framework.ksfs[ksf].name.as_str()),
        Value::rating(rating),
        Value::formula(formulas::rating_now(cell, framework.scale), rating),
        Value::formula(formulas::band_of_rating(&now, framework), rating.map(|r| framework.band(r))),
        Value::formula(formulas::changed(&submitted, &now), Stored::Nothing),
        Value::text(&*answer.file),
        Value::text(&*answer.sheet),
        Value::maybe(answer.cell.map(|c| c.to_string())),
    ]
}
