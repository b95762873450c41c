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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CellRef, CellValue};

    fn sheet(name: &str, text: &str, cells: u32) -> RawSheet {
        let text = |row| (CellRef::new(row, 0), CellValue::Text(text.to_owned()));
        RawSheet::new(name, true, (0..cells).map(text).collect())
    }

    #[test]
    fn a_sheet_is_known_to_the_letter() {
        let known = EmptySheets::default();
        known.add(&sheet("Guidance", "Read this first", 3));
        assert!(known.hold(&sheet("Guidance", "Read this first", 3)));
        for other in [
            ("Notes", "Read this first", 3),
            ("Guidance", "Read this", 3),
            ("Guidance", "Read this first", 4),
        ] {
            assert!(!known.hold(&sheet(other.0, other.1, other.2)), "{other:?}");
        }
    }

    #[test]
    fn few_small_sheets_are_remembered() {
        let known = EmptySheets::default();
        known.add(&sheet("Large", "x", 501));
        assert!(!known.hold(&sheet("Large", "x", 501)));
        for number in 0..40 {
            known.add(&sheet(&number.to_string(), "x", 1));
        }
        assert!(known.0.read().expect("nobody panicked").len() <= MOST);
        assert!(known.hold(&sheet("39", "x", 1)));
    }
}
