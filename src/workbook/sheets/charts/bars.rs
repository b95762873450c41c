//! How a chart looks: horizontal bars, the first row on top, drawn from a block of cells.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartSeries, ChartSolidFill, ChartType, ColNum, Color, RowNum,
};

use crate::contract::ChartsColumn;
use crate::model::{Band, Scale};
use crate::workbook::style::{FONT, HEADING_FILL, band_colours};

use super::layout::column;

/// The edges of bars.
const EDGE: Color = Color::RGB(0x59_59_59);

/// Which cells a chart is drawn from, and what goes around the bars.
pub(super) struct Bars {
    pub(super) sheet: &'static str,
    /// The row of the headings, which name the series.
    pub(super) heading: RowNum,
    /// The first and the last row.
    pub(super) first: RowNum,
    pub(super) last: RowNum,
    /// The column of the labels.
    pub(super) labels: ColNum,
    /// In pixels.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) title: String,
    pub(super) alt_text: String,
}

/// Stacked bars: schools low, medium and high, and those without a rating, so that all bars are equally long.
pub(super) fn by_band(bars: &Bars, schools: u32) -> Chart {
    let mut chart = Chart::new(ChartType::BarStacked);
    for (of, (fill, ink)) in [
        (ChartsColumn::Low, band_colours(Band::Low)),
        (ChartsColumn::Medium, band_colours(Band::Medium)),
        (ChartsColumn::High, band_colours(Band::High)),
        (ChartsColumn::NoRating, (Color::White, EDGE)),
    ] {
        let mut edge = ChartLine::new();
        edge.set_color(EDGE).set_width(0.75);
        if of == ChartsColumn::NoRating {
            edge.set_dash_type(ChartLineDashType::Dash);
        }
        let mut series = series(bars, column(of), fill, &edge);
        series.set_gap(28).set_overlap(100).set_data_label(
            ChartDataLabel::new().show_value().set_num_format("0;;").set_font(&font(16, ink, true)),
        );
        chart.push_series(&series);
    }
    dress(&mut chart, bars, schools.max(1));
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart.legend().set_position(ChartLegendPosition::Top).set_font(&font(14, Color::Black, false));
    chart
}

/// Bars of averages, from one column.
pub(super) fn averages(bars: &Bars, column: u16, scale: Scale) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let mut series =
        series(bars, column, HEADING_FILL, ChartLine::new().set_color(Color::White).set_width(0.75));
    series.set_gap(40).set_data_label(
        ChartDataLabel::new().show_value().set_num_format("0.0;;").set_font(&font(14, Color::Black, true)),
    );
    chart.push_series(&series);
    let highest = u32::from(scale.highest);
    dress(&mut chart, bars, highest);
    chart
        .x_axis()
        .set_major_unit(highest.div_ceil(10).max(1))
        .set_name("Average rating")
        .set_name_font(&font(14, Color::Black, false))
        .set_font(&font(14, Color::Black, false))
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0xD9_D9_D9)));
    chart.legend().set_hidden();
    chart
}

fn series(bars: &Bars, column: u16, fill: Color, edge: &ChartLine) -> ChartSeries {
    let mut series = ChartSeries::new();
    series
        .set_name((bars.sheet, bars.heading, column))
        .set_categories((bars.sheet, bars.first, bars.labels, bars.last, bars.labels))
        .set_values((bars.sheet, bars.first, column, bars.last, column))
        .set_format(
            ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(fill)).set_border(edge),
        );
    series
}

/// Title, axes from 0 to an end, size, text for those who do not see it.
fn dress(chart: &mut Chart, bars: &Bars, end: u32) {
    chart.title().set_name(bars.title.as_str()).set_font(&font(18, HEADING_FILL, true));
    // The axis of labels runs downwards, so the other one has to cross it at its far end.
    chart
        .y_axis()
        .set_reverse()
        .set_crossing(ChartAxisCrossing::Max)
        .set_font(&font(14, Color::Black, false))
        .set_major_gridlines(false);
    chart.x_axis().set_min(0).set_max(end).set_num_format("0");
    chart.set_width(bars.width).set_height(bars.height).set_alt_text(bars.alt_text.as_str());
}

fn font(size: u8, colour: Color, bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size).set_color(colour);
    if bold {
        font.set_bold();
    } else {
        font.unset_bold();
    }
    font
}
