//! The formats of an Excel 97–2003 workbook's number cells that display something else than the number, as the reading library
//! drops formats, its hidden rows and columns, and its merged cells.
//!
//! In: the workbook's stream. Out: a [`Displayed`] for each worksheet. Only number formats, the cell formats that use them,
//! each cell's format, and what rows and columns say of themselves are looked at. What is not understood is left to the reading library.

use std::collections::HashMap;
use std::rc::Rc;

use encoding_rs::UTF_16LE;

use super::records::{
    BOF, CELL_FORMAT, COLUMNS, EOF, FONT, FORMULA, MERGED_ASIDE, MULTIPLE_RK, NUMBER, NUMBER_FORMAT, RK, ROW,
    SHEET, record, sheet_offset, u16_at,
};
use crate::model::CellRef;
use crate::read::library::{Displayed, DisplayedInstead};
use crate::read::number_format::NumberFormat;
use crate::read::sheet_view::{Merged, SheetView};

/// The bit of a row's options that says that it is hidden.
const HIDDEN_ROW: u16 = 0x20;

/// The bit of a font's options that says that it strikes out.
const STRUCK_OUT: u16 = 0x08;

/// The kind and the data of each record from an offset on.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let next = |offset| record(stream, offset);
    std::iter::successors(next(from), move |record| next(record.data.end))
        .map(|record| (record.kind, &stream[record.data]))
}

/// Finds what each worksheet displays, in order.
pub(super) fn of(stream: &[u8]) -> Vec<Displayed> {
    let mut formats: HashMap<u16, String> = HashMap::new();
    let mut fonts: Vec<bool> = Vec::new();
    let mut cell_formats: Vec<(u16, u16)> = Vec::new();
    let mut sheets: Vec<usize> = Vec::new();
    let mut is_old = false;
    for (kind, data) in records(stream, 0) {
        match kind {
            BOF => is_old = u16_at(data, 0) != Some(0x0600),
            NUMBER_FORMAT => formats.extend(u16_at(data, 0).zip(code(data, is_old))),
            FONT => fonts.push(u16_at(data, 2).is_some_and(|options| options & STRUCK_OUT != 0)),
            CELL_FORMAT => cell_formats.extend(u16_at(data, 0).zip(u16_at(data, 2))),
            SHEET if data.get(5) == Some(&0) => sheets.extend(sheet_offset(data)),
            EOF => break,
            _ => {}
        }
    }
    let unusual = cell_formats.iter().map(|(font, number)| {
        let code = formats.get(number).map_or(NumberFormat::built_in(*number), String::as_str);
        // No font has the index 4.
        let font = usize::from(if *font > 4 { font - 1 } else { *font });
        NumberFormat::unusual(code, fonts.get(font).copied().unwrap_or(false)).map(Rc::new)
    });
    let unusual: Vec<Option<Rc<NumberFormat>>> = unusual.collect();
    sheets.into_iter().map(|from| sheet(stream, from, &unusual)).collect()
}

/// The code of a number format.
fn code(data: &[u8], is_old: bool) -> Option<String> {
    // Older workbooks state its length in one byte.
    let text = data.get(if is_old { 3 } else { 5 }..)?;
    if !is_old && data[4] & 1 != 0 {
        return Some(UTF_16LE.decode_without_bom_handling(text).0.into_owned());
    }
    Some(text.iter().copied().map(char::from).collect())
}

fn sheet(stream: &[u8], from: usize, formats: &[Option<Rc<NumberFormat>>]) -> Displayed {
    let mut found = Displayed::default();
    let format =
        |format: u16| formats.get(usize::from(format)).cloned().flatten().map(DisplayedInstead::Formatted);
    let (mut hidden_rows, mut hidden_columns, mut merged) = (Vec::new(), Vec::new(), Vec::new());
    let mut depth = 0;
    for (kind, data) in records(stream, from) {
        let (row, column) = (u16_at(data, 0), u16_at(data, 2));
        match (kind, row, column) {
            (BOF, ..) => depth += 1,
            (EOF, ..) => depth -= 1,
            (NUMBER | RK | FORMULA, Some(row), Some(column)) => {
                let instead = u16_at(data, 4).and_then(format);
                found
                    .instead
                    .extend(instead.map(|instead| (CellRef::new(row.into(), column.into()), instead)));
            }
            (ROW, Some(row), _) if u16_at(data, 12).is_some_and(|options| options & HIDDEN_ROW != 0) => {
                hidden_rows.push((row.into(), row.into()));
            }
            (COLUMNS, Some(first), Some(last)) if is_hidden_column(data) => {
                hidden_columns.push((first.into(), last.into()));
            }
            (MERGED_ASIDE, ..) => merged.extend(data[2.min(data.len())..].chunks_exact(8).filter_map(block)),
            (MULTIPLE_RK, Some(row), Some(first)) => {
                let formats = data[4.min(data.len())..].chunks_exact(6).filter_map(|cell| u16_at(cell, 0));
                for (column, of) in (u32::from(first)..).zip(formats) {
                    let instead = format(of).map(|instead| (CellRef::new(row.into(), column), instead));
                    found.instead.extend(instead);
                }
            }
            _ => {}
        }
        if depth <= 0 {
            break;
        }
    }
    Displayed { view: SheetView::hiding(hidden_rows, hidden_columns).merging(merged), ..found }
}

/// A merged block as its record states it.
fn block(stated: &[u8]) -> Option<Merged> {
    let number = |at| u16_at(stated, at).map(u32::from);
    Some(Merged { rows: (number(0)?, number(2)?), columns: (number(4)?, number(6)?) })
}

/// Whether a statement about columns says that they are hidden, or have no width.
fn is_hidden_column(data: &[u8]) -> bool {
    u16_at(data, 4) == Some(0) || u16_at(data, 8).is_some_and(|options| options & 1 != 0)
}
