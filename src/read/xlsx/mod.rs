//! Workbooks of Excel 2007 and later (.xlsx, .xlsm): mended part by part, then streamed.

mod cells;
mod mend;
mod plain_sheet;
mod view;
mod workbook_parts;
mod worksheet;

use super::columns::Columns;
use super::contents::{RawWorkbook, Unreadable};
use super::deadline::Deadline;
use super::package::Package;
use super::safe_copy::SafeCopy;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], columns: Columns, deadline: Deadline) -> Result<RawWorkbook, Unreadable> {
    let copy = if columns.are_all() {
        mend::mend(bytes, deadline)?
    } else {
        // A list of schools that the user named may be as large as a country's register: it is streamed as it is, as only
        // some of its columns are kept.
        Package::open(bytes)?;
        SafeCopy::of(bytes)
    };
    cells::read(&copy, columns, deadline)
}
