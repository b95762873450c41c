//! What a table with the KSFs down a column is: decides by the headings beside them whether it is a form or a grid,
//! and which of its columns hold ratings. Where more than one could be the ratings of one school, none is taken.

use std::collections::BTreeSet;

use crate::lexicon::{cluster_key, school_key};
use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::super::super::anchors::Runs;
use super::super::super::headings::{Role, is_value, reads_as_school};
use super::super::super::identity::{Field, StatementGatherer, cluster_named, field_of_heading};
use super::super::super::scheme::RatingScheme;
use super::super::found_table::FoundTable;
use super::super::stand_ins::stands_for_rating;
use super::ksf_column::{Column, KsfColumn};
use super::{block, form, grid, tick_grid};

/// The tables whose KSFs are a sheet's runs down a column.
pub(crate) fn tables(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    stated: &StatementGatherer<'_>,
    runs: &Runs,
) -> Vec<FoundTable> {
    let mut found = Vec::new();
    for run in &runs.down {
        let table = KsfColumn::new(scheme, sheet, stated, run, runs);
        let ticked = tick_grid::tables(&table);
        if ticked.is_empty() {
            found.extend(table.read().or_else(|| block::read(&table)));
        } else {
            found.extend(ticked);
        }
    }
    found
}

/// The columns of a table that can hold ratings, by what their headings say.
struct Candidates<'c> {
    /// Under a name that is no cluster's.
    names: Vec<&'c Column>,
    /// Those of them with ratings below.
    rated_names: Vec<&'c Column>,
    /// Under a heading for ratings or of a period.
    ratings: Vec<&'c Column>,
    /// With ratings under no heading, or under one such as "Value".
    unnamed: Vec<&'c Column>,
}

impl<'c> Candidates<'c> {
    fn of(table: &'c KsfColumn<'_>) -> Self {
        let of = |wanted: &[Role]| -> Vec<&Column> {
            let columns = table.columns.iter();
            columns.filter(|c| wanted.contains(&c.role) && c.could_hold_ratings()).collect()
        };
        let rated = |c: &&Column| table.reads_as_ratings(c);
        let mut names = of(&[Role::Name]);
        names.retain(|c| !table.is_cluster(c));
        if names.len() > 1 {
            names.extend(of(&[Role::Doubtful]).into_iter().filter(rated));
        }
        let rated_names = names.iter().copied().filter(rated).collect();
        let mut ratings = of(&[Role::Rating, Role::Period]);
        // Of several columns for ratings the last one counts if only it is filled.
        if let [earlier @ .., last] = ratings.as_slice()
            && last.filled > 0
            && earlier.iter().all(|c| c.filled == 0)
        {
            ratings = vec![*last];
        }
        let is_value = |c: &Column| c.heading.as_ref().is_some_and(|h| is_value(&h.value));
        let unnamed = table.columns.iter().filter(|c| c.is_unnamed() || is_value(c)).filter(rated).collect();
        Self { names, rated_names, ratings, unnamed }
    }
}

impl KsfColumn<'_> {
    fn read(&self) -> Option<FoundTable> {
        if self.is_list() {
            return None;
        }
        let candidates = Candidates::of(self);
        match (candidates.ratings.as_slice(), candidates.rated_names.as_slice()) {
            ([rating], []) => Some(self.form(rating)),
            ([rating], rivals) if self.outdoes(rating, rivals) => Some(self.form(rating)),
            ([], _) => match self.stated_in(Field::School) {
                Some(school) => self.of_one_school(&school, &candidates),
                None => self.of_schools(&candidates),
            },
            (ratings, rivals) => Some(self.unclear(&[ratings, rivals].concat(), true)),
        }
    }

    /// Whether a column expressly for ratings is the one of the school that labels state, although there are columns
    /// under names, too.
    fn outdoes(&self, rating: &Column, rivals: &[&Column]) -> bool {
        rating.heading.as_ref().is_some_and(|h| self.scheme.is_for_ratings(&h.value))
            && !rivals.iter().any(|c| c.heading_text().is_some_and(reads_as_school))
            && self.stated_in(Field::School).is_some()
    }

    /// Whether a column holds what the schools of a cluster give together, and not a school's own ratings: it is
    /// headed "Riverside cluster", or with the name of the cluster over figures that are no ratings.
    fn is_cluster(&self, column: &Column) -> bool {
        let Some(heading) = column.heading_text() else { return false };
        let is_stated =
            || self.stated_in(Field::Cluster).is_some_and(|name| cluster_key(&name) == cluster_key(heading));
        cluster_named(heading).is_some() || (!self.reads_as_ratings(column) && is_stated())
    }

    /// Whether it is a list with a row a rating, which names the school in every row, and not a table of one
    /// school's. A column of themes left of the KSFs makes no list of it: it is not headed School, its texts differ
    /// and each KSF stands once.
    fn is_list(&self) -> bool {
        let half = self.ksfs.len().div_ceil(2);
        let different: BTreeSet<usize> = self.ksfs.iter().map(|ksf| ksf.ksf).collect();
        let repeated = self.ksfs.len() >= 2 * different.len();
        self.columns_left().any(|column| {
            let texts = self.entries(column).filter_map(|(_, value)| value.text());
            let named: Vec<&str> = texts.filter(|t| t.chars().any(char::is_alphabetic)).collect();
            let heading = self.headings.upper.and_then(|row| self.sheet.get(row, column));
            let headed = heading.and_then(field_of_heading) == Some(Field::School);
            let same = named.iter().all(|t| *t == named[0]);
            named.len() >= half && (headed || same || repeated)
        })
    }

    /// The sheet is about one school, and no heading says which column holds its ratings.
    fn of_one_school(&self, school: &str, candidates: &Candidates<'_>) -> Option<FoundTable> {
        let (names, unnamed) = (candidates.rated_names.as_slice(), candidates.unnamed.as_slice());
        let is_school = |c: &&&Column| c.heading_text().is_some_and(|t| school_key(t) == school_key(school));
        let own: Vec<&&Column> = names.iter().filter(is_school).collect();
        match (own.as_slice(), names, unnamed) {
            ([own], _, _) => Some(self.form(own)),
            (_, [], [only]) => Some(self.form(only)),
            (_, [], []) => None,
            (_, names, unnamed) => Some(self.unclear(&[names, unnamed].concat(), false)),
        }
    }

    /// No label states a school: columns under names are schools'; a single one only if its heading can be a
    /// school's.
    fn of_schools(&self, candidates: &Candidates<'_>) -> Option<FoundTable> {
        let (names, rated) = (candidates.names.as_slice(), candidates.rated_names.as_slice());
        let unnamed = candidates.unnamed.as_slice();
        let cell = |c: &&Column| c.heading.as_ref().map(|h| h.cell);
        if rated.windows(2).any(|pair| cell(&pair[0]) == cell(&pair[1])) {
            return Some(self.unclear(rated, true));
        }
        match (names, rated) {
            ([_, _, ..], [_, ..]) => Some(self.grid([names, unnamed].concat())),
            ([one], [_]) => {
                let is_school = one.heading_text().is_some_and(reads_as_school)
                    || self.stated_in(Field::Cluster).is_some();
                let grid = || self.grid([names, unnamed].concat());
                Some(if is_school { grid() } else { self.unclear(names, false) })
            }
            ([], _) => match unnamed {
                [] => None,
                [only] => Some(self.form(only)),
                several => Some(self.unclear(several, false)),
            },
            ([_, _, ..], []) if self.could_be_ratings(names) => Some(self.grid([names, unnamed].concat())),
            _ => None,
        }
    }

    /// Whether columns of which none reads as ratings do so together, with what people type in place of ratings.
    fn could_be_ratings(&self, columns: &[&Column]) -> bool {
        let entries: Vec<&CellValue> =
            columns.iter().flat_map(|c| self.entries(c.at)).map(|(_, value)| value).collect();
        let fits = |value: &&&CellValue| self.scheme.on_scale(value) || stands_for_rating(value);
        entries.iter().any(|value| self.scheme.on_scale(value))
            && 2 * entries.iter().filter(fits).count() >= entries.len()
    }

    /// What a label outside the table states in a field.
    fn stated_in(&self, field: Field) -> Option<String> {
        self.stated().into_iter().find(|s| s.field == field).map(|s| s.value.value.to_string())
    }

    /// Whether a column's entries can be ratings: at least half are whole numbers on the scale (also as text), and
    /// they are not just the KSFs' own numbers.
    fn reads_as_ratings(&self, column: &Column) -> bool {
        let entries: Vec<_> = self.entries(column.at).collect();
        let on_scale = entries.iter().filter(|(_, value)| self.scheme.on_scale(value)).count();
        let numbers = entries.iter().all(|(ksf, value)| value.to_string() == (ksf.ksf + 1).to_string());
        !entries.is_empty() && 2 * on_scale >= entries.len() && !(numbers && entries.len() > 2)
    }

    fn form(&self, rating: &Column) -> FoundTable {
        FoundTable::read(form::read(self, rating), self.region(rating.role == Role::Rating))
    }

    fn grid(&self, mut schools: Vec<&Column>) -> FoundTable {
        schools.sort_by_key(|c| c.at);
        FoundTable::read(grid::read(self, &schools), self.region(false))
    }

    fn unclear(&self, candidates: &[&Column], certain: bool) -> FoundTable {
        let columns = candidates.iter().map(|c| CellRef::new(self.first, c.at)).collect();
        FoundTable::unclear(self.sheet, columns, certain)
    }
}
