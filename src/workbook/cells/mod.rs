//! Where each cell is, and how formulas refer to it.

mod cell_range;
mod grid;
mod ksf_columns;
mod map;
pub(crate) mod references;
pub(crate) mod rows;
mod table;

pub(crate) use cell_range::CellRange;
pub(crate) use grid::{CHECK, CLUSTER_NAME, GridCells, grids, school_headings};
pub(crate) use ksf_columns::{first_right_of_ksf, ksf_column};
pub(crate) use map::{CellMap, SPARE_ROWS, plan_rows};
pub(crate) use references::{ColumnRef, RowRef};
