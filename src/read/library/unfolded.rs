//! Workbooks whose sheets the reading library unfolds as a whole (.xls, .ods), as it has no stream for them.
//!
//! In: the library's workbook, and what cells display instead of their values. Out: [`RawWorkbook`].

use std::collections::HashMap;
use std::rc::Rc;

use calamine::{Data, DataType as _, Range, Reader};

use super::open::{Bytes, LibraryError};
use super::sheets::{SheetCells, sheets};
use super::values::cell_value;
use crate::model::{CellRef, CellValue};
use crate::read::columns::{Cells, Columns};
use crate::read::contents::{RawWorkbook, Unreadable};
use crate::read::deadline::Deadline;
use crate::read::number_format::{self, NumberFormat};
use crate::read::safe_copy::SafeCopy;
use crate::read::sheet_view::SheetView;

/// What a cell displays instead of the value that the library gives.
#[derive(Debug, Clone)]
pub(in crate::read) enum DisplayedInstead {
    /// Another value.
    Value(CellValue),
    /// Whatever an unusual format makes of its value.
    Formatted(Rc<NumberFormat>),
    /// Nothing: a formula's result is the empty text.
    Nothing,
}

/// What a worksheet displays, as far as the library does not tell.
#[derive(Debug, Default)]
pub(in crate::read) struct Displayed {
    /// The cells that display something else than their value.
    pub(in crate::read) instead: HashMap<CellRef, DisplayedInstead>,
    pub(in crate::read) view: SheetView,
}

/// Reads all worksheets of a workbook.
pub(in crate::read) fn unfolded<'a, R>(
    mut book: R,
    displayed: Vec<Displayed>,
    copy: &SafeCopy<'_>,
    columns: Columns,
    deadline: Deadline,
) -> Result<RawWorkbook, Unreadable>
where
    R: Reader<Bytes<'a>>,
    R::Error: LibraryError,
{
    let metadata = book.sheets_metadata().to_vec();
    let mut displayed = displayed.into_iter();
    sheets(&metadata, copy, deadline, columns, |name, columns| {
        let Displayed { instead, view } = displayed.next().unwrap_or_default();
        let range = book.worksheet_range(name).map_err(|e| e.to_string())?;
        let formulas = book.worksheet_formula(name).unwrap_or_default();
        let mut found = range_cells(&range, &formulas, columns);
        display(&mut found.cells, instead);
        Ok(SheetCells { view, ..found })
    })
}

/// Replaces the values of cells by what the cells display.
fn display(cells: &mut Cells, instead: HashMap<CellRef, DisplayedInstead>) {
    number_format::show(cells, |at| match instead.get(&at) {
        Some(DisplayedInstead::Formatted(format)) => Some(&**format),
        _ => None,
    });
    cells.retain(|(at, _)| matches!(instead.get(at), None | Some(DisplayedInstead::Formatted(_))));
    cells.extend(instead.into_iter().filter_map(|(cell, instead)| match instead {
        DisplayedInstead::Value(value) => Some((cell, value)),
        DisplayedInstead::Formatted(_) | DisplayedInstead::Nothing => None,
    }));
}

fn range_cells(range: &Range<Data>, formulas: &Range<String>, columns: &mut Columns) -> SheetCells {
    let mut found = SheetCells::default();
    let start = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at = cell_ref(start, row, column);
        if !columns.pass_over(at)
            && let Some(value) = cell_value(value)
            && !columns.keep(&mut found.cells, at, value)
        {
            found.cut = Some(columns.too_many().to_owned());
            return found;
        }
    }
    let start = formulas.start().unwrap_or_default();
    for (row, column, formula) in formulas.used_cells() {
        let at = cell_ref(start, row, column);
        if !formula.is_empty() && range.get_value((at.row, at.column)).is_none_or(Data::is_empty) {
            columns.keep(&mut found.cells, at, CellValue::NoResult);
        }
    }
    found
}

fn cell_ref(start: (u32, u32), row: usize, column: usize) -> CellRef {
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    CellRef::new(start.0.saturating_add(offset(row)), start.1.saturating_add(offset(column)))
}
