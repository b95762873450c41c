//! A school's page: what stands in the workings if it is the school chosen.

use crate::analyse::{
    ClusterFigures, FactorFigures, Order, SchoolFigures, SchoolPage, named, others, strong_from,
};
use crate::model::{Mean, Rating};
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::Live;
use crate::workbook::formulas::school_page::KeyOrder;
use crate::workbook::sheets::school_lists::best_school;
use crate::workbook::text::{cell_text, shortened};

use super::book::PagesBook;
use super::places::{Chosen, ITEMS, OfItem};

/// The longest evidence that a page shows, in UTF-16 units.
pub(super) const EVIDENCE: usize = 90;

/// A school and its figures.
pub(crate) struct Page<'a> {
    pub(super) book: &'a PagesBook<'a>,
    /// Its place among all schools.
    pub(super) record: usize,
    pub(super) cluster: usize,
    pub(super) figures: &'a SchoolFigures,
    /// Its priorities, then its strengths: as many as there may be.
    pub(super) items: Vec<Item>,
}

/// A priority or a strength.
pub(super) struct Item {
    /// The index of the KSF; none if there are fewer.
    pub(super) ksf: Option<usize>,
    pub(super) order: Order,
    /// The other schools of the cluster that rated the KSF, and how many of them could be named.
    pub(super) others: Vec<(usize, Rating)>,
    pub(super) named: usize,
}

impl<'a> Page<'a> {
    /// The page of a school, by its place among all.
    pub(crate) fn new(book: &'a PagesBook<'a>, record: usize) -> Self {
        let (cluster, place) = book.cluster_of(record);
        let of_cluster = &book.plan.figures.clusters[cluster];
        let figures = &of_cluster.schools[place];
        let framework = book.plan.framework;
        let SchoolPage { strengths, priorities } = SchoolPage::of(figures, of_cluster, framework);
        let item = |ksf: Option<usize>, order| {
            let others = ksf.map_or_else(Vec::new, |ksf| others(of_cluster, place, ksf, order));
            let own = ksf.and_then(|ksf| figures.ratings[ksf]);
            let named = own.map_or(0, |own| named(&others, own, order, framework).len());
            Item { ksf, order, others, named }
        };
        let of = |list: &[usize], order| {
            (0..ITEMS).map(|at| item(list.get(at).copied(), order)).collect::<Vec<_>>()
        };
        let mut items = of(&priorities, Order::HighestFirst);
        items.extend(of(&strengths, Order::LowestFirst));
        Self { book, record, cluster, figures, items }
    }

    pub(super) fn of_cluster(&self) -> &'a ClusterFigures {
        &self.book.plan.figures.clusters[self.cluster]
    }

    /// A KSF over the school's authority; `None` where there is no other cluster to tell it from.
    pub(super) fn authority_mean(&self, ksf: usize) -> Option<Mean> {
        let plan = self.book.plan;
        if let Some(authority) = plan.authority() {
            return authority[ksf].mean();
        }
        let clusters = &plan.figures.clusters[plan.cells.authority_of(self.cluster)];
        let factors = || clusters.iter().map(|cluster| &cluster.factors[ksf]);
        let sum = |of: fn(&FactorFigures) -> u32| factors().map(of).sum();
        Mean::of(sum(|factor| factor.total), sum(|factor| factor.answered))
    }

    /// The total and the number of a KSF's ratings in the authority's other clusters, of which an extract has no more.
    pub(super) fn elsewhere_in_authority(&self, ksf: usize) -> (u32, u32) {
        let own = &self.of_cluster().factors[ksf];
        let all = self.book.plan.authority().map(|authority| &authority[ksf]);
        all.map_or((0, 0), |all| {
            (all.total.saturating_sub(own.total), all.answered.saturating_sub(own.answered))
        })
    }

    pub(super) fn strong_from(&self) -> Option<Rating> {
        strong_from(self.figures, self.book.plan.framework)
    }

    /// The rating that an item is about.
    pub(super) fn own(&self, item: &Item) -> Option<Rating> {
        self.figures.ratings[item.ksf?]
    }

    /// What the return says beside an item's rating, in one line.
    pub(super) fn said(&self, item: &Item) -> String {
        let answer = item.ksf.map(|ksf| &self.book.plan.data.schools[self.record].answers[ksf]);
        let said = answer.and_then(|answer| answer.said.as_deref());
        let text = said.map(|said| cell_text(&said.evidence).replace('\n', " ")).unwrap_or_default();
        text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The same as the page shows it.
    pub(super) fn said_shown(&self, item: &Item) -> String {
        shortened(&self.said(item), EVIDENCE)
    }

    /// The name of a school of the cluster.
    pub(super) fn name_of(&self, place: usize) -> &'a str {
        &self.book.names[self.of_cluster().schools[place].record]
    }

    /// The highest rating of a KSF elsewhere in the authority (in the whole of it, if the cluster has a high one), with whose it is;
    /// nothing if none is high.
    pub(super) fn elsewhere(&self, ksf: usize) -> (Option<Rating>, String) {
        elsewhere_in(self.book, self.cluster, ksf)
    }

    /// A working about the school.
    pub(super) fn chosen<T>(&self, working: Chosen, now: T) -> Live<T> {
        Live::new(self.book.places.chosen(working), now)
    }

    /// A working about an item.
    pub(super) fn of_item<T>(&self, working: OfItem, item: usize, now: T) -> Live<T> {
        Live::new(self.book.places.of_item(working, item), now)
    }
}

/// The highest rating of a KSF in the authority of a cluster, and whose it is.
pub(super) fn elsewhere_in(book: &PagesBook, cluster: usize, ksf: usize) -> (Option<Rating>, String) {
    let last = book.plan.cells.authority_of(cluster).end - 1;
    let best = best_school(book.plan, &book.plan.figures.clusters[last], ksf);
    best.map_or_else(|| (None, String::new()), |best| (Some(best.rating), best.school))
}

/// How other schools' ratings are ordered in the workings.
pub(super) fn key_order(book: &PagesBook, order: Order) -> KeyOrder {
    let ratings = &book.plan.cells.ratings;
    KeyOrder {
        highest_first: order == Order::HighestFirst,
        above: ratings.first(),
        step: count(book.places.schools * book.places.ksfs) + 1,
        end: u32::from(book.plan.framework.scale.highest) + 1,
    }
}
