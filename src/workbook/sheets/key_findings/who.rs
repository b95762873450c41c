//! The workings that say who is low, high, or rated highest on a KSF.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::model::Rating;
use crate::workbook::cells::{GridCells, references};
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, joined, only_if, text};

use super::names::{enumerated, next_place};
use super::workings::{WorkingColumn, Workings};

/// The columns of one list of schools: how many there are, the places of the first few, and their names.
pub(super) struct Who {
    count: WorkingColumn,
    places: Vec<WorkingColumn>,
    pub(super) names: WorkingColumn,
    /// Whether each name has its rating behind it, or all have one.
    each_rated: bool,
}

/// Which schools are meant: those whose cell fits, and who they are now (indexes in the cluster).
pub(super) struct Meant<'a> {
    pub(super) fits: &'a str,
    /// The cells of the ratings.
    pub(super) ratings: &'a str,
    pub(super) now: Vec<(usize, Rating)>,
    /// Stands behind names that are not rated each.
    pub(super) behind: Live<String>,
}

impl Who {
    /// Columns for at most this many names.
    pub(super) fn columns(
        what: &str,
        names: usize,
        each_rated: bool,
        rows: u32,
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        let count = to.column(&format!("{what}: number"), rows)?;
        let mut place = |n: usize| to.column(&format!("{what}: place {n}"), rows);
        let places = (1..=names).map(&mut place).collect::<Result<_, _>>()?;
        Ok(Self { count, places, names: to.column(&format!("{what}: names"), rows)?, each_rated })
    }

    /// Writes them for a KSF's row.
    pub(super) fn write(
        &self,
        grid: &GridCells,
        row: RowNum,
        meant: &Meant,
        to: &mut Workings,
    ) -> Result<Live<String>, XlsxError> {
        let ratings = meant.ratings;
        let headings = grid.quoted(&grid.headings());
        let number = Live::new(format!("SUMPRODUCT({}*1)", meant.fits), count(meant.now.len()));
        let number = to.put(row, self.count.column, number)?;
        let (mut places, mut entries) = (Vec::new(), Vec::new());
        for (at, &column) in self.places.iter().enumerate() {
            let after = places.last().map_or("0", |place: &Live<Option<u32>>| place.formula.as_str());
            let next = next_place(meant.fits, ratings, grid.schools.len(), after);
            let school = meant.now.get(at);
            let now = school.map(|(school, _)| count(school + 1));
            let formula = format!("IF({}<{},\"\",{next})", number.formula, at + 1);
            let place = to.put(row, column.column, Live::new(formula, now))?;
            let name = school.map_or_else(String::new, |(school, _)| grid.schools[*school].clone());
            let name = Live::new(format!("INDEX({headings},1,{})", place.formula), name);
            let rating = school.map_or_else(String::new, |(_, rating)| rating.to_string());
            let rating = Live::new(format!("INDEX({ratings},1,{})", place.formula), rating);
            entries.push(if self.each_rated { joined([name, text(" ("), rating, text(")")]) } else { name });
            places.push(place);
        }
        let names = only_if(&number.is_over(0), joined([enumerated(entries, &number), meant.behind.clone()]));
        to.put(row, self.names.column, names)
    }
}

/// A KSF's ratings, for a formula on the grid's sheet.
pub(super) fn ratings_in_row(grid: &GridCells, row: RowNum) -> String {
    references::range(row, GridCells::school_column(0), row, grid.last_school_column())
}
