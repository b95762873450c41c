//! The last touch to the written package: what the writing library cannot say, and compressing it.
//!
//! The language of the document; links whose percent-escapes the library would escape again; results of formulas that
//! are texts and look like numbers; what charts are drawn from, and that they name every bar; and formulas that many cells
//! have. The second and third are handed to it behind guards, which are taken out here; the last as stand-ins, which are
//! filled in here. Each part is compressed as it will stay, several at a time.

use std::io::{self, Cursor, Write};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::inflate::inflate;
use crate::workbook::error::WorkbookError;
use crate::workbook::formulas;
use crate::workbook::page::ADDRESS_GUARD;

use super::chart_values::{self, ChartValues};

const CORE_PROPERTIES: &str = "docProps/core.xml";
const END_OF_PROPERTIES: &str = "</cp:coreProperties>";
const LANGUAGE_AND_END: &str = "<dc:language>en-GB</dc:language></cp:coreProperties>";

const END_OF_LABELS: &str = "</c:catAx>";
/// Left to itself, Excel leaves names out if they take several lines; the library takes 1 for that.
const EVERY_LABEL_AND_END: &str = "<c:tickLblSkip val=\"1\"/></c:catAx>";

/// How hard parts are compressed.
const LEVEL: i64 = 2;

/// What is added to parts.
pub(crate) struct Additions {
    /// What charts are drawn from.
    pub(crate) chart_values: ChartValues,
    /// The formulas that many cells have.
    pub(crate) formulas: Vec<String>,
}

/// Completes the package and compresses its parts, several at a time.
pub(crate) fn complete(written: &[u8], with: &Additions) -> Result<Vec<u8>, WorkbookError> {
    let package = ZipArchive::new(Cursor::new(written))?;
    let packed: Vec<_> = (0..package.len())
        .into_par_iter()
        .map_init(
            || (package.clone(), Texts::default()),
            |(package, texts), part| pack(written, package, texts, part, with),
        )
        .collect();
    let mut completed = ZipWriter::new(Cursor::new(Vec::with_capacity(written.len())));
    for part in packed {
        completed.merge_archive(ZipArchive::new(Cursor::new(part?))?)?;
    }
    Ok(completed.finish()?.into_inner())
}

/// A package of its own for a part, mended and compressed.
fn pack(
    written: &[u8],
    package: &mut ZipArchive<Cursor<&[u8]>>,
    texts: &mut Texts,
    index: usize,
    with: &Additions,
) -> Result<Vec<u8>, WorkbookError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default());
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let part = package.by_index_raw(index)?;
    let name = part.name()?.into_owned();
    match mending(&name) {
        Some(mend) => {
            texts.unpack(written, &part)?;
            drop(part);
            packed.start_file(name, options)?;
            packed.write_all(texts.mended(mend, with)?.as_bytes())?;
        }
        None => packed.raw_copy_file(part)?,
    }
    Ok(packed.finish()?.into_inner())
}

/// A part as it was written, and as it is to be.
#[derive(Default)]
struct Texts {
    written: Vec<u8>,
    mended: String,
}

impl Texts {
    /// Takes a part of the package out of its bytes.
    fn unpack(&mut self, package: &[u8], part: &ZipFile<'_, Cursor<&[u8]>>) -> Result<(), WorkbookError> {
        let size = |bytes: u64| usize::try_from(bytes).unwrap_or_default();
        let from = size(part.data_start().unwrap_or_default());
        let packed = package.get(from..from + size(part.compressed_size())).unwrap_or_default();
        self.written.clear();
        self.written.reserve(size(part.size()) + 1);
        let is_whole = inflate(packed, &mut self.written) && self.written.len() == size(part.size());
        if is_whole { Ok(()) } else { Err(io::Error::from(io::ErrorKind::InvalidData).into()) }
    }

    fn mended(&mut self, mend: Mending, with: &Additions) -> Result<&str, WorkbookError> {
        let written = str::from_utf8(&self.written).map_err(io::Error::other)?;
        self.mended.clear();
        mend(written, with, &mut self.mended);
        Ok(&self.mended)
    }
}

/// What mends a part's text: it is written behind the last argument.
type Mending = fn(&str, &Additions, &mut String);

/// How a part is mended; those that stay as they are remain as the library compressed them.
fn mending(part: &str) -> Option<Mending> {
    if part == CORE_PROPERTIES {
        Some(|text, _, to| to.push_str(&text.replace(END_OF_PROPERTIES, LANGUAGE_AND_END)))
    } else if part.starts_with("xl/charts/chart") {
        Some(|text, with, to| {
            to.push_str(
                &chart_values::fill(text, &with.chart_values).replace(END_OF_LABELS, EVERY_LABEL_AND_END),
            );
        })
    } else if part.starts_with("xl/worksheets/_rels/") {
        Some(|text, _, to| to.push_str(&text.replace(ADDRESS_GUARD, "")))
    } else if part.starts_with("xl/worksheets/") {
        Some(|text, with, to| formulas::fill_in(text, &with.formulas, to))
    } else {
        None
    }
}
