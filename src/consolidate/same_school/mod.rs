//! The returns of one school → one record of it.
//!
//! In: returns of which it is known whose they are. Out: a [`SchoolRecord`](crate::data_set::SchoolRecord) a school,
//! and a status for each return that does not count as it is.

mod grouping;
mod merging;
mod records;
mod sourced;
mod workshop;

pub(super) use grouping::group;
pub(super) use records::merge;
