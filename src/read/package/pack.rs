//! Packs mended parts into a package for the reading library, without compressing them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::read::contents::Unreadable;

/// Bytes that are reserved for a package; most fit.
const RESERVED: usize = 48 * 1024;

/// A package that is being written.
pub(in crate::read) struct Packing(ZipWriter<Cursor<Vec<u8>>>);

impl Packing {
    pub(in crate::read) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::with_capacity(RESERVED))))
    }

    pub(in crate::read) fn add(&mut self, name: &str, content: &[u8]) -> Result<(), Unreadable> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let added = self.0.start_file(name, options).is_ok() && self.0.write_all(content).is_ok();
        if added { Ok(()) } else { Err(Unreadable::Damaged(format!("its part {name} has no proper name"))) }
    }

    pub(in crate::read) fn finish(self) -> Result<Vec<u8>, Unreadable> {
        let packed = self.0.finish();
        packed.map(Cursor::into_inner).map_err(|e| Unreadable::Damaged(e.to_string()))
    }
}
