//! Decides which files are read in a process of their own: those that cannot be shown to be harmless beforehand.
//!
//! In: a file's name and bytes. Out: yes or no. Nothing is unpacked here.

use super::kind::{self, Kind};
use super::limits;
use super::package::Package;
use super::package::listing::{self, ListedPart};

/// Whether reading a file may cost more memory or time than can be bounded in the program's own process: the reading
/// library unfolds whole sheets of the older and binary formats when it opens them.
#[must_use]
pub fn needs_isolation(name: &str, bytes: &[u8]) -> bool {
    if is_small_workbook(bytes) {
        return false;
    }
    match kind::of(name, bytes) {
        Kind::Xlsx { .. } => stated_size(bytes) > limits::HARMLESS,
        Kind::Xlsb | Kind::Xls | Kind::Ods | Kind::Locked => true,
        Kind::TextTable | Kind::Container(_) | Kind::Ignored(_) | Kind::Unreadable(_) => false,
    }
}

/// The stated size of a package, unpacked.
fn stated_size(bytes: &[u8]) -> u64 {
    Package::open(bytes).map_or(u64::MAX, |mut package| package.stated_size())
}

/// Whether a file is certainly an .xlsx workbook that is small also when unpacked. True for nearly all.
fn is_small_workbook(bytes: &[u8]) -> bool {
    let size = |parts: Vec<ListedPart>| parts.iter().map(|part| part.unpacked).fold(0, u64::saturating_add);
    listing::plain_xlsx(bytes).is_some_and(|parts| size(parts) <= limits::HARMLESS)
}
