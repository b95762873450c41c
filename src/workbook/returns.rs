//! Returns: one row a return, a file that gave none, or a registered school without a return.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::data_set::{Counts, ReturnRow};
use crate::model::Layout;

use super::book::Book;
use super::styles::Style;
use super::table::{Column, Value, column};
use super::table_sheet::{self, TableSheet};

/// Writes the sheet under a title.
pub(super) fn write(book: &Book, to: &mut Worksheet, title: &str) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title,
        table: "Returns",
        about: "Every return, every file that gave none, and every registered school without a return, with what \
                became of it.",
        note: "Cells are empty where a file does not state something or gave no return; File is empty where a \
               registered school has not returned.",
        filter: true,
        row_height: Some(18.0),
        frozen: 1,
        alike: None,
    };
    let rows = book.data.returns.iter().map(row).collect();
    table_sheet::write(book, to, &sheet, columns(), rows)?;
    Ok(())
}

fn columns() -> Vec<Column> {
    vec![
        column("File", 64.0, Style::Text),
        column("Sheet", 20.0, Style::Text),
        column("Layout", 13.0, Style::Text),
        column("Local authority", 18.0, Style::Text),
        column("Cluster", 20.0, Style::Text),
        column("School", 32.0, Style::Text),
        column("DfE number", 12.0, Style::Text),
        column("Date", 13.0, Style::Date),
        column("Rated", 10.0, Style::Number),
        column("Missing", 12.0, Style::Number),
        column("Rejected", 13.0, Style::Number),
        column("Status", 24.0, Style::Text),
    ]
}

fn row(from: &ReturnRow) -> Vec<Value<'_>> {
    let count = |of: fn(Counts) -> u32| from.counts.map_or(Value::Empty, |c| Value::count(of(c)));
    vec![
        from.file.as_deref().map_or(Value::Empty, Value::File),
        Value::maybe(from.sheet.as_deref()),
        Value::maybe(from.layout.map(Layout::word)),
        Value::maybe(from.local_authority.as_deref()),
        Value::maybe(from.cluster.as_deref()),
        Value::maybe(from.school.as_deref()),
        Value::maybe(from.dfe_number.map(|n| n.to_string())),
        from.date.map_or(Value::Empty, Value::Date),
        count(|c| c.rated),
        count(|c| c.missing),
        count(|c| c.rejected),
        Value::text(from.status.word()),
    ]
}
