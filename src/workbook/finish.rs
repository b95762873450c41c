//! The last touch to the written package: what the writing library cannot say.
//!
//! Two things: the language of the document, and links whose percent-escapes the library would escape again.
//! Those are handed to it behind a guard ([`GUARD`]), which is taken out here.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::WorkbookError;

/// Stands before a link's address. The library leaves an address alone that holds an escaped blank; the
/// private-use character cannot be in an address otherwise, because addresses are percent-encoded.
pub(super) const GUARD: &str = "\u{F8FE}%20";

const CORE_PROPERTIES: &str = "docProps/core.xml";
const END_OF_PROPERTIES: &str = "</cp:coreProperties>";

/// Completes the package; parts that stay as they are are copied without unpacking.
pub(super) fn finish(written: Vec<u8>) -> Result<Vec<u8>, WorkbookError> {
    let capacity = written.len() + 1024;
    let mut package = ZipArchive::new(Cursor::new(written))?;
    let mut finished = ZipWriter::new(Cursor::new(Vec::with_capacity(capacity)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for index in 0..package.len() {
        let name = package.by_index_raw(index)?.name()?.into_owned();
        let Some(mend) = mending(&name) else {
            finished.raw_copy_file(package.by_index_raw(index)?)?;
            continue;
        };
        let mut text = String::new();
        package.by_index(index)?.read_to_string(&mut text)?;
        finished.start_file(name, options)?;
        finished.write_all(mend(&text).as_bytes())?;
    }
    Ok(finished.finish()?.into_inner())
}

fn mending(part: &str) -> Option<fn(&str) -> String> {
    if part == CORE_PROPERTIES {
        return Some(|text| {
            text.replace(END_OF_PROPERTIES, &format!("<dc:language>en-GB</dc:language>{END_OF_PROPERTIES}"))
        });
    }
    part.starts_with("xl/worksheets/_rels/").then_some(|text| text.replace(GUARD, ""))
}
