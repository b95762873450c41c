//! The workings right of a grid: names, highest ratings and profiles, which other sheets quote.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::{ClusterFigures, Helper, SchoolFigures};
use crate::data_set::Outcome;
use crate::framework::BandDefinition;
use crate::model::{Band, Rating};

use super::book::Book;
use super::formulas::{self, KsfWorkings, Stored};
use super::place::{GridPlace, KsfWorking, SchoolWorking};
use super::styles::Style;
use super::{lists, names, references};

/// Where nobody in the authority is high.
pub(super) const NOBODY: &str = "nobody in the LA";
/// The widths of the columns of names, of numbers and of lists of KSFs.
const NAMES: f64 = 30.0;
const NUMBER: f64 = 11.0;
const KSFS: f64 = 16.0;

/// Writes both blocks.
pub(super) fn write(book: &Book, cluster: usize, to: &mut Worksheet) -> Result<(), XlsxError> {
    let place = &book.places.grids[cluster];
    let workings = Workings { book, cluster, place, figures: &book.figures.clusters[cluster] };
    let title = "Workings: other sheets quote these cells. There is nothing to fill in.";
    let at = (place.header() - 1, place.workings());
    to.write_string_with_format(at.0, at.1, title, book.styles.get(Style::About))?;
    for ksf in 0..book.framework.ksfs.len() {
        workings.ksf(to, ksf)?;
    }
    for (at, school) in workings.figures.schools.iter().enumerate() {
        workings.school(to, at, school)?;
    }
    workings.headings(to)
}

struct Workings<'a> {
    book: &'a Book<'a>,
    cluster: usize,
    place: &'a GridPlace,
    figures: &'a ClusterFigures,
}

impl Workings<'_> {
    fn headings(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let format = self.book.styles.get(Style::WorkingHeading);
        let row = self.place.header();
        let mut put = |column, heading: &str, width| {
            to.set_column_width(column, width)?;
            to.write_string_with_format(row, column, heading, format).map(|_| ())
        };
        for working in KsfWorking::ALL {
            let number = matches!(working, KsfWorking::Highest | KsfWorking::HighestSoFar);
            let width = if number { NUMBER } else { NAMES };
            put(self.place.ksf_working(working), working.heading(), width)?;
        }
        for (part, number) in self.place.parts_of_lists().zip(1..) {
            for (band, column) in
                [("low", self.place.part(true, part)), ("high", self.place.part(false, part))]
            {
                put(column, &format!("Schools {band}, part {number}"), NAMES)?;
            }
        }
        for working in SchoolWorking::ALL {
            let width = match working {
                SchoolWorking::School => NAMES,
                SchoolWorking::Weakest | SchoolWorking::Strongest => KSFS,
                _ => NUMBER,
            };
            put(self.place.school_working(working), working.heading(), width)?;
        }
        Ok(())
    }

    fn put(
        &self,
        to: &mut Worksheet,
        (row, column): (RowNum, u16),
        formula: &str,
        stored: impl Into<Stored>,
    ) -> Result<(), XlsxError> {
        formulas::write(to, (row, column), formula, &stored.into(), self.book.styles.get(Style::Working))
    }

    /// A KSF's row: who is low, who is high, who could help other clusters.
    fn ksf(&self, to: &mut Worksheet, ksf: usize) -> Result<(), XlsxError> {
        let row = self.place.ksf_row(u32::try_from(ksf).unwrap_or(u32::MAX));
        self.names(to, row, ksf, Band::Low)?;
        self.names(to, row, ksf, Band::High)?;
        let framework = self.book.framework;
        let authority = self.book.places.authority_of(self.cluster);
        let before = self.cluster.checked_sub(1).filter(|before| authority.contains(before));
        let before = before.map(|at| &self.book.places.grids[at]);
        let formula = KsfWorkings { place: self.place, before, row };
        let own = self.figures.highest_if_high(ksf, framework);
        let best = self.figures.best_so_far[ksf].as_ref();
        let zero = |rating: Option<Rating>| Stored::Number(rating.map_or(0.0, |r| f64::from(r.get())));
        let at = |working| (row, self.place.ksf_working(working));
        self.put(to, at(KsfWorking::Highest), &formula.highest(framework), zero(own))?;
        let so_far = zero(best.map(|b| b.rating));
        self.put(to, at(KsfWorking::HighestSoFar), &formula.highest_so_far(), so_far)?;
        let kind = kind_of(&self.figures.name);
        let school = best.map_or_else(|| NOBODY.to_owned(), |helper| elsewhere(self.book, helper));
        self.put(to, at(KsfWorking::HighestSchool), &formula.highest_school(kind, NOBODY), school)
    }

    /// The names of the schools that are low or high, in parts where they are many.
    fn names(&self, to: &mut Worksheet, row: RowNum, ksf: usize, band: Band) -> Result<(), XlsxError> {
        let low = band == Band::Low;
        let working = if low { KsfWorking::SchoolsLow } else { KsfWorking::SchoolsHigh };
        let definition = self.book.framework.definition(band);
        let entry = |school: usize| {
            let school = u16::try_from(school).unwrap_or(u16::MAX);
            formulas::school_entry(self.place, row, school, definition)
        };
        let stored = lists::text(&schools_in(self.book, self.figures, ksf, band));
        let whole = (row, self.place.ksf_working(working));
        if let [all] = self.place.chunks().as_slice() {
            return self.put(to, whole, &lists::whole(all.clone().map(entry)), stored);
        }
        let mut parts = Vec::new();
        for (part, schools) in self.place.parts_of_lists().zip(self.place.chunks()) {
            let column = self.place.part(low, part);
            let of_part = &self.figures.schools[schools.clone()];
            let named = of_part.iter().filter_map(|s| s.ratings[ksf].map(|rating| (s, rating)));
            let named = named.filter(|(_, rating)| self.book.framework.band(*rating) == band);
            let named: Vec<String> = named.map(|(s, rating)| rated(self.book, s.record, rating)).collect();
            let formula = lists::part(schools.clone().map(entry));
            self.put(to, (row, column), &formula, lists::part_text(&named))?;
            parts.push(references::in_row(row, column));
        }
        self.put(to, whole, &lists::of_parts(&parts), stored)
    }

    /// A school's row: its name and its profile.
    fn school(&self, to: &mut Worksheet, at: usize, school: &SchoolFigures) -> Result<(), XlsxError> {
        let row = self.place.school_row(at);
        let name = self.book.school_headings[school.record].as_str();
        let column = self.place.school_working(SchoolWorking::School);
        to.write_string_with_format(row, column, name, self.book.styles.get(Style::Working))?;
        for (working, formula, stored) in self.profile(row, u16::try_from(at).unwrap_or(u16::MAX), school) {
            self.put(to, (row, self.place.school_working(working)), &formula, stored)?;
        }
        Ok(())
    }

    fn profile(
        &self,
        row: RowNum,
        number: u16,
        school: &SchoolFigures,
    ) -> [(SchoolWorking, String, Stored); 9] {
        use SchoolWorking::{Answered, High, Highest, Low, Lowest, Medium, Rejected, Strongest, Weakest};
        let (place, scale) = (self.place, self.book.framework.scale);
        let column = place.school_column(number);
        let ratings = references::range(place.ksf_row(0), column, place.last_ksf_row(), column);
        let cell = |working| references::in_row(row, place.school_working(working));
        let (answered, low, high) = (cell(Answered), cell(Lowest), cell(Highest));
        let extremes = (low.as_str(), high.as_str());
        let at = |extreme| formulas::at_extreme(place, number, extreme, extremes);
        let ksfs = |ksfs: &[usize]| Stored::text(ksf_numbers(self.book, ksfs));
        let count = |band: &BandDefinition| formulas::band_count(&ratings, band.from, band.to);
        let (bands, overall) = (&self.book.framework.bands, &school.overall);
        let all = formulas::band_count(&ratings, scale.lowest, scale.highest);
        let rejected = formulas::rejected(&ratings, &self.rejected(school.record), scale);
        [
            (Answered, all, overall.answered.into()),
            (Low, count(&bands.low), overall.low.into()),
            (Medium, count(&bands.medium), overall.medium.into()),
            (High, count(&bands.high), overall.high.into()),
            (Lowest, formulas::lowest(&ratings, &answered, scale), overall.lowest.into()),
            (Highest, formulas::highest(&ratings, &answered, scale), overall.highest.into()),
            (Weakest, at(&low), ksfs(&school.weakest)),
            (Strongest, at(&high), ksfs(&school.strongest)),
            (Rejected, rejected, school.rejected.into()),
        ]
    }

    /// For each KSF, whether the school's answer was rejected when it was read.
    fn rejected(&self, record: usize) -> Vec<bool> {
        let answers = &self.book.data.schools[record].answers;
        answers.iter().map(|answer| matches!(answer.outcome, Outcome::Rejected(_))).collect()
    }
}

/// The schools that are in a band on a KSF: "School A (2)", "School C (3)".
pub(super) fn schools_in(book: &Book, cluster: &ClusterFigures, ksf: usize, band: Band) -> Vec<String> {
    let schools = cluster.schools_in(ksf, band, book.framework);
    schools.map(|(school, rating)| rated(book, school.record, rating)).collect()
}

/// A school of another cluster that could help: "School A (9), Riverside cluster".
pub(super) fn elsewhere(book: &Book, helper: &Helper) -> String {
    let cluster = &book.data.schools[helper.record].cluster;
    format!("{}, {}{}", rated(book, helper.record, helper.rating), names::one_line(cluster), kind_of(cluster))
}

/// What stands behind a cluster's name in a sentence, unless the name says so itself.
fn kind_of(cluster: &str) -> &'static str {
    if cluster.to_lowercase().contains("cluster") { "" } else { " cluster" }
}

/// A school as the heading of its column calls it, with a rating.
fn rated(book: &Book, record: usize, rating: Rating) -> String {
    format!("{} ({rating})", book.school_headings[record])
}

/// KSF numbers in one cell: "10, 9, 3".
pub(super) fn ksf_numbers(book: &Book, ksfs: &[usize]) -> String {
    let numbers: Vec<String> = ksfs.iter().map(|&k| book.framework.ksfs[k].number.to_string()).collect();
    numbers.join(", ")
}
