//! The last touch to the written package: what the writing library cannot say.
//!
//! The language of the document; links whose percent-escapes the library would escape again; results of formulas that
//! are texts and look like numbers. The last two are handed to it behind guards, which are taken out here.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{WorkbookError, formulas};

/// Stands before a link's address. The library leaves an address alone that holds an escaped blank; the
/// private-use character cannot be in an address otherwise, because addresses are percent-encoded.
pub(super) const GUARD: &str = "\u{F8FE}%20";

const CORE_PROPERTIES: &str = "docProps/core.xml";
const END_OF_PROPERTIES: &str = "</cp:coreProperties>";

/// Completes the package; parts that stay as they are are copied without unpacking. `lists` are the numbers of the
/// sheets (from 1) whose formulas may have texts of any kind as results.
pub(super) fn finish(written: Vec<u8>, lists: &[usize]) -> Result<Vec<u8>, WorkbookError> {
    let capacity = written.len() + 1024;
    let mut package = ZipArchive::new(Cursor::new(written))?;
    let mut finished = ZipWriter::new(Cursor::new(Vec::with_capacity(capacity)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for index in 0..package.len() {
        let name = package.by_index_raw(index)?.name()?.into_owned();
        let Some(mend) = mending(&name, lists) else {
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

fn mending(part: &str, lists: &[usize]) -> Option<fn(&str) -> String> {
    if part == CORE_PROPERTIES {
        return Some(|text| {
            text.replace(END_OF_PROPERTIES, &format!("<dc:language>en-GB</dc:language>{END_OF_PROPERTIES}"))
        });
    }
    if part.starts_with("xl/worksheets/_rels/") {
        return Some(|text| text.replace(GUARD, ""));
    }
    let number = part.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?.parse().ok()?;
    lists.contains(&number).then_some(|text| text.replace(formulas::GUARD, ""))
}
