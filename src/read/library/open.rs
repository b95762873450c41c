//! Opens a workbook with the reading library.
//!
//! In: bytes. Out: the library's workbook, or why the file cannot be read.

use std::fmt::Display;
use std::io::Cursor;

use calamine::Reader;

use crate::read::contents::Unreadable;

/// What the library reads from.
pub(in crate::read) type Bytes<'a> = Cursor<&'a [u8]>;

/// An error of the library for one format.
pub(in crate::read) trait LibraryError: Display {
    /// Whether the workbook asks for a password.
    fn is_password(&self) -> bool;

    /// The error in words for a user.
    fn plainly(&self) -> String {
        self.to_string()
    }
}

/// Opens a workbook.
pub(in crate::read) fn open<'a, R>(bytes: &'a [u8]) -> Result<R, Unreadable>
where
    R: Reader<Bytes<'a>>,
    R::Error: LibraryError,
{
    R::new(Cursor::new(bytes)).map_err(|error: R::Error| {
        if error.is_password() { Unreadable::Password } else { Unreadable::Damaged(error.plainly()) }
    })
}
