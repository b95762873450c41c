//! What a cell of a table holds.

use std::borrow::Cow;

use crate::model::{Band, CalendarDate, CellValue, Mean, Rating};
use crate::workbook::formulas::Stored;

/// What a cell of a table holds.
#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    Empty,
    Text(Cow<'a, str>),
    Number(f64),
    /// What follows from ratings, with its stored result.
    Formula(String, Stored),
    Date(CalendarDate),
    /// A file's name, with a link to it if there can be one.
    File(&'a str),
}

impl Value<'_> {
    /// A formula and its stored result.
    pub(crate) fn formula(formula: String, stored: impl Into<Stored>) -> Self {
        Self::Formula(formula, stored.into())
    }

    /// The text that decides how much room the cell needs.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::File(file) => Some(file),
            Self::Formula(_, Stored::Text(text)) => Some(text),
            Self::Empty | Self::Number(_) | Self::Formula(..) | Self::Date(_) => None,
        }
    }
}

/// What was typed into a cell to be filled in. A date stays one in a column of dates; elsewhere it reads as it was shown.
pub(crate) fn entry(typed: &CellValue, of_dates: bool) -> Value<'_> {
    match typed {
        CellValue::Text(text) => text.as_str().into(),
        CellValue::Number(number) if !of_dates => Value::Number(*number),
        CellValue::Date(Some(date)) if of_dates => Value::Date(*date),
        // What these show is not known, which is told.
        CellValue::Date(None) | CellValue::NoResult => Value::Empty,
        other => other.to_string().into(),
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(count: u32) -> Self {
        Self::Number(f64::from(count))
    }
}

impl From<u8> for Value<'_> {
    fn from(count: u8) -> Self {
        Self::Number(f64::from(count))
    }
}

impl From<Mean> for Value<'_> {
    fn from(mean: Mean) -> Self {
        Self::Number(mean.value())
    }
}

impl From<Rating> for Value<'_> {
    fn from(rating: Rating) -> Self {
        rating.get().into()
    }
}

impl From<Band> for Value<'_> {
    fn from(band: Band) -> Self {
        band.word().into()
    }
}

impl From<CalendarDate> for Value<'_> {
    fn from(date: CalendarDate) -> Self {
        Self::Date(date)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
