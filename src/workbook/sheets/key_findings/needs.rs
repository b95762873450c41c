//! "We must prioritise": the first needs, without what is done really well.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::workbook::formulas::live::{Live, either, first_of, joined, only_if, text};

use super::group::{Group, Picked};
use super::ksfs::Ksfs;
use super::lists::KsfList;
use super::page::{Item, KSF, Page, SCHOOL, Tone};

/// Writes the section; gives the first need.
pub(super) fn write<'a>(page: &mut Page, ksfs: &'a Ksfs<'a>) -> Result<Picked<'a>, XlsxError> {
    let group = &ksfs.group;
    let needs = &group.findings.needs;
    let items = group.findings.priorities().len().max(1);
    let any = Live::new(format!("COUNT({})>0", group.columns.need.all()), !needs.is_empty());
    page.section(&first_of(
        vec![
            (group.level.is(1), text("No KSF comes first")),
            (any.not(), text("Nothing must come first")),
            (group.low().is(0), text("No school is low. The lowest average:")),
        ],
        text("We must prioritise"),
    ))?;
    let mut first = None;
    for place in 1..=items {
        let row = page.next;
        let order = group.columns.need;
        let now = |place: usize| needs.get(place - 1).copied();
        let picked = Picked::by_place(group, order, place, now(place), (row, KSF), &mut page.workings)?;
        let next = now(place + 1);
        let next = Picked::by_place(group, order, place + 1, next, (row, SCHOOL), &mut page.workings)?;
        page.item(item(&picked, place, &next, ksfs))?;
        first.get_or_insert(picked);
    }
    let also_low = |row: RowNum| {
        let [low, need] = [group.columns.low, group.columns.need].map(|column| column.in_row(row));
        let is_shown = group.place_now(row, needs).is_some_and(|place| place <= items);
        let is_low = group.factors[group.index(row)].low > 0;
        Live::new(format!("AND({low}>0,OR(COUNT({need})=0,N({need})>{items}))"), is_low && !is_shown)
    };
    let also_low = KsfList::write(
        "Also low",
        group.count(),
        |row| (also_low(row), group.number(row)),
        &mut page.workings,
    )?;
    let line = either(
        &group.level.is(1),
        also_low.sentence("Some schools are low on ", "."),
        also_low.sentence("Some schools are also low on ", "."),
    );
    page.line(&line)?;
    Ok(first.expect("there is at least one item"))
}

fn item(picked: &Picked, place: usize, next: &Picked, ksfs: &Ksfs) -> Item {
    let (low, high, exists) = (picked.low(), picked.high(), picked.exists());
    let who_is_high = first_of(
        vec![(high.is(0), text("Nobody is high.")), (high.is(1), text("1 school is high."))],
        joined([high.digits(), text(" schools are high.")]),
    );
    let neither = either(
        &high.is(0),
        text("Nobody is low or high."),
        joined([text("Nobody is low. "), who_is_high.clone()]),
    );
    let some = joined([text("Low: "), ksfs.low_names(picked), text(". "), who_is_high]);
    let sentence =
        joined([text("Average "), picked.average(), text(". "), either(&low.is_over(0), some, neither)]);
    let by_one = joined([ksfs.highest_names(picked), text(".")]);
    let level = level(picked, place, next, &ksfs.group);
    let sentence = joined([either(&picked.answered().is(1), by_one, sentence), level]);
    let nothing = if place == 1 { no_need(&ksfs.group) } else { text("") };
    let chip = joined([low.digits(), text(" of "), picked.answered().digits(), text(" low")]);
    Item {
        tone: either(
            &exists,
            either(&low.is_over(0), Tone::Low.live(), Tone::Plain.live()),
            Tone::Plain.live(),
        ),
        chip: only_if(&exists, chip),
        name: only_if(&exists, picked.label()),
        sentence: either(&exists, sentence, nothing),
    }
}

/// Which needs behind it have the same average and as many low schools.
fn level(picked: &Picked, place: usize, next: &Picked, group: &Group) -> Live<String> {
    let alike = picked.level_behind(group.columns.need, place, &group.findings.needs);
    let one = joined([text(" KSF "), next.number(), text(" has the same average and number low.")]);
    let several = joined([
        text(" KSF "),
        next.number(),
        text(" and "),
        alike.beyond(1).digits(),
        text(" more have the same average and number low."),
    ]);
    first_of(vec![(alike.is(0), text("")), (alike.is(1), one)], several)
}

/// Why there is no need.
fn no_need(group: &Group) -> Live<String> {
    let level = joined([
        text("Every KSF that was rated averages "),
        group.first_average(),
        either(&group.low().is(0), text(" and nobody is low"), text(", with equally many schools low")),
        text(": the ratings put none first."),
    ]);
    let well = "On every KSF that was rated nobody is low and at least half of the schools are high.";
    either(&group.level.is(1), level, group.only_if_rated(well))
}
