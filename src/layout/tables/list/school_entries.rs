//! One school's entries in a list, and the returns that they make.

use std::collections::{BTreeMap, HashSet};

use crate::model::{CellValue, Sourced};

use super::super::super::identity::{Field, Statement, date_of};
use super::super::super::recognised::{RatingCell, RawReturn};
use super::super::super::scheme::RatingScheme;

/// A rating of a list.
pub(super) struct Entry {
    ksf: usize,
    cell: RatingCell,
    date: Option<Sourced<CellValue>>,
    /// The school as it is named in this row.
    school: Option<Statement>,
}

/// One school's entries.
#[derive(Default)]
pub(super) struct SchoolEntries {
    stated: Vec<Statement>,
    entries: Vec<Entry>,
}

impl SchoolEntries {
    /// Adds a row: its rating of a KSF, and what it states, once.
    pub(super) fn add(&mut self, ksf: usize, cell: RatingCell, stated: Vec<Statement>) {
        let date = stated.iter().find(|s| s.field == Field::Date).map(|s| s.value.clone());
        let school = stated.iter().find(|s| s.field == Field::School).cloned();
        self.entries.push(Entry { ksf, cell, date, school });
        for statement in stated.into_iter().filter(|s| s.field != Field::Date) {
            let text = statement.value.value.to_string();
            let known = |s: &Statement| s.field == statement.field && s.value.value.to_string() == text;
            if !self.stated.iter().any(known) {
                self.stated.push(statement);
            }
        }
    }

    /// The school's returns: one, unless KSFs are rated again under another date.
    pub(super) fn returns(self, scheme: &RatingScheme) -> Vec<RawReturn> {
        let mut by_date: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        let repeated = repeats(&self.entries);
        let mut last_date: Option<Sourced<CellValue>> = None;
        for entry in self.entries {
            let date = entry.date.as_ref().map(|d| d.value.to_string()).unwrap_or_default();
            last_date = later(last_date, entry.date.clone());
            by_date.entry(date).or_default().push(entry);
        }
        let split = repeated && by_date.len() > 1 && by_date.values().all(|entries| !repeats(entries));
        if !split {
            let all = by_date.into_values().flatten().collect();
            return vec![raw_return(scheme, self.stated, last_date, all)];
        }
        let part = |entries: Vec<Entry>| {
            let mut stated = self.stated.clone();
            if let (Some(first), Some(own)) = (stated.first_mut(), &entries[0].school) {
                first.clone_from(own);
            }
            raw_return(scheme, stated, entries[0].date.clone(), entries)
        };
        by_date.into_values().map(part).collect()
    }
}

/// Whether a KSF is rated more than once.
fn repeats(entries: &[Entry]) -> bool {
    let mut seen = HashSet::new();
    !entries.iter().all(|entry| seen.insert(entry.ksf))
}

/// The later of two dates; one that cannot be read gives way.
fn later(a: Option<Sourced<CellValue>>, b: Option<Sourced<CellValue>>) -> Option<Sourced<CellValue>> {
    let date = |s: &Option<Sourced<CellValue>>| s.as_ref().and_then(|s| date_of(&s.value));
    if a.is_none() || date(&b) > date(&a) { b } else { a }
}

fn raw_return(
    scheme: &RatingScheme,
    mut stated: Vec<Statement>,
    date: Option<Sourced<CellValue>>,
    mut entries: Vec<Entry>,
) -> RawReturn {
    stated.extend(date.map(|value| Statement { field: Field::Date, value }));
    entries.sort_by_key(|entry| entry.cell.cell);
    RawReturn::new(scheme, stated, entries.into_iter().map(|entry| (entry.ksf, entry.cell)))
}
