//! What stands above a grid: whose it is, the key, the check of what was typed.

use rust_xlsxwriter::{
    ColNum, ConditionalFormatCell, ConditionalFormatCellRule, Format, RowNum, Worksheet, XlsxError,
};

use crate::model::Band;

use super::book::Book;
use super::formulas::{self, Stored};
use super::place::CHECK;
use super::styles::{self, Style};
use super::table::Column;
use super::{bands, names, page};

/// The room that the key's texts need right of the KSFs, in characters.
const KEY_ROOM: f64 = 92.0;
/// The row of the local authority; cluster, period and check follow.
const FIRST: u32 = page::BODY;
/// The column of the key.
const KEY: ColNum = 2;

/// Writes title, names, key and check; returns the last column to be printed.
pub(super) fn write(
    book: &Book,
    cluster: usize,
    to: &mut Worksheet,
    columns: &[Column],
) -> Result<ColNum, XlsxError> {
    let place = &book.places.grids[cluster];
    let table = page::about_table(&place.table, place.header(), place.averages_row());
    let scale = book.framework.scale;
    let below = match book.framework.questions.as_slice() {
        [] => "",
        _ => " Questions stand below.",
    };
    let about = format!(
        "{table} Change or clear a rating and everything follows; Check counts what is no whole number from {} to \
         {}.{below}",
        scale.lowest, scale.highest
    );
    page::open(to, &book.styles, &format!("KSF grid: {}", book.cluster_names[cluster]), &about)?;
    write_names(book, cluster, to, columns[1].width)?;
    write_key(book, to)?;
    write_check(book, cluster, to)?;
    Ok(last_printed(columns))
}

/// Local authority, cluster and period: label in A, value in B.
fn write_names(book: &Book, cluster: usize, to: &mut Worksheet, width: f64) -> Result<(), XlsxError> {
    let figures = &book.figures.clusters[cluster];
    let period = book.settings.period.as_deref().unwrap_or("Not stated");
    let lines = [
        ("Local authority", figures.local_authority.as_str()),
        ("Cluster", figures.name.as_str()),
        ("Period", period),
    ];
    for (row, (label, value)) in (FIRST..).zip(lines) {
        let value = names::one_line(value);
        to.set_row_height(row, page::height(page::lines(&value, width), page::LINE))?;
        to.write_string_with_format(row, 0, label, book.styles.get(Style::Label))?;
        to.write_string_with_format(row, 1, value, book.styles.get(Style::Value))?;
    }
    Ok(())
}

/// The key, right of the names: so little height is taken from the grid.
fn write_key(book: &Book, to: &mut Worksheet) -> Result<(), XlsxError> {
    let text = book.styles.get(Style::KeyText);
    for (row, band) in (FIRST..).zip(Band::ALL) {
        let format = book.styles.get(Style::key(band));
        let definition = book.framework.definition(band);
        if definition.from == definition.to {
            to.write_number_with_format(row, KEY, definition.from, format)?;
        } else {
            to.write_string_with_format(row, KEY, bands::limits(band, book.framework), format)?;
        }
        let (word, letter) = (band.word(), band.letter());
        let meaning = format!("{word} ({letter}): {}", definition.meaning);
        to.write_string_with_format(row, KEY + 1, names::one_line(&meaning), text)?;
    }
    to.write_blank(FIRST + 3, KEY, book.styles.get(Style::KeyGap))?;
    let gap = "Gap: no rating that can be used; a note on the cell says why. Grey cells work themselves out.";
    to.write_string_with_format(FIRST + 3, KEY + 1, gap, text)?;
    Ok(())
}

/// The cell that counts entries which are no ratings: pasting gets past the rule for what may be typed.
fn write_check(book: &Book, cluster: usize, to: &mut Worksheet) -> Result<(), XlsxError> {
    let (place, (row, column)) = (&book.places.grids[cluster], CHECK);
    to.set_row_height(row, page::height(1, page::LINE))?;
    to.write_string_with_format(row, 0, "Check", book.styles.get(Style::Label))?;
    let formula = formulas::entries_to_correct(place, book.framework.scale);
    formulas::write(to, (row, column), &formula, &Stored::Number(0.0), book.styles.get(Style::Check))?;
    alert(to, CHECK)
}

/// Makes a count of entries to correct stand out while there are any.
pub(super) fn alert(to: &mut Worksheet, (row, column): (RowNum, ColNum)) -> Result<(), XlsxError> {
    let alert = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(0))
        .set_format(styles::band(Format::new(), Band::Low));
    to.add_conditional_format(row, column, row, column, &alert)?;
    Ok(())
}

/// The last column to be printed: the table's, or further right where the key needs more room.
fn last_printed(columns: &[Column]) -> ColNum {
    let mut room: f64 = columns.iter().skip(usize::from(KEY)).map(|c| c.width).sum();
    let mut last = ColNum::try_from(columns.len() - 1).unwrap_or(ColNum::MAX);
    while room < KEY_ROOM {
        room += 8.4;
        last += 1;
    }
    last
}
