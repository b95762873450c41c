//! Rows of texts: below a school's ratings, where the KSFs run across, and below each KSF, where they run down ("Rating",
//! "Evidence", "Action").

use std::collections::{BTreeSet, HashMap};

use crate::model::{CellRef, CellValue};
use crate::read::Merged;

use super::super::recognised::{Remark, RemarkKind};
use super::heading::{Says, key, says};
use super::{Block, Found};

/// Maximum number of rows of texts below a row of ratings.
const MOST_ROWS: u32 = 4;

/// Maximum number of rows in the block of a KSF.
const LONGEST_BLOCK: u32 = 40;

/// Length in bytes of the longest label of a text in a block.
const LONGEST_LABEL: usize = 60;

/// Adds the rows below the ratings of schools: one school's, or such that most schools have.
pub(super) fn add_rows(block: &Block<'_>, found: &mut Found) {
    let rows: Vec<Option<u32>> =
        block.owners.iter().map(|owner| owner.answers.first().map(|(_, cell)| cell.row)).collect();
    let all: BTreeSet<u32> = rows.iter().copied().flatten().collect();
    let is_rated = |row: u32| all.contains(&row);
    let mut texts: Vec<(usize, u32, (u32, RemarkKind))> = Vec::new();
    for (owner, row) in rows.iter().enumerate().filter_map(|(i, row)| Some((i, (*row)?))) {
        let below = (row + 1..=row + MOST_ROWS).take_while(|at| !is_rated(*at));
        let below = below.map_while(|at| Some((at, block.row_label(at)?)));
        texts.extend(below.map(|(at, kind)| (owner, at, (at - row, kind))));
    }
    let mut alike: HashMap<(u32, RemarkKind), usize> = HashMap::new();
    for (.., place) in &texts {
        *alike.entry(*place).or_default() += 1;
    }
    for (owner, row, place) in texts.iter().filter(|(.., place)| 2 * alike[place] > block.owners.len()) {
        let owner = &block.owners[*owner];
        for (ksf, answer) in &owner.answers {
            let is_shared = |merged: &Merged| merged.columns.0 < merged.columns.1;
            if let Some((cell, value)) = block.shown(*row, answer.column, is_shared) {
                found.remarks.push((owner.of, Remark { ksf: *ksf, kind: place.1, cell, value }));
            }
        }
    }
}

/// A label of texts in a KSF's block.
struct BlockLabel {
    /// The index of the KSF among the labels.
    of: usize,
    /// How far it is below the KSF.
    below: u32,
    cell: CellRef,
    kind: RemarkKind,
    key: String,
    /// What stands behind it in its cell.
    after: String,
}

/// Adds the rows below each KSF that say that evidence or actions stand there: what is written in most blocks is such a label.
/// What stands below the last KSF may be about all of them, and counts only where the others have it in the same place.
pub(super) fn add_blocks(block: &Block<'_>, found: &mut Found) {
    let ([owner], true) = (block.owners.as_slice(), block.layout.is_of_one_school()) else { return };
    let mut ksfs = block.labels.clone();
    ksfs.sort_by_key(|(_, cell)| cell.row);
    let mut labels: Vec<BlockLabel> = (0..ksfs.len()).flat_map(|of| block.labels_below(&ksfs, of)).collect();
    let mut blocks: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for label in &labels {
        blocks.entry(label.key.clone()).or_default().insert(label.of);
    }
    labels.retain(|label| 2 * blocks[&label.key].len() >= ksfs.len());
    let last = ksfs.len().saturating_sub(1);
    let places: BTreeSet<(u32, RemarkKind)> =
        labels.iter().filter(|label| label.of != last).map(|label| (label.below, label.kind)).collect();
    labels.retain(|label| label.of != last || places.contains(&(label.below, label.kind)));
    let cells: BTreeSet<CellRef> = labels.iter().map(|label| label.cell).collect();
    // Where one text stands beside its label, none stands below it: that may be a title.
    let has_text =
        |label: &&BlockLabel| !label.after.is_empty() || block.beside(label.cell, &cells).is_some();
    let beside: BTreeSet<String> = labels.iter().filter(has_text).map(|label| label.key.clone()).collect();
    for label in labels {
        let (ksf, kind, below) = (ksfs[label.of].0, label.kind, !beside.contains(&label.key));
        if let Some((cell, value)) = block.labelled(label, &cells, below) {
            found.remarks.push((owner.of, Remark { ksf, kind, cell, value }));
        }
    }
}

impl Block<'_> {
    /// What the label of a row before the KSFs says of texts in it.
    fn row_label(&self, row: u32) -> Option<RemarkKind> {
        let first = self.labels.iter().map(|(_, cell)| cell.column).min()?;
        let before = self.sheet.row(row).iter().filter(|(at, _)| at.column < first);
        let mut kinds =
            before.filter_map(|(_, value)| value.text()).map(says).filter(|s| *s != Says::Nothing);
        match (kinds.next()?, kinds.next()) {
            (Says::Remark(kind), None) => Some(kind),
            _ => None,
        }
    }

    /// What may be labels of texts between a KSF and the next one.
    fn labels_below(&self, ksfs: &[(usize, CellRef)], of: usize) -> Vec<BlockLabel> {
        let top = ksfs[of].1.row;
        let longest = ksfs.windows(2).map(|two| two[1].1.row - two[0].1.row).max().unwrap_or(1);
        let next = ksfs.get(of + 1).map_or(top + longest, |(_, next)| next.row);
        let rows = top + 1..next.min(top + LONGEST_BLOCK);
        let cells = rows.flat_map(|row| self.sheet.row(row));
        let own = cells.filter(|(at, _)| (self.region.left..=self.region.right).contains(&at.column));
        let label = |(at, value): &(CellRef, CellValue)| {
            let text = value.text()?;
            let (label, after) = text.split_once(':').unwrap_or((text, ""));
            let Says::Remark(kind) = Some(label).filter(|label| label.len() <= LONGEST_LABEL).map(says)?
            else {
                return None;
            };
            let (key, after) = (key(label), after.trim().to_owned());
            Some(BlockLabel { of, below: at.row - top, cell: *at, kind, key, after })
        };
        own.filter_map(label).collect()
    }

    /// The text of a label: behind it in its cell, beside it, or, if texts stand there, below it.
    fn labelled(
        &self,
        label: BlockLabel,
        labels: &BTreeSet<CellRef>,
        may_be_below: bool,
    ) -> Option<(CellRef, CellValue)> {
        let at = label.cell;
        if !label.after.is_empty() {
            let is_hidden = self.sheet.is_row_hidden(at.row) || self.sheet.is_column_hidden(at.column);
            return (!is_hidden).then_some((at, CellValue::Text(label.after)));
        }
        let below = Some(CellRef::new(at.row + 1, at.column)).filter(|_| may_be_below);
        let below = below.filter(|below| self.is_text(*below, labels));
        let cell = self.beside(at, labels).or(below)?;
        self.shown(cell.row, cell.column, |_| false)
    }

    /// The next filled cell behind a label, if it may hold its text.
    fn beside(&self, label: CellRef, labels: &BTreeSet<CellRef>) -> Option<CellRef> {
        let mut cells = self.sheet.row(label.row).iter().map(|(cell, _)| *cell);
        cells.find(|cell| cell.column > label.column).filter(|cell| self.is_text(*cell, labels))
    }

    /// Whether a cell may hold a text: it is no label of one, no KSF's, and no rating.
    fn is_text(&self, cell: CellRef, labels: &BTreeSet<CellRef>) -> bool {
        let is_ksf = self.labels.iter().any(|(_, ksf)| *ksf == cell);
        !labels.contains(&cell) && !is_ksf && !self.is_answer(cell)
    }
}
