//! The action plan: each cluster's first needs, with room to write.

use rust_xlsxwriter::{DataValidation, Formula, RowNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;
use crate::model::Band;

use super::bands::{self, Block};
use super::book::Book;
use super::formulas::{self, KSF_LIST, Stored};
use super::place::{Figure, KsfWorking};
use super::styles::Style;
use super::table::{Column, Value, column, turned};
use super::table_sheet::{self, TableSheet};
use super::{lists, page, references, workings};

/// Rows of each cluster beyond its first needs.
const SPARE_ROWS: usize = 2;
const KSF: u16 = 1;
const AVERAGE: u16 = 3;

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Action plan",
        table: "ActionPlan",
        about: "Actions of each cluster: its first three needs and two spare rows, with empty columns to fill in.",
        note: "Each cluster's first three needs are filled in; choose another KSF from the list in its cell. White \
               cells are for you to fill in; grey ones follow the KSF and the ratings in the grids.",
        filter: false,
        row_height: Some(54.0),
        frozen: 2,
        alike: Some(1),
    };
    let rows = (0..book.figures.clusters.len()).flat_map(|c| rows(book, c)).collect();
    let body = table_sheet::write(book, to, &sheet, columns(bands::wider(book.framework)), rows)?;
    let groups = book.figures.clusters.iter().map(|cluster| cluster.first_three.len() + SPARE_ROWS);
    to.set_page_breaks(&body.breaks(groups))?;
    let list = DataValidation::new()
        .allow_list_formula(Formula::new(format!("={KSF_LIST}")))
        .set_error_title("Not a KSF")?
        .set_error_message("Please choose a KSF from the list, or clear the cell.")?;
    to.add_data_validation(body.first, KSF, body.last, KSF, &list)?;
    bands::averages(to, Block::column(AVERAGE, body.first, body.last), book.framework)
}

fn columns(wider: f64) -> Vec<Column> {
    vec![
        column("Cluster", 16.0, Style::Text),
        column("KSF", 30.0, Style::Text),
        turned("Need rank", 6.0, Style::CalculatedNumber),
        turned("Average", 7.6 + wider, Style::CalculatedAverage),
        column("Schools low", 30.0, Style::CalculatedText),
        column("Action", 38.0, Style::Entry),
        column("Lead", 14.0, Style::Entry),
        column("Support from", 16.0, Style::Entry),
        column("By when", 12.0, Style::Date),
        column("How we will know", 30.0, Style::Entry),
    ]
}

fn rows<'a>(book: &'a Book, at: usize) -> impl Iterator<Item = Vec<Value<'a>>> {
    let cluster = &book.figures.clusters[at];
    let first = book.figures.clusters[..at].iter().map(|c| c.first_three.len() + SPARE_ROWS).sum::<usize>();
    let needs = cluster.first_three.iter().copied().map(Some).chain([None; SPARE_ROWS]);
    needs.enumerate().map(move |(nth, ksf)| {
        let chosen = references::in_row(row(first + nth), KSF);
        let grid = &book.places.grids[at];
        let live = |list: String, stored| Value::formula(formulas::at_chosen_ksf(&list, &chosen), stored);
        let factor = ksf.map(|ksf| &cluster.factors[ksf]);
        let low = ksf.map(|ksf| lists::text(&workings::schools_in(book, cluster, ksf, Band::Low)));
        let mut row = vec![
            Value::text(book.cluster_names[at].as_str()),
            Value::maybe(ksf.map(|ksf| book.framework.label(ksf))),
            live(grid.figures(Figure::NeedRank), factor.map(|f| f64::from(f.need_rank)).into()),
            live(grid.figures(Figure::Average), factor.and_then(FactorFigures::mean).into()),
            live(grid.workings_of_ksfs(KsfWorking::SchoolsLow), Stored::text(low.unwrap_or_default())),
        ];
        row.resize(columns(0.0).len(), Value::Empty);
        row
    })
}

/// The row of the sheet that a row of the table stands in.
fn row(at: usize) -> RowNum {
    page::BODY + 1 + u32::try_from(at).unwrap_or(u32::MAX)
}
