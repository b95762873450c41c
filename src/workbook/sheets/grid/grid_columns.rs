//! The columns of a grid, each declared once: those that name the KSF, one for each school, and the figures.

use rust_xlsxwriter::RowNum;

use crate::analyse::ClusterFigures;
use crate::contract::{FixedColumn, GridFigure, KsfColumn};
use crate::workbook::cells::{GridCells, RowRef};
use crate::workbook::conversions::count;
use crate::workbook::formulas::{self, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, Value, turned_lines, wider};
use crate::workbook::text::{LINE, one_line};

/// A column of this table.
type Column<'a> = tables::Column<'a, GridRow>;

/// A KSF's row.
pub(super) struct GridRow {
    /// The index of the KSF.
    pub(super) ksf: usize,
    pub(super) number: RowNum,
}

/// A column with its cell in the last row, which is about all KSFs.
pub(super) struct GridColumn<'a> {
    pub(super) column: Column<'a>,
    pub(super) last: LastCell,
    pub(super) last_style: Style,
}

/// What the last row holds in a column.
pub(super) enum LastCell {
    Blank,
    Label,
    Formula(String, Stored),
}

/// The columns of a cluster's grid: the fewer schools, the wider.
pub(super) fn columns<'a>(plan: &'a WorkbookPlan, cluster: usize) -> Vec<GridColumn<'a>> {
    let cells = &plan.cells.grids[cluster];
    let schools = cells.schools.len();
    let (width, ksf_width) = match schools {
        0..=10 => ((LEAST / f64::from(count(schools.max(1)))).max(7.9), 41.0),
        11..=12 => (7.0, 41.0),
        13..=20 => (6.2, 41.0),
        _ => (5.2, 24.5),
    };
    // An average over many KSFs may need a decimal more.
    let decimals = if plan.framework.ksfs.len() > 10 && width < 6.0 { 0.8 } else { 0.0 };
    let width = width + wider(plan.framework) + decimals;
    let grid = GridDeclarations { plan, cells, figures: &plan.figures.clusters[cluster], width, ksf_width };
    let of_ksf = KsfColumn::ALL.iter().map(|&column| grid.of_ksf(column));
    let left = GridFigure::LEFT.iter().map(|&figure| grid.figure(figure));
    let of_schools = (0..schools).map(|school| grid.of_school(school));
    let right = GridFigure::RIGHT.iter().map(|&figure| grid.figure(figure));
    of_ksf.chain(left).chain(of_schools).chain(right).collect()
}

/// The least width of all schools together, so that the key has room above them.
const LEAST: f64 = 32.0;
/// The height of the headings, in points: with title and key a quarter of a screen of 768 pixels, at most.
pub(super) const HEADINGS: f64 = 108.75;

/// The width that a turned heading needs that takes more lines than the column has room for.
fn heading_width(heading: &str, width: f64) -> f64 {
    let lines = turned_lines(heading, HEADINGS);
    // Pixels of the lines without what the edges leave, in digits of 8 pixels.
    width.max((lines * LINE / 0.75 - 1.0) / 8.0)
}

struct GridDeclarations<'a> {
    plan: &'a WorkbookPlan<'a>,
    cells: &'a GridCells,
    figures: &'a ClusterFigures,
    width: f64,
    ksf_width: f64,
}

impl<'a> GridDeclarations<'a> {
    fn of_ksf(&self, column: KsfColumn) -> GridColumn<'a> {
        let ksfs = &self.plan.framework.ksfs;
        let (declared, last) = match column {
            KsfColumn::Number => (
                Column::turned(4.6, Style::GridKsfNumber, |row: &GridRow| ksfs[row.ksf].number),
                LastCell::Blank,
            ),
            KsfColumn::Name => {
                let name = |row: &GridRow| Value::Text(one_line(&ksfs[row.ksf].name));
                (Column::across(self.ksf_width, Style::GridKsf, name), LastCell::Label)
            }
        };
        GridColumn { column: declared.headed(column.heading()), last, last_style: Style::LastLabel }
    }

    /// The ratings of a school, by its index in the cluster.
    fn of_school(&self, school: usize) -> GridColumn<'a> {
        let (heading, figures) = (&self.cells.schools[school], &self.figures.schools[school]);
        let answers = &self.plan.data.schools[figures.record].answers;
        let rating = |row: &GridRow| answers[row.ksf].outcome.rating();
        let number = GridCells::school_column(school);
        let average = formulas::school_average(self.cells, number, self.plan.framework.scale);
        GridColumn {
            column: Column::turned(heading_width(heading, self.width), Style::GridRating, rating)
                .headed(heading),
            last: LastCell::Formula(average, figures.overall.mean().into()),
            last_style: Style::LastAverage,
        }
    }

    fn figure(&self, figure: GridFigure) -> GridColumn<'a> {
        let wider = wider(self.plan.framework);
        let (width, style, last_style) = match figure {
            GridFigure::Average => (7.6 + wider, Style::GridAverage, Style::LastAverage),
            GridFigure::Total => (7.0, Style::GridNumber, Style::LastNumber),
            _ => (5.8, Style::GridNumber, Style::LastNumber),
        };
        let formula = formulas::figure(self.cells, figure, RowRef::Any, self.plan.framework);
        let (formula, figures) = (self.plan.repeated.add(&formula), self.figures);
        let value = move |row: &GridRow| {
            Value::formula(formula.in_row(row.number), Stored::figure(&figures.factors[row.ksf], figure))
        };
        let last = match formulas::overall_figure(self.cells, figure) {
            Some(formula) => LastCell::Formula(formula, Stored::figure(&figures.overall, figure)),
            None => LastCell::Blank,
        };
        GridColumn { column: Column::turned(width, style, value).headed(figure.heading()), last, last_style }
    }
}
