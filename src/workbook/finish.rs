//! The last touch to the written package: what the writing library cannot say, and compressing it.
//!
//! The language of the document; links whose percent-escapes the library would escape again; results of formulas that
//! are texts and look like numbers; what charts are drawn from; and formulas that many cells have. The second and third are
//! handed to it behind guards, which are taken out here; the last as stand-ins, which are filled in here. Each part is
//! compressed as it will stay, several at a time.

use std::io::{Cursor, Read, Write};
use std::ops::Range;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::caches::{self, Drawn};
use super::error::WorkbookError;
use super::{formulas, links};

const CORE_PROPERTIES: &str = "docProps/core.xml";
const END_OF_PROPERTIES: &str = "</cp:coreProperties>";
const LANGUAGE_AND_END: &str = "<dc:language>en-GB</dc:language></cp:coreProperties>";

/// How hard parts are compressed.
const LEVEL: i64 = 2;
/// Parts are packed together until they have so many bytes.
const BUNDLE: u64 = 128 * 1024;

/// What parts are completed with.
pub(super) struct Completing {
    /// What charts are drawn from.
    pub(super) drawn: Drawn,
    /// The formulas that many cells have.
    pub(super) patterns: Vec<String>,
}

/// Completes the package and compresses its parts, several at a time.
pub(super) fn finish(written: &[u8], with: &Completing) -> Result<Vec<u8>, WorkbookError> {
    let mut package = ZipArchive::new(Cursor::new(written))?;
    let bundles = bundles(&mut package)?;
    let packed: Vec<_> = bundles
        .into_par_iter()
        .with_max_len(1)
        .map_init(|| package.clone(), |package, parts| pack(package, parts, with))
        .collect();
    let mut finished = ZipWriter::new(Cursor::new(Vec::with_capacity(written.len())));
    for bundle in packed {
        finished.merge_archive(ZipArchive::new(Cursor::new(bundle?))?)?;
    }
    Ok(finished.finish()?.into_inner())
}

/// Divides the parts, in their order.
fn bundles(package: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Range<usize>>, WorkbookError> {
    let (mut bundles, mut first, mut bytes) = (Vec::new(), 0, 0);
    for index in 0..package.len() {
        bytes += package.by_index_raw(index)?.size();
        if bytes >= BUNDLE {
            bundles.push(first..index + 1);
            (first, bytes) = (index + 1, 0);
        }
    }
    bundles.push(first..package.len());
    Ok(bundles)
}

/// A package of its own for some parts, mended and compressed.
fn pack(
    package: &mut ZipArchive<Cursor<&[u8]>>,
    parts: Range<usize>,
    with: &Completing,
) -> Result<Vec<u8>, WorkbookError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default());
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let mut text = String::new();
    for index in parts {
        let name = package.by_index_raw(index)?.name()?.into_owned();
        let Some(mend) = mending(&name) else {
            packed.raw_copy_file(package.by_index_raw(index)?)?;
            continue;
        };
        let mut part = package.by_index(index)?;
        text.clear();
        text.reserve(usize::try_from(part.size()).unwrap_or_default());
        part.read_to_string(&mut text)?;
        packed.start_file(name, options)?;
        packed.write_all(mend(&text, with).as_bytes())?;
    }
    Ok(packed.finish()?.into_inner())
}

/// What mends a part's text.
type Mending = fn(&str, &Completing) -> String;

/// How a part is mended; those that stay as they are remain as the library compressed them.
fn mending(part: &str) -> Option<Mending> {
    if part == CORE_PROPERTIES {
        Some(|text, _| text.replace(END_OF_PROPERTIES, LANGUAGE_AND_END))
    } else if part.starts_with("xl/charts/chart") {
        Some(|text, with| caches::fill(text, &with.drawn))
    } else if part.starts_with("xl/worksheets/_rels/") {
        Some(|text, _| text.replace(links::GUARD, ""))
    } else if part.starts_with("xl/worksheets/") {
        Some(|text, with| formulas::complete(text, &with.patterns))
    } else {
        None
    }
}
