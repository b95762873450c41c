//! Key findings of a local authority: what its clusters share, where its own response is called for, who could help across
//! clusters.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::key_findings::needs_response;
use crate::model::counted;
use crate::workbook::cells::GridCells;
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, either, first_of, joined, only_if, text};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::text::one_line;

use super::across::{Across, Order};
use super::group::Picked;
use super::lists::KsfList;
use super::page::{Item, Page, Tone, WORKINGS};
use super::workings::Workings;
use super::{headline, help, reliance, well};

/// At most this many items a section.
const SHARED: usize = 4;
const HELPED: usize = 3;
const DIFFER: usize = 2;

/// Writes the page.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let mut workings = Workings::new(to, &plan.styles, GridCells::header(), WORKINGS);
    let across = Across::write(plan, &mut workings)?;
    let mut page = Page::open(workings, &format!("Key findings: {}", plan.authorities()))?;
    let headline_row = page.next;
    page.next += 2;
    shared(&mut page, &across)?;
    response(&mut page, &across)?;
    helped(&mut page, &across)?;
    well::write(&mut page, &across.group, |ksf| really_well(&across, ksf))?;
    differ(&mut page, &across)?;
    reliance::of_authority(&mut page, &across.group)?;
    let last = page.next - 1;
    page.next = headline_row;
    let first = across.pick(Order::Need, 1, headline_row, &mut page.workings)?;
    page.headline(&first_need(&across, &first))?;
    let schools = counted(plan.figures.schools(), "school");
    let whose = format!("{schools} in {}", counted(plan.cluster_names.len(), "cluster"));
    let c = &across.group.columns;
    let (totals, answered) = (plan.cells.ratings_total(), c.answered.all());
    let mean = format!("IF(SUM({answered})=0,\"\",{totals}/SUM({answered}))");
    let figures = headline::figures(&whose, &mean, &across.group, &mut page.workings)?;
    page.line(&figures)?;
    page.print(last)
}

/// "Funding is the first need in 3 of 4 clusters."
fn first_need(across: &Across, first: &Picked) -> Live<String> {
    let group = &across.group;
    let clusters = count(across.plan().cluster_names.len());
    let number = across.first_in(first);
    let everywhere =
        if clusters == 2 { "both clusters".to_owned() } else { format!("all {clusters} clusters") };
    let is_first = |of: Live<String>| joined([first.name(), text(" is the first need in "), of, text(".")]);
    let some = is_first(joined([number.digits(), text(&format!(" of {clusters} clusters"))]));
    first_of(
        vec![
            (group.answered().is(0), text("No rating yet.")),
            (group.level.is(1), group.no_first()),
            (number.is(clusters), is_first(text(&everywhere))),
            (number.is_over(0), some),
        ],
        joined([text("First need over all schools: "), first.name(), text(".")]),
    )
}

/// First needs that clusters share.
fn shared(page: &mut Page, across: &Across) -> Result<(), XlsxError> {
    page.section(&text("Needs that clusters share: among the first three of at least half of them"))?;
    let clusters = across.plan().cluster_names.len();
    let nothing =
        across.group.only_if_rated("No KSF is among the first three needs of half of the clusters.");
    items(page, across, (Order::Shared, SHARED), &nothing, |ksf| {
        let low = joined([ksf.low().digits(), text(" of "), ksf.answered().digits(), text(" schools low, ")]);
        let high = first_of(
            vec![(ksf.high().is(0), text("nobody high")), (ksf.high().is(1), text("one high"))],
            joined([ksf.high().digits(), text(" high")]),
        );
        let averages = across.extremes(ksf, " (", ")");
        Item {
            tone: either(&ksf.low().is_over(0), Tone::Low.live(), Tone::Plain.live()),
            chip: joined([across.in_first_three(ksf).digits(), text(&format!(" of {clusters} clusters"))]),
            name: ksf.label(),
            sentence: joined([low, high, text(". Cluster averages "), averages, text(".")]),
        }
    })?;
    others(page, across, (Order::Shared, SHARED), "Shared as well:")
}

/// Where nobody is high although somebody is low.
fn response(page: &mut Page, across: &Across) -> Result<(), XlsxError> {
    let group = &across.group;
    page.section(&text("The LA's own response is called for"))?;
    let c = &group.columns;
    let condition = |row: RowNum| {
        let formula = format!("AND({}>0,{}=0)", c.low.in_row(row), c.high.in_row(row));
        Live::new(formula, needs_response(&group.factors[group.index(row)]))
    };
    let numbers = KsfList::write(
        "Response",
        group.count(),
        |row| (condition(row), group.number(row)),
        &mut page.workings,
    )?;
    let name = |row: RowNum| {
        let name = one_line(&across.plan().framework.ksfs[group.index(row)].name);
        Live::new(c.name.in_row(row), name.into_owned())
    };
    let names = KsfList::write(
        "Response names",
        group.count(),
        |row| (condition(row), name(row)),
        &mut page.workings,
    )?;
    let low = group.factors.iter().filter(|factor| needs_response(factor)).map(|factor| factor.low).sum();
    let low = Live::new(format!("SUMPRODUCT(({}=0)*{})", c.high.all(), c.low.all()), low);
    let nobody = help::nobody_is_high(across.plan(), 0);
    let sentence = joined([
        names.entries(),
        text(&format!(". {nobody} on ")),
        either(&names.count.is(1), text("it"), text("them")),
        text(": for the LA's answer and the CYPP."),
    ]);
    let any = numbers.any();
    page.item(Item {
        tone: Tone::Plain.live(),
        chip: either(&any, joined([low.digits(), text(" low, 0 high")]), text("none")),
        name: only_if(&any, numbers.named()),
        sentence: either(
            &any,
            sentence,
            group.only_if_rated("Somebody is high on every KSF that somebody is low on."),
        ),
    })
}

/// Who could help across clusters.
fn helped(page: &mut Page, across: &Across) -> Result<(), XlsxError> {
    page.section(&text("Who could help across clusters?"))?;
    let nothing = "Wherever schools are low, somebody in their own cluster is high, or nobody anywhere.";
    let nothing = across.group.only_if_rated(nothing);
    items(page, across, (Order::Helped, HELPED), &nothing, |ksf| {
        let best = help::best_in_authority(across.plan(), 0, ksf);
        let sentence = joined([
            text("Low schools and no high one in "),
            across.without_help(ksf),
            text(". "),
            either(&ksf.high().is(1), text("High: "), text("High, among others: ")),
            best,
            text("."),
        ]);
        Item {
            tone: Tone::Pale.live(),
            chip: joined([ksf.high().digits(), text(" high")]),
            name: ksf.label(),
            sentence,
        }
    })?;
    others(page, across, (Order::Helped, HELPED), "Help across clusters could also be found for")
}

/// On which KSFs the clusters differ most.
fn differ(page: &mut Page, across: &Across) -> Result<(), XlsxError> {
    page.section(&text("Clusters differ most on"))?;
    let nothing = across.group.only_if_rated("All clusters have the same averages.");
    items(page, across, (Order::Differ, DIFFER), &nothing, |ksf| Item {
        tone: Tone::Plain.live(),
        chip: joined([across.apart(ksf), text(" apart")]),
        name: ksf.label(),
        sentence: joined([text("Averages "), across.extremes(ksf, " in ", ""), text(".")]),
    })
}

/// The first items of an order; `nothing` is said instead of the first if there is none.
fn items(
    page: &mut Page,
    across: &Across,
    (order, most): (Order, usize),
    nothing: &Live<String>,
    item: impl Fn(&Picked) -> Item,
) -> Result<(), XlsxError> {
    for place in 1..=across.order(order).1.len().clamp(1, most) {
        let picked = across.pick(order, place, page.next, &mut page.workings)?;
        let exists = picked.exists();
        let Item { tone, chip, name, sentence } = item(&picked);
        let otherwise = if place == 1 { nothing.clone() } else { text("") };
        page.item(Item {
            tone: either(&exists, tone, Tone::Plain.live()),
            chip: only_if(&exists, chip),
            name: only_if(&exists, name),
            sentence: either(&exists, sentence, otherwise),
        })?;
    }
    Ok(())
}

/// The line under the items of an order, which names the others.
fn others(
    page: &mut Page,
    across: &Across,
    (order, most): (Order, usize),
    before: &str,
) -> Result<(), XlsxError> {
    let group = &across.group;
    let (column, now) = across.order(order);
    let shown = now.len().clamp(1, most);
    let is_other = |row: RowNum| {
        let place = group.place_now(row, now);
        let cell = column.in_row(row);
        Live::new(format!("AND(COUNT({cell})=1,N({cell})>{shown})"), place.is_some_and(|place| place > shown))
    };
    let list =
        KsfList::write(before, group.count(), |row| (is_other(row), group.number(row)), &mut page.workings)?;
    page.line(&list.sentence(&format!("{before} "), "."))
}

/// What is said of a KSF that is done really well.
fn really_well(across: &Across, ksf: &Picked) -> Live<String> {
    let group = &across.group;
    let means = group.columns.mean;
    let is_highest = ksf
        .index()
        .is_some_and(|ksf| group.factors.iter().all(|other| other.mean() <= group.factors[ksf].mean()));
    let is_highest =
        Live::new(format!("{}=MAX({})", means.at(&ksf.position.formula), means.all()), is_highest);
    let highest = only_if(&is_highest, text(", the highest of all KSFs"));
    joined([text("Average "), ksf.average(), highest, text(". Nobody is low.")])
}
