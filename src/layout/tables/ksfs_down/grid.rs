//! Grid: the KSFs down, a column a school; rows above may give each school's number, cluster or date, columns and
//! rows at the ends totals and averages.

use crate::model::{CellRef, CellValue, Layout, Sourced};

use super::super::super::headings::Role;
use super::super::super::identity::{Field, Statement, cluster_named, field_of_label};
use super::super::super::recognised::{Over, StatedFigure, Table};
use super::super::possible_school::could_be_a_school;
use super::form::{figures_below, is_number};
use super::ksf_column::{Column, KsfColumn};

/// Maximum number of rows from something stated about each school down to the headings.
const ATTRIBUTES_REACH: u32 = 4;

pub(super) fn read(table: &KsfColumn<'_>, schools: &[&Column]) -> Table {
    let columns: Vec<u32> = schools.iter().map(|c| c.at).collect();
    let mut figures = figures_beside(table);
    figures.extend(figures_below(table, &columns));
    let school = |school: &&Column| table.column_as_return(school.at, statements(table, school, schools));
    Table {
        unrecognised: table.unrecognised(&columns, is_number),
        overlooked: possible_schools(table, &columns),
        figures,
        columns: table.notes(&columns, Some("a school's ratings")),
        ..Table::of(table.sheet, Layout::Grid, table.ksfs, schools.iter().map(school).collect())
    }
}

/// Headings next to the schools' that could name one, too.
fn possible_schools(table: &KsfColumn<'_>, schools: &[u32]) -> Vec<Sourced<String>> {
    let others = table.columns.iter().filter(|c| c.role == Role::Other && !schools.contains(&c.at));
    let label = |column: &Column| {
        let heading = column.heading.as_ref()?;
        let values: Vec<&CellValue> = table.entries(column.at).map(|(_, value)| value).collect();
        let text = heading.value.text()?;
        could_be_a_school(table.scheme, text, &values)
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
        stated.push(Statement::of_text(Field::School, name, *cell));
    }
    let top = table.headings.upper.unwrap_or(table.first);
    for row in (top.saturating_sub(ATTRIBUTES_REACH)..table.first)
        .filter(|row| *row != top && !table.is_of_another_table(*row))
    {
        let Some((field, None)) = table.row_label(row).and_then(field_of_label) else { continue };
        let several = schools.iter().filter(|s| table.sheet.get(row, s.at).is_some()).count() > 1;
        if field != Field::Other && (several || row > top) {
            stated.extend(Statement::of_cell(field, table.sheet, row, school.at));
        }
    }
    stated.extend(cluster_above(table, school, top));
    stated
}

/// The cluster in a row of several clusters' names above the headings, each over the columns to its right.
fn cluster_above(table: &KsfColumn<'_>, school: &Column, top: u32) -> Option<Statement> {
    let rows = (top.saturating_sub(ATTRIBUTES_REACH)..=top).rev();
    rows.filter(|row| !table.is_of_another_table(*row))
        .find_map(|row| {
            let cells = table.cells_right(row);
            let named: Vec<(CellRef, &str)> =
                cells.filter_map(|(at, value)| Some((*at, cluster_named(value.text()?)?))).collect();
            (named.len() > 1).then_some(named)
        })
        .and_then(|named| {
            let (cell, name) = named.into_iter().rfind(|(at, _)| at.column <= school.at)?;
            Some(Statement::of_text(Field::Cluster, name, cell))
        })
}

/// Totals and averages in columns beside the schools.
fn figures_beside(table: &KsfColumn<'_>) -> Vec<StatedFigure> {
    let of_column = |column: &Column| {
        let kind = column.role.figure()?;
        let at = column.at;
        Some(table.entries(at).map(move |(ksf, value)| {
            let cell = CellRef::new(ksf.at.row, at);
            StatedFigure { kind, over: Over::Factor(ksf.ksf), cell, value: value.clone() }
        }))
    };
    table.columns.iter().filter_map(of_column).flatten().collect()
}
