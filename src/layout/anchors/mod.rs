//! Where a sheet names KSFs: the cells that do, and the runs of them down a column or across a row that tables are
//! read from.

mod ksf_cell;
mod lines;
mod merged_labels;
mod named_together;
mod namesakes;
mod runs;

pub(crate) use ksf_cell::{KsfCell, KsfCells};
pub(crate) use merged_labels::{Lowered, lowered};
pub(crate) use namesakes::has_namesakes;
pub(crate) use runs::{Runs, needed_for_run};
