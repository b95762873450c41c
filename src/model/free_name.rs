//! A name for each thing that no other has.

use std::collections::HashSet;

/// Takes the first of some names that is not taken yet. Two names with the same key are the same name.
///
/// # Panics
/// If the names come to an end; give it names without end.
pub(crate) fn first_free(
    taken: &mut HashSet<String>,
    key: impl Fn(&str) -> String,
    mut names: impl Iterator<Item = String>,
) -> String {
    names.find(|name| taken.insert(key(name))).expect("there is no end to the names")
}
