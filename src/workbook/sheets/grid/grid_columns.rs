//! The columns of a grid, each declared once: those that name the KSF, one for each school, and the figures.

use rust_xlsxwriter::RowNum;

use crate::analyse::ClusterFigures;
use crate::contract::{FixedColumn, GridFigure, KsfColumn};
use crate::workbook::cells::{GridCells, RowRef};
use crate::workbook::formulas::{self, Stored};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, Value, turned_width, wider};
use crate::workbook::text::one_line;

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
    let (width, ksf_width) = match cells.schools.len() {
        0..=6 => (9.0, 42.0),
        7..=15 => (7.5, 42.0),
        _ => (5.5 + wider(plan.framework), 32.0),
    };
    let grid = GridDeclarations { plan, cells, figures: &plan.figures.clusters[cluster], width, ksf_width };
    let of_ksf = KsfColumn::ALL.iter().map(|&column| grid.of_ksf(column));
    let of_schools = (0..cells.schools.len()).map(|school| grid.of_school(school));
    let figures = GridFigure::ALL.iter().map(|&figure| grid.figure(figure));
    of_ksf.chain(of_schools).chain(figures).collect()
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
                Column::across(15.4, Style::GridKsfNumber, |row: &GridRow| ksfs[row.ksf].number),
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
            column: Column::turned(turned_width(heading, self.width), Style::GridRating, rating)
                .headed(heading),
            last: LastCell::Formula(average, figures.overall.mean().into()),
            last_style: Style::LastAverage,
        }
    }

    fn figure(&self, figure: GridFigure) -> GridColumn<'a> {
        let wider = wider(self.plan.framework);
        let (width, style, last_style) = match figure {
            GridFigure::Average => (self.width.max(7.6 + wider), Style::GridAverage, Style::LastAverage),
            _ => (self.width.clamp(6.2, 6.8) + wider, Style::GridNumber, Style::LastNumber),
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
