//! Cluster priorities: each cluster's KSFs in need order, who is low and who could help.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::{self, ClusterFigures, Helpers};
use crate::model::Band;

use super::bands::{self, Block};
use super::book::{Book, Scope};
use super::formulas::{self, Need, Pattern};
use super::place::{Figure, priorities};
use super::references::{self, Row};
use super::styles::Style;
use super::table::{Column, Value, column, turned};
use super::table_sheet::{self, TableSheet};
use super::{lists, names, workings};

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

/// The formulas of a cluster's rows.
struct Formulas {
    ksf_number: Pattern,
    ksf: Pattern,
    average: Pattern,
    band: Pattern,
    answered: Pattern,
    low: Pattern,
    medium: Pattern,
    high: Pattern,
    pattern: Pattern,
    schools_low: Pattern,
    could_help: Pattern,
}

impl Formulas {
    fn of(book: &Book, cluster: usize) -> Self {
        let need = Need { places: &book.places, cluster, row: Row::Any };
        let average = references::in_row(Row::Any, priorities::AVERAGE);
        let figure = |figure| book.patterns.add(&need.figure(figure));
        Self {
            ksf_number: book.patterns.add(&need.ksf_number()),
            ksf: book.patterns.add(&need.ksf()),
            average: figure(Figure::Average),
            band: book.patterns.add(&formulas::band_of_average(&average, book.framework)),
            answered: figure(Figure::Answered),
            low: figure(Figure::Low),
            medium: figure(Figure::Medium),
            high: figure(Figure::High),
            pattern: book.patterns.add(&need.pattern()),
            schools_low: book.patterns.add(&need.schools_low()),
            could_help: book.patterns.add(&need.could_help()),
        }
    }
}

/// The rows of a cluster, greatest need first.
fn rows<'a>(book: &'a Book, at: usize) -> impl Iterator<Item = Vec<Value<'a>>> {
    let cluster = &book.figures.clusters[at];
    let formulas = Formulas::of(book, at);
    cluster.need_order.iter().enumerate().map(move |(rank, &ksf)| {
        let row = book.places.need_row(at, rank);
        let factor = &cluster.factors[ksf];
        let definition = &book.framework.ksfs[ksf];
        let low = lists::text(&workings::schools_in(book, cluster, ksf, Band::Low));
        let pattern = factor.pattern().map_or("", analyse::Pattern::word);
        vec![
            Value::text(book.cluster_names[at].as_str()),
            Value::count(factor.need_rank),
            Value::formula(formulas.ksf_number.in_row(row), u32::from(definition.number)),
            Value::formula(formulas.ksf.in_row(row), names::one_line(&definition.name).into_owned()),
            Value::formula(formulas.average.in_row(row), factor.mean()),
            Value::formula(formulas.band.in_row(row), factor.band),
            Value::formula(formulas.answered.in_row(row), factor.answered),
            Value::formula(formulas.low.in_row(row), factor.low),
            Value::formula(formulas.medium.in_row(row), factor.medium),
            Value::formula(formulas.high.in_row(row), factor.high),
            Value::formula(formulas.pattern.in_row(row), pattern.to_owned()),
            Value::formula(formulas.schools_low.in_row(row), low),
            Value::formula(formulas.could_help.in_row(row), could_help(book, cluster, ksf)),
        ]
    })
}

fn could_help(book: &Book, cluster: &ClusterFigures, ksf: usize) -> String {
    match &cluster.helpers[ksf] {
        Helpers::InCluster(_) => lists::text(&workings::schools_in(book, cluster, ksf, Band::High)),
        Helpers::Elsewhere(helper) => workings::elsewhere(book, helper),
        Helpers::Nobody => match book.scope {
            Scope::Whole => workings::NOBODY.to_owned(),
            Scope::Extract(outside) => workings::from_outside(outside[ksf].as_ref()),
        },
    }
}
