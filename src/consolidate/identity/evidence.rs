//! What a return and its file say about whose it is.

use std::sync::Arc;

use crate::model::{DfeNumber, Urn};
use crate::validate::ValidatedReturn;

/// A return, and what it and its file say about whose it is.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) file: Arc<str>,
    pub(super) content: ValidatedReturn,
    /// The school as the sheet states it, or else as its sheet or file is named; later, as the user settled it.
    pub(super) school: Option<String>,
    /// That name before anything was settled.
    pub(super) name_in_return: Option<String>,
    /// What the school's name was taken from, where the sheet does not state it.
    pub(super) school_from: Option<&'static str>,
    /// Whether the user settled which school it is: its name is the register's.
    pub(super) settled: bool,
    /// Whether the user settled that the name is none of those like it.
    pub(super) by_itself: bool,
    pub(super) dfe_number: Option<DfeNumber>,
    pub(super) urn: Option<Urn>,
    /// The cluster that this sheet, or another of the file, states.
    pub(super) cluster: Option<String>,
    /// What the sheet or the file of a table of schools is named after.
    pub(super) table_name: Option<String>,
    /// What the folders are named after, outermost first.
    pub(super) folders: Arc<[String]>,
}
