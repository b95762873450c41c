//! What stands in the way of what the user asked for, at a field of the options.

use serde::Serialize;

use crate::words::Failure;

/// An option that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    field: &'static str,
    what: String,
    line: Option<String>,
    remedy: String,
}

impl Problem {
    /// What is the matter with a field of the options.
    pub(super) fn of(field: &'static str, Failure { what, line, remedy }: Failure) -> Self {
        Self { field, what, line, remedy }
    }
}
