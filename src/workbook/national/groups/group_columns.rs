//! The columns of the tables of local authorities and of clusters, each declared once.

use rust_xlsxwriter::ColNum;

use crate::analyse::{AuthorityFigures, GroupFigures, ReturnRate};
use crate::contract::{FixedColumn, NationalGroupsColumn};
use crate::workbook::conversions;
use crate::workbook::national::national_plan::NationalPlan;
use crate::workbook::sheets::ksf_numbers;
use crate::workbook::style::Style;
use crate::workbook::tables::{self, Value, turned_width, wider};
use crate::workbook::text::unique_headings;

/// A column of this table.
type Column<'a> = tables::Column<'a, GroupRow<'a>>;

/// The width of a KSF's column: as narrow as its heading allows that is turned and takes three lines.
const KSF: f64 = 7.3;

/// Which of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupTable {
    Authorities,
    Clusters,
}

/// A local authority, or a cluster of one.
pub(super) struct GroupRow<'a> {
    pub(super) authority: &'a AuthorityFigures,
    /// The figures of the authority as a whole, or of the cluster.
    pub(super) group: &'a GroupFigures,
    /// The name of the authority's workbook.
    pub(super) workbook: &'a str,
}

/// A column of one of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnId {
    Fixed(NationalGroupsColumn),
    /// The averages of the KSF with this index.
    Ksf(usize),
}

/// The columns of a table, in their order.
pub(super) struct PresentColumns(Vec<ColumnId>);

impl PresentColumns {
    pub(super) fn of(plan: &NationalPlan, table: GroupTable) -> Self {
        let has_register = plan.nation.whole.return_rate.is_some();
        let mut columns = Vec::new();
        for &column in NationalGroupsColumn::ALL.iter().filter(|column| is_in(**column, table, has_register))
        {
            if column == NationalGroupsColumn::FirstThree {
                columns.extend((0..plan.framework.ksfs.len()).map(ColumnId::Ksf));
            }
            columns.push(ColumnId::Fixed(column));
        }
        Self(columns)
    }

    /// The number of a column.
    pub(super) fn number(&self, column: ColumnId) -> ColNum {
        let index = self.0.iter().position(|other| *other == column);
        conversions::columns(index.expect("nobody asks for a column that the table has not"))
    }

    /// The number of a column whose heading is fixed.
    pub(super) fn fixed(&self, column: NationalGroupsColumn) -> ColNum {
        self.number(ColumnId::Fixed(column))
    }

    /// The declarations of the columns.
    pub(super) fn declared<'a>(&self, plan: &'a NationalPlan, table: GroupTable) -> Vec<Column<'a>> {
        let labels: Vec<String> =
            (0..plan.framework.ksfs.len()).map(|ksf| plan.framework.label(ksf)).collect();
        let headings =
            unique_headings(labels.iter().map(String::as_str), &NationalGroupsColumn::headings(), "KSF");
        let declared = |column: &ColumnId| match *column {
            ColumnId::Fixed(column) => declaration(plan, table, column).headed(column.heading()),
            ColumnId::Ksf(ksf) => {
                let width = turned_width(&headings[ksf], KSF + wider(plan.framework));
                let mean = move |row: &GroupRow| row.group.factors[ksf].mean();
                Column::turned(width, Style::Average, mean).headed(&headings[ksf])
            }
        };
        self.0.iter().map(declared).collect()
    }
}

/// Whether a table has a column; some would be empty without a register of schools.
fn is_in(column: NationalGroupsColumn, table: GroupTable, has_register: bool) -> bool {
    use NationalGroupsColumn as C;
    match column {
        C::Cluster => table == GroupTable::Clusters,
        C::Clusters | C::Errors | C::Warnings | C::Notes | C::Findings | C::Workbook => {
            table == GroupTable::Authorities
        }
        C::Registered | C::Returned | C::ReturnRate => has_register,
        _ => true,
    }
}

fn declaration<'a>(plan: &'a NationalPlan, table: GroupTable, column: NationalGroupsColumn) -> Column<'a> {
    use NationalGroupsColumn as C;
    let (number, percent) = (Style::Number, Style::Percent);
    let name_width = if table == GroupTable::Authorities { 26.0 } else { 18.0 };
    match column {
        C::LocalAuthority => Column::across(name_width, Style::Text, |row| row.authority.whole.name.as_str()),
        C::Cluster => Column::across(name_width, Style::Text, |row| row.group.name.as_str()),
        C::Clusters => {
            Column::turned(6.4, number, |row| conversions::count(row.authority.returned_clusters().count()))
        }
        C::Schools => Column::turned(6.4, number, |row| row.group.schools),
        C::Registered => Column::turned(6.4, number, |row| row.group.return_rate.map(|rate| rate.schools)),
        C::Returned => Column::turned(6.4, number, |row| row.group.return_rate.map(|rate| rate.returned)),
        C::ReturnRate => Column::turned(6.4, percent, |row| row.group.return_rate.map(ReturnRate::value)),
        C::Completion => {
            Column::turned(6.4, percent, |row| (row.group.schools > 0).then(|| row.group.completion()))
        }
        C::Used => Column::turned(7.6, number, |row| row.group.tally.rated),
        C::Missing => Column::turned(6.4, number, |row| row.group.tally.missing),
        C::Rejected => Column::turned(6.4, number, |row| row.group.tally.rejected),
        C::Total => Column::turned(8.6, number, |row| row.group.overall.total),
        C::Average => {
            Column::turned(7.3 + wider(plan.framework), Style::Average, |row| row.group.overall.mean())
        }
        C::Band => Column::turned(8.4, number, |row| row.group.overall.band),
        C::FirstThree => {
            Column::turned(8.6, number, |row| ksf_numbers(plan.framework, &row.group.first_three))
        }
        C::Errors => Column::turned(7.0, number, |row| row.authority.read.findings.by_severity()[0]),
        C::Warnings => Column::turned(7.0, number, |row| row.authority.read.findings.by_severity()[1]),
        C::Notes => Column::turned(7.0, number, |row| row.authority.read.findings.by_severity()[2]),
        C::Findings => Column::turned(7.0, number, |row| row.authority.read.findings.all()),
        C::Workbook => Column::across(34.0, Style::Text, |row| Value::File(row.workbook)),
    }
}
