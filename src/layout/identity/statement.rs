//! A statement about whose return it is, with the cell that makes it.

use crate::model::{CalendarDate, CellRef, CellValue, Sourced, parse_date};
use crate::read::RawSheet;

use super::field_labels::Field;

/// Something that a label, heading or column states.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What it is about.
    pub field: Field,
    /// What it says, and the cell that says it.
    pub value: Sourced<CellValue>,
}

impl Statement {
    /// What a cell of a sheet states about a field; `None` if the cell is empty.
    pub(crate) fn of_cell(field: Field, sheet: &RawSheet, row: u32, column: u32) -> Option<Self> {
        let value = sheet.get(row, column)?.clone();
        Some(Self { field, value: Sourced { value, cell: CellRef::new(row, column) } })
    }

    /// What a text in a cell states about a field.
    pub(crate) fn of_text(field: Field, text: &str, cell: CellRef) -> Self {
        Self { field, value: Sourced { value: CellValue::Text(text.to_owned()), cell } }
    }
}

/// The day that a cell states as a date, if it can be read as one.
pub(crate) fn date_of(value: &CellValue) -> Option<CalendarDate> {
    match value {
        CellValue::Date(date) => *date,
        other => parse_date(&other.to_string()),
    }
}
