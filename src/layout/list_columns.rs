//! Which columns of a list hold the KSF, the rating, and whose it is.

use std::collections::{BTreeMap, HashMap};

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::factor_labels::Closeness;
use super::headings::{Role, is_value, role};
use super::identity::{self, Field};
use super::places::Item;
use super::runs::Marked;
use super::{ColumnNote, Recogniser};

/// How far above the first KSF the headings may stand.
const HEADING_REACH: u32 = 3;

/// So many rows make a list.
const FEWEST: usize = 3;

/// The columns of a list.
#[derive(Debug)]
pub(super) struct Columns {
    /// The row of headings.
    pub(super) heading: u32,
    /// The first row below that belongs to another list.
    pub(super) end: u32,
    /// The columns of KSFs, those with names before those with numbers only.
    pub(super) ksfs: Vec<u32>,
    /// The KSFs in them.
    pub(super) items: HashMap<CellRef, Item>,
    /// Columns about the school.
    pub(super) fields: BTreeMap<u32, Field>,
    /// Columns under a heading for ratings.
    ratings: Vec<u32>,
    /// Columns under a heading such as "Value".
    values: Vec<u32>,
}

/// Where a list's ratings stand.
pub(super) enum Ratings {
    In(u32),
    InOneOf(Vec<u32>),
    Nowhere,
}

impl Columns {
    /// The lists whose headings stand over a column of KSFs, beside one of schools.
    pub(super) fn find(recogniser: &Recogniser, sheet: &RawSheet, marked: &Marked) -> Vec<Self> {
        let mut by_column: BTreeMap<u32, Vec<Item>> = BTreeMap::new();
        for item in &marked.named {
            by_column.entry(item.at.column).or_default().push(*item);
        }
        by_column.retain(|_, items| items.len() >= FEWEST);
        let numbered = numbered(recogniser, sheet, marked);
        let mut found: BTreeMap<(u32, u32), Self> = BTreeMap::new();
        for (column, items) in by_column.iter().chain(&numbered) {
            for (heading, items) in parts(sheet, *column, items) {
                Self::add(&mut found, recogniser, sheet, heading, *column, items);
            }
        }
        found.retain(|_, list| !list.ksfs.is_empty());
        let headings: Vec<u32> = found.keys().map(|(heading, _)| *heading).collect();
        let end = |list: &Self| headings.iter().copied().find(|h| *h > list.heading).unwrap_or(u32::MAX);
        found.into_values().map(|list| Self { end: end(&list), ..list }).collect()
    }

    /// Adds a column of KSFs to the list under these headings; headings that are written again further down, as on
    /// every page, begin no other list.
    fn add(
        found: &mut BTreeMap<(u32, u32), Self>,
        recogniser: &Recogniser,
        sheet: &RawSheet,
        heading: u32,
        column: u32,
        items: &[Item],
    ) {
        let texts =
            |row: u32| beside_each_other(sheet, row, column).iter().map(|(at, value)| (at.column, value));
        let again = |known: &Self| known.heading != heading && texts(known.heading).eq(texts(heading));
        if found.values().any(again) {
            return;
        }
        let headings = beside_each_other(sheet, heading, column);
        let Some((first, _)) = headings.first() else { return };
        let key = (heading, first.column);
        let list = found.entry(key).or_insert_with(|| Self::under(recogniser, heading, headings));
        if list.fields.values().any(|field| field.is_of_one_school()) && !list.ksfs.contains(&column) {
            list.ksfs.push(column);
            list.items.extend(items.iter().map(|item| (item.at, *item)));
            list.ratings.retain(|c| *c != column);
        }
    }

    fn under(recogniser: &Recogniser, heading: u32, headings: &[(CellRef, CellValue)]) -> Self {
        let mut columns = Self {
            heading,
            end: u32::MAX,
            ksfs: Vec::new(),
            items: HashMap::new(),
            fields: BTreeMap::new(),
            ratings: Vec::new(),
            values: Vec::new(),
        };
        for (at, value) in headings {
            match (identity::heading(value), role(Some(value), &recogniser.labels)) {
                (Some(field), _) if field != Field::Other => {
                    columns.fields.insert(at.column, field);
                }
                (_, Role::Rating) => columns.ratings.push(at.column),
                _ if is_value(value) => columns.values.push(at.column),
                _ => {}
            }
        }
        columns
    }

    /// Where the ratings stand. Of several columns for ratings the last one counts only where the others are empty.
    pub(super) fn ratings(&self, recogniser: &Recogniser, sheet: &RawSheet, last: u32) -> Ratings {
        let rows = || self.heading + 1..=last;
        let filled = |column: &u32| rows().any(|row| sheet.get(row, *column).is_some());
        let on_scale = |column: &u32| {
            let entries: Vec<&CellValue> = rows().filter_map(|row| sheet.get(row, *column)).collect();
            2 * entries.iter().filter(|v| recogniser.on_scale(v)).count() >= entries.len()
        };
        let named: Vec<u32> = self.ratings.iter().copied().filter(filled).collect();
        // Two lists that touch: which rating is whose cannot be told.
        if self.fields.values().filter(|field| **field == Field::School).count() > 1 {
            return if named.is_empty() { Ratings::Nowhere } else { Ratings::InOneOf(named) };
        }
        match (named.as_slice(), self.ratings.as_slice()) {
            ([only], all) if all.last() == Some(only) => return Ratings::In(*only),
            ([_, ..], _) => return Ratings::InOneOf(named),
            ([], [only]) => return Ratings::In(*only),
            ([], _) => {}
        }
        let values: Vec<u32> = self.values.iter().copied().filter(filled).filter(on_scale).collect();
        match values.as_slice() {
            [only] => Ratings::In(*only),
            [] => Ratings::Nowhere,
            _ => Ratings::InOneOf(values),
        }
    }

    /// What each column was taken for.
    pub(super) fn notes(&self, sheet: &RawSheet, ratings: u32) -> Vec<ColumnNote> {
        let note = |(at, value): &(CellRef, CellValue)| ColumnNote {
            cell: *at,
            heading: Some(value.to_string()),
            taken_for: match self.fields.get(&at.column) {
                _ if at.column == ratings => "the ratings",
                _ if self.ksfs.contains(&at.column) => "the KSFs",
                Some(field) => field.column(),
                None => "passed over",
            },
        };
        beside_each_other(sheet, self.heading, ratings).iter().map(note).collect()
    }

    /// The first and the last column that a heading stands over.
    pub(super) fn span(&self) -> (u32, u32) {
        let all =
            || self.ksfs.iter().chain(self.fields.keys()).chain(&self.ratings).chain(&self.values).copied();
        (all().min().unwrap_or_default(), all().max().unwrap_or_default())
    }
}

/// Where a column of KSFs may begin a list: at its first KSF and after every gap, each with the heading above it and
/// all KSFs from there on.
fn parts<'a>(sheet: &'a RawSheet, column: u32, items: &'a [Item]) -> impl Iterator<Item = (u32, &'a [Item])> {
    (0..items.len()).filter_map(move |i| {
        let row = items[i].at.row;
        let before = i.checked_sub(1).map(|i| items[i].at.row);
        let heading = heading(sheet, row, column)?;
        before.is_none_or(|before| heading > before).then_some((heading, &items[i..]))
    })
}

/// The headings around a column without a gap between them: another table may stand beyond a gap.
fn beside_each_other(sheet: &RawSheet, heading: u32, column: u32) -> &[(CellRef, CellValue)] {
    let cells = sheet.row(heading);
    let Some(at) = cells.iter().position(|(at, _)| at.column == column) else { return &[] };
    let joined = |pair: &[(CellRef, CellValue)]| pair[1].0.column - pair[0].0.column == 1;
    let before = cells[..=at].windows(2).rev().take_while(|pair| joined(pair)).count();
    let after = cells[at..].windows(2).take_while(|pair| joined(pair)).count();
    &cells[at - before..=at + after]
}

/// The heading over the first KSF of a column.
fn heading(sheet: &RawSheet, first: u32, column: u32) -> Option<u32> {
    (first.saturating_sub(HEADING_REACH)..first).rev().find(|row| sheet.text(*row, column).is_some())
}

/// Columns of KSF numbers: whole numbers up to the number of KSFs under a heading that calls them KSFs.
fn numbered(recogniser: &Recogniser, sheet: &RawSheet, marked: &Marked) -> BTreeMap<u32, Vec<Item>> {
    let mut by_column: BTreeMap<u32, Vec<Item>> = BTreeMap::new();
    for (at, number) in &marked.bare {
        if usize::from(*number) <= recogniser.factors && *number > 0 {
            let ksf = usize::from(*number) - 1;
            by_column.entry(at.column).or_default().push(Item { at: *at, ksf, closeness: Closeness::Number });
        }
    }
    let is_headed = |column: u32, items: &[Item]| {
        let row = heading(sheet, items[0].at.row, column);
        row.and_then(|row| sheet.text(row, column)).is_some_and(|text| recogniser.labels.is_term(text))
    };
    by_column.retain(|column, items| items.len() >= FEWEST && is_headed(*column, items));
    by_column
}
