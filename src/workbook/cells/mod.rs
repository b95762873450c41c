//! Where each cell is, and how formulas refer to it.

mod cell_map;
mod cell_range;
mod fixed;
mod grid_cells;
pub(crate) mod references;
mod table_cells;

pub(crate) use cell_map::CellMap;
pub(crate) use cell_range::CellRange;
pub(crate) use fixed::{ABOUT, BODY, first_right_of_ksf, ksf_column};
pub(crate) use grid_cells::{FACTS, GridCells, GridFact, grids, school_headings};
pub(crate) use references::{ColumnRef, RowRef};
