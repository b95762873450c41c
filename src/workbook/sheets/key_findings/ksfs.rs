//! The workings with a row for each KSF of a cluster, beside its figures: who is low, high, or rated highest, and where help
//! could come from.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::analyse::ClusterFigures;
use crate::analyse::key_findings::{Help, help};
use crate::contract::KsfWorking;
use crate::model::{Band, Rating};
use crate::workbook::cells::{GridCells, references};
use crate::workbook::conversions::count;
use crate::workbook::formulas::holds;
use crate::workbook::formulas::live::{Live, joined, text};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::sheets::school_lists::best_school;

use super::banded::Banded;
use super::group::{Group, Picked};
use super::names::next_place;
use super::orders::{help_class, help_place};
use super::who::{Meant, Who, ratings_in_row};
use super::workings::{WorkingColumn, Workings};

/// How many schools a sentence names that are low, and how many that are high or highest.
const LOW_NAMES: usize = 6;
const HIGH_NAMES: usize = 3;

/// The workings of a cluster's KSFs.
pub(super) struct Ksfs<'a> {
    pub(super) group: Group<'a>,
    /// The index of the cluster.
    pub(super) cluster: usize,
    pub(super) figures: &'a ClusterFigures,
    /// The KSFs that help is asked for.
    pub(super) help: Vec<(usize, Help)>,
    /// 1, 2 or 3: where help could come from; and the place in that order.
    pub(super) help_class: WorkingColumn,
    pub(super) help_place: WorkingColumn,
    lists: Lists,
    /// Of each KSF, those that are low, high, highest.
    named: Vec<KsfNames>,
}

/// The schools that are low on a KSF, high, rated highest; and the place of the first that is high.
struct KsfNames {
    low: Live<String>,
    high: Live<String>,
    highest: Live<String>,
    first_high: Live<Option<u32>>,
}

/// The lists of schools.
struct Lists {
    low: Banded,
    high: Banded,
    /// The place of the first school that is high.
    first_high: WorkingColumn,
    highest: Who,
}

impl<'a> Ksfs<'a> {
    /// Writes the workings of a cluster.
    pub(super) fn write(
        plan: &'a WorkbookPlan,
        cluster: usize,
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        let figures = &plan.figures.clusters[cluster];
        let grid = &plan.cells.grids[cluster];
        let quoted =
            |ksf, figure| grid.quoted(&references::cell(GridCells::ksf_row(ksf), grid.column(figure)));
        let group =
            Group::write(plan, (&figures.factors, &figures.need_order, &figures.overall), quoted, to)?;
        let last = &plan.figures.clusters[plan.cells.authority_of(cluster).end - 1];
        let highest = |ksf| best_school(plan, last, ksf).map(|best| best.rating);
        let rows = group.count();
        let lists = Lists {
            low: Banded::columns("Low", LOW_NAMES, grid, rows, to)?,
            high: Banded::columns("High", HIGH_NAMES, grid, rows, to)?,
            first_high: to.column("First high", rows)?,
            highest: Who::columns("Highest", HIGH_NAMES, false, rows, to)?,
        };
        let mut ksfs = Self {
            cluster,
            figures,
            help: help(figures, highest, plan.framework),
            help_class: to.column("Help: 1 cluster, 2 LA, 3 none", rows)?,
            help_place: to.column("Place for help", rows)?,
            named: Vec::new(),
            lists,
            group,
        };
        to.skip();
        for ksf in 0..plan.framework.ksfs.len() {
            let named = ksfs.write_row(ksf, to)?;
            ksfs.named.push(named);
        }
        Ok(ksfs)
    }

    pub(super) fn plan(&self) -> &'a WorkbookPlan<'a> {
        self.group.plan
    }

    pub(super) fn grid(&self) -> &'a GridCells {
        &self.plan().cells.grids[self.cluster]
    }

    /// "A (3) and B (2)": the schools that are low on a KSF.
    pub(super) fn low_names(&self, ksf: &Picked) -> Live<String> {
        ksf.get(self.lists.low.names(), |ksf| self.named[ksf].low.now.clone())
    }

    /// The same of those that are high.
    pub(super) fn high_names(&self, ksf: &Picked) -> Live<String> {
        ksf.get(self.lists.high.names(), |ksf| self.named[ksf].high.now.clone())
    }

    /// The place of the first of these.
    pub(super) fn first_high(&self, ksf: &Picked) -> Live<Option<u32>> {
        ksf.get(self.lists.first_high, |ksf| self.named[ksf].first_high.now)
    }

    /// "A and B (9)": the schools that are rated highest.
    pub(super) fn highest_names(&self, ksf: &Picked) -> Live<String> {
        ksf.get(self.lists.highest.names, |ksf| self.named[ksf].highest.now.clone())
    }

    /// The class of help for a KSF now.
    pub(super) fn class_now(&self, ksf: usize) -> Option<u32> {
        let help = self.help.iter().find(|(one, _)| *one == ksf);
        help.map(|(_, help)| *help as u32 + 1)
    }

    fn write_row(&self, ksf: usize, to: &mut Workings) -> Result<KsfNames, XlsxError> {
        let (plan, row) = (self.plan(), self.group.row(ksf));
        let last = &plan.cells.grids[plan.cells.authority_of(self.cluster).end - 1];
        let in_grid = GridCells::ksf_row(count(ksf));
        let highest = last.quoted(&references::cell(in_grid, last.ksf_working(KsfWorking::HighestSoFar)));
        let [low, high] = [self.group.columns.low, self.group.columns.high].map(|column| column.in_row(row));
        let class = help_class((&low, &high), &highest, plan.framework.bands.high.from);
        to.put(row, self.help_class.column, Live::new(class, self.class_now(ksf)))?;
        let place = self.help.iter().position(|(one, _)| *one == ksf).map(|at| count(at + 1));
        let formula = help_place(self.help_class, self.group.columns.rank, row);
        to.put(row, self.help_place.column, Live::new(formula, place))?;
        Ok(KsfNames {
            low: self.banded(&self.lists.low, Band::Low, (ksf, row), to)?,
            high: self.banded(&self.lists.high, Band::High, (ksf, row), to)?,
            first_high: self.first_rated_high(ksf, row, &high, to)?,
            highest: self.highest((ksf, row), to)?,
        })
    }

    /// The place of the first school that is high, given the cell of their number.
    fn first_rated_high(
        &self,
        ksf: usize,
        row: RowNum,
        high: &str,
        to: &mut Workings,
    ) -> Result<Live<Option<u32>>, XlsxError> {
        let framework = self.plan().framework;
        let (ratings, bands) = (self.ratings(ksf), &framework.bands);
        let fits = holds(&ratings, bands.high.from, bands.high.to);
        let place = next_place(&fits, &ratings, self.grid().schools.len(), "0");
        let now = self.rated(ksf).find(|(_, rating)| framework.band(*rating) == Band::High);
        let now = now.map(|(school, _)| count(school + 1));
        to.put(row, self.lists.first_high.column, Live::new(format!("IF({high}=0,\"\",{place})"), now))
    }

    /// The schools that are in a band.
    fn banded(
        &self,
        list: &Banded,
        band: Band,
        (ksf, row): (usize, RowNum),
        to: &mut Workings,
    ) -> Result<Live<String>, XlsxError> {
        let (grid, framework) = (self.grid(), self.plan().framework);
        let definition = framework.definition(band);
        let ratings = self.ratings(ksf);
        let fits = holds(&ratings, definition.from, definition.to);
        let now: Vec<_> = self.rated(ksf).filter(|(_, rating)| framework.band(*rating) == band).collect();
        let (working, column) = match band {
            Band::Low => (KsfWorking::SchoolsLow, self.group.columns.low),
            _ => (KsfWorking::SchoolsHigh, self.group.columns.high),
        };
        let in_grid = references::cell(GridCells::ksf_row(count(ksf)), grid.ksf_working(working));
        let number = Live::new(column.in_row(row), count(now.len()));
        let meant = Meant { fits: &fits, ratings: &ratings, now, behind: text("") };
        list.write(grid, row, (&grid.quoted(&in_grid), &number), &meant, to)
    }

    /// The schools with the highest rating, which stands behind them.
    fn highest(&self, (ksf, row): (usize, RowNum), to: &mut Workings) -> Result<Live<String>, XlsxError> {
        let (grid, highest) = (self.grid(), self.figures.factors[ksf].highest);
        let in_grid = GridCells::ksf_row(count(ksf));
        let cell = grid.quoted(&references::cell(in_grid, grid.ksf_working(KsfWorking::Highest)));
        let ratings = self.ratings(ksf);
        let fits = format!("ISNUMBER({ratings})*ISNUMBER(MATCH({ratings},{cell},0))");
        let now = self.rated(ksf).filter(|(_, rating)| Some(*rating) == highest).collect();
        let rating = Live::new(cell, highest.map_or_else(String::new, |rating| rating.to_string()));
        let behind = joined([text(" ("), rating, text(")")]);
        let meant = Meant { fits: &fits, ratings: &ratings, now, behind };
        self.lists.highest.write(grid, row, &meant, to)
    }

    /// The cells of a KSF's ratings.
    fn ratings(&self, ksf: usize) -> String {
        self.grid().quoted(&ratings_in_row(self.grid(), GridCells::ksf_row(count(ksf))))
    }

    /// The schools that rated a KSF, by their indexes in the cluster.
    fn rated(&self, ksf: usize) -> impl Iterator<Item = (usize, Rating)> {
        let schools = self.figures.schools.iter().enumerate();
        schools.filter_map(move |(at, school)| Some((at, school.ratings[ksf]?)))
    }
}
