//! Sheets → the bytes of a workbook: every sheet on its own, side by side, then the package.
//!
//! In: what a workbook says about itself, the names of its sheets in their order and what writes each. Out: its bytes,
//! the same for the same input however many sheets are written at a time.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet};

use super::book::Names;
use super::caches::Drawn;
use super::error::WorkbookError;
use super::{finish, styles};

/// How hard the library compresses: hardly, because every part is unpacked once more and compressed as it will stay.
const PASSING: u8 = 1;

/// What remains to be done when a sheet is written.
#[derive(Default)]
pub(super) struct Left {
    pub(super) names: Names,
    pub(super) drawn: Drawn,
}

/// Writes the sheets of a workbook; `name` says what each is called and `fill` writes it.
pub(super) fn write<'a, S: Copy + Sync>(
    properties: &DocProperties,
    sheets: &[S],
    name: impl Fn(S) -> &'a str,
    fill: impl Fn(S, &mut Worksheet) -> Result<Left, WorkbookError> + Sync,
) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let body = Format::new().set_font_name(styles::FONT).set_font_size(11);
    workbook.set_default_format(&body, 20, 72)?;
    workbook.set_properties(properties);
    workbook.set_zip_compression_level(PASSING);
    for &sheet in sheets {
        workbook.add_worksheet().set_name(name(sheet))?.set_formula_result_default("");
    }
    let worksheets = workbook.worksheets_mut().par_iter_mut();
    let filled: Vec<_> =
        worksheets.zip(sheets.par_iter()).with_max_len(1).map(|(to, &sheet)| fill(sheet, to)).collect();
    let mut drawn = Drawn::new();
    for left in filled {
        let left = left?;
        for (name, refers_to) in left.names {
            workbook.define_name(name, &refers_to)?;
        }
        drawn.extend(left.drawn);
    }
    let written = workbook.save_to_buffer()?;
    let ((), finished) = rayon::join(|| drop(workbook), || finish::finish(&written, &drawn));
    finished
}
