//! Sheets that turned out to hold no table: returns that were filled into one template share its notes for guidance,
//! to the letter.
//!
//! In: sheets, from all threads. Out: what labels on them state, for those known to hold no table. Holds a limited
//! number of small sheets. Without it, `check` of 2,000 forms with a sheet of guidance takes 20 % more processor
//! time.

use std::sync::{Arc, RwLock};

use crate::read::RawSheet;

use super::identity::SheetStatements;

/// Maximum number of sheets that are remembered.
const MOST: usize = 16;

/// Maximum number of cells of a sheet that is remembered.
const LARGEST: usize = 500;

/// Sheets without a table, and what labels on them state.
#[derive(Debug, Default)]
pub(crate) struct SheetsWithoutTables(RwLock<Vec<(RawSheet, Arc<SheetStatements>)>>);

impl SheetsWithoutTables {
    /// What labels on a sheet state, if it is known to hold no table.
    pub(crate) fn get(&self, sheet: &RawSheet) -> Option<Arc<SheetStatements>> {
        let known = self.0.read().ok()?;
        known.iter().find(|(other, _)| other == sheet).map(|(_, stated)| stated.clone())
    }

    /// Remembers a sheet that holds no table.
    pub(crate) fn add(&self, sheet: &RawSheet, stated: &Arc<SheetStatements>) {
        if sheet.cells().len() <= LARGEST
            && self.get(sheet).is_none()
            && let Ok(mut known) = self.0.write()
        {
            // Sheets that are still of use come again soon.
            if known.len() >= MOST {
                known.clear();
            }
            known.push((sheet.clone(), stated.clone()));
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

    fn remember(known: &SheetsWithoutTables, name: &str, cells: u32) {
        known.add(&sheet(name, "Read this first", cells), &Arc::default());
    }

    #[test]
    fn a_sheet_is_known_to_the_letter() {
        let known = SheetsWithoutTables::default();
        remember(&known, "Guidance", 3);
        assert!(known.get(&sheet("Guidance", "Read this first", 3)).is_some());
        for other in [
            ("Notes", "Read this first", 3),
            ("Guidance", "Read this", 3),
            ("Guidance", "Read this first", 4),
        ] {
            assert!(known.get(&sheet(other.0, other.1, other.2)).is_none(), "{other:?}");
        }
        let hidden = sheet("Guidance", "Read this first", 3).with_hidden(vec![(1, 1)], Vec::new());
        assert!(known.get(&hidden).is_none());
    }

    #[test]
    fn few_small_sheets_are_remembered() {
        let known = SheetsWithoutTables::default();
        remember(&known, "Large", 501);
        assert!(known.get(&sheet("Large", "Read this first", 501)).is_none());
        for number in 0..40 {
            remember(&known, &number.to_string(), 1);
        }
        assert!(known.0.read().expect("nobody panicked").len() <= MOST);
        assert!(known.get(&sheet("39", "Read this first", 1)).is_some());
    }
}
