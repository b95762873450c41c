//! The LA summary's table of clusters: those with a return, then those of the register without any.

use crate::analyse::{ClusterFigures, ReturnRate};
use crate::contract::{ClustersColumn, FixedColumn};
use crate::data_set::Registered;
use crate::workbook::conversions;
use crate::workbook::formulas::{ClusterRow, numbers_of_first};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::sheets::school_lists::ksf_numbers;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, ColumnLook, Value, declared};

/// A column of this table.
type Column<'a> = tables::Column<'a, SummaryCluster<'a>>;

/// A cluster.
pub(super) enum SummaryCluster<'a> {
    /// The cluster with this index.
    Returned(usize, &'a ClusterFigures),
    /// A cluster of the register of which nobody has returned.
    WithoutReturn(&'a Registered),
}

pub(super) fn rows<'a>(plan: &'a WorkbookPlan) -> impl Iterator<Item = SummaryCluster<'a>> {
    let returned = plan
        .figures
        .clusters
        .iter()
        .enumerate()
        .map(|(index, figures)| SummaryCluster::Returned(index, figures));
    returned.chain(plan.figures.without_return.iter().map(SummaryCluster::WithoutReturn))
}

/// The columns, as wide as those of the table above.
pub(super) fn columns<'a>(plan: &'a WorkbookPlan, above: &[ColumnLook]) -> Vec<Column<'a>> {
    declared(|column| declaration(plan, column, above[column.index()].width))
}

fn declaration<'a>(plan: &'a WorkbookPlan, column: ClustersColumn, width: f64) -> Column<'a> {
    use ClustersColumn as C;
    match column {
        C::Cluster => Column::across(width, Style::Text, |row| match row {
            SummaryCluster::Returned(index, _) => plan.cluster_names[*index].clone(),
            SummaryCluster::WithoutReturn(cluster) => registered_name(plan, cluster),
        }),
        C::Schools => Column::across(width, Style::Number, |row| match row {
            SummaryCluster::Returned(_, figures) => {
                figures.return_rate.map_or_else(|| returns(figures), |rate| rate.schools)
            }
            SummaryCluster::WithoutReturn(cluster) => cluster.schools,
        }),
        C::Returns => Column::turned(width, Style::Number, |row| match row {
            SummaryCluster::Returned(_, figures) => returns(figures),
            SummaryCluster::WithoutReturn(_) => 0,
        }),
        C::ReturnRate => Column::turned(width, Style::Percent, |row| match row {
            SummaryCluster::Returned(_, figures) => figures.return_rate.map(ReturnRate::value),
            SummaryCluster::WithoutReturn(_) => Some(0.0),
        }),
        C::Completion => live(plan, width, Style::Percent, |formulas, figures| {
            Value::formula(formulas.completion(), Some(figures.completion()))
        }),
        C::Average => live(plan, width, Style::CalculatedAverage, |formulas, figures| {
            Value::formula(formulas.average(), figures.overall.mean())
        }),
        C::Band => live(plan, width, Style::CalculatedNumber, |formulas, figures| {
            Value::formula(formulas.band(plan.framework), figures.overall.band)
        }),
        C::FirstThree => live(plan, width, Style::CalculatedNumber, |formulas, figures| {
            let formula = numbers_of_first(&plan.cells, formulas.cluster, plan.framework.ksfs.len());
            Value::formula(formula, ksf_numbers(plan.framework, &figures.first_three))
        }),
    }
}

/// A column of formulas; empty in the rows of clusters without a return.
fn live<'a>(
    plan: &'a WorkbookPlan,
    width: f64,
    style: Style,
    value: impl Fn(&ClusterRow, &ClusterFigures) -> Value<'a> + 'a,
) -> Column<'a> {
    Column::turned(width, style, move |row: &SummaryCluster| match row {
        SummaryCluster::Returned(cluster, figures) => {
            let row = plan.cells.clusters.row(*cluster);
            value(&ClusterRow { cells: &plan.cells, row, cluster: *cluster }, figures)
        }
        SummaryCluster::WithoutReturn(_) => Value::Empty,
    })
}

fn returns(cluster: &ClusterFigures) -> u32 {
    conversions::count(cluster.schools.len())
}

/// The name of a cluster of the register, with its local authority if there are several.
fn registered_name(plan: &WorkbookPlan, cluster: &Registered) -> String {
    let name = cluster.cluster.as_deref().unwrap_or_default();
    if plan.figures.local_authorities.len() > 1 {
        format!("{name} ({})", cluster.local_authority)
    } else {
        name.to_owned()
    }
}
