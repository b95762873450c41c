//! The action plan: each cluster's first needs, with room to write, and what was written in an earlier workbook.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, RowNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;
use crate::contract::{ActionPlanColumn, GridFigure, KsfWorking};
use crate::model::Band;
use crate::workbook::formulas::{self, KSF_LIST, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::plan_rows::PlanRow;
use crate::workbook::style::{Style, shading};
use crate::workbook::tables::{self, TableSheet, Value, declared, wider};
use crate::workbook::text::name_list;

use super::school_lists::schools_in;

/// A column of this table.
type Column<'a> = tables::Column<'a, ActionRow<'a>>;

/// How far an action may be.
const STATUSES: [&str; 3] = ["not started", "under way", "done"];

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Action plan",
        table: ActionPlanColumn::TABLE,
        about: "Actions of each cluster: its first three needs and two spare rows, with empty columns to fill in.",
        note: "Each cluster's first three needs are filled in; choose another KSF from the list in its cell. White \
               cells are for you to fill in; grey ones follow the KSF and the ratings in the grids.",
        row_height: Some(54.0),
        frozen_columns: 2,
        moving_rows: Some(1),
        ..TableSheet::default()
    };
    let columns = declared(|column| declaration(plan, column));
    let body = sheet.write(&plan.styles, to, columns, rows(plan))?;
    let of_clusters = plan.plan_rows.chunk_by(|a, b| a.cluster == b.cluster).map(<[PlanRow]>::len);
    to.set_page_breaks(&body.breaks(of_clusters))?;
    let list = DataValidation::new()
        .allow_list_formula(Formula::new(format!("={KSF_LIST}")))
        .set_error_title("Not a KSF")?
        .set_error_message("Please choose a KSF from the list, or clear the cell.")?;
    let ksfs = plan.cells.action_plan.range(ActionPlanColumn::Ksf);
    to.add_data_validation(ksfs.top, ksfs.left, ksfs.bottom, ksfs.right, &list)?;
    let statuses = DataValidation::new()
        .allow_list_strings(&STATUSES)?
        .set_error_style(DataValidationErrorStyle::Information)
        .set_error_title("Not in the list")?
        .set_error_message("The list has: not started, under way, done.")?;
    let status = plan.cells.action_plan.range(ActionPlanColumn::Status);
    to.add_data_validation(status.top, status.left, status.bottom, status.right, &statuses)?;
    shading::averages(to, plan.cells.action_plan.range(ActionPlanColumn::Average), plan.framework)
}

/// A row of the plan.
struct ActionRow<'a> {
    row: &'a PlanRow<'a>,
    /// The number of its row on the sheet.
    number: RowNum,
}

fn declaration<'a>(plan: &'a WorkbookPlan, column: ActionPlanColumn) -> Column<'a> {
    use ActionPlanColumn as C;
    // What a list of the cluster's KSFs holds for the one that is chosen in the row.
    let live = |row: &ActionRow, list: String, stored: Stored| {
        let chosen = plan.cells.action_plan.in_row(row.number, C::Ksf);
        Value::formula(formulas::at_chosen_ksf(&list, &chosen), stored)
    };
    let grid = |row: &ActionRow| &plan.cells.grids[row.row.cluster];
    let cluster = |row: &ActionRow| &plan.figures.clusters[row.row.cluster];
    let factor = move |row: &ActionRow| Some(&cluster(row).factors[chosen(plan, row)?]);
    match column {
        C::Cluster => Column::across(16.0, Style::Text, |row| plan.cluster_names[row.row.cluster].as_str()),
        C::Ksf => Column::across(28.0, Style::Text, |row| row.row.ksf.as_deref()),
        C::NeedRank => Column::turned(6.0, Style::CalculatedNumber, move |row| {
            let rank = factor(row).map(|factor| f64::from(factor.need_rank));
            live(row, grid(row).figures(GridFigure::NeedRank), rank.into())
        }),
        C::Average => Column::turned(7.6 + wider(plan.framework), Style::CalculatedAverage, move |row| {
            let average = factor(row).and_then(FactorFigures::mean);
            live(row, grid(row).figures(GridFigure::Average), average.into())
        }),
        C::SchoolsLow => Column::across(28.0, Style::CalculatedText, move |row| {
            let low =
                chosen(plan, row).map(|ksf| name_list::text(&schools_in(plan, cluster(row), ksf, Band::Low)));
            let list = grid(row).workings_of_ksfs(KsfWorking::SchoolsLow);
            live(row, list, Stored::text(low.unwrap_or_default()))
        }),
        C::Action => Column::across(36.0, Style::Entry, move |row: &ActionRow<'a>| typed(row, column)),
        C::Lead => Column::across(14.0, Style::Entry, move |row: &ActionRow<'a>| typed(row, column)),
        C::SupportFrom => Column::across(16.0, Style::Entry, move |row: &ActionRow<'a>| typed(row, column)),
        C::ByWhen => Column::across(12.0, Style::EntryDate, move |row: &ActionRow<'a>| typed(row, column)),
        C::Evidence => Column::across(28.0, Style::Entry, move |row: &ActionRow<'a>| typed(row, column)),
        C::Status => Column::across(13.0, Style::Entry, move |row: &ActionRow<'a>| typed(row, column)),
    }
}

/// The index of the KSF that a row's formulas look up: by the number that its text begins with.
fn chosen(plan: &WorkbookPlan, row: &ActionRow) -> Option<usize> {
    let number: usize = row.row.ksf.as_deref()?.split_once(' ')?.0.parse().ok()?;
    number.checked_sub(1).filter(|ksf| *ksf < plan.framework.ksfs.len())
}

/// What was typed in an earlier workbook.
fn typed<'a>(row: &ActionRow<'a>, column: ActionPlanColumn) -> Value<'a> {
    typed_in(row.row, column)
}

/// The same by the plan's row.
pub(super) fn typed_in<'a>(row: &PlanRow<'a>, column: ActionPlanColumn) -> Value<'a> {
    let at = ActionPlanColumn::ENTRIES.iter().position(|entry| *entry == column);
    let entry = at.and_then(|at| row.action?.entries[at].as_ref());
    entry.map_or(Value::Empty, |value| tables::entry(value, column == ActionPlanColumn::ByWhen))
}

fn rows<'a>(plan: &'a WorkbookPlan) -> impl Iterator<Item = ActionRow<'a>> {
    let numbered = plan.plan_rows.iter().enumerate();
    numbered.map(|(index, row)| ActionRow { row, number: plan.cells.action_plan.row(index) })
}
