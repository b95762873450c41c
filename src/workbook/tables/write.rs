//! Columns and rows of values → an Excel table that starts in column A.

use rust_xlsxwriter::{
    ColNum, IgnoreError, RowNum, Table, TableColumn, TableStyle, Url, Worksheet, XlsxError,
};

use crate::workbook::conversions::{self, excel_date};
use crate::workbook::formulas::put;
use crate::workbook::page::FileLinks;
use crate::workbook::style::{Style, Styles};
use crate::workbook::text::{LINE, cell_text, escaped, one_line, row_height};

use super::column::{ColumnLook, TableSpec};
use super::sizes::{headings_height, lines};
use super::value::Value;

/// Writes a table and returns its last row. A table without rows gets an empty one, as Excel demands.
pub(crate) fn write<'a>(
    to: &mut Worksheet,
    styles: &Styles,
    spec: &TableSpec,
    links: Option<&FileLinks>,
    rows: impl Iterator<Item = Vec<Value<'a>>>,
) -> Result<RowNum, XlsxError> {
    let first = spec.header + 1;
    let mut body = RowWriter { to, links, linked: Vec::new() };
    let mut next = first;
    for row in rows {
        body.write_row(spec, next, &row)?;
        next += 1;
    }
    if next == first {
        body.write_row(spec, first, &[])?;
    }
    let (last, linked) = (next.max(first + 1) - 1, body.linked);
    for (number, column) in (0..).zip(spec.columns) {
        let format = styles.get(column.style);
        if next == first {
            to.write_blank(first, number, format)?;
        }
        // All at once, because the library looks a format up by everything that it says.
        to.set_range_format(first, number, last, number, format)?;
    }
    for (row, column, link) in linked {
        to.write_url_with_format(row, column, link, styles.get(Style::FileLink))?;
    }
    let last_column = conversions::columns(spec.columns.len() - 1);
    to.ignore_error_range(spec.header, 0, last, last_column, IgnoreError::NumberStoredAsText)?;
    let columns: Vec<TableColumn> =
        spec.columns.iter().map(|c| TableColumn::new().set_header(escaped(&c.heading))).collect();
    add(to, spec, &columns, last, false)?;
    write_headings(to, styles, spec)?;
    Ok(last)
}

/// Makes a range a table; `totals` if its last row is a row of totals.
pub(crate) fn add(
    to: &mut Worksheet,
    spec: &TableSpec,
    columns: &[TableColumn],
    last_row: RowNum,
    totals: bool,
) -> Result<(), XlsxError> {
    let table = Table::new()
        .set_name(spec.name)
        .set_alt_text_title(spec.name)
        .set_alt_text(spec.about)
        .set_style(TableStyle::None)
        .set_autofilter(spec.filter)
        .set_total_row(totals)
        .set_columns(columns);
    let last_column = conversions::columns(columns.len() - 1);
    to.add_table(spec.header, 0, last_row, last_column, &table)?;
    Ok(())
}

/// Writes the headings over those that `add` left, so that cell and table agree in Excel's eyes.
pub(crate) fn write_headings(to: &mut Worksheet, styles: &Styles, spec: &TableSpec) -> Result<(), XlsxError> {
    for (number, column) in (0..).zip(spec.columns) {
        let style = if column.turned { Style::TurnedHeading } else { Style::Heading };
        to.write_string_with_format(spec.header, number, column.heading.as_str(), styles.get(style))?;
    }
    to.set_row_height(spec.header, headings_height(spec))?;
    Ok(())
}

/// Sets the widths of the columns of a sheet.
pub(crate) fn set_widths(to: &mut Worksheet, columns: &[ColumnLook]) -> Result<(), XlsxError> {
    for (number, column) in (0..).zip(columns) {
        to.set_column_width(number, column.width)?;
    }
    Ok(())
}

/// The rows of a table while they are written.
struct RowWriter<'a> {
    to: &'a mut Worksheet,
    links: Option<&'a FileLinks<'a>>,
    /// Links to files and their cells.
    linked: Vec<(RowNum, ColNum, Url)>,
}

impl RowWriter<'_> {
    /// Writes the values of a row; their formats follow by columns.
    fn write_row(&mut self, spec: &TableSpec, row: RowNum, values: &[Value]) -> Result<(), XlsxError> {
        for ((number, column), value) in (0..).zip(spec.columns).zip(values) {
            self.write_value((row, number), column.style, value)?;
        }
        let tall = lines(values, spec.columns);
        let least = spec.row_height.unwrap_or(0.0);
        if tall > 1 || least > 0.0 {
            self.to.set_row_height(row, row_height(tall, LINE).max(least))?;
        }
        Ok(())
    }

    /// Writes a value, or keeps a link to a file for later.
    fn write_value(&mut self, cell: (RowNum, ColNum), style: Style, value: &Value) -> Result<(), XlsxError> {
        if let Value::File(file) = value
            && let Some(link) = self.links.and_then(|links| links.to(file))
        {
            self.linked.push((cell.0, cell.1, link));
            return Ok(());
        }
        write_value(self.to, cell, style, value)
    }
}

/// Writes a value into a cell whose format follows; a file without a link to it.
pub(crate) fn write_value(
    to: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    style: Style,
    value: &Value,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => return Ok(()),
        Value::Text(text) if style.wraps().is_some() => to.write_string(row, column, cell_text(text))?,
        Value::Text(text) => to.write_string(row, column, one_line(text))?,
        Value::File(file) => to.write_string(row, column, one_line(file))?,
        Value::Number(number) => to.write_number(row, column, *number)?,
        Value::Formula(formula, stored) => return put(to, (row, column), formula, stored),
        Value::Date(date) => to.write_datetime(row, column, excel_date(*date)?)?,
    };
    Ok(())
}
