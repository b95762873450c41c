//! Where the cells of each grid are: the one address book for formulas on any sheet.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::analyse::ClusterFigures;
use crate::data_set::DataSet;
use crate::framework::Framework;

use super::{WorkbookError, names, references};

/// A column of a grid that follows from the ratings, in their order right of the schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    Total,
    Average,
    Answered,
    Low,
    Medium,
    High,
    NeedRank,
}

impl Figure {
    pub(super) const ALL: [Self; 7] =
        [Self::Total, Self::Average, Self::Answered, Self::Low, Self::Medium, Self::High, Self::NeedRank];

    /// The heading of its column.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Total => "Total",
            Self::Average => "Average",
            Self::Answered => "Answered",
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::NeedRank => "Need rank",
        }
    }
}

/// The headings of the two columns left of the schools.
pub(super) const KSF_HEADINGS: [&str; 2] = ["KSF number", "KSF"];
/// The first column of schools.
const FIRST_SCHOOL: ColNum = 2;
/// The row of the headings.
const HEADER: RowNum = 7;
/// The columns of a sheet.
const COLUMNS: usize = 16_384;

/// Where a cluster's grid is.
#[derive(Debug, Clone)]
pub(super) struct GridPlace {
    /// The name of its sheet.
    pub(super) sheet: String,
    /// The name of its table.
    pub(super) table: String,
    /// The headings of the schools' columns.
    pub(super) schools: Vec<String>,
    /// How many KSFs it has.
    ksfs: u32,
    /// The row of its headings.
    header: RowNum,
    /// The column of its first school.
    first_school: ColNum,
}

/// The places of all grids, in the order of the clusters.
pub(super) fn grids(
    cluster_names: &[String],
    clusters: &[ClusterFigures],
    data: &DataSet,
    framework: &Framework,
) -> Result<Vec<GridPlace>, WorkbookError> {
    let mut ours = KSF_HEADINGS.to_vec();
    ours.extend(Figure::ALL.map(Figure::heading));
    let limit = COLUMNS - ours.len();
    let ksfs = u32::try_from(framework.ksfs.len()).unwrap_or(u32::MAX);
    let sheets = names::grid_sheets(cluster_names);
    let mut grids = Vec::new();
    for (n, (cluster, sheet)) in (1..).zip(clusters.iter().zip(sheets)) {
        if cluster.schools.len() > limit {
            let schools = cluster.schools.len();
            return Err(WorkbookError::TooManySchools { cluster: cluster.name.clone(), schools, limit });
        }
        let names = cluster.schools.iter().map(|s| data.schools[s.record].school.as_str());
        let schools = names::headings(names, &ours, "school");
        grids.push(GridPlace {
            sheet,
            table: format!("Grid_{n}"),
            schools,
            ksfs,
            header: HEADER,
            first_school: FIRST_SCHOOL,
        });
    }
    Ok(grids)
}

impl GridPlace {
    /// The row of the headings.
    pub(super) fn header(&self) -> RowNum {
        self.header
    }

    /// The row of a KSF.
    pub(super) fn ksf_row(&self, ksf: u32) -> RowNum {
        self.header + 1 + ksf
    }

    /// The last row of KSFs.
    pub(super) fn last_ksf_row(&self) -> RowNum {
        self.header + self.ksfs
    }

    /// The row of the schools' averages, the last of the table.
    pub(super) fn averages_row(&self) -> RowNum {
        self.header + self.ksfs + 1
    }

    /// The column of a school, by its place in the cluster.
    pub(super) fn school_column(&self, school: ColNum) -> ColNum {
        self.first_school + school
    }

    /// The last column of schools.
    pub(super) fn last_school_column(&self) -> ColNum {
        let schools = ColNum::try_from(self.schools.len()).expect("checked against the columns of a sheet");
        self.first_school + schools - 1
    }

    /// The column of a figure.
    pub(super) fn column(&self, figure: Figure) -> ColNum {
        self.last_school_column() + 1 + figure as ColNum
    }

    /// The ratings in a row, for a formula on the same sheet.
    pub(super) fn ratings_in_row(&self, row: RowNum) -> String {
        references::row_range(row, self.first_school, self.last_school_column())
    }

    /// The ratings in a column, for a formula on the same sheet.
    pub(super) fn ratings_in_column(&self, column: ColNum) -> String {
        references::column_range(column, self.ksf_row(0), self.last_ksf_row())
    }

    /// All ratings, for a formula on the same sheet.
    pub(super) fn all_ratings(&self) -> String {
        references::range(self.ksf_row(0), self.first_school, self.last_ksf_row(), self.last_school_column())
    }
}
