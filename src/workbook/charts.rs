//! Charts: for all schools and for each cluster the schools low, medium and high on each KSF as stacked bars and the
//! averages beside them, in need order; and the averages of the clusters.
//!
//! Left of each pair of charts stands the block of numbers that they show: formulas, so that bars move when ratings do.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;

use super::book::Book;
use super::caches::Drawn;
use super::chart::{self, Bars};
use super::error::WorkbookError;
use super::formulas::{self, Stored};
use super::place::clusters;
use super::styles::Style;
use super::table::{self, Column, column};
use super::{names, page, table_sheet};

/// Rows of numbers are as high as the chart beside them needs, in points.
const ROW_HEIGHT: f64 = 33.75;
/// The first column of the charts; a narrow one stands before it.
const CHART: u16 = 6;
/// Their width in columns of the body's width.
const CHART_COLUMNS: u16 = 18;
/// The widths of the two charts, in pixels.
const STACKED: u32 = 790;
const AVERAGES: u32 = 490;
/// Rows from one block to the next beside its numbers: title, headings and a blank.
const AROUND: u32 = 3;
/// The height of a row without numbers, of a block's title and of a KSF's row, in pixels.
const BLANK_ROW: u32 = 20;
const TITLE_ROW: u32 = 27;
const KSF_ROW: u32 = 45;
/// A chart's least and greatest height, in pixels.
const LEAST_HEIGHT: u32 = 340;
const GREATEST_HEIGHT: u32 = 2000;
/// How far below the top of its row a chart begins.
const GAP: u32 = 2;
/// The longest alternative text, in characters, with room for what is escaped in it.
const ALT_TEXT_LIMIT: usize = 230;
/// Up to so many KSFs two charts go on a page, and up to so many clusters their averages go on the first.
const KSFS_FOR_TWO: usize = 10;
const CLUSTERS_ON_THE_PAGE: usize = 12;
/// Up to so many clusters their averages are drawn: more bars nobody can read.
const CLUSTERS_DRAWN: std::ops::RangeInclusive<usize> = 2..=80;

/// What one pair of charts shows.
struct Block<'a> {
    title: String,
    schools: usize,
    factors: &'a [FactorFigures],
    order: &'a [usize],
    /// The cluster that it shows; none for all schools.
    cluster: Option<usize>,
    /// The row of its title.
    top: RowNum,
}

/// Writes the sheet; returns what its charts are drawn from.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<Drawn, WorkbookError> {
    let mut drawn = Drawn::new();
    let columns = columns();
    table::set_widths(to, &columns)?;
    to.set_column_width(CHART - 1, 2)?;
    let averages = averages_drawn(book);
    let blocks = blocks(book);
    let number = 2 * blocks.len() + usize::from(averages > 0);
    let about = format!(
        "This sheet holds no table but {number} charts, each right of the numbers that it shows. Greatest need on top. \
         Numbers and bars follow when ratings are changed in the grids."
    );
    page::open(to, &book.styles, "Charts: schools low, medium and high on each KSF, and averages", &about)?;
    let mut last = page::BODY;
    for block in &blocks {
        last = write_numbers(book, to, block, &columns, &mut drawn)? + 1 + beyond(book.framework.ksfs.len());
        let (stacked, averages) = charts(book, block);
        to.insert_chart_with_offset(block.top, CHART, &stacked, 0, GAP)?;
        to.insert_chart_with_offset(block.top, CHART, &averages, STACKED, GAP)?;
    }
    if averages > 0 {
        last = last.max(write_clusters(book, to, blocks[0].top + rows(book), &mut drawn)?);
    }
    to.set_page_breaks(&page_breaks(book, &blocks, averages))?;
    page::print(to, last, CHART + CHART_COLUMNS - 1)?;
    to.set_freeze_panes(page::BODY, 0)?;
    Ok(drawn)
}

/// Where pages begin: two blocks on a page where they fit.
fn page_breaks(book: &Book, blocks: &[Block], averages: u32) -> Vec<RowNum> {
    let on_a_page = if book.framework.ksfs.len() <= KSFS_FOR_TWO { 2 } else { 1 };
    let mut breaks = Vec::new();
    let mut filled = 1;
    if averages > 0 {
        if on_a_page == 1 || book.cluster_names.len() > CLUSTERS_ON_THE_PAGE {
            breaks.push(blocks[0].top + rows(book));
        }
        filled = on_a_page;
    }
    for block in &blocks[1..] {
        if filled == on_a_page {
            breaks.push(block.top);
            filled = 0;
        }
        filled += 1;
    }
    breaks.truncate(table_sheet::BREAKS);
    breaks
}

fn columns() -> [Column; 5] {
    [
        column("KSF", 40.0, Style::Text),
        column("Low", 10.5, Style::Number),
        column("Medium", 11.0, Style::Number),
        column("High", 10.5, Style::Number),
        column("Average", 11.0, Style::Average),
    ]
}

/// The rows that a block takes.
fn rows(book: &Book) -> u32 {
    let ksfs = book.framework.ksfs.len();
    u32::try_from(ksfs).unwrap_or(u32::MAX) + AROUND + beyond(ksfs)
}

/// The rows that the averages of the clusters take; none where they are not drawn.
fn averages_drawn(book: &Book) -> u32 {
    let clusters = book.cluster_names.len();
    if !CLUSTERS_DRAWN.contains(&clusters) {
        return 0;
    }
    let numbers = u32::try_from(clusters).unwrap_or(u32::MAX) + AROUND;
    numbers.max((clusters_height(clusters) + GAP).div_ceil(BLANK_ROW) + 1)
}

/// All schools together, then each cluster; one cluster alone is not shown twice.
fn blocks<'a>(book: &'a Book) -> Vec<Block<'a>> {
    let figures = book.figures;
    let averages = averages_drawn(book);
    let all = (format!("All schools, {}", book.authorities()), None);
    let clusters = book.cluster_names.iter().enumerate().map(|(at, name)| (name.clone(), Some(at)));
    (0..)
        .zip(std::iter::once(all).chain(clusters).skip(usize::from(figures.clusters.len() == 1)))
        .map(|(number, (name, cluster))| {
            let of = cluster.map(|at| &figures.clusters[at]);
            Block {
                title: names::shortened(&name, 80),
                schools: of.map_or_else(|| figures.schools(), |c| c.schools.len()),
                factors: of.map_or(&figures.factors, |c| &c.factors),
                order: of.map_or(&figures.need_order, |c| &c.need_order),
                cluster,
                top: page::BODY + 1 + number * rows(book) + if number > 0 { averages } else { 0 },
            }
        })
        .collect()
}

/// Writes a block's numbers in need order; returns its last row.
fn write_numbers(
    book: &Book,
    to: &mut Worksheet,
    block: &Block,
    columns: &[Column],
    drawn: &mut Drawn,
) -> Result<RowNum, XlsxError> {
    let styles = &book.styles;
    to.write_string_with_format(block.top, 0, block.title.as_str(), styles.get(Style::Section))?;
    to.set_row_height(block.top, 20)?;
    for (at, column) in (0..).zip(columns) {
        to.write_string_with_format(block.top + 1, at, column.heading.as_str(), styles.get(Style::Heading))?;
    }
    let mut row = block.top + 1;
    for (rank, &ksf) in block.order.iter().enumerate() {
        row += 1;
        let label = names::one_line(&book.framework.label(ksf)).into_owned();
        let height = page::height(page::lines(&label, columns[0].width), page::LINE);
        to.set_row_height(row, height.max(ROW_HEIGHT))?;
        let factor = &block.factors[ksf];
        let stored: [Stored; 5] =
            [label.into(), factor.low.into(), factor.medium.into(), factor.high.into(), factor.mean().into()];
        let formulas = formulas::ranked(&book.places, block.cluster, rank);
        for (((at, column), formula), stored) in (0..).zip(columns).zip(formulas).zip(stored) {
            formulas::write(to, (row, at), &formula, &stored, styles.get(column.style))?;
            drawn.insert((row, at), stored);
        }
    }
    Ok(row)
}

/// Schools by band as stacked bars, and the averages, for the same KSFs in the same order.
fn charts(book: &Book, block: &Block) -> (rust_xlsxwriter::Chart, rust_xlsxwriter::Chart) {
    let sheet = super::sheets::Sheet::Charts.fixed_name();
    let needs: Vec<String> = block.order.iter().take(3).map(|&k| book.framework.label(k)).collect();
    let needs = needs.join("; ");
    let title = names::shortened(&block.title, 60);
    let (first, last) = (block.top + 2, block.top + 1 + u32::try_from(block.order.len()).unwrap_or(u32::MAX));
    let schools = u32::try_from(block.schools).unwrap_or(u32::MAX);
    let bars = |width, title: &str, alt_text: &str| Bars {
        sheet,
        heading: block.top + 1,
        first,
        last,
        width,
        height: height(block.order.len()),
        title: names::escaped(title),
        alt_text: names::escaped(&names::shortened(&names::one_line(alt_text), ALT_TEXT_LIMIT)),
    };
    // Words first: a title that starts with "=" would be taken for a reference.
    let stacked = bars(
        STACKED,
        &format!("Schools by band: {}", block.title),
        &format!(
            "Stacked bars, {title}: how many of {schools} schools are low, medium and high on each KSF. Greatest needs \
             when this was written: {needs}."
        ),
    );
    let averages = bars(
        AVERAGES,
        &format!("Average: {}", block.title),
        &format!("Bars, {title}: average rating of each KSF. Lowest when this was written: {needs}."),
    );
    (chart::by_band(&stacked, schools), chart::averages(&averages, 4, book.framework.scale))
}

/// Writes each cluster's average and draws them; returns the last row.
fn write_clusters(
    book: &Book,
    to: &mut Worksheet,
    top: RowNum,
    drawn: &mut Drawn,
) -> Result<RowNum, XlsxError> {
    let styles = &book.styles;
    to.write_string_with_format(top, 0, "Clusters side by side", styles.get(Style::Section))?;
    to.set_row_height(top, 20)?;
    to.write_string_with_format(top + 1, 0, "Cluster", styles.get(Style::Heading))?;
    to.write_string_with_format(top + 1, 1, "Average", styles.get(Style::Heading))?;
    let places = &book.places.clusters;
    for (at, (name, cluster)) in book.cluster_names.iter().zip(&book.figures.clusters).enumerate() {
        let row = top + 2 + u32::try_from(at).unwrap_or(u32::MAX);
        let average = format!("={}", places.cell(places.row(at), clusters::AVERAGE));
        to.write_string_with_format(row, 0, name.as_str(), styles.get(Style::Text))?;
        let stored = cluster.overall.mean().into();
        formulas::write(to, (row, 1), &average, &stored, styles.get(Style::Average))?;
        drawn.insert((row, 1), stored);
    }
    let clusters = book.cluster_names.len();
    let bars = Bars {
        sheet: super::sheets::Sheet::Charts.fixed_name(),
        heading: top + 1,
        first: top + 2,
        last: top + 1 + u32::try_from(clusters).unwrap_or(u32::MAX),
        width: STACKED + AVERAGES,
        height: clusters_height(clusters),
        title: "Average of all ratings: clusters side by side".to_owned(),
        alt_text: format!(
            "Bars: the average of all ratings of each of {clusters} clusters, in the order of their names."
        ),
    };
    to.insert_chart_with_offset(top, CHART, &chart::averages(&bars, 1, book.framework.scale), 0, GAP)?;
    Ok(top + averages_drawn(book) - 1)
}

/// As high as the block of numbers beside it; a block of few KSFs is lower than a chart must be.
fn height(ksfs: usize) -> u32 {
    let rows = u32::try_from(ksfs).unwrap_or(u32::MAX);
    rows.saturating_mul(KSF_ROW).saturating_add(54).clamp(LEAST_HEIGHT, GREATEST_HEIGHT)
}

fn clusters_height(clusters: usize) -> u32 {
    let bars = u32::try_from(clusters).unwrap_or(u32::MAX);
    bars.saturating_mul(BLANK_ROW + 4).saturating_add(100).clamp(LEAST_HEIGHT, GREATEST_HEIGHT)
}

/// How many rows a chart reaches below the block of numbers beside it.
fn beyond(ksfs: usize) -> u32 {
    let rows = u32::try_from(ksfs).unwrap_or(u32::MAX);
    let block = rows.saturating_mul(KSF_ROW).saturating_add(TITLE_ROW + 2 * BLANK_ROW);
    (height(ksfs) + GAP).saturating_sub(block).div_ceil(BLANK_ROW)
}
