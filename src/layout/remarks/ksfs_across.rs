//! Columns of texts where the KSFs run across: each belongs to the KSF that its heading names, over which it is merged, or
//! behind whose column it stands.

use std::collections::BTreeMap;

use crate::model::{CellRef, folded_words};
use crate::read::Merged;

use super::super::recognised::{Remark, RemarkKind};
use super::columns::RemarkColumn;
use super::heading::{Says, key, says, says_around};
use super::owners::{Placed, by_place};
use super::{Block, Found, word};

/// Adds the texts in columns of a KSF.
pub(super) fn add(block: &Block<'_>, found: &mut Found) {
    let mut of_ksf: BTreeMap<u32, (usize, RemarkKind)> = BTreeMap::new();
    let mut plain: Vec<RemarkColumn> = Vec::new();
    for column in block.headed_columns() {
        match block.of_ksf(column) {
            Some(found) => {
                of_ksf.insert(column, found);
            }
            None => plain.extend(block.remark_column(column)),
        }
    }
    for (column, ksf) in block.ksfs_by_place(&plain) {
        of_ksf.extend(plain.iter().find(|one| one.at == column).map(|one| (column, (ksf, one.kind))));
    }
    for (column, (ksf, kind)) in &of_ksf {
        let is_hidden = block.sheet.is_column_hidden(*column);
        let note = if is_hidden { "hidden and not kept" } else { "kept with the ratings" };
        let note = format!("{} on KSF {}, {note}", word(*kind), ksf + 1);
        found.notes.extend(block.tables.iter().map(|table| (*table, *column, note.clone().into())));
        for (i, owner) in block.owners.iter().enumerate().filter(|_| !is_hidden) {
            let Some((_, answer)) = owner.answers.iter().find(|(own, _)| own == ksf) else { continue };
            let is_shared =
                |merged: &Merged| merged.columns.0 < merged.columns.1 || block.reaches_others(merged, i);
            if let Some((cell, value)) = block.shown(answer.row, *column, is_shared) {
                found.remarks.push((owner.of, Remark { ksf: *ksf, kind: *kind, cell, value }));
            }
        }
    }
    for column in plain.iter().filter(|column| !of_ksf.contains_key(&column.at)) {
        let note = format!("{} on no single KSF, not kept", word(column.kind));
        found.notes.extend(block.tables.iter().map(|table| (*table, column.at, note.clone().into())));
    }
}

impl Block<'_> {
    /// The KSF that the headings of a column name, and what stands there.
    fn of_ksf(&self, column: u32) -> Option<(usize, RemarkKind)> {
        let over = self.over(column);
        let label = |cell: CellRef| self.labels.iter().find(|(_, at)| *at == cell).map(|(ksf, _)| *ksf);
        if let Some(ksf) = over.iter().find_map(|over| label(over.cell)) {
            // "Funding" over "Rating" and "Evidence".
            let texts = over.iter().filter(|over| label(over.cell).is_none()).filter_map(|o| o.value.text());
            let mut kinds = texts.map(says).filter(|says| *says != Says::Nothing);
            return match kinds.next()? {
                Says::Remark(kind) if !kinds.any(|says| says == Says::Else) => Some((ksf, kind)),
                _ => None,
            };
        }
        over.iter().filter_map(|over| over.value.text()).find_map(|text| self.named_in(text))
    }

    /// The KSF that a heading names together with what it says of texts: "1 Funding – evidence", "Comment on KSF 3".
    fn named_in(&self, text: &str) -> Option<(usize, RemarkKind)> {
        let labels = &self.scheme.labels;
        let (ksf, words) = if let Some(ksf) = labels.name_within(text) {
            (ksf, labels.around_name(text, ksf)?)
        } else {
            let words = labels.in_our_terms(folded_words(text));
            let at = words.windows(2).position(|two| self.ksf_numbered(two).is_some())?;
            let ksf = self.ksf_numbered(&words[at..at + 2])?;
            (ksf, [&words[..at], &words[at + 2..]].concat())
        };
        match says_around(&words) {
            Says::Remark(kind) => Some((ksf, kind)),
            Says::Else | Says::Nothing => None,
        }
    }

    /// The KSF of two words such as "KSF 3".
    fn ksf_numbered(&self, words: &[String]) -> Option<usize> {
        let [term, number] = words else { return None };
        let ksf = number.parse::<usize>().ok()?.checked_sub(1)?;
        (self.scheme.labels.is_term(term) && ksf < self.scheme.count()).then_some(ksf)
    }

    /// The KSFs of columns that name none, by their places: behind a KSF's ratings and before the next one's.
    fn ksfs_by_place(&self, plain: &[RemarkColumn]) -> Vec<(u32, usize)> {
        let Some(owner) = self.owners.first() else { return Vec::new() };
        let mut ksfs: Vec<(u32, usize)> =
            owner.answers.iter().map(|(ksf, cell)| (cell.column, *ksf)).collect();
        ksfs.sort_unstable();
        let at: Vec<u32> = ksfs.iter().map(|(column, _)| *column).collect();
        let is_figure = |column: &u32| {
            self.over(*column).iter().any(|over| self.scheme.role(Some(over.value)).figure().is_some())
        };
        let figures: Vec<u32> = self.headed_columns().into_iter().filter(is_figure).collect();
        let placed: Vec<Placed> =
            plain.iter().map(|column| Placed { at: column.at, key: key(&column.key) }).collect();
        by_place(&at, &figures, &placed).into_iter().map(|(column, at)| (column, ksfs[at].1)).collect()
    }
}
