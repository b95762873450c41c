//! Error values in grids' cells, as a broken link or a paste leaves them: each is one gap and one entry to correct, and every
//! formula goes on working.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ksfgrid::data_set::Outcome;
use rayon::prelude::*;
use support::follows::{self, Held};
use support::key_findings::Workbook;
use support::{
    Chance, Collection, Comparison, ERRORS, GridAt, SheetCells, Steps, Value, collections, formulas_at_least,
    grids, sheets,
};

/// The seed of the random clusters and cells; another may be given to look further.
const SEED: (&str, u64) = ("KSFGRID_SEED", 1);
/// How many cells of a workbook get an error value.
const CELLS: usize = 30;
/// The collections that are looked at: of thirty clusters with the embedded framework, and with a scale from 0. Those with
/// forty factors (7) and of 400 schools in one cluster (9) take two minutes more.
const LOOKED_AT: [usize; 2] = [0, 5];
/// Labels of counts that tell a gap that was typed from one that was left.
const KINDS_OF_GAP: [&str; 4] = ["Ratings missing", "Ratings rejected", "Rejected", "First put right"];

/// A workbook in whose grids there are error values.
struct Broken {
    collection: Collection,
    grids: Vec<GridAt>,
    /// Schools and KSFs with an error value, by their places.
    errors: BTreeSet<(usize, usize)>,
    /// The workbook as it was built, and as LibreOffice saved it.
    built: PathBuf,
    saved: PathBuf,
}

fn saved(collection: &Collection, path: PathBuf) -> PathBuf {
    fs::write(&path, collection.workbook()).expect("a file");
    path
}

impl Broken {
    /// Builds the workbook and tells how the error values are pasted.
    fn new(collection: Collection, folder: &Path, chance: &mut Chance, steps: &mut Steps) -> Self {
        let collection = without_blanks_in_front(collection);
        let (name, ksfs) = (&collection.name, collection.framework.ksfs.len());
        let built = saved(&collection, folder.join(format!("{name}.xlsx")));
        let grids = grids(&sheets(&built), &collection.sizes(), ksfs);
        let saved = folder.join(format!("{name}, with errors.xlsx"));
        let mut errors = BTreeSet::new();
        steps.open(&built);
        while errors.len() < CELLS.min(collection.data.schools.len() * ksfs / 2) {
            let grid = &grids[chance.below(grids.len())];
            let school = grid.schools.start + chance.below(grid.schools.len());
            let ksf = chance.below(ksfs);
            if errors.insert((school, ksf)) {
                let error = ERRORS[errors.len() % ERRORS.len()].clone();
                steps.paste(grid.cell(school, ksf), &[vec![error]]);
            }
        }
        steps.save(&saved);
        steps.close();
        Self { collection, grids, errors, built, saved }
    }

    /// The workbook of the same returns with something else at these places.
    fn built_with(&self, outcome: &Outcome, folder: &Path) -> Vec<SheetCells> {
        let mut data = self.collection.data.clone();
        for &(school, ksf) in &self.errors {
            data.schools[school].answers[ksf].outcome = outcome.clone();
        }
        let (name, framework) = (self.collection.name.clone(), self.collection.framework.clone());
        let path = folder.join(format!("{name}, fresh.xlsx"));
        sheets(&saved(&Collection { name, data, framework }, path))
    }

    fn held(&self) -> Held<'_> {
        let schools = &self.collection.data.schools;
        let ksfs = self.collection.framework.ksfs.len();
        let rated = self
            .errors
            .iter()
            .filter(|(school, ksf)| schools[*school].answers[*ksf].outcome.rating().is_some());
        let of = |school| self.errors.iter().filter(|(of, _)| *of == school).count();
        Held {
            grids: &self.grids,
            rubbish: (0..schools.len()).map(of).collect(),
            changed: rated.map(|(school, ksf)| school * ksfs + ksf).collect(),
        }
    }

    /// Compares every formula with those of builds in which these cells are empty, and in which they were rejected.
    fn compared(&self, folder: &Path) -> Comparison {
        let (mut comparison, held, broken) = (Comparison::default(), self.held(), sheets(&self.saved));
        let grids: Vec<&str> = self.grids.iter().map(|grid| broken[grid.sheet].name.as_str()).collect();
        let elsewhere = broken.iter().filter(|sheet| !grids.contains(&&*sheet.name)).flat_map(errors_in);
        assert_eq!(elsewhere.collect::<Vec<_>>(), [""; 0], "{}", self.collection.name);
        let errors = broken.iter().flat_map(errors_in).count();
        assert_eq!(errors, self.errors.len(), "{}: error values that were pasted", self.collection.name);
        let rejected = support::rejected("#N/A");
        for (outcome, but) in [(Outcome::Missing, &KINDS_OF_GAP[..]), (rejected, &[])] {
            let name = format!("{}, {outcome:?}", self.collection.name);
            let fresh = self.built_with(&outcome, folder);
            follows::compare_but(but, &name, (&fresh, &broken), &held, &mut comparison);
        }
        let built = sheets(&self.built);
        let workbook = Workbook { built: &built, ..Workbook::built(&self.collection.name, &broken) };
        comparison.and(workbook.check(&self.collection.framework))
    }
}

/// LibreOffice takes blanks off the front of a stored text that it has no reason to work out again.
fn without_blanks_in_front(mut collection: Collection) -> Collection {
    for school in &mut collection.data.schools {
        for name in [&mut school.local_authority, &mut school.cluster, &mut school.school] {
            *name = name.trim_start().to_owned();
        }
    }
    collection
}

/// The cells that hold an error value.
fn errors_in(sheet: &SheetCells) -> Vec<String> {
    let errors = sheet.cells.iter().filter(|(_, cell)| matches!(cell.value, Value::Error(_)));
    errors.map(|(at, cell)| format!("{} {at:?}: {cell:?}", sheet.name)).collect()
}

#[test]
fn an_error_value_in_a_grid_is_one_gap_and_every_formula_goes_on_working() {
    let seed = std::env::var(SEED.0).map_or(SEED.1, |seed| seed.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let (mut chance, mut steps) = (Chance::new(seed), Steps::default());
    let looked_at = collections(seed).into_iter().enumerate().filter(|(at, _)| LOOKED_AT.contains(at));
    let broken: Vec<Broken> = looked_at
        .map(|(_, collection)| Broken::new(collection, folder.path(), &mut chance, &mut steps))
        .collect();
    if steps.take(folder.path()).is_none() {
        return;
    }
    let comparison = broken
        .par_iter()
        .map(|broken| broken.compared(folder.path()))
        .reduce(Comparison::default, Comparison::and);
    let of = |c: &Collection| formulas_at_least(c.framework.ksfs.len(), &c.sizes());
    comparison.assert_right(2 * broken.iter().map(|broken| of(&broken.collection)).sum::<usize>());
}
