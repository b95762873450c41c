//! Figures → bytes of the .xlsx workbook. The only place that knows `rust_xlsxwriter`.
//!
//! In: [`DataSet`], [`Figures`], [`Framework`] and [`Settings`]. Out: the bytes of a workbook; the same input
//! gives the same bytes. Every number is one of [`Figures`]: this stage lays out and does no arithmetic on
//! ratings. Every cell that follows from ratings is a formula (`formulas`) with the figure as its stored result;
//! `cells` knows where each cell is. A sheet is a file or folder under `sheets`, or under `national` if it belongs to the
//! national summary.

mod cells;
mod conversions;
mod error;
mod formulas;
mod national;
mod package;
mod page;
mod plan;
mod plan_rows;
mod school_pages;
mod settings;
mod sheet_order;
mod sheets;
mod style;
mod tables;
#[cfg(test)]
mod tests;
mod text;

use crate::analyse::{Figures, Outside};
use crate::data_set::DataSet;
use crate::framework::Framework;

pub use error::WorkbookError;
pub use national::write_national;
pub use package::is_as_written;
pub use school_pages::{SchoolPages, write_school_pages};
pub use settings::Settings;

use plan::{Scope, WorkbookPlan};

/// Writes the workbook.
///
/// # Errors
/// [`WorkbookError::TooManySchools`] if a cluster does not fit on a sheet; the others if a limit of the
/// file format is passed.
pub fn write(
    data: &DataSet,
    figures: &Figures,
    framework: &Framework,
    settings: &Settings,
) -> Result<Vec<u8>, WorkbookError> {
    write_planned(&WorkbookPlan::new(data, figures, framework, settings, Scope::Whole)?)
}

/// Writes an extract: the workbook of one cluster, whose data and figures these are, for its manager. What the authority's
/// workbook quotes from its other clusters are constants here, from `outside`.
///
/// # Errors
/// As [`write()`].
pub fn write_extract(
    data: &DataSet,
    figures: &Figures,
    outside: &Outside,
    framework: &Framework,
    settings: &Settings,
) -> Result<Vec<u8>, WorkbookError> {
    write_planned(&WorkbookPlan::new(data, figures, framework, settings, Scope::Extract(outside))?)
}

fn write_planned(plan: &WorkbookPlan) -> Result<Vec<u8>, WorkbookError> {
    let properties = package::properties(&plan.title(), plan.framework, plan.settings)?;
    let name = |sheet| plan.sheet_name(sheet);
    package::write(&properties, &plan.repeated, &plan.sheets, name, |sheet, to| {
        sheets::write(plan, sheet, to)
    })
}
