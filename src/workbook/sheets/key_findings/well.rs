//! "We are doing really well on": KSFs on which nobody is low and at least half of the schools are high, or what comes
//! nearest.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::workbook::conversions::count as number;
use crate::workbook::formulas::live::{Live, either, first_of, joined, only_if, text};

use super::group::{Group, Picked};
use super::lists::KsfList;
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

/// Writes the section, given what it says of a KSF.
pub(super) fn write<'a>(
    page: &mut Page,
    group: &'a Group<'a>,
    says: impl Fn(&Picked) -> Live<String>,
) -> Result<Well<'a>, XlsxError> {
    let findings = &group.findings;
    let items = findings.well.clamp(1, ITEMS);
    let count = group.well(&mut page.workings)?;
    let anybody =
        Live::new(format!("COUNT({})>0", group.columns.strength.all()), !findings.strengths.is_empty());
    page.section(&first_of(
        vec![
            (count.is_over(0), text("We are doing really well on")),
            (
                anybody.clone(),
                text("No KSF yet on which half of the schools are high and nobody is low. Best so far:"),
            ),
        ],
        text("No clear strength yet"),
    ))?;
    let mut first = None;
    for place in 1..=items {
        let now = findings.strengths.get(place - 1).copied();
        let at = (page.next, KSF);
        let picked = Picked::by_place(group, group.columns.strength, place, now, at, &mut page.workings)?;
        page.item(item(&picked, place, &count, says(&picked), group))?;
        first.get_or_insert(picked);
    }
    let rest = rest(items, &count, &anybody, group, page)?;
    page.line(&rest)?;
    Ok(Well { count, first: first.expect("there is at least one item") })
}

fn item(picked: &Picked, place: usize, well: &Live<u32>, says: Live<String>, group: &Group) -> Item {
    let is_well = well.is_over(number(place - 1));
    // Behind the first, only what is done really well; the first may be what comes nearest.
    let is_shown = if place == 1 { picked.exists() } else { is_well.clone() };
    let chip = joined([picked.high().digits(), text(" of "), picked.answered().digits(), text(" high")]);
    let nothing = if place == 1 {
        group.only_if_rated("On every KSF that was rated, some school is low or none is high.")
    } else {
        text("")
    };
    Item {
        tone: either(&is_well, Tone::High.live(), either(&is_shown, Tone::Pale.live(), Tone::Plain.live())),
        chip: only_if(&is_shown, chip),
        name: only_if(&is_shown, picked.label()),
        sentence: either(&is_shown, says, nothing),
    }
}

/// What else is done really well, and what else nobody is low on.
fn rest(
    items: usize,
    well: &Live<u32>,
    anybody: &Live<bool>,
    group: &Group,
    page: &mut Page,
) -> Result<Live<String>, XlsxError> {
    let c = &group.columns;
    let of = |row: RowNum| {
        let [answered, low, high, strength] =
            [c.answered, c.low, c.high, c.strength].map(|column| column.in_row(row));
        (answered, low, high, strength)
    };
    let now = |row: RowNum| group.place_now(row, &group.findings.strengths);
    let also_well = |row: RowNum| {
        let (answered, _, high, strength) = of(row);
        let formula = format!("AND(COUNT({strength})=1,2*{high}>={answered},N({strength})>{items})");
        Live::new(formula, now(row).is_some_and(|place| place > items && place <= group.findings.well))
    };
    let nobody_low = |row: RowNum| {
        let (answered, low, high, strength) = of(row);
        let shown = format!("N({strength})<=MAX(1,MIN({items},{}))", well.formula);
        let formula =
            format!("AND({answered}>0,{low}=0,2*{high}<{answered},OR(COUNT({strength})=0,NOT({shown})))");
        let factor = &group.factors[group.index(row)];
        let is_shown = now(row).is_some_and(|place| place <= group.findings.well.clamp(1, items));
        let is_well = 2 * factor.high >= factor.answered;
        Live::new(formula, factor.answered > 0 && factor.low == 0 && !is_well && !is_shown)
    };
    let number = |row| group.number(row);
    let rows = group.count();
    let to = &mut page.workings;
    let also_well = KsfList::write("Also well", rows, |row| (also_well(row), number(row)), to)?;
    let nobody_low = KsfList::write("Also nobody low", rows, |row| (nobody_low(row), number(row)), to)?;
    Ok(joined([
        also_well.sentence("At least half are high and nobody is low on ", " as well."),
        only_if(&also_well.any().and(&nobody_low.any()), text(" ")),
        either(
            anybody,
            nobody_low.sentence("Nobody is low on ", " either."),
            nobody_low.sentence("Nobody is low on ", "."),
        ),
    ]))
}
