//! Shading by rules: conditional formats for ratings, averages and the words of bands.
//!
//! A band shows by fill and by letter. The letter is part of the number's format: the cell stays a number.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    ColNum, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, Format, FormatBorder,
    RowNum, Worksheet, XlsxError,
};

use crate::framework::Framework;
use crate::model::Band;

use super::{formulas, styles};

/// A block of cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) top: RowNum,
    pub(super) left: ColNum,
    pub(super) bottom: RowNum,
    pub(super) right: ColNum,
}

impl Block {
    /// The cells of one column.
    pub(super) fn column(column: ColNum, top: RowNum, bottom: RowNum) -> Self {
        Self { top, left: column, bottom, right: column }
    }

    fn formula(self, to: &mut Worksheet, rule: &ConditionalFormatFormula) -> Result<(), XlsxError> {
        to.add_conditional_format(self.top, self.left, self.bottom, self.right, rule)?;
        Ok(())
    }

    fn compare(
        self,
        to: &mut Worksheet,
        rule: ConditionalFormatCellRule<f64>,
        format: Format,
    ) -> Result<(), XlsxError> {
        let rule = ConditionalFormatCell::new().set_rule(rule).set_format(format);
        to.add_conditional_format(self.top, self.left, self.bottom, self.right, &rule)?;
        Ok(())
    }
}

/// Shades ratings that people may change: gaps are hatched, entries that are no ratings are outlined.
pub(super) fn entries(to: &mut Worksheet, block: Block, framework: &Framework) -> Result<(), XlsxError> {
    let first = row_col_to_cell(block.top, block.left);
    let gap = ConditionalFormatFormula::new()
        .set_rule(format!("=LEN(TRIM({first}))=0").as_str())
        .set_format(styles::gap(Format::new()))
        .set_stop_if_true(true);
    block.formula(to, &gap)?;
    let wrong = Format::new()
        .set_font_color(styles::ALERT)
        .set_border(FormatBorder::Dashed)
        .set_border_color(styles::ALERT)
        .set_num_format("General\" ?\";-General\" ?\";General\" ?\";@\" ?\"");
    let wrong = ConditionalFormatFormula::new()
        .set_rule(formulas::is_no_rating(block.top, block.left, framework.scale).as_str())
        .set_format(wrong)
        .set_stop_if_true(true);
    block.formula(to, &wrong)?;
    shade(to, block, framework, false)
}

/// Shades ratings that nobody types here; an empty cell stays as it is.
pub(super) fn ratings(to: &mut Worksheet, block: Block, framework: &Framework) -> Result<(), XlsxError> {
    only_numbers(to, block)?;
    shade(to, block, framework, false)
}

/// Shades averages: the band of an average is that of the average rounded half up.
pub(super) fn averages(to: &mut Worksheet, block: Block, framework: &Framework) -> Result<(), XlsxError> {
    only_numbers(to, block)?;
    shade(to, block, framework, true)
}

fn only_numbers(to: &mut Worksheet, block: Block) -> Result<(), XlsxError> {
    let first = row_col_to_cell(block.top, block.left);
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=NOT(ISNUMBER({first}))").as_str())
        .set_stop_if_true(true);
    block.formula(to, &rule)
}

/// The three bands of numbers: whole ratings, or averages with their limits half a rating lower.
fn shade(to: &mut Worksheet, block: Block, framework: &Framework, averages: bool) -> Result<(), XlsxError> {
    use ConditionalFormatCellRule::{Between, GreaterThanOrEqualTo, LessThan};
    let half = if averages { 0.5 } else { 0.0 };
    let medium = f64::from(framework.bands.medium.from) - half;
    let high = f64::from(framework.bands.high.from) - half;
    let digits = if averages { "0.0" } else { "0" };
    let look = |band: Band| {
        styles::band(Format::new(), band).set_num_format(format!("{digits}\" {}\"", band.letter()))
    };
    block.compare(to, LessThan(medium), look(Band::Low))?;
    block.compare(to, GreaterThanOrEqualTo(high), look(Band::High))?;
    block.compare(to, Between(medium, high), look(Band::Medium))
}

/// Shades cells that hold the word of a band.
pub(super) fn words(to: &mut Worksheet, block: Block) -> Result<(), XlsxError> {
    let first = row_col_to_cell(block.top, block.left);
    for band in Band::ALL {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("={first}=\"{}\"", band.word()).as_str())
            .set_format(styles::band(Format::new(), band));
        block.formula(to, &rule)?;
    }
    Ok(())
}

/// How much wider than for ratings up to 99 the columns of ratings, averages and totals must be, in digits.
pub(super) fn wider(framework: &Framework) -> f64 {
    if framework.scale.highest > 99 { 1.3 } else { 0.0 }
}

/// The ratings of a band as the key shows them, "1–3".
pub(super) fn limits(band: Band, framework: &Framework) -> String {
    let definition = framework.definition(band);
    if definition.from == definition.to {
        definition.from.to_string()
    } else {
        format!("{}–{}", definition.from, definition.to)
    }
}
