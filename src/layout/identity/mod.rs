//! Whose return it is: the labels, headings and titles of a sheet that name a school, cluster or local authority, and
//! the values that stand with them. Says what is written where; which of it counts is decided by later stages.

mod cluster_names;
mod field_labels;
mod nearest_table;
mod school_names;
mod sheet_statements;
mod statement;
mod titles;

pub(crate) use cluster_names::{cluster_in_title, cluster_named};
pub use field_labels::Field;
pub(crate) use field_labels::{field_of_heading, field_of_label};
pub(crate) use school_names::school_named;
pub(crate) use sheet_statements::{SheetStatements, StatementGatherer};
pub use statement::Statement;
pub(crate) use statement::date_of;
pub(crate) use titles::find_in_titles;
