//! Schools: one row a school, its profile for its own plan.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::SchoolFigures;

use super::Book;
use super::bands::{self, Block};
use super::styles::Style;
use super::table::{Column, Value, column};
use super::table_sheet::{self, TableSheet};

const AVERAGE: u16 = 5;
const BAND: u16 = 6;

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Schools",
        table: "Schools",
        about: "Each school's average, band, counts by band, weakest and strongest KSFs.",
        note: "Weakest and strongest KSFs are numbers of KSFs; they are empty where all ratings are equal.",
        filter: true,
        row_height: Some(18.0),
        frozen: 3,
    };
    let rows = book.figures.clusters.iter().flat_map(|cluster| {
        let mean = cluster.overall.mean();
        cluster.schools.iter().map(move |school| row(book, school, school.against(mean)))
    });
    let body = table_sheet::write(book, to, &sheet, columns(), rows.collect())?;
    bands::averages(to, Block::column(AVERAGE, body.first, body.last), book.framework)?;
    bands::words(to, Block::column(BAND, body.first, body.last))
}

fn columns() -> Vec<Column> {
    vec![
        column("Local authority", 20.0, Style::Text),
        column("Cluster", 22.0, Style::Text),
        column("School", 36.0, Style::Text),
        column("DfE number", 13.0, Style::Text),
        column("Answered", 13.5, Style::Number),
        column("Average", 12.0, Style::Average),
        column("Band", 11.0, Style::Number),
        column("Low", 8.0, Style::Number),
        column("Medium", 11.5, Style::Number),
        column("High", 8.5, Style::Number),
        column("Weakest KSFs", 16.0, Style::Text),
        column("Strongest KSFs", 16.0, Style::Text),
        column("Against cluster average", 14.5, Style::Signed),
    ]
}

fn row<'a>(book: &'a Book, school: &SchoolFigures, against: Option<f64>) -> Vec<Value<'a>> {
    let record = &book.data.schools[school.record];
    let overall = &school.overall;
    vec![
        Value::text(record.local_authority.as_str()),
        Value::text(record.cluster.as_str()),
        Value::text(record.school.as_str()),
        Value::maybe(record.dfe_number.map(|n| n.to_string())),
        Value::count(overall.answered),
        Value::mean(overall.mean()),
        Value::band(overall.band),
        Value::count(overall.low),
        Value::count(overall.medium),
        Value::count(overall.high),
        Value::text(ksf_numbers(book, &school.weakest)),
        Value::text(ksf_numbers(book, &school.strongest)),
        against.map_or(Value::Empty, Value::Number),
    ]
}

/// KSF numbers in one cell: "10, 9, 3".
pub(super) fn ksf_numbers(book: &Book, ksfs: &[usize]) -> String {
    let numbers: Vec<String> = ksfs.iter().map(|&k| book.framework.ksfs[k].number.to_string()).collect();
    numbers.join(", ")
}
