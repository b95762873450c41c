//! The last touch to the written package: what the writing library cannot say.
//!
//! The language of the document; links whose percent-escapes the library would escape again; results of formulas that
//! are texts and look like numbers; and what charts are drawn from. The second and third are handed to it behind guards,
//! which are taken out here.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::caches::{self, Drawn};
use super::error::WorkbookError;
use super::{formulas, links};

const CORE_PROPERTIES: &str = "docProps/core.xml";
const END_OF_PROPERTIES: &str = "</cp:coreProperties>";

/// Completes the package; parts that stay as they are are copied without unpacking. `lists` are the numbers of the
/// sheets (from 1) whose formulas may have texts of any kind as results; `drawn` is what charts are drawn from.
pub(super) fn finish(written: Vec<u8>, lists: &[usize], drawn: &Drawn) -> Result<Vec<u8>, WorkbookError> {
    let capacity = written.len() + 1024;
    let mut package = ZipArchive::new(Cursor::new(written))?;
    let mut finished = ZipWriter::new(Cursor::new(Vec::with_capacity(capacity)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for index in 0..package.len() {
        let name = package.by_index_raw(index)?.name()?.into_owned();
        let Some(mend) = mending(&name, lists, drawn) else {
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

/// What mends a part's text.
type Mending<'a> = Box<dyn Fn(&str) -> String + 'a>;

fn mending<'a>(part: &str, lists: &[usize], drawn: &'a Drawn) -> Option<Mending<'a>> {
    if part == CORE_PROPERTIES {
        return Some(Box::new(|text| {
            text.replace(END_OF_PROPERTIES, &format!("<dc:language>en-GB</dc:language>{END_OF_PROPERTIES}"))
        }));
    }
    if part.starts_with("xl/charts/chart") {
        return Some(Box::new(|text| caches::fill(text, drawn)));
    }
    if part.starts_with("xl/worksheets/_rels/") {
        return Some(Box::new(|text| text.replace(links::GUARD, "")));
    }
    let number = part.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?.parse().ok()?;
    lists.contains(&number).then(|| -> Mending<'a> { Box::new(|text| text.replace(formulas::GUARD, "")) })
}
