//! The tables of one sheet: finds all that look like tables of ratings, keeps those that can be, and adds to each
//! what the sheet states around it.

use std::sync::Arc;

use crate::model::{CellRef, CellValue, Sourced};
use crate::read::RawSheet;

use super::anchors::{KsfCells, Runs};
use super::identity::{
    SheetStatements, Statement, StatementGatherer, cluster_in_title, find_in_titles, school_named,
};
use super::read_back;
use super::recognised::{Table, UnclearTable};
use super::region::Region;
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
        let (mut tables, regions): (Vec<Table>, Vec<Region>) = read.into_iter().unzip();
        let stated = Arc::new(stated.finish(&regions));
        for (index, table) in tables.iter_mut().enumerate() {
            add_statements(table, stated.of_table(index, &regions));
            add_titles(table, scheme, sheet, index, &regions);
        }
        Self { tables: join_split_forms(tables), unclear, stated }
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
    let runs = Runs::find(&cells.outside(&lists), sheet, &scheme.labels);
    found.extend(tables::with_ksfs_down(scheme, sheet, stated, &runs));
    found.extend(tables::with_ksfs_across(scheme, sheet, &runs));
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
fn add_statements(table: &mut Table, stated: Vec<Statement>) {
    let of_returns: Vec<CellRef> =
        table.returns.iter().flat_map(|r| &r.stated).map(|s| s.value.cell).collect();
    let of_one_school = table.layout.is_of_one_school();
    table.stated = stated;
    table
        .stated
        .retain(|s| !of_returns.contains(&s.value.cell) && (of_one_school || !s.field.is_of_one_school()));
}

/// Adds the cluster, and the school of a table of one school, that the titles above a table name.
fn add_titles(table: &mut Table, scheme: &RatingScheme, sheet: &RawSheet, index: usize, regions: &[Region]) {
    let top = regions[index].top;
    let above = regions[..index].iter().map(|r| r.bottom).filter(|bottom| *bottom < top).max();
    let rows = above.map_or(0, |bottom| bottom + 1)..top + 1;
    let sourced = |(cell, value)| Sourced { value, cell };
    table.title_cluster = find_in_titles(sheet, rows.clone(), &scheme.title, cluster_in_title).map(sourced);
    if table.layout.is_of_one_school() && !table.names_school() {
        table.title_school = find_in_titles(sheet, rows, &scheme.title, school_named).map(sourced);
    }
}
