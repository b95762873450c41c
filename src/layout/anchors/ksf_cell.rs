//! The cells of a sheet that name a KSF.

use std::collections::HashSet;

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::super::labels::{Closeness, KsfLabels, LabelMeaning};
use super::super::region::Region;
use super::named_together;

/// A cell that names a KSF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KsfCell {
    pub(crate) at: CellRef,
    /// The KSF's index in the framework.
    pub(crate) ksf: usize,
    pub(crate) closeness: Closeness,
}

impl KsfCell {
    /// The cell that holds a KSF's number (from 1) and nothing else.
    pub(crate) fn numbered(at: CellRef, number: u8) -> Self {
        Self { at, ksf: usize::from(number) - 1, closeness: Closeness::Number }
    }
}

/// Number of different KSFs that these cells name.
pub(super) fn distinct(cells: &[KsfCell]) -> usize {
    cells.iter().map(|cell| cell.ksf).collect::<HashSet<_>>().len()
}

/// All cells of a sheet that name a KSF, row by row.
#[derive(Debug, Default)]
pub(crate) struct KsfCells {
    /// By its name, or by its number and the word for it.
    pub(crate) named: Vec<KsfCell>,
    /// Numbers alone, from 1 to the number of KSFs.
    pub(crate) bare: Vec<(CellRef, u8)>,
}

impl KsfCells {
    pub(crate) fn find(sheet: &RawSheet, labels: &KsfLabels) -> Self {
        let mut found = Self::default();
        let mut texts = Vec::new();
        for (at, value) in sheet.cells() {
            match value {
                CellValue::Text(text) => {
                    match labels.recognise(text) {
                        Some(LabelMeaning::Ksf(ksf, closeness)) => {
                            found.named.push(KsfCell { at: *at, ksf, closeness });
                        }
                        Some(LabelMeaning::BareNumber(number)) => found.bare.push((*at, number)),
                        None => {}
                    }
                    texts.push((*at, text.as_ref()));
                }
                CellValue::Number(n) => {
                    let number =
                        (1..=u8::MAX).take(labels.count()).find(|i| f64::from(*i).total_cmp(n).is_eq());
                    found.bare.extend(number.map(|number| (*at, number)));
                }
                _ => {}
            }
        }
        if distinct(&found.named) < labels.count() {
            found.named.extend(named_together::find(&texts, &found.named, labels));
        }
        found
    }

    /// Those outside tables that have been read.
    pub(crate) fn outside(mut self, tables: &[Region]) -> Self {
        let outside = |at: CellRef| !tables.iter().any(|table| table.contains(at));
        self.named.retain(|cell| outside(cell.at));
        self.bare.retain(|(at, _)| outside(*at));
        self
    }
}
