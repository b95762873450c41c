//! The KSFs of each local authority, and of each cluster, in order of need.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use crate::analyse::GroupFigures;

use super::super::styles::Style;
use super::super::table::{Column, Value, column, turned};
use super::super::table_sheet::{self, TableSheet};
use super::{Summary, factor_cells};

/// Where a KSF's figures begin, behind the columns that say whose KSF it is.
const FIGURES: ColNum = 3;

/// Writes the sheet of local authorities' needs.
pub(super) fn write_authorities(summary: &Summary, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Needs of local authorities: KSFs in order of need",
        table: "LANeeds",
        about: "Each local authority's KSFs in order of need, with average and counts by band.",
        ..filtered(2)
    };
    let groups = summary.nation.authorities.iter().map(|authority| &authority.whole);
    let rows = groups.flat_map(|group| rows(summary, &[Value::text(group.name.as_str())], group));
    write(summary, to, &sheet, vec![column("Local authority", 34.0, Style::Text)], rows.collect())
}

/// Writes the sheet of clusters' needs.
pub(super) fn write_clusters(summary: &Summary, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Needs of clusters: KSFs in order of need",
        table: "ClusterNeeds",
        about: "Each cluster's KSFs in order of need, with average and counts by band.",
        ..filtered(3)
    };
    let clusters = summary.nation.authorities.iter().flat_map(|authority| {
        authority.returned_clusters().map(|cluster| (authority.whole.name.as_str(), cluster))
    });
    let rows = clusters.flat_map(|(authority, cluster)| {
        rows(summary, &[Value::text(authority), Value::text(cluster.name.as_str())], cluster)
    });
    let whose = vec![column("Local authority", 28.0, Style::Text), column("Cluster", 28.0, Style::Text)];
    write(summary, to, &sheet, whose, rows.collect())
}

fn filtered<'a>(frozen: ColNum) -> TableSheet<'a> {
    TableSheet {
        title: "",
        table: "",
        about: "",
        note: "Greatest need first. An empty average means that no school answered.",
        filter: true,
        row_height: None,
        frozen,
        alike: None,
    }
}

fn write(
    summary: &Summary,
    to: &mut Worksheet,
    sheet: &TableSheet,
    whose: Vec<Column>,
    rows: Vec<Vec<Value>>,
) -> Result<(), XlsxError> {
    let first = ColNum::try_from(whose.len()).unwrap_or(ColNum::MAX);
    let columns = whose.into_iter().chain(columns(summary)).collect();
    let body = table_sheet::write(&summary.beside, to, sheet, columns, rows)?;
    factor_cells::shade(to, first + FIGURES, &body, summary.framework())
}

fn columns(summary: &Summary) -> Vec<Column> {
    let mut columns = vec![
        turned("Need rank", 8.0, Style::Number),
        turned("KSF number", 8.0, Style::Number),
        column("KSF", 66.0, Style::Text),
    ];
    columns.extend(factor_cells::columns(summary.framework(), 8.5));
    columns
}

/// The rows of one authority or cluster, greatest need first.
fn rows<'a>(summary: &'a Summary, whose: &[Value<'a>], group: &'a GroupFigures) -> Vec<Vec<Value<'a>>> {
    let row = |&ksf: &usize| {
        let (factor, definition) = (&group.factors[ksf], &summary.framework().ksfs[ksf]);
        let mut row = whose.to_vec();
        row.extend([
            Value::count(factor.need_rank),
            Value::count(definition.number),
            Value::text(definition.name.as_str()),
        ]);
        row.extend(factor_cells::values(factor));
        row
    };
    group.need_order.iter().map(row).collect()
}
