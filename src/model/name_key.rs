//! Names made comparable.

use super::words::{folded, words_of};

/// What tables show for a cluster or a local authority that is stated nowhere.
pub const NOT_STATED: &str = "Not stated";

/// A name folded for comparing: case, accents, punctuation and spacing do not count.
#[must_use]
pub fn name_key(name: &str) -> String {
    words_of(&folded(name)).concat()
}
