//! Reads a table whose KSFs run across, row by row.

use crate::model::{CellRef, CellValue, Layout, Sourced};

use super::super::super::headings::FigureKind;
use super::super::super::identity::{Field, Statement};
use super::super::super::recognised::{Over, RawReturn, StatedFigure, Table};
use super::super::super::region::Region;
use super::super::found_table::FoundTable;
use super::across_table::{AcrossTable, SideColumn};
use super::row_kind::{RowKind, kind_of_row};

/// What has been read of a table so far.
struct Reading<'t, 'a> {
    table: &'t AcrossTable<'a>,
    returns: Vec<RawReturn>,
    figures: Vec<StatedFigure>,
    /// Rows with ratings of the one school that the sheet is about.
    own: Vec<(u32, RawReturn)>,
    overlooked: Vec<Sourced<String>>,
    /// The cluster in whose name the rows stand.
    cluster: Option<Statement>,
    /// The last row of the table.
    bottom: u32,
}

/// The table of a run, if there are ratings in it.
pub(super) fn read(table: &AcrossTable<'_>) -> Option<FoundTable> {
    let mut reading = Reading {
        table,
        returns: Vec::new(),
        figures: Vec::new(),
        own: Vec::new(),
        overlooked: Vec::new(),
        cluster: None,
        bottom: table.last_heading,
    };
    for (row, cells) in table.rows() {
        reading.add(row, cells);
    }
    reading.finish()
}

impl Reading<'_, '_> {
    fn add(&mut self, row: u32, cells: &[(CellRef, CellValue)]) {
        let follows_on = row == self.bottom + 1;
        match kind_of_row(self.table, row, cells, follows_on) {
            RowKind::Cluster(name) => {
                self.cluster = Some(Statement::of_text(Field::Cluster, &name, cells[0].0));
            }
            RowKind::School(mut school) => {
                school.stated.extend(self.cluster.clone());
                self.figures.extend(figures_beside(self.table, row, self.returns.len()));
                self.returns.push(school);
            }
            RowKind::Figures(kind) => self.figures.extend(figures_below(self.table, row, kind)),
            RowKind::OwnRatings(ratings) => {
                self.own.push((row, ratings));
                return;
            }
            RowKind::PossibleSchool(label) => {
                self.overlooked.push(label);
                if !follows_on {
                    return;
                }
            }
            // Counts and the like right below the schools belong to the table.
            RowKind::Other(filled) if follows_on && filled > 0 => {}
            RowKind::Other(_) => return,
        }
        self.bottom = row;
    }

    fn finish(mut self) -> Option<FoundTable> {
        let mut layout = Layout::SchoolRows;
        if self.returns.is_empty() {
            // A form on its side; its label is no school's name.
            let [(row, ratings)] = self.own.as_mut_slice() else { return None };
            ratings.stated.clear();
            (layout, self.bottom) = (Layout::Form, *row);
        }
        let table = self.table;
        self.returns.extend(self.own.into_iter().map(|(_, ratings)| ratings));
        let region = Region::of_rows(table.heading_row, self.bottom);
        let table = Table {
            unrecognised: table.unrecognised(self.bottom),
            overlooked: self.overlooked,
            figures: self.figures,
            columns: table.notes(),
            ..Table::of(table.sheet, layout, table.ksfs, self.returns)
        };
        Some(FoundTable::read(table, region))
    }
}

/// The totals and averages of a row's return, which has this index.
fn figures_beside(table: &AcrossTable<'_>, row: u32, index: usize) -> impl Iterator<Item = StatedFigure> {
    table.side_columns.iter().filter_map(move |(column, held)| {
        let SideColumn::Figure(kind) = *held else { return None };
        let value = table.sheet.get(row, *column)?.clone();
        Some(StatedFigure { kind, over: Over::Return(index), cell: CellRef::new(row, *column), value })
    })
}

/// The totals or averages of the KSFs, which a row gives.
fn figures_below(table: &AcrossTable<'_>, row: u32, kind: FigureKind) -> impl Iterator<Item = StatedFigure> {
    table.rating_cells(row).filter_map(move |(ksf, cell)| {
        Some(StatedFigure { kind, over: Over::Factor(ksf), cell: cell.cell, value: cell.value? })
    })
}
