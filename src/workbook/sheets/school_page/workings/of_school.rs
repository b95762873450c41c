//! The workings about the school chosen: its place, its cluster's and its authority's rows on Ratings, its figures.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::model::Mean;
use crate::workbook::cells::references;
use crate::workbook::formulas::Stored;
use crate::workbook::formulas::school_page::place_of;

use super::super::book::number;
use super::super::places::{Chosen, HEADINGS, OfKsf, OfSchool, Places};
use super::{CHOICE, NAMES, NUMBERS, Workings};

impl Workings<'_> {
    pub(super) fn chosen(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        let left = self.places.workings();
        self.heading(to, (HEADINGS, left), "The school chosen")?;
        self.heading(to, (HEADINGS, left + 1), "Now")?;
        to.set_column_width(left, NAMES)?.set_column_width(left + 1, NUMBERS)?;
        for &working in Chosen::ALL {
            let at = self.places.chosen_at(working);
            self.heading(to, (at.0, left), working.heading())?;
            let (formula, now) = self.of_chosen(working);
            self.cell(to, at, &formula, &now)?;
        }
        Ok(())
    }

    fn of_chosen(&self, working: Chosen) -> (String, Stored) {
        use Chosen as C;
        let (places, page, bands) = (&self.places, self.page, &self.book.plan.framework.bands);
        let of = |working| places.chosen(working);
        let ksfs = places.ksfs;
        let listed = |column| {
            let list = places.of_schools(places.school_column(column));
            format!("IF({0}=0,0,INDEX({list},{0}))", of(C::Place))
        };
        let own = places.of_ksfs(OfKsf::Own);
        let figures = &page.figures.overall;
        let first = self.book.first_of(page.cluster) + 1;
        let schools = page.of_cluster().schools.len();
        let (la_first, la_last) = self.book.span_of_authority(page.cluster);
        let from = |first: usize| number((first - 1) * ksfs + 1).into();
        let to_row = |last: usize| number(last * ksfs).into();
        match working {
            C::Place => {
                let names = places.of_schools(places.school_column(OfSchool::Name));
                let choice = references::cell(CHOICE.0, CHOICE.1);
                (place_of(&choice, &names, Places::school_row(0)), number(page.record + 1).into())
            }
            C::First => (listed(OfSchool::First), number(first).into()),
            C::Last => (listed(OfSchool::Last), number(first - 1 + schools).into()),
            C::From => (format!("({}-1)*{ksfs}+1", of(C::First)), from(first)),
            C::To => (format!("{}*{ksfs}", of(C::Last)), to_row(first - 1 + schools)),
            C::LaFrom => (format!("({}-1)*{ksfs}+1", listed(OfSchool::LaFirst)), from(la_first)),
            C::LaTo => (format!("{}*{ksfs}", listed(OfSchool::LaLast)), to_row(la_last)),
            C::Authority => {
                (listed(OfSchool::Authority), number(self.book.authority_of[page.cluster] + 1).into())
            }
            C::Schools => (
                format!("IF({}=0,0,{}-{}+1)", of(C::Place), of(C::Last), of(C::First)),
                number(schools).into(),
            ),
            C::Used => (format!("COUNT({own})"), figures.answered.into()),
            C::Average => (format!("IF({0}=0,\"\",SUM({own})/{0})", of(C::Used)), figures.mean().into()),
            C::ClusterAverage => {
                let overall = self.of_cluster().overall();
                let mean: Option<Mean> = page.of_cluster().overall.mean();
                (format!("IF({}=0,\"\",{overall})", of(C::Place)), mean.into())
            }
            C::Lowest => (format!("IF({}=0,\"\",MIN({own}))", of(C::Used)), figures.lowest.into()),
            C::Highest => (format!("IF({}=0,\"\",MAX({own}))", of(C::Used)), figures.highest.into()),
            C::High => (format!("COUNTIF({own},\">={}\")", bands.high.from), figures.high.into()),
            C::StrongFrom => {
                let [used, high, low, top] = [C::Used, C::High, C::Lowest, C::Highest].map(of);
                let highest = format!("IF({low}<{top},{top},\"\")");
                let from = format!("IF({used}=0,\"\",IF({high}>0,{},{highest}))", bands.high.from);
                (from, page.strong_from().into())
            }
        }
    }
}
