//! Key findings of a cluster: what a workshop should speak about first, in sentences that follow when ratings change.
//!
//! A page has as many items as it needs when it is made; a line below them names what else comes to be, so that nothing is
//! lost when ratings change.

mod across;
pub(crate) mod authority;
mod banded;
mod group;
mod headline;
mod help;
mod ksfs;
mod lists;
mod names;
mod needs;
mod orders;
mod page;
mod quotes;
mod reliance;
mod stand_outs;
mod well;
mod who;
mod workings;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::contract::GridFigure;
use crate::model::counted;
use crate::workbook::cells::GridCells;
use crate::workbook::formulas::live::{Live, either, joined, text};
use crate::workbook::plan::WorkbookPlan;

use group::Picked;
use ksfs::Ksfs;
use page::{Page, WORKINGS};
use workings::Workings;

/// Writes the page of a cluster, by its index.
pub(crate) fn write(plan: &WorkbookPlan, cluster: usize, to: &mut Worksheet) -> Result<(), XlsxError> {
    let mut workings = Workings::new(to, &plan.styles, GridCells::header(), WORKINGS);
    let ksfs = Ksfs::write(plan, cluster, &mut workings)?;
    let mut page = Page::open(workings, &format!("Key findings: {}", plan.cluster_names[cluster]))?;
    let headline_row = page.next;
    page.next += 2;
    let well = well::write(&mut page, &ksfs.group, |ksf| really_well(&ksfs, ksf))?;
    let need = needs::write(&mut page, &ksfs)?;
    help::write(&mut page, &ksfs)?;
    stand_outs::write(&mut page, &ksfs)?;
    reliance::write(&mut page, &ksfs)?;
    let last = page.next - 1;
    page.next = headline_row;
    page.headline(&headline::headline(&ksfs.group, &well, &need))?;
    let schools = counted(ksfs.figures.schools.len(), "school");
    let mean = ksfs.grid().overall(GridFigure::Average);
    let figures = headline::figures(&schools, &mean, &ksfs.group, &mut page.workings)?;
    page.line(&figures)?;
    page.print(last)
}

/// What is said of a KSF that is done really well.
fn really_well(ksfs: &Ksfs, ksf: &Picked) -> Live<String> {
    let by_one = joined([ksfs.highest_names(ksf), text(".")]);
    let by_several = joined([
        text("Average "),
        ksf.average(),
        text(". Nobody is low. Highest: "),
        ksfs.highest_names(ksf),
        text("."),
    ]);
    either(&ksf.answered().is(1), by_one, by_several)
}
