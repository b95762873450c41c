//! The words that returns, registers and names are made of, and what each says.
//!
//! In: `lexicon.toml`, which anybody can extend. Out: what a word says (`Tag`), what a heading asks for
//! ([`IdentityField`]), and names of schools, clusters and local authorities folded for comparing. This room reads no
//! cell and knows no framework; it imports nothing but `model`.

mod field;
mod lookup;
mod name_keys;
mod tag;

pub use field::IdentityField;
pub use name_keys::{authority_key, cluster_key, school_key};

pub(crate) use lookup::{identity_heading, is, is_kind_of_school, is_period, words_with, written_in_full};
pub(crate) use name_keys::fold_school_words;
pub(crate) use tag::Tag;
