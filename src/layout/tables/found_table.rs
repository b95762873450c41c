//! What was found around a run of KSFs: a table, or columns that could each hold its ratings.

use crate::model::CellRef;
use crate::read::RawSheet;

use super::super::recognised::{Table, UnclearTable};
use super::super::region::Region;

/// A table, or the columns of one of which it was not clear which holds the ratings.
pub(crate) enum FoundTable {
    Read(Box<Table>, Region),
    Unclear(UnclearTable),
}

impl FoundTable {
    pub(crate) fn read(table: Table, region: Region) -> Self {
        Self::Read(Box::new(table), region)
    }

    pub(crate) fn unclear(sheet: &RawSheet, columns: Vec<CellRef>, certain: bool) -> Self {
        Self::Unclear(UnclearTable { sheet: sheet.name.clone(), columns, certain, notes: Vec::new() })
    }

    /// The cells that it takes up, if it was read.
    pub(crate) fn region(&self) -> Option<Region> {
        match self {
            Self::Read(_, region) => Some(*region),
            Self::Unclear(_) => None,
        }
    }
}
