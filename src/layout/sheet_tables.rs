//! The tables of one sheet: finds all that look like tables of ratings, keeps those that can be, and adds to each
//! what the sheet states around it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::lexicon::{names_person, school_key};
use crate::model::{CellRef, CellValue, folded};
use crate::read::RawSheet;

use super::anchors::{KsfCells, Lowered, Runs, lowered};
use super::headings::{Feature, Role};
use super::identity::{Field, SheetStatements, Statement, StatementGatherer, Titles};
use super::read_back;
use super::recognised::{Table, UnclearTable};
use super::region::Region;
use super::remarks;
use super::scheme::RatingScheme;
use super::tables::{self, FoundTable, join_split_forms};

/// What was made of a sheet.
pub(crate) struct SheetTables {
    pub(crate) tables: Vec<Table>,
    /// Tables of which it was not clear which columns hold the ratings.
    pub(crate) unclear: Vec<UnclearTable>,
    /// What the labels on the sheet state; of a sheet with tables, perhaps only what those outside them state.
    pub(crate) stated: Arc<SheetStatements>,
}

impl SheetTables {
    /// Reads a sheet; one of our own workbook as what we wrote, as far as it still is that.
    pub(crate) fn of(scheme: &RatingScheme, sheet: &RawSheet, own: bool) -> Self {
        let (whole, short) = (sheet, sheet.with_short_texts());
        let sheet = short.as_ref().unwrap_or(sheet);
        let lowered = if own { None } else { lowered(scheme, sheet) };
        match &lowered {
            Some(Lowered::Labels(sheet)) => Self::of_labels(scheme, sheet, whole, own),
            Some(Lowered::Unclear(number)) => {
                let mut found = Self::of_labels(scheme, sheet, whole, own);
                found.tables.retain(|table| table.entries().next().is_some());
                found.unclear.push(UnclearTable::beside_labels(sheet, *number));
                found
            }
            None => Self::of_labels(scheme, sheet, whole, own),
        }
    }

    /// The tables of a sheet as it is looked at; `whole` has its texts in full.
    fn of_labels(scheme: &RatingScheme, sheet: &RawSheet, whole: &RawSheet, own: bool) -> Self {
        let stated = StatementGatherer::new(sheet, &scheme.labels);
        let own_grid = if own { read_back::grid(scheme, sheet) } else { None };
        let found = own_grid.map_or_else(
            || find(scheme, sheet, &stated),
            |(grid, region)| vec![FoundTable::read(grid, region)],
        );
        let mut read: Vec<(Table, Region)> = Vec::new();
        let mut unclear = Vec::new();
        for found in found {
            match found {
                FoundTable::Read(table, region) if region.headed || is_plausible(scheme, &table) => {
                    read.push((*table, region));
                }
                FoundTable::Read(..) => {}
                FoundTable::Unclear(columns) => unclear.push(columns),
            }
        }
        read.sort_by_key(|(_, region)| (region.top, region.left));
        if !own {
            remarks::add(scheme, whole, &mut read);
        }
        let (mut tables, regions): (Vec<Table>, Vec<Region>) = read.into_iter().unzip();
        let stated = Arc::new(stated.finish(&regions));
        for (index, table) in tables.iter_mut().enumerate() {
            add_statements(table, stated.of_table(index, &regions), regions[index].bottom);
            add_titles(table, scheme, sheet, index, &regions);
            add_from_title_block(table, &stated, &regions);
            write_names_out(table, scheme, sheet, &regions);
        }
        Self { tables: join_split_forms(tables, scheme.count()), unclear, stated }
    }
}

/// All that looks like a table of ratings: lists, and then what stands outside them.
pub(crate) fn find(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    stated: &StatementGatherer<'_>,
) -> Vec<FoundTable> {
    let cells = KsfCells::find(sheet, &scheme.labels);
    let mut found = tables::lists(scheme, sheet, &cells);
    let lists: Vec<Region> = found.iter().filter_map(FoundTable::region).collect();
    let cells = cells.outside(&lists);
    let of_runs = |runs: Runs| {
        let mut found = tables::with_ksfs_down(scheme, sheet, stated, &runs);
        found.extend(tables::with_ksfs_across(scheme, sheet, stated, &runs));
        found
    };
    found.extend(of_runs(Runs::find(&cells, sheet, &scheme.labels)));
    if found.is_empty() {
        found.extend(of_runs(Runs::of_numbers(&cells, sheet, &scheme.labels)));
    }
    found
}

/// Whether what stands in a table can be ratings at all: of its numbers, at least half are whole and about on the
/// scale. A sheet of money, of pupils or of averages by KSF is no such table.
fn is_plausible(scheme: &RatingScheme, table: &Table) -> bool {
    let near = table.entries().filter(|value| scheme.is_near_scale(value)).count();
    let numbers = |value: &&CellValue| matches!(value, CellValue::Number(_)) || scheme.is_near_scale(value);
    2 * near >= table.entries().filter(numbers).count()
}

/// Adds what labels state about a table, except what stands over a school's column and is about that school alone.
fn add_statements(table: &mut Table, stated: Vec<Statement>, bottom: u32) {
    let named = table.names_school();
    let of_returns: Vec<CellRef> =
        table.returns.iter().flat_map(|r| &r.stated).map(|s| s.value.cell).collect();
    let of_one_school = table.layout.is_of_one_school();
    table.stated = stated;
    table
        .stated
        .retain(|s| !of_returns.contains(&s.value.cell) && (of_one_school || !s.field.is_of_one_school()));
    // What stands below a table that names its school is about the next one.
    table.stated.retain(|s| !(named && s.field == Field::School && s.value.cell.row > bottom));
}

/// Adds the cluster and the authority, and the school of a table of one school, that the titles above a table name.
fn add_titles(table: &mut Table, scheme: &RatingScheme, sheet: &RawSheet, index: usize, regions: &[Region]) {
    let top = regions[index].top;
    let above = regions[..index].iter().map(|r| r.bottom).filter(|bottom| *bottom < top).max();
    let rows = above.map_or(0, |bottom| bottom + 1)..top + 1;
    let titles = Titles::of(sheet, rows, &scheme.title);
    table.is_aside = titles.any(|piece| scheme.is_aside(piece));
    table.title_cluster = titles.find(Field::Cluster);
    table.title_authority = titles.find(Field::LocalAuthority);
    if table.layout.is_of_one_school() && !table.names_school() {
        table.title_school = titles.find(Field::School);
    }
}

/// Adds the cluster and the authority that the block above the sheet's first table states, if nothing says them of this
/// table.
fn add_from_title_block(table: &mut Table, stated: &SheetStatements, regions: &[Region]) {
    let top = regions.iter().map(|region| region.top).min().unwrap_or_default();
    for (field, title) in
        [(Field::Cluster, &table.title_cluster), (Field::LocalAuthority, &table.title_authority)]
    {
        let own = table.stated.iter().chain(table.returns.iter().flat_map(|r| &r.stated));
        if title.is_none() && own.into_iter().all(|s| s.field != field) {
            let block = stated.all().filter(|s| s.field == field && s.value.cell.row < top);
            table.stated.extend(block.cloned());
        }
    }
}

/// Replaces names of schools that are numbers or letters by those that a key on the sheet gives them ("School 1 | Oakfield
/// Primary"), if it gives each of them another one.
fn write_names_out(table: &mut Table, scheme: &RatingScheme, sheet: &RawSheet, regions: &[Region]) {
    let outside = |at: CellRef| !regions.iter().any(|region| region.contains(at));
    let is_number = |text: &str| {
        let found = scheme.heading_of(text).evidence;
        found.has(Feature::NumberedSchool) || found.has(Feature::SingleLetter)
    };
    let is_name = |name: &str| {
        let heading = scheme.heading_of(name);
        let is_school = heading.role == Role::Name && heading.evidence.is_school();
        is_school && !is_number(name) && (heading.evidence.is_clear() || !names_person(name))
    };
    let stands_for = |number: &str| {
        let names = sheet.cells().iter().filter(|(at, _)| outside(*at));
        let mut names = names.filter_map(|cell| written_out(sheet, cell, number));
        let (name, at) = names.next().filter(|(name, _)| names.next().is_none() && is_name(name))?;
        Some(Statement::of_text(Field::School, name, at))
    };
    let stated = table.returns.iter_mut().flat_map(|r| &mut r.stated).filter(|s| s.field == Field::School);
    let numbered: Vec<&mut Statement> =
        stated.filter(|s| s.value.value.text().is_some_and(is_number)).collect();
    let names: Option<Vec<Statement>> = numbered.iter().map(|s| stands_for(s.value.value.text()?)).collect();
    let Some(names) = names else { return };
    let key = |s: &Statement| school_key(&s.value.value.to_string());
    let numbers: HashSet<String> = numbered.iter().map(|s| key(s)).collect();
    if names.iter().map(key).collect::<HashSet<_>>().len() == numbers.len() {
        for (number, name) in numbered.into_iter().zip(names) {
            let number = std::mem::replace(number, name.clone());
            table.written_out.push((number, name));
        }
    }
}

/// What a cell writes out for a number: in the cell beside it, or in its own ("A = Oakfield").
fn written_out<'s>(
    sheet: &'s RawSheet,
    (at, value): &'s (CellRef, CellValue),
    number: &str,
) -> Option<(&'s str, CellRef)> {
    let text = value.text()?;
    // A row of a table has more cells.
    if same(text, number) && sheet.get(at.row, at.column + 2).is_none() {
        return Some((sheet.text(at.row, at.column + 1)?, CellRef::new(at.row, at.column + 1)));
    }
    text.split([';', ',', '\n']).find_map(|part| {
        let (label, name) = part.split_once(['=', ':', '–']).or_else(|| part.split_once(" - "))?;
        same(label, number).then_some((name.trim(), *at))
    })
}

/// Whether two texts are the same label.
fn same(text: &str, other: &str) -> bool {
    let bare = |text: &str| folded(text.trim().trim_end_matches([':', '=', '.', ')']));
    bare(text) == bare(other)
}
