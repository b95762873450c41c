//! Reads the columns that hold ratings: one column for a form, a column a school for a grid; rows above may give each
//! school's number, cluster or date, columns and rows at the ends totals and averages.

use crate::model::{CellValue, Layout, Sourced};

use super::super::super::headings::{Feature, could_name};
use super::super::super::identity::{
    Field, Statement, cluster_named, cluster_of_group, field_of_label, labels_in,
};
use super::super::super::recognised::{StatedFigure, Table};
use super::super::line::Line;
use super::heading_rows::holds_pairs;
use super::ksf_column::KsfColumn;

/// Maximum number of rows from the last KSF down to a total or an average.
const FIGURES_REACH: u32 = 6;

/// Maximum number of rows from something stated about each school down to the headings.
const ATTRIBUTES_REACH: u32 = 4;

/// One school on the sheet, with its ratings in this column.
pub(super) fn form(table: &KsfColumn<'_>, rating: &Line<'_>) -> Table {
    let returns = vec![table.along().as_return(table.scheme, rating.at, stated_below_headings(table))];
    Table {
        unrecognised: table.unrecognised(&[rating.at], is_number),
        figures: figures_below(table, &[rating.at]),
        columns: table.notes(&[rating.at], Some("the school's ratings")),
        hidden: hidden(&[rating]),
        ..Table::of(table.sheet, Layout::Form, table.ksfs, returns)
    }
}

/// What labels with their values in the same cell state between the headings and the KSFs: "School: Oakfield".
fn stated_below_headings(table: &KsfColumn<'_>) -> Vec<Statement> {
    let from = table.headings.all().last().map_or(table.first, |row| row + 1);
    let cells = (from..table.first).filter_map(|row| table.sheet.row(row).first());
    let stated = cells.flat_map(|(at, value)| {
        let labels = value.text().map(labels_in).unwrap_or_default();
        labels.into_iter().filter_map(|(field, text)| Some(Statement::of_text(field, text?, *at)))
    });
    stated.filter(|statement| statement.field != Field::Other).collect()
}

/// A column a school; of the schools of `unclear` columns it is not clear which holds the ratings.
pub(super) fn grid(table: &KsfColumn<'_>, schools: &[&Line<'_>], unclear: &[&Line<'_>]) -> Table {
    let columns: Vec<u32> = schools.iter().map(|c| c.at).collect();
    let along = table.along();
    let kinds = table.columns.iter().filter_map(|column| Some((column.at, column.says.figure()?)));
    let mut figures: Vec<StatedFigure> = kinds.flat_map(|(at, kind)| along.figures(at, kind)).collect();
    figures.extend(figures_below(table, &columns));
    let school =
        |school: &&Line<'_>| along.as_return(table.scheme, school.at, statements(table, school, schools));
    Table {
        unrecognised: table.unrecognised(&columns, is_number),
        overlooked: possible_schools(table, &columns, unclear),
        figures,
        columns: table.notes(&columns, Some("a school's ratings")),
        hidden: hidden(schools),
        ..Table::of(table.sheet, Layout::Grid, table.ksfs, schools.iter().map(school).collect())
    }
}

/// Numbers beside a label that names no KSF could be ratings.
fn is_number(value: &CellValue) -> bool {
    matches!(value, CellValue::Number(_))
}

/// The headings of hidden columns that were read.
fn hidden(lines: &[&Line<'_>]) -> Vec<Sourced<String>> {
    let heading = |line: &&&Line<'_>| {
        let heading = line.heading.as_ref()?;
        Some(Sourced { value: heading.value.to_string(), cell: heading.cell })
    };
    lines.iter().filter(|line| line.is_hidden).filter_map(|line| heading(&line)).collect()
}

/// Totals and averages below columns of ratings, one column a return.
fn figures_below(table: &KsfColumn<'_>, columns: &[u32]) -> Vec<StatedFigure> {
    let (along, mut figures) = (table.along(), Vec::new());
    for row in table.last + 1..=table.last + FIGURES_REACH {
        let mut labels = table.sheet.row(row).iter().filter(|(at, _)| at.column <= table.label_column());
        let kind = labels.find_map(|(_, value)| table.scheme.role(Some(value)).figure());
        let lines = || columns.iter().copied().enumerate();
        figures.extend(kind.into_iter().flat_map(|kind| along.figures_of_returns(row, kind, lines())));
    }
    figures
}

/// Headings next to the schools' that could name one, too; nothing under them is used.
fn possible_schools(table: &KsfColumn<'_>, schools: &[u32], unclear: &[&Line<'_>]) -> Vec<Sourced<String>> {
    let is_unclear = |line: &Line<'_>| unclear.iter().any(|other| other.at == line.at);
    let perhaps = |line: &Line<'_>| {
        let heading = line.heading.as_ref().and_then(|h| h.value.text()).unwrap_or_default();
        let unlike = line.says.figure().is_none()
            && !line.evidence.has(Feature::BelowName)
            && cluster_named(heading).is_none()
            && (could_name(heading, &table.scheme.labels) || says_nothing(heading));
        is_unclear(line)
            || (line.looks_rated(table.scheme) && (line.is_school() || line.evidence.is_doubtful() || unlike))
    };
    // A column beside the ratings of one school is that school's.
    let cells = |line: &Line<'_>| [line.name.as_ref().map(|n| n.cell), line.heading.as_ref().map(|h| h.cell)];
    let read = |line: &Line<'_>| {
        let used = table.columns.iter().filter(|other| schools.contains(&other.at));
        let names = used.filter_map(|other| Some((other.at, other.name.as_ref()?.cell)));
        schools.contains(&line.at) || names.into_iter().any(|(_, cell)| cells(line).contains(&Some(cell)))
    };
    let others = table.columns.iter().filter(|line| !read(line) && perhaps(line));
    let label = |line: &Line<'_>| {
        let heading = line.heading.as_ref()?;
        Some(Sourced { value: heading.value.text()?.to_owned(), cell: heading.cell })
    };
    let mut labels: Vec<Sourced<String>> = others.filter_map(label).collect();
    labels.dedup_by_key(|label| label.cell);
    labels
}

/// A heading that is no more than "?".
fn says_nothing(heading: &str) -> bool {
    !heading.is_empty() && !heading.contains(char::is_alphanumeric)
}

/// What the heading and the rows around it state about one school.
fn statements(table: &KsfColumn<'_>, school: &Line<'_>, schools: &[&Line<'_>]) -> Vec<Statement> {
    let mut stated = Vec::new();
    if let Some(name) = &school.name {
        stated.push(Statement::of_text(Field::School, &name.value, name.cell));
    }
    let top = table.headings.named().unwrap_or(table.first);
    let below = table.last + 1..=table.last + ATTRIBUTES_REACH;
    for row in (top.saturating_sub(ATTRIBUTES_REACH)..table.first)
        .chain(below)
        .filter(|row| *row != top && !table.is_of_another_table(*row) && !holds_pairs(&table.area, *row))
    {
        let Some((field, None)) = table.area.row_label(row).and_then(field_of_label) else { continue };
        let says = |s: &&&Line<'_>| {
            table.sheet.get(row, s.at).is_some_and(|v| v.to_string().contains(char::is_alphanumeric))
        };
        let several = schools.iter().filter(says).count() > 1;
        if field != Field::Other && (several || (top..table.first).contains(&row)) {
            stated.extend(Statement::of_cell(field, table.sheet, row, school.at));
        }
    }
    stated.extend(cluster_of(table, school, schools));
    stated
}

/// The cluster whose name stands over a school and perhaps others: one that says so ("Cluster: Riverside"), or one of
/// several names that are no schools'.
fn cluster_of(table: &KsfColumn<'_>, school: &Line<'_>, schools: &[&Line<'_>]) -> Option<Statement> {
    let group = school.group.as_ref()?;
    if let Some(name) = cluster_of_group(&group.value) {
        return Some(Statement::of_text(Field::Cluster, name, group.cell));
    }
    let several = schools.iter().filter_map(|s| s.group.as_ref()).any(|other| other.cell != group.cell);
    let is_name =
        field_of_label(&group.value).is_none() && table.scheme.heading_of(&group.value).is_plain_name();
    let of_school = schools.iter().filter_map(|s| s.name.as_ref()).any(|name| name.value == group.value);
    (several && is_name && !of_school).then(|| Statement::of_text(Field::Cluster, &group.value, group.cell))
}
