//! Telling things of one name apart.

use std::collections::HashSet;

/// The first of some names that is not taken, which is taken then; names are the same where their keys are. There must be
/// no end to the names.
pub(crate) fn first_free(
    taken: &mut HashSet<String>,
    key: impl Fn(&str) -> String,
    mut names: impl Iterator<Item = String>,
) -> String {
    names.find(|name| taken.insert(key(name))).expect("there is no end to the names")
}
