//! What stands above a grid: whose it is, the key, the check of what was typed.

use rust_xlsxwriter::{
    ColNum, ConditionalFormatCell, ConditionalFormatCellRule, Format, RowNum, Worksheet, XlsxError,
};

use crate::model::Band;
use crate::workbook::cells::{BODY, CHECK, GridCells};
use crate::workbook::conversions;
use crate::workbook::formulas::{self, Stored};
use crate::workbook::page;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Style, band_format, band_limits, key_style};
use crate::workbook::tables::ColumnLook;
use crate::workbook::text::{LINE, line_count, one_line, row_height};

/// The room that the key's texts need right of the KSFs, in characters.
const KEY_ROOM: f64 = 92.0;
/// The row of the local authority; cluster, period and check follow.
const FIRST: u32 = BODY;
/// The column of the key.
const KEY: ColNum = 2;

/// Writes title, names, key and check; returns the last column to be printed.
pub(crate) fn write(
    plan: &WorkbookPlan,
    cluster: usize,
    to: &mut Worksheet,
    columns: &[ColumnLook],
) -> Result<ColNum, XlsxError> {
    let grid = &plan.cells.grids[cluster];
    let table = page::about_table(&grid.table, GridCells::header(), grid.averages_row());
    let scale = plan.framework.scale;
    let below = match plan.framework.questions.as_slice() {
        [] => "",
        _ => " Questions stand below.",
    };
    let about = format!(
        "{table} Change or clear a rating and everything follows; Check counts what is no whole number from {} to \
         {}.{below}",
        scale.lowest, scale.highest
    );
    page::open(to, &plan.styles, &format!("KSF grid: {}", plan.cluster_names[cluster]), &about)?;
    write_names(plan, cluster, to, columns[1].width)?;
    write_key(plan, to)?;
    write_check(plan, cluster, to)?;
    Ok(last_printed(columns))
}

/// Local authority, cluster and period: label in A, value in B.
fn write_names(plan: &WorkbookPlan, cluster: usize, to: &mut Worksheet, width: f64) -> Result<(), XlsxError> {
    let figures = &plan.figures.clusters[cluster];
    let period = plan.settings.period.as_deref().unwrap_or("Not stated");
    let lines = [
        ("Local authority", figures.local_authority.as_str()),
        ("Cluster", figures.name.as_str()),
        ("Period", period),
    ];
    for (row, (label, value)) in (FIRST..).zip(lines) {
        let value = one_line(value);
        to.set_row_height(row, row_height(line_count(&value, width), LINE))?;
        to.write_string_with_format(row, 0, label, plan.styles.get(Style::Label))?;
        to.write_string_with_format(row, 1, value, plan.styles.get(Style::Value))?;
    }
    Ok(())
}

/// The key, right of the names: so little height is taken from the grid.
fn write_key(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let text = plan.styles.get(Style::KeyText);
    for (row, band) in (FIRST..).zip(Band::ALL) {
        let format = plan.styles.get(key_style(band));
        let definition = plan.framework.definition(band);
        if definition.from == definition.to {
            to.write_number_with_format(row, KEY, definition.from, format)?;
        } else {
            to.write_string_with_format(row, KEY, band_limits(band, plan.framework), format)?;
        }
        let (word, letter) = (band.word(), band.letter());
        let meaning = format!("{word} ({letter}): {}", definition.meaning);
        to.write_string_with_format(row, KEY + 1, one_line(&meaning), text)?;
    }
    to.write_blank(FIRST + 3, KEY, plan.styles.get(Style::KeyGap))?;
    let gap = "Gap: no rating that can be used; a note on the cell says why. Grey cells work themselves out.";
    to.write_string_with_format(FIRST + 3, KEY + 1, gap, text)?;
    Ok(())
}

/// The cell that counts entries which are no ratings: pasting gets past the rule for what may be typed.
fn write_check(plan: &WorkbookPlan, cluster: usize, to: &mut Worksheet) -> Result<(), XlsxError> {
    let (grid, (row, column)) = (&plan.cells.grids[cluster], CHECK);
    to.set_row_height(row, row_height(1, LINE))?;
    to.write_string_with_format(row, 0, "Check", plan.styles.get(Style::Label))?;
    let formula = formulas::entries_to_correct(grid, plan.framework.scale);
    formulas::write(to, (row, column), &formula, &Stored::Number(0.0), plan.styles.get(Style::Check))?;
    alert(to, CHECK)
}

/// Makes a count of entries to correct stand out while there are any.
pub(crate) fn alert(to: &mut Worksheet, (row, column): (RowNum, ColNum)) -> Result<(), XlsxError> {
    let alert = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(0))
        .set_format(band_format(Format::new(), Band::Low));
    to.add_conditional_format(row, column, row, column, &alert)?;
    Ok(())
}

/// The last column to be printed: the table's, or further right if the key needs more room.
fn last_printed(columns: &[ColumnLook]) -> ColNum {
    let mut room: f64 = columns.iter().skip(usize::from(KEY)).map(|c| c.width).sum();
    let mut last = conversions::columns(columns.len() - 1);
    while room < KEY_ROOM {
        room += 8.4;
        last += 1;
    }
    last
}
