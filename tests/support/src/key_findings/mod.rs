//! Whether every sentence of the sheets "Key findings …" is true: each is worked out here again from the ratings in the
//! grids of the same workbook, and compared word for word.
//!
//! Nothing of what the program counts is used but where things stand: who is rated, and what stands beside the ratings,
//! is taken from the sheet Ratings; what the ratings are now, from the grids.

mod across;
mod authority;
mod cluster;
mod factor;
mod group;
mod help;
mod mean;
mod page;
mod praise;
mod ratings;
mod stand_outs;
mod words;

use ksfgrid::framework::Framework;

use self::authority::Authority;
use self::cluster::Setting;
use self::group::Group;
use self::page::Page;
use self::ratings::{Cluster, clusters, elsewhere};
use super::cells::SheetCells;
use super::recalculation::Comparison;

/// How the names of these sheets begin.
const PAGES: &str = "Key findings";

/// A workbook whose pages are checked.
#[derive(Debug, Clone, Copy)]
pub struct Workbook<'a> {
    /// What faults call it.
    pub name: &'a str,
    pub sheets: &'a [SheetCells],
    /// The same workbook before ratings were changed in it: a page has as many items as it needed then.
    pub built: &'a [SheetCells],
    /// If it is an extract, those of all clusters as they were built: help from there is named in it.
    pub extracts: &'a [Vec<SheetCells>],
    /// Whether a register says that all schools of its authority have returned.
    pub is_whole: bool,
}

impl<'a> Workbook<'a> {
    /// A workbook as it was built.
    pub fn built(name: &'a str, sheets: &'a [SheetCells]) -> Self {
        Self { name, sheets, built: sheets, extracts: &[], is_whole: false }
    }

    /// Checks all its pages.
    pub fn check(&self, framework: &Framework) -> Comparison {
        let [now, built] = [self.sheets, self.built].map(|sheets| clusters(sheets, framework));
        let elsewhere = elsewhere(self.extracts, framework);
        let mut comparison = Comparison::default();
        let mut pages = self.sheets.iter().filter(|sheet| sheet.name.starts_with(PAGES));
        let mut page = || {
            let sheet = pages.next().unwrap_or_else(|| panic!("{}: a page is missing", self.name));
            Page::new(self.name, sheet)
        };
        if now.len() > 1 && now.iter().all(|cluster| cluster.authority == now[0].authority) {
            let mut page = page();
            let [now, built] = [&now, &built].map(|clusters| Authority::of(clusters, framework));
            authority::check(&mut page, &now, &built);
            page.end(&mut comparison);
        }
        for at in 0..now.len() {
            let among = if self.is_whole { "in the LA" } else { "among these schools" };
            let setting = |clusters| setting(at, clusters, &elsewhere, among, framework);
            let [now, built] = [setting(&now), setting(&built)];
            let mut page = page();
            cluster::check(&mut page, &now, &built);
            praise::check(&mut page, &now.group);
            page.end(&mut comparison);
        }
        let left: Vec<&str> = pages.map(|sheet| sheet.name.as_str()).collect();
        assert!(left.is_empty(), "{}: pages of nobody: {left:?}", self.name);
        comparison
    }
}

/// A cluster beside the others, those of its workbook and those that stand elsewhere.
fn setting<'a>(
    at: usize,
    clusters: &'a [Cluster],
    elsewhere: &'a [Cluster],
    among: &'static str,
    framework: &'a Framework,
) -> Setting<'a> {
    let cluster = &clusters[at];
    let has_name = |other: &&Cluster| other.name.to_lowercase() == cluster.name.to_lowercase();
    let is_name_shared = clusters.iter().filter(has_name).count() > 1;
    let is_beside = |other: &&Cluster| other.authority == cluster.authority && !other.is(cluster);
    Setting {
        name: if is_name_shared {
            format!("{} ({})", cluster.name, cluster.authority)
        } else {
            cluster.name.clone()
        },
        group: Group::of(&[cluster], framework),
        among,
        others: clusters.iter().chain(elsewhere).filter(is_beside).collect(),
    }
}
