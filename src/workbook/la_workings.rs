//! The workings right of the LA summary: the lowest averages with the clusters that have them, and each cluster's
//! entries that are no ratings.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::model::Mean;

use super::book::Book;
use super::formulas::{self, KsfRow, Stored};
use super::place::{SchoolWorking, la_summary};
use super::styles::Style;
use super::table::Value;
use super::{lists, page, references};

/// The most characters that the formula of a cluster's entry takes.
const ENTRY: usize = 60;
/// The columns of the workings: for KSFs the lowest average and the parts of lists, for clusters these two.
const LOWEST: ColNum = 0;
const FIRST_PART: ColNum = 1;
const REJECTED: ColNum = 0;
const TO_CORRECT: ColNum = 1;

/// Writes the workings.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), XlsxError> {
    let first = book.places.summary_workings();
    let title = "Workings: other cells quote these. There is nothing to fill in.";
    to.write_string_with_format(page::BODY - 1, first, title, book.styles.get(Style::About))?;
    to.set_column_width(first, 16)?;
    to.set_column_width(first + 1, 16)?;
    let (ksfs, clusters) = (book.places.la_summary.first() - 1, book.places.clusters.first() - 1);
    let mut headings = vec![
        (ksfs, first + LOWEST, "Lowest average of a cluster".to_owned()),
        (clusters, first + REJECTED, "Rejected".to_owned()),
        (clusters, first + TO_CORRECT, "Entries to correct".to_owned()),
    ];
    for (part, number) in parts(book).into_iter().zip(1..) {
        headings.push((ksfs, part, format!("Lowest cluster(s), part {number}")));
    }
    for (row, column, heading) in headings {
        to.write_string_with_format(row, column, heading, book.styles.get(Style::WorkingHeading))?;
    }
    for ksf in 0..book.framework.ksfs.len() {
        write_ksf(book, to, ksf)?;
    }
    (0..book.figures.clusters.len()).try_for_each(|cluster| write_cluster(book, to, cluster))
}

/// The columns of the parts of lists; none where a list fits into one formula.
fn parts(book: &Book) -> Vec<ColNum> {
    let parts = chunks(book).len();
    let first = book.places.summary_workings() + FIRST_PART;
    if parts > 1 { (first..).take(parts).collect() } else { Vec::new() }
}

fn chunks(book: &Book) -> lists::Chunks {
    lists::chunks(&book.cluster_headings, ENTRY)
}

/// The clusters with the lowest average of a KSF, in their cell of the table.
pub(super) fn lowest_clusters<'a>(book: &Book, ksf: usize) -> Value<'a> {
    let row = book.places.la_summary.row(ksf);
    let headings = &book.cluster_headings;
    let lowest = &book.figures.across[ksf].lowest;
    let stored = lists::text(&lowest.iter().map(|&at| headings[at].as_str()).collect::<Vec<_>>());
    let parts: Vec<String> = parts(book).into_iter().map(|part| references::in_row(row, part)).collect();
    let formula = match parts.as_slice() {
        [] if headings.is_empty() => return Value::Empty,
        [] => lists::whole(entries(book, row, 0..headings.len())),
        parts => lists::of_parts(parts),
    };
    Value::formula(formula, stored)
}

fn entries(book: &Book, row: RowNum, clusters: std::ops::Range<usize>) -> impl Iterator<Item = String> {
    let lowest = references::in_row(row, book.places.summary_workings() + LOWEST);
    clusters.map(move |cluster| {
        let column = la_summary::FIRST_CLUSTER + ColNum::try_from(cluster).unwrap_or(ColNum::MAX);
        formulas::cluster_entry(page::BODY, row, column, &lowest)
    })
}

fn write_ksf(book: &Book, to: &mut Worksheet, ksf: usize) -> Result<(), XlsxError> {
    let row = book.places.la_summary.row(ksf);
    let format = book.styles.get(Style::WorkingAverage);
    let across = &book.figures.across[ksf];
    let lowest = across.lowest.first().and_then(|&at| book.figures.clusters[at].factors[ksf].mean());
    let formula = KsfRow { places: &book.places, row }.lowest();
    let first = book.places.summary_workings();
    formulas::write(to, (row, first + LOWEST), &formula, &lowest.map(Mean::value).into(), format)?;
    let headings = &book.cluster_headings;
    for (column, clusters) in parts(book).into_iter().zip(chunks(book)) {
        let named = across.lowest.iter().filter(|at| clusters.contains(at));
        let named: Vec<&str> = named.map(|&at| headings[at].as_str()).collect();
        let formula = lists::part(entries(book, row, clusters));
        let stored = Stored::text(lists::part_text(&named));
        formulas::write(to, (row, column), &formula, &stored, book.styles.get(Style::Working))?;
    }
    Ok(())
}

fn write_cluster(book: &Book, to: &mut Worksheet, cluster: usize) -> Result<(), XlsxError> {
    let (grid, row) = (&book.places.grids[cluster], book.places.clusters.row(cluster));
    let (first, format) = (book.places.summary_workings(), book.styles.get(Style::Working));
    let rejected = book.figures.clusters[cluster].rejected();
    let sum = format!("=SUM({})", grid.workings_of_schools(SchoolWorking::Rejected));
    formulas::write(to, (row, first + REJECTED), &sum, &rejected.into(), format)?;
    let check = format!("={}", grid.check());
    formulas::write(to, (row, first + TO_CORRECT), &check, &Stored::Number(0.0), format)
}

/// The clusters' entries that are no ratings: those rejected, and those to be corrected now; for a formula on another
/// sheet. An extract has no LA summary, and its one cluster's entries stand beside its grid.
pub(super) fn totals(book: &Book) -> [String; 2] {
    if let (true, [grid]) = (book.is_extract(), book.places.grids.as_slice()) {
        return [grid.workings_of_schools(SchoolWorking::Rejected), grid.check()];
    }
    let first = book.places.summary_workings();
    [REJECTED, TO_CORRECT].map(|column| book.places.clusters.column(first + column))
}
