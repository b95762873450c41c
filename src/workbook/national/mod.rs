//! The national summary: all local authorities in one workbook, which lies beside their own.
//!
//! In: [`Nation`], what belongs to no authority, and the names of the authorities' workbooks. Out: the bytes of a workbook.
//! Ratings are changed in the authorities' workbooks; here figures are constants, but for the line over a table that adds
//! up what its filter shows.

mod factor_columns;
mod filtered_totals;
mod finding_counts;
mod groups;
mod national_contents;
mod national_ksfs;
mod national_plan;
mod needs;
mod rules;

use rust_xlsxwriter::Worksheet;

use crate::analyse::Nation;
use crate::contract::NationalSheet;
use crate::data_set::DataSet;
use crate::framework::Framework;

use super::error::WorkbookError;
use super::formulas::RepeatedFormulas;
use super::package::{self, WrittenSheet};
use super::settings::Settings;
use super::sheets::findings::Reader;
use super::sheets::{findings, returns};
use super::style::Styles;
use national_plan::{NationalPlan, sheet_order};

/// Writes the national summary; `rest` holds the returns and findings that belong to no authority, and no schools.
///
/// # Errors
/// [`WorkbookError`] if a limit of the file format is passed.
pub fn write_national(
    nation: &Nation,
    rest: &DataSet,
    workbooks: &[String],
    framework: &Framework,
    settings: &Settings,
) -> Result<Vec<u8>, WorkbookError> {
    let (styles, sheets) = (Styles::new(), sheet_order(rest));
    let plan = NationalPlan { nation, rest, workbooks, framework, settings, styles, sheets };
    let properties = package::properties("National summary", framework, settings)?;
    let none_repeated = RepeatedFormulas::default();
    package::write(&properties, &none_repeated, &plan.sheets, NationalSheet::name, |sheet, to| {
        write_sheet(&plan, sheet, to)?;
        Ok(WrittenSheet::default())
    })
}

fn write_sheet(plan: &NationalPlan, sheet: NationalSheet, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let (title, links_base) = (sheet.name(), plan.settings.source_base.as_deref());
    match sheet {
        NationalSheet::Contents => national_contents::write(plan, to)?,
        NationalSheet::Ksfs => national_ksfs::write(plan, to)?,
        NationalSheet::Authorities => groups::write_authorities(plan, to)?,
        NationalSheet::AuthorityNeeds => needs::write_authorities(plan, to)?,
        NationalSheet::Clusters => groups::write_clusters(plan, to)?,
        NationalSheet::ClusterNeeds => needs::write_clusters(plan, to)?,
        NationalSheet::Findings => finding_counts::write(plan, to)?,
        NationalSheet::Rules => rules::write(plan, to)?,
        NationalSheet::OtherReturns => {
            returns::write(&plan.rest.returns, title, links_base, &plan.styles, to)?;
        }
        NationalSheet::OtherFindings => {
            findings::write(plan.rest, Reader::Authority, title, links_base, &plan.styles, to)?;
        }
    }
    Ok(())
}
