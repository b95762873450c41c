//! Shading by rules: conditional formats for ratings, averages and the words of bands.
//!
//! A band shows by fill and by letter. The letter is part of the number's format: the cell stays a number.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    ConditionalFormat, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, Format,
    FormatBorder, Worksheet, XlsxError,
};

use crate::framework::Framework;
use crate::model::Band;
use crate::workbook::cells::CellRange;
use crate::workbook::formulas::is_no_rating;

use super::colours::{ALERT, AVERAGE_FILL, QUIET, RANGE_FILL};
use super::styles::{band_format, gap_format};

fn add(
    to: &mut Worksheet,
    cells: CellRange,
    rule: &(impl ConditionalFormat + Send + Sync),
) -> Result<(), XlsxError> {
    to.add_conditional_format(cells.top, cells.left, cells.bottom, cells.right, rule)?;
    Ok(())
}

/// Shades ratings that people may change: gaps are hatched, entries that are no ratings are outlined.
pub(crate) fn entries(to: &mut Worksheet, cells: CellRange, framework: &Framework) -> Result<(), XlsxError> {
    let first = row_col_to_cell(cells.top, cells.left);
    let gap = ConditionalFormatFormula::new()
        .set_rule(format!("=LEN(TRIM({first}))=0").as_str())
        .set_format(gap_format(Format::new()))
        .set_stop_if_true(true);
    add(to, cells, &gap)?;
    let wrong = Format::new()
        .set_font_color(ALERT)
        .set_border(FormatBorder::Dashed)
        .set_border_color(ALERT)
        .set_num_format("General\" ?\";-General\" ?\";General\" ?\";@\" ?\"");
    let wrong = ConditionalFormatFormula::new()
        .set_rule(is_no_rating(cells.top, cells.left, framework.scale).as_str())
        .set_format(wrong)
        .set_stop_if_true(true);
    add(to, cells, &wrong)?;
    shade(to, cells, framework, false)
}

/// Shades ratings that nobody types here; an empty cell stays as it is.
pub(crate) fn ratings(to: &mut Worksheet, cells: CellRange, framework: &Framework) -> Result<(), XlsxError> {
    only_numbers(to, cells)?;
    shade(to, cells, framework, false)
}

/// Marks the word that stands in place of a rating on a school's page.
pub(crate) fn gaps(to: &mut Worksheet, cells: CellRange, word: &str) -> Result<(), XlsxError> {
    let first = row_col_to_cell(cells.top, cells.left);
    let gap = ConditionalFormatFormula::new()
        .set_rule(format!("={first}=\"{word}\"").as_str())
        .set_format(
            Format::new()
                .set_background_color(RANGE_FILL)
                .set_border(FormatBorder::Dashed)
                .set_border_color(QUIET),
        )
        .set_stop_if_true(true);
    add(to, cells, &gap)
}

/// Shades the strip of a school's page by two conditions of its first cell: at the cluster's average, and in its range.
pub(crate) fn strip(
    to: &mut Worksheet,
    cells: CellRange,
    average: &str,
    range: &str,
) -> Result<(), XlsxError> {
    for (rule, fill) in [(average, AVERAGE_FILL), (range, RANGE_FILL)] {
        let rule = ConditionalFormatFormula::new()
            .set_rule(rule)
            .set_format(Format::new().set_background_color(fill))
            .set_stop_if_true(true);
        add(to, cells, &rule)?;
    }
    Ok(())
}

/// Shades averages: the band of an average is that of the average rounded half up.
pub(crate) fn averages(to: &mut Worksheet, cells: CellRange, framework: &Framework) -> Result<(), XlsxError> {
    only_numbers(to, cells)?;
    shade(to, cells, framework, true)
}

fn only_numbers(to: &mut Worksheet, cells: CellRange) -> Result<(), XlsxError> {
    let first = row_col_to_cell(cells.top, cells.left);
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=NOT(ISNUMBER({first}))").as_str())
        .set_stop_if_true(true);
    add(to, cells, &rule)
}

/// The three bands of numbers: whole ratings, or averages with their limits half a rating lower.
fn shade(
    to: &mut Worksheet,
    cells: CellRange,
    framework: &Framework,
    averages: bool,
) -> Result<(), XlsxError> {
    use ConditionalFormatCellRule::{Between, GreaterThanOrEqualTo, LessThan};
    let half = if averages { 0.5 } else { 0.0 };
    let medium = f64::from(framework.bands.medium.from) - half;
    let high = f64::from(framework.bands.high.from) - half;
    let digits = if averages { "0.0" } else { "0" };
    for (band, rule) in [
        (Band::Low, LessThan(medium)),
        (Band::High, GreaterThanOrEqualTo(high)),
        (Band::Medium, Between(medium, high)),
    ] {
        let letter = format!("{digits}\" {}\"", band.letter());
        let format = band_format(Format::new(), band).set_num_format(letter);
        add(to, cells, &ConditionalFormatCell::new().set_rule(rule).set_format(format))?;
    }
    Ok(())
}

/// Shades cells that hold the word of a band.
pub(crate) fn words(to: &mut Worksheet, cells: CellRange) -> Result<(), XlsxError> {
    let first = row_col_to_cell(cells.top, cells.left);
    for band in Band::ALL {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("={first}=\"{}\"", band.word()).as_str())
            .set_format(band_format(Format::new(), band));
        add(to, cells, &rule)?;
    }
    Ok(())
}
