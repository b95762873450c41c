//! Tables with the KSFs down a column: decides by the headings beside them whether it is a form or a grid. Where
//! more than one column could hold the ratings, none is taken.

use std::collections::BTreeSet;

use crate::lexicon::{cluster_key, school_key};
use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::cluster_names;
use super::headings::{Role, is_for_ratings, is_value, reads_as_school};
use super::identity::{self, Field};
use super::ksf_column::{Column, KsfColumn};
use super::runs::Runs;
use super::{Found, Recogniser, UnclearTable, block, form, grid, in_place, tick_grid};

pub(super) fn tables(recogniser: &Recogniser, sheet: &RawSheet, runs: &Runs) -> Vec<Found> {
    let mut found = Vec::new();
    for run in &runs.down {
        let table = KsfColumn::new(recogniser, sheet, run, runs);
        let ticked = tick_grid::tables(&table, recogniser);
        if ticked.is_empty() {
            found.extend(table.read(recogniser).or_else(|| block::read(&table, recogniser)));
        } else {
            found.extend(ticked);
        }
    }
    found
}

impl KsfColumn<'_> {
    fn read(&self, recogniser: &Recogniser) -> Option<Found> {
        if self.is_list() {
            return None;
        }
        let rated = |c: &&Column| self.reads_as_ratings(recogniser, c);
        let of = |wanted: &[Role]| -> Vec<&Column> {
            self.columns.iter().filter(|c| wanted.contains(&c.role) && c.could_hold_ratings()).collect()
        };
        let mut names = of(&[Role::Name]);
        names.retain(|c| !self.is_cluster(recogniser, c));
        if names.len() > 1 {
            names.extend(of(&[Role::Doubtful]).into_iter().filter(rated));
        }
        let rated_names: Vec<&Column> = names.iter().copied().filter(rated).collect();
        let mut ratings = of(&[Role::Rating, Role::Period]);
        // Of several columns for ratings the last one counts where only it is filled; otherwise it is a question.
        if let [earlier @ .., last] = ratings.as_slice()
            && last.filled > 0
            && earlier.iter().all(|c| c.filled == 0)
        {
            ratings = vec![*last];
        }
        let values = |c: &&Column| c.heading.as_ref().is_some_and(|h| is_value(&h.value));
        let unnamed: Vec<&Column> =
            self.columns.iter().filter(|c| c.is_unnamed() || values(c)).filter(rated).collect();
        match (ratings.as_slice(), rated_names.as_slice()) {
            ([rating], []) => Some(self.form(recogniser, rating)),
            ([rating], rivals)
                if rating.heading.as_ref().is_some_and(|h| is_for_ratings(&h.value, &recogniser.labels))
                    && !rivals.iter().any(|c| c.heading_text().is_some_and(reads_as_school))
                    && self.stated_school(recogniser).is_some() =>
            {
                Some(self.form(recogniser, rating))
            }
            ([], _) => match self.stated_school(recogniser) {
                Some(school) => self.of_one_school(recogniser, &school, &rated_names, &unnamed),
                None => self.of_schools(recogniser, &names, &rated_names, &unnamed),
            },
            (ratings, rivals) => Some(self.unclear(&[ratings, rivals].concat(), true)),
        }
    }

    /// Whether a column holds what the schools of a cluster give together, and not a school's own ratings: it is headed
    /// "Riverside cluster", or with the name of the cluster over figures that are no ratings.
    fn is_cluster(&self, recogniser: &Recogniser, column: &Column) -> bool {
        let Some(heading) = column.heading_text() else { return false };
        let stated = || {
            let own = self.stated(recogniser).into_iter().find(|s| s.field == Field::Cluster);
            own.is_some_and(|s| cluster_key(&s.value.value.to_string()) == cluster_key(heading))
        };
        cluster_names::named(heading).is_some() || (!self.reads_as_ratings(recogniser, column) && stated())
    }

    /// A list with a row a rating names the school in every row; its KSFs are no table of one school's. A column of
    /// themes before the KSFs is none: it is not headed School, its texts differ and each KSF stands once.
    fn is_list(&self) -> bool {
        let half = self.items.len().div_ceil(2);
        let factors: BTreeSet<usize> = self.items.iter().map(|i| i.ksf).collect();
        let repeated = self.items.len() >= 2 * factors.len();
        self.columns_before().any(|column| {
            let texts = self.items.iter().filter_map(|i| self.sheet.text(i.at.row, column));
            let named: Vec<&str> = texts.filter(|t| t.chars().any(char::is_alphabetic)).collect();
            let heading = self.headings.upper.and_then(|row| self.sheet.get(row, column));
            let headed = heading.and_then(identity::heading) == Some(Field::School);
            let same = named.iter().all(|t| *t == named[0]);
            named.len() >= half && (headed || same || repeated)
        })
    }

    /// The sheet is about one school, and no heading says which column holds its ratings.
    fn of_one_school(
        &self,
        recogniser: &Recogniser,
        school: &str,
        names: &[&Column],
        unnamed: &[&Column],
    ) -> Option<Found> {
        let is_school = |c: &&&Column| c.heading_text().is_some_and(|t| school_key(t) == school_key(school));
        let own: Vec<&&Column> = names.iter().filter(is_school).collect();
        match (own.as_slice(), names, unnamed) {
            ([own], _, _) => Some(self.form(recogniser, own)),
            (_, [], [only]) => Some(self.form(recogniser, only)),
            (_, [], []) => None,
            (_, names, unnamed) => Some(self.unclear(&[names, unnamed].concat(), false)),
        }
    }

    /// No school is stated: columns under names are schools', one alone only where its heading can be a school's.
    fn of_schools(
        &self,
        recogniser: &Recogniser,
        names: &[&Column],
        rated_names: &[&Column],
        unnamed: &[&Column],
    ) -> Option<Found> {
        let cell = |c: &&Column| c.heading.as_ref().map(|h| h.cell);
        if rated_names.windows(2).any(|pair| cell(&pair[0]) == cell(&pair[1])) {
            return Some(self.unclear(rated_names, true));
        }
        match (names, rated_names) {
            ([_, _, ..], [_, ..]) => Some(self.grid(recogniser, [names, unnamed].concat())),
            ([one], [_])
                if one.heading_text().is_some_and(reads_as_school) || self.states_cluster(recogniser) =>
            {
                Some(self.grid(recogniser, [names, unnamed].concat()))
            }
            ([one], [_]) => Some(self.unclear(&[*one], false)),
            ([], _) => match unnamed {
                [] => None,
                [only] => Some(self.form(recogniser, only)),
                several => Some(self.unclear(several, false)),
            },
            ([_, _, ..], []) if self.could_be_ratings(recogniser, names) => {
                Some(self.grid(recogniser, [names, unnamed].concat()))
            }
            _ => None,
        }
    }

    /// Whether columns of which none reads as ratings do so together: with what people type in place of ratings.
    fn could_be_ratings(&self, recogniser: &Recogniser, columns: &[&Column]) -> bool {
        let cells = columns.iter().flat_map(|c| self.items.iter().map(|i| (i.at.row, c.at)));
        let entries: Vec<&CellValue> = cells.filter_map(|(row, at)| self.sheet.get(row, at)).collect();
        let fits = |value: &&&CellValue| recogniser.on_scale(value) || in_place::of_a_rating(value);
        entries.iter().any(|value| recogniser.on_scale(value))
            && 2 * entries.iter().filter(fits).count() >= entries.len()
    }

    /// The one school that a label outside the table names.
    fn stated_school(&self, recogniser: &Recogniser) -> Option<String> {
        self.stated(recogniser)
            .into_iter()
            .find(|s| s.field == Field::School)
            .map(|s| s.value.value.to_string())
    }

    /// Whether a label outside the table names a cluster: then its schools stand in the headings.
    fn states_cluster(&self, recogniser: &Recogniser) -> bool {
        self.stated(recogniser).iter().any(|s| s.field == Field::Cluster)
    }

    /// Whether a column's entries can be ratings: at least half are whole numbers on the scale (also as text), and
    /// they are not just the KSFs' own numbers.
    fn reads_as_ratings(&self, recogniser: &Recogniser, column: &Column) -> bool {
        let cells: Vec<(usize, &CellValue)> = self
            .items
            .iter()
            .filter_map(|i| Some((i.ksf + 1, self.sheet.get(i.at.row, column.at)?)))
            .collect();
        let on_scale = cells.iter().filter(|(_, v)| recogniser.on_scale(v)).count();
        let numbers = cells.iter().all(|(ksf, v)| v.to_string() == ksf.to_string());
        !cells.is_empty() && 2 * on_scale >= cells.len() && !(numbers && cells.len() > 2)
    }

    fn form(&self, recogniser: &Recogniser, rating: &Column) -> Found {
        Found::table(form::read(self, recogniser, rating), self.region(rating.role == Role::Rating))
    }

    fn grid(&self, recogniser: &Recogniser, mut schools: Vec<&Column>) -> Found {
        schools.sort_by_key(|c| c.at);
        Found::table(grid::read(self, recogniser, &schools), self.region(false))
    }

    fn unclear(&self, candidates: &[&Column], certain: bool) -> Found {
        let columns = candidates.iter().map(|c| CellRef::new(self.first, c.at)).collect();
        Found::Unclear(UnclearTable { sheet: self.sheet.name.clone(), columns, certain })
    }
}
