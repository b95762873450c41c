//! The last touch to the written package: what the writing library cannot say, and compressing it.
//!
//! The language of the document; links whose percent-escapes the library would escape again; results of formulas that
//! are texts and look like numbers; and what charts are drawn from. The second and third are handed to it behind guards,
//! which are taken out here.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::caches::{self, Drawn};
use super::error::WorkbookError;
use super::{formulas, links};

const CORE_PROPERTIES: &str = "docProps/core.xml";
const END_OF_PROPERTIES: &str = "</cp:coreProperties>";

/// How hard parts are compressed.
const LEVEL: i64 = 4;

/// Completes the package and compresses its parts, several at a time; `drawn` is what charts are drawn from.
pub(super) fn finish(written: &[u8], drawn: &Drawn) -> Result<Vec<u8>, WorkbookError> {
    let package = ZipArchive::new(Cursor::new(written))?;
    let parts = (0..package.len()).into_par_iter().with_max_len(1);
    let packed: Vec<_> =
        parts.map_init(|| package.clone(), |package, index| pack(package, index, drawn)).collect();
    let mut finished = ZipWriter::new(Cursor::new(Vec::with_capacity(written.len())));
    for part in packed {
        finished.merge_archive(ZipArchive::new(Cursor::new(part?))?)?;
    }
    Ok(finished.finish()?.into_inner())
}

/// A package of its own for one part, mended and compressed.
fn pack(
    package: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    drawn: &Drawn,
) -> Result<Vec<u8>, WorkbookError> {
    let mut part = package.by_index(index)?;
    let name = part.name()?.into_owned();
    let mut text = String::with_capacity(usize::try_from(part.size()).unwrap_or_default());
    part.read_to_string(&mut text)?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default());
    let mut packed = ZipWriter::new(Cursor::new(Vec::with_capacity(text.len() / 4)));
    packed.start_file(name.as_str(), options)?;
    packed.write_all(mended(&name, &text, drawn).as_bytes())?;
    Ok(packed.finish()?.into_inner())
}

/// A part's text as it should be.
fn mended<'a>(part: &str, text: &'a str, drawn: &Drawn) -> Cow<'a, str> {
    if part == CORE_PROPERTIES {
        let language = format!("<dc:language>en-GB</dc:language>{END_OF_PROPERTIES}");
        text.replace(END_OF_PROPERTIES, &language).into()
    } else if part.starts_with("xl/charts/chart") {
        caches::fill(text, drawn).into()
    } else if part.starts_with("xl/worksheets/_rels/") {
        without(text, links::GUARD)
    } else if part.starts_with("xl/worksheets/") {
        without(text, formulas::GUARD)
    } else {
        text.into()
    }
}

/// A text without a guard.
fn without<'a>(text: &'a str, guard: &str) -> Cow<'a, str> {
    if text.contains(guard) { text.replace(guard, "").into() } else { text.into() }
}
