//! OpenDocument spreadsheets: one part with all sheets, looked through to its end, then unfolded.

mod displayed;
mod mend;

use calamine::{Ods, OdsError};

use super::columns::Columns;
use super::contents::{RawWorkbook, Unreadable};
use super::deadline::Deadline;
use super::library::{Bytes, Displayed, LibraryError, open, unfolded};
use super::limits;
use super::package::{Package, Packing, xml};
use super::safe_copy::SafeCopy;

impl LibraryError for OdsError {
    fn is_password(&self) -> bool {
        matches!(self, Self::Password)
    }
}

/// Reads a spreadsheet.
pub(super) fn read(bytes: &[u8], columns: Columns, deadline: Deadline) -> Result<RawWorkbook, Unreadable> {
    let (copy, displayed) = mend(bytes, deadline)?;
    let book: Ods<Bytes<'_>> = open(&copy.bytes)?;
    unfolded(book, displayed, &copy, columns, deadline)
}

/// Mends a spreadsheet's package, and finds what its cells display.
fn mend(bytes: &[u8], deadline: Deadline) -> Result<(SafeCopy<'_>, Vec<Displayed>), Unreadable> {
    let mut package = Package::open(bytes)?;
    let mut copy = SafeCopy::of(Vec::new());
    let mut displayed = Vec::new();
    let mut packing = Packing::new();
    let mut is_protected = false;
    for name in ["mimetype", "META-INF/manifest.xml", "content.xml"] {
        let Some(index) = package.find(name) else {
            return Err(Unreadable::Damaged(format!("its part {name} is missing")));
        };
        let part = package.packed(index, limits::CONTENT)?.unpack()?;
        copy.is_doubtful |= !part.is_sound;
        let mut part = part.content;
        if name.starts_with("META-INF") {
            is_protected = part.windows(15).any(|w| w == b"encryption-data");
        } else if name == "content.xml" {
            if is_protected {
                return Err(Unreadable::Password);
            }
            let content = mend::mend(xml::in_utf8(part), deadline)?;
            displayed = displayed::of(&content.xml);
            copy.not_read = content.not_read;
            part = content.xml;
        }
        packing.add(name, &part)?;
    }
    copy.bytes = packing.finish()?.into();
    Ok((copy, displayed))
}
