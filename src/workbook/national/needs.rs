//! The KSFs of each local authority, and of each cluster, in order of need.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::{FactorFigures, GroupFigures};
use crate::contract::{FixedColumn, NeedsColumn, NeedsOwnerColumn};
use crate::framework::KeySuccessFactor;
use crate::workbook::conversions;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, TableSheet, declared};

use super::factor_columns::{self, FactorFigure};
use super::national_plan::NationalPlan;

/// A column of this table.
type Column<'a> = tables::Column<'a, GroupNeed<'a>>;

/// Writes the sheet of local authorities' needs.
pub(super) fn write_authorities(plan: &NationalPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Needs of local authorities: KSFs in order of need",
        table: "LANeeds",
        about: "Each local authority's KSFs in order of need, with average and counts by band.",
        frozen_columns: 2,
        ..common()
    };
    let groups = plan.nation.authorities.iter().map(|authority| &authority.whole);
    let rows = groups.flat_map(|group| rows(plan, &group.name, group));
    write(plan, to, &sheet, vec![owner(NeedsOwnerColumn::LocalAuthority, 34.0)], rows)
}

/// Writes the sheet of clusters' needs.
pub(super) fn write_clusters(plan: &NationalPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Needs of clusters: KSFs in order of need",
        table: "ClusterNeeds",
        about: "Each cluster's KSFs in order of need, with average and counts by band.",
        frozen_columns: 3,
        ..common()
    };
    let clusters = plan.nation.authorities.iter().flat_map(|authority| {
        authority.returned_clusters().map(|cluster| (authority.whole.name.as_str(), cluster))
    });
    let rows = clusters.flat_map(|(authority, cluster)| rows(plan, authority, cluster));
    let owners = [NeedsOwnerColumn::LocalAuthority, NeedsOwnerColumn::Cluster];
    write(plan, to, &sheet, owners.map(|column| owner(column, 28.0)).into(), rows)
}

/// What the two sheets have in common.
fn common<'a>() -> TableSheet<'a> {
    TableSheet {
        note: "Greatest need first. An empty average means that no school answered.",
        filter: true,
        ..TableSheet::default()
    }
}

fn write<'a>(
    plan: &'a NationalPlan,
    to: &mut Worksheet,
    sheet: &TableSheet,
    owners: Vec<Column<'a>>,
    rows: impl Iterator<Item = GroupNeed<'a>>,
) -> Result<(), XlsxError> {
    let [average, band] = [NeedsColumn::Average, NeedsColumn::Band]
        .map(|column| conversions::columns(owners.len() + column.index()));
    let columns = owners.into_iter().chain(declared(|column| declaration(plan, column))).collect();
    let body = sheet.write(&plan.styles, to, columns, rows)?;
    factor_columns::shade(to, &body, (average, band), plan.framework)
}

/// A KSF of an authority or cluster.
struct GroupNeed<'a> {
    authority: &'a str,
    group: &'a GroupFigures,
    factor: &'a FactorFigures,
    definition: &'a KeySuccessFactor,
}

/// The rows of one authority or cluster, greatest need first.
fn rows<'a>(
    plan: &'a NationalPlan,
    authority: &'a str,
    group: &'a GroupFigures,
) -> impl Iterator<Item = GroupNeed<'a>> {
    group.need_order.iter().map(move |&ksf| {
        let (factor, definition) = (&group.factors[ksf], &plan.framework.ksfs[ksf]);
        GroupNeed { authority, group, factor, definition }
    })
}

/// A column that says whose KSF it is.
fn owner<'a>(column: NeedsOwnerColumn, width: f64) -> Column<'a> {
    let declared = match column {
        NeedsOwnerColumn::LocalAuthority => {
            Column::across(width, Style::Text, |row: &GroupNeed<'a>| row.authority)
        }
        NeedsOwnerColumn::Cluster => {
            Column::across(width, Style::Text, |row: &GroupNeed<'a>| row.group.name.as_str())
        }
    };
    declared.headed(column.heading())
}

fn declaration<'a>(plan: &NationalPlan, column: NeedsColumn) -> Column<'a> {
    use NeedsColumn as C;
    let figure = |figure| factor_columns::column(figure, plan.framework, 8.5, |row: &GroupNeed| row.factor);
    match column {
        C::NeedRank => Column::turned(8.0, Style::Number, |row| row.factor.need_rank),
        C::KsfNumber => Column::turned(8.0, Style::Number, |row| row.definition.number),
        C::Ksf => Column::across(66.0, Style::Text, |row| row.definition.name.as_str()),
        C::Average => figure(FactorFigure::Average),
        C::Band => figure(FactorFigure::Band),
        C::Answered => figure(FactorFigure::Answered),
        C::Low => figure(FactorFigure::Low),
        C::Medium => figure(FactorFigure::Medium),
        C::High => figure(FactorFigure::High),
    }
}
