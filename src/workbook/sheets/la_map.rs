//! KSFs by cluster: the KSFs of an authority in need order, its clusters from the lowest average to the highest, shaded.
//! Nothing is typed here, so that rows and columns may change places when ratings do.
//!
//! The names of the clusters are formulas, as no headings of a table can be: they stand above it, and the table's own headings
//! say the clusters' places.

use rust_xlsxwriter::{ColNum, IgnoreError, RowNum, TableColumn, Worksheet, XlsxError};

use crate::analyse::ClusterFigures;
use crate::contract::{
    ClusterWorking, ClustersColumn, FixedColumn, LaMapColumn, LaSummaryColumn, PrioritiesColumn,
};
use crate::model::counted;
use crate::workbook::cells::{CellRange, ColumnRef, RowRef, references};
use crate::workbook::conversions;
use crate::workbook::error::WorkbookError;
use crate::workbook::formulas::{self, Ranked, Stored};
use crate::workbook::page::{self, GrowingColumns};
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::style::{Marks, Style, map_key, shading};
use crate::workbook::tables::{self, ColumnLook, TableSpec, turned_lines, wider};
use crate::workbook::text::one_line;

use super::school_lists::ksf_numbers;

/// The rows of the key, of the clusters' names and of the table's headings.
const KEY: RowNum = 1;
const NAMES: RowNum = 2;
const HEADER: RowNum = 3;
/// The heights of rows, in points: the first four are in sight always, and take no more than a quarter of a screen.
const HEIGHTS: [f64; 4] = [18.0, 16.0, 76.0, 33.0];
const KSF_HEIGHT: f64 = 42.0;
const LAST_HEIGHT: f64 = 24.0;
/// The width of a cluster's column, in digits.
const WIDTH: f64 = 7.3;
/// The width of all of them together, if they are few, and the greatest of one.
const TOGETHER: f64 = 80.0;
const WIDEST: f64 = 13.0;
/// The smallest text, in points.
const TEXT: f64 = 12.0;

/// What a reader should know, below the table.
const SAID: [&str; 3] = [
    "The darker the orange, the lower the average.",
    "Clusters stand from the lowest average to the highest.",
    "Averages are over all ratings: bigger clusters weigh more.",
];

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let map = Map::new(plan);
    map.write_head(to)?;
    map.write_names(to)?;
    map.write_table(to)?;
    map.write_clusters(to)?;
    map.shade(to)?;
    map.print(to)?;
    Ok(())
}

struct Map<'a> {
    plan: &'a WorkbookPlan<'a>,
    looks: Vec<ColumnLook>,
    /// The clusters from the lowest average to the highest.
    clusters: Vec<&'a ClusterFigures>,
}

impl<'a> Map<'a> {
    fn new(plan: &'a WorkbookPlan<'a>) -> Self {
        let order = &plan.figures.from_lowest;
        let look = |heading: &str, width, style| ColumnLook {
            heading: heading.to_owned(),
            width,
            style,
            turned: false,
        };
        let few = (TOGETHER / f64::from(conversions::count(order.len().max(1)))).min(WIDEST);
        let width = few.max(WIDTH) + wider(plan.framework);
        let mut looks: Vec<ColumnLook> = LaMapColumn::ALL
            .iter()
            .map(|column| match column {
                LaMapColumn::NeedRank => look(column.heading(), 6.2, Style::GridNumber),
                LaMapColumn::Ksf => look(column.heading(), 35.0, Style::GridKsf),
                LaMapColumn::InFirstThree => look(column.heading(), 7.4, Style::GridNumber),
                LaMapColumn::AllSchools => {
                    look(column.heading(), 8.0 + wider(plan.framework), Style::MapAverage)
                }
            })
            .collect();
        // Names change places, so that every column has room for the longest.
        let lines = plan.cluster_names.iter().map(|name| turned_lines(name, HEIGHTS[2]));
        let room = (lines.fold(1.0, f64::max).min(5.0) * 15.5 / 0.75 - 1.0) / 8.0;
        let places = 1..=order.len();
        looks.extend(places.map(|place| look(&place.to_string(), width.max(room), Style::MapAverage)));
        Self { plan, looks, clusters: order.iter().map(|&at| &plan.figures.clusters[at]).collect() }
    }

    fn first_cluster() -> ColNum {
        conversions::columns(LaMapColumn::ALL.len())
    }

    fn column(cluster: usize) -> ColNum {
        Self::first_cluster() + conversions::columns(cluster)
    }

    fn last_column(&self) -> ColNum {
        conversions::columns(self.looks.len() - 1)
    }

    fn last_ksf_row(&self) -> RowNum {
        HEADER + conversions::rows(self.plan.framework.ksfs.len())
    }

    fn averages_row(&self) -> RowNum {
        self.last_ksf_row() + 1
    }

    fn last_printed_row(&self) -> RowNum {
        self.averages_row() + 2 + conversions::rows(SAID.len())
    }

    /// The row that holds the index of each column's cluster.
    fn indexes_row(&self) -> RowNum {
        self.last_printed_row() + 2
    }

    fn write_head(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (plan, styles) = (self.plan, &self.plan.styles);
        to.set_screen_gridlines(false);
        for (row, height) in (0..).zip(HEIGHTS) {
            to.set_row_height(row, height)?;
        }
        let clusters = counted(self.clusters.len(), "cluster");
        let of = match plan.authorities() {
            names if names.is_empty() => String::new(),
            names => format!("{names}, "),
        };
        let title = format!("KSFs by cluster: {of}{clusters}, greatest need first");
        to.write_string_with_format(0, 0, title, styles.get(Style::GridTitle))?;
        let text = styles.get(Style::GridKeyText);
        to.write_string_with_format(KEY, 1, "Key: ▼ lowest, ▲ highest cluster", text)?;
        for (column, (words, format)) in (Self::first_cluster() - 2..).zip(map_key(plan.framework)) {
            to.write_string_with_format(KEY, column, words, &format)?;
        }
        Ok(())
    }

    /// The names of the clusters, which change places, over the table's headings.
    fn write_names(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (plan, format) = (self.plan, self.plan.styles.get(Style::MapName));
        for column in 0..Self::first_cluster() {
            to.write_blank(NAMES, column, format)?;
        }
        for (place, &cluster) in plan.figures.from_lowest.iter().enumerate() {
            let name = one_line(&plan.cluster_names[cluster]).into_owned();
            let formula = self.of_cluster(place, ClustersColumn::Cluster);
            formulas::write(to, (NAMES, Self::column(place)), &formula, &Stored::text(name), format)?;
        }
        Ok(())
    }

    /// What the table of clusters says of the one at a place.
    fn of_cluster(&self, place: usize, column: ClustersColumn) -> String {
        let table = &self.plan.cells;
        let list = table.of_clusters(table.clusters.number(column));
        format!("=INDEX({list},{})", references::cell(self.indexes_row(), Self::column(place)))
    }

    fn write_table(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (plan, styles) = (self.plan, &self.plan.styles);
        let order = &plan.figures.need_order;
        let ranks = plan.cells.la_summary.column(LaSummaryColumn::NeedRank);
        let rank = references::in_row(RowRef::Any, 0);
        let index = references::cell(self.indexes_row(), ColumnRef::Any);
        let average = format!("=INDEX({},MATCH({rank},{ranks},0),{index})", plan.cells.summary_averages());
        let average = plan.repeated.add(&average);
        for (rank, (&ksf, row)) in order.iter().zip(HEADER + 1..).enumerate() {
            to.set_row_height(row, KSF_HEIGHT)?;
            let factor = &plan.figures.factors[ksf];
            let ranked = Ranked { cells: &plan.cells, cluster: None, rank };
            to.write_number_with_format(row, 0, conversions::count(rank + 1), styles.get(Style::GridNumber))?;
            let label = one_line(&plan.framework.label(ksf)).into_owned();
            let in_first_three = plan.figures.across[ksf].in_first_three.into();
            let figure = |column| ranked.figure(PrioritiesColumn::Average, column);
            for (column, formula, stored) in [
                (LaMapColumn::Ksf, ranked.label(), Stored::text(label)),
                (LaMapColumn::InFirstThree, figure(LaSummaryColumn::InFirstThree), in_first_three),
                (LaMapColumn::AllSchools, figure(LaSummaryColumn::AllSchools), factor.mean().into()),
            ] {
                let format = styles.get(self.looks[column.index()].style);
                let number = conversions::columns(column.index());
                formulas::write(to, (row, number), &formula, &stored, format)?;
            }
            for (place, cluster) in self.clusters.iter().enumerate() {
                let column = Self::column(place);
                let stored = cluster.factors[ksf].mean().into();
                let format = styles.get(Style::MapAverage);
                formulas::write(to, (row, column), &average.at(row, column), &stored, format)?;
            }
        }
        let headings: Vec<TableColumn> =
            self.looks.iter().map(|look| TableColumn::new().set_header(&look.heading)).collect();
        let spec = TableSpec {
            name: LaMapColumn::TABLE,
            about: "The average of each KSF in each cluster: KSFs in order of need, clusters from the lowest average to the \
                    highest, headed by their places; their names stand above.",
            header: HEADER,
            columns: &self.looks,
            filter: false,
            headings: Some(HEIGHTS[3]),
            row_height: None,
        };
        tables::add(to, &spec, &headings, self.last_ksf_row(), false)?;
        tables::write_headings(to, styles, &spec)?;
        // Headings are texts, places among them, too.
        to.ignore_error_range(HEADER, 0, HEADER, self.last_column(), IgnoreError::NumberStoredAsText)?;
        for (column, look) in (0..).zip(&self.looks) {
            to.write_string_with_format(HEADER, column, &look.heading, styles.get(Style::MapHeading))?;
        }
        tables::set_widths(to, &self.looks)
    }

    /// Each cluster's average and first three needs below the table, and which cluster each column is about.
    fn write_clusters(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (plan, styles) = (self.plan, &self.plan.styles);
        let (averages, needs, indexes) = (self.averages_row(), self.averages_row() + 1, self.indexes_row());
        for (row, label) in [(averages, "Average of the cluster"), (needs, "First three needs (KSF numbers)")]
        {
            to.set_row_height(row, LAST_HEIGHT)?;
            to.write_string_with_format(row, 1, label, styles.get(Style::MapLabel))?;
        }
        let all = conversions::columns(LaMapColumn::AllSchools.index());
        let overall = plan.figures.overall.mean().into();
        let formula = formulas::average_of_all(&plan.cells);
        formulas::write(to, (averages, all), &formula, &overall, styles.get(Style::MapAverage))?;
        to.write_string_with_format(
            indexes,
            1,
            "Workings: the place of each cluster in the table of clusters",
            styles.get(Style::WorkingHeading),
        )?;
        let places = plan.cells.of_clusters(plan.cells.cluster_working(ClusterWorking::Place));
        for (place, (&at, cluster)) in plan.figures.from_lowest.iter().zip(&self.clusters).enumerate() {
            let column = Self::column(place);
            let index = format!("=MATCH({},{places},0)", place + 1);
            let stored = conversions::count(at + 1).into();
            formulas::write(to, (indexes, column), &index, &stored, styles.get(Style::Working))?;
            let average = self.of_cluster(place, ClustersColumn::Average);
            let stored = cluster.overall.mean().into();
            formulas::write(to, (averages, column), &average, &stored, styles.get(Style::MapAverage))?;
            let needs_now = ksf_numbers(plan.framework, &cluster.first_three);
            let formula = self.of_cluster(place, ClustersColumn::FirstThree);
            let style = styles.get(Style::MapNeeds);
            formulas::write(to, (needs, column), &formula, &Stored::text(needs_now), style)?;
        }
        for (row, said) in (self.averages_row() + 3..).zip(SAID) {
            to.write_string_with_format(row, 1, said, styles.get(Style::GridKeyText))?;
        }
        page::back(to, styles, (indexes + 1, 1))
    }

    fn shade(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (plan, all) = (self.plan, conversions::columns(LaMapColumn::AllSchools.index()));
        let (top, bottom, averages) = (HEADER + 1, self.last_ksf_row(), self.averages_row());
        let (left, right) = (Self::first_cluster(), self.last_column());
        shading::first_needs(to, CellRange::column(0, top, bottom), all)?;
        shading::graded(to, CellRange::column(all, top, bottom), plan.framework, Marks::None)?;
        shading::graded(to, CellRange { top, left, bottom, right }, plan.framework, Marks::InRows)?;
        let last = CellRange { top: averages, left: all, bottom: averages, right };
        shading::graded(to, last, plan.framework, Marks::None)
    }

    fn print(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let widths: Vec<f64> = self.looks.iter().map(|look| look.width).collect();
        let (repeated, others) = widths.split_at(usize::from(Self::first_cluster()));
        let ksfs = f64::from(conversions::count(self.plan.framework.ksfs.len()));
        let height = HEIGHTS.iter().sum::<f64>() + ksfs * KSF_HEIGHT + 2.0 * LAST_HEIGHT + 60.0;
        let columns = GrowingColumns { repeated, others, height: Some(height) };
        page::print_growing(to, &columns, self.last_printed_row(), TEXT)?;
        to.set_repeat_rows(NAMES, HEADER)?;
        to.set_freeze_panes(HEADER + 1, Self::first_cluster())?;
        Ok(())
    }
}
