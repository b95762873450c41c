//! What stands above a grid: title and key; and what stands below all that is printed: whose it is, the check of what was
//! typed, the way back to Contents.

use rust_xlsxwriter::{
    ColNum, ConditionalFormatCell, ConditionalFormatCellRule, Format, RowNum, Worksheet, XlsxError,
};

use crate::contract::GridFigure;
use crate::framework::Framework;
use crate::model::Band;
use crate::workbook::cells::{FACTS, GridFact};
use crate::workbook::formulas::{self, Stored};
use crate::workbook::page;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Style, band_format, band_limits, key_style};
use crate::workbook::tables::ColumnLook;
use crate::workbook::text::{one_line, text_width};

/// The heights of title and key, in points: with the headings a quarter of a screen of 768 pixels.
const TITLE: f64 = 18.0;
const KEY: f64 = 15.75;
/// The height of both.
pub(super) const HEIGHT: f64 = TITLE + KEY;
/// The row of the key, and its first column.
const KEY_ROW: RowNum = 1;
const FIRST_SWATCH: ColNum = 2;
/// Number of columns that are on the first page of every grid.
const FIRST_PAGE: usize = 18;
/// The longest text that says what to do about ratings of a band, in characters.
const SHORT: usize = 24;

/// Writes title and key.
pub(crate) fn write(
    plan: &WorkbookPlan,
    cluster: usize,
    to: &mut Worksheet,
    columns: &[ColumnLook],
) -> Result<(), XlsxError> {
    to.set_screen_gridlines(false);
    to.set_row_height(0, TITLE)?.set_row_height(KEY_ROW, KEY)?;
    let title = plan.title_of_cluster("KSF grid", cluster);
    to.write_string_with_format(0, 0, title, plan.styles.get(Style::GridTitle))?;
    write_size(plan, cluster, to)?;
    write_key(plan, to, columns)
}

/// "11 schools, 5 gaps", and how many entries are to be corrected, if any: it follows what is typed.
fn write_size(plan: &WorkbookPlan, cluster: usize, to: &mut Worksheet) -> Result<(), XlsxError> {
    let (grid, figures) = (&plan.cells.grids[cluster], &plan.figures.clusters[cluster]);
    let cells = figures.schools.len() * plan.framework.ksfs.len();
    let size = formulas::size_of_grid(grid, figures.schools.len(), (cells, figures.overall.answered));
    let format = plan.styles.get(Style::GridKeyText);
    formulas::write(to, (KEY_ROW, 0), &size.cell_formula(), &size.into(), format)
}

/// A swatch of the key: how it looks, what stands in it, and what stands beside it, in full and in short.
struct Swatch {
    style: Style,
    inside: String,
    full: String,
    short: String,
}

/// Swatches with words beside them, from the need rank on to the right: so little height is taken from the grid. As many words
/// as there is room for above the schools.
fn write_key(plan: &WorkbookPlan, to: &mut Worksheet, columns: &[ColumnLook]) -> Result<(), XlsxError> {
    let of = |band: Band| Swatch {
        style: key_style(band),
        inside: format!("{} {}", band_limits(band, plan.framework), band.letter()),
        full: meaning(band, plan.framework),
        short: band.word().to_lowercase(),
    };
    let gap = Swatch {
        style: Style::KeyGap,
        inside: "gap".to_owned(),
        full: "no usable rating".to_owned(),
        short: String::new(),
    };
    let mut key: Vec<Swatch> = Band::ALL.into_iter().map(of).chain([gap]).collect();
    // What goes beyond the first page of a large grid is read by nobody.
    let printed = (columns.len() - GridFigure::RIGHT.len()).min(FIRST_PAGE);
    let places = loop {
        if let Some(places) = places(&key, columns, printed) {
            break places;
        }
        // The longest words are told in short first; of very few schools there is room for the swatches alone.
        let longest = (0..key.len()).filter(|at| key[*at].full != key[*at].short);
        match longest.max_by_key(|at| key[*at].full.len()) {
            Some(longest) => {
                let Swatch { full, short, .. } = &mut key[longest];
                full.clone_from(short);
            }
            None if key.iter().any(|swatch| !swatch.short.is_empty()) => {
                for swatch in &mut key {
                    swatch.short.clear();
                }
            }
            None => break (FIRST_SWATCH..ColNum::try_from(printed).unwrap_or(FIRST_SWATCH)).collect(),
        }
    };
    for (column, swatch) in places.into_iter().zip(key) {
        to.write_string_with_format(KEY_ROW, column, swatch.inside, plan.styles.get(swatch.style))?;
        if !swatch.full.is_empty() {
            let format = plan.styles.get(Style::KeyWords);
            to.write_string_with_format(KEY_ROW, column + 1, swatch.full, format)?;
        }
    }
    Ok(())
}

/// The columns of the swatches, each as far right as the words before it need; `None` if the last words go beyond a column.
fn places(key: &[Swatch], columns: &[ColumnLook], end: usize) -> Option<Vec<ColNum>> {
    let width = |column: usize| columns.get(column).map_or(8.0, |look| look.width);
    let (mut at, mut next) = (Vec::new(), usize::from(FIRST_SWATCH));
    for Swatch { full, .. } in key {
        at.push(ColNum::try_from(next).ok()?);
        next += 1;
        // The text is larger than the body's; a little stays free.
        let (mut room, needed) = (0.0, text_width(full) * 12.0 / 11.0 + 1.2);
        while room < needed && !full.is_empty() {
            room += width(next);
            next += 1;
        }
        if next > end {
            return None;
        }
    }
    Some(at)
}

/// "low: act now": the word of a band, and what to do about it where that is short.
fn meaning(band: Band, framework: &Framework) -> String {
    let word = band.word().to_lowercase();
    let meaning = one_line(&framework.definition(band).meaning);
    let sentences = meaning.split(". ").map(|sentence| sentence.trim().trim_end_matches('.'));
    let last = sentences.last().unwrap_or_default();
    let short = [Some(last), last.split([':', ',', ';']).next()].into_iter().flatten();
    let mut short = short.filter(|text| !text.is_empty() && text.chars().count() <= SHORT);
    match short.next() {
        Some(text) => {
            let mut letters = text.chars();
            let first = letters.next().map(char::to_lowercase).into_iter().flatten();
            format!("{word}: {}", first.chain(letters).collect::<String>())
        }
        None => word,
    }
}

/// Whose the grid is, label and value side by side, for those who read the sheet and for this program; the check; the link
/// back to Contents. None of it is printed or in sight when the grid is projected.
pub(crate) fn write_facts(plan: &WorkbookPlan, cluster: usize, to: &mut Worksheet) -> Result<(), XlsxError> {
    let (grid, figures) = (&plan.cells.grids[cluster], &plan.figures.clusters[cluster]);
    let period = plan.settings.period.as_deref();
    let (label, value) = (plan.styles.get(Style::Label), plan.styles.get(Style::OneLine));
    for (fact, name, text) in [
        (GridFact::LocalAuthority, "Local authority", Some(figures.local_authority.as_str())),
        (GridFact::Cluster, "Cluster", Some(figures.name.as_str())),
        (GridFact::Period, "Period", period),
    ] {
        let Some(text) = text else { continue };
        to.write_string_with_format(grid.fact_row(fact), FACTS, name, label)?;
        to.write_string_with_format(grid.fact_row(fact), FACTS + 1, one_line(text), value)?;
    }
    let row = grid.fact_row(GridFact::Check);
    to.write_string_with_format(row, FACTS, "Check", label)?;
    let formula = formulas::entries_to_correct(grid, plan.framework.scale);
    let cell = (row, FACTS + 1);
    formulas::write(to, cell, &formula, &Stored::Number(0.0), plan.styles.get(Style::Number))?;
    alert(to, cell)?;
    page::back(to, &plan.styles, (grid.fact_row(GridFact::Back), FACTS))
}

/// Makes a count of entries to correct stand out while there are any.
pub(crate) fn alert(to: &mut Worksheet, (row, column): (RowNum, ColNum)) -> Result<(), XlsxError> {
    let alert = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(0))
        .set_format(band_format(Format::new(), Band::Low));
    to.add_conditional_format(row, column, row, column, &alert)?;
    Ok(())
}
