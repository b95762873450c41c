//! The reading library's values as ours. Texts are cut to the length that a cell can hold.

use calamine::{Data, ExcelDateTime};

use crate::model::{CalendarDate, CellValue, parse_date};
use crate::read::limits;

/// The beginning of a text, up to the longest that is kept.
pub(in crate::read) fn shortened(text: &str) -> String {
    if text.len() <= limits::TEXT {
        return text.to_owned();
    }
    match text.char_indices().nth(limits::TEXT) {
        Some((end, _)) => text[..end].to_owned(),
        None => text.to_owned(),
    }
}

/// The value of a cell; `None` if it is empty.
pub(super) fn cell_value(data: &Data) -> Option<CellValue> {
    Some(match data {
        #[expect(clippy::cast_precision_loss, reason = "ratings and numbers of schools are small")]
        Data::Int(n) => CellValue::Number(*n as f64),
        Data::Float(n) => CellValue::Number(*n),
        Data::String(text) => CellValue::Text(shortened(text)),
        Data::Bool(value) => CellValue::Logical(*value),
        Data::DateTime(date) => CellValue::Date(calendar_date(*date)),
        Data::DateTimeIso(text) => CellValue::Date(parse_date(text.get(..10).unwrap_or(text))),
        Data::DurationIso(_) => CellValue::Date(None),
        Data::Error(code) => CellValue::Error(code.to_string()),
        Data::Empty => return None,
    })
}

/// The day of a date serial; `None` for times and for serials that no calendar has.
fn calendar_date(date: ExcelDateTime) -> Option<CalendarDate> {
    let serial = date.as_f64();
    if date.is_duration() || !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    CalendarDate::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}
