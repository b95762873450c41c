//! Schools: one row a school, its profile for its own plan.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::ClusterFigures;

use super::bands::{self, Block};
use super::book::Book;
use super::formulas::{self, Stored};
use super::place::{Figure, GridPlace, SchoolWorking};
use super::styles::Style;
use super::table::{Column, Value, column};
use super::table_sheet::{self, TableSheet};
use super::{page, references, workings};

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
        alike: None,
    };
    let clusters = book.figures.clusters.iter().zip(&book.places.grids);
    let rows = clusters.flat_map(|(cluster, grid)| {
        (0..).zip(&cluster.schools).map(move |(at, _)| row(book, cluster, grid, at))
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

/// All but the names is quoted from the grid and the workings beside it.
fn row<'a>(book: &'a Book, cluster: &ClusterFigures, grid: &GridPlace, at: usize) -> Vec<Value<'a>> {
    let school = &cluster.schools[at];
    let record = &book.data.schools[school.record];
    let overall = &school.overall;
    let column = grid.school_column(u16::try_from(at).unwrap_or(u16::MAX));
    let working = |working| {
        let cell = references::cell(grid.school_row(at), grid.school_working(working));
        format!("={}", grid.quoted(&cell))
    };
    let average = grid.quoted(&references::cell(grid.averages_row(), column));
    let own_average =
        references::in_row(page::BODY + 1 + u32::try_from(school.record).unwrap_or(u32::MAX), AVERAGE);
    let against = format!("=IF({own_average}=\"\",\"\",{own_average}-{})", grid.overall(Figure::Average));
    let numbers = |ksfs: &[usize]| Stored::text(workings::ksf_numbers(book, ksfs));
    vec![
        Value::text(record.local_authority.as_str()),
        Value::text(record.cluster.as_str()),
        Value::text(record.school.as_str()),
        Value::maybe(record.dfe_number.map(|n| n.to_string())),
        Value::formula(working(SchoolWorking::Answered), overall.answered),
        Value::formula(format!("={average}"), overall.mean()),
        Value::formula(formulas::band_of_average(&own_average, book.framework), overall.band),
        Value::formula(working(SchoolWorking::Low), overall.low),
        Value::formula(working(SchoolWorking::Medium), overall.medium),
        Value::formula(working(SchoolWorking::High), overall.high),
        Value::formula(working(SchoolWorking::Weakest), numbers(&school.weakest)),
        Value::formula(working(SchoolWorking::Strongest), numbers(&school.strongest)),
        Value::formula(against, school.against(cluster.overall.mean())),
    ]
}
