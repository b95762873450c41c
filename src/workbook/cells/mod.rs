//! Where each cell is, and how formulas refer to it.

mod cell_range;
mod fixed;
mod grid;
mod map;
pub(crate) mod references;
mod table;

pub(crate) use cell_range::CellRange;
pub(crate) use fixed::{ABOUT, BACK, BODY, first_right_of_ksf, ksf_column};
pub(crate) use grid::{CHECK, CLUSTER_NAME, GridCells, grids, school_headings};
pub(crate) use map::{CellMap, SPARE_ROWS, plan_rows};
pub(crate) use references::{ColumnRef, RowRef};
