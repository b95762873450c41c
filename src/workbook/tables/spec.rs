//! What a table is called and which columns it has.

use rust_xlsxwriter::RowNum;

use super::column::ColumnLook;

/// A table and where it goes.
pub(crate) struct TableSpec<'a> {
    pub(crate) name: &'a str,
    /// What it holds, for screen readers.
    pub(crate) about: &'a str,
    /// The row of its headings.
    pub(crate) header: RowNum,
    pub(crate) columns: &'a [ColumnLook],
    pub(crate) filter: bool,
    /// The least height of its rows, in points; `None` for the height of the text.
    pub(crate) row_height: Option<f64>,
}
