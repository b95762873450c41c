//! Charts: schools low, medium and high on each KSF as stacked bars in need order; the LA, then each cluster.
//!
//! Beside each chart stands the block of numbers that it shows.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSeries, ChartSolidFill, ChartType, Color, RowNum, Worksheet, XlsxError,
};

use crate::analyse::FactorFigures;
use crate::model::Band;

use super::formulas::{self, Stored};
use super::styles::{self, Style};
use super::table::{self, Column, column};
use super::{Book, WorkbookError, names, page};

/// Rows of numbers are as high as the chart beside them needs.
const ROW_HEIGHT: f64 = 26.0;
/// The column of the charts.
const CHART: u16 = 5;
/// Their width in columns of the body's width.
const CHART_COLUMNS: u16 = 13;
const CHART_WIDTH: u32 = 930;
/// Rows from one block to the next beside its numbers: title, headings and a blank.
const AROUND: u32 = 3;
/// The height of a row without numbers, of a block's title and of a KSF's row, in pixels.
const BLANK_ROW: u32 = 20;
const TITLE_ROW: u32 = 27;
const KSF_ROW: u32 = 35;
/// A chart's least and greatest height, in pixels.
const LEAST_HEIGHT: u32 = 340;
const GREATEST_HEIGHT: u32 = 2000;
/// How far below the top of its row a chart begins.
const GAP: u32 = 2;
/// The longest alternative text, in characters, with room for what is escaped in it.
const ALT_TEXT_LIMIT: usize = 230;
/// Up to so many KSFs two charts go on a page.
const KSFS_FOR_TWO: usize = 10;

/// What one chart shows.
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

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let columns = columns();
    table::set_widths(to, &columns)?;
    to.set_column_width(CHART - 1, 2)?;
    let blocks = blocks(book);
    let about = format!(
        "This sheet holds no table but {} charts, each right of the numbers that it shows. Greatest need on top.",
        blocks.len().max(1)
    );
    page::open(to, &book.styles, "Charts: schools low, medium and high on each KSF", &about)?;
    let on_a_page = if book.framework.ksfs.len() <= KSFS_FOR_TWO { 2 } else { 1 };
    let mut breaks = Vec::new();
    let mut last = page::BODY;
    for (number, block) in blocks.iter().enumerate() {
        if number > 0 && number % on_a_page == 0 && breaks.len() < 1023 {
            breaks.push(block.top);
        }
        last = write_numbers(book, to, block, &columns)?;
        to.insert_chart_with_offset(block.top, CHART, &chart(book, block), 0, GAP)?;
    }
    to.set_page_breaks(&breaks)?;
    page::print(to, last + 1 + beyond(book.framework.ksfs.len()), CHART + CHART_COLUMNS - 1)?;
    to.set_freeze_panes(page::BODY, 0)?;
    Ok(())
}

fn columns() -> [Column; 5] {
    [
        column("KSF", 48.0, Style::Text),
        column("Low", 9.0, Style::Number),
        column("Medium", 11.0, Style::Number),
        column("High", 9.0, Style::Number),
        column("Average", 11.0, Style::Average),
    ]
}

/// All schools together, then each cluster; one cluster alone is not shown twice.
fn blocks<'a>(book: &'a Book) -> Vec<Block<'a>> {
    let figures = book.figures;
    let ksfs = book.framework.ksfs.len();
    let rows = u32::try_from(ksfs).unwrap_or(u32::MAX) + AROUND + beyond(ksfs);
    let all = (format!("All schools, {}", book.authorities()), None);
    let clusters = book.cluster_names.iter().enumerate().map(|(at, name)| (name.clone(), Some(at)));
    (0..)
        .zip(std::iter::once(all).chain(clusters))
        .map(|(number, (name, cluster))| {
            let of = cluster.map(|at| &figures.clusters[at]);
            Block {
                title: names::shortened(&name, 80),
                schools: of.map_or_else(|| figures.schools(), |c| c.schools.len()),
                factors: of.map_or(&figures.factors, |c| &c.factors),
                order: of.map_or(&figures.need_order, |c| &c.need_order),
                cluster,
                top: page::BODY + 1 + number * rows,
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
        }
    }
    Ok(row)
}

fn chart(book: &Book, block: &Block) -> Chart {
    let sheet = super::sheets::Sheet::Charts.fixed_name();
    let (first, last) = (block.top + 2, block.top + 1 + u32::try_from(block.order.len()).unwrap_or(u32::MAX));
    let mut chart = Chart::new(ChartType::BarStacked);
    for (at, band) in (1..).zip(Band::ALL) {
        let mut series = ChartSeries::new();
        let (fill, ink) = styles::band_colours(band);
        series
            .set_name((sheet, block.top + 1, at))
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, at, last, at))
            .set_gap(40)
            .set_format(
                ChartFormat::new()
                    .set_solid_fill(ChartSolidFill::new().set_color(fill))
                    .set_border(ChartLine::new().set_color(Color::White).set_width(0.75)),
            )
            .set_data_label(
                ChartDataLabel::new().show_value().set_num_format("0;;").set_font(&font(9, ink, true)),
            );
        chart.push_series(&series);
    }
    let schools = u32::try_from(block.schools).unwrap_or(u32::MAX);
    let alt_text = alt_text(book, block);
    // Words first: a title that starts with "=" would be taken for a reference.
    let title = names::escaped(&format!("Schools by band: {}", block.title));
    chart.title().set_name(title.as_str()).set_font(&font(13, Color::Black, true));
    // The axis of KSFs runs downwards, so the other one has to cross it at its far end.
    chart
        .y_axis()
        .set_reverse()
        .set_label_interval(1)
        .set_crossing(ChartAxisCrossing::Max)
        .set_font(&font(9, Color::Black, false))
        .set_major_gridlines(false);
    chart
        .x_axis()
        .set_min(0)
        .set_max(schools.max(1))
        .set_major_unit(schools.div_ceil(10).max(1))
        .set_num_format("0")
        .set_name("Schools")
        .set_name_font(&font(10, Color::Black, false))
        .set_font(&font(9, Color::Black, false))
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0xD9_D9_D9)));
    chart.legend().set_position(ChartLegendPosition::Top).set_font(&font(10, Color::Black, false));
    chart.set_width(CHART_WIDTH).set_height(height(block.order.len())).set_alt_text(alt_text);
    chart
}

/// As high as the block of numbers beside it; a block of few KSFs is lower than a chart must be.
fn height(ksfs: usize) -> u32 {
    let rows = u32::try_from(ksfs).unwrap_or(u32::MAX);
    rows.saturating_mul(KSF_ROW).saturating_add(54).clamp(LEAST_HEIGHT, GREATEST_HEIGHT)
}

/// How many rows a chart reaches below the block of numbers beside it.
fn beyond(ksfs: usize) -> u32 {
    let rows = u32::try_from(ksfs).unwrap_or(u32::MAX);
    let block = rows.saturating_mul(KSF_ROW).saturating_add(TITLE_ROW + 2 * BLANK_ROW);
    (height(ksfs) + GAP).saturating_sub(block).div_ceil(BLANK_ROW)
}

/// The chart in words, as short as Excel wants it.
fn alt_text(book: &Book, block: &Block) -> String {
    let needs: Vec<String> = block.order.iter().take(3).map(|&k| book.framework.label(k)).collect();
    let text = format!(
        "Stacked bars, {}: how many of {} schools are low, medium and high on each KSF. Greatest needs: {}.",
        names::shortened(&block.title, 60),
        block.schools,
        needs.join("; ")
    );
    names::escaped(&names::shortened(&names::one_line(&text), ALT_TEXT_LIMIT))
}

fn font(size: u8, colour: Color, bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(styles::FONT).set_size(size).set_color(colour);
    if bold {
        font.set_bold();
    } else {
        font.unset_bold();
    }
    font
}
