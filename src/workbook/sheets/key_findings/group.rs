//! The workings with a row for each KSF over a group of schools: its figures and its place among strengths and needs.

use rust_xlsxwriter::{ColNum, RowNum, XlsxError};

use crate::analyse::FactorFigures;
use crate::analyse::key_findings::KeyFindings;
use crate::contract::GridFigure;
use crate::workbook::cells::references;
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, either, joined, only_if, text};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::text::one_line;

use super::orders::{Orders, level};
use super::workings::{WorkingColumn, Workings};

/// The KSFs over a group of schools: those of a cluster, or all.
pub(super) struct Group<'a> {
    pub(super) plan: &'a WorkbookPlan<'a>,
    pub(super) factors: &'a [FactorFigures],
    pub(super) overall: &'a FactorFigures,
    need_order: &'a [usize],
    pub(super) findings: KeyFindings,
    pub(super) columns: Columns,
    /// 1 if no KSF comes first.
    pub(super) level: Live<u32>,
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
    /// The average as it is shown.
    pub(super) average: WorkingColumn,
    pub(super) rank: WorkingColumn,
    pub(super) share: WorkingColumn,
    /// The place among the strengths and among the needs.
    pub(super) strength: WorkingColumn,
    pub(super) need: WorkingColumn,
}

impl Columns {
    fn new(to: &mut Workings, rows: u32) -> Result<Self, XlsxError> {
        let mut column = |heading: &str| to.column(heading, rows);
        Ok(Self {
            number: column("No.")?,
            name: column("Name")?,
            answered: column("Rated by")?,
            low: column("Low")?,
            high: column("High")?,
            mean: column("Average")?,
            average: column("Average shown")?,
            rank: column("Rank")?,
            share: column("Share high")?,
            strength: column("Place as strength")?,
            need: column("Place as need")?,
        })
    }
}

impl<'a> Group<'a> {
    /// Writes the workings of a group's KSFs in need order. `quoted` gives for each KSF, by its index, the formula of a figure:
    /// average, number of schools that answered, that are low, that are high, or need rank.
    pub(super) fn write(
        plan: &'a WorkbookPlan<'a>,
        (factors, need_order, overall): (&'a [FactorFigures], &'a [usize], &'a FactorFigures),
        quoted: impl Fn(u32, GridFigure) -> String,
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        let columns = Columns::new(to, count(factors.len()))?;
        let findings = KeyFindings::of(factors, need_order);
        let level_column = to.column("No KSF comes first", 1)?;
        let level = Live::new(level(&columns), u32::from(findings.is_level));
        let level = to.put(level_column.first, level_column.column, level)?;
        let group = Self { plan, factors, overall, need_order, findings, columns, level };
        for ksf in 0..factors.len() {
            group.write_figures(ksf, |figure| quoted(count(ksf), figure), to)?;
            group.write_orders(ksf, to)?;
        }
        Ok(group)
    }

    fn write_figures(
        &self,
        ksf: usize,
        quoted: impl Fn(GridFigure) -> String,
        to: &mut Workings,
    ) -> Result<(), XlsxError> {
        let (columns, factor) = (&self.columns, &self.factors[ksf]);
        let (row, definition) = (self.row(ksf), &self.plan.framework.ksfs[ksf]);
        to.put_number(row, columns.number.column, definition.number.into())?;
        to.put_text(row, columns.name.column, &one_line(&definition.name))?;
        for (column, figure, now) in [
            (columns.answered, GridFigure::Answered, factor.answered),
            (columns.low, GridFigure::Low, factor.low),
            (columns.high, GridFigure::High, factor.high),
            (columns.rank, GridFigure::NeedRank, factor.need_rank),
        ] {
            to.put(row, column.column, Live::new(quoted(figure), now))?;
        }
        let mean = Live::new(quoted(GridFigure::Average), factor.mean());
        let mean = to.put(row, columns.mean.column, mean)?;
        to.put(row, columns.average.column, mean.shown(self.plan.framework.average_limits()))?;
        Ok(())
    }

    fn write_orders(&self, ksf: usize, to: &mut Workings) -> Result<(), XlsxError> {
        let (columns, row, factor) = (&self.columns, self.row(ksf), &self.factors[ksf]);
        let orders = Orders { columns, row };
        let place = |order: &[usize]| self.place_now(row, order).map(count);
        let share = f64::from(factor.high) / f64::from(factor.answered.max(1));
        to.put(row, columns.share.column, Live::new(orders.share(), Some(share)))?;
        let strength = place(&self.findings.strengths);
        to.put(row, columns.strength.column, Live::new(orders.strength(), strength))?;
        let need = place(&self.findings.needs);
        to.put(row, columns.need.column, Live::new(orders.need(&self.level.formula), need))?;
        Ok(())
    }

    /// The row of a KSF's workings.
    pub(super) fn row(&self, ksf: usize) -> RowNum {
        self.columns.number.first + count(ksf)
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
        Live::new(format!("SUM({})", self.columns.answered.all()), self.overall.answered)
    }

    pub(super) fn low(&self) -> Live<u32> {
        Live::new(format!("SUM({})", self.columns.low.all()), self.overall.low)
    }

    pub(super) fn high(&self) -> Live<u32> {
        Live::new(format!("SUM({})", self.columns.high.all()), self.overall.high)
    }

    /// The greatest number of schools that rated a KSF.
    pub(super) fn most_answered(&self) -> Live<u32> {
        let now = self.factors.iter().map(|factor| factor.answered).max();
        Live::new(format!("MAX({})", self.columns.answered.all()), now.unwrap_or_default())
    }

    /// The average of the KSF with the greatest need.
    pub(super) fn first_average(&self) -> Live<String> {
        let (averages, ranks) = (self.columns.average.all(), self.columns.rank.all());
        let now = self.need_order.first().map_or_else(String::new, |ksf| self.shown(*ksf));
        Live::new(format!("INDEX({averages},MATCH(1,{ranks},0))"), now)
    }

    /// Why no KSF comes first.
    pub(super) fn no_first(&self) -> Live<String> {
        let rated = count(self.factors.iter().filter(|factor| factor.answered > 0).count());
        let all = Live::new(format!("COUNT({})", self.columns.mean.all()), rated).is(self.count());
        joined([
            text("Every KSF "),
            only_if(&all.not(), text("that was rated ")),
            text("averages "),
            self.first_average(),
            text(": none comes first."),
        ])
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

    /// A KSF's average as it is shown now.
    fn shown(&self, ksf: usize) -> String {
        let mean = self.factors[ksf].mean();
        mean.map_or_else(String::new, |mean| mean.shown(self.plan.framework.average_limits()))
    }
}

/// A KSF that a formula picks by its position, from 1; nothing if there is none.
pub(super) struct Picked<'a> {
    group: &'a Group<'a>,
    pub(super) position: Live<Option<u32>>,
}

impl<'a> Picked<'a> {
    /// The KSF with a place in an order, its position written into a working. `now` is its index.
    pub(super) fn by_place(
        group: &'a Group<'a>,
        order: WorkingColumn,
        place: usize,
        now: Option<usize>,
        at: (RowNum, ColNum),
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        let order = order.all();
        let formula = format!("IF(COUNT({order})<{place},\"\",MATCH({place},{order},0))");
        Self::at(group, &formula, now, at, to)
    }

    /// The KSF at the position that a formula gives, written into a working.
    pub(super) fn at(
        group: &'a Group<'a>,
        formula: &str,
        now: Option<usize>,
        (row, column): (RowNum, ColNum),
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        let position = to.put(row, column, Live::new(formula, now.map(|ksf| count(ksf + 1))))?;
        Ok(Self { group, position })
    }

    /// How many KSFs behind its place in an order have the same average and as many low schools.
    pub(super) fn level_behind(&self, order: WorkingColumn, place: usize, now: &[usize]) -> Live<u32> {
        let columns = self.group.columns;
        let same = [columns.mean, columns.low]
            .map(|column| format!("({}={})", column.all(), column.at(&self.position.formula)));
        let behind = order.all();
        let formula = format!(
            "IF({}=\"\",0,SUMPRODUCT({}*{}*ISNUMBER({behind})*({behind}>{place})))",
            self.position.formula, same[0], same[1]
        );
        let alike = |ksf: &&usize| {
            let own = self.index().map(|own| &self.group.factors[own]);
            let other = &self.group.factors[**ksf];
            own.is_some_and(|own| own.mean() == other.mean() && own.low == other.low)
        };
        Live::new(formula, count(now.iter().skip(place).filter(alike).count()))
    }

    pub(super) fn is(&self, other: &Self) -> Live<bool> {
        let both = [self, other].map(|one| one.position.formula.as_str());
        Live::new(both.join("="), self.position.now == other.position.now)
    }

    /// Its index now.
    pub(super) fn index(&self) -> Option<usize> {
        Some(self.position.now? as usize - 1)
    }

    /// Whether there is one.
    pub(super) fn exists(&self) -> Live<bool> {
        Live::new(format!("{}<>\"\"", self.position.formula), self.position.now.is_some())
    }

    /// What a column holds for it, given what it holds now for a KSF, by its index; nothing is said where there is none.
    pub(super) fn get<T: Default>(&self, column: WorkingColumn, now: impl Fn(usize) -> T) -> Live<T> {
        Live::new(column.at(&self.position.formula), self.index().map(now).unwrap_or_default())
    }

    /// Its number.
    pub(super) fn number(&self) -> Live<String> {
        let number = |ksf: usize| self.group.plan.framework.ksfs[ksf].number.to_string();
        self.get(self.group.columns.number, number)
    }

    /// "9 Funding".
    pub(super) fn label(&self) -> Live<String> {
        joined([self.number(), text(" "), self.name()])
    }

    pub(super) fn name(&self) -> Live<String> {
        let name = |ksf: usize| one_line(&self.group.plan.framework.ksfs[ksf].name).into_owned();
        self.get(self.group.columns.name, name)
    }

    pub(super) fn answered(&self) -> Live<u32> {
        self.get(self.group.columns.answered, |ksf| self.group.factors[ksf].answered)
    }

    pub(super) fn low(&self) -> Live<u32> {
        self.get(self.group.columns.low, |ksf| self.group.factors[ksf].low)
    }

    pub(super) fn high(&self) -> Live<u32> {
        self.get(self.group.columns.high, |ksf| self.group.factors[ksf].high)
    }

    pub(super) fn average(&self) -> Live<String> {
        self.get(self.group.columns.average, |ksf| self.group.shown(ksf))
    }
}
