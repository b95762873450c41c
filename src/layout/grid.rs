//! Grid: the KSFs down, a column a school; rows above may give each school's number, cluster or date, columns and
//! rows at the ends totals and averages.

use crate::model::{CellRef, CellValue, Layout, Sourced};

use super::cluster_names;
use super::form::{figures_below, is_number};
use super::headings::Role;
use super::identity::{self, Field, Statement};
use super::ksf_column::{Column, KsfColumn};
use super::overlooked::could_be_a_school;
use super::{Over, RawReturn, Recogniser, StatedFigure, Table};

/// How far above the headings rows with something about each school may stand.
const ATTRIBUTES_REACH: u32 = 4;

pub(super) fn read(table: &KsfColumn<'_>, recogniser: &Recogniser, schools: &[&Column]) -> Table {
    let columns: Vec<u32> = schools.iter().map(|c| c.at).collect();
    let mut figures = figures_beside(table);
    figures.extend(figures_below(table, recogniser, &columns));
    let returns = schools
        .iter()
        .map(|school| RawReturn {
            stated: statements(table, school, schools),
            answers: table.answers(recogniser.factors, school.at),
        })
        .collect();
    Table {
        unrecognised: table.unrecognised(recogniser, &columns, is_number),
        overlooked: overlooked(table, recogniser, &columns),
        figures,
        columns: table.notes(&columns, Some("a school's ratings")),
        ..Table::of(table.sheet, Layout::Grid, table.items, returns)
    }
}

/// Headings beside the schools' that could name one, too.
fn overlooked(table: &KsfColumn<'_>, recogniser: &Recogniser, schools: &[u32]) -> Vec<Sourced<String>> {
    let others = table.columns.iter().filter(|c| c.role == Role::Other && !schools.contains(&c.at));
    let label = |column: &Column| {
        let heading = column.heading.as_ref()?;
        let values: Vec<&CellValue> =
            table.items.iter().filter_map(|item| table.sheet.get(item.at.row, column.at)).collect();
        let text = heading.value.text()?;
        could_be_a_school(recogniser, text, &values)
            .then(|| Sourced { value: text.to_owned(), cell: heading.cell })
    };
    others.filter_map(label).collect()
}

/// What the heading and the rows around it state about one school.
fn statements(table: &KsfColumn<'_>, school: &Column, schools: &[&Column]) -> Vec<Statement> {
    let mut stated = Vec::new();
    if let (Role::Name | Role::Doubtful, Some(Sourced { value: CellValue::Text(name), cell })) =
        (school.role, &school.heading)
    {
        let value = Sourced { value: CellValue::Text(name.clone()), cell: *cell };
        stated.push(Statement { field: Field::School, value });
    }
    let top = table.headings.upper.unwrap_or(table.first);
    for row in (top.saturating_sub(ATTRIBUTES_REACH)..table.first)
        .filter(|row| *row != top && !table.is_others(*row))
    {
        let Some((field, None)) = table.row_label(row).and_then(identity::label) else { continue };
        let several = schools.iter().filter(|s| table.sheet.get(row, s.at).is_some()).count() > 1;
        if field == Field::Other || !(several || row > top) {
            continue;
        }
        if let Some(value) = table.sheet.get(row, school.at) {
            let value = Sourced { value: value.clone(), cell: CellRef::new(row, school.at) };
            stated.push(Statement { field, value });
        }
    }
    stated.extend(cluster_above(table, school, top));
    stated
}

/// The cluster in a row of several clusters' names above the headings, each over the columns to its right.
fn cluster_above(table: &KsfColumn<'_>, school: &Column, top: u32) -> Option<Statement> {
    for row in (top.saturating_sub(ATTRIBUTES_REACH)..=top).rev().filter(|row| !table.is_others(*row)) {
        let named: Vec<(CellRef, &str)> = table
            .beside(row)
            .filter_map(|(at, value)| Some((*at, cluster_names::named(value.text()?)?)))
            .collect();
        if named.len() > 1 {
            let (cell, name) = *named.iter().rfind(|(at, _)| at.column <= school.at)?;
            let value = Sourced { value: CellValue::Text(name.to_owned()), cell };
            return Some(Statement { field: Field::Cluster, value });
        }
    }
    None
}

/// Totals and averages in columns beside the schools.
fn figures_beside(table: &KsfColumn<'_>) -> Vec<StatedFigure> {
    let mut figures = Vec::new();
    for column in &table.columns {
        let Some(kind) = column.role.figure() else { continue };
        for item in table.items {
            if let Some(value) = table.sheet.get(item.at.row, column.at) {
                let cell = CellRef::new(item.at.row, column.at);
                figures.push(StatedFigure { kind, over: Over::Factor(item.ksf), cell, value: value.clone() });
            }
        }
    }
    figures
}
