//! Which row (or two rows) above a column of KSFs hold the headings, and what the heading of each column is.

use crate::lexicon::is_kind_of_school;
use crate::model::{CellRef, CellValue, Sourced, folded_words};

use super::super::super::headings::Role;
use super::super::super::identity::{Field, field_of_heading, field_of_label};
use super::super::super::scheme::RatingScheme;
use super::column_area::ColumnArea;

/// The rows of headings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HeadingRows {
    /// The row of headings; the upper one of two.
    pub(super) upper: Option<u32>,
    /// A second row below it whose cell above the KSFs is empty.
    pub(super) lower: Option<u32>,
    /// Whether the lower row holds the names, and the upper one only banners above them.
    banner: bool,
}

impl HeadingRows {
    /// Finds them in row `from` and below: the nearest row above the KSFs that calls them by their name, or else has
    /// a heading for ratings, or else has nothing above the KSFs, or else holds several texts. Rows that ask for
    /// something ("DfE number", "Number on roll") do not count.
    pub(super) fn find(area: &ColumnArea<'_>, from: u32) -> Self {
        let labels = &area.scheme.labels;
        let filled = |row: &u32| area.cells_right(*row).next().is_some() || area.ratings_left(*row).is_some();
        let rows = || (from..area.first).rev().filter(filled);
        let texts = |row: u32| area.cells_right(row).filter(|(_, v)| v.text().is_some()).count();
        let asks = |row: u32| area.row_label(row).and_then(field_of_label).map(|(field, _)| field);
        let names_ksfs = |row: &u32| {
            area.row_label(*row).is_some_and(|t| labels.is_term(t))
                || (asks(*row) == Some(Field::School) && texts(*row) > 1)
        };
        let for_ratings = |row: &u32| {
            asks(*row).is_none() && area.cells_right(*row).any(|(_, v)| area.scheme.is_for_ratings(v))
        };
        let empty_corner = |row: &u32| area.row_label(*row).is_none();
        let several = |row: &u32| asks(*row).is_none() && texts(*row) > 1;
        let upper = rows()
            .find(names_ksfs)
            .or_else(|| rows().find(for_ratings))
            .or_else(|| rows().find(empty_corner))
            .or_else(|| rows().find(several));
        let Some(top) = upper else { return Self::default() };
        let heads = |v: &CellValue| v.text().is_some() || area.scheme.role(Some(v)) == Role::Period;
        let lower = (top + 1..area.first)
            .find(|row| empty_corner(row) && area.cells_right(*row).any(|(_, v)| heads(v)));
        let names = |row: u32| area.cells_right(row).filter(|(_, v)| names_school(v, area.scheme)).count();
        let banner = lower.is_some_and(|row| names(row) > 1 && names(row) > names(top));
        Self { upper, lower, banner }
    }

    /// Both rows of headings, as far as there are any.
    pub(super) fn all(self) -> impl Iterator<Item = u32> {
        self.upper.into_iter().chain(self.lower)
    }

    /// A column's heading and its role. Under two rows, a name in the upper one spans the columns to its right, and
    /// what the lower one says about a column decides whether it holds ratings.
    pub(super) fn heading(self, area: &ColumnArea<'_>, column: u32) -> (Option<Sourced<CellValue>>, Role) {
        let at = |row: Option<u32>| {
            let row = row?;
            let value = area.sheet.get(row, column)?.clone();
            Some(Sourced { value, cell: CellRef::new(row, column) })
        };
        let role_of = |heading: &Option<Sourced<CellValue>>| {
            let value = heading.as_ref().map(|h| &h.value);
            match area.scheme.role(value) {
                Role::Name if value.and_then(field_of_heading).is_some() => Role::Other,
                role => role,
            }
        };
        if let Some(name) = self.joined(area, column) {
            return (Some(name), Role::Name);
        }
        if self.lower.is_none() || self.banner {
            let heading = at(self.lower).or_else(|| at(self.upper));
            let role = role_of(&heading);
            return (heading, role);
        }
        let own = at(self.upper);
        let below = role_of(&at(self.lower));
        let heading = own.clone().or_else(|| self.spanning(area, column));
        let role = match below {
            Role::Other => Role::Other,
            Role::Name if own.is_none() => Role::Other,
            Role::Blank if own.is_none() => return (None, Role::Blank),
            _ => role_of(&heading),
        };
        (heading, role)
    }

    /// A school's name that is written over both rows: "Oakfield", and below it "Primary School".
    fn joined(self, area: &ColumnArea<'_>, column: u32) -> Option<Sourced<CellValue>> {
        let (upper, lower) = (self.upper?, self.lower?);
        let kind = area.sheet.text(lower, column)?;
        let own = area.sheet.get(upper, column).map(|v| (CellRef::new(upper, column), v.clone()));
        let (cell, name) = own.or_else(|| self.spanning(area, column).map(|s| (s.cell, s.value)))?;
        let kinds = folded_words(kind);
        let is_kind = |w: &String| {
            is_kind_of_school(w) || matches!(w.as_str(), "c" | "of" | "e" | "church" | "england")
        };
        let named = area.scheme.role(Some(&name)) == Role::Name;
        (named && !kinds.is_empty() && kinds.iter().all(is_kind)).then(|| {
            let value = CellValue::Text(format!("{} {}", name.text().unwrap_or_default(), kind));
            Sourced { value, cell: if cell.column == column { cell } else { CellRef::new(lower, column) } }
        })
    }

    /// The nearest heading of the upper row to the left of a column.
    fn spanning(self, area: &ColumnArea<'_>, column: u32) -> Option<Sourced<CellValue>> {
        let cells = area.cells_right(self.upper?).filter(|(at, _)| at.column < column);
        cells.last().map(|(at, value)| Sourced { value: value.clone(), cell: *at })
    }
}

fn names_school(value: &CellValue, scheme: &RatingScheme) -> bool {
    scheme.role(Some(value)) == Role::Name && field_of_heading(value).is_none()
}
