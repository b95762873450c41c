//! Reads a table whose KSFs run across, row by row: each row is a school's ratings, the heading of a cluster, figures, or
//! something else.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::{CellRef, CellValue, Layout, Sourced};

use super::super::super::headings::{Feature, FigureKind, Role, could_name, mentions_rating};
use super::super::super::identity::{Field, Statement, cluster_of_group, field_of_heading};
use super::super::super::recognised::{RawReturn, StatedFigure, Table};
use super::super::super::region::Region;
use super::super::found_table::FoundTable;
use super::super::line::{self, Line};
use super::super::rows::school_of;
use super::super::stages::outdone;
use super::across_table::{AcrossTable, SideColumn};

/// Longest text in the column of names that is a name; longer ones are notes.
const LONGEST_NAME: usize = 120;

/// Longest remark in place of a rating; longer ones are prose.
const LONGEST_REMARK: usize = 40;

/// What a row is.
enum RowKind {
    School,
    /// Names the cluster whose schools follow.
    Cluster(Statement),
    Figures(FigureKind),
    /// The ratings of the one school that the sheet is about: a form on its side.
    OwnRatings,
    /// Its label says something else, but could name a school.
    PossibleSchool,
    Other,
}

/// What has been read of a table so far.
struct Reading<'t, 'a> {
    table: &'t AcrossTable<'a>,
    returns: Vec<RawReturn>,
    figures: Vec<StatedFigure>,
    /// Rows with ratings of the one school that the sheet is about.
    own: Vec<(u32, RawReturn)>,
    overlooked: Vec<Sourced<String>>,
    hidden: Vec<Sourced<String>>,
    /// The cluster in whose name the rows stand.
    cluster: Option<Statement>,
    /// The last row of the table.
    bottom: u32,
}

/// The table of a run, if there are ratings in it; `groups`: the clusters and authorities that the sheet states.
pub(super) fn read(table: &AcrossTable<'_>, groups: &[String]) -> Option<FoundTable> {
    let mut reading = Reading {
        table,
        returns: Vec::new(),
        figures: Vec::new(),
        own: Vec::new(),
        overlooked: Vec::new(),
        hidden: Vec::new(),
        cluster: None,
        bottom: table.last_heading,
    };
    let mut lines: Vec<Line<'_>> = table.rows().map(|(row, cells)| row_as_line(table, row, cells)).collect();
    line::compare(&mut lines);
    // A sheet of several schools may be named after their cluster.
    let several = lines.iter().filter(|line| line.is_school()).count() > 2;
    let groups: Vec<String> =
        groups.iter().cloned().chain(several.then(|| table.sheet.name.to_string())).collect();
    for line in &mut lines {
        line.compare_with_groups(&groups);
    }
    let earlier = table.time_column.map_or_else(HashSet::new, |column| rows_outdone(table, &lines, column));
    let own = lines.iter().take_while(|line| !heads_another_table(table, line));
    for (line, (_, cells)) in own.zip(table.rows()).filter(|(line, _)| !earlier.contains(&line.at)) {
        reading.add(line, cells);
    }
    reading.finish()
}

/// Whether a row holds the headings of another table: "School", and over the KSFs' columns something else.
fn heads_another_table(table: &AcrossTable<'_>, line: &Line<'_>) -> bool {
    let heading = line.heading.as_ref().map(|h| &*h.value);
    let texts = || line.values.iter().copied().flatten().filter_map(CellValue::text);
    let of_ksfs = |text: &str| table.scheme.labels.ksf_named(text).is_some() || mentions_rating(text);
    line.on_scale == 0
        && heading.and_then(field_of_heading) == Some(Field::School)
        && texts().count() > 2
        && !texts().any(of_ksfs)
}

/// The rows whose school has another row with its present ratings, by what a column says of each row's time.
fn rows_outdone(table: &AcrossTable<'_>, lines: &[Line<'_>], column: u32) -> HashSet<u32> {
    let mut schools: HashMap<Vec<String>, Vec<Line<'_>>> = HashMap::new();
    let mut cluster = None;
    for line in lines {
        cluster = heads_cluster(line).or(cluster);
        let stated = table.row_as_return(line.at).stated.into_iter().chain(cluster.clone());
        let stated: Vec<Statement> = stated.collect();
        // Where schools are named, rows without a name may be anybody's.
        if table.name_column.is_none() || stated.iter().any(|s| s.field.is_of_one_school()) {
            let same = Line::of(table.scheme, line.values.clone());
            schools.entry(school_of(&stated)).or_default().push(Line { at: line.at, ..same });
        }
    }
    let several = schools.into_values().filter(|rows| rows.len() > 1);
    several.flat_map(|rows| outdone(table.scheme, table.sheet, column, rows)).collect()
}

/// The cluster whose name alone stands in a row, as the one of the schools below.
fn heads_cluster(line: &Line<'_>) -> Option<Statement> {
    let name = line.name.as_ref().filter(|_| line.filled == 0)?;
    Some(Statement::of_text(Field::Cluster, cluster_of_group(&name.value)?, name.cell))
}

/// A row with its name, or else the text that it begins with.
fn row_as_line<'a>(table: &AcrossTable<'a>, row: u32, cells: &'a [(CellRef, CellValue)]) -> Line<'a> {
    let name = table.name_of(row).and_then(|at| Some((at, table.sheet.get(at.row, at.column)?)));
    let label = name.or_else(|| cells.first().map(|(at, v)| (*at, v)).filter(|(_, v)| v.text().is_some()));
    let heading = table.scheme.heading(label.map(|(_, v)| v));
    let values = table.along.values(row).collect();
    let mut line = Line::of(table.scheme, values);
    line.at = row;
    line.name = name.map(|(cell, value)| Sourced { value: value.to_string(), cell });
    line.heading = label.map(|(cell, value)| Sourced { value: Cow::Borrowed(value), cell });
    (line.says, line.rank, line.evidence) = (heading.role, heading.rank, heading.evidence);
    let says_which = line.evidence.reasons(false).is_empty();
    line.evidence
        .add_if(table.heads_school() && line.name.is_some() && !says_which, Feature::UnderSchoolHeading);
    line.is_hidden = table.sheet.is_row_hidden(row);
    line
}

impl Reading<'_, '_> {
    fn add(&mut self, line: &Line<'_>, cells: &[(CellRef, CellValue)]) {
        let above = self.cluster.as_ref().map_or(0, |cluster| cluster.value.cell.row).max(self.bottom);
        let follows_on = line.at == above + 1;
        match kind_of_row(self.table, line, cells, follows_on) {
            RowKind::Cluster(cluster) => {
                self.cluster = Some(cluster);
                // It may be the title of another table.
                return;
            }
            RowKind::School => {
                let mut school = self.table.row_as_return(line.at);
                school.stated.extend(self.cluster.clone());
                self.add_figures_beside(line.at);
                self.hidden.extend(line.name.clone().filter(|_| line.is_hidden));
                self.returns.push(school);
            }
            RowKind::Figures(kind) => self.figures.extend(self.table.along.figures(line.at, kind)),
            RowKind::OwnRatings => {
                self.own.push((line.at, self.table.row_as_return(line.at)));
                return;
            }
            RowKind::PossibleSchool => {
                self.overlooked.extend(line.name.clone());
                if !follows_on {
                    return;
                }
            }
            // Counts and the like right below the schools belong to the table.
            RowKind::Other if follows_on && line.filled > 0 => {}
            RowKind::Other => return,
        }
        self.bottom = line.at;
    }

    /// Adds the totals and averages in the row of the next return.
    fn add_figures_beside(&mut self, row: u32) {
        for (column, held) in &self.table.side_columns {
            if let SideColumn::Figure(kind) = *held {
                let line = std::iter::once((self.returns.len(), row));
                self.figures.extend(self.table.along.figures_of_returns(*column, kind, line));
            }
        }
    }

    fn finish(mut self) -> Option<FoundTable> {
        let mut layout = Layout::SchoolRows;
        let table = self.table;
        match self.own.as_mut_slice() {
            _ if !self.returns.is_empty() => {}
            // A form on its side; its label is no school's name.
            [(row, ratings)] => {
                ratings.stated.clear();
                (layout, self.bottom) = (Layout::Form, *row);
            }
            own => {
                let first = table.along.ksfs.first().map_or(0, |(_, column)| *column);
                let own = own.iter().map(|(row, _)| *row);
                let rows = own.chain(self.overlooked.iter().map(|label| label.cell.row));
                let cells: Vec<CellRef> = rows.map(|row| CellRef::new(row, first)).collect();
                return (!cells.is_empty()).then(|| FoundTable::unclear(table.sheet, cells, true));
            }
        }
        self.returns.extend(self.own.into_iter().map(|(_, ratings)| ratings));
        let region = Region::of_rows(table.heading_row, self.bottom);
        let table = Table {
            unrecognised: table.unrecognised(self.bottom),
            overlooked: self.overlooked,
            hidden: self.hidden,
            figures: self.figures,
            columns: table.notes(),
            ..Table::of(table.sheet, layout, table.ksfs, self.returns)
        };
        Some(FoundTable::read(table, region))
    }
}

/// What a row is. A row without any rating is a school's only if it follows the one before without a gap; one whose label
/// speaks of something else is no school's.
fn kind_of_row(
    table: &AcrossTable<'_>,
    line: &Line<'_>,
    cells: &[(CellRef, CellValue)],
    follows_on: bool,
) -> RowKind {
    if let Some(kind) = line.says.figure() {
        return RowKind::Figures(kind);
    }
    let text = line.name.as_ref().map_or("", |name| &name.value);
    if is_no_data(table, line, text, follows_on) {
        return RowKind::Other;
    }
    if line.says == Role::Rating && !table.heads_school() && 2 * line.filled >= table.ksfs.len() {
        return RowKind::OwnRatings;
    }
    if cluster_of_group(text).is_some() {
        // With figures beside it, it is what the cluster's schools give together.
        let cluster = heads_cluster(line).filter(|_| cells.len() == 1);
        return cluster.map_or(RowKind::Other, RowKind::Cluster);
    }
    // Under the heading School a number is a school's, too.
    let numbered = table.heads_school() && !text.contains(char::is_alphabetic) && line.says != Role::Period;
    let named = line.says == Role::Name && line.is_school();
    if line.name.is_some() && !named && !numbered {
        let perhaps = line.evidence.is_doubtful() || could_name(text, &table.scheme.labels);
        return if line.looks_rated(table.scheme) && perhaps {
            RowKind::PossibleSchool
        } else {
            RowKind::Other
        };
    }
    if is_school(table, line, text, follows_on) { RowKind::School } else { RowKind::Other }
}

/// Whether a row repeats a heading, names a KSF, or is explanatory text (a key, say).
fn is_no_data(table: &AcrossTable<'_>, line: &Line<'_>, text: &str, follows_on: bool) -> bool {
    let heading = line.heading.as_ref().map(|h| &*h.value);
    let heads = line.on_scale == 0 && heading.and_then(field_of_heading) == Some(Field::School);
    let entries = || line.values.iter().copied().flatten();
    // A school that wrote a sentence in place of its ratings is a school all the same.
    let is_rated = follows_on || line.on_scale > 0;
    let is_name = is_rated && line.says == Role::Name && line.evidence.is_school();
    let long = |value: &&CellValue| value.text().is_some_and(|text| text.len() > LONGEST_REMARK);
    let is_prose = 2 * entries().filter(long).count() > line.filled && !is_name;
    // A second row of headings, or what programs write there for themselves.
    let is_code = |value: &CellValue| value.text().is_some_and(|t| t.starts_with(['{', '<']));
    let codes = line.filled > 0 && entries().all(is_code);
    let says =
        |value: &CellValue| matches!(table.scheme.role(Some(value)), Role::Rating) && value.text().is_some();
    let headings = line.filled > 1 && entries().all(says) && line.on_scale == 0;
    let names_ksf = !(line.is_school() && line.on_scale > 0) && table.scheme.labels.ksf_named(text).is_some();
    heads || names_ksf || is_prose || codes || headings
}

fn is_school(table: &AcrossTable<'_>, line: &Line<'_>, text: &str, follows_on: bool) -> bool {
    let raw = table.row_as_return(line.at);
    let named = line.name.is_some() || raw.stated.iter().any(|s| s.field.is_of_one_school());
    match (named, line.filled) {
        (true, 0) if line.says == Role::Rating => false,
        (true, 0) => follows_on && text.len() <= LONGEST_NAME && !text.contains(':'),
        (true, _) => true,
        (false, filled) => 2 * filled >= table.ksfs.len(),
    }
}
