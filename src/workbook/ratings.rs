//! Ratings: one row for every school and KSF, also where there is no rating.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::data_set::{Answer, SchoolRecord};

use super::Book;
use super::bands::{self, Block};
use super::styles::Style;
use super::table::{Column, Value, column};
use super::table_sheet::{self, TableSheet};

const NOW: u16 = 7;
const BAND: u16 = 8;

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Ratings",
        table: "Ratings",
        about: "Every school's rating of every KSF with the cell that it was read from.",
        note: "A rating is empty where it is missing or could not be used; Changed is empty where it is as submitted.",
        filter: true,
        row_height: None,
        frozen: 3,
    };
    let rows = book.data.schools.iter().flat_map(|school| {
        school.answers.iter().enumerate().map(move |(ksf, answer)| row(book, school, ksf, answer))
    });
    let body = table_sheet::write(book, to, &sheet, columns(), rows.collect())?;
    bands::ratings(to, Block::column(NOW, body.first, body.last), book.framework)?;
    bands::words(to, Block::column(BAND, body.first, body.last))
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

fn row<'a>(book: &'a Book, school: &'a SchoolRecord, ksf: usize, answer: &'a Answer) -> Vec<Value<'a>> {
    let rating = answer.outcome.rating();
    vec![
        Value::text(school.local_authority.as_str()),
        Value::text(school.cluster.as_str()),
        Value::text(school.school.as_str()),
        Value::maybe(school.dfe_number.map(|n| n.to_string())),
        Value::count(book.framework.ksfs[ksf].number),
        Value::text(book.framework.ksfs[ksf].name.as_str()),
        Value::rating(rating),
        Value::rating(rating),
        Value::band(rating.map(|r| book.framework.band(r))),
        Value::Empty,
        Value::text(&*answer.file),
        Value::text(&*answer.sheet),
        Value::maybe(answer.cell.map(|c| c.to_string())),
    ]
}
