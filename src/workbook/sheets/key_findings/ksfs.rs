//! The workings with a row for each KSF: its figures, its place in each order, who is low, who is high, who is highest.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};

use crate::analyse::ClusterFigures;
use crate::analyse::key_findings::{Help, KeyFindings, help};
use crate::contract::{GridFigure, KsfWorking};
use crate::model::{Band, Rating};
use crate::workbook::cells::{GridCells, references};
use crate::workbook::conversions::count;
use crate::workbook::formulas::holds;
use crate::workbook::formulas::live::{Live, either, joined, text};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::sheets::school_lists::best_school;
use crate::workbook::text::one_line;

use super::orders::{Orders, level};
use super::who::{Meant, Named, Who, ratings_in_row};
use super::workings::{WorkingColumn, Workings};

/// How many schools a sentence names that are low, and how many that are high or highest.
const LOW_NAMES: usize = 6;
const HIGH_NAMES: usize = 3;

/// The workings of a cluster's KSFs.
pub(super) struct Ksfs<'a> {
    pub(super) plan: &'a WorkbookPlan<'a>,
    /// The index of the cluster.
    pub(super) cluster: usize,
    pub(super) figures: &'a ClusterFigures,
    pub(super) findings: KeyFindings,
    /// The KSFs that help is asked for.
    pub(super) help: Vec<(usize, Help)>,
    pub(super) rows: Vec<Ksf>,
    pub(super) columns: Columns,
    /// 1 if no KSF comes first.
    pub(super) level: Live<u32>,
}

/// What is quoted of a KSF.
#[derive(Debug, Clone)]
pub(super) struct Ksf {
    pub(super) name: Live<String>,
    pub(super) answered: Live<u32>,
    pub(super) low: Live<u32>,
    pub(super) high: Live<u32>,
    /// The average as it is shown.
    pub(super) average: Live<String>,
    /// "A (3) and B (2)".
    pub(super) low_names: Live<String>,
    pub(super) high_names: Live<String>,
    /// "A and B (9)".
    pub(super) highest_names: Live<String>,
    /// The place of the first school that is high.
    pub(super) first_high: Live<Option<u32>>,
}

/// The columns of these workings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) number: WorkingColumn,
    pub(super) name: WorkingColumn,
    pub(super) answered: WorkingColumn,
    pub(super) low: WorkingColumn,
    pub(super) high: WorkingColumn,
    pub(super) mean: WorkingColumn,
    pub(super) average: WorkingColumn,
    pub(super) rank: WorkingColumn,
    pub(super) share: WorkingColumn,
    /// The place among the strengths, the needs, and those that help is asked for.
    pub(super) strength: WorkingColumn,
    pub(super) need: WorkingColumn,
    pub(super) help_class: WorkingColumn,
    pub(super) help: WorkingColumn,
    pub(super) low_names: WorkingColumn,
    pub(super) high_names: WorkingColumn,
    pub(super) highest_names: WorkingColumn,
    pub(super) first_high: WorkingColumn,
}

/// The lists of schools.
struct Lists {
    low: Who,
    high: Who,
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
        let last = &plan.figures.clusters[plan.cells.authority_of(cluster).end - 1];
        let highest = |ksf| best_school(plan, last, ksf).map(|best| best.rating);
        let rows = count(plan.framework.ksfs.len());
        let (columns, lists) = columns(to, rows)?;
        let findings = KeyFindings::of(&figures.factors, &figures.need_order);
        let level_now = u32::from(findings.is_level);
        let level_column = to.column("No KSF comes first", 1)?;
        let level = to.put(level_column.first, level_column.column, Live::new(level(&columns), level_now))?;
        to.skip();
        let help = help(figures, highest, plan.framework);
        let mut ksfs = Self { plan, cluster, figures, findings, help, rows: Vec::new(), columns, level };
        for ksf in 0..plan.framework.ksfs.len() {
            let row = ksfs.write_row(ksf, &lists, to)?;
            ksfs.rows.push(row);
        }
        Ok(ksfs)
    }

    /// Number of KSFs.
    pub(super) fn count(&self) -> u32 {
        count(self.plan.framework.ksfs.len())
    }

    /// The index of the KSF in a row of the workings.
    pub(super) fn index(&self, row: RowNum) -> usize {
        (row - self.columns.number.first) as usize
    }

    /// The place now (from 1) of a row's KSF in an order.
    pub(super) fn place_now(&self, row: RowNum, order: &[usize]) -> Option<usize> {
        order.iter().position(|ksf| *ksf == self.index(row)).map(|at| at + 1)
    }

    /// The number of a row's KSF.
    pub(super) fn number(&self, row: RowNum) -> Live<String> {
        let number = self.plan.framework.ksfs[self.index(row)].number;
        Live::new(references::cell(row, self.columns.number.column), number.to_string())
    }

    /// Number of all ratings, of low ones, of high ones.
    pub(super) fn answered(&self) -> Live<u32> {
        Live::new(format!("SUM({})", self.columns.answered.all()), self.figures.overall.answered)
    }

    pub(super) fn low(&self) -> Live<u32> {
        Live::new(format!("SUM({})", self.columns.low.all()), self.figures.overall.low)
    }

    pub(super) fn high(&self) -> Live<u32> {
        Live::new(format!("SUM({})", self.columns.high.all()), self.figures.overall.high)
    }

    /// The greatest number of schools that rated a KSF.
    pub(super) fn most_answered(&self) -> Live<u32> {
        let now = self.figures.factors.iter().map(|factor| factor.answered).max();
        Live::new(format!("MAX({})", self.columns.answered.all()), now.unwrap_or_default())
    }

    /// The average of the KSF with the greatest need.
    pub(super) fn first_average(&self) -> Live<String> {
        let (averages, ranks) = (self.columns.average.all(), self.columns.rank.all());
        let now = self.figures.need_order.first().and_then(|ksf| self.rows.get(*ksf));
        let now = now.map_or_else(String::new, |ksf| ksf.average.now.clone());
        Live::new(format!("INDEX({averages},MATCH(1,{ranks},0))"), now)
    }

    /// How many KSFs nobody is low on and at least half of the schools are high.
    pub(super) fn well(&self, to: &mut Workings) -> Result<Live<u32>, XlsxError> {
        let c = &self.columns;
        let [answered, low, high] = [c.answered, c.low, c.high].map(|column| column.all());
        let formula = format!("SUMPRODUCT(({answered}>0)*({low}=0)*(2*{high}>={answered}))");
        let column = to.column("Done really well", 1)?;
        to.put(column.first, column.column, Live::new(formula, count(self.findings.well)))
    }

    /// A text, or that there is no rating yet.
    pub(super) fn only_if_rated(&self, otherwise: &str) -> Live<String> {
        either(&self.answered().is(0), text("No rating yet."), text(otherwise))
    }

    pub(super) fn grid(&self) -> &'a GridCells {
        &self.plan.cells.grids[self.cluster]
    }

    fn write_row(&self, ksf: usize, lists: &Lists, to: &mut Workings) -> Result<Ksf, XlsxError> {
        let (grid, columns, factor) = (self.grid(), &self.columns, &self.figures.factors[ksf]);
        let row = GridCells::ksf_row(count(ksf));
        let definition = &self.plan.framework.ksfs[ksf];
        let quoted = |figure| grid.quoted(&references::cell(row, grid.column(figure)));
        to.put_number(row, columns.number.column, definition.number.into())?;
        let name = to.put_text(row, columns.name.column, &one_line(&definition.name))?;
        let mut figure =
            |column: WorkingColumn, figure, now| to.put(row, column.column, Live::new(quoted(figure), now));
        let answered = figure(columns.answered, GridFigure::Answered, factor.answered)?;
        let low = figure(columns.low, GridFigure::Low, factor.low)?;
        let high = figure(columns.high, GridFigure::High, factor.high)?;
        figure(columns.rank, GridFigure::NeedRank, factor.need_rank)?;
        let mean = Live::new(quoted(GridFigure::Average), factor.mean());
        let mean = to.put(row, columns.mean.column, mean)?;
        let average = mean.shown(self.plan.framework.average_limits());
        let average = to.put(row, columns.average.column, average)?;
        self.write_orders(ksf, row, to)?;
        let low_names = self.banded(&lists.low, Band::Low, (ksf, row), to)?.names;
        let Named { names: high_names, first: first_high } =
            self.banded(&lists.high, Band::High, (ksf, row), to)?;
        let highest_names = self.highest(&lists.highest, (ksf, row), to)?;
        Ok(Ksf { name, answered, low, high, average, low_names, high_names, highest_names, first_high })
    }

    /// Its places in the orders.
    fn write_orders(&self, ksf: usize, row: RowNum, to: &mut Workings) -> Result<(), XlsxError> {
        let (columns, findings, factor) = (&self.columns, &self.findings, &self.figures.factors[ksf]);
        let orders = Orders { columns, row };
        let place = |order: &[usize]| self.place_now(row, order).map(count);
        let share =
            if factor.answered == 0 { 0.0 } else { f64::from(factor.high) / f64::from(factor.answered) };
        to.put(row, columns.share.column, Live::new(orders.share(), Some(share)))?;
        let strength = place(&findings.strengths);
        to.put(row, columns.strength.column, Live::new(orders.strength(), strength))?;
        let need = place(&findings.needs);
        to.put(row, columns.need.column, Live::new(orders.need(&self.level.formula), need))?;
        let last = &self.plan.cells.grids[self.plan.cells.authority_of(self.cluster).end - 1];
        let highest = last.quoted(&references::cell(row, last.ksf_working(KsfWorking::HighestSoFar)));
        let class = orders.help_class(&highest, self.plan.framework.bands.high.from);
        let of_help = self.help.iter().find(|(one, _)| *one == ksf).map(|(_, help)| *help as u32 + 1);
        to.put(row, columns.help_class.column, Live::new(class, of_help))?;
        let asked: Vec<usize> = self.help.iter().map(|(one, _)| *one).collect();
        let help = place(&asked);
        to.put(row, columns.help.column, Live::new(orders.help(), help))?;
        Ok(())
    }

    /// The schools that are in a band.
    fn banded(
        &self,
        who: &Who,
        band: Band,
        (ksf, row): (usize, RowNum),
        to: &mut Workings,
    ) -> Result<Named, XlsxError> {
        let framework = self.plan.framework;
        let definition = framework.definition(band);
        let ratings = self.grid().quoted(&ratings_in_row(self.grid(), row));
        let fits = holds(&ratings, definition.from, definition.to);
        let now = self.rated(ksf).filter(|(_, rating)| framework.band(*rating) == band).collect();
        let meant = Meant { fits: &fits, now, behind: text("") };
        who.write((self.plan, self.cluster), row, &meant, to)
    }

    /// The schools with the highest rating, which stands behind them.
    fn highest(
        &self,
        who: &Who,
        (ksf, row): (usize, RowNum),
        to: &mut Workings,
    ) -> Result<Live<String>, XlsxError> {
        let grid = self.grid();
        let highest = self.figures.factors[ksf].highest;
        let cell = grid.quoted(&references::cell(row, grid.ksf_working(KsfWorking::Highest)));
        let ratings = grid.quoted(&ratings_in_row(grid, row));
        let fits = format!("ISNUMBER({ratings})*ISNUMBER(MATCH({ratings},{cell},0))");
        let now = self.rated(ksf).filter(|(_, rating)| Some(*rating) == highest).collect();
        let rating = Live::new(cell, highest.map_or_else(String::new, |rating| rating.to_string()));
        let behind = joined([text(" ("), rating, text(")")]);
        let meant = Meant { fits: &fits, now, behind };
        Ok(who.write((self.plan, self.cluster), row, &meant, to)?.names)
    }

    /// The schools that rated a KSF, by their indexes in the cluster.
    fn rated(&self, ksf: usize) -> impl Iterator<Item = (usize, Rating)> {
        let schools = self.figures.schools.iter().enumerate();
        schools.filter_map(move |(at, school)| Some((at, school.ratings[ksf]?)))
    }
}

/// A KSF that a formula picks by its position, from 1; nothing if there is none.
pub(super) struct Picked<'a> {
    ksfs: &'a Ksfs<'a>,
    pub(super) position: Live<Option<u32>>,
}

impl<'a> Picked<'a> {
    /// The KSF with a place in an order, its position written into a working. `now` is its index.
    pub(super) fn by_place(
        ksfs: &'a Ksfs<'a>,
        order: WorkingColumn,
        place: usize,
        now: Option<usize>,
        at: (RowNum, ColNum),
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        let order = order.all();
        let formula = format!("IF(COUNT({order})<{place},\"\",MATCH({place},{order},0))");
        Self::at(ksfs, &formula, now, at, to)
    }

    /// The KSF at the position that a formula gives, written into a working.
    pub(super) fn at(
        ksfs: &'a Ksfs<'a>,
        formula: &str,
        now: Option<usize>,
        (row, column): (RowNum, ColNum),
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        let position = to.put(row, column, Live::new(formula, now.map(|ksf| count(ksf + 1))))?;
        Ok(Self { ksfs, position })
    }

    /// Whether the average and the number of low schools are those of another, if there is one.
    pub(super) fn is_level_with(&self, other: &Self) -> Live<bool> {
        let [mean, low] = [self.ksfs.columns.mean, self.ksfs.columns.low]
            .map(|column| [self, other].map(|one| column.at(&one.position.formula)).join("="));
        let factors = [self, other].map(|one| one.index().map(|ksf| &self.ksfs.figures.factors[ksf]));
        let now = matches!(factors, [Some(a), Some(b)] if a.mean() == b.mean() && a.low == b.low);
        let both = format!("COUNT({},{})", self.position.formula, other.position.formula);
        Live::new(format!("IF({both}<2,FALSE,AND({mean},{low}))"), now)
    }

    /// Its index now.
    pub(super) fn index(&self) -> Option<usize> {
        Some(self.position.now? as usize - 1)
    }

    /// Whether there is one.
    pub(super) fn exists(&self) -> Live<bool> {
        Live::new(format!("{}<>\"\"", self.position.formula), self.position.now.is_some())
    }

    /// What a column holds for it; nothing is said where there is none.
    pub(super) fn get<T: Default>(
        &self,
        column: impl Fn(&Columns) -> WorkingColumn,
        now: impl Fn(&Ksf) -> T,
    ) -> Live<T> {
        let of_now = self.now().map(now).unwrap_or_default();
        Live::new(column(&self.ksfs.columns).at(&self.position.formula), of_now)
    }

    fn now(&self) -> Option<&Ksf> {
        self.ksfs.rows.get(self.index()?)
    }

    /// Its number.
    pub(super) fn number(&self) -> Live<String> {
        let now = self.position.now.map_or_else(String::new, |number| number.to_string());
        Live::new(self.ksfs.columns.number.at(&self.position.formula), now)
    }

    /// "9 Funding".
    pub(super) fn label(&self) -> Live<String> {
        joined([self.number(), text(" "), self.name()])
    }

    pub(super) fn name(&self) -> Live<String> {
        self.get(|c| c.name, |ksf| ksf.name.now.clone())
    }

    pub(super) fn answered(&self) -> Live<u32> {
        self.get(|c| c.answered, |ksf| ksf.answered.now)
    }

    pub(super) fn low(&self) -> Live<u32> {
        self.get(|c| c.low, |ksf| ksf.low.now)
    }

    pub(super) fn high(&self) -> Live<u32> {
        self.get(|c| c.high, |ksf| ksf.high.now)
    }

    pub(super) fn average(&self) -> Live<String> {
        self.get(|c| c.average, |ksf| ksf.average.now.clone())
    }

    pub(super) fn low_names(&self) -> Live<String> {
        self.get(|c| c.low_names, |ksf| ksf.low_names.now.clone())
    }

    pub(super) fn high_names(&self) -> Live<String> {
        self.get(|c| c.high_names, |ksf| ksf.high_names.now.clone())
    }

    /// The place of the first school that is high.
    pub(super) fn first_high(&self) -> Live<Option<u32>> {
        self.get(|c| c.first_high, |ksf| ksf.first_high.now)
    }

    /// The class of help for it.
    pub(super) fn help_class(&self) -> Live<u32> {
        let now = self.index().and_then(|ksf| self.ksfs.help.iter().find(|(one, _)| *one == ksf));
        let now = now.map_or(0, |(_, help)| *help as u32 + 1);
        Live::new(self.ksfs.columns.help_class.at(&self.position.formula), now)
    }

    pub(super) fn highest_names(&self) -> Live<String> {
        self.get(|c| c.highest_names, |ksf| ksf.highest_names.now.clone())
    }
}

fn columns(to: &mut Workings, rows: u32) -> Result<(Columns, Lists), XlsxError> {
    let mut column = |heading: &str| to.column(heading, rows);
    let [number, name, answered, low] =
        [column("No.")?, column("Name")?, column("Rated by")?, column("Low")?];
    let [high, mean, average] = [column("High")?, column("Average")?, column("Average shown")?];
    let [rank, share, strength] = [column("Rank")?, column("Share high")?, column("Place as strength")?];
    let [need, help_class, help] =
        [column("Place as need")?, column("Help: 1 cluster, 2 LA, 3 none")?, column("Place for help")?];
    let lists = Lists {
        low: Who::columns("Low", LOW_NAMES, true, rows, to)?,
        high: Who::columns("High", HIGH_NAMES, true, rows, to)?,
        highest: Who::columns("Highest", HIGH_NAMES, false, rows, to)?,
    };
    let columns = Columns {
        number,
        name,
        answered,
        low,
        high,
        mean,
        average,
        rank,
        share,
        strength,
        need,
        help_class,
        help,
        low_names: lists.low.names,
        high_names: lists.high.names,
        highest_names: lists.highest.names,
        first_high: lists.high.first(),
    };
    Ok((columns, lists))
}
