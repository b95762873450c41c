//! Our own workbook read back: its grids hold the ratings, as people may have changed them in a workshop; its tables
//! Ratings, Findings and Returns say where the ones that did not change come from.
//!
//! In: the sheets of a workbook. Out: whether ksfgrid wrote it, its grids, and what its tables say. All names of
//! sheets and columns come from [`contract`](crate::contract), which the writer uses too.

mod findings;
mod grid;
mod records;
mod table;
mod typed;
mod worked_in;

use crate::contract::{FixedColumn, NationalKsfsColumn, NationalSheet, SchoolPageColumn, Sheet};
use crate::model::{DATA_COLUMNS, FIRST_DATA_COLUMNS};
use crate::read::{RawSheet, RawWorkbook};

use table::{HEADINGS_WITHIN, OwnTable};

pub(super) use grid::table as grid;
pub(super) use records::{complete, is_table_of_ratings};
pub use typed::{TypedAction, TypedElsewhere, TypedIn, TypedResponse};
pub use worked_in::WorkedIn;
pub(super) use worked_in::worked_in;

/// Whether a workbook is ours: by its mark, which some programs drop when they save it, or by its tables.
pub(super) fn is_own(book: &RawWorkbook) -> bool {
    let has_grid = || book.sheets.iter().any(|sheet| sheet.name.starts_with(Sheet::Grid.name()));
    book.own || (has_grid() && records::ratings(book).is_some())
}

/// Whether it is our summary of several authorities, which holds no ratings.
pub(super) fn is_summary(book: &RawWorkbook) -> bool {
    use NationalKsfsColumn::{Ksf, KsfNumber, LowestAuthorities, NeedRank};
    OwnTable::find(book, NationalSheet::Ksfs.name(), &[KsfNumber, Ksf, NeedRank, LowestAuthorities]).is_some()
}

/// Whether a sheet is a page about a school: it shows ratings that stand elsewhere.
pub(super) fn is_school_page(sheet: &RawSheet) -> bool {
    let has = |row: u32, column: &SchoolPageColumn| {
        sheet
            .row(row)
            .iter()
            .any(|(_, value)| value.text().is_some_and(|text| text.trim() == column.heading()))
    };
    let mut rows = sheet.rows().map(|(row, _)| row).take(HEADINGS_WITHIN);
    rows.any(|row| SchoolPageColumn::ALL.iter().all(|column| has(row, column)))
}

/// Whether it is a workbook of school pages.
pub(super) fn is_school_pages(book: &RawWorkbook) -> bool {
    let mut sheets = book.sheets.iter().filter(|sheet| !sheet.cells().is_empty()).peekable();
    sheets.peek().is_some() && sheets.all(is_school_page)
}

/// Whether it is the table of ratings that we write for other programs.
pub(super) fn is_data(book: &RawWorkbook) -> bool {
    let [sheet] = book.sheets.as_slice() else { return false };
    let Some((_, headings)) = sheet.rows().next() else { return false };
    [FIRST_DATA_COLUMNS, DATA_COLUMNS.len()].contains(&headings.len())
        && headings.iter().zip(DATA_COLUMNS).all(|((_, value), column)| value.text() == Some(column))
}
