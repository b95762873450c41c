//! Cluster priorities: each cluster's KSFs in need order, who is low and who could help.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::{ClusterFigures, Helpers};
use crate::model::{Band, Rating};

use super::bands::{self, Block};
use super::styles::Style;
use super::table::{Column, Value, column, turned};
use super::table_sheet::{self, TableSheet};
use super::{Book, names};

/// Where there is nobody to ask.
const NOBODY: &str = "nobody in the LA";
/// Excel's limit of page breaks on a sheet.
const BREAKS: usize = 1023;
const AVERAGE: u16 = 4;
const BAND: u16 = 5;

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
    };
    let clusters = book.figures.clusters.len();
    let rows = (0..clusters).flat_map(|c| rows(book, c)).collect();
    let body = table_sheet::write(book, to, &sheet, columns(bands::wider(book.framework)), rows)?;
    bands::averages(to, Block::column(AVERAGE, body.first, body.last), book.framework)?;
    bands::words(to, Block::column(BAND, body.first, body.last))?;
    let ksfs = u32::try_from(book.framework.ksfs.len()).unwrap_or(u32::MAX);
    let breaks: Vec<RowNum> =
        (1..).take(clusters.saturating_sub(1)).map(|c| body.first + c * ksfs).take(BREAKS).collect();
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
    cluster.need_order.iter().map(move |&ksf| {
        let factor = &cluster.factors[ksf];
        vec![
            Value::text(book.cluster_names[at].as_str()),
            Value::count(factor.need_rank),
            Value::count(book.framework.ksfs[ksf].number),
            Value::text(book.framework.ksfs[ksf].name.as_str()),
            Value::mean(factor.mean()),
            Value::band(factor.band),
            Value::count(factor.answered),
            Value::count(factor.low),
            Value::count(factor.medium),
            Value::count(factor.high),
            Value::maybe(factor.pattern().map(crate::analyse::Pattern::word)),
            Value::text(schools_low(book, cluster, ksf)),
            Value::text(could_help(book, cluster, ksf)),
        ]
    })
}

/// The schools that are low on a KSF: "School A (2), School C (3)".
pub(super) fn schools_low(book: &Book, cluster: &ClusterFigures, ksf: usize) -> String {
    let low = cluster.schools_in(ksf, Band::Low, book.framework);
    let named: Vec<String> = low.map(|(school, rating)| rated(book, school.record, rating)).collect();
    named.join(", ")
}

fn could_help(book: &Book, cluster: &ClusterFigures, ksf: usize) -> String {
    match cluster.helpers.get(ksf) {
        Some(Helpers::InCluster(schools)) => {
            let named: Vec<String> = schools.iter().map(|h| rated(book, h.record, h.rating)).collect();
            named.join(", ")
        }
        Some(Helpers::Elsewhere(helper)) => {
            let school = rated(book, helper.record, helper.rating);
            let cluster = names::one_line(&book.data.schools[helper.record].cluster);
            let kind = if cluster.to_lowercase().contains("cluster") { "" } else { " cluster" };
            format!("{school}, {cluster}{kind}")
        }
        Some(Helpers::Nobody) | None => NOBODY.to_owned(),
    }
}

fn rated(book: &Book, record: usize, rating: Rating) -> String {
    format!("{} ({rating})", names::one_line(&book.data.schools[record].school))
}
