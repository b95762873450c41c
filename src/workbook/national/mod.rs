//! The national summary: all local authorities in one workbook, beside their own.
//!
//! In: [`Nation`], what belongs to no authority, and the names of the authorities' workbooks. Out: the bytes of a workbook.
//! Ratings are changed in the authorities' workbooks; here figures are constants, but for the line over a table that adds
//! up what its filter shows.

mod contents;
mod factor_cells;
mod findings;
mod groups;
mod ksfs;
mod needs;
mod rules;
mod sheets;
mod shown;

use rust_xlsxwriter::Worksheet;

use crate::analyse::{Nation, analyse};
use crate::data_set::DataSet;
use crate::framework::Framework;

use super::book::{Book, Scope, Settings};
use super::error::WorkbookError;
use super::package::{self, Left};
use super::{findings as all_findings, returns};
use sheets::Sheet;

/// Everything that the sheets are made from.
struct Summary<'a> {
    nation: &'a Nation,
    /// The file name of each authority's workbook, which lies beside this one.
    workbooks: &'a [String],
    /// For tables of authorities: links lead to files beside this one.
    beside: Book<'a>,
    sheets: Vec<Sheet>,
}

/// Writes the national summary; `rest` holds the returns and findings that belong to no authority, and no schools.
///
/// # Errors
/// [`WorkbookError`] where a limit of the file format is passed.
pub fn write_national(
    nation: &Nation,
    rest: &DataSet,
    workbooks: &[String],
    framework: &Framework,
    settings: &Settings,
) -> Result<Vec<u8>, WorkbookError> {
    let figures = analyse(rest, framework);
    let to_returns = Book::plan(rest, &figures, framework, settings, Scope::Whole)?;
    let to_workbooks = Settings { source_base: Some(String::new()), ..settings.clone() };
    let summary = Summary {
        nation,
        workbooks,
        beside: Book::plan(rest, &figures, framework, &to_workbooks, Scope::Whole)?,
        sheets: sheets::in_order(rest),
    };
    let properties = summary.beside.properties("National summary")?;
    package::write(&properties, &summary.beside.patterns, &summary.sheets, Sheet::name, |sheet, to| {
        summary.write_sheet(sheet, &to_returns, to)?;
        Ok(Left::default())
    })
}

impl Summary<'_> {
    fn framework(&self) -> &Framework {
        self.beside.framework
    }

    fn write_sheet(&self, sheet: Sheet, to_returns: &Book, to: &mut Worksheet) -> Result<(), WorkbookError> {
        match sheet {
            Sheet::Contents => contents::write(self, to)?,
            Sheet::Ksfs => ksfs::write(self, to)?,
            Sheet::Authorities => groups::write_authorities(self, to)?,
            Sheet::AuthorityNeeds => needs::write_authorities(self, to)?,
            Sheet::Clusters => groups::write_clusters(self, to)?,
            Sheet::ClusterNeeds => needs::write_clusters(self, to)?,
            Sheet::Findings => findings::write(self, to)?,
            Sheet::Rules => rules::write(self, to)?,
            Sheet::OtherReturns => returns::write(to_returns, to, sheet.name())?,
            Sheet::OtherFindings => all_findings::write(to_returns, to, sheet.name())?,
        }
        Ok(())
    }
}
