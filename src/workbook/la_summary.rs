//! LA summary: every KSF over all schools with the clusters side by side, then every cluster in a line.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::analyse::ClusterFigures;
use crate::data_set::Registered;
use crate::model::Band;

use super::bands::{self, Block};
use super::book::Book;
use super::error::WorkbookError;
use super::formulas::{self, ClusterRow, KsfRow};
use super::place::clusters;
use super::place::la_summary::{AFTER, BEFORE, FIRST_CLUSTER};
use super::styles::Style;
use super::table::{self, Column, TableSpec, Value, column, turned};
use super::workings::ksf_numbers;
use super::{la_workings, page};

/// The height of the table of clusters' title, and of the blank row over it, in points.
const TITLE: f64 = 20.0;
const BLANK: f64 = 15.0;

const CLUSTER_COLUMNS: [(&str, Style); 8] = [
    ("Cluster", Style::Text),
    ("Schools", Style::Number),
    ("Returns", Style::Number),
    ("Return rate", Style::Percent),
    ("Completion", Style::Percent),
    ("Average", Style::CalculatedAverage),
    ("Band", Style::CalculatedNumber),
    ("First three needs", Style::CalculatedNumber),
];

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let columns = columns(book);
    table::set_widths(to, &columns)?;
    let spec = TableSpec {
        name: "LASummary",
        about: "Each KSF: its average in every cluster and over all schools, counts by band, need rank, where it \
                is lowest.",
        header: page::BODY,
        columns: &columns,
        filter: false,
        row_height: Some(33.0),
    };
    let ksfs: Vec<_> = (0..book.framework.ksfs.len()).map(|ksf| row(book, ksf)).collect();
    let upper = page::TITLES + table::height(&ksfs, &spec);
    let last = table::write(to, &book.styles, &spec, None, ksfs.into_iter())?;
    let heading = last + 2;
    to.write_string_with_format(heading, 0, "Clusters", book.styles.get(Style::Section))?;
    to.set_row_height(heading, TITLE)?;
    let clusters = clusters_table(&columns);
    let clusters_spec = TableSpec {
        name: "Clusters",
        about: "Each cluster: schools, returns, completion, average, band and first three needs.",
        header: heading + 1,
        columns: &clusters,
        filter: false,
        row_height: Some(20.0),
    };
    let rows = book.figures.clusters.iter().enumerate().map(|(at, c)| cluster_row(book, at, c));
    let rows: Vec<_> =
        rows.chain(book.figures.without_return.iter().map(|c| row_without_return(book, c))).collect();
    let lower = BLANK + TITLE + table::height(&rows, &clusters_spec);
    let end = table::write(to, &book.styles, &clusters_spec, None, rows.into_iter())?;
    open(book, to, (spec.header, last), (clusters_spec.header, end))?;
    shade(book, to, (spec.header + 1, last), (clusters_spec.header + 1, end))?;
    la_workings::write(book, to)?;
    print(to, &columns, (heading, end), (upper, lower))?;
    Ok(())
}

fn open(
    book: &Book,
    to: &mut Worksheet,
    ksfs: (RowNum, RowNum),
    clusters: (RowNum, RowNum),
) -> Result<(), XlsxError> {
    let about = format!(
        "This sheet holds two tables: LASummary in rows {} to {} and Clusters in rows {} to {}. Averages are over \
         all ratings, so bigger clusters weigh more. Figures follow the ratings in the grids; LA response is for you to fill in.",
        ksfs.0 + 1,
        ksfs.1 + 1,
        clusters.0 + 1,
        clusters.1 + 1
    );
    let title = match book.authorities() {
        names if names.is_empty() => "LA summary".to_owned(),
        names => format!("LA summary: {names}"),
    };
    page::open(to, &book.styles, &title, &about)
}

fn columns(book: &Book) -> Vec<Column> {
    let clusters = &book.cluster_headings;
    let wider = bands::wider(book.framework);
    let width = wider + if clusters.len() > 15 { 6.6 } else { 7.6 };
    let mut columns = vec![column(BEFORE[0], 18.0, Style::Number), column(BEFORE[1], 36.0, Style::Text)];
    columns
        .extend(clusters.iter().map(|c| turned(c, table::turned_width(c, width), Style::CalculatedAverage)));
    columns.extend([
        turned(AFTER[0], 8.0 + wider, Style::CalculatedAverage),
        turned(AFTER[1], 9.6, Style::CalculatedNumber),
        turned(AFTER[2], 6.4, Style::CalculatedNumber),
        turned(AFTER[3], 6.4, Style::CalculatedNumber),
        turned(AFTER[4], 6.4, Style::CalculatedNumber),
        turned(AFTER[5], 6.4, Style::CalculatedNumber),
        column(AFTER[6], 14.0, Style::CalculatedNumber),
        column(AFTER[7], 22.0, Style::CalculatedText),
        column(AFTER[8], 32.0, Style::Entry),
    ]);
    // The table of clusters below has its averages, bands and needs in these.
    for (at, least) in [(clusters::AVERAGE, 6.4 + wider), (clusters::BAND, 9.6), (clusters::BAND + 1, 10.0)] {
        let column = &mut columns[usize::from(at)];
        column.width = column.width.max(least);
    }
    columns
}

fn row<'a>(book: &'a Book, ksf: usize) -> Vec<Value<'a>> {
    let factor = &book.figures.factors[ksf];
    let across = &book.figures.across[ksf];
    let live = KsfRow { places: &book.places, row: book.places.la_summary.row(ksf) };
    let mut row = vec![
        Value::count(book.framework.ksfs[ksf].number),
        Value::text(book.framework.ksfs[ksf].name.as_str()),
    ];
    let clusters = book.figures.clusters.iter().enumerate();
    row.extend(clusters.map(|(at, c)| Value::formula(live.cluster(at), c.factors[ksf].mean())));
    row.extend([
        Value::formula(live.all_schools(), factor.mean()),
        Value::formula(live.band(book.framework), factor.band),
        Value::formula(live.count(Band::Low), factor.low),
        Value::formula(live.count(Band::Medium), factor.medium),
        Value::formula(live.count(Band::High), factor.high),
        Value::formula(live.need_rank(), factor.need_rank),
        Value::formula(live.in_first_three(), across.in_first_three),
        la_workings::lowest_clusters(book, ksf),
        Value::Empty,
    ]);
    row
}

/// The columns of the table of clusters, whose widths are those of the columns above.
fn clusters_table(above: &[Column]) -> Vec<Column> {
    let columns = CLUSTER_COLUMNS.into_iter().zip(above).enumerate();
    columns
        .map(|(at, ((heading, style), above))| {
            if at < usize::from(FIRST_CLUSTER) {
                column(heading, above.width, style)
            } else {
                turned(heading, above.width, style)
            }
        })
        .collect()
}

fn cluster_row<'a>(book: &'a Book, at: usize, cluster: &'a ClusterFigures) -> Vec<Value<'a>> {
    let returns = u32::try_from(cluster.schools.len()).unwrap_or(u32::MAX);
    let live = ClusterRow { places: &book.places, row: book.places.clusters.row(at), cluster: at };
    let first = formulas::numbers_of_first(&book.places, at, book.framework.ksfs.len());
    vec![
        Value::text(book.cluster_names[at].as_str()),
        Value::count(cluster.return_rate.map_or(returns, |rate| rate.schools)),
        Value::count(returns),
        cluster.return_rate.map_or(Value::Empty, |rate| Value::Number(rate.value())),
        Value::formula(live.completion(), Some(cluster.completion())),
        Value::formula(live.average(), cluster.overall.mean()),
        Value::formula(live.band(book.framework), cluster.overall.band),
        Value::formula(first, ksf_numbers(book, &cluster.first_three)),
    ]
}

/// A cluster of the register of which nobody has returned.
fn row_without_return<'a>(book: &Book, cluster: &'a Registered) -> Vec<Value<'a>> {
    let name = cluster.cluster.as_deref().unwrap_or_default();
    let several = book.figures.local_authorities.len() > 1;
    let name = if several { format!("{name} ({})", cluster.local_authority) } else { name.to_owned() };
    let mut row = vec![Value::text(name), Value::count(cluster.schools), Value::count(0), Value::Number(0.0)];
    row.resize(CLUSTER_COLUMNS.len(), Value::Empty);
    row
}

fn shade(
    book: &Book,
    to: &mut Worksheet,
    (top, bottom): (RowNum, RowNum),
    (clusters_top, clusters_bottom): (RowNum, RowNum),
) -> Result<(), XlsxError> {
    let all = FIRST_CLUSTER + ColNum::try_from(book.cluster_names.len()).unwrap_or(ColNum::MAX);
    bands::averages(to, Block { top, left: FIRST_CLUSTER, bottom, right: all }, book.framework)?;
    bands::words(to, Block::column(all + 1, top, bottom))?;
    bands::averages(to, Block::column(clusters::AVERAGE, clusters_top, clusters_bottom), book.framework)?;
    bands::words(to, Block::column(clusters::BAND, clusters_top, clusters_bottom))
}

/// The table of clusters goes on a page of its own unless both tables fit on one; the headings of the one that takes more
/// than a page are repeated. Columns stay in sight on the screen, and no row of headings: the sheet holds two tables.
fn print(
    to: &mut Worksheet,
    columns: &[Column],
    (heading, end): (RowNum, RowNum),
    (upper, lower): (f64, f64),
) -> Result<(), XlsxError> {
    page::print(to, end, ColNum::try_from(columns.len() - 1).unwrap_or(ColNum::MAX))?;
    to.set_freeze_panes(0, FIRST_CLUSTER)?;
    let room = page::height_of_page(table::width(columns));
    let divided = upper + lower > room;
    if divided {
        to.set_page_breaks(&[heading])?;
    }
    let repeated = if divided && upper <= room { heading + 1 } else { page::BODY };
    to.set_repeat_rows(repeated, repeated)?;
    Ok(())
}
