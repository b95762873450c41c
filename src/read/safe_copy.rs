//! A file as the reading library is given it: looked through, unpacked within limits and mended, so that the cost of
//! reading it is known.

use std::borrow::Cow;

use super::contents::Unreadable;

/// A file that the reading library can be given.
pub(super) struct SafeCopy<'a> {
    /// The file, or a mended copy.
    pub(super) bytes: Cow<'a, [u8]>,
    /// Whether a part's checksum is wrong: it may be damaged.
    pub(super) is_doubtful: bool,
    /// Sheets that are not read completely: index in the workbook, and reason.
    pub(super) not_read: Vec<(usize, String)>,
    /// Why a sheet is missing from the copy.
    pub(super) lost: Option<Unreadable>,
}

impl<'a> SafeCopy<'a> {
    pub(super) fn of(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { bytes: bytes.into(), is_doubtful: false, not_read: Vec::new(), lost: None }
    }
}
