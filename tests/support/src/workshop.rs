//! A workshop: a workbook's grids while people change ratings in them, and the returns that say the same.

use std::collections::BTreeSet;
use std::ops::Range;

use ksfgrid::data_set::{DataSet, Outcome, SchoolRecord};
use ksfgrid::framework::Framework;
use ksfgrid::model::Rating;

use super::cells::SheetCells;
use super::clusters::{Collection, answer, rejected};
use super::edits::Steps;
use super::follows::Held;
use super::grid_at::{self, GridAt};
use super::label_variants::Chance;
use super::layouts::SchoolRows;
use super::typed::{ERRORS, Typed};

/// KSFs of the embedded framework.
pub(crate) const KSFS: usize = 10;

/// What is no rating in a grid, like an error value: a gap in every figure.
const RUBBISH: [&str; 5] = ["11", "0", "6.5", "high", "7*"];

/// The schools' cells in the grids. Schools are in the workbook's order: by authority, cluster and name.
#[derive(Debug, Clone)]
pub struct Workshop {
    /// Local authority, cluster and name of each school.
    schools: Vec<[String; 3]>,
    /// What each school's return said.
    submitted: Vec<[Typed; KSFS]>,
    /// What each school's cells hold now.
    now: Vec<[Typed; KSFS]>,
}

/// A number on the scale; nothing else is a rating in a grid.
pub(crate) fn rating(typed: &Typed) -> Option<Rating> {
    let Typed::Number(number) = typed else { return None };
    let whole = (1_u8..=10).find(|n| (f64::from(*n) - number).abs() < f64::EPSILON)?;
    Rating::new(whole, Framework::embedded().scale)
}

fn is_rubbish(typed: &Typed) -> bool {
    *typed != Typed::Nothing && rating(typed).is_none()
}

impl Workshop {
    /// Twelve clusters of one to twelve schools in two authorities; some of their answers are gaps or no ratings.
    pub fn new(chance: &mut Chance) -> Self {
        let mut schools = Vec::new();
        for cluster in 0..12 {
            let authority = ["Eastshire", "Northshire"][cluster / 6];
            // Both authorities have a cluster of this name.
            let name = if cluster % 6 == 2 { "Common".to_owned() } else { format!("C{cluster:02}") };
            let size = if cluster < 2 { 12 * cluster + 1 - cluster } else { 1 + chance.below(12) };
            let school = |n| [authority.to_owned(), name.clone(), format!("St Aldwyn's \"{n:02}\" & <Co>")];
            schools.extend((0..size).map(school));
        }
        schools.sort();
        let submitted: Vec<[Typed; KSFS]> =
            schools.iter().map(|_| std::array::from_fn(|_| Self::answer(chance))).collect();
        let shown = |typed: &Typed| if is_rubbish(typed) { Typed::Nothing } else { typed.clone() };
        let now = submitted.iter().map(|answers| answers.each_ref().map(shown)).collect();
        Self { schools, submitted, now }
    }

    fn answer(chance: &mut Chance) -> Typed {
        match chance.below(12) {
            0 => Typed::Nothing,
            1 => "TBC".into(),
            _ => any_rating(chance),
        }
    }

    /// The places of the schools of each cluster.
    pub fn clusters(&self) -> Vec<Range<usize>> {
        let mut clusters = Vec::new();
        let mut at = 0;
        for schools in self.schools.chunk_by(|a, b| a[..2] == b[..2]) {
            clusters.push(at..at + schools.len());
            at += schools.len();
        }
        clusters
    }

    /// Some of the schools alone, as in an extract.
    pub fn only(&self, schools: Range<usize>) -> Self {
        Self {
            schools: self.schools[schools.clone()].to_vec(),
            submitted: self.submitted[schools.clone()].to_vec(),
            now: self.now[schools].to_vec(),
        }
    }

    /// Takes over what the cells of an extract hold, whose schools begin at a place.
    pub fn take_over(&mut self, first: usize, extract: &Self) {
        self.now[first..first + extract.now.len()].clone_from_slice(&extract.now);
    }

    /// How many schools each cluster has.
    pub fn sizes(&self) -> Vec<usize> {
        self.clusters().iter().map(Range::len).collect()
    }

    /// Where the grids are in the workbook that was built.
    pub fn grids(&self, workbook: &[SheetCells]) -> Vec<GridAt> {
        grid_at::grids(workbook, &self.sizes(), KSFS)
    }

    /// What returns say that hold what the grids hold now. An answer that was no rating is one still while its cell is
    /// empty.
    fn returned(&self) -> Vec<[Typed; KSFS]> {
        let answer = |(now, submitted): (&Typed, &Typed)| match now {
            Typed::Nothing if is_rubbish(submitted) => submitted.clone(),
            now => now.clone(),
        };
        let school = |(now, submitted): (&[Typed; KSFS], &[Typed; KSFS])| {
            std::array::from_fn(|ksf| answer((&now[ksf], &submitted[ksf])))
        };
        self.now.iter().zip(&self.submitted).map(school).collect()
    }

    /// The data set of such returns.
    pub fn collection(&self) -> Collection {
        let outcome = |typed: &Typed| match (rating(typed), typed) {
            (Some(rating), _) => Outcome::Used(rating),
            (None, Typed::Nothing) => Outcome::Missing,
            (None, typed) => rejected(&format!("{typed:?}")),
        };
        let record = |([la, cluster, school], answers): (&[String; 3], [Typed; KSFS])| SchoolRecord {
            local_authority: la.clone(),
            cluster: cluster.clone(),
            school: school.clone(),
            dfe_number: None,
            answers: (0..).zip(&answers).map(|(ksf, typed)| answer(outcome(typed), ksf)).collect(),
        };
        let schools = self.schools.iter().zip(self.returned()).map(record).collect();
        let data = DataSet { schools, ..DataSet::default() };
        Collection { name: "workshop".to_owned(), data, framework: Framework::embedded().clone() }
    }

    /// Such returns with their files' names: school rows, a file for each authority.
    pub fn returns(&self) -> Vec<(String, SchoolRows)> {
        let mut files: Vec<(String, SchoolRows)> = Vec::new();
        for ([la, cluster, school], answers) in self.schools.iter().zip(self.returned()) {
            let name = format!("{la}.xlsx");
            let rows = match files.pop_if(|(file, _)| *file == name) {
                Some((_, rows)) => rows,
                None => SchoolRows::with(&["Local authority", "Cluster", "School"]),
            };
            files.push((name, rows.row(&[la, cluster, school], answers)));
        }
        files
    }

    /// What the grids hold now, for a comparison.
    pub fn held<'a>(&self, grids: &'a [GridAt]) -> Held<'a> {
        let rubbish = |school: &[Typed; KSFS]| school.iter().filter(|typed| is_rubbish(typed)).count();
        Held { grids, rubbish: self.now.iter().map(rubbish).collect(), changed: self.changed() }
    }

    /// The rows of Ratings, from 0, whose rating is another than the submitted one.
    fn changed(&self) -> BTreeSet<usize> {
        let pairs = self.now.iter().flatten().zip(self.submitted.iter().flatten());
        pairs.enumerate().filter(|(_, (now, was))| rating(now) != rating(was)).map(|(row, _)| row).collect()
    }

    /// One change by chance somewhere.
    pub fn change(&mut self, grids: &[GridAt], chance: &mut Chance, steps: &mut Steps) {
        let grid = &grids[chance.below(grids.len())];
        let school = grid.schools.start + chance.below(grid.schools.len());
        let ksf = chance.below(KSFS);
        match chance.below(10) {
            0..=3 => self.enter(grid, (school, ksf), any_rating(chance), steps),
            4 | 5 => self.enter(grid, (school, ksf), Typed::Nothing, steps),
            6 => self.fill_a_gap(grids, chance, steps),
            7 => self.enter(grid, (school, ksf), rubbish(chance), steps),
            _ => self.paste(grid, (school, ksf), chance, steps),
        }
    }

    fn enter(&mut self, grid: &GridAt, (school, ksf): (usize, usize), typed: Typed, steps: &mut Steps) {
        steps.enter(grid.cell(school, ksf), &typed);
        self.now[school][ksf] = typed;
    }

    /// Pastes up to three by four cells, as far as the grid has room.
    fn paste(&mut self, grid: &GridAt, at: (usize, usize), chance: &mut Chance, steps: &mut Steps) {
        let schools = at.0..grid.schools.end.min(at.0 + 1 + chance.below(4));
        let ksfs = at.1..KSFS.min(at.1 + 1 + chance.below(3));
        let mut entry = || match chance.below(6) {
            0 => Typed::Nothing,
            1 => rubbish(chance),
            _ => any_rating(chance),
        };
        let row = |ksf: usize| {
            schools.clone().for_each(|school| self.now[school][ksf] = entry());
            schools.clone().map(|school| self.now[school][ksf].clone()).collect()
        };
        let rows: Vec<Vec<Typed>> = ksfs.map(row).collect();
        steps.paste(grid.cell(at.0, at.1), &rows);
    }

    fn gaps(&self) -> Vec<(usize, usize)> {
        let all = (0..self.now.len()).flat_map(|school| (0..KSFS).map(move |ksf| (school, ksf)));
        all.filter(|&(school, ksf)| rating(&self.now[school][ksf]).is_none()).collect()
    }

    fn fill_a_gap(&mut self, grids: &[GridAt], chance: &mut Chance, steps: &mut Steps) {
        let gaps = self.gaps();
        if !gaps.is_empty() {
            self.fill(grids, gaps[chance.below(gaps.len())], chance, steps);
        }
    }

    /// Gives a rating to every gap.
    pub fn fill_every_gap(&mut self, grids: &[GridAt], chance: &mut Chance, steps: &mut Steps) {
        for gap in self.gaps() {
            self.fill(grids, gap, chance, steps);
        }
    }

    fn fill(&mut self, grids: &[GridAt], gap: (usize, usize), chance: &mut Chance, steps: &mut Steps) {
        let grid = grids.iter().find(|g| g.schools.contains(&gap.0)).expect("the school's grid");
        self.enter(grid, gap, any_rating(chance), steps);
    }

    /// Clears a KSF in all grids.
    pub fn clear_ksf(&mut self, grids: &[GridAt], ksf: usize, steps: &mut Steps) {
        for grid in grids {
            for school in grid.schools.clone() {
                self.enter(grid, (school, ksf), Typed::Nothing, steps);
            }
        }
    }

    /// Clears all cells of a cluster.
    pub fn clear(&mut self, grid: &GridAt, steps: &mut Steps) {
        for school in grid.schools.clone() {
            for ksf in 0..KSFS {
                self.enter(grid, (school, ksf), Typed::Nothing, steps);
            }
        }
    }
}

fn any_rating(chance: &mut Chance) -> Typed {
    Typed::from(u8::try_from(chance.below(10) + 1).expect("a rating"))
}

fn rubbish(chance: &mut Chance) -> Typed {
    let which = chance.below(RUBBISH.len() + ERRORS.len());
    let Some(typed) = RUBBISH.get(which) else { return ERRORS[which - RUBBISH.len()].clone() };
    typed.parse::<f64>().map_or_else(|_| (*typed).into(), Typed::Number)
}
