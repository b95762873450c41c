//! Tables whose KSFs run down a column: forms of one school, grids with a column a school, tick grids, and forms in
//! blocks. `decide` takes one of them by the headings beside the KSFs.

mod block;
mod column_area;
mod decide;
mod heading_rows;
mod ksf_column;
mod read;
mod tick_grid;

pub(crate) use decide::tables;
pub(crate) use ksf_column::KsfColumn;
