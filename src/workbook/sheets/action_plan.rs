//! The action plan: each cluster's first needs, with room to write.

use rust_xlsxwriter::{DataValidation, Formula, RowNum, Worksheet, XlsxError};

use crate::analyse::{ClusterFigures, FactorFigures};
use crate::contract::{ActionPlanColumn, GridFigure, KsfWorking};
use crate::model::Band;
use crate::workbook::cells::{GridCells, SPARE_ROWS, plan_rows};
use crate::workbook::formulas::{self, KSF_LIST, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Style, shading};
use crate::workbook::tables::{self, TableSheet, Value, declared, nothing, wider};
use crate::workbook::text::name_list;

use super::school_lists::schools_in;

/// A column of this table.
type Column<'a> = tables::Column<'a, ActionRow<'a>>;

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
    to.set_page_breaks(&body.breaks(plan.figures.clusters.iter().map(plan_rows)))?;
    let list = DataValidation::new()
        .allow_list_formula(Formula::new(format!("={KSF_LIST}")))
        .set_error_title("Not a KSF")?
        .set_error_message("Please choose a KSF from the list, or clear the cell.")?;
    let ksfs = plan.cells.action_plan.range(ActionPlanColumn::Ksf);
    to.add_data_validation(ksfs.top, ksfs.left, ksfs.bottom, ksfs.right, &list)?;
    shading::averages(to, plan.cells.action_plan.range(ActionPlanColumn::Average), plan.framework)
}

/// A need of a cluster, or a spare row.
struct ActionRow<'a> {
    name: &'a str,
    cluster: &'a ClusterFigures,
    grid: &'a GridCells,
    /// The index of the KSF that is filled in; `None` in a spare row.
    ksf: Option<usize>,
    /// The number of its row on the sheet.
    number: RowNum,
}

impl ActionRow<'_> {
    fn factor(&self) -> Option<&FactorFigures> {
        self.ksf.map(|ksf| &self.cluster.factors[ksf])
    }
}

fn declaration<'a>(plan: &'a WorkbookPlan, column: ActionPlanColumn) -> Column<'a> {
    use ActionPlanColumn as C;
    // What a list of the cluster's KSFs holds for the one that is chosen in the row.
    let live = |row: &ActionRow, list: String, stored: Stored| {
        let chosen = plan.cells.action_plan.in_row(row.number, C::Ksf);
        Value::formula(formulas::at_chosen_ksf(&list, &chosen), stored)
    };
    match column {
        C::Cluster => Column::across(16.0, Style::Text, |row| row.name),
        C::Ksf => Column::across(30.0, Style::Text, |row| row.ksf.map(|ksf| plan.framework.label(ksf))),
        C::NeedRank => Column::turned(6.0, Style::CalculatedNumber, move |row| {
            let rank = row.factor().map(|factor| f64::from(factor.need_rank));
            live(row, row.grid.figures(GridFigure::NeedRank), rank.into())
        }),
        C::Average => Column::turned(7.6 + wider(plan.framework), Style::CalculatedAverage, move |row| {
            let average = row.factor().and_then(FactorFigures::mean);
            live(row, row.grid.figures(GridFigure::Average), average.into())
        }),
        C::SchoolsLow => Column::across(30.0, Style::CalculatedText, move |row| {
            let low = row.ksf.map(|ksf| name_list::text(&schools_in(plan, row.cluster, ksf, Band::Low)));
            let list = row.grid.workings_of_ksfs(KsfWorking::SchoolsLow);
            live(row, list, Stored::text(low.unwrap_or_default()))
        }),
        C::Action => Column::across(38.0, Style::Entry, nothing),
        C::Lead => Column::across(14.0, Style::Entry, nothing),
        C::SupportFrom => Column::across(16.0, Style::Entry, nothing),
        C::ByWhen => Column::across(12.0, Style::Date, nothing),
        C::Evidence => Column::across(30.0, Style::Entry, nothing),
    }
}

/// The rows: cluster by cluster, the first needs and then the spare rows of each.
fn rows<'a>(plan: &'a WorkbookPlan) -> impl Iterator<Item = ActionRow<'a>> {
    let clusters = plan.figures.clusters.iter().zip(&plan.cells.grids).zip(&plan.cluster_names);
    let rows = clusters.flat_map(|((cluster, grid), name)| {
        let needs = cluster.first_three.iter().copied().map(Some).chain([None; SPARE_ROWS]);
        needs.map(move |ksf| (name, cluster, grid, ksf))
    });
    rows.enumerate().map(|(index, (name, cluster, grid, ksf))| {
        let number = plan.cells.action_plan.row(index);
        ActionRow { name, cluster, grid, ksf, number }
    })
}
