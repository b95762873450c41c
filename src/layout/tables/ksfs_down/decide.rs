//! What a table with the KSFs down a column is: each way in which it can be read has a score, from the headings beside the
//! KSFs and from what labels state; the best one counts if it leads by a margin. Otherwise nothing is read.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::lexicon::school_key;
use crate::model::CellRef;
use crate::read::RawSheet;

use super::super::super::anchors::{KsfCell, Runs};
use super::super::super::headings::{Role, is_value};
use super::super::super::identity::{Field, StatementGatherer, field_of_heading};
use super::super::super::recognised::UnclearTable;
use super::super::super::scheme::RatingScheme;
use super::super::found_table::FoundTable;
use super::super::line::{Choice, Line, choose};
use super::super::stand_ins::stands_for_rating;
use super::ksf_column::KsfColumn;
use super::{block, read, tick_grid};

/// What speaks for a form: a column headed for ratings, a school that a label states; and against it, each school's name
/// over ratings, and each that says so clearly.
const HEADED_FOR_RATINGS: i32 = 3;
const SCHOOL_STATED: i32 = 3;
const RATED_NAME: i32 = -2;
const CLEAR_NAME: i32 = -2;
/// What speaks for a grid: each school's name over ratings, and each that says so clearly.
const NAME_IN_GRID: i32 = 2;
/// Maximum number of names that count.
const MOST_NAMES: usize = 4;

/// Maximum number of rows from the schools' names down to the first KSF.
const NAMES_REACH: u32 = 4;

/// Minimum lead of one way to read a table over the other.
const MARGIN: i32 = 3;

/// The tables whose KSFs are a sheet's runs down a column.
pub(crate) fn tables(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    stated: &StatementGatherer<'_>,
    runs: &Runs,
) -> Vec<FoundTable> {
    let mut found = Vec::new();
    let mut down = Vec::new();
    for run in &runs.down {
        match apart(scheme, sheet, run) {
            Ok(parts) => down.extend(parts),
            Err(names) => found.push(FoundTable::unclear(sheet, names, true)),
        }
    }
    let runs = &Runs { down, across: runs.across.clone() };
    for run in &runs.down {
        let mut table = KsfColumn::new(scheme, sheet, stated, run, runs);
        let ticked = tick_grid::tables(&table);
        if ticked.is_empty() {
            table.mark_clusters();
            found.extend(table.read().or_else(|| block::read(&table)));
        } else {
            found.extend(ticked);
        }
    }
    found
}

/// A run of KSFs, in parts where the names of other schools stand over the KSFs that follow; or the cells of texts that may
/// be such names or remarks.
fn apart(
    scheme: &RatingScheme,
    sheet: &RawSheet,
    run: &[KsfCell],
) -> Result<Vec<Vec<KsfCell>>, Vec<CellRef>> {
    let nearest = |rows: Range<u32>| {
        rows.rev()
            .map(|row| NamesOver::of(scheme, sheet, row, run[0].at.column))
            .find(|names| names.keys.len() > 1)
    };
    let first = run[0].at.row;
    let mut parts: Vec<Vec<KsfCell>> = vec![vec![run[0]]];
    let mut over: Option<NamesOver> = None;
    for two in run.windows(2) {
        let between = two[0].at.row + 1..two[1].at.row;
        if !between.is_empty()
            && let Some(names) = nearest(between)
        {
            let before = over.take().or_else(|| nearest(first.saturating_sub(NAMES_REACH)..first));
            if before.is_some_and(|before| before.keys != names.keys) {
                if !names.are_sure {
                    return Err(names.cells);
                }
                parts.push(Vec::new());
            }
            over = Some(names);
        }
        parts.last_mut().expect("one at least").push(two[1]);
    }
    Ok(parts)
}

/// The names of schools in a row over a column of KSFs.
struct NamesOver {
    cells: Vec<CellRef>,
    /// The column and the key of each.
    keys: Vec<(u32, String)>,
    /// Whether they can be no remarks: a heading stands over the KSFs, or each says that it is a school.
    are_sure: bool,
}

impl NamesOver {
    fn of(scheme: &RatingScheme, sheet: &RawSheet, row: u32, ksfs: u32) -> Self {
        let label = sheet.text(row, ksfs);
        let heads = label.is_some_and(|label| scheme.labels.is_term(label));
        let right = sheet.row(row).iter().filter(|(at, _)| at.column > ksfs && (heads || label.is_none()));
        let texts = right.filter_map(|(at, value)| Some((*at, value.text()?)));
        let is_name = |(_, text): &(CellRef, &str)| {
            let heading = scheme.heading_of(text);
            heading.role == Role::Name && heading.evidence.is_school()
        };
        let names: Vec<(CellRef, &str)> = texts.filter(is_name).collect();
        Self {
            are_sure: heads || names.iter().all(|(_, text)| scheme.heading_of(text).evidence.is_clear()),
            cells: names.iter().map(|(at, _)| *at).collect(),
            keys: names.into_iter().map(|(at, text)| (at.column, school_key(text))).collect(),
        }
    }
}

/// The columns of a table that can hold ratings.
struct Candidates<'c> {
    /// For each school that a heading names, the column of its ratings.
    schools: Vec<&'c Line<'c>>,
    /// Those of them with ratings below.
    rated: Vec<&'c Line<'c>>,
    /// Columns of schools of which it is not clear which holds the ratings.
    unclear: Vec<&'c Line<'c>>,
    /// The column under a heading for ratings or of a period; several, if it is not clear which.
    ratings: Vec<&'c Line<'c>>,
    /// With ratings under no heading, or under one such as "Value".
    unnamed: Vec<&'c Line<'c>>,
}

impl<'c> Candidates<'c> {
    fn of(table: &'c KsfColumn<'_>) -> Self {
        let (mut schools, mut unclear): (Vec<&Line<'_>>, Vec<&Line<'_>>) = (Vec::new(), Vec::new());
        let named: Vec<&Line<'_>> = table.columns.iter().filter(|line| line.is_school()).collect();
        for of_one in of_one_name(named) {
            match choose(of_one.into_iter()) {
                Choice::None => {}
                Choice::One(line) => schools.push(line),
                Choice::Several(lines) => unclear.extend(lines),
            }
        }
        let rated = schools.iter().copied().filter(|line| line.reads_as_ratings()).collect();
        let for_ratings = table
            .columns
            .iter()
            .filter(|c| c.name.is_none() && matches!(c.says, Role::Rating | Role::Period));
        let ratings = match choose(for_ratings) {
            Choice::None => Vec::new(),
            Choice::One(line) => vec![line],
            Choice::Several(lines) => lines,
        };
        let is_value = |c: &Line<'_>| c.heading.as_ref().is_some_and(|h| is_value(&h.value));
        let unnamed = table.columns.iter().filter(|c| is_unnamed(c) || is_value(c));
        Self { schools, rated, unclear, ratings, unnamed: unnamed.filter(|c| c.reads_as_ratings()).collect() }
    }
}

/// The columns of each school, by its name and the cluster above it. Of columns that say nothing but the same name, each is
/// a school of its own.
fn of_one_name<'c>(lines: Vec<&'c Line<'c>>) -> Vec<Vec<&'c Line<'c>>> {
    let mut schools: Vec<Vec<&'c Line<'c>>> = Vec::new();
    for line in lines {
        let cell = |line: &Line<'_>| line.name.as_ref().map(|name| name.cell);
        let key = |line: &Line<'_>| line.name.as_ref().map(|name| school_key(&name.value));
        let group = |line: &Line<'_>| line.group.as_ref().map(|group| group.cell);
        let is_same = |of_one: &&mut Vec<&'c Line<'c>>| {
            let other = of_one[0];
            let alike = key(other) == key(line) && group(other) == group(line);
            cell(other) == cell(line) || (alike && of_one.iter().all(|other| other.says != line.says))
        };
        match schools.iter_mut().find(is_same) {
            Some(of_one) => of_one.push(line),
            None => schools.push(vec![line]),
        }
    }
    schools
}

/// Whether a column has no heading, or a mere number for one.
fn is_unnamed(line: &Line<'_>) -> bool {
    let number = line.heading.as_ref().is_some_and(|h| h.value.text().is_none());
    line.name.is_none() && (line.says == Role::Blank || (number && line.says == Role::Other))
}

impl KsfColumn<'_> {
    /// Marks columns that have the name of the cluster or the authority.
    fn mark_clusters(&mut self) {
        if self.columns.iter().any(|line| line.name.is_some()) {
            let fields = [Field::Cluster, Field::LocalAuthority];
            let stated = fields.into_iter().filter_map(|field| self.stated_in(field));
            // A sheet of several schools may be named after their cluster.
            let several = self.columns.iter().filter(|line| line.is_school()).count() > 2;
            let groups: Vec<String> = stated.chain(several.then(|| self.sheet.name.to_string())).collect();
            self.columns.iter_mut().for_each(|line| line.compare_with_groups(&groups));
        }
    }

    fn read(&self) -> Option<FoundTable> {
        if self.is_list() {
            return None;
        }
        let candidates = Candidates::of(self);
        if !candidates.unclear.is_empty() && candidates.rated.is_empty() {
            return Some(self.unclear(&candidates.unclear, true));
        }
        match (candidates.ratings.as_slice(), candidates.rated.as_slice()) {
            ([rating], []) => Some(self.form(rating)),
            ([], _) => match self.stated_in(Field::School) {
                Some(school) => self.of_one_school(&school, &candidates),
                None => self.of_schools(&candidates),
            },
            (ratings, rated) => Some(self.form_or_grid(&candidates, ratings, rated)),
        }
    }

    /// Headings for ratings and headings that name schools stand beside each other.
    fn form_or_grid(&self, all: &Candidates<'_>, ratings: &[&Line<'_>], rated: &[&Line<'_>]) -> FoundTable {
        let count = |number: usize, weight: i32| i32::try_from(number.min(MOST_NAMES)).unwrap_or(0) * weight;
        let clear = rated.iter().filter(|line| line.evidence.is_clear()).count();
        let headed =
            ratings.iter().filter_map(|c| c.heading.as_ref()).any(|h| self.scheme.is_for_ratings(&h.value));
        let mut form = count(rated.len(), RATED_NAME) + count(clear, CLEAR_NAME);
        form += if headed { HEADED_FOR_RATINGS } else { 0 };
        form += if self.stated_in(Field::School).is_some() { SCHOOL_STATED } else { 0 };
        let grid = count(rated.len(), NAME_IN_GRID) + count(clear, NAME_IN_GRID);
        match ratings {
            [rating] if form >= grid + MARGIN => self.form(rating),
            _ if rated.len() > 1 && grid >= form + MARGIN => self.grid(all, Vec::new()),
            _ => self.unclear(&[ratings, rated].concat(), true),
        }
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
            let heading = self.headings.main.and_then(|row| self.sheet.get(row, column));
            let headed = heading.and_then(field_of_heading) == Some(Field::School);
            let same = named.iter().all(|t| *t == named[0]);
            named.len() >= half && (headed || same || repeated)
        })
    }

    /// The sheet is about one school, and no heading says which column holds its ratings.
    fn of_one_school(&self, school: &str, candidates: &Candidates<'_>) -> Option<FoundTable> {
        let (names, unnamed) = (candidates.rated.as_slice(), candidates.unnamed.as_slice());
        let is_school =
            |c: &&&Line| c.name.as_ref().is_some_and(|name| school_key(&name.value) == school_key(school));
        let own: Vec<&&Line<'_>> = names.iter().filter(is_school).collect();
        match (own.as_slice(), names, unnamed) {
            ([own], _, _) => {
                let mut table = read::form(self, own);
                let others = names.iter().filter(|line| line.at != own.at);
                table.overlooked = others.filter_map(|line| line.name.clone()).collect();
                Some(FoundTable::read(table, self.region(own.says == Role::Rating)))
            }
            (_, [], [only]) => Some(self.form(only)),
            (_, [], []) => None,
            (_, names, unnamed) => Some(self.unclear(&[names, unnamed].concat(), false)),
        }
    }

    /// No label states a school: columns under names are schools'; a single one only if its heading says so clearly, or
    /// the cluster is stated.
    fn of_schools(&self, candidates: &Candidates<'_>) -> Option<FoundTable> {
        let (names, unnamed) = (candidates.schools.as_slice(), candidates.unnamed.as_slice());
        match (names, candidates.rated.as_slice()) {
            ([_, _, ..], [_, ..]) => Some(self.grid(candidates, unnamed.to_vec())),
            ([one], [_]) => {
                let is_school = one.evidence.is_clear() || self.stated_in(Field::Cluster).is_some();
                let grid = || self.grid(candidates, unnamed.to_vec());
                Some(if is_school { grid() } else { self.unclear(names, true) })
            }
            ([], _) => match unnamed {
                [] => None,
                [only] => Some(self.form(only)),
                several => Some(self.unclear(several, false)),
            },
            ([_, _, ..], []) if self.could_be_ratings(names) => Some(self.grid(candidates, unnamed.to_vec())),
            _ => None,
        }
    }

    /// Whether columns of which none reads as ratings do so together, with what people type in place of ratings.
    fn could_be_ratings(&self, columns: &[&Line<'_>]) -> bool {
        let entries = || columns.iter().flat_map(|c| c.values.iter().copied().flatten());
        let fits = entries().filter(|value| self.scheme.on_scale(value) || stands_for_rating(value)).count();
        columns.iter().any(|c| c.on_scale > 0) && 2 * fits >= entries().count()
    }

    fn form(&self, rating: &Line<'_>) -> FoundTable {
        FoundTable::read(read::form(self, rating), self.region(rating.says == Role::Rating))
    }

    fn grid(&self, candidates: &Candidates<'_>, unnamed: Vec<&Line<'_>>) -> FoundTable {
        let mut schools = [candidates.schools.clone(), unnamed].concat();
        schools.sort_by_key(|c| c.at);
        FoundTable::read(read::grid(self, &schools, &candidates.unclear), self.region(false))
    }

    fn unclear(&self, candidates: &[&Line<'_>], certain: bool) -> FoundTable {
        let named = |line: &&&Line<'_>| line.name.is_some() || line.says == Role::Rating;
        let certain = certain || candidates.iter().filter(named).any(|line| line.looks_rated(self.scheme));
        let columns = candidates.iter().map(|c| CellRef::new(self.first, c.at)).collect();
        let (sheet, notes) = (self.sheet.name.clone(), self.notes(&[], None));
        FoundTable::Unclear(UnclearTable { sheet, columns, certain, notes })
    }
}
