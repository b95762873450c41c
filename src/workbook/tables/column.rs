//! A table and its columns, each declared once: heading, width, style, and what its cells hold.

use rust_xlsxwriter::RowNum;

use crate::contract::FixedColumn;
use crate::workbook::style::Style;

use super::value::Value;

/// How a column looks.
#[derive(Debug, Clone)]
pub(crate) struct ColumnLook {
    pub(crate) heading: String,
    /// In digits of the body's font.
    pub(crate) width: f64,
    /// How its cells look.
    pub(crate) style: Style,
    /// Whether its heading is turned by 90°.
    pub(crate) turned: bool,
}

/// A table and where it goes.
pub(crate) struct TableSpec<'a> {
    pub(crate) name: &'a str,
    /// What it holds, for screen readers.
    pub(crate) about: &'a str,
    /// The row of its headings.
    pub(crate) header: RowNum,
    pub(crate) columns: &'a [ColumnLook],
    pub(crate) filter: bool,
    /// The height of its headings, in points; `None` for the height of their texts.
    pub(crate) headings: Option<f64>,
    /// The least height of its rows, in points; `None` for the height of the text.
    pub(crate) row_height: Option<f64>,
}

/// A column of a table that has a row for each `R`.
pub(crate) struct Column<'a, R> {
    pub(crate) look: ColumnLook,
    value: Box<dyn Fn(&R) -> Value<'a> + 'a>,
}

impl<'a, R> Column<'a, R> {
    /// A column whose heading reads across.
    pub(crate) fn across<V: Into<Value<'a>>>(width: f64, style: Style, value: impl Fn(&R) -> V + 'a) -> Self {
        let look = ColumnLook { heading: String::new(), width, style, turned: false };
        Self { look, value: Box::new(move |row| value(row).into()) }
    }

    /// A narrow column whose heading is turned.
    pub(crate) fn turned<V: Into<Value<'a>>>(width: f64, style: Style, value: impl Fn(&R) -> V + 'a) -> Self {
        let column = Self::across(width, style, value);
        Self { look: ColumnLook { turned: true, ..column.look }, ..column }
    }

    /// The same column under a heading.
    pub(crate) fn headed(mut self, heading: &str) -> Self {
        heading.clone_into(&mut self.look.heading);
        self
    }

    /// What its cell in a row holds.
    pub(crate) fn value(&self, row: &R) -> Value<'a> {
        (self.value)(row)
    }
}

/// Columns with fixed headings, in their order.
pub(crate) fn declared<'a, C: FixedColumn, R>(declare: impl Fn(C) -> Column<'a, R>) -> Vec<Column<'a, R>> {
    C::ALL.iter().map(|&column| declare(column).headed(column.heading())).collect()
}

/// How these columns look, and what they hold in these rows.
pub(crate) fn filled<R>(
    columns: Vec<Column<'_, R>>,
    rows: impl Iterator<Item = R>,
) -> (Vec<ColumnLook>, Vec<Vec<Value<'_>>>) {
    let values = rows.map(|row| columns.iter().map(|column| column.value(&row)).collect()).collect();
    (columns.into_iter().map(|column| column.look).collect(), values)
}
