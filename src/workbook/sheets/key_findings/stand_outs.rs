//! "Which schools stand out, and why?": ratings far from their school's average and from the average of the KSF.
//!
//! A block with a row for each school and a column for each KSF says how far each such rating is from its school's average;
//! its place in the block, as a fraction too small to matter, keeps equals apart.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::analyse::key_findings::{FROM_KSF_AVERAGE, FROM_OWN_AVERAGE, StandOut, stand_outs};
use crate::contract::GridFigure;
use crate::model::Band;
use crate::workbook::cells::references::{cell, range};
use crate::workbook::cells::{ColumnRef, GridCells, RowRef};
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, either, joined, only_if, text};
use crate::workbook::formulas::{is_in, put};
use crate::workbook::style::Style;

use super::group::Picked;
use super::ksfs::Ksfs;
use super::names::enumerated;
use super::page::{Item, Page, Tone};
use super::quotes;
use super::workings::{WorkingColumn, Workings};

/// At most this many are items, and as many more are named in a line.
const ITEMS: usize = 3;
/// Added to the distance of low ratings, so that they come before high ones.
const LOW: f64 = 1000.0;
/// What one place in the block is worth: more than what programs take for equal beside [`LOW`], and less all together than two
/// distances differ by.
const PLACE: f64 = 1e-9;

/// The block, and the ratings with which schools stand out, in their order.
struct StandOuts<'a> {
    ksfs: &'a Ksfs<'a>,
    /// The cells of the block.
    block: String,
    all: Vec<StandOut>,
    /// How many there are.
    count: Live<u32>,
    values: WorkingColumn,
    own: WorkingColumn,
    /// The cells of how many are low, and how many there are.
    counts: WorkingColumn,
    positions: WorkingColumn,
    places: WorkingColumn,
}

/// One of them.
struct One<'a> {
    exists: Live<bool>,
    is_low: Live<bool>,
    ksf: Picked<'a>,
    /// The school's place in the cluster.
    place: Live<Option<u32>>,
    school: Live<String>,
    rating: Live<String>,
    own_average: Live<String>,
}

/// Writes the section.
pub(super) fn write(page: &mut Page, ksfs: &Ksfs) -> Result<(), XlsxError> {
    page.section(&text("Which schools stand out, and why?"))?;
    let of = StandOuts::write(ksfs, &mut page.workings)?;
    let items = of.all.len().min(ITEMS);
    for index in 0..items {
        let one = of.one(index, &mut page.workings)?;
        let quote = quotes::write(ksfs, &one.ksf.position, &one.place, page.next, &mut page.workings)?;
        page.item(item(&one, quote))?;
    }
    let mut entries = Vec::new();
    for index in items..items + ITEMS {
        let One { school, rating, ksf, .. } = of.one(index, &mut page.workings)?;
        entries.push(joined([school, text(" ("), rating, text(" on KSF "), ksf.number(), text(")")]));
    }
    let rest = of.count.beyond(count(items));
    let rest =
        page.workings.put(of.values.first + 2 * count(ITEMS), of.values.column, at_least_zero(&rest))?;
    let also = joined([text("Also: "), enumerated(entries, &rest), text(".")]);
    let nobody = text(&format!(
        "No low or high rating is {FROM_OWN_AVERAGE} or more from its school's own average and {FROM_KSF_AVERAGE} or more from the \
         cluster's."
    ));
    page.line(&either(&of.count.is(0), nobody, only_if(&rest.is_over(0), also)))
}

fn at_least_zero(number: &Live<u32>) -> Live<u32> {
    Live::new(format!("MAX(0,{})", number.formula), number.now)
}

fn item(one: &One, quote: Live<String>) -> Item {
    let letter = |band: Band| text(&format!(" {}", band.letter()));
    let sentence = joined([
        one.ksf.label(),
        text(". Own average "),
        one.own_average.clone(),
        text(", cluster's "),
        one.ksf.average(),
        text("."),
        quote,
    ]);
    Item {
        tone: either(&one.is_low, Tone::Low.live(), Tone::High.live()),
        chip: only_if(
            &one.exists,
            joined([one.rating.clone(), either(&one.is_low, letter(Band::Low), letter(Band::High))]),
        ),
        name: only_if(&one.exists, one.school.clone()),
        sentence: only_if(&one.exists, sentence),
    }
}

impl<'a> StandOuts<'a> {
    fn write(ksfs: &'a Ksfs<'a>, to: &mut Workings) -> Result<Self, XlsxError> {
        let all = stand_outs(ksfs.figures, ksfs.plan().framework);
        let rows = count(2 * ITEMS) + 1;
        let values = to.column("Stands out by", rows)?;
        let [positions, places] = [to.column("With KSF", rows)?, to.column("School's place", rows)?];
        let own = to.column("Own average", rows)?;
        let counts = to.column("How many stand out", 2)?;
        to.skip();
        let block = write_block(ksfs, &all, to)?;
        let lows = all.iter().filter(|one| is_low(ksfs, one)).count();
        let low = Live::new(format!("COUNTIF({block},\">={LOW}\")"), count(lows));
        to.put(counts.first, counts.column, low)?;
        let number = Live::new(format!("COUNT({block})"), count(all.len()));
        let number = to.put(counts.first + 1, counts.column, number)?;
        Ok(Self { ksfs, block, all, count: number, values, own, counts, positions, places })
    }

    /// The one with an index in the order.
    fn one(&self, index: usize, to: &mut Workings) -> Result<One<'a>, XlsxError> {
        let (ksfs, block, row) = (self.ksfs, &self.block, self.values.first + count(index));
        let now = self.all.get(index);
        let value =
            to.put(row, self.values.column, Live::new(self.value(index), now.map(|one| value(ksfs, one))))?;
        let v = &value.formula;
        let at = |of: &str| {
            format!("IF({v}=\"\",\"\",SUMPRODUCT(({block}={v})*({of}({block})-MIN({of}({block}))+1)))")
        };
        let ksf =
            Picked::at(&ksfs.group, &at("COLUMN"), now.map(|one| one.ksf), (row, self.positions.column), to)?;
        let place = Live::new(at("ROW"), now.map(|one| count(one.school + 1)));
        let place = to.put(row, self.places.column, place)?;
        let grid = ksfs.grid();
        let in_row = |line: RowNum| {
            let line = range(line, GridCells::school_column(0), line, grid.last_school_column());
            format!("INDEX({},1,{})", grid.quoted(&line), place.formula)
        };
        let mean = now.and_then(|one| ksfs.figures.schools[one.school].overall.mean());
        let own = format!("IF({v}=\"\",\"\",{})", in_row(grid.averages_row()));
        let own = to.put(row, self.own.column, Live::new(own, mean))?;
        let name = now.map_or_else(String::new, |one| grid.schools[one.school].clone());
        let rating = now.map_or_else(String::new, |one| one.rating.to_string());
        let all = grid.quoted(&grid.all_ratings());
        Ok(One {
            exists: Live::new(format!("{v}<>\"\""), now.is_some()),
            is_low: Live::new(format!("N({v})>={LOW}"), now.is_some_and(|one| is_low(ksfs, one))),
            school: Live::new(in_row(GridCells::header()), name),
            rating: Live::new(format!("INDEX({all},{},{})", ksf.position.formula, place.formula), rating),
            own_average: own.shown(ksfs.plan().framework.average_limits()),
            ksf,
            place,
        })
    }

    /// The value with an index in the order: the first high one, the low ones, the other high ones.
    fn value(&self, index: usize) -> String {
        let [low, all] = [0, 1].map(|row| cell(self.counts.first + row, self.counts.column));
        let block = &self.block;
        let n = index + 1;
        let nth = match index {
            0 => format!("IF({all}={low},1,{low}+1)"),
            _ => format!("IF({all}={low},{n},IF({index}<={low},{index},{n}))"),
        };
        format!("IF({all}<{n},\"\",LARGE({block},{nth}))")
    }
}

fn is_low(ksfs: &Ksfs, one: &StandOut) -> bool {
    ksfs.plan().framework.band(one.rating) == Band::Low
}

/// What the block holds for a rating.
fn value(ksfs: &Ksfs, one: &StandOut) -> f64 {
    let place = one.ksf * ksfs.figures.schools.len() + one.school + 1;
    let before = if is_low(ksfs, one) { LOW } else { 0.0 };
    before + (one.distance.value() * 1e6).round() / 1e6 - f64::from(count(place)) * PLACE
}

/// Writes the block; returns its cells.
fn write_block(ksfs: &Ksfs, all: &[StandOut], to: &mut Workings) -> Result<String, XlsxError> {
    let rows = count(ksfs.figures.schools.len());
    let mut block = Vec::new();
    for ksf in &ksfs.plan().framework.ksfs {
        block.push(to.column(&format!("Stands out, {}", ksf.number), rows)?);
    }
    let (first, last) = (block[0], block[block.len() - 1]);
    let formula = ksfs.plan().repeated.add(&format!("={}", distance(ksfs, first)));
    for (ksf, column) in block.iter().enumerate() {
        for school in 0..ksfs.figures.schools.len() {
            let now = all.iter().find(|one| (one.school, one.ksf) == (school, ksf));
            let now = now.map(|one| value(ksfs, one));
            let formula = formula.at(GridCells::ksf_row(count(ksf)), GridCells::school_column(school));
            put(to.to, (column.first + count(school), column.column), &formula, &now.into())?;
        }
    }
    let format = to.styles.get(Style::Working);
    to.to.set_range_format(first.first, first.column, first.last, last.column, format)?;
    Ok(range(first.first, first.column, first.last, last.column))
}

/// The formula of how far a rating is from its school's average, if the school stands out with it; otherwise nothing.
fn distance(ksfs: &Ksfs, first: WorkingColumn) -> String {
    let (grid, bands) = (ksfs.grid(), &ksfs.plan().framework.bands);
    let rating = grid.quoted(&cell(RowRef::Any, ColumnRef::Any));
    let own = grid.quoted(&cell(grid.averages_row(), ColumnRef::Any));
    let of_ksf = grid.quoted(&cell(RowRef::Any, grid.column(GridFigure::Average)));
    let place =
        format!("((COLUMN()-{})*{}+ROW()-{})*{PLACE:E}", first.column + 1, grid.schools.len(), first.first);
    let far = |above: &str, below: &str| {
        let (above_ksf, below_ksf) = if above == own { (&of_ksf, &rating) } else { (&rating, &of_ksf) };
        format!("AND({above}-{below}>={FROM_OWN_AVERAGE},{above_ksf}-{below_ksf}>={FROM_KSF_AVERAGE})")
    };
    let (low, high) = (is_in(&rating, &bands.low), is_in(&rating, &bands.high));
    let (far_low, far_high) = (far(&own, &rating), far(&rating, &own));
    format!(
        "IF({low},IF({far_low},{LOW}+ROUND({own}-{rating},6)-{place},\"\"),\
         IF({high},IF({far_high},ROUND({rating}-{own},6)-{place},\"\"),\"\"))"
    )
}
