//! What the checks of one table need to know.

use std::sync::Arc;

use crate::finding::Location;
use crate::framework::Framework;
use crate::layout::Table;

/// What the checks of one table need to know.
pub(super) struct Context<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) table: &'a Table,
    pub(super) framework: &'a Framework,
}

impl Context<'_> {
    /// The table's sheet.
    pub(super) fn location(&self) -> Location {
        Location::sheet(self.file, &self.table.sheet)
    }

    /// Whether the table has this KSF at all.
    pub(super) fn lists(&self, ksf: usize) -> bool {
        self.table.labels.iter().any(|l| l.ksf == ksf)
    }

    /// The number of the KSF at an index.
    pub(super) fn number(&self, ksf: usize) -> u8 {
        self.framework.ksfs[ksf].number
    }
}
