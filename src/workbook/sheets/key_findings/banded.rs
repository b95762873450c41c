//! The workings that say who is low, or high, on a KSF, as an English list of the first few: taken from the list that the
//! grid's workings hold already, unless a school's name could be taken for several.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::model::Rating;
use crate::workbook::cells::GridCells;
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, text};

use super::names::enumerated;
use super::who::{Meant, Who};
use super::workings::{WorkingColumn, Workings};

/// What stands between two entries of the grid's list, "School A (2), School C (3)".
const BETWEEN: &str = "), ";

/// The column of such a list.
pub(super) enum Banded {
    FromGrid { names: WorkingColumn, most: usize },
    ByPlaces(Who),
}

impl Banded {
    /// A column for at most this many names.
    pub(super) fn columns(
        what: &str,
        most: usize,
        grid: &GridCells,
        rows: u32,
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        if grid.schools.iter().any(|school| school.contains(BETWEEN)) {
            return Ok(Self::ByPlaces(Who::columns(what, most, true, rows, to)?));
        }
        Ok(Self::FromGrid { names: to.column(&format!("{what}: names"), rows)?, most })
    }

    pub(super) fn names(&self) -> WorkingColumn {
        match self {
            Self::FromGrid { names, .. } => *names,
            Self::ByPlaces(who) => who.names,
        }
    }

    /// Writes it for a KSF's row. `list` is the cell of the grid's list, `number` how many it names.
    pub(super) fn write(
        &self,
        grid: &GridCells,
        row: RowNum,
        (list, number): (&str, &Live<u32>),
        meant: &Meant,
        to: &mut Workings,
    ) -> Result<Live<String>, XlsxError> {
        match self {
            Self::ByPlaces(who) => who.write(grid, row, meant, to),
            Self::FromGrid { names, most } => to.put(
                row,
                names.column,
                Live::new(formula(list, &number.formula, *most), now(grid, meant, *most)),
            ),
        }
    }
}

/// The list as it is of one, with "and" before the last of a few, cut behind the first few of many. A list that no cell holds
/// stays what stands instead of it.
fn formula(list: &str, number: &str, most: usize) -> String {
    format!(
        "IF({number}<2,{list},IF({number}<={most},SUBSTITUTE({list},\"{BETWEEN}\",\") and \",{number}-1),\
         IFERROR(LEFT({list},FIND(CHAR(1),SUBSTITUTE({list},\"{BETWEEN}\",CHAR(1),{most})))\
         &\" and \"&({number}-{most})&\" more\",{list})))"
    )
}

fn now(grid: &GridCells, meant: &Meant, most: usize) -> String {
    let entry = |&(school, rating): &(usize, Rating)| {
        let entry = format!("{} ({rating})", grid.schools[school]);
        text(&entry)
    };
    let mut entries: Vec<Live<String>> = meant.now.iter().take(most).map(entry).collect();
    entries.resize(most, text(""));
    let number = count(meant.now.len());
    if number == 0 { String::new() } else { enumerated(entries, &Live::new("", number)).now }
}
