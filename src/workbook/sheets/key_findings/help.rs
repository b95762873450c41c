//! "Who could help whom?": the KSFs that somebody is low on, and who is high on them in the cluster or in the authority.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::analyse::key_findings::Help;
use crate::contract::KsfWorking;
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, either, joined, only_if, text};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::sheets::school_lists::best_school;

use super::group::Picked;
use super::ksfs::Ksfs;
use super::lists::KsfList;
use super::page::{EVIDENCE, Item, KSF, Page, SCHOOL, Tone};
use super::quotes;

/// At most this many KSFs are items, and as many that nobody is high on are named with the best rated.
const ITEMS: usize = 3;

/// Writes the section.
pub(super) fn write(page: &mut Page, ksfs: &Ksfs) -> Result<(), XlsxError> {
    let can_help = ksfs.help.iter().filter(|(_, help)| *help != Help::Nobody).count();
    let has_nobody = can_help < ksfs.help.len();
    let items = can_help.min(ITEMS);
    page.section(&text("Who could help whom?"))?;
    let group = &ksfs.group;
    let classes = ksfs.help_class.all();
    let could = Live::new(format!("COUNTIF({classes},\"<3\")"), count(can_help));
    for place in 1..=items {
        let at = (page.next, KSF);
        let now = ksfs.help.get(place - 1).map(|(ksf, _)| *ksf);
        let picked = Picked::by_place(group, ksfs.help_place, place, now, at, &mut page.workings)?;
        let is_shown = could.is_over(count(place - 1));
        let item = helped(&picked, &is_shown, ksfs, page)?;
        page.item(item)?;
    }
    let nobody = |row: RowNum| {
        let is_so = ksfs.help.iter().any(|(ksf, help)| *ksf == group.index(row) && *help == Help::Nobody);
        Live::new(format!("N({})=3", ksfs.help_class.in_row(row)), is_so)
    };
    let rows = group.count();
    let nobody =
        KsfList::write("Nobody high", rows, |row| (nobody(row), group.number(row)), &mut page.workings)?;
    if has_nobody {
        let item = without_help(&nobody, can_help, &could, ksfs, page)?;
        page.item(item)?;
    }
    let also = |row: RowNum| {
        let place = ksfs.help.iter().position(|(ksf, _)| *ksf == group.index(row));
        let is_so = place.is_some_and(|place| place >= items && ksfs.help[place].1 != Help::Nobody);
        let [class, place] = [ksfs.help_class, ksfs.help_place].map(|column| column.in_row(row));
        Live::new(format!("AND(COUNT({class})=1,N({class})<3,N({place})>{items})"), is_so)
    };
    let also = KsfList::write("Also help", rows, |row| (also(row), group.number(row)), &mut page.workings)?;
    let line = if has_nobody {
        also.sentence("Help could also be found for ", ".")
    } else {
        joined([
            also.sentence("Help could also be found for ", "."),
            only_if(&also.any().and(&nobody.any()), text(" ")),
            nobody.sentence("Nobody is high on ", ", where somebody is low."),
        ])
    };
    page.line(&either(&group.low().is(0), text("No school is low, so no help is needed."), line))
}

/// A KSF that somebody could help with.
fn helped(picked: &Picked, is_shown: &Live<bool>, ksfs: &Ksfs, page: &mut Page) -> Result<Item, XlsxError> {
    let is_own = picked.get(ksfs.help_class, |ksf| ksfs.class_now(ksf).unwrap_or_default()).is(1);
    let is_own =
        Live::new(format!("IF({},{},FALSE)", is_shown.formula, is_own.formula), is_shown.now && is_own.now);
    let row = page.next;
    let school = either(&is_own, ksfs.first_high(picked), Live::new("\"\"", None));
    let school = page.workings.put(row, SCHOOL, school)?;
    let quote = quotes::write(ksfs, &picked.position, &school, row, &mut page.workings)?;
    let own =
        joined([ksfs.high_names(picked), text(" could help "), ksfs.low_names(picked), text("."), quote]);
    let best = best_in_authority(ksfs.plan(), ksfs.cluster, picked);
    let elsewhere = joined([best, text(", could help "), ksfs.low_names(picked), text(".")]);
    Ok(Item {
        tone: either(&is_own, Tone::High.live(), Tone::Pale.live()),
        chip: only_if(is_shown, either(&is_own, text("In the cluster"), text("In the LA"))),
        name: only_if(is_shown, picked.label()),
        sentence: only_if(is_shown, either(&is_own, own, elsewhere)),
    })
}

/// The KSFs that nobody is high on: who is rated best in the cluster on the first few.
fn without_help(
    nobody: &KsfList,
    can_help: usize,
    could: &Live<u32>,
    ksfs: &Ksfs,
    page: &mut Page,
) -> Result<Item, XlsxError> {
    let row = page.next;
    let order = ksfs.help_place.all();
    let mut named = Vec::new();
    for (number, column) in [KSF, SCHOOL, EVIDENCE].into_iter().enumerate() {
        let place = format!("({}+{})", could.formula, number + 1);
        let formula = format!("IF(COUNT({order})<{place},\"\",MATCH({place},{order},0))");
        let now = ksfs.help.get(can_help + number).map(|(ksf, _)| *ksf);
        let picked = Picked::at(&ksfs.group, &formula, now, (row, column), &mut page.workings)?;
        let before = if number == 0 { "on " } else { "; on " };
        let all = format!("{}={}", picked.low().formula, picked.answered().formula);
        let all = Live::new(all, picked.low().now == picked.answered().now);
        let best = either(&all, text("everybody is low"), ksfs.highest_names(&picked));
        let best = joined([text(before), picked.number(), text(", "), best]);
        named.push(only_if(&picked.exists(), best));
    }
    let more = only_if(&nobody.count.is_over(count(ITEMS)), text("; for the others see Cluster priorities"));
    let before = text(&format!("{}. Best rated here: ", nobody_is_high(ksfs.plan(), ksfs.cluster)));
    let sentence = joined([vec![before], named, vec![more, text(".")]].concat());
    Ok(Item {
        tone: Tone::Plain.live(),
        chip: only_if(&nobody.any(), text("Nobody yet")),
        name: only_if(&nobody.any(), nobody.named()),
        sentence: only_if(&nobody.any(), sentence),
    })
}

/// The school that is rated highest on a KSF in the authority of a cluster: "School A (9), Riverside cluster".
pub(super) fn best_in_authority(plan: &WorkbookPlan, cluster: usize, picked: &Picked) -> Live<String> {
    let last = plan.cells.authority_of(cluster).end - 1;
    let list = plan.cells.grids[last].workings_of_ksfs(KsfWorking::HighestSchool);
    let best = picked.index().and_then(|ksf| best_school(plan, &plan.figures.clusters[last], ksf));
    let best = best.map_or_else(String::new, |best| best.school);
    Live::new(format!("INDEX({list},{})", picked.position.formula), best)
}

/// The same as the beginning of a sentence: "Nobody in the LA is high".
pub(super) fn nobody_is_high(plan: &WorkbookPlan, cluster: usize) -> String {
    plan.nobody_is_high(cluster).replacen('n', "N", 1)
}
