//! Tables of ratings: what stands around the KSFs of a sheet, which of it are the ratings, and of which school.
//!
//! A room for each way in which tables are laid out: lists, KSFs down a column, KSFs across a row. Where more than
//! one column could hold the ratings, none is taken.

mod axis;
mod consistency;
mod found_table;
mod ksfs_across;
mod ksfs_down;
mod line;
mod list;
mod rows;
mod split_forms;
mod stages;
mod stand_ins;

pub(crate) use found_table::FoundTable;
pub(crate) use ksfs_down::KsfColumn;
pub(crate) use split_forms::join_split_forms;

pub(crate) use ksfs_across::tables as with_ksfs_across;
pub(crate) use ksfs_down::tables as with_ksfs_down;
pub(crate) use list::tables as lists;
