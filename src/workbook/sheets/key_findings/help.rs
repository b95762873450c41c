//! "Who could help whom?": the KSFs that somebody is low on, and who is high on them in the cluster or in the authority.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::analyse::key_findings::Help;
use crate::contract::KsfWorking;
use crate::workbook::formulas::live::{Live, either, joined, only_if, text};
use crate::workbook::sheets::school_lists::best_school;

use super::ksfs::{Ksfs, Picked};
use super::lists::{KsfList, at};
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
    let classes = ksfs.columns.help_class.all();
    let could =
        Live::new(format!("COUNTIF({classes},\"<3\")"), crate::workbook::conversions::count(can_help));
    for place in 1..=items {
        let at = (page.next, KSF);
        let now = ksfs.help.get(place - 1).map(|(ksf, _)| *ksf);
        let picked = Picked::by_place(ksfs, ksfs.columns.help, place, now, at, &mut page.workings)?;
        let is_shown = could.is_over(crate::workbook::conversions::count(place - 1));
        let item = helped(&picked, &is_shown, ksfs, page)?;
        page.item(item)?;
    }
    let nobody = |row: RowNum| {
        let is_so = ksfs.help.iter().any(|(ksf, help)| *ksf == ksfs.index(row) && *help == Help::Nobody);
        Live::new(format!("N({})=3", at(ksfs.columns.help_class, row)), is_so)
    };
    let rows = ksfs.count();
    let nobody =
        KsfList::write("Nobody high", rows, |row| (nobody(row), ksfs.number(row)), &mut page.workings)?;
    if has_nobody {
        let item = without_help(&nobody, can_help, &could, ksfs, page)?;
        page.item(item)?;
    }
    let also = |row: RowNum| {
        let place = ksfs.help.iter().position(|(ksf, _)| *ksf == ksfs.index(row));
        let is_so = place.is_some_and(|place| place >= items && ksfs.help[place].1 != Help::Nobody);
        let [class, place] = [ksfs.columns.help_class, ksfs.columns.help].map(|column| at(column, row));
        Live::new(format!("AND(COUNT({class})=1,N({class})<3,N({place})>{items})"), is_so)
    };
    let also = KsfList::write("Also help", rows, |row| (also(row), ksfs.number(row)), &mut page.workings)?;
    let nobody = if has_nobody {
        text("")
    } else {
        nobody.sentence(" Nobody is high on ", ", where somebody is low.")
    };
    let line = joined([also.sentence("Somebody could also help with ", "."), nobody]);
    page.line(&either(&ksfs.low().is(0), text("Nobody is low, so nobody has to ask."), line))
}

/// A KSF that somebody could help with.
fn helped(picked: &Picked, is_shown: &Live<bool>, ksfs: &Ksfs, page: &mut Page) -> Result<Item, XlsxError> {
    let is_own = picked.help_class().is(1);
    let row = page.next;
    let school = either(&is_own, picked.first_high(), Live::new("\"\"", None));
    let school = page.workings.put(row, SCHOOL, school)?;
    let quote = quotes::write(ksfs, &picked.position, &school, row, &mut page.workings)?;
    let own = joined([picked.high_names(), text(" could help "), picked.low_names(), text("."), quote]);
    let last = ksfs.plan.cells.authority_of(ksfs.cluster).end - 1;
    let list = ksfs.plan.cells.grids[last].workings_of_ksfs(KsfWorking::HighestSchool);
    let best = picked.index().and_then(|ksf| best_school(ksfs.plan, &ksfs.plan.figures.clusters[last], ksf));
    let best = best.map_or_else(String::new, |best| best.school);
    let best = Live::new(format!("INDEX({list},{})", picked.position.formula), best);
    let elsewhere = joined([best, text(", could help "), picked.low_names(), text(".")]);
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
    let order = ksfs.columns.help.all();
    let mut named = Vec::new();
    for (number, column) in [KSF, SCHOOL, EVIDENCE].into_iter().enumerate() {
        let place = format!("({}+{})", could.formula, number + 1);
        let formula = format!("IF(COUNT({order})<{place},\"\",MATCH({place},{order},0))");
        let now = ksfs.help.get(can_help + number).map(|(ksf, _)| *ksf);
        let picked = Picked::at(ksfs, &formula, now, (row, column), &mut page.workings)?;
        let before = if number == 0 { "on " } else { "; on " };
        let best = joined([text(before), picked.number(), text(", "), picked.highest_names()]);
        named.push(only_if(&picked.exists(), best));
    }
    let nobody_is_high = ksfs.plan.nobody_is_high(ksfs.cluster);
    let capital = nobody_is_high.replacen('n', "N", 1);
    let more = only_if(
        &nobody.count.is_over(crate::workbook::conversions::count(ITEMS)),
        text("; for the others see Cluster priorities"),
    );
    let before = text(&format!("{capital}. Best rated here: "));
    let sentence = joined([vec![before], named, vec![more, text(".")]].concat());
    Ok(Item {
        tone: Tone::Plain.live(),
        chip: only_if(&nobody.any(), text("Nobody yet")),
        name: only_if(&nobody.any(), nobody.named()),
        sentence: only_if(&nobody.any(), sentence),
    })
}
