//! The table for the README.

use std::fs;

use super::commands::Round;
use super::measure::Usage;

/// What was measured at each size.
#[derive(Debug, Default)]
pub(crate) struct Report {
    sizes: Vec<(usize, Vec<Round>, Usage)>,
}

/// A row of the table: its name, what it must be, what it should be.
type Row = (&'static str, &'static str, &'static str);

const BUILD: Row = ("`build` against python-calamine and xlsxwriter", "3 × faster", "8 ×");
const OPENPYXL: Row = ("`build` against openpyxl", "25 × faster", "60 ×");
const CHECK: Row = ("`check` against calamine's own streaming read", "1.3 × its time", "1.05 ×");
const MEMORY: Row = ("peak memory of `build`, all processes", "300 MB", "150 MB");
const PER_SCHOOL: Row = ("`build`, time per school against 2,000 schools", "1.3 ×", "1.0 ×");
const VERSION: Row = ("`--version`, start to end", "10 ms", "3 ms");
const BINARY: Row = ("the program's size, stripped", "12 MB", "5 MB");

impl Report {
    pub(crate) fn add(&mut self, schools: usize, (rounds, memory): (Vec<Round>, Usage)) {
        self.sizes.push((schools, rounds, memory));
    }

    /// Prints the table: medians, with the least and the greatest of the rounds where a ratio has them.
    pub(crate) fn print(&self) {
        let sizes: Vec<String> =
            self.sizes.iter().map(|(schools, ..)| format!(" {schools} schools |")).collect();
        println!("| measure | must | aim |{}", sizes.concat());
        println!("|---|---|---|{}", "---|".repeat(sizes.len()));
        let peer = |round: &Round| Some(round.calamine?.seconds / round.build.seconds);
        let openpyxl = |round: &Round| Some(round.openpyxl?.seconds / round.build.seconds);
        let check = |round: &Round| Some(round.check.seconds / round.floor.seconds);
        self.row(BUILD, |_, rounds, _| spread(rounds, peer));
        self.row(OPENPYXL, |_, rounds, _| spread(rounds, openpyxl));
        self.row(CHECK, |_, rounds, _| spread(rounds, check));
        self.row(MEMORY, |_, _, memory| memory.megabytes.map(|mb| format!("{mb:.0} MB")));
        self.row(PER_SCHOOL, |schools, _, _| self.per_school(schools));
        let version = |round: &Round| Some(round.version.seconds * 1000.0);
        self.row(VERSION, |_, rounds, _| Some(format!("{:.1} ms", median(rounds, version)?)));
        let size = fs::metadata(env!("CARGO_BIN_EXE_ksfgrid")).expect("the program").len();
        let size = f64::from(u32::try_from(size).unwrap_or(u32::MAX)) / 1e6;
        self.row(BINARY, |_, _, _| Some(format!("{size:.1} MB")));
    }

    fn row(&self, (name, must, aim): Row, cell: impl Fn(usize, &[Round], &Usage) -> Option<String>) {
        let cells = self.sizes.iter().map(|(schools, rounds, memory)| cell(*schools, rounds, memory));
        let cells: Vec<String> =
            cells.map(|cell| format!(" {} |", cell.unwrap_or_else(|| "–".to_owned()))).collect();
        println!("| {name} | {must} | {aim} |{}", cells.concat());
    }

    fn per_school(&self, schools: usize) -> Option<String> {
        let of = |schools: usize| {
            let (_, rounds, _) = self.sizes.iter().find(|(size, ..)| *size == schools)?;
            let schools = f64::from(u32::try_from(schools).ok()?);
            Some(median(rounds, |round| Some(round.build.seconds))? / schools)
        };
        Some(format!("{:.2}", of(schools)? / of(2_000)?))
    }
}

/// The median, and from the least to the greatest.
fn spread(rounds: &[Round], of: impl Fn(&Round) -> Option<f64>) -> Option<String> {
    let sorted = sorted(rounds, &of)?;
    let (least, most) = (sorted.first()?, sorted.last()?);
    Some(format!("{:.2} ({least:.2}–{most:.2})", median(rounds, of)?))
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> Option<f64>) -> Option<f64> {
    let sorted = sorted(rounds, of)?;
    sorted.get(sorted.len() / 2).copied()
}

fn sorted(rounds: &[Round], of: impl Fn(&Round) -> Option<f64>) -> Option<Vec<f64>> {
    let mut values = rounds.iter().map(of).collect::<Option<Vec<f64>>>()?;
    values.sort_by(f64::total_cmp);
    Some(values)
}
