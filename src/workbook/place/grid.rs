//! Where the cells of each grid are, and of the workings beside it.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::analyse::ClusterFigures;
use crate::data_set::DataSet;
use crate::framework::Framework;

use super::super::error::WorkbookError;
use super::super::lists::{self, Chunks};
use super::super::names;
use super::super::references::{self, Row};
use super::figure::{Figure, KSF_HEADINGS};
use super::workings::{KsfWorking, SchoolWorking};

/// The first column of schools.
const FIRST_SCHOOL: ColNum = 2;
/// The column of the KSFs' names.
const KSF_NAMES: ColNum = 1;
/// The row of the headings.
const HEADER: RowNum = 7;
/// The most schools that a grid has room for, with all its workings.
const SCHOOLS: usize = 10_000;
/// The cell that holds the cluster's name.
pub(in crate::workbook) const CLUSTER_NAME: (RowNum, ColNum) = (4, 1);
/// The cell that counts the entries to correct.
pub(in crate::workbook) const CHECK: (RowNum, ColNum) = (6, 1);
/// Up to so many schools the key is wider than the table and pushes the workings to the right.
const NARROW: ColNum = 6;

/// Where a cluster's grid is.
#[derive(Debug, Clone)]
pub(in crate::workbook) struct GridPlace {
    /// The name of its sheet.
    pub(in crate::workbook) sheet: String,
    /// The name of its table.
    pub(in crate::workbook) table: String,
    /// The headings of the schools' columns.
    pub(in crate::workbook) schools: Vec<String>,
    /// How many KSFs it has.
    ksfs: u32,
    /// The row of its headings.
    header: RowNum,
    /// The column of its first school.
    first_school: ColNum,
    /// The schools of each part of a list of names.
    chunks: Chunks,
}

/// The places of all grids, in the order of the clusters. `entry` is the length of the formula of a school's entry in a
/// list of names.
pub(in crate::workbook) fn grids(
    cluster_names: &[String],
    clusters: &[ClusterFigures],
    data: &DataSet,
    framework: &Framework,
    entry: usize,
) -> Result<Vec<GridPlace>, WorkbookError> {
    let ksfs = u32::try_from(framework.ksfs.len()).unwrap_or(u32::MAX);
    let sheets = names::grid_sheets(cluster_names);
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
        grids.push(GridPlace {
            sheet,
            table: format!("Grid_{n}"),
            chunks: lists::chunks(&schools, entry),
            schools,
            ksfs,
            header: HEADER,
            first_school: FIRST_SCHOOL,
        });
    }
    Ok(grids)
}

/// The headings of a grid's columns of schools.
pub(in crate::workbook) fn school_headings<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let ours = [&KSF_HEADINGS[..], &Figure::ALL.map(Figure::heading)].concat();
    names::headings(names, &ours, "school")
}

impl GridPlace {
    /// The row of the headings.
    pub(in crate::workbook) fn header(&self) -> RowNum {
        self.header
    }

    /// The row of a KSF.
    pub(in crate::workbook) fn ksf_row(&self, ksf: u32) -> RowNum {
        self.header + 1 + ksf
    }

    /// The last row of KSFs.
    pub(in crate::workbook) fn last_ksf_row(&self) -> RowNum {
        self.header + self.ksfs
    }

    /// The row of the schools' averages, the last of the table.
    pub(in crate::workbook) fn averages_row(&self) -> RowNum {
        self.header + self.ksfs + 1
    }

    /// The column of a school, by its place in the cluster.
    pub(in crate::workbook) fn school_column(&self, school: ColNum) -> ColNum {
        self.first_school + school
    }

    /// The last column of schools.
    pub(in crate::workbook) fn last_school_column(&self) -> ColNum {
        let schools = ColNum::try_from(self.schools.len()).expect("checked against the columns of a sheet");
        self.first_school + schools - 1
    }

    /// The column of a figure.
    pub(in crate::workbook) fn column(&self, figure: Figure) -> ColNum {
        self.last_school_column() + 1 + figure as ColNum
    }

    /// The ratings in a row, for a formula on the same sheet.
    pub(in crate::workbook) fn ratings_in_row(&self, row: Row) -> String {
        references::row_range(row, self.first_school, self.last_school_column())
    }

    /// The ratings in a column, for a formula on the same sheet.
    pub(in crate::workbook) fn ratings_in_column(&self, column: ColNum) -> String {
        references::column_range(column, self.ksf_row(0), self.last_ksf_row())
    }

    /// All ratings, for a formula on the same sheet.
    pub(in crate::workbook) fn all_ratings(&self) -> String {
        references::range(self.ksf_row(0), self.first_school, self.last_ksf_row(), self.last_school_column())
    }

    /// Cells of the grid's sheet, for a formula on another sheet.
    pub(in crate::workbook) fn quoted(&self, reference: &str) -> String {
        references::on_sheet(&self.sheet, reference)
    }

    /// A figure of all KSFs, for a formula on another sheet.
    pub(in crate::workbook) fn figures(&self, figure: Figure) -> String {
        let column = self.column(figure);
        self.quoted(&references::range(self.ksf_row(0), column, self.last_ksf_row(), column))
    }

    /// A figure over all KSFs and schools, in the last row, for a formula on another sheet.
    pub(in crate::workbook) fn overall(&self, figure: Figure) -> String {
        self.quoted(&references::cell(self.averages_row(), self.column(figure)))
    }

    /// The schools of each part of a list of names; one part where the names fit into one formula.
    pub(in crate::workbook) fn chunks(&self) -> &Chunks {
        &self.chunks
    }

    /// How many columns the parts of one list take: none where it has only one.
    fn parts(&self) -> ColNum {
        let parts = ColNum::try_from(self.chunks.len()).unwrap_or(ColNum::MAX);
        if parts > 1 { parts } else { 0 }
    }

    /// The parts of a list of names, where it has several.
    pub(in crate::workbook) fn parts_of_lists(&self) -> impl Iterator<Item = ColNum> {
        0..self.parts()
    }

    /// The first column of the workings.
    pub(in crate::workbook) fn workings(&self) -> ColNum {
        let schools = self.last_school_column() + 1 - self.first_school;
        self.column(Figure::NeedRank) + 2 + NARROW.saturating_sub(schools)
    }

    /// The column of a KSF's working.
    pub(in crate::workbook) fn ksf_working(&self, working: KsfWorking) -> ColNum {
        self.workings() + working as ColNum
    }

    /// The column of a part of the names of the schools that are low, or else high.
    pub(in crate::workbook) fn part(&self, low: bool, part: ColNum) -> ColNum {
        let before = if low { 0 } else { self.parts() };
        self.workings() + KsfWorking::COLUMNS + before + part
    }

    /// How many columns the workings of KSFs take.
    pub(in crate::workbook) fn ksf_columns(&self) -> ColNum {
        KsfWorking::COLUMNS + 2 * self.parts()
    }

    /// The column of a school's working; a blank column stands before them.
    pub(in crate::workbook) fn school_working(&self, working: SchoolWorking) -> ColNum {
        self.workings() + self.ksf_columns() + 1 + working as ColNum
    }

    /// The row of a school's workings, by its place in the cluster.
    pub(in crate::workbook) fn school_row(&self, school: usize) -> RowNum {
        self.header + 1 + u32::try_from(school).unwrap_or(u32::MAX)
    }

    /// The cell that counts the entries to correct, for a formula on another sheet.
    pub(in crate::workbook) fn check(&self) -> String {
        self.quoted(&references::cell(CHECK.0, CHECK.1))
    }

    /// The headings of the schools, for a formula on the same sheet.
    pub(in crate::workbook) fn headings(&self) -> String {
        references::range(self.header, self.first_school, self.header, self.last_school_column())
    }

    /// The names of the KSFs, for a formula on another sheet.
    pub(in crate::workbook) fn ksf_names(&self) -> String {
        self.quoted(&references::range(self.ksf_row(0), KSF_NAMES, self.last_ksf_row(), KSF_NAMES))
    }

    /// A working of all KSFs, for a formula on another sheet.
    pub(in crate::workbook) fn workings_of_ksfs(&self, working: KsfWorking) -> String {
        let column = self.ksf_working(working);
        self.quoted(&references::range(self.ksf_row(0), column, self.last_ksf_row(), column))
    }

    /// A working of all schools, for a formula on another sheet.
    pub(in crate::workbook) fn workings_of_schools(&self, working: SchoolWorking) -> String {
        let column = self.school_working(working);
        let last = self.school_row(self.schools.len() - 1);
        self.quoted(&references::range(self.school_row(0), column, last, column))
    }
}
