//! "We are doing really well on": KSFs on which nobody is low and at least half of the schools are high, or what comes
//! nearest.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::workbook::formulas::live::{Live, either, first_of, joined, only_if, text};

use super::ksfs::{Ksfs, Picked};
use super::lists::{KsfList, at};
use super::page::{Item, KSF, Page, Tone};

/// At most this many are items.
const ITEMS: usize = 2;

/// What other sections quote.
pub(super) struct Well<'a> {
    /// How many KSFs are done really well.
    pub(super) count: Live<u32>,
    /// The strongest.
    pub(super) first: Picked<'a>,
}

/// Writes the section, given how it calls the schools.
pub(super) fn write<'a>(page: &mut Page, ksfs: &'a Ksfs<'a>) -> Result<Well<'a>, XlsxError> {
    let findings = &ksfs.findings;
    let items = findings.well.clamp(1, ITEMS);
    let count = ksfs.well(&mut page.workings)?;
    let anybody =
        Live::new(format!("COUNT({})>0", ksfs.columns.strength.all()), !findings.strengths.is_empty());
    page.section(&first_of(
        vec![
            (count.is_over(0), text("We are doing really well on")),
            (
                anybody.clone(),
                text("No KSF yet on which half of the schools are high and nobody is low. Nearest:"),
            ),
        ],
        text("No KSF yet on which somebody is high and nobody is low"),
    ))?;
    let mut first = None;
    for place in 1..=items {
        let now = findings.strengths.get(place - 1).copied();
        let at = (page.next, KSF);
        let picked = Picked::by_place(ksfs, ksfs.columns.strength, place, now, at, &mut page.workings)?;
        page.item(item(&picked, place, &count, ksfs))?;
        first.get_or_insert(picked);
    }
    let rest = rest(items, &count, ksfs, page)?;
    page.line(&rest)?;
    Ok(Well { count, first: first.expect("there is at least one item") })
}

fn item(picked: &Picked, place: usize, well: &Live<u32>, ksfs: &Ksfs) -> Item {
    let is_well = well.is_over(crate::workbook::conversions::count(place - 1));
    // Behind the first, only what is done really well; the first may be what comes nearest.
    let is_shown = if place == 1 { picked.exists() } else { is_well.clone() };
    let sentence = joined([
        text("Average "),
        picked.average(),
        text(". Nobody is low. Highest: "),
        picked.highest_names(),
        text("."),
    ]);
    let by_one = joined([picked.highest_names(), text(".")]);
    let chip = joined([picked.high().digits(), text(" of "), picked.answered().digits(), text(" high")]);
    let nothing = if place == 1 { ksfs.only_if_rated("None of the KSFs that were rated.") } else { text("") };
    Item {
        tone: either(&is_well, Tone::High.live(), either(&is_shown, Tone::Pale.live(), Tone::Plain.live())),
        chip: only_if(&is_shown, chip),
        name: only_if(&is_shown, picked.label()),
        sentence: either(&is_shown, either(&picked.answered().is(1), by_one, sentence), nothing),
    }
}

/// What else is done really well, and what else nobody is low on.
fn rest(items: usize, well: &Live<u32>, ksfs: &Ksfs, page: &mut Page) -> Result<Live<String>, XlsxError> {
    let c = &ksfs.columns;
    let of = |row: RowNum| {
        let [answered, low, high, strength] =
            [c.answered, c.low, c.high, c.strength].map(|column| at(column, row));
        (answered, low, high, strength)
    };
    let now = |row: RowNum| ksfs.place_now(row, &ksfs.findings.strengths);
    let also_well = |row: RowNum| {
        let (answered, _, high, strength) = of(row);
        let formula = format!("AND(COUNT({strength})=1,2*{high}>={answered},N({strength})>{items})");
        Live::new(formula, now(row).is_some_and(|place| place > items && place <= ksfs.findings.well))
    };
    let nobody_low = |row: RowNum| {
        let (answered, low, high, strength) = of(row);
        let shown = format!("N({strength})<=MAX(1,MIN({items},{}))", well.formula);
        let formula =
            format!("AND({answered}>0,{low}=0,2*{high}<{answered},OR(COUNT({strength})=0,NOT({shown})))");
        let factor = &ksfs.figures.factors[ksfs.index(row)];
        let is_shown = now(row).is_some_and(|place| place <= ksfs.findings.well.clamp(1, items));
        let is_well = 2 * factor.high >= factor.answered;
        Live::new(formula, factor.answered > 0 && factor.low == 0 && !is_well && !is_shown)
    };
    let number = |row| ksfs.number(row);
    let rows = ksfs.count();
    let to = &mut page.workings;
    let also_well = KsfList::write("Also well", rows, |row| (also_well(row), number(row)), to)?;
    let nobody_low = KsfList::write("Also nobody low", rows, |row| (nobody_low(row), number(row)), to)?;
    Ok(joined([
        also_well.sentence("At least half are high and nobody is low on ", " as well. "),
        nobody_low.sentence("Nobody is low on ", " either."),
    ]))
}
