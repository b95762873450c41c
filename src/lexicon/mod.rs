//! The words that returns, registers and names are made of, and what each says.
//!
//! In: `lexicon.toml`, which anybody can extend. Out: what a word says (`Tag`), what a heading asks for
//! ([`IdentityField`]), and names of schools, clusters and local authorities folded for comparing. This room reads no
//! cell and knows no framework; it imports nothing but `model`.

mod brackets;
mod field;
mod lookup;
mod name_keys;
mod no_name;
mod number_beside;
mod number_words;
mod numbering;
mod readings;
mod stems;
mod tag;
pub(crate) mod typing_errors;
mod words;

pub use field::IdentityField;
pub use name_keys::{authority_key, cluster_key, school_key};
pub use typing_errors::errors as typing_errors;

pub(crate) use lookup::{
    begin_with, identity_heading, identity_of_words, is, is_listed, words_with, written_in_full,
};
pub(crate) use name_keys::fold_school_words;
pub(crate) use no_name::{names_no_school, names_nobody, names_person};
pub(crate) use number_beside::number_beside;
pub(crate) use numbering::{Numbering, Numbers, number_in_front, without_group};
pub(crate) use readings::readings;
pub(crate) use stems::difference;
pub(crate) use tag::{Phrase, Tag};
pub use words::Words;
pub(crate) use words::{is_kind_of_school, is_period};
