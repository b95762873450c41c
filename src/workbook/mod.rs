//! Figures → bytes of the .xlsx workbook. The only place that knows `rust_xlsxwriter`.
//!
//! In: [`DataSet`], [`Figures`], [`Framework`] and [`Settings`]. Out: the bytes of a workbook; the same input
//! gives the same bytes. Every number is one of [`Figures`]: this stage lays out and does no arithmetic on
//! ratings. Every cell that follows from ratings is a formula (`formulas`) with the figure as its stored result;
//! `place` knows where each cell is.

mod action_plan;
mod bands;
mod book;
mod caches;
mod chart;
mod charts;
mod contents;
mod error;
mod findings;
mod finish;
mod formulas;
mod front;
mod grid;
mod grid_head;
mod la_summary;
mod la_workings;
mod links;
mod lists;
mod names;
mod national;
mod package;
mod page;
mod place;
mod priorities;
mod ratings;
mod references;
mod returns;
mod schools;
mod sheets;
mod styles;
mod table;
mod table_sheet;
#[cfg(test)]
mod tests;
mod workings;

use rust_xlsxwriter::Worksheet;

use crate::analyse::{Figures, OutsideHelper};
use crate::data_set::DataSet;
use crate::framework::Framework;

pub use book::Settings;
pub use error::WorkbookError;
pub use national::write_national;

use book::{Book, Scope};
use package::Left;
use sheets::Sheet;

/// Writes the workbook.
///
/// # Errors
/// [`WorkbookError::TooManySchools`] where a cluster does not fit on a sheet; the others where a limit of the
/// file format is passed.
pub fn write(
    data: &DataSet,
    figures: &Figures,
    framework: &Framework,
    settings: &Settings,
) -> Result<Vec<u8>, WorkbookError> {
    write_book(&Book::plan(data, figures, framework, settings, Scope::Whole)?)
}

/// Writes an extract: the workbook of one cluster, whose data and figures these are, for its manager. What the authority's
/// workbook quotes from its other clusters are constants here: the schools `outside` it that could help, one for each KSF,
/// or none.
///
/// # Errors
/// As [`write()`].
pub fn write_extract(
    data: &DataSet,
    figures: &Figures,
    outside: &[Option<OutsideHelper>],
    framework: &Framework,
    settings: &Settings,
) -> Result<Vec<u8>, WorkbookError> {
    write_book(&Book::plan(data, figures, framework, settings, Scope::Extract(outside))?)
}

fn write_book(book: &Book) -> Result<Vec<u8>, WorkbookError> {
    let name = |sheet| book.sheet_name(sheet);
    package::write(&book.properties(&book.title())?, &book.patterns, &book.sheets, name, |sheet, to| {
        write_sheet(book, sheet, to)
    })
}

/// Writes one sheet.
fn write_sheet(book: &Book, sheet: Sheet, to: &mut Worksheet) -> Result<Left, WorkbookError> {
    let mut left = Left::default();
    match sheet {
        Sheet::Contents => left.names = contents::write(book, to)?,
        Sheet::LaSummary => la_summary::write(book, to)?,
        Sheet::Priorities => priorities::write(book, to)?,
        Sheet::ActionPlan => action_plan::write(book, to)?,
        Sheet::Charts => left.drawn = charts::write(book, to)?,
        Sheet::Grid(cluster) => left.names = grid::write(book, cluster, to)?,
        Sheet::Schools => schools::write(book, to)?,
        Sheet::Returns => returns::write(book, to, sheet.fixed_name())?,
        Sheet::Findings => findings::write(book, to, sheet.fixed_name())?,
        Sheet::Ratings => ratings::write(book, to)?,
    }
    Ok(left)
}
