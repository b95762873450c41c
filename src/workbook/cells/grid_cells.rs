//! Where the cells of each grid are, and of the workings right of it.

use std::ops::Range;

use rust_xlsxwriter::{ColNum, RowNum};

use crate::analyse::ClusterFigures;
use crate::contract::{FixedColumn, GridFigure, KsfColumn, KsfWorking, SchoolWorking, Sheet};
use crate::data_set::DataSet;
use crate::framework::Framework;
use crate::model::Band;
use crate::workbook::conversions;
use crate::workbook::error::WorkbookError;
use crate::workbook::text::name_list::{self, ListParts};
use crate::workbook::text::{cluster_sheet_names, unique_headings};

use super::fixed::ksf_column;
use super::references::{self, RowRef};

/// The row of the headings, under those of the title and of the key.
const HEADER: RowNum = 2;
/// Maximum number of schools that a grid has room for, with all its workings.
const SCHOOLS: usize = 10_000;
/// What a grid says about itself below all that is printed, each in a row: a label, and its value in the next column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GridFact {
    LocalAuthority,
    Cluster,
    Period,
    /// Counts the entries to correct.
    Check,
    /// The way back to Contents.
    Back,
}

/// The column of the labels of these facts; their values stand right of it.
pub(crate) const FACTS: ColNum = 1;

/// Where the cells of a cluster's grid are.
#[derive(Debug, Clone)]
pub(crate) struct GridCells {
    /// The name of its sheet.
    pub(crate) sheet: String,
    /// The name of its table.
    pub(crate) table: String,
    /// The headings of the schools' columns.
    pub(crate) schools: Vec<String>,
    /// Number of its KSFs.
    ksfs: u32,
    /// Number of questions for the workshop below it.
    questions: u32,
    /// The schools of each part of a list of names.
    list_parts: ListParts,
}

/// The cells of all grids, in the order of the clusters. `entry` is the length of the formula of a school's entry in a
/// list of names.
pub(crate) fn grids(
    cluster_names: &[String],
    clusters: &[ClusterFigures],
    data: &DataSet,
    framework: &Framework,
    entry: usize,
) -> Result<Vec<GridCells>, WorkbookError> {
    let ksfs = conversions::rows(framework.ksfs.len());
    let questions = conversions::rows(framework.questions.len());
    let sheets = cluster_sheet_names(Sheet::Grid, cluster_names);
    let mut grids = Vec::new();
    for (n, (cluster, sheet)) in (1..).zip(clusters.iter().zip(sheets)) {
        if cluster.schools.len() > SCHOOLS {
            let schools = cluster.schools.len();
            return Err(WorkbookError::TooManySchools {
                cluster: cluster.name.clone(),
                schools,
                limit: SCHOOLS,
            });
        }
        let names = cluster.schools.iter().map(|s| data.schools[s.record].school.as_str());
        let schools = school_headings(names);
        grids.push(GridCells {
            sheet,
            table: format!("Grid_{n}"),
            list_parts: name_list::divided(&schools, entry),
            schools,
            ksfs,
            questions,
        });
    }
    Ok(grids)
}

/// The headings of a grid's columns of schools.
pub(crate) fn school_headings<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let ours = [KsfColumn::headings(), GridFigure::headings()].concat();
    unique_headings(names, &ours, "school")
}

impl GridCells {
    /// The row of the headings.
    pub(crate) fn header() -> RowNum {
        HEADER
    }

    /// The row of a KSF.
    pub(crate) fn ksf_row(ksf: u32) -> RowNum {
        HEADER + 1 + ksf
    }

    /// The last row of KSFs.
    pub(crate) fn last_ksf_row(&self) -> RowNum {
        HEADER + self.ksfs
    }

    /// The row of the schools' averages, the last of the table.
    pub(crate) fn averages_row(&self) -> RowNum {
        HEADER + self.ksfs + 1
    }

    /// The column of a school, by its index in the cluster.
    pub(crate) fn school_column(school: usize) -> ColNum {
        Self::first_school() + conversions::columns(school)
    }

    /// The column of the first school.
    pub(crate) fn first_school() -> ColNum {
        conversions::columns(KsfColumn::ALL.len() + GridFigure::LEFT.len())
    }

    /// The last column of schools.
    pub(crate) fn last_school_column(&self) -> ColNum {
        Self::school_column(self.schools.len()) - 1
    }

    /// The column of a figure.
    pub(crate) fn column(&self, figure: GridFigure) -> ColNum {
        let before = if GridFigure::LEFT.contains(&figure) { 0 } else { self.schools.len() };
        conversions::columns(KsfColumn::ALL.len() + before + figure.index())
    }

    /// The last row to be printed: that of the last question, or else of the averages.
    pub(crate) fn last_printed_row(&self) -> RowNum {
        self.averages_row() + if self.questions > 0 { 2 + self.questions } else { 0 }
    }

    /// The row of a fact about the grid.
    pub(crate) fn fact_row(&self, fact: GridFact) -> RowNum {
        self.last_printed_row() + 2 + fact as RowNum
    }

    /// The cell that holds the cluster's name, for a formula on the same sheet.
    pub(crate) fn cluster_name(&self) -> String {
        references::cell(self.fact_row(GridFact::Cluster), FACTS + 1)
    }

    /// The cell that counts the entries to correct, for a formula on the same sheet.
    pub(crate) fn own_check(&self) -> String {
        references::cell(self.fact_row(GridFact::Check), FACTS + 1)
    }

    /// The ratings in a row, for a formula on the same sheet.
    pub(crate) fn ratings_in_row(&self, row: RowRef) -> String {
        references::row_range(row, Self::first_school(), self.last_school_column())
    }

    /// The ratings in a column, for a formula on the same sheet.
    pub(crate) fn ratings_in_column(&self, column: ColNum) -> String {
        references::column_range(column, Self::ksf_row(0), self.last_ksf_row())
    }

    /// All ratings, for a formula on the same sheet.
    pub(crate) fn all_ratings(&self) -> String {
        references::range(
            Self::ksf_row(0),
            Self::first_school(),
            self.last_ksf_row(),
            self.last_school_column(),
        )
    }

    /// Cells of the grid's sheet, for a formula on another sheet.
    pub(crate) fn quoted(&self, reference: &str) -> String {
        references::on_sheet(&self.sheet, reference)
    }

    /// A column in the rows of the KSFs, for a formula on another sheet.
    fn of_ksfs(&self, column: ColNum) -> String {
        self.quoted(&references::range(Self::ksf_row(0), column, self.last_ksf_row(), column))
    }

    /// A figure of all KSFs, for a formula on another sheet.
    pub(crate) fn figures(&self, figure: GridFigure) -> String {
        self.of_ksfs(self.column(figure))
    }

    /// A figure over all KSFs and schools, in the last row, for a formula on another sheet.
    pub(crate) fn overall(&self, figure: GridFigure) -> String {
        self.quoted(&references::cell(self.averages_row(), self.column(figure)))
    }

    /// The schools of each part of a list of names, if it has several; empty if the names fit into one formula.
    pub(crate) fn several_list_parts(&self) -> &[Range<usize>] {
        if self.list_parts.len() > 1 { &self.list_parts } else { &[] }
    }

    /// The first column of the workings, behind a blank column.
    pub(crate) fn workings(&self) -> ColNum {
        self.last_school_column() + 2 + conversions::columns(GridFigure::RIGHT.len())
    }

    /// The column of a KSF's working.
    pub(crate) fn ksf_working(&self, working: KsfWorking) -> ColNum {
        self.workings() + conversions::columns(working.index())
    }

    /// The column of a part of the names of the schools that are low, or else high, by the part's index.
    pub(crate) fn list_part(&self, band: Band, part: ColNum) -> ColNum {
        let before =
            if band == Band::Low { 0 } else { conversions::columns(self.several_list_parts().len()) };
        self.workings() + conversions::columns(KsfWorking::ALL.len()) + before + part
    }

    /// The first column of the schools' workings; a blank column stands before them.
    pub(crate) fn school_workings(&self) -> ColNum {
        let of_ksfs = KsfWorking::ALL.len() + 2 * self.several_list_parts().len();
        self.workings() + conversions::columns(of_ksfs) + 1
    }

    /// The column of a school's working.
    pub(crate) fn school_working(&self, working: SchoolWorking) -> ColNum {
        self.school_workings() + conversions::columns(working.index())
    }

    /// The row of a school's workings, by its index in the cluster.
    pub(crate) fn school_row(school: usize) -> RowNum {
        HEADER + 1 + conversions::rows(school)
    }

    /// The cell that counts the entries to correct, for a formula on another sheet.
    pub(crate) fn check(&self) -> String {
        self.quoted(&self.own_check())
    }

    /// The headings of the schools, for a formula on the same sheet.
    pub(crate) fn headings(&self) -> String {
        references::range(HEADER, Self::first_school(), HEADER, self.last_school_column())
    }

    /// The names of the KSFs, for a formula on another sheet.
    pub(crate) fn ksf_names(&self) -> String {
        self.of_ksfs(ksf_column(KsfColumn::Name))
    }

    /// A working of all KSFs, for a formula on another sheet.
    pub(crate) fn workings_of_ksfs(&self, working: KsfWorking) -> String {
        self.of_ksfs(self.ksf_working(working))
    }

    /// A working of all schools, for a formula on another sheet.
    pub(crate) fn workings_of_schools(&self, working: SchoolWorking) -> String {
        let column = self.school_working(working);
        let last = Self::school_row(self.schools.len() - 1);
        self.quoted(&references::range(Self::school_row(0), column, last, column))
    }
}
