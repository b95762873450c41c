//! The workings with a row for each KSF of an authority, beside its figures: where it comes first, which clusters are lowest and
//! highest, and which have low schools and nobody who is high.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::analyse::key_findings::AuthorityFindings;
use crate::contract::{GridFigure, LaSummaryColumn, PrioritiesColumn};
use crate::model::Mean;
use crate::workbook::cells::references;
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, joined, only_if, text};
use crate::workbook::plan::WorkbookPlan;

use super::group::{Group, Picked};
use super::names::{enumerated, next_row};
use super::workings::{WorkingColumn, Workings};

/// How many clusters a sentence names.
const CLUSTERS: usize = 4;

/// The workings of an authority's KSFs.
pub(super) struct Across<'a> {
    pub(super) group: Group<'a>,
    now: AuthorityFindings,
    columns: Columns,
}

#[derive(Debug, Clone)]
struct Columns {
    first_three: WorkingColumn,
    first: WorkingColumn,
    lowest: Extreme,
    highest: Extreme,
    /// The difference between the two.
    gap: WorkingColumn,
    without_help: WorkingColumn,
    places: Vec<WorkingColumn>,
    names: WorkingColumn,
    shared: WorkingColumn,
    helped: WorkingColumn,
    differ: WorkingColumn,
}

/// The lowest or the highest average of a cluster: as a number, as it is shown, and whose it is.
#[derive(Debug, Clone, Copy)]
struct Extreme {
    mean: WorkingColumn,
    shown: WorkingColumn,
    cluster: WorkingColumn,
}

impl<'a> Across<'a> {
    /// Writes the workings.
    pub(super) fn write(plan: &'a WorkbookPlan, to: &mut Workings) -> Result<Self, XlsxError> {
        let (figures, summary) = (plan.figures, &plan.cells.la_summary);
        let quoted = |ksf: u32, figure| {
            let cell = |column| summary.cell(summary.row(ksf as usize), column);
            match figure {
                GridFigure::Low => cell(LaSummaryColumn::Low),
                GridFigure::High => cell(LaSummaryColumn::High),
                GridFigure::NeedRank => cell(LaSummaryColumn::NeedRank),
                GridFigure::Average => cell(LaSummaryColumn::AllSchools),
                GridFigure::Answered | GridFigure::Medium | GridFigure::Total => {
                    let bands = [LaSummaryColumn::Low, LaSummaryColumn::Medium, LaSummaryColumn::High];
                    bands.map(cell).join("+")
                }
            }
        };
        let group = (figures.factors.as_slice(), figures.need_order.as_slice(), &figures.overall);
        let group = Group::write(plan, group, quoted, to)?;
        let rows = group.count();
        let columns = Columns::new(to, rows)?;
        to.skip();
        let across = Self { group, now: AuthorityFindings::of(figures), columns };
        for ksf in 0..figures.factors.len() {
            across.write_clusters(ksf, to)?;
            across.write_without_help(ksf, to)?;
            across.write_orders(ksf, to)?;
        }
        Ok(across)
    }

    pub(super) fn plan(&self) -> &'a WorkbookPlan<'a> {
        self.group.plan
    }

    /// Where it comes first, and the extremes of the clusters' averages.
    fn write_clusters(&self, ksf: usize, to: &mut Workings) -> Result<(), XlsxError> {
        let (plan, columns, row) = (self.plan(), &self.columns, self.group.row(ksf));
        let (summary, priorities) = (&plan.cells.la_summary, &plan.cells.priorities);
        let in_summary = summary.row(ksf);
        let first_three = Live::new(
            summary.cell(in_summary, LaSummaryColumn::InFirstThree),
            plan.figures.across[ksf].in_first_three,
        );
        to.put(row, columns.first_three.column, first_three)?;
        let of = |column| priorities.column(column);
        let first = format!(
            "COUNTIFS({},1,{},{},{},\">0\")",
            of(PrioritiesColumn::NeedRank),
            of(PrioritiesColumn::KsfNumber),
            self.group.columns.number.in_row(row),
            of(PrioritiesColumn::Answered)
        );
        to.put(row, columns.first.column, Live::new(first, self.now.across[ksf].first))?;
        let extremes = self.now.across[ksf].extremes;
        self.write_extreme("MIN", columns.lowest, ksf, extremes.map(|(low, _)| low), to)?;
        self.write_extreme("MAX", columns.highest, ksf, extremes.map(|(_, high)| high), to)?;
        let [low, high] = [columns.lowest, columns.highest].map(|extreme| extreme.mean.in_row(row));
        let gap = Live::new(format!("IF({low}=\"\",\"\",ROUND({high}-{low},6))"), self.now.across[ksf].gap);
        to.put(row, columns.gap.column, gap)?;
        Ok(())
    }

    fn write_extreme(
        &self,
        function: &str,
        to_columns: Extreme,
        ksf: usize,
        cluster: Option<usize>,
        to: &mut Workings,
    ) -> Result<(), XlsxError> {
        let (plan, row) = (self.plan(), self.group.row(ksf));
        let all = self.clusters(self.plan().cells.la_summary.row(ksf));
        let mean: Option<Mean> = cluster.and_then(|at| plan.figures.clusters[at].factors[ksf].mean());
        let formula = format!("IF(COUNT({all})=0,\"\",{function}({all}))");
        let mean = to.put(row, to_columns.mean.column, Live::new(formula, mean))?;
        to.put(row, to_columns.shown.column, mean.shown(plan.framework.average_limits()))?;
        let headings = self.clusters(crate::workbook::cells::BODY);
        let name = cluster.map_or_else(String::new, |at| plan.cluster_headings[at].clone());
        let formula = format!("IF({0}=\"\",\"\",INDEX({headings},1,MATCH({0},{all},0)))", mean.formula);
        to.put(row, to_columns.cluster.column, Live::new(formula, name))?;
        Ok(())
    }

    /// The clusters' cells in a row of the LA summary.
    fn clusters(&self, row: RowNum) -> String {
        let cells = &self.plan().cells;
        let (first, last) = (cells.summary_cluster(0), cells.summary_cluster(cells.grids.len() - 1));
        references::on_sheet(
            crate::contract::Sheet::LaSummary.name(),
            &references::range(row, first, row, last),
        )
    }

    /// The clusters with low schools and no high one.
    fn write_without_help(&self, ksf: usize, to: &mut Workings) -> Result<(), XlsxError> {
        let (plan, columns, row) = (self.plan(), &self.columns, self.group.row(ksf));
        let priorities = &plan.cells.priorities;
        let number = self.group.columns.number.in_row(row);
        let [numbers, lows, highs, clusters] = [
            PrioritiesColumn::KsfNumber,
            PrioritiesColumn::Low,
            PrioritiesColumn::High,
            PrioritiesColumn::Cluster,
        ]
        .map(|column| priorities.column(column));
        let now = &self.now.across[ksf].without_help;
        let all =
            Live::new(format!("COUNTIFS({numbers},{number},{lows},\">0\",{highs},0)"), count(now.len()));
        let all = to.put(row, columns.without_help.column, all)?;
        let fits = format!("({numbers}={number})*({lows}>0)*({highs}=0)");
        let rows = plan.cluster_names.len() * plan.framework.ksfs.len();
        let (mut after, mut entries) = ("0".to_owned(), Vec::new());
        for (at, column) in columns.places.iter().enumerate() {
            let formula =
                format!("IF({}<{},\"\",{})", all.formula, at + 1, next_row(&fits, &numbers, rows, &after));
            // Each cluster has its KSFs in need order.
            let of_cluster = |&cluster: &usize| {
                let rank = plan.figures.clusters[cluster].factors[ksf].need_rank;
                count(cluster * plan.framework.ksfs.len()) + rank
            };
            let place = to.put(row, column.column, Live::new(formula, now.get(at).map(of_cluster)))?;
            let name = now.get(at).map_or_else(String::new, |cluster| plan.cluster_names[*cluster].clone());
            entries.push(Live::new(format!("INDEX({clusters},{})", place.formula), name));
            after = place.formula;
        }
        let names = only_if(&all.is_over(0), enumerated(entries, &all));
        to.put(row, columns.names.column, names)?;
        Ok(())
    }

    fn write_orders(&self, ksf: usize, to: &mut Workings) -> Result<(), XlsxError> {
        let (columns, row) = (&self.columns, self.group.row(ksf));
        let place = |order: &[usize]| self.group.place_now(row, order).map(count);
        let (ranks, numbers) = (self.group.columns.rank, self.group.columns.number);
        let clusters = self.plan().cluster_names.len();
        let half = |column: WorkingColumn| {
            (format!("2*{}>={clusters}", column.in_row(row)), format!("2*{}>={clusters}", column.all()))
        };
        let shared = ordered(&half(columns.first_three), Some(columns.first_three), ranks, row);
        to.put(row, columns.shared.column, Live::new(shared, place(&self.now.shared)))?;
        let high = self.group.columns.high;
        let can_be = (
            format!("AND({}>0,{}>0)", columns.without_help.in_row(row), high.in_row(row)),
            format!("({}>0)*({}>0)", columns.without_help.all(), high.all()),
        );
        let helped = ordered(&can_be, None, ranks, row);
        to.put(row, columns.helped.column, Live::new(helped, place(&self.now.helped)))?;
        let has_gap = (
            format!("N({})>0", columns.gap.in_row(row)),
            format!("ISNUMBER({0})*({0}>0)", columns.gap.all()),
        );
        let differ = ordered(&has_gap, Some(columns.gap), numbers, row);
        to.put(row, columns.differ.column, Live::new(differ, place(&self.now.differ)))?;
        Ok(())
    }

    /// The KSF with a place among those that are shared, that can be helped with, or that clusters differ on.
    pub(super) fn pick(
        &self,
        order: Order,
        place: usize,
        at: RowNum,
        to: &mut Workings,
    ) -> Result<Picked<'_>, XlsxError> {
        let (column, now) = self.order(order);
        Picked::by_place(&self.group, column, place, now.get(place - 1).copied(), (at, super::page::KSF), to)
    }

    /// The column of an order's places, and the order now.
    pub(super) fn order(&self, order: Order) -> (WorkingColumn, &[usize]) {
        match order {
            Order::Shared => (self.columns.shared, &self.now.shared),
            Order::Helped => (self.columns.helped, &self.now.helped),
            Order::Differ => (self.columns.differ, &self.now.differ),
            Order::Need => (self.group.columns.rank, &self.plan().figures.need_order),
        }
    }

    /// How many clusters have it among their first three needs, and as their first.
    pub(super) fn in_first_three(&self, ksf: &Picked) -> Live<u32> {
        ksf.get(self.columns.first_three, |ksf| self.plan().figures.across[ksf].in_first_three)
    }

    pub(super) fn first_in(&self, ksf: &Picked) -> Live<u32> {
        ksf.get(self.columns.first, |ksf| self.now.across[ksf].first)
    }

    /// "from 3.2 (Example cluster) to 3.9 (Riverside)", or with "in" before the clusters.
    pub(super) fn extremes(&self, ksf: &Picked, before: &str, behind: &str) -> Live<String> {
        let low = self.extreme(ksf, self.columns.lowest, |(low, _)| low);
        let high = self.extreme(ksf, self.columns.highest, |(_, high)| high);
        joined([
            text("from "),
            low.0,
            text(before),
            low.1,
            text(behind),
            text(" to "),
            high.0,
            text(before),
            high.1,
            text(behind),
        ])
    }

    fn extreme(
        &self,
        ksf: &Picked,
        columns: Extreme,
        which: impl Fn((usize, usize)) -> usize,
    ) -> (Live<String>, Live<String>) {
        let plan = self.plan();
        let cluster = |ksf: usize| self.now.across[ksf].extremes.map(&which);
        let shown = |ksf: usize| {
            let mean = cluster(ksf).and_then(|at| plan.figures.clusters[at].factors[ksf].mean());
            mean.map_or_else(String::new, |mean| mean.shown(plan.framework.average_limits()))
        };
        let name = |ksf: usize| cluster(ksf).map_or_else(String::new, |at| plan.cluster_headings[at].clone());
        (ksf.get(columns.shown, shown), ksf.get(columns.cluster, name))
    }

    /// How far apart the lowest and the highest average are as they are shown with one decimal.
    pub(super) fn apart(&self, ksf: &Picked) -> Live<String> {
        let [low, high] =
            [self.columns.lowest, self.columns.highest].map(|one| one.mean.at(&ksf.position.formula));
        let now = ksf.index().and_then(|ksf| {
            let (low, high) = self.now.across[ksf].extremes?;
            let tenths =
                |at: usize| self.plan().figures.clusters[at].factors[ksf].mean().map(|mean| mean.scaled(1));
            let tenths = tenths(high)? - tenths(low)?;
            Some(format!("{}.{}", tenths / 10, tenths % 10))
        });
        Live::new(format!("FIXED(ROUND({high},1)-ROUND({low},1),1,TRUE)"), now.unwrap_or_default())
    }

    /// The clusters with low schools and no high one.
    pub(super) fn without_help(&self, ksf: &Picked) -> Live<String> {
        let names = |ksf: usize| {
            let clusters = &self.now.across[ksf].without_help;
            let names = clusters.iter().take(CLUSTERS).map(|at| text(&self.plan().cluster_names[*at]));
            let mut names: Vec<_> = names.collect();
            names.resize(CLUSTERS, text(""));
            let all = Live::new("", count(clusters.len()));
            if clusters.is_empty() { String::new() } else { enumerated(names, &all).now }
        };
        ksf.get(self.columns.names, names)
    }
}

/// The orders that KSFs of an authority are picked by.
#[derive(Debug, Clone, Copy)]
pub(super) enum Order {
    Shared,
    Helped,
    Differ,
    Need,
}

impl Columns {
    fn new(to: &mut Workings, rows: u32) -> Result<Self, XlsxError> {
        let mut column = |heading: &str| to.column(heading, rows);
        let [first_three, first] = [column("In first three")?, column("First in")?];
        let mut extreme = |what: &str| -> Result<Extreme, XlsxError> {
            let mut column = |heading: &str| to.column(&format!("{what} {heading}"), rows);
            Ok(Extreme { mean: column("average")?, shown: column("shown")?, cluster: column("cluster")? })
        };
        let [lowest, highest] = [extreme("Lowest")?, extreme("Highest")?];
        let [gap, without_help] = [to.column("Apart", rows)?, to.column("Low without high: number", rows)?];
        let place = |n| to.column(&format!("Low without high: place {n}"), rows);
        let places = (1..=CLUSTERS).map(place).collect::<Result<_, _>>()?;
        let mut column = |heading: &str| to.column(heading, rows);
        Ok(Self {
            first_three,
            first,
            lowest,
            highest,
            gap,
            without_help,
            places,
            names: column("Low without high: names")?,
            shared: column("Place as shared")?,
            helped: column("Place as helped")?,
            differ: column("Place as different")?,
        })
    }
}

/// The place among those for which a condition holds (of the row, and of all): greatest number in a column first, if one is given,
/// then smallest in another; nothing for others.
fn ordered(
    (holds, all_hold): &(String, String),
    greatest: Option<WorkingColumn>,
    smallest: WorkingColumn,
    row: RowNum,
) -> String {
    let before = format!("({}<{})", smallest.all(), smallest.in_row(row));
    let before = match greatest.map(|column| (column.all(), column.in_row(row))) {
        Some((all, own)) => format!("(({all}>{own})+({all}={own})*{before})"),
        None => before,
    };
    format!("IF({holds},1+SUMPRODUCT(({all_hold})*{before}),\"\")")
}
