//! Written sheets → the package of parts that a file is, and what the writing library cannot say in it.

mod assemble;
mod chart_values;
mod complete;
mod properties;
mod seal;

pub(crate) use assemble::{DefinedNames, WrittenSheet, write};
pub(crate) use chart_values::ChartValues;
pub(crate) use properties::properties;
pub use seal::is_as_written;
