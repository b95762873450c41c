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

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::analyse::Figures;
use crate::data_set::DataSet;
use crate::framework::Framework;

pub use book::Settings;
pub use error::WorkbookError;
pub use national::write_national;

use book::{Book, Names};
use caches::Drawn;
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
    let book = Book::plan(data, figures, framework, settings)?;
    let mut workbook = Workbook::new();
    let body = Format::new().set_font_name(styles::FONT).set_font_size(11);
    workbook.set_default_format(&body, 20, 72)?;
    workbook.set_properties(&book.properties("KSF grids")?);
    let mut drawn = Drawn::new();
    for &sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(book.sheet_name(sheet))?;
        worksheet.set_formula_result_default("");
        let left = write_sheet(&book, sheet, worksheet)?;
        for (name, refers_to) in left.names {
            workbook.define_name(name, &refers_to)?;
        }
        drawn.extend(left.drawn);
    }
    let sheets = (1..).zip(&book.sheets);
    let lists: Vec<usize> = sheets.filter(|(_, sheet)| sheet.has_lists()).map(|(number, _)| number).collect();
    finish::finish(workbook.save_to_buffer()?, &lists, &drawn)
}

/// What remains to be done when a sheet is written.
#[derive(Default)]
struct Left {
    names: Names,
    drawn: Drawn,
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
        Sheet::Returns => returns::write(book, to)?,
        Sheet::Findings => findings::write(book, to)?,
        Sheet::Ratings => ratings::write(book, to)?,
    }
    Ok(left)
}
