//! Sheets → the bytes of a workbook: every sheet on its own, side by side, then the package.
//!
//! In: what a workbook says about itself, the names of its sheets in their order and what writes each. Out: its bytes,
//! the same for the same input however many sheets are written at a time.

use rayon::iter::{
    IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator,
};
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet};

use crate::workbook::error::WorkbookError;
use crate::workbook::formulas::RepeatedFormulas;
use crate::workbook::style::FONT;

use super::chart_values::ChartValues;
use super::complete::{Additions, complete};
use super::seal::seal;

/// How hard the library compresses: hardly, because the parts that are large are unpacked once more, mended and compressed
/// as they will stay.
const PASSING: u8 = 1;

/// Names for cells, and what they refer to.
pub(crate) type DefinedNames = Vec<(String, String)>;

/// What a written sheet leaves to be done for the whole workbook.
#[derive(Default)]
pub(crate) struct WrittenSheet {
    pub(crate) names: DefinedNames,
    pub(crate) chart_values: ChartValues,
}

/// Writes the sheets of a workbook; `name` says what each is called and `fill` writes it, with formulas from `repeated`.
pub(crate) fn write<'a, S: Copy + Sync>(
    properties: &DocProperties,
    repeated: &RepeatedFormulas,
    sheets: &[S],
    name: impl Fn(S) -> &'a str,
    fill: impl Fn(S, &mut Worksheet) -> Result<WrittenSheet, WorkbookError> + Sync,
) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let body = Format::new().set_font_name(FONT).set_font_size(11);
    workbook.set_default_format(&body, 20, 72)?;
    workbook.set_properties(properties);
    workbook.set_zip_compression_level(PASSING);
    for &sheet in sheets {
        workbook.add_worksheet().set_name(name(sheet))?.set_formula_result_default("");
    }
    // The last sheet is the longest: it is begun first, so that nobody waits for it in the end.
    let worksheets = workbook.worksheets_mut().par_iter_mut().zip(sheets.par_iter()).rev();
    let filled: Vec<_> = worksheets.with_max_len(1).map(|(to, &sheet)| fill(sheet, to)).collect();
    let mut chart_values = ChartValues::new();
    for sheet in filled.into_iter().rev() {
        let sheet = sheet?;
        for (name, refers_to) in sheet.names {
            workbook.define_name(name, &refers_to)?;
        }
        chart_values.extend(sheet.chart_values);
    }
    let written = workbook.save_to_buffer()?;
    let additions = Additions { chart_values, formulas: repeated.all() };
    let ((), completed) = rayon::join(|| drop(workbook), || complete(&written, &additions));
    completed.map(seal)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use crate::workbook::formulas::{self, Stored};

    use super::*;

    #[test]
    fn formulas_and_their_results_arrive_as_they_are() {
        let formulas = [
            ("=B1+1", Stored::Number(2.5)),
            ("=\"\"&3", Stored::text("3")),
            ("=IF(B3<2,\"a & b\",\"\")", Stored::text("a & b\\c")),
            ("='A 1'!B4", Stored::Nothing),
        ];
        let bytes = write(
            &DocProperties::new(),
            &RepeatedFormulas::default(),
            &["One", "Two"],
            |name| name,
            |_, to| {
                for (row, (formula, stored)) in (0..).zip(&formulas) {
                    formulas::put(to, (row, 0), formula, stored)?;
                }
                Ok(WrittenSheet::default())
            },
        )
        .expect("a workbook");
        let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        for part in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
            let mut text = String::new();
            package.by_name(part).expect("a sheet").read_to_string(&mut text).expect("text");
            for cell in [
                "<c r=\"A1\"><f>B1+1</f><v>2.5</v></c>",
                "<c r=\"A2\" t=\"str\"><f>\"\"&amp;3</f><v>3</v></c>",
                "<c r=\"A3\" t=\"str\"><f>IF(B3&lt;2,\"a &amp; b\",\"\")</f><v>a &amp; b\\c</v></c>",
                "<c r=\"A4\" t=\"str\"><f>'A 1'!B4</f><v></v></c>",
            ] {
                assert!(text.contains(cell), "{cell} in {text}");
            }
        }
    }
}
