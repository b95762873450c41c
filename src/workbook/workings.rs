//! The workings right of a grid: names, highest ratings and profiles, which other sheets quote.

use std::ops::Range;

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::analyse::{ClusterFigures, Helper, OutsideHelper, SchoolFigures};
use crate::data_set::Outcome;
use crate::framework::BandDefinition;
use crate::model::{Band, Rating};

use super::book::{Book, Scope};
use super::formulas::{self, KsfWorkings, Pattern, Stored};
use super::place::{self, GridPlace, KsfWorking, SchoolWorking};
use super::references::{self, Column, Row};
use super::styles::Style;
use super::{lists, names};

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
    workings.ksfs(to)?;
    workings.schools(to)?;
    workings.headings(to)
}

struct Workings<'a> {
    book: &'a Book<'a>,
    cluster: usize,
    place: &'a GridPlace,
    figures: &'a ClusterFigures,
}

/// The formulas of a list of names, for any KSF.
struct List {
    band: Band,
    column: ColNum,
    whole: Pattern,
    /// None where it fits into one formula.
    parts: Vec<Part>,
}

struct Part {
    column: ColNum,
    schools: Range<usize>,
    formula: Pattern,
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
            put(self.place.ksf_working(working), working.heading(self.book.is_extract()), width)?;
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

    /// A block of workings looks the same everywhere.
    fn format(
        &self,
        to: &mut Worksheet,
        (top, left): (RowNum, ColNum),
        (bottom, right): (RowNum, ColNum),
    ) -> Result<(), XlsxError> {
        to.set_range_format(top, left, bottom, right, self.book.styles.get(Style::Working))?;
        Ok(())
    }

    /// The KSFs' rows: who is low, who is high, who could help other clusters.
    fn ksfs(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let place = self.place;
        let lists = [Band::Low, Band::High].map(|band| self.list(band));
        for (row, ksf) in (place.ksf_row(0)..).zip(0..self.book.framework.ksfs.len()) {
            for list in &lists {
                self.names(to, row, ksf, list)?;
            }
        }
        match self.book.scope {
            Scope::Whole => self.helpers(to)?,
            Scope::Extract(outside) => self.outside(to, outside)?,
        }
        let last = place.ksf_working(KsfWorking::SchoolsLow) + place.ksf_columns() - 1;
        self.format(to, (place.ksf_row(0), place.workings()), (place.last_ksf_row(), last))
    }

    /// Who could help other clusters: the highest so far goes from grid to grid of an authority.
    fn helpers(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let place = self.place;
        let authority = self.book.places.authority_of(self.cluster);
        let before = self.cluster.checked_sub(1).filter(|before| authority.contains(before));
        let before = before.map(|at| &self.book.places.grids[at]);
        let formulas = KsfWorkings { place, before, row: Row::Any };
        let highest = self.book.patterns.add(&formulas.highest(self.book.framework));
        let so_far = self.book.patterns.add(&formulas.highest_so_far());
        let school = self.book.patterns.add(&formulas.highest_school(kind_of(&self.figures.name), NOBODY));
        for (row, ksf) in (place.ksf_row(0)..).zip(0..self.book.framework.ksfs.len()) {
            let own = self.figures.highest_if_high(ksf, self.book.framework);
            let best = self.figures.best_so_far[ksf].as_ref();
            let helper = best.map_or_else(|| NOBODY.to_owned(), |helper| elsewhere(self.book, helper));
            let mut put = |working, formula: &Pattern, stored: &Stored| {
                formulas::put(to, (row, place.ksf_working(working)), &formula.in_row(row), stored)
            };
            put(KsfWorking::Highest, &highest, &or_zero(own).into())?;
            put(KsfWorking::HighestSoFar, &so_far, &or_zero(best.map(|b| b.rating)).into())?;
            put(KsfWorking::HighestSchool, &school, &helper.into())?;
        }
        Ok(())
    }

    /// Who could help this cluster, as it was when the extract was made.
    fn outside(&self, to: &mut Worksheet, outside: &[Option<OutsideHelper>]) -> Result<(), XlsxError> {
        let place = self.place;
        let highest = KsfWorkings { place, before: None, row: Row::Any }.highest(self.book.framework);
        let highest = self.book.patterns.add(&highest);
        for ((row, ksf), helper) in (place.ksf_row(0)..).zip(0..).zip(outside) {
            let own = or_zero(self.figures.highest_if_high(ksf, self.book.framework));
            let at = (row, place.ksf_working(KsfWorking::Highest));
            formulas::put(to, at, &highest.in_row(row), &own.into())?;
            let rating = or_zero(helper.as_ref().map(|helper| helper.rating));
            to.write_number(row, place.ksf_working(KsfWorking::HighestSoFar), rating)?;
            to.write_string(
                row,
                place.ksf_working(KsfWorking::HighestSchool),
                from_outside(helper.as_ref()),
            )?;
        }
        Ok(())
    }

    /// The formulas of the list of the schools that are in a band.
    fn list(&self, band: Band) -> List {
        let (place, low) = (self.place, band == Band::Low);
        let working = if low { KsfWorking::SchoolsLow } else { KsfWorking::SchoolsHigh };
        let definition = self.book.framework.definition(band);
        let entry = |school: usize| {
            let school = u16::try_from(school).unwrap_or(u16::MAX);
            formulas::school_entry(place, Row::Any, school, definition)
        };
        let column = place.ksf_working(working);
        if let [all] = place.chunks().as_slice() {
            let whole = self.book.patterns.add(&lists::whole(all.clone().map(entry)));
            return List { band, column, whole, parts: Vec::new() };
        }
        let columns = place.parts_of_lists().map(|part| place.part(low, part));
        let parts: Vec<Part> = columns
            .zip(place.chunks())
            .map(|(column, schools)| {
                let formula = self.book.patterns.add(&lists::part(schools.clone().map(entry)));
                Part { column, schools: schools.clone(), formula }
            })
            .collect();
        let cells: Vec<String> = parts.iter().map(|part| references::in_row(Row::Any, part.column)).collect();
        List { band, column, whole: self.book.patterns.add(&lists::of_parts(&cells)), parts }
    }

    /// The names of the schools that are low or high, in parts where they are many.
    fn names(&self, to: &mut Worksheet, row: RowNum, ksf: usize, list: &List) -> Result<(), XlsxError> {
        for part in &list.parts {
            let of_part = &self.figures.schools[part.schools.clone()];
            let named = of_part.iter().filter_map(|s| s.ratings[ksf].map(|rating| (s, rating)));
            let named = named.filter(|(_, rating)| self.book.framework.band(*rating) == list.band);
            let named: Vec<String> = named.map(|(s, rating)| rated(self.book, s.record, rating)).collect();
            let stored = Stored::text(lists::part_text(&named));
            formulas::put(to, (row, part.column), &part.formula.in_row(row), &stored)?;
        }
        let stored = Stored::text(lists::text(&schools_in(self.book, self.figures, ksf, list.band)));
        formulas::put(to, (row, list.column), &list.whole.in_row(row), &stored)
    }

    /// The schools' rows: name and profile.
    fn schools(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let place = self.place;
        let profile = self.profile();
        let mut last = place.school_row(0);
        for (at, school) in self.figures.schools.iter().enumerate() {
            last = place.school_row(at);
            let column = place.school_column(u16::try_from(at).unwrap_or(u16::MAX));
            let name = self.book.school_headings[school.record].as_str();
            to.write_string(last, place.school_working(SchoolWorking::School), name)?;
            for ((working, formula), stored) in profile.iter().zip(self.stored(school)) {
                let formula = formula.at(last, column);
                formulas::put(to, (last, place.school_working(*working)), &formula, &stored)?;
            }
            let ratings = references::range(place.ksf_row(0), column, place.last_ksf_row(), column);
            let rejected = self.rejected(school.record);
            let formula = formulas::rejected(&ratings, &rejected, self.book.framework.scale);
            let at = (last, place.school_working(SchoolWorking::Rejected));
            formulas::put(to, at, &formula, &school.rejected.into())?;
        }
        let columns = [SchoolWorking::School, SchoolWorking::Rejected].map(|w| place.school_working(w));
        self.format(to, (place.school_row(0), columns[0]), (last, columns[1]))
    }

    /// The formulas of a school's profile.
    fn profile(&self) -> [(SchoolWorking, Pattern); 8] {
        use SchoolWorking::{Answered, High, Highest, Low, Lowest, Medium, Strongest, Weakest};
        let (place, scale) = (self.place, self.book.framework.scale);
        let ratings = references::range(place.ksf_row(0), Column::Any, place.last_ksf_row(), Column::Any);
        let cell = |working| references::in_row(Row::Any, place.school_working(working));
        let (answered, low, high) = (cell(Answered), cell(Lowest), cell(Highest));
        let at = |extreme| formulas::at_extreme(place, Column::Any, extreme, (&low, &high));
        let count = |band: &BandDefinition| formulas::band_count(&ratings, band.from, band.to);
        let bands = &self.book.framework.bands;
        [
            (Answered, formulas::band_count(&ratings, scale.lowest, scale.highest)),
            (Low, count(&bands.low)),
            (Medium, count(&bands.medium)),
            (High, count(&bands.high)),
            (Lowest, formulas::lowest(&ratings, &answered, scale)),
            (Highest, formulas::highest(&ratings, &answered, scale)),
            (Weakest, at(&low)),
            (Strongest, at(&high)),
        ]
        .map(|(working, formula)| (working, self.book.patterns.add(&formula)))
    }

    /// The results of these formulas.
    fn stored(&self, school: &SchoolFigures) -> [Stored; 8] {
        let ksfs = |ksfs: &[usize]| Stored::text(ksf_numbers(self.book, ksfs));
        let overall = &school.overall;
        [
            overall.answered.into(),
            overall.low.into(),
            overall.medium.into(),
            overall.high.into(),
            overall.lowest.into(),
            overall.highest.into(),
            ksfs(&school.weakest),
            ksfs(&school.strongest),
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

/// A school outside an extract that could help: "School A (9), Riverside cluster".
pub(super) fn from_outside(helper: Option<&OutsideHelper>) -> String {
    let Some(OutsideHelper { school, cluster, rating }) = helper else { return NOBODY.to_owned() };
    let school = place::school_headings([school.as_str()].into_iter()).concat();
    format!("{school} ({rating}), {}{}", names::one_line(cluster), kind_of(cluster))
}

fn or_zero(rating: Option<Rating>) -> u32 {
    rating.map_or(0, |rating| rating.get().into())
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
