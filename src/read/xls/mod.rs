//! Workbooks of Excel 97 to 2003, and of Excel 5 (.xls): looked through record by record, then unfolded.

mod compound_file;
mod displayed;
mod encryption;
mod mend;
mod records;

use calamine::{Xls, XlsError};

use super::columns::Columns;
use super::contents::{RawWorkbook, Unreadable};
use super::deadline::Deadline;
use super::library::{Bytes, LibraryError, open, unfolded};
use super::safe_copy::SafeCopy;
use compound_file::WorkbookStream;

impl LibraryError for XlsError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], columns: Columns, deadline: Deadline) -> Result<RawWorkbook, Unreadable> {
    let mut stream = WorkbookStream::open(bytes)?;
    encryption::undo(&mut stream.bytes);
    let not_read = mend::mend(&mut stream.bytes)?;
    let displayed = displayed::of(&stream.bytes);
    let mut copy = SafeCopy::of(stream.packed()?);
    drop(stream);
    copy.not_read = not_read.into_iter().collect();
    let book: Xls<Bytes<'_>> = open(&copy.bytes)?;
    unfolded(book, displayed, &copy, columns, deadline)
}
