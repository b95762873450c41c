//! Which row (or two rows) above a column of KSFs hold the headings, and what the heading of each column is.

use crate::lexicon::is_kind_of_school;
use crate::model::{CellRef, CellValue, Sourced, folded_words};

use super::Recogniser;
use super::area::Area;
use super::headings::{self, Role, role};
use super::identity::{self, Field};

/// The rows of headings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HeadingRows {
    /// The row of headings; the upper one of two.
    pub(super) upper: Option<u32>,
    /// A second row below it, beside an empty corner.
    pub(super) lower: Option<u32>,
    /// Whether the lower row holds the names, and the upper one only banners above them.
    banner: bool,
}

impl HeadingRows {
    /// Finds them from row `from` downwards: the nearest row that calls the KSFs by their name, or else has a heading
    /// for ratings, or else stands beside an empty corner, or else holds several texts. Rows that ask for something
    /// ("DfE number", "Number on roll") are none.
    pub(super) fn find(table: &Area<'_>, recogniser: &Recogniser, from: u32) -> Self {
        let filled = |row: &u32| {
            table.beside(*row).next().is_some() || table.rating_before(recogniser, *row).is_some()
        };
        let rows = || (from..table.first).rev().filter(filled);
        let text_beside = |row: u32| table.beside(row).filter(|(_, v)| v.text().is_some()).count();
        let asks = |row: u32| table.row_label(row).and_then(identity::label).map(|(field, _)| field);
        let names_ksfs = |row: &u32| {
            let label = table.row_label(*row);
            label.is_some_and(|t| recogniser.labels.is_term(t))
                || (asks(*row) == Some(Field::School) && text_beside(*row) > 1)
        };
        let for_ratings = |row: &u32| {
            let headed = |v: &CellValue| headings::is_for_ratings(v, &recogniser.labels);
            asks(*row).is_none() && table.beside(*row).any(|(_, v)| headed(v))
        };
        let empty_corner = |row: &u32| table.row_label(*row).is_none();
        let several = |row: &u32| asks(*row).is_none() && text_beside(*row) > 1;
        let upper = rows()
            .find(names_ksfs)
            .or_else(|| rows().find(for_ratings))
            .or_else(|| rows().find(empty_corner))
            .or_else(|| rows().find(several));
        let Some(top) = upper else { return Self::default() };
        let heads = |v: &CellValue| v.text().is_some() || role(Some(v), &recogniser.labels) == Role::Period;
        let lower =
            (top + 1..table.first).find(|row| empty_corner(row) && table.beside(*row).any(|(_, v)| heads(v)));
        let names = |row: u32| table.beside(row).filter(|(_, v)| names_school(v, recogniser)).count();
        let banner = lower.is_some_and(|row| names(row) > 1 && names(row) > names(top));
        Self { upper, lower, banner }
    }

    /// The first row of headings that is anything but a banner.
    pub(super) fn all(self) -> impl Iterator<Item = u32> {
        self.upper.into_iter().chain(self.lower)
    }

    /// A column's heading and its role. Under two rows, a name above spans the columns to its right, and what the row
    /// below says about a column decides whether it holds ratings.
    pub(super) fn heading(
        self,
        table: &Area<'_>,
        recogniser: &Recogniser,
        column: u32,
    ) -> (Option<Sourced<CellValue>>, Role) {
        let at = |row: Option<u32>| {
            let row = row?;
            let value = table.sheet.get(row, column)?.clone();
            Some(Sourced { value, cell: CellRef::new(row, column) })
        };
        let role_of = |heading: &Option<Sourced<CellValue>>| {
            let value = heading.as_ref().map(|h| &h.value);
            match role(value, &recogniser.labels) {
                Role::Name if value.and_then(identity::heading).is_some() => Role::Other,
                role => role,
            }
        };
        if let Some(name) = self.joined(table, recogniser, column) {
            return (Some(name), Role::Name);
        }
        if self.lower.is_none() || self.banner {
            let heading = at(self.lower).or_else(|| at(self.upper));
            let role = role_of(&heading);
            return (heading, role);
        }
        let own = at(self.upper);
        let below = role_of(&at(self.lower));
        let heading = own.clone().or_else(|| self.spanning(table, column));
        let role = match below {
            Role::Other => Role::Other,
            Role::Name if own.is_none() => Role::Other,
            Role::Blank if own.is_none() => return (None, Role::Blank),
            _ => role_of(&heading),
        };
        (heading, role)
    }

    /// A school's name that is written over both rows: "Oakfield", and below it "Primary School".
    fn joined(self, table: &Area<'_>, recogniser: &Recogniser, column: u32) -> Option<Sourced<CellValue>> {
        let (upper, lower) = (self.upper?, self.lower?);
        let kind = table.sheet.text(lower, column)?;
        let own = table.sheet.get(upper, column).map(|v| (CellRef::new(upper, column), v.clone()));
        let (cell, name) = own.or_else(|| self.spanning(table, column).map(|s| (s.cell, s.value)))?;
        let kinds = folded_words(kind);
        let is_kind = |w: &String| {
            is_kind_of_school(w) || matches!(w.as_str(), "c" | "of" | "e" | "church" | "england")
        };
        let named = role(Some(&name), &recogniser.labels) == Role::Name;
        (named && !kinds.is_empty() && kinds.iter().all(is_kind)).then(|| {
            let value = CellValue::Text(format!("{} {}", name.text().unwrap_or_default(), kind));
            Sourced { value, cell: if cell.column == column { cell } else { CellRef::new(lower, column) } }
        })
    }

    /// The heading in the upper row that reaches over a column from its left.
    fn spanning(self, table: &Area<'_>, column: u32) -> Option<Sourced<CellValue>> {
        let cells = table.beside(self.upper?).filter(|(at, _)| at.column < column);
        cells.last().map(|(at, value)| Sourced { value: value.clone(), cell: *at })
    }
}

fn names_school(value: &CellValue, recogniser: &Recogniser) -> bool {
    role(Some(value), &recogniser.labels) == Role::Name && identity::heading(value).is_none()
}
