//! Whose return it is: the labels, headings and titles of a sheet that name a school, cluster or local authority, and
//! the values that stand with them. Says what is written where; which of it counts is decided by later stages.

mod compound;
mod field_labels;
mod named;
mod nearest_table;
mod sheet_statements;
mod statement;
mod titles;

pub(crate) use compound::{fields_of_compound, values_of_compound};
pub use field_labels::Field;
pub(crate) use field_labels::{field_of_heading, field_of_label, labels_in};
pub(crate) use named::{cluster_named, cluster_of_group};
pub(crate) use sheet_statements::{SheetStatements, StatementGatherer};
pub use statement::Statement;
pub(crate) use statement::date_of;
pub(crate) use titles::Titles;
