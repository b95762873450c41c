//! The sheets of a workbook, each in a file or folder of its own.

pub(crate) mod about;
mod action_plan;
mod all_plans;
mod charts;
mod contents;
pub(crate) mod findings;
mod grid;
mod key_findings;
mod la_map;
mod la_summary;
mod mail_merge;
mod priorities;
mod ratings;
pub(crate) mod returns;
mod school_lists;
pub(crate) mod school_page;
mod schools;

pub(crate) use school_lists::ksf_numbers;

use rust_xlsxwriter::Worksheet;

use crate::contract::Sheet;

use super::error::WorkbookError;
use super::package::WrittenSheet;
use super::plan::WorkbookPlan;
use super::sheet_order::PlannedSheet;
use findings::Reader;

/// Writes a sheet.
pub(crate) fn write(
    plan: &WorkbookPlan,
    sheet: PlannedSheet,
    to: &mut Worksheet,
) -> Result<WrittenSheet, WorkbookError> {
    let mut written = WrittenSheet::default();
    match sheet.kind {
        Sheet::Contents => contents::write(plan, to)?,
        Sheet::LaKeyFindings => key_findings::authority::write(plan, to)?,
        Sheet::KeyFindings => key_findings::write(plan, sheet.cluster, to)?,
        Sheet::LaMap => la_map::write(plan, to)?,
        Sheet::LaSummary => la_summary::write(plan, to)?,
        Sheet::Priorities => priorities::write(plan, to)?,
        Sheet::ActionPlan => action_plan::write(plan, to)?,
        Sheet::AllPlans => all_plans::write(plan, to)?,
        Sheet::Charts => written.chart_values = charts::write(plan, to)?,
        Sheet::Grid => written.names = grid::write(plan, sheet.cluster, to)?,
        Sheet::SchoolPage => school_page::write(plan, to)?,
        Sheet::Schools => schools::write(plan, to)?,
        Sheet::Returns => {
            let base = plan.settings.source_base.as_deref();
            returns::write(&plan.data.returns, Sheet::Returns.name(), base, &plan.styles, to)?;
        }
        Sheet::MailMerge => mail_merge::write(plan, to)?,
        Sheet::Findings => {
            let reader = if plan.is_extract() { Reader::ClusterManager } else { Reader::Authority };
            let base = plan.settings.source_base.as_deref();
            findings::write(plan.data, reader, Sheet::Findings.name(), base, &plan.styles, to)?;
        }
        Sheet::Ratings => ratings::write(plan, to)?,
        Sheet::About => written.names = about::write(plan, to)?,
    }
    Ok(written)
}
