//! The KSFs over all schools of all local authorities.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::{FactorAcross, FactorFigures};
use crate::contract::{FixedColumn, NationalKsfsColumn, NationalSheet};
use crate::framework::KeySuccessFactor;
use crate::workbook::conversions;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, TableSheet, declared};
use crate::workbook::text::name_list;

use super::factor_columns::{self, FactorFigure};
use super::national_plan::NationalPlan;

/// A column of this table.
type Column<'a> = tables::Column<'a, NationalKsf<'a>>;

/// Writes the sheet.
pub(super) fn write(plan: &NationalPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: NationalSheet::Ksfs.name(),
        table: NationalKsfsColumn::TABLE,
        about: "Each KSF over all schools: average, counts by band, need rank, and the authorities where it is lowest.",
        note: "Averages are over all ratings: each school counts once, so bigger authorities weigh more.",
        row_height: Some(33.0),
        frozen_columns: 2,
        ..TableSheet::default()
    };
    let columns = declared(|column| declaration(plan, column));
    let body = sheet.write(&plan.styles, to, columns, rows(plan))?;
    let [average, band] = [NationalKsfsColumn::Average, NationalKsfsColumn::Band]
        .map(|column| conversions::columns(column.index()));
    factor_columns::shade(to, &body, (average, band), plan.framework)
}

/// A KSF.
struct NationalKsf<'a> {
    definition: &'a KeySuccessFactor,
    factor: &'a FactorFigures,
    across: &'a FactorAcross,
}

fn rows<'a>(plan: &'a NationalPlan) -> impl Iterator<Item = NationalKsf<'a>> {
    let figures = plan.nation.whole.factors.iter().zip(&plan.nation.across);
    plan.framework.ksfs.iter().zip(figures).map(|(definition, (factor, across))| NationalKsf {
        definition,
        factor,
        across,
    })
}

fn declaration<'a>(plan: &'a NationalPlan, column: NationalKsfsColumn) -> Column<'a> {
    use NationalKsfsColumn as C;
    let figure =
        |figure| factor_columns::column(figure, plan.framework, 10.0, |row: &NationalKsf| row.factor);
    match column {
        C::KsfNumber => Column::turned(7.0, Style::Number, |row| row.definition.number),
        C::Ksf => Column::across(46.0, Style::Text, |row| row.definition.name.as_str()),
        C::Average => figure(FactorFigure::Average),
        C::Band => figure(FactorFigure::Band),
        C::Answered => figure(FactorFigure::Answered),
        C::Low => figure(FactorFigure::Low),
        C::Medium => figure(FactorFigure::Medium),
        C::High => figure(FactorFigure::High),
        C::NeedRank => Column::turned(7.0, Style::Number, |row| row.factor.need_rank),
        C::InFirstThree => Column::turned(9.0, Style::Number, |row| row.across.in_first_three),
        C::LowestAuthorities => Column::across(36.0, Style::Text, |row| {
            let names =
                row.across.lowest.iter().map(|&index| plan.nation.authorities[index].whole.name.as_str());
            name_list::text(&names.collect::<Vec<_>>())
        }),
    }
}
