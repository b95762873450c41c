//! The list of schools to choose from, and the highest ratings of each authority.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::contract::KsfWorking;
use crate::workbook::formulas::Stored;
use crate::workbook::style::Style;

use super::super::book::number;
use super::super::page::elsewhere_in;
use super::super::places::{HEADINGS, OfAuthority, OfSchool, Places};
use super::{NAMES, NUMBERS, Workings};

impl Workings<'_> {
    /// The list of schools, which nothing changes.
    pub(super) fn schools(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (book, places) = (self.book, &self.places);
        for &working in OfSchool::ALL {
            let column = places.school_column(working);
            let width = if matches!(working, OfSchool::Name | OfSchool::About) { NAMES } else { NUMBERS };
            to.set_column_width(column, width)?;
            self.heading(to, (HEADINGS, column), working.heading())?;
        }
        for line in 0..places.corrections {
            let column = places.correction_column(line);
            to.set_column_width(column, NAMES)?;
            self.heading(to, (HEADINGS, column), &format!("To put right, line {}", line + 1))?;
        }
        let last = Places::school_row(places.schools - 1);
        let (left, right) =
            (places.school_column(OfSchool::Name), places.correction_column(places.corrections - 1));
        for (cluster, of_cluster) in book.plan.figures.clusters.iter().enumerate() {
            let first = book.first_of(cluster) + 1;
            let (la_first, la_last) = book.span_of_authority(cluster);
            let numbers = [
                (OfSchool::First, first),
                (OfSchool::Last, first - 1 + of_cluster.schools.len()),
                (OfSchool::LaFirst, la_first),
                (OfSchool::LaLast, la_last),
                (OfSchool::Authority, book.authority_of[cluster] + 1),
            ];
            for school in of_cluster.schools.iter().map(|school| school.record) {
                let row = Places::school_row(school);
                to.write_string(row, places.school_column(OfSchool::Name), &book.names[school])?;
                to.write_string(row, places.school_column(OfSchool::About), &book.about[school])?;
                for (working, value) in numbers {
                    to.write_number(row, places.school_column(working), number(value))?;
                }
                for (line, text) in book.corrections[school].iter().enumerate() {
                    to.write_string(row, places.correction_column(line), text)?;
                }
            }
        }
        to.set_range_format(Places::school_row(0), left, last, right, book.plan.styles.get(Style::Working))?;
        Ok(())
    }

    /// The highest rating of each KSF in each authority, quoted from the grid of its last cluster.
    pub(super) fn authorities(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let (book, places) = (self.book, &self.places);
        for (&working, width) in OfAuthority::ALL.iter().zip([NUMBERS, NAMES]) {
            let column = places.authority_column(working);
            to.set_column_width(column, width)?;
            self.heading(to, (HEADINGS, column), working.heading())?;
        }
        for authority in 0..places.authorities {
            let Some(cluster) = book.authority_of.iter().rposition(|of| *of == authority) else { continue };
            let grid = &book.plan.cells.grids[cluster];
            for ksf in 0..places.ksfs {
                let (highest, school) = elsewhere_in(book, cluster, ksf);
                let row = places.authority_row(authority, ksf);
                let quoted = |working| format!("INDEX({},{})", grid.workings_of_ksfs(working), ksf + 1);
                let highest = highest.into();
                let column = places.authority_column(OfAuthority::Highest);
                self.cell(to, (row, column), &quoted(KsfWorking::HighestSoFar), &highest)?;
                let column = places.authority_column(OfAuthority::School);
                self.cell(to, (row, column), &quoted(KsfWorking::HighestSchool), &Stored::text(school))?;
            }
        }
        Ok(())
    }
}
