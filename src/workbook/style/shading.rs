//! Shading by rules: conditional formats for ratings, averages and the words of bands.
//!
//! A band shows by fill and by letter. The letter is part of the number's format: the cell stays a number.

use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use rust_xlsxwriter::{
    ColNum, Color, ConditionalFormat, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatFormula, Format, FormatBorder, RowNum, Worksheet, XlsxError,
};

use crate::framework::Framework;
use crate::model::Band;
use crate::workbook::cells::CellRange;
use crate::workbook::formulas::is_no_rating;

use super::colours::{ALERT, AVERAGE_FILL, HEADING_FILL, MEDIUM_STEPS, QUIET, RANGE_FILL};
use super::styles::{band_format, gap_format};

fn add(
    to: &mut Worksheet,
    cells: CellRange,
    rule: &(impl ConditionalFormat + Send + Sync),
) -> Result<(), XlsxError> {
    to.add_conditional_format(cells.top, cells.left, cells.bottom, cells.right, rule)?;
    Ok(())
}

/// Shades ratings that people may change: gaps are grey, entries that are no ratings are outlined.
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
    let rules = if averages {
        of_averages(framework.average_limits())
    } else {
        let [medium, high] =
            [&framework.bands.medium, &framework.bands.high].map(|band| f64::from(band.from));
        vec![(Some(medium), Band::Low, 0), (Some(high), Band::Medium, 0), (None, Band::High, 0)]
    };
    for (below, band, decimals) in rules {
        let format = band_format(Format::new(), band).set_num_format(with_letter(decimals, band));
        add_below(to, cells, below, format)?;
    }
    Ok(())
}

/// A rule for numbers below a limit that no earlier rule is for, or for all others.
fn add_below(
    to: &mut Worksheet,
    cells: CellRange,
    below: Option<f64>,
    format: Format,
) -> Result<(), XlsxError> {
    let rule = match below {
        Some(limit) => ConditionalFormatCellRule::LessThan(limit),
        None => ConditionalFormatCellRule::GreaterThanOrEqualTo(0.0),
    };
    let rule = ConditionalFormatCell::new().set_rule(rule).set_format(format).set_stop_if_true(true);
    add(to, cells, &rule)
}

/// The format of a number of a band, `0.0" M"`.
fn with_letter(decimals: usize, band: Band) -> String {
    let digits = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
    format!("{digits}\" {}\"", band.letter())
}

/// The rules for averages, from the lowest: below which limit each holds, the band, and how many decimals decide it. Just
/// below the limit of a band one decimal would show the limit.
fn of_averages([medium, high]: [f64; 2]) -> Vec<(Option<f64>, Band, usize)> {
    let near = |limit: f64, band| {
        let steps = [(0.05, 1), (0.005, 2), (0.0005, 3), (0.0, 4)];
        steps.map(|(by, decimals)| (Some(((limit - by) * 1e6).round() / 1e6), band, decimals))
    };
    let mut rules = [near(medium, Band::Low), near(high, Band::Medium)].concat();
    rules.push((None, Band::High, 1));
    rules
}

/// Makes a cell stand out while a rule holds.
pub(crate) fn alert_if(
    to: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    rule: &str,
) -> Result<(), XlsxError> {
    let rule =
        ConditionalFormatFormula::new().set_rule(rule).set_format(band_format(Format::new(), Band::Low));
    add(to, CellRange::column(column, row, row), &rule)
}

/// Whether the lowest and the highest average of each row are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    None,
    InRows,
}

/// Shades averages as [`averages`] does, but those of the medium band in four steps, the lower the darker. Marks show the
/// lowest and the highest of a row, unless all are equal.
pub(crate) fn graded(
    to: &mut Worksheet,
    cells: CellRange,
    framework: &Framework,
    marks: Marks,
) -> Result<(), XlsxError> {
    only_numbers(to, cells)?;
    let rules = graded_rules(framework.average_limits());
    if marks == Marks::InRows {
        let first = row_col_to_cell(cells.top, cells.left);
        let [left, right] = [cells.left, cells.right]
            .map(|column| format!("${}{}", column_number_to_name(column), cells.top + 1));
        let row = format!("{left}:{right}");
        for (mark, extreme) in [("▼", "MIN"), ("▲", "MAX")] {
            for (below, format, number) in &rules {
                let limit = below.map_or_else(String::new, |limit| format!("{first}<{limit},"));
                let rule = format!("=AND({limit}{first}={extreme}({row}),MIN({row})<MAX({row}))");
                let format = format.clone().set_bold().set_num_format(format!("\"{mark}\"{number}"));
                let rule = ConditionalFormatFormula::new()
                    .set_rule(rule.as_str())
                    .set_format(format)
                    .set_stop_if_true(true);
                add(to, cells, &rule)?;
            }
        }
    }
    for (below, format, number) in rules {
        add_below(to, cells, below, format.set_num_format(number))?;
    }
    Ok(())
}

/// The rules for graded averages: below which limit each holds, how the cell looks, and how its number does.
fn graded_rules([medium, high]: [f64; 2]) -> Vec<(Option<f64>, Format, String)> {
    let step = (high - medium) / 4.0;
    let mut rules = Vec::new();
    for (below, band, decimals) in of_averages([medium, high]) {
        let number = with_letter(decimals, band);
        let look = band_format(Format::new(), band);
        if band != Band::Medium {
            rules.push((below, look, number));
            continue;
        }
        if decimals == 1 {
            for (fill, limit) in MEDIUM_STEPS.into_iter().zip((1..4).map(|n| medium + step * f64::from(n))) {
                rules.push((Some(limit), look.clone().set_background_color(fill), number.clone()));
            }
        }
        rules.push((below, look.set_background_color(MEDIUM_STEPS[3]), number));
    }
    rules
}

/// Shades need ranks of the first three needs, as far as anybody answered: `averages` is the column of the averages.
pub(crate) fn first_needs(to: &mut Worksheet, cells: CellRange, averages: ColNum) -> Result<(), XlsxError> {
    let [rank, average] =
        [cells.left, averages].map(|column| format!("${}{}", column_number_to_name(column), cells.top + 1));
    let first = ConditionalFormatFormula::new()
        .set_rule(format!("=AND(ISNUMBER({rank}),{rank}<=3,{average}<>\"\")").as_str())
        .set_format(Format::new().set_background_color(HEADING_FILL).set_font_color(Color::White).set_bold());
    add(to, cells, &first)
}

/// Differences with their sign; one that rounds to nothing has none.
pub(crate) fn signed(to: &mut Worksheet, cells: CellRange) -> Result<(), XlsxError> {
    let first = row_col_to_cell(cells.top, cells.left);
    let none = ConditionalFormatFormula::new()
        .set_rule(format!("=IF(ISNUMBER({first}),ROUND({first},1)=0,FALSE)").as_str())
        .set_format(Format::new().set_num_format("0.0;0.0;0.0"));
    add(to, cells, &none)
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

#[cfg(test)]
mod tests {
    use crate::model::Mean;

    use super::*;

    #[test]
    fn averages_show_as_many_decimals_as_decide_their_band() {
        let limits = [3.5, 7.5];
        let rules = of_averages(limits);
        for answered in 1..=400 {
            for total in answered..=10 * answered {
                let mean = Mean::of(total, answered).expect("a mean");
                let applies =
                    |(below, ..): &&(Option<f64>, Band, usize)| below.is_none_or(|b| mean.value() < b);
                let (_, band, decimals) = rules.iter().find(applies).expect("the last is for all others");
                let shown = mean.shown(limits);
                assert_eq!(shown.split_once('.').expect("decimals").1.len(), *decimals, "{total}/{answered}");
                let limit = [0.0, 3.5, 7.5].iter().rposition(|limit| mean.value() >= *limit);
                assert_eq!(Some(*band as usize), limit, "{total}/{answered}");
            }
        }
    }

    #[test]
    fn medium_averages_have_four_steps_whatever_the_scale() {
        for limits in [[3.5, 7.5], [0.5, 1.5], [39.5, 69.5]] {
            let below: Vec<f64> = graded_rules(limits).iter().filter_map(|(below, ..)| *below).collect();
            assert!(below.is_sorted(), "{below:?}");
            assert_eq!(below.len(), 11);
        }
    }
}
