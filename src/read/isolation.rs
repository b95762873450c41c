//! Which files are better read in a process of their own: those that cannot be shown to be harmless beforehand.
//!
//! In: a file's name and bytes. Out: yes or no. Nothing is read here.

use super::guard::{self, limits};
use super::kind::{self, Kind};

/// Whether reading a file may cost more memory or time than can be bounded in the program's own process: the reading
/// library unfolds whole sheets of the older and binary formats when it opens them.
#[must_use]
pub fn needs_isolation(name: &str, bytes: &[u8]) -> bool {
    match kind::of(name, bytes) {
        Kind::Xlsx { .. } => guard::stated_size(bytes) > limits::HARMLESS,
        Kind::Xlsb | Kind::Xls | Kind::Ods => true,
        Kind::TextTable | Kind::Ignored(_) | Kind::Unreadable(_) => false,
    }
}
