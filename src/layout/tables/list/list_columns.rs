//! Which columns of a list hold the KSF, the rating, and whose it is.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::super::super::anchors::{KsfCell, KsfCells};
use super::super::super::headings::{Role, is_value};
use super::super::super::identity::{Field, field_of_heading};
use super::super::super::recognised::ColumnNote;
use super::super::super::scheme::RatingScheme;
use super::super::line::{Choice, Line, choose};

/// Maximum number of rows from the headings down to the first KSF.
const HEADING_REACH: u32 = 3;

/// Minimum number of rows in a list.
const FEWEST: usize = 3;

/// The columns of a list.
#[derive(Debug)]
pub(super) struct ListColumns {
    /// The row of headings.
    pub(super) heading: u32,
    /// The first row below that belongs to another list.
    pub(super) end: u32,
    /// The columns of KSFs, those with names before those with numbers only.
    pub(super) ksfs: Vec<u32>,
    /// The KSFs in them.
    pub(super) cells: HashMap<CellRef, KsfCell>,
    /// Columns about the school.
    pub(super) fields: BTreeMap<u32, Field>,
    /// Columns under a heading for ratings.
    ratings: Vec<u32>,
    /// Columns under a heading such as "Value".
    values: Vec<u32>,
}

/// The column of a list's ratings.
pub(super) enum RatingColumn {
    One(u32),
    /// One of these; which of them is not clear.
    Several(Vec<u32>),
    None,
}

impl ListColumns {
    /// The columns of the lists whose headings stand over a column of KSFs and one of schools.
    pub(super) fn find(scheme: &RatingScheme, sheet: &RawSheet, cells: &KsfCells) -> Vec<Self> {
        let mut by_column: BTreeMap<u32, Vec<KsfCell>> = BTreeMap::new();
        for ksf in &cells.named {
            by_column.entry(ksf.at.column).or_default().push(*ksf);
        }
        by_column.retain(|_, ksfs| ksfs.len() >= FEWEST);
        let numbered = numbered(scheme, sheet, cells);
        let mut found: BTreeMap<(u32, u32), Self> = BTreeMap::new();
        for (column, ksfs) in by_column.iter().chain(&numbered) {
            for (heading, ksfs) in beginnings(sheet, *column, ksfs) {
                Self::add(&mut found, scheme, sheet, heading, *column, ksfs);
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
        scheme: &RatingScheme,
        sheet: &RawSheet,
        heading: u32,
        column: u32,
        ksfs: &[KsfCell],
    ) {
        let texts =
            |row: u32| headings_around(sheet, row, column).iter().map(|(at, value)| (at.column, value));
        let again = |known: &Self| known.heading != heading && texts(known.heading).eq(texts(heading));
        if found.values().any(again) {
            return;
        }
        let headings = headings_around(sheet, heading, column);
        let Some((first, _)) = headings.first() else { return };
        let key = (heading, first.column);
        let list = found.entry(key).or_insert_with(|| Self::under(scheme, heading, headings));
        // Under "School" its own ratings may stand, beside those of somebody else.
        let once = ksfs.iter().map(|ksf| ksf.ksf).collect::<HashSet<_>>().len() == ksfs.len();
        let rates = |column: u32| {
            let mut values = ksfs.iter().filter_map(|ksf| sheet.get(ksf.at.row, column));
            once && ksfs.len() > 1 && values.all(|value| scheme.on_scale(value))
        };
        let names_schools = |(column, field): (&u32, &Field)| field.is_of_one_school() && !rates(*column);
        if list.fields.iter().any(names_schools) && !list.ksfs.contains(&column) {
            list.ksfs.push(column);
            list.cells.extend(ksfs.iter().map(|ksf| (ksf.at, *ksf)));
            list.ratings.retain(|c| *c != column);
        }
    }

    fn under(scheme: &RatingScheme, heading: u32, headings: &[(CellRef, CellValue)]) -> Self {
        let mut columns = Self {
            heading,
            end: u32::MAX,
            ksfs: Vec::new(),
            cells: HashMap::new(),
            fields: BTreeMap::new(),
            ratings: Vec::new(),
            values: Vec::new(),
        };
        for (at, value) in headings {
            match (field_of_heading(value), scheme.role(Some(value))) {
                (Some(field), _) if field != Field::Other => {
                    columns.fields.insert(at.column, field);
                }
                (_, Role::Rating | Role::Period) => columns.ratings.push(at.column),
                _ if is_value(value) => columns.values.push(at.column),
                _ => {}
            }
        }
        columns
    }

    /// The column of the ratings: by the words above them, or else the only one under a heading such as "Value".
    pub(super) fn ratings(&self, scheme: &RatingScheme, sheet: &RawSheet, last: u32) -> RatingColumn {
        let line = |column: &u32| {
            let values = (self.heading + 1..=last).map(|row| sheet.get(row, *column)).collect();
            let heading = scheme.heading(sheet.get(self.heading, *column));
            Line {
                at: *column,
                says: heading.role,
                rank: heading.rank,
                is_hidden: sheet.is_column_hidden(*column),
                ..Line::of(scheme, values)
            }
        };
        let named: Vec<Line<'_>> = self.ratings.iter().map(line).collect();
        // Two lists side by side: nothing says which rating is whose.
        if self.fields.values().filter(|field| **field == Field::School).count() > 1 {
            let filled: Vec<u32> = named.iter().filter(|line| line.filled > 0).map(|line| line.at).collect();
            return if filled.is_empty() { RatingColumn::None } else { RatingColumn::Several(filled) };
        }
        let mut values: Vec<Line<'_>> = self.values.iter().map(line).collect();
        values.retain(Line::reads_as_ratings);
        for line in &mut values {
            line.says = Role::Rating;
        }
        match (choose(named.iter()), choose(values.iter())) {
            (Choice::One(line), _) | (Choice::None, Choice::One(line)) => RatingColumn::One(line.at),
            (Choice::Several(lines), _) | (Choice::None, Choice::Several(lines)) => {
                RatingColumn::Several(lines.into_iter().map(|line| line.at).collect())
            }
            (Choice::None, Choice::None) => RatingColumn::None,
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
            }
            .into(),
        };
        headings_around(sheet, self.heading, ratings).iter().map(note).collect()
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
fn beginnings<'a>(
    sheet: &'a RawSheet,
    column: u32,
    ksfs: &'a [KsfCell],
) -> impl Iterator<Item = (u32, &'a [KsfCell])> {
    (0..ksfs.len()).filter_map(move |i| {
        let row = ksfs[i].at.row;
        let before = i.checked_sub(1).map(|i| ksfs[i].at.row);
        let heading = heading(sheet, row, column)?;
        before.is_none_or(|before| heading > before).then_some((heading, &ksfs[i..]))
    })
}

/// The headings to both sides of a column, up to a gap: another table may stand beyond it.
fn headings_around(sheet: &RawSheet, heading: u32, column: u32) -> &[(CellRef, CellValue)] {
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

/// Columns of KSF numbers under a heading that calls them KSFs.
fn numbered(scheme: &RatingScheme, sheet: &RawSheet, cells: &KsfCells) -> BTreeMap<u32, Vec<KsfCell>> {
    let mut by_column: BTreeMap<u32, Vec<KsfCell>> = BTreeMap::new();
    for (at, number) in &cells.bare {
        by_column.entry(at.column).or_default().push(KsfCell::numbered(*at, *number));
    }
    let is_headed = |column: u32, ksfs: &[KsfCell]| {
        let row = heading(sheet, ksfs[0].at.row, column);
        row.and_then(|row| sheet.text(row, column)).is_some_and(|text| scheme.labels.is_term(text))
    };
    by_column.retain(|column, ksfs| ksfs.len() >= FEWEST && is_headed(*column, ksfs));
    by_column
}
