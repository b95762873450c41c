//! A cluster's KSF grid: KSFs down, schools across, figures as formulas, questions below.

mod grid_columns;
pub(crate) mod grid_head;
mod workings;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Note, RowNum, TableColumn,
    TableFunction, Worksheet, XlsxError,
};

use crate::analyse::ClusterFigures;
use crate::contract::{FixedColumn, GridFigure, KsfColumn};
use crate::data_set::{Answer, Outcome};
use crate::workbook::cells::{CellRange, GridCells, first_right_of_ksf};
use crate::workbook::error::WorkbookError;
use crate::workbook::formulas;
use crate::workbook::package::DefinedNames;
use crate::workbook::page;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{FONT, Style, shading};
use crate::workbook::tables::{self, ColumnLook, TableSpec, write_value};
use crate::workbook::text::{cell_text, escaped, line_count, one_line, row_height, shortened};

use grid_columns::{GridColumn, GridRow, LastCell, columns};

/// The least height of a KSF's row: two lines.
const KSF_HEIGHT: f64 = 33.0;
/// Maximum number of KSFs of a grid that goes on one page together with its questions.
const KSFS_ON_A_PAGE: usize = 14;

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
    let printed = grid_head::write(plan, cluster, to, &grid.looks)?;
    grid.write_rows(to)?;
    grid.write_notes(to)?;
    grid.write_table(to)?;
    grid.write_last_row(to)?;
    grid.shade(to)?;
    grid.validate(to)?;
    let last_row = grid.write_questions(to)?;
    workings::write(plan, cluster, to)?;
    tables::set_widths(to, &grid.looks)?;
    page::print(to, last_row, printed)?;
    if plan.framework.ksfs.len() <= KSFS_ON_A_PAGE {
        to.set_print_fit_to_pages(1, 1);
    }
    page::keep_headings(to, GridCells::header(), first_right_of_ksf())?;
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
            row_height: None,
        }
    }

    /// The KSFs' rows, column by column.
    fn write_rows(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (first, last) = (GridCells::ksf_row(0), self.cells.last_ksf_row());
        let name_width = self.looks[KsfColumn::Name.index()].width;
        for (row, ksf) in (first..).zip(&self.plan.framework.ksfs) {
            let lines = line_count(&one_line(&ksf.name), name_width * 11.0 / 12.0);
            to.set_row_height(row, row_height(lines, 15.5).max(KSF_HEIGHT))?;
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
        tables::write_headings(to, &self.plan.styles, &spec)
    }

    /// The last row once more, with its right results.
    fn write_last_row(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let row = self.cells.averages_row();
        to.set_row_height(row, 24)?;
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
        let average = cells.column(GridFigure::Average);
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

    /// The questions for the workshop, below the table; returns the last row.
    fn write_questions(&self, to: &mut Worksheet) -> Result<RowNum, XlsxError> {
        let styles = &self.plan.styles;
        if self.plan.framework.questions.is_empty() {
            return Ok(self.cells.averages_row());
        }
        let mut row = self.cells.averages_row() + 2;
        to.write_string_with_format(row, 0, "Questions for the workshop", styles.get(Style::Section))?;
        to.set_row_height(row, 20)?;
        for (number, question) in (1..).zip(&self.plan.framework.questions) {
            row += 1;
            let text = format!("{number}  {}", one_line(question));
            to.write_string_with_format(row, 0, text, styles.get(Style::KeyText))?;
        }
        Ok(row)
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
