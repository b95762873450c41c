//! Tables with the KSFs down a column: decides by the headings beside them whether it is a form or a grid. Where
//! more than one column could hold the ratings, none is taken.

use crate::model::{CellRef, CellValue};
use crate::read::RawSheet;

use super::headings::Role;
use super::identity::{self, Field};
use super::ksf_column::{Column, KsfColumn};
use super::runs::Runs;
use super::{Found, Recogniser, UnclearTable, form, grid};

pub(super) fn tables(recogniser: &Recogniser, sheet: &RawSheet, runs: &Runs) -> Vec<Found> {
    let mut found = Vec::new();
    for run in &runs.down {
        let table = KsfColumn::new(recogniser, sheet, run, runs);
        if let Some(result) = table.read(recogniser) {
            found.push(result);
        }
    }
    found
}

impl KsfColumn<'_> {
    fn read(&self, recogniser: &Recogniser) -> Option<Found> {
        let of = |wanted: &[Role]| -> Vec<&Column> {
            self.columns.iter().filter(|c| wanted.contains(&c.role) && c.could_hold_ratings()).collect()
        };
        let names = of(&[Role::Name]);
        let filled_names = names.iter().filter(|c| c.filled > 0).count();
        let mut ratings = of(&[Role::Rating, Role::Period]);
        if ratings.len() > 1 && ratings.iter().filter(|c| c.filled > 0).count() == 1 {
            ratings.retain(|c| c.filled > 0);
        }
        let states_school = self.states_school(recogniser);
        let blank: Vec<&Column> =
            of(&[Role::Blank]).into_iter().filter(|c| 2 * c.filled >= self.items.len()).collect();
        match (ratings.as_slice(), names.as_slice()) {
            ([rating], _) if filled_names == 0 => Some(self.form(recogniser, rating)),
            ([], [_, _, ..]) if !states_school => {
                let last = names.last().map_or(0, |c| c.at);
                let unnamed = blank.into_iter().filter(|c| c.at < last);
                Some(self.grid(recogniser, names.iter().copied().chain(unnamed).collect()))
            }
            ([], [name]) if states_school => Some(self.form(recogniser, name)),
            ([], [name]) if self.reads_as_ratings(recogniser, name) => {
                Some(self.grid(recogniser, vec![name]))
            }
            ([], []) => match blank.as_slice() {
                [] => None,
                [only] => Some(self.form(recogniser, only)),
                several => Some(self.unclear(several)),
            },
            ([], names) => {
                let filled: Vec<&Column> = names.iter().copied().filter(|c| c.filled > 0).collect();
                match filled.as_slice() {
                    [] => None,
                    [only] => Some(self.form(recogniser, only)),
                    several => Some(self.unclear(several)),
                }
            }
            (ratings, names) => {
                let candidates: Vec<&Column> =
                    ratings.iter().chain(names.iter().filter(|c| c.filled > 0)).copied().collect();
                Some(self.unclear(&candidates))
            }
        }
    }

    /// Whether a label outside the table names the one school that the sheet is about.
    fn states_school(&self, recogniser: &Recogniser) -> bool {
        let region = [self.region()];
        identity::statements(self.sheet, &region, &recogniser.labels).iter().any(|s| s.field == Field::School)
    }

    /// A lone column under an unknown heading is a school's only where all of it could be ratings.
    fn reads_as_ratings(&self, recogniser: &Recogniser, column: &Column) -> bool {
        let scale = recogniser.scale;
        let cells = self.items.iter().filter_map(|i| self.sheet.get(i.at.row, column.at));
        let on_scale = cells.filter(|v| {
            matches!(v, CellValue::Number(n) if *n >= f64::from(scale.lowest) && *n <= f64::from(scale.highest))
        });
        column.filled > 0 && 2 * on_scale.count() > column.filled
    }

    fn form(&self, recogniser: &Recogniser, rating: &Column) -> Found {
        Found::Table(form::read(self, recogniser, rating), self.region())
    }

    fn grid(&self, recogniser: &Recogniser, mut schools: Vec<&Column>) -> Found {
        schools.sort_by_key(|c| c.at);
        Found::Table(grid::read(self, recogniser, &schools), self.region())
    }

    fn unclear(&self, candidates: &[&Column]) -> Found {
        let columns = candidates.iter().map(|c| CellRef::new(self.first, c.at)).collect();
        Found::Unclear(UnclearTable { sheet: self.sheet.name.clone(), columns })
    }
}
