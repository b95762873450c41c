//! The workbook inside the compound file that an .xls file is.
//!
//! In: the file's bytes. Out: the workbook's stream; a new compound file of it alone, without the loops that a damaged one
//! may have.

use std::io::{self, Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use crate::read::contents::Unreadable;
use crate::read::limits;

/// The stream of a workbook, and its name.
pub(super) struct WorkbookStream {
    name: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl WorkbookStream {
    pub(super) fn open(file: &[u8]) -> Result<Self, Unreadable> {
        if file.len() as u64 > limits::STREAM {
            let mb = file.len() / (1024 * 1024);
            return Err(Unreadable::TooLarge(format!("it has {mb} MB")));
        }
        let mut file = CompoundFile::open(Cursor::new(file)).map_err(broken)?;
        let name = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
        let mut bytes = Vec::new();
        let read = file.open_stream(name).and_then(|s| s.take(limits::STREAM).read_to_end(&mut bytes));
        read.map_err(|_| Unreadable::Damaged("the end of the file is missing".to_owned()))?;
        Ok(Self { name, bytes })
    }

    /// A compound file of this stream alone.
    pub(super) fn packed(&self) -> Result<Vec<u8>, Unreadable> {
        self.pack().map_err(broken)
    }

    fn pack(&self) -> io::Result<Vec<u8>> {
        let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
        file.create_stream(self.name)?.write_all(&self.bytes)?;
        file.flush()?;
        Ok(file.into_inner().into_inner())
    }
}

fn broken(_: io::Error) -> Unreadable {
    Unreadable::Damaged("its table of contents is broken".to_owned())
}
