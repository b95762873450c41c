//! Columns of texts where the KSFs run down: beside the ratings of one school, of several, and in lists.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Layout, folded, words_of};
use crate::read::Merged;

use super::super::headings::Role;
use super::super::recognised::{Remark, RemarkKind};
use super::columns::RemarkColumn;
use super::owners::{Placed, by_place, names};
use super::{Block, Found, Owner, word};

/// Maximum number of rows of one KSF.
const LONGEST: u32 = 40;

/// Whose a column is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Each row's own school's.
    Everybody,
    /// The school's with this index.
    One(usize),
    /// Ratings of another time, or of something else, are meant.
    OfOthers,
    Nobody,
}

/// Adds the texts in columns beside the ratings.
pub(super) fn add(block: &Block<'_>, found: &mut Found) {
    let columns: Vec<RemarkColumn> =
        block.headed_columns().into_iter().filter_map(|column| block.remark_column(column)).collect();
    if columns.is_empty() || block.owners.is_empty() || block.is_in_blocks() {
        return;
    }
    let whose = block.whose(&columns);
    // The columns of others: their ratings', and their texts'. In rows of one school there are none.
    let others = |owner: usize| -> Vec<u32> {
        let texts = columns.iter().zip(&whose).filter(|(_, whose)| **whose != Whose::One(owner));
        let ratings = block.owners.iter().enumerate().filter(|(i, _)| *i != owner);
        let ratings = ratings.flat_map(|(_, other)| other.answers.iter().map(|(_, cell)| cell.column));
        let all = texts.map(|(column, _)| column.at).chain(ratings);
        if block.has_rows_of_one_school { Vec::new() } else { all.collect() }
    };
    for (column, whose) in columns.iter().zip(&whose) {
        let owners: Vec<usize> = match whose {
            Whose::Everybody => (0..block.owners.len()).collect(),
            Whose::One(owner) => vec![*owner],
            Whose::OfOthers | Whose::Nobody => Vec::new(),
        };
        let is_hidden = block.sheet.is_column_hidden(column.at);
        for owner in owners.into_iter().filter(|_| !is_hidden) {
            block.add_column(column, owner, &others(owner), found);
        }
        let note = taken_for(column.kind, *whose, is_hidden);
        found.notes.extend(block.tables.iter().map(|table| (*table, column.at, note.clone())));
    }
}

fn taken_for(kind: RemarkKind, whose: Whose, is_hidden: bool) -> Cow<'static, str> {
    let kind = word(kind);
    match whose {
        _ if is_hidden => format!("{kind}, hidden and not kept"),
        Whose::Everybody | Whose::One(_) => format!("{kind}, kept with the ratings"),
        Whose::OfOthers => format!("{kind} for other ratings, not kept"),
        Whose::Nobody => format!("{kind} of no single school, not kept"),
    }
    .into()
}

impl Block<'_> {
    /// Whether the ratings stand in rows of their own below the KSFs.
    fn is_in_blocks(&self) -> bool {
        let is_labelled = |row: u32| self.labels.iter().any(|(_, cell)| cell.row == row);
        let answers = || self.owners.iter().flat_map(|owner| &owner.answers);
        2 * answers().filter(|(_, cell)| is_labelled(cell.row)).count() < answers().count()
            && self.layout != Layout::List
    }

    fn whose(&self, columns: &[RemarkColumn]) -> Vec<Whose> {
        if self.has_rows_of_one_school {
            let is_only = self.owners.len() == 1 && self.layout != Layout::List;
            let nobody = is_only && self.is_doubtful && !self.layout.is_of_one_school();
            let whose = |column: &RemarkColumn| match column {
                _ if nobody => self.named(column).map_or(Whose::Nobody, Whose::One),
                column if self.is_of_others(column, columns) => Whose::OfOthers,
                _ => Whose::Everybody,
            };
            return columns.iter().map(whose).collect();
        }
        let mut owners: Vec<(u32, usize)> =
            (0..self.owners.len()).filter_map(|i| Some((self.last_column(i)?, i))).collect();
        owners.sort_unstable();
        let at: Vec<u32> = owners.iter().map(|(column, _)| *column).collect();
        let placed: Vec<Placed> =
            columns.iter().map(|column| Placed { at: column.at, key: column.key.clone() }).collect();
        let by_place = by_place(&at, &self.figures(), &placed);
        let whose = |column: &RemarkColumn| {
            let placed = || by_place.get(&column.at).map(|at| owners[*at].1);
            self.named(column).or_else(placed).map_or(Whose::Nobody, Whose::One)
        };
        columns.iter().map(whose).collect()
    }

    /// The last column of a school's ratings.
    fn last_column(&self, owner: usize) -> Option<u32> {
        self.owners[owner].answers.iter().map(|(_, cell)| cell.column).max()
    }

    /// The columns of totals and averages.
    fn figures(&self) -> Vec<u32> {
        let is_figure = |column: &u32| {
            self.over(*column).iter().any(|over| self.scheme.role(Some(over.value)).figure().is_some())
        };
        self.headed_columns().into_iter().filter(is_figure).collect()
    }

    /// The school that the headings of a column name: its own cell is merged over the column, or its name stands in a
    /// heading. Of several schools of one name, the nearest before the column.
    fn named(&self, column: &RemarkColumn) -> Option<usize> {
        let over = self.over(column.at);
        let name = |owner: &Owner| owner.name.as_ref().map(|name| name.cell);
        let merged = |owner: &Owner| over.iter().any(|over| Some(over.cell) == name(owner));
        let texts: Vec<String> = over.iter().filter_map(|over| over.value.text()).map(folded).collect();
        let words: Vec<Vec<&str>> = texts.iter().map(|text| words_of(text)).collect();
        let length = |owner: &Owner| {
            let folded = folded(&owner.name.as_ref()?.value);
            let name = words_of(&folded);
            words.iter().any(|words| names(words, &name)).then_some(name.len())
        };
        let all = || self.owners.iter().enumerate();
        if let Some((owner, _)) = all().find(|(_, owner)| merged(owner)) {
            return Some(owner);
        }
        let longest = all().filter_map(|(_, owner)| length(owner)).max()?;
        let named = all().filter(|(_, owner)| length(owner) == Some(longest)).map(|(i, _)| i);
        let before = |i: &usize| self.last_column(*i).filter(|last| *last < column.at);
        let named: Vec<usize> = named.collect();
        match named.as_slice() {
            [only] => Some(*only),
            several => {
                let is_one = several.windows(2).all(|two| {
                    let name = |i: usize| self.owners[i].name.as_ref().map(|name| folded(&name.value));
                    name(two[0]) == name(two[1])
                });
                several.iter().copied().filter(|_| is_one).filter(|i| before(i).is_some()).max_by_key(before)
            }
        }
    }

    /// Whether a column of texts belongs to other ratings, of another time perhaps: its headings name another year, or of
    /// several columns headed alike it stands behind those.
    fn is_of_others(&self, column: &RemarkColumn, columns: &[RemarkColumn]) -> bool {
        let ratings = &self.answers;
        let years = self.years_over(column.at);
        let present: BTreeSet<u16> = ratings.iter().flat_map(|rating| self.years_over(*rating)).collect();
        let is_evidence = column.kind == RemarkKind::Evidence;
        if is_evidence && !years.is_empty() && !present.is_empty() && years.is_disjoint(&present) {
            return true;
        }
        let mut alike = columns.iter().filter(|other| other.key == column.key).map(|other| other.at);
        let before = alike.clone().filter(|at| *at < column.at).max();
        if alike.nth(1).is_none() {
            return false;
        }
        let label = self.labels.first().map_or(0, |(_, cell)| cell.column);
        let between = before.unwrap_or(label) + 1..column.at;
        let is_other = |at: u32| {
            let over = self.over(at);
            let has_role = |role: Role| over.iter().any(|over| self.scheme.role(Some(over.value)) == role);
            let mut values = self.labels.iter().filter_map(|(_, label)| self.sheet.get(label.row, at));
            let rates = values.any(|value| self.scheme.on_scale(value));
            has_role(Role::Period) || (has_role(Role::Other) && rates)
        };
        !between.clone().any(|at| ratings.contains(&at)) && between.into_iter().any(is_other)
    }

    /// Adds a school's texts in a column; cells that are merged with those of `others` are not the school's alone.
    fn add_column(&self, column: &RemarkColumn, owner: usize, others: &[u32], found: &mut Found) {
        let own = &self.owners[owner];
        let is_shared = |merged: &Merged| {
            let is_in = |other: &u32| (merged.columns.0..=merged.columns.1).contains(other);
            if self.has_rows_of_one_school {
                self.reaches_others(merged, owner)
            } else {
                others.iter().any(is_in)
            }
        };
        let rows = own.answers.iter().flat_map(|(ksf, cell)| self.rows_of(*ksf, cell.row));
        for (ksf, row) in rows {
            if let Some((cell, value)) = self.shown(row, column.at, is_shared) {
                found.remarks.push((own.of, Remark { ksf, kind: column.kind, cell, value }));
            }
        }
    }

    /// The rows of a KSF that begin in this one: all that its label is merged over, or in which no other label and no rating
    /// stands before the next KSF.
    fn rows_of(&self, ksf: usize, row: u32) -> impl Iterator<Item = (usize, u32)> + use<> {
        let label = self.labels.iter().map(|(_, cell)| *cell).find(|cell| cell.row == row);
        let label = label.filter(|_| self.layout != Layout::List);
        let block = label.and_then(|label| self.sheet.merged_block(label.row, label.column));
        let merged = block.map(|block| block.rows.1);
        let next = self.labels.iter().map(|(_, cell)| cell.row).filter(|other| *other > row).min();
        let is_free = |at: u32| {
            let cells = || self.sheet.row(at).iter().map(|(cell, _)| *cell);
            let labelled = cells().any(|cell| label.is_none_or(|label| cell.column <= label.column));
            !labelled && !self.is_rated(at)
        };
        let end = next.filter(|_| label.is_some()).unwrap_or(row + 1);
        let follows = (row + 1..end.min(row + LONGEST)).take_while(|at| is_free(*at)).last();
        let last = merged.or(follows).unwrap_or(row);
        (row..=last.min(row + LONGEST)).map(move |row| (ksf, row))
    }

    /// Whether something stands in a row in the columns of ratings.
    fn is_rated(&self, row: u32) -> bool {
        self.answers.iter().any(|column| self.sheet.get(row, *column).is_some())
    }
}
