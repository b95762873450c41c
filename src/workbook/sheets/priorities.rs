//! Cluster priorities: each cluster's KSFs in need order, who is low and who could help.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::{ClusterFigures, FactorFigures, Pattern};
use crate::contract::{GridFigure, PrioritiesColumn};
use crate::framework::KeySuccessFactor;
use crate::model::{Band, NOBODY_RATED};
use crate::workbook::cells::RowRef;
use crate::workbook::formulas::{Need, OnceInAGroup, Stored};
use crate::workbook::page::BREAKS;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Style, shading};
use crate::workbook::tables::{self, TableSheet, Value, declared, wider};
use crate::workbook::text::{name_list, one_line};

use super::school_lists::{best_school, schools_in};

/// A column of this table.
type Column<'a> = tables::Column<'a, NeedRow<'a>>;

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let ksfs = plan.framework.ksfs.len();
    let sheet = TableSheet {
        title: "Cluster priorities: KSFs in order of need",
        table: PrioritiesColumn::TABLE,
        about: "Each cluster's KSFs in order of need, with average, counts by band, pattern, schools that are low \
                and schools that could help.",
        note: "Greatest need first. An empty average means that no school answered.",
        row_height: Some(30.0),
        frozen_columns: 4,
        moving_rows: Some(ksfs),
        ..TableSheet::default()
    };
    sheet.write(&plan.styles, to, declared(|column| declaration(plan, column)), rows(plan))?;
    let table = &plan.cells.priorities;
    shading::averages(to, table.range(PrioritiesColumn::Average), plan.framework)?;
    shading::words(to, table.range(PrioritiesColumn::Band))?;
    let clusters = 1..plan.figures.clusters.len().min(BREAKS + 1);
    let breaks: Vec<RowNum> = clusters.map(|cluster| plan.cells.need_row(cluster, 0)).collect();
    to.set_page_breaks(&breaks)?;
    Ok(())
}

/// A KSF of a cluster.
struct NeedRow<'a> {
    /// The index of the cluster.
    cluster: usize,
    figures: &'a ClusterFigures,
    /// The index of the KSF.
    ksf: usize,
    factor: &'a FactorFigures,
    definition: &'a KeySuccessFactor,
    /// The number of its row on the sheet.
    number: RowNum,
}

fn declaration<'a>(plan: &'a WorkbookPlan, column: PrioritiesColumn) -> Column<'a> {
    use GridFigure as F;
    use PrioritiesColumn as C;
    let average = 8.0 + wider(plan.framework);
    match column {
        C::Cluster => Column::across(17.0, Style::Text, |row| plan.cluster_names[row.cluster].as_str()),
        C::NeedRank => Column::turned(6.0, Style::Number, |row| row.factor.need_rank),
        C::KsfNumber => Column::turned(6.0, Style::Number, live(plan, Need::ksf_number, NeedRow::ksf_number)),
        C::Ksf => Column::across(32.0, Style::Text, live(plan, Need::ksf, NeedRow::name)),
        C::Average => Column::turned(average, Style::Average, figure(plan, F::Average)),
        C::Band => {
            Column::turned(9.0, Style::Number, live(plan, |need| need.band(plan.framework), NeedRow::band))
        }
        C::Answered => Column::turned(6.0, Style::Number, figure(plan, F::Answered)),
        C::Low => Column::turned(6.0, Style::Number, figure(plan, F::Low)),
        C::Medium => Column::turned(6.0, Style::Number, figure(plan, F::Medium)),
        C::High => Column::turned(6.0, Style::Number, figure(plan, F::High)),
        C::Pattern => Column::across(13.5, Style::Text, live(plan, Need::pattern, NeedRow::pattern)),
        C::SchoolsLow => {
            Column::across(36.0, Style::Text, live(plan, Need::schools_low, |row| schools_low(plan, row)))
        }
        C::CouldHelp => {
            let formula = |need: &Need| need.could_help(plan.framework, plan.nobody_is_high(need.cluster));
            Column::across(36.0, Style::Text, live(plan, formula, |row| could_help(plan, row)))
        }
    }
}

impl NeedRow<'_> {
    fn ksf_number(&self) -> Stored {
        u32::from(self.definition.number).into()
    }

    fn name(&self) -> Stored {
        Stored::text(one_line(&self.definition.name))
    }

    fn band(&self) -> Stored {
        self.factor.band.into()
    }

    fn pattern(&self) -> Stored {
        Stored::text(self.factor.pattern().map_or("", Pattern::word))
    }
}

/// A figure of the row's KSF in its cluster's grid.
fn figure<'a>(plan: &'a WorkbookPlan, figure: GridFigure) -> impl Fn(&NeedRow<'a>) -> Value<'a> {
    live(plan, move |need| need.figure(figure), move |row| Stored::figure(row.factor, figure))
}

/// A formula that the rows of a cluster have in common, and its result in each.
fn live<'a>(
    plan: &'a WorkbookPlan,
    formula: impl Fn(&Need<'a>) -> String + 'a,
    stored: impl Fn(&NeedRow<'a>) -> Stored + 'a,
) -> impl Fn(&NeedRow<'a>) -> Value<'a> {
    let of_cluster = OnceInAGroup::default();
    move |row| {
        let need = Need { cells: &plan.cells, cluster: row.cluster, row: RowRef::Any };
        let formula = of_cluster.get(row.cluster, || plan.repeated.add(&formula(&need)));
        Value::formula(formula.in_row(row.number), stored(row))
    }
}

fn schools_low(plan: &WorkbookPlan, row: &NeedRow) -> Stored {
    name_list::text(&schools_in(plan, row.figures, row.ksf, Band::Low)).into()
}

fn could_help(plan: &WorkbookPlan, row: &NeedRow) -> Stored {
    let own = schools_in(plan, row.figures, row.ksf, Band::High);
    if !own.is_empty() {
        return name_list::text(&own).into();
    }
    let last = plan.cells.authority_of(row.cluster).end - 1;
    let text = match best_school(plan, &plan.figures.clusters[last], row.ksf) {
        None => NOBODY_RATED.to_owned(),
        Some(best) if plan.framework.band(best.rating) == Band::High => best.school,
        Some(best) => format!("{}; highest: {}", plan.nobody_is_high(row.cluster), best.school),
    };
    text.into()
}

/// The rows: cluster by cluster, greatest need first.
fn rows<'a>(plan: &'a WorkbookPlan) -> impl Iterator<Item = NeedRow<'a>> {
    plan.figures.clusters.iter().enumerate().flat_map(move |(cluster, figures)| {
        figures.need_order.iter().enumerate().map(move |(rank, &ksf)| NeedRow {
            cluster,
            figures,
            ksf,
            factor: &figures.factors[ksf],
            definition: &plan.framework.ksfs[ksf],
            number: plan.cells.need_row(cluster, rank),
        })
    })
}
