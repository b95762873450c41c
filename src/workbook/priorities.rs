//! Cluster priorities: each cluster's KSFs in need order, who is low and who could help.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::{ClusterFigures, Helpers, Pattern};
use crate::model::Band;

use super::bands::{self, Block};
use super::book::Book;
use super::formulas::{self, Need};
use super::place::{Figure, priorities};
use super::styles::Style;
use super::table::{Column, Value, column, turned};
use super::table_sheet::{self, TableSheet};
use super::{lists, names, references, workings};

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Cluster priorities: KSFs in order of need",
        table: "Priorities",
        about: "Each cluster's KSFs in order of need, with average, counts by band, pattern, schools that are low \
                and schools that could help.",
        note: "Greatest need first. An empty average means that no school answered.",
        filter: false,
        row_height: Some(30.0),
        frozen: 4,
        alike: Some(book.framework.ksfs.len()),
    };
    let clusters = book.figures.clusters.len();
    let rows = (0..clusters).flat_map(|c| rows(book, c)).collect();
    let body = table_sheet::write(book, to, &sheet, columns(bands::wider(book.framework)), rows)?;
    bands::averages(to, Block::column(priorities::AVERAGE, body.first, body.last), book.framework)?;
    bands::words(to, Block::column(priorities::BAND, body.first, body.last))?;
    let ksfs = u32::try_from(book.framework.ksfs.len()).unwrap_or(u32::MAX);
    let breaks: Vec<RowNum> = (1..)
        .take(clusters.saturating_sub(1))
        .map(|c| body.first + c * ksfs)
        .take(table_sheet::BREAKS)
        .collect();
    to.set_page_breaks(&breaks)?;
    Ok(())
}

fn columns(wider: f64) -> Vec<Column> {
    vec![
        column("Cluster", 17.0, Style::Text),
        turned("Need rank", 6.0, Style::Number),
        turned("KSF number", 6.0, Style::Number),
        column("KSF", 34.0, Style::Text),
        turned("Average", 8.0 + wider, Style::Average),
        turned("Band", 9.0, Style::Number),
        turned("Answered", 6.0, Style::Number),
        turned("Low", 6.0, Style::Number),
        turned("Medium", 6.0, Style::Number),
        turned("High", 6.0, Style::Number),
        column("Pattern", 13.5, Style::Text),
        column("Schools low", 38.0, Style::Text),
        column("Could help", 38.0, Style::Text),
    ]
}

/// The rows of a cluster, greatest need first.
fn rows<'a>(book: &'a Book, at: usize) -> impl Iterator<Item = Vec<Value<'a>>> {
    let cluster = &book.figures.clusters[at];
    cluster.need_order.iter().enumerate().map(move |(rank, &ksf)| {
        let need = Need { places: &book.places, cluster: at, row: book.places.need_row(at, rank) };
        let factor = &cluster.factors[ksf];
        let definition = &book.framework.ksfs[ksf];
        let average = references::in_row(need.row, priorities::AVERAGE);
        let low = lists::text(&workings::schools_in(book, cluster, ksf, Band::Low));
        let pattern = factor.pattern().map_or("", Pattern::word);
        vec![
            Value::text(book.cluster_names[at].as_str()),
            Value::count(factor.need_rank),
            Value::formula(need.ksf_number(), u32::from(definition.number)),
            Value::formula(need.ksf(), names::one_line(&definition.name).into_owned()),
            Value::formula(need.figure(Figure::Average), factor.mean()),
            Value::formula(formulas::band_of_average(&average, book.framework), factor.band),
            Value::formula(need.figure(Figure::Answered), factor.answered),
            Value::formula(need.figure(Figure::Low), factor.low),
            Value::formula(need.figure(Figure::Medium), factor.medium),
            Value::formula(need.figure(Figure::High), factor.high),
            Value::formula(need.pattern(), pattern.to_owned()),
            Value::formula(need.schools_low(), low),
            Value::formula(need.could_help(), could_help(book, cluster, ksf)),
        ]
    })
}

fn could_help(book: &Book, cluster: &ClusterFigures, ksf: usize) -> String {
    match &cluster.helpers[ksf] {
        Helpers::InCluster(_) => lists::text(&workings::schools_in(book, cluster, ksf, Band::High)),
        Helpers::Elsewhere(helper) => workings::elsewhere(book, helper),
        Helpers::Nobody => workings::NOBODY.to_owned(),
    }
}
