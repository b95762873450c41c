//! Returns: one row a return, a file that gave none, or a registered school without a return.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::contract::ReturnsColumn;
use crate::data_set::ReturnRow;
use crate::model::Layout;
use crate::workbook::style::{Style, Styles};
use crate::workbook::tables::{self, TableSheet, Value, declared};

/// A column of this table.
type Column<'a> = tables::Column<'a, &'a ReturnRow>;

/// Writes the sheet under a title; links to files start from `links_base`.
pub(crate) fn write(
    returns: &[ReturnRow],
    title: &str,
    links_base: Option<&str>,
    styles: &Styles,
    to: &mut Worksheet,
) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title,
        table: ReturnsColumn::TABLE,
        about: "Every return, every file that gave none, and every registered school without a return, with what \
                became of it.",
        note: "Cells are empty where a file does not state something or gave no return; File is empty where a \
               registered school has not returned.",
        filter: true,
        row_height: Some(18.0),
        frozen_columns: 1,
        links_base,
        ..TableSheet::default()
    };
    sheet.write(styles, to, declared(declaration), returns.iter())?;
    Ok(())
}

fn declaration<'a>(column: ReturnsColumn) -> Column<'a> {
    use ReturnsColumn as C;
    match column {
        C::File => Column::across(38.0, Style::Text, |row| row.file.as_deref().map(Value::File)),
        C::Sheet => Column::across(13.0, Style::Text, |row| row.sheet.as_deref()),
        C::Layout => Column::across(12.0, Style::Text, |row| row.layout.map(Layout::word)),
        C::LocalAuthority => Column::across(14.0, Style::Text, |row| row.local_authority.as_deref()),
        C::Cluster => Column::across(16.0, Style::Text, |row| row.cluster.as_deref()),
        C::School => Column::across(26.0, Style::Text, |row| row.school.as_deref()),
        C::DfeNumber => Column::across(11.5, Style::Text, |row| row.dfe_number.map(|n| n.to_string())),
        C::Date => Column::across(12.0, Style::Date, |row| row.date),
        C::Rated => Column::across(9.0, Style::Number, |row| row.counts.map(|counts| counts.rated)),
        C::Missing => Column::across(10.5, Style::Number, |row| row.counts.map(|counts| counts.missing)),
        C::Rejected => Column::across(11.5, Style::Number, |row| row.counts.map(|counts| counts.rejected)),
        C::Status => Column::across(18.0, Style::Text, |row| row.status.word()),
    }
}
