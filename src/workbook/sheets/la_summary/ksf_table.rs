//! The LA summary's table of KSFs: what names the KSF, a column for each cluster, and figures over all schools.

use crate::analyse::{FactorAcross, FactorFigures};
use crate::contract::{ClustersColumn, FixedColumn, KsfColumn, LaSummaryColumn};
use crate::framework::KeySuccessFactor;
use crate::model::Band;
use crate::workbook::formulas::KsfRow;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, Value, declared, turned_width, wider};

use super::summary_workings::{Extreme, named_clusters};

/// A column of this table.
type Column<'a> = tables::Column<'a, SummaryRow<'a>>;

/// A KSF.
pub(super) struct SummaryRow<'a> {
    /// The index of the KSF.
    ksf: usize,
    definition: &'a KeySuccessFactor,
    factor: &'a FactorFigures,
    across: &'a FactorAcross,
    formulas: KsfRow<'a>,
}

pub(super) fn rows<'a>(plan: &'a WorkbookPlan) -> impl Iterator<Item = SummaryRow<'a>> {
    plan.framework.ksfs.iter().enumerate().map(|(ksf, definition)| SummaryRow {
        ksf,
        definition,
        factor: &plan.figures.factors[ksf],
        across: &plan.figures.across[ksf],
        formulas: KsfRow { cells: &plan.cells, row: plan.cells.la_summary.row(ksf) },
    })
}

/// The columns: those that are printed, then one with the averages of each cluster.
pub(super) fn columns<'a>(plan: &'a WorkbookPlan) -> Vec<Column<'a>> {
    let mut columns = declared(|column| match column {
        KsfColumn::Number => Column::across(14.0, Style::Number, |row: &SummaryRow| row.definition.number),
        KsfColumn::Name => {
            Column::across(32.0, Style::Text, |row: &SummaryRow<'a>| row.definition.name.as_str())
        }
    });
    columns.extend(declared(|column| declaration(plan, column)));
    // The table of clusters below has its averages, bands and needs in these.
    for (column, least) in [
        (ClustersColumn::Average, 8.5 + wider(plan.framework)),
        (ClustersColumn::Band, 9.6),
        (ClustersColumn::FirstThree, 10.0),
    ] {
        let width = &mut columns[column.index()].look.width;
        *width = width.max(least);
    }
    let width = 8.5 + wider(plan.framework);
    columns.extend(plan.cluster_headings.iter().enumerate().map(|(cluster, heading)| {
        let figures = &plan.figures.clusters[cluster];
        Column::turned(turned_width(heading, width), Style::CalculatedAverage, move |row: &SummaryRow| {
            Value::formula(row.formulas.cluster(cluster), figures.factors[row.ksf].mean())
        })
        .headed(heading)
    }));
    columns
}

fn declaration<'a>(plan: &'a WorkbookPlan, column: LaSummaryColumn) -> Column<'a> {
    use LaSummaryColumn as C;
    let (number, framework) = (Style::CalculatedNumber, plan.framework);
    match column {
        C::NeedRank => {
            Column::turned(7.0, number, |row| Value::formula(row.formulas.need_rank(), row.factor.need_rank))
        }
        C::AllSchools => {
            Column::turned(9.6 + wider(framework), Style::CalculatedAverage, |row: &SummaryRow| {
                Value::formula(row.formulas.all_schools(), row.factor.mean())
            })
        }
        C::Band => Column::turned(10.5, number, |row: &SummaryRow| {
            Value::formula(row.formulas.band(framework), row.factor.band)
        }),
        C::Low => {
            Column::turned(6.4, number, |row| Value::formula(row.formulas.count(Band::Low), row.factor.low))
        }
        C::Medium => Column::turned(6.4, number, |row| {
            Value::formula(row.formulas.count(Band::Medium), row.factor.medium)
        }),
        C::High => {
            Column::turned(6.4, number, |row| Value::formula(row.formulas.count(Band::High), row.factor.high))
        }
        C::InFirstThree => Column::across(11.0, number, |row| {
            Value::formula(row.formulas.in_first_three(), row.across.in_first_three)
        }),
        C::HighestClusters => {
            Column::across(18.0, Style::CalculatedText, |row| named_clusters(plan, row.ksf, Extreme::Highest))
        }
        C::LowestClusters => {
            Column::across(18.0, Style::CalculatedText, |row| named_clusters(plan, row.ksf, Extreme::Lowest))
        }
        C::Response => Column::across(32.0, Style::Entry, move |row: &SummaryRow| response(plan, row.ksf)),
    }
}

/// What was typed in an earlier workbook; in one line each, if two workbooks say different things.
fn response<'a>(plan: &WorkbookPlan, ksf: usize) -> Value<'a> {
    let of_ksf = plan.data.typed.responses.iter().filter(|response| response.ksf == ksf);
    let texts: Vec<String> = of_ksf.map(|response| response.text.to_string()).collect();
    if texts.is_empty() { Value::Empty } else { texts.join("\n").into() }
}
