//! A cluster's KSF grid: KSFs down, schools across, figures as formulas, questions below.

use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Note, RowNum, TableColumn,
    TableFunction, Worksheet, XlsxError,
};

use crate::analyse::{ClusterFigures, FactorFigures};
use crate::data_set::{Answer, Outcome};
use crate::model::Mean;

use super::bands::{self, Block};
use super::book::{Book, Names};
use super::error::WorkbookError;
use super::formulas::{self, Stored};
use super::place::{Figure, GridPlace, KSF_HEADINGS};
use super::references::Row;
use super::styles::Style;
use super::table::{self, Column, TableSpec, column, turned};
use super::{grid_head, names, page, workings};

/// The least height of a KSF's row: two lines.
const KSF_HEIGHT: f64 = 33.0;
/// Up to so many KSFs a grid goes on one page together with its questions.
const KSFS_ON_A_PAGE: usize = 14;

/// Writes the grid of the cluster at a place; returns the name of its ratings.
pub(super) fn write(book: &Book, cluster: usize, to: &mut Worksheet) -> Result<Names, WorkbookError> {
    let grid = Grid {
        book,
        place: &book.places.grids[cluster],
        figures: &book.figures.clusters[cluster],
        columns: columns(&book.places.grids[cluster], bands::wider(book.framework)),
    };
    let printed = grid_head::write(book, cluster, to, &grid.columns)?;
    grid.write_ratings(to)?;
    grid.write_figures(to)?;
    grid.write_table(to)?;
    grid.write_last_row(to)?;
    grid.shade(to)?;
    grid.validate(to)?;
    let last_row = grid.write_questions(to)?;
    workings::write(book, cluster, to)?;
    table::set_widths(to, &grid.columns)?;
    page::print(to, last_row, printed)?;
    if book.framework.ksfs.len() <= KSFS_ON_A_PAGE {
        to.set_print_fit_to_pages(1, 1);
    }
    page::keep_headings(to, grid.place.header(), 2)?;
    let ratings = format!("={}", grid.place.quoted(&grid.place.all_ratings()));
    Ok(vec![(format!("{}_ratings", grid.place.table), ratings)])
}

/// The columns of a grid: the fewer schools, the wider.
fn columns(place: &GridPlace, wider: f64) -> Vec<Column> {
    let (width, ksf_width) = match place.schools.len() {
        0..=6 => (9.0, 42.0),
        7..=15 => (7.5, 42.0),
        _ => (5.5 + wider, 32.0),
    };
    let mut columns = vec![
        column(KSF_HEADINGS[0], 15.4, Style::GridKsfNumber),
        column(KSF_HEADINGS[1], ksf_width, Style::GridKsf),
    ];
    columns.extend(place.schools.iter().map(|s| turned(s, table::turned_width(s, width), Style::GridRating)));
    columns.extend(Figure::ALL.map(|figure| match figure {
        Figure::Average => turned(figure.heading(), width.max(7.6 + wider), Style::GridAverage),
        _ => turned(figure.heading(), width.clamp(6.2, 6.8) + wider, Style::GridNumber),
    }));
    columns
}

struct Grid<'a> {
    book: &'a Book<'a>,
    place: &'a GridPlace,
    figures: &'a ClusterFigures,
    columns: Vec<Column>,
}

impl Grid<'_> {
    fn spec(&self) -> TableSpec<'_> {
        TableSpec {
            name: &self.place.table,
            about: "Ratings of every KSF (rows) by every school (columns), with totals, averages, counts by band \
                    and need rank; the last row holds each school's average.",
            header: self.place.header(),
            columns: &self.columns,
            filter: false,
            row_height: None,
        }
    }

    /// The KSFs and the ratings, with a note at each rejected one.
    fn write_ratings(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let styles = &self.book.styles;
        for (row, ksf) in (self.place.ksf_row(0)..).zip(&self.book.framework.ksfs) {
            to.write_number_with_format(row, 0, ksf.number, styles.get(Style::GridKsfNumber))?;
            let name = names::one_line(&ksf.name);
            let lines = page::lines(&name, self.columns[1].width * 11.0 / 12.0);
            to.set_row_height(row, page::height(lines, 15.5).max(KSF_HEIGHT))?;
            to.write_string_with_format(row, 1, name, styles.get(Style::GridKsf))?;
        }
        for (school, at) in self.figures.schools.iter().zip(0..) {
            let answers = &self.book.data.schools[school.record].answers;
            for (row, answer) in (self.place.ksf_row(0)..).zip(answers) {
                Self::write_answer(to, (row, self.place.school_column(at)), answer)?;
            }
        }
        let (top, left) = (self.place.ksf_row(0), self.place.school_column(0));
        let (bottom, right) = (self.place.last_ksf_row(), self.place.last_school_column());
        to.set_range_format(top, left, bottom, right, styles.get(Style::GridRating))?;
        Ok(())
    }

    /// A rating; or a note at a gap that says why there is none.
    fn write_answer(
        to: &mut Worksheet,
        (row, column): (RowNum, ColNum),
        answer: &Answer,
    ) -> Result<(), XlsxError> {
        let text = match &answer.outcome {
            Outcome::Used(rating) => {
                to.write_number(row, column, rating.get())?;
                return Ok(());
            }
            Outcome::Missing => format!("No rating.\n{}", whereabouts(answer)),
            Outcome::Rejected(rejection) => format!(
                "Typed: {}\nNot used: {}\n{}",
                names::shortened(&rejection.typed, 500),
                names::shortened(&rejection.reason, 1000),
                whereabouts(answer)
            ),
        };
        let note = Note::new(names::escaped(&names::cell_text(&text)))
            .set_author("ksfgrid")
            .add_author_prefix(false)
            .set_font_name(super::styles::FONT)
            .set_font_size(10)
            .set_width(260)
            .set_height((page::lines(&text, 34.0) * 18 + 16).min(400));
        to.insert_note(row, column, &note)?;
        Ok(())
    }

    /// The figures of each KSF's row.
    fn write_figures(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (first, last) = (self.place.ksf_row(0), self.place.last_ksf_row());
        for figure in Figure::ALL {
            let column = self.place.column(figure);
            let formula = formulas::figure(self.place, figure, Row::Any, self.book.framework);
            let formula = self.book.patterns.add(&formula);
            for (row, factor) in (first..).zip(&self.figures.factors) {
                formulas::put(to, (row, column), &formula.in_row(row), &stored(factor, figure))?;
            }
            let style = if figure == Figure::Average { Style::GridAverage } else { Style::GridNumber };
            to.set_range_format(first, column, last, column, self.book.styles.get(style))?;
        }
        Ok(())
    }

    fn write_table(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let headings = self.columns.iter().map(|c| TableColumn::new().set_header(names::escaped(&c.heading)));
        let columns: Vec<TableColumn> = (0..)
            .zip(headings)
            .map(|(at, column)| match self.last_row_formula(at) {
                Some(formula) => column.set_total_function(TableFunction::Custom(Formula::new(formula))),
                None if at == 1 => column.set_total_label(LAST_ROW),
                None => column,
            })
            .collect();
        let spec = self.spec();
        table::add(to, &spec, &columns, self.place.averages_row(), true)?;
        table::write_headings(to, &self.book.styles, &spec)
    }

    fn last_row_formula(&self, column: ColNum) -> Option<String> {
        if column < self.place.school_column(0) {
            None
        } else if column <= self.place.last_school_column() {
            Some(formulas::school_average(self.place, column, self.book.framework.scale))
        } else {
            let figure = Figure::ALL.into_iter().find(|f| self.place.column(*f) == column)?;
            formulas::overall_figure(self.place, figure)
        }
    }

    /// The last row once more, with its right results.
    fn write_last_row(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let row = self.place.averages_row();
        let styles = &self.book.styles;
        to.set_row_height(row, 24)?;
        to.write_blank(row, 0, styles.get(Style::LastLabel))?;
        to.write_string_with_format(row, 1, LAST_ROW, styles.get(Style::LastLabel))?;
        let mut put = |column, result, style| match self.last_row_formula(column) {
            Some(formula) => formulas::write(to, (row, column), &formula, &result, styles.get(style)),
            None => to.write_blank(row, column, styles.get(style)).map(|_| ()),
        };
        for (at, school) in (0..).zip(&self.figures.schools) {
            let average = school.overall.mean().map(Mean::value);
            put(self.place.school_column(at), average.into(), Style::LastAverage)?;
        }
        for figure in Figure::ALL {
            let style = if figure == Figure::Average { Style::LastAverage } else { Style::LastNumber };
            put(self.place.column(figure), stored(&self.figures.overall, figure), style)?;
        }
        Ok(())
    }

    fn shade(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (place, framework) = (self.place, self.book.framework);
        let (first, last) = (place.school_column(0), place.last_school_column());
        let (top, bottom, averages) = (place.ksf_row(0), place.last_ksf_row(), place.averages_row());
        bands::entries(to, Block { top, left: first, bottom, right: last }, framework)?;
        let average = place.column(Figure::Average);
        bands::averages(to, Block::column(average, top, averages), framework)?;
        bands::averages(to, Block { top: averages, left: first, bottom: averages, right: last }, framework)
    }

    /// What may be typed into the cells of ratings.
    fn validate(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (place, scale) = (self.place, self.book.framework.scale);
        let (lowest, highest) = (i32::from(scale.lowest), i32::from(scale.highest));
        let message = format!(
            "Please type a whole number from {lowest} to {highest}, or clear the cell if there is no rating."
        );
        let rule = DataValidation::new()
            .allow_whole_number(DataValidationRule::Between(lowest, highest))
            .set_error_title("Not a rating")?
            .set_error_message(message)?
            .set_error_style(DataValidationErrorStyle::Stop);
        let (left, right) = (place.school_column(0), place.last_school_column());
        to.add_data_validation(place.ksf_row(0), left, place.last_ksf_row(), right, &rule)?;
        Ok(())
    }

    /// The questions for the workshop, below the table; returns the last row.
    fn write_questions(&self, to: &mut Worksheet) -> Result<RowNum, XlsxError> {
        let styles = &self.book.styles;
        if self.book.framework.questions.is_empty() {
            return Ok(self.place.averages_row());
        }
        let mut row = self.place.averages_row() + 2;
        to.write_string_with_format(row, 0, "Questions for the workshop", styles.get(Style::Section))?;
        to.set_row_height(row, 20)?;
        for (number, question) in (1..).zip(&self.book.framework.questions) {
            row += 1;
            let text = format!("{number}  {}", names::one_line(question));
            to.write_string_with_format(row, 0, text, styles.get(Style::KeyText))?;
        }
        Ok(row)
    }
}

/// Where an answer was read, or looked for.
fn whereabouts(answer: &Answer) -> String {
    let sheet = if answer.sheet.is_empty() { String::new() } else { format!(", sheet {}", answer.sheet) };
    let cell = answer.cell.map_or_else(String::new, |cell| format!(", cell {cell}"));
    format!("Read from {}{sheet}{cell}.", answer.file)
}

/// The label of the last row.
const LAST_ROW: &str = "Average over all KSFs";

/// The result of a figure's formula.
fn stored(factor: &FactorFigures, figure: Figure) -> Stored {
    match figure {
        Figure::Total if factor.answered == 0 => Stored::Nothing,
        Figure::Total => factor.total.into(),
        Figure::Average => factor.mean().map(Mean::value).into(),
        Figure::Answered => factor.answered.into(),
        Figure::Low => factor.low.into(),
        Figure::Medium => factor.medium.into(),
        Figure::High => factor.high.into(),
        Figure::NeedRank => factor.need_rank.into(),
    }
}
