//! The action plan: each cluster's first needs, with room to write.

use rust_xlsxwriter::{DataValidation, Formula, Worksheet};

use super::bands::{self, Block};
use super::styles::Style;
use super::table::{self, Column, TableSpec, Value, column, turned};
use super::{Book, WorkbookError, page, priorities};

/// The name of the list of KSFs on Contents that the KSF of an action is chosen from.
pub(super) const KSF_LIST: &str = "KSF_list";
/// Rows of each cluster beyond its first needs.
const SPARE_ROWS: usize = 2;
const KSF: u16 = 1;
const AVERAGE: u16 = 3;

/// Writes the sheet.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let columns = columns();
    table::set_widths(to, &columns)?;
    let spec = TableSpec {
        name: "ActionPlan",
        about: "Actions of each cluster: its first three needs and two spare rows, with empty columns to fill in.",
        header: page::BODY,
        columns: &columns,
        filter: false,
        row_height: Some(48.0),
    };
    let rows = (0..book.figures.clusters.len()).flat_map(|c| rows(book, c));
    let last = table::write(to, &book.styles, &spec, None, rows)?;
    let about = format!(
        "{} Each cluster's first three needs are filled in; choose another KSF from the list in its cell. Empty \
         cells are for you to fill in.",
        page::about_table(spec.name, spec.header, last)
    );
    page::open(to, &book.styles, "Action plan", &about)?;
    let list = DataValidation::new()
        .allow_list_formula(Formula::new(format!("={KSF_LIST}")))
        .set_error_title("Not a KSF")?
        .set_error_message("Please choose a KSF from the list, or clear the cell.")?;
    to.add_data_validation(spec.header + 1, KSF, last, KSF, &list)?;
    bands::averages(to, Block::column(AVERAGE, spec.header + 1, last), book.framework)?;
    page::print(to, last, u16::try_from(columns.len() - 1).unwrap_or(u16::MAX))?;
    page::keep_headings(to, spec.header, 2)?;
    Ok(())
}

fn columns() -> [Column; 10] {
    [
        column("Cluster", 16.0, Style::Wrapped),
        column("KSF", 30.0, Style::Wrapped),
        turned("Need rank", 6.0, Style::Count),
        turned("Average", 7.6, Style::Average),
        column("Schools low", 30.0, Style::Wrapped),
        column("Action", 36.0, Style::Wrapped),
        column("Lead", 14.0, Style::Wrapped),
        column("Support from", 16.0, Style::Wrapped),
        column("By when", 12.0, Style::Date),
        column("How we will know", 28.0, Style::Wrapped),
    ]
}

fn rows<'a>(book: &'a Book, at: usize) -> impl Iterator<Item = Vec<Value<'a>>> {
    let cluster = &book.figures.clusters[at];
    let needs = cluster.first_three.iter().map(move |&ksf| {
        let factor = &cluster.factors[ksf];
        vec![
            Value::text(book.framework.label(ksf)),
            Value::count(factor.need_rank),
            Value::mean(factor.mean()),
            Value::text(priorities::schools_low(book, cluster, ksf)),
        ]
    });
    let spare = std::iter::repeat_n(Vec::new(), SPARE_ROWS);
    needs.chain(spare).map(move |filled| {
        let mut row = vec![Value::text(book.cluster_names[at].as_str())];
        row.extend(filled);
        row.resize(columns().len(), Value::Empty);
        row
    })
}
