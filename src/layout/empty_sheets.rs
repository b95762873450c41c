//! Sheets that turned out to hold no table: returns that were filled into one template share its notes for guidance, to
//! the letter.
//!
//! In: sheets, from all threads. Out: whether a sheet is one of them. Holds a limited number of small sheets.

use std::sync::RwLock;

use crate::read::RawSheet;

/// So many sheets are remembered.
const MOST: usize = 16;

/// Sheets with more cells are not.
const LARGEST: usize = 500;

/// Sheets without a table.
#[derive(Debug, Default)]
pub(super) struct EmptySheets(RwLock<Vec<RawSheet>>);

impl EmptySheets {
    /// Whether a sheet is known to hold no table.
    pub(super) fn hold(&self, sheet: &RawSheet) -> bool {
        self.0.read().is_ok_and(|known| known.contains(sheet))
    }

    /// Remembers a sheet that holds no table.
    pub(super) fn add(&self, sheet: &RawSheet) {
        if sheet.cells().len() <= LARGEST
            && let Ok(mut known) = self.0.write()
            && !known.contains(sheet)
        {
            // What is still of use comes again soon.
            if known.len() >= MOST {
                known.clear();
            }
            known.push(sheet.clone());
        }
    }
}
