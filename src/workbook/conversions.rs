//! Lengths, indexes and dates → the numbers that a sheet has for them.
//!
//! In: a length or index of what is held in memory. The plan of a workbook has checked that there is a column for each
//! cluster and school; of rows and of what is counted a computer's memory holds fewer than these numbers can say.

use rust_xlsxwriter::{ColNum, ExcelDateTime, RowNum, XlsxError};

use crate::model::CalendarDate;

/// Maximum number of columns on a sheet, set by Excel.
pub(crate) const COLUMNS: usize = 16_384;

/// A number of rows, or the index of a row.
pub(crate) fn rows(number: usize) -> RowNum {
    count(number)
}

/// A number of columns, or the index of a column.
pub(crate) fn columns(number: usize) -> ColNum {
    ColNum::try_from(number).expect("the plan has checked what gets a column of its own")
}

/// A number to be written into a cell, or to be used in a measure.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).expect("memory holds fewer things")
}

/// A date as Excel keeps it.
pub(crate) fn excel_date(date: CalendarDate) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = date.parts();
    ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())
}
