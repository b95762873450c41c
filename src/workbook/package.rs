//! STUB until merge
use super::book::Names;
use super::caches::Drawn;
use super::error::WorkbookError;
use super::{finish, styles};
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet};
#[derive(Default)]
pub(super) struct Left {
    pub(super) names: Names,
    pub(super) drawn: Drawn,
}
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
    for &sheet in sheets {
        let w = workbook.add_worksheet();
        w.set_name(name(sheet))?.set_formula_result_default("");
        fill(sheet, w)?;
    }
    finish::finish(workbook.save_to_buffer()?, &[], &Drawn::new())
}
