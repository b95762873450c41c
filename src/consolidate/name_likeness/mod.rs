//! How alike two names are: whether they may be one school's, or one cluster's, but for a typing error.
//!
//! In: two names, and the words that there are. Out: how far the names are apart, or that they are different names. This
//! never makes two names one: that is for the user to say.

mod comparable_name;
mod vocabulary;

pub(super) use comparable_name::{ComparableName, are_alike};
pub(super) use vocabulary::Vocabulary;
