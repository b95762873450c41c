//! A cluster's KSF grid: KSFs down, schools across, figures as formulas, questions below.

mod grid_columns;
pub(crate) mod grid_head;
mod workings;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Note, TableColumn, TableFunction,
    Worksheet, XlsxError,
};

use crate::analyse::ClusterFigures;
use crate::contract::{FixedColumn, GridFigure, KsfColumn};
use crate::data_set::{Answer, Outcome};
use crate::workbook::cells::{CellRange, GridCells};
use crate::workbook::conversions::count;
use crate::workbook::error::WorkbookError;
use crate::workbook::formulas;
use crate::workbook::package::DefinedNames;
use crate::workbook::page;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{FONT, Style, shading};
use crate::workbook::tables::{self, ColumnLook, TableSpec, write_value};
use crate::workbook::text::{cell_text, escaped, line_count, one_line, row_height, shortened};

use grid_columns::{GridColumn, GridRow, HEADINGS, LastCell, columns};

/// The heights of a KSF's row of one line and of each further one, in points: ten are in sight at once.
const KSF_HEIGHT: f64 = 19.5;
const KSF_LINE: f64 = 10.5;
/// The same where many schools stand side by side and the page is wide.
const WIDE: (f64, f64) = (31.0, 7.5);
/// Maximum number of schools of a grid whose rows are low.
const FEW: usize = 20;
/// The smallest text that is printed of few schools, and of many, in points.
const TEXT: f64 = 11.0;
const TEXT_OF_MANY: f64 = 12.0;

/// Writes the grid of a cluster, by its index; returns the name of its ratings.
pub(crate) fn write(
    plan: &WorkbookPlan,
    cluster: usize,
    to: &mut Worksheet,
) -> Result<DefinedNames, WorkbookError> {
    let columns = columns(plan, cluster);
    let looks: Vec<ColumnLook> = columns.iter().map(|column| column.column.look.clone()).collect();
    let (cells, figures) = (&plan.cells.grids[cluster], &plan.figures.clusters[cluster]);
    let grid = Grid { plan, cells, figures, columns, looks };
    grid_head::write(plan, cluster, to, &grid.looks)?;
    grid.write_rows(to)?;
    grid.write_notes(to)?;
    grid.write_table(to)?;
    grid.write_last_row(to)?;
    grid.shade(to)?;
    grid.validate(to)?;
    grid.write_questions(to)?;
    grid_head::write_facts(plan, cluster, to)?;
    workings::write(plan, cluster, to)?;
    tables::set_widths(to, &grid.looks)?;
    grid.print(to)?;
    Ok(vec![(format!("{}_ratings", cells.table), format!("={}", cells.quoted(&cells.all_ratings())))])
}

struct Grid<'a> {
    plan: &'a WorkbookPlan<'a>,
    cells: &'a GridCells,
    figures: &'a ClusterFigures,
    columns: Vec<GridColumn<'a>>,
    looks: Vec<ColumnLook>,
}

impl Grid<'_> {
    fn spec(&self) -> TableSpec<'_> {
        TableSpec {
            name: &self.cells.table,
            about: "Ratings of every KSF (rows) by every school (columns), with totals, averages, counts by band \
                    and need rank; the last row holds each school's average.",
            header: GridCells::header(),
            columns: &self.looks,
            filter: false,
            headings: Some(HEADINGS),
            row_height: None,
        }
    }

    /// The KSFs' rows, column by column.
    fn write_rows(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (first, last) = (GridCells::ksf_row(0), self.cells.last_ksf_row());
        for (row, height) in (first..).zip(self.heights()) {
            to.set_row_height(row, height)?;
        }
        for (number, GridColumn { column, .. }) in (0..).zip(&self.columns) {
            let style = column.look.style;
            for (ksf, row) in (first..=last).enumerate() {
                write_value(to, (row, number), style, &column.value(&GridRow { ksf, number: row }))?;
            }
            to.set_range_format(first, number, last, number, self.plan.styles.get(style))?;
        }
        Ok(())
    }

    /// The heights of the KSFs' rows.
    fn heights(&self) -> impl Iterator<Item = f64> {
        let width = self.looks[KsfColumn::Name.index()].width * 11.0 / 12.0;
        let (one, further) = if self.cells.schools.len() > FEW { WIDE } else { (KSF_HEIGHT, KSF_LINE) };
        self.plan.framework.ksfs.iter().map(move |ksf| {
            let lines = line_count(&one_line(&ksf.name), width);
            (one + further * f64::from(lines - 1)).max(row_height(lines, 14.0))
        })
    }

    /// The height of all that stands down to the last KSF.
    fn height(&self) -> f64 {
        grid_head::HEIGHT + HEADINGS + self.heights().sum::<f64>()
    }

    /// A note at each gap says why there is no rating.
    fn write_notes(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        for (school, index) in self.figures.schools.iter().zip(0..) {
            let answers = &self.plan.data.schools[school.record].answers;
            for (row, answer) in (GridCells::ksf_row(0)..).zip(answers) {
                if let Some(note) = note(answer) {
                    to.insert_note(row, GridCells::school_column(index), &note)?;
                }
            }
        }
        Ok(())
    }

    fn write_table(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let columns = self.columns.iter().map(|GridColumn { column, last, .. }| {
            let heading = TableColumn::new().set_header(escaped(&column.look.heading));
            match last {
                LastCell::Formula(formula, _) => {
                    heading.set_total_function(TableFunction::Custom(Formula::new(formula)))
                }
                LastCell::Label => heading.set_total_label(LAST_ROW),
                LastCell::Blank => heading,
            }
        });
        let spec = self.spec();
        tables::add(to, &spec, &columns.collect::<Vec<_>>(), self.cells.averages_row(), true)?;
        tables::write_headings(to, &self.plan.styles, &spec)?;
        if self.cells.schools.len() > FEW {
            // Larger, because the page is scaled down.
            for (number, look) in (0..).zip(&self.looks) {
                let style = if look.turned { Style::PlainTurnedHeading } else { Style::MapHeading };
                let format = self.plan.styles.get(style);
                to.write_string_with_format(GridCells::header(), number, look.heading.as_str(), format)?;
            }
        }
        Ok(())
    }

    /// The last row once more, with its right results.
    fn write_last_row(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let row = self.cells.averages_row();
        to.set_row_height(row, 21)?;
        for (number, GridColumn { last, last_style, .. }) in (0..).zip(&self.columns) {
            let format = self.plan.styles.get(*last_style);
            match last {
                LastCell::Blank => to.write_blank(row, number, format).map(|_| ())?,
                LastCell::Label => to.write_string_with_format(row, number, LAST_ROW, format).map(|_| ())?,
                LastCell::Formula(formula, stored) => {
                    formulas::write(to, (row, number), formula, stored, format)?;
                }
            }
        }
        Ok(())
    }

    fn shade(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (cells, framework) = (self.cells, self.plan.framework);
        let (first, last) = (GridCells::school_column(0), cells.last_school_column());
        let (top, bottom, averages) = (GridCells::ksf_row(0), cells.last_ksf_row(), cells.averages_row());
        shading::entries(to, CellRange { top, left: first, bottom, right: last }, framework)?;
        let (rank, average) = (cells.column(GridFigure::NeedRank), cells.column(GridFigure::Average));
        shading::first_needs(to, CellRange::column(rank, top, bottom), average)?;
        shading::averages(to, CellRange::column(average, top, averages), framework)?;
        shading::averages(
            to,
            CellRange { top: averages, left: first, bottom: averages, right: last },
            framework,
        )
    }

    /// What may be typed into the cells of ratings.
    fn validate(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (cells, scale) = (self.cells, self.plan.framework.scale);
        let (lowest, highest) = (i32::from(scale.lowest), i32::from(scale.highest));
        let message = format!(
            "Please type a whole number from {lowest} to {highest}, or clear the cell if there is no rating."
        );
        let rule = DataValidation::new()
            .allow_whole_number(DataValidationRule::Between(lowest, highest))
            .set_error_title("Not a rating")?
            .set_error_message(message)?
            .set_error_style(DataValidationErrorStyle::Stop);
        let (left, right) = (GridCells::school_column(0), cells.last_school_column());
        to.add_data_validation(GridCells::ksf_row(0), left, cells.last_ksf_row(), right, &rule)?;
        Ok(())
    }

    /// The questions for the workshop, below the table.
    fn write_questions(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let styles = &self.plan.styles;
        if self.plan.framework.questions.is_empty() {
            return Ok(());
        }
        let mut row = self.cells.averages_row() + 2;
        to.write_string_with_format(row, 0, "Questions for the workshop", styles.get(Style::Section))?;
        to.set_row_height(row, 20)?;
        for (number, question) in (1..).zip(&self.plan.framework.questions) {
            row += 1;
            let text = format!("{number}  {}", one_line(question));
            to.write_string_with_format(row, 0, text, styles.get(Style::GridKeyText))?;
            to.set_row_height(row, 16.5)?;
        }
        Ok(())
    }

    /// Headings, names and averages stay in sight and are on every page; the other figures are neither printed nor in sight
    /// before somebody looks for them, and can be folded away.
    fn print(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let first = GridCells::first_school();
        let widths: Vec<f64> = self.looks.iter().map(|look| look.width).collect();
        let (repeated, others) = widths.split_at(usize::from(first));
        let others = &others[..self.cells.schools.len()];
        let height = self.height() + 21.0 + 18.0 * f64::from(count(self.plan.framework.questions.len() + 2));
        let columns = page::GrowingColumns { repeated, others, height: Some(height) };
        let text = if self.cells.schools.len() > FEW { TEXT_OF_MANY } else { TEXT };
        page::print_growing(to, &columns, self.cells.last_printed_row(), text)?;
        page::keep_headings(to, GridCells::header(), first)?;
        to.group_columns(self.cells.column(GridFigure::Total), self.cells.column(GridFigure::High))?;
        Ok(())
    }
}

/// The note at a gap; `None` at a rating.
fn note(answer: &Answer) -> Option<Note> {
    let text = match &answer.outcome {
        Outcome::Used(_) => return None,
        Outcome::Missing => format!("No rating.\n{}", whereabouts(answer)),
        Outcome::Rejected(rejection) => format!(
            "Typed: {}\nNot used: {}\n{}",
            shortened(&rejection.typed, 500),
            shortened(&rejection.reason, 1000),
            whereabouts(answer)
        ),
    };
    let note = Note::new(escaped(&cell_text(&text)))
        .set_author("ksfgrid")
        .add_author_prefix(false)
        .set_font_name(FONT)
        .set_font_size(10)
        .set_width(260)
        .set_height((line_count(&text, 34.0) * 18 + 16).min(400));
    Some(note)
}

/// Where an answer was read, or looked for.
fn whereabouts(answer: &Answer) -> String {
    let sheet = if answer.sheet.is_empty() { String::new() } else { format!(", sheet {}", answer.sheet) };
    let cell = answer.cell.map_or_else(String::new, |cell| format!(", cell {cell}"));
    format!("Read from {}{sheet}{cell}.", answer.file)
}

/// The label of the last row.
const LAST_ROW: &str = "Average over all KSFs";
