//! Schools: one row a school, its profile for its own plan.

use rust_xlsxwriter::Worksheet;

use crate::analyse::SchoolFigures;

use super::bands::{self, Block};
use super::styles::Style;
use super::table::{self, Column, TableSpec, Value, column};
use super::{Book, WorkbookError, page};

const AVERAGE: u16 = 5;
const BAND: u16 = 6;

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let columns = columns();
    table::set_widths(to, &columns)?;
    let spec = TableSpec {
        name: "Schools",
        about: "Each school's average, band, counts by band, weakest and strongest KSFs.",
        header: page::BODY,
        columns: &columns,
        filter: true,
        row_height: None,
    };
    let rows = book.figures.clusters.iter().flat_map(|cluster| {
        let mean = cluster.overall.mean();
        cluster.schools.iter().map(move |school| row(book, school, school.against(mean)))
    });
    let last = table::write(to, &book.styles, &spec, None, rows)?;
    let about = format!(
        "{} Weakest and strongest KSFs are numbers of KSFs; they are empty where all ratings are equal.",
        page::about_table(spec.name, spec.header, last)
    );
    page::open(to, &book.styles, "Schools", &about)?;
    bands::averages(to, Block::column(AVERAGE, spec.header + 1, last), book.framework)?;
    bands::words(to, Block::column(BAND, spec.header + 1, last))?;
    page::print(to, last, u16::try_from(columns.len() - 1).unwrap_or(u16::MAX))?;
    page::keep_headings(to, spec.header, 3)?;
    Ok(())
}

fn columns() -> [Column; 13] {
    [
        column("Local authority", 20.0, Style::Wrapped),
        column("Cluster", 22.0, Style::Wrapped),
        column("School", 36.0, Style::Wrapped),
        column("DfE number", 13.0, Style::Text),
        column("Answered", 13.5, Style::Count),
        column("Average", 12.0, Style::Average),
        column("Band", 11.0, Style::Centred),
        column("Low", 8.0, Style::Count),
        column("Medium", 11.5, Style::Count),
        column("High", 8.5, Style::Count),
        column("Weakest KSFs", 16.0, Style::Wrapped),
        column("Strongest KSFs", 16.0, Style::Wrapped),
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
