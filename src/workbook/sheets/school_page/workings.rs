//! The workings right of the page: formulas about the school chosen, each with what it is now; the list of schools; and the
//! highest ratings of each authority.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::analyse::{FactorFigures, Order};
use crate::contract::{KsfWorking, RatingsColumn};
use crate::model::Mean;
use crate::workbook::cells::references;
use crate::workbook::formulas::school_page::{KeyOrder, RatingRows, place_of};
use crate::workbook::formulas::{self, Stored, need_rank};
use crate::workbook::style::Style;

use super::book::{PagesBook, number};
use super::page::{EVIDENCE, Item, Page, elsewhere_in, key_order};
use super::places::{Chosen, HEADINGS, ITEMS, OfAuthority, OfItem, OfKsf, OfSchool, Places};

/// The cell in which a school is chosen.
pub(super) const CHOICE: (RowNum, ColNum) = (0, 0);
/// The widths of columns of names and of numbers.
const NAMES: f64 = 34.0;
const NUMBERS: f64 = 12.0;

/// Writes all workings.
pub(super) fn write(page: &Page, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = Workings { page, book: page.book, places: page.book.places };
    sheet.chosen(to)?;
    sheet.ksfs(to)?;
    sheet.items(to)?;
    sheet.schools(to)?;
    sheet.authorities(to)
}

struct Workings<'a> {
    page: &'a Page<'a>,
    book: &'a PagesBook<'a>,
    places: Places,
}

/// The columns of ratings and of KSF numbers on the sheet Ratings.
struct Columns {
    now: String,
    ksfs: String,
}

impl Workings<'_> {
    fn heading(
        &self,
        to: &mut Worksheet,
        (row, column): (RowNum, ColNum),
        text: &str,
    ) -> Result<(), XlsxError> {
        let format = self.book.plan.styles.get(Style::WorkingHeading);
        to.write_string_with_format(row, column, text, format)?;
        Ok(())
    }

    /// Writes a formula, or the constant that stands for one.
    fn cell(
        &self,
        to: &mut Worksheet,
        (row, column): (RowNum, ColNum),
        formula: &str,
        now: &Stored,
    ) -> Result<(), XlsxError> {
        let format = self.book.plan.styles.get(Style::Working);
        formulas::write(to, (row, column), &format!("={formula}"), now, format)
    }

    fn columns(&self) -> Columns {
        let ratings = &self.book.plan.cells.ratings;
        Columns { now: ratings.column(RatingsColumn::Now), ksfs: ratings.column(RatingsColumn::KsfNumber) }
    }

    fn chosen(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
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
                let columns = self.columns();
                let overall = self.cluster_rows(&columns, &of(C::From), &of(C::To)).overall();
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

    fn cluster_rows<'b>(&self, columns: &'b Columns, from: &'b str, to: &'b str) -> RatingRows<'b> {
        RatingRows { now: &columns.now, ksfs: &columns.ksfs, from, to }
    }

    fn ksfs(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        for &working in OfKsf::ALL {
            let column = self.places.ksf_column(working);
            self.heading(to, (HEADINGS, column), working.heading())?;
            for ksf in 0..self.places.ksfs {
                let at = (Places::ksf_row(ksf), column);
                self.ksf(to, at, working, ksf)?;
            }
        }
        Ok(())
    }

    fn ksf(
        &self,
        to: &mut Worksheet,
        at: (RowNum, ColNum),
        working: OfKsf,
        ksf: usize,
    ) -> Result<(), XlsxError> {
        let plan = self.book.plan;
        let format = plan.styles.get(Style::Working);
        let factor = &plan.framework.ksfs[ksf];
        match working {
            OfKsf::Number => {
                to.write_number_with_format(at.0, at.1, factor.number, format)?;
            }
            OfKsf::Name => {
                let name = crate::workbook::text::one_line(&factor.name);
                to.write_string_with_format(at.0, at.1, name, format)?;
            }
            _ => {
                let formula = self.formula_of_ksf(working, ksf);
                self.cell(to, at, &formula, &self.now_of_ksf(working, ksf))?;
            }
        }
        Ok(())
    }

    fn formula_of_ksf(&self, working: OfKsf, ksf: usize) -> String {
        use OfKsf as W;
        let (places, plan) = (&self.places, self.book.plan);
        let (scale, bands) = (plan.framework.scale, &plan.framework.bands);
        let columns = self.columns();
        let chosen = |working| places.chosen(working);
        let place = chosen(Chosen::Place);
        let (from, to) = (chosen(Chosen::From), chosen(Chosen::To));
        let rows = self.cluster_rows(&columns, &from, &to);
        let of = |working| places.of_ksf(working, ksf);
        let number = of(W::Number);
        let if_answered = |then: String| format!("IF({}=0,\"\",{then})", of(W::Answered));
        let rank =
            |keys: W| format!("IF({0}=0,\"\",1+SUMPRODUCT(--({1}>{0})))", of(keys), places.of_ksfs(keys));
        match working {
            W::Own => {
                format!("IF({place}=0,\"\",INDEX({},({place}-1)*{}+{number}))", columns.now, places.ksfs)
            }
            W::Average => if_answered(rows.average(&number)),
            W::Answered => format!("IF({place}=0,0,{})", rows.count(&number, "\">=0\"")),
            W::Low => {
                format!("IF({place}=0,0,{})", rows.count(&number, &format!("\"<={}\"", bands.low.to)))
            }
            W::Lowest => if_answered(rows.lowest(&number, scale)),
            W::Highest => if_answered(rows.highest(&number, scale)),
            W::LaAverage if plan.authority().is_some() => {
                let (total, answered) = self.page.elsewhere_in_authority(ksf);
                let all = format!("({answered}+{})", of(W::Answered));
                let average = format!("({total}+{})/{all}", rows.total(&number));
                format!("IF({place}=0,\"\",IF({all}=0,\"\",{average}))")
            }
            W::LaAverage => {
                let (from, to) = (chosen(Chosen::LaFrom), chosen(Chosen::LaTo));
                let rows = self.cluster_rows(&columns, &from, &to);
                let (count, average) = (rows.count(&number, "\">=0\""), rows.average(&number));
                format!("IF({place}=0,\"\",IF({count}=0,\"\",{average}))")
            }
            W::NeedRank => need_rank(
                Places::ksf_row(ksf),
                (Places::ksf_row(0), Places::ksf_row(places.ksfs - 1)),
                places.ksf_column(W::Number),
                places.ksf_column(W::Average),
                places.ksf_column(W::Low),
            )
            .trim_start_matches('=')
            .to_owned(),
            W::Strength => format!(
                "IF({0}=\"\",0,IF({1}=\"\",0,IF({0}>={1},{0}*100+100-{2},0)))",
                of(W::Own),
                chosen(Chosen::StrongFrom),
                of(W::NeedRank)
            ),
            W::StrengthRank => rank(W::Strength),
            W::Priority => format!(
                "IF({0}=\"\",0,IF({1}>0,0,({3}-{0})*100+100-{2}))",
                of(W::Own),
                of(W::Strength),
                of(W::NeedRank),
                u16::from(scale.highest) + 1
            ),
            W::PriorityRank => rank(W::Priority),
            W::Number | W::Name => String::new(),
        }
    }

    fn now_of_ksf(&self, working: OfKsf, ksf: usize) -> Stored {
        use OfKsf as W;
        let factor: &FactorFigures = &self.page.of_cluster().factors[ksf];
        let own = self.page.figures.ratings[ksf];
        let strong = |own| self.page.strong_from().is_some_and(|from| own >= from);
        match working {
            W::Own => own.into(),
            W::Average => factor.mean().into(),
            W::Answered => factor.answered.into(),
            W::Low => factor.low.into(),
            W::Lowest => factor.lowest.into(),
            W::Highest => factor.highest.into(),
            W::LaAverage => self.page.authority_mean(ksf).into(),
            W::NeedRank => factor.need_rank.into(),
            W::Strength => own.filter(|own| strong(*own)).map_or(0, |_| self.key(ksf, true)).into(),
            W::Priority => own.filter(|own| !strong(*own)).map_or(0, |_| self.key(ksf, false)).into(),
            W::StrengthRank => self.rank(ksf, true),
            W::PriorityRank => self.rank(ksf, false),
            W::Number | W::Name => Stored::Nothing,
        }
    }

    /// The number by which a strength is ordered among strengths, or a priority among priorities.
    fn key(&self, ksf: usize, strength: bool) -> u32 {
        let rating = self.page.figures.ratings[ksf].map_or(0, |rating| u32::from(rating.get()));
        let worth =
            if strength { rating } else { u32::from(self.book.plan.framework.scale.highest) + 1 - rating };
        worth * 100 + 100 - self.page.of_cluster().factors[ksf].need_rank
    }

    fn rank(&self, ksf: usize, strength: bool) -> Stored {
        let is_strong = |ksf: usize| {
            let rating = self.page.figures.ratings[ksf]?;
            Some(self.page.strong_from().is_some_and(|from| rating >= from))
        };
        if is_strong(ksf) != Some(strength) {
            return Stored::Nothing;
        }
        let others = (0..self.places.ksfs).filter(|&other| is_strong(other) == Some(strength));
        let own = self.key(ksf, strength);
        number(1 + others.filter(|&other| self.key(other, strength) > own).count()).into()
    }

    fn items(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        for &working in OfItem::ALL {
            let column = self.places.item_column(working);
            to.set_column_width(column, NUMBERS)?;
            self.heading(to, (self.places.item_headings(), column), working.heading())?;
            for (at, item) in self.page.items.iter().enumerate() {
                let cell = (self.places.item_row(at), column);
                if working == OfItem::What {
                    let kind = if at < ITEMS { "Priority" } else { "Strength" };
                    self.heading(to, cell, &format!("{kind} {}", at % ITEMS + 1))?;
                } else {
                    let now = self.now_of_item(working, item);
                    self.cell(to, cell, &self.formula_of_item(working, at), &now)?;
                }
            }
        }
        Ok(())
    }

    fn formula_of_item(&self, working: OfItem, item: usize) -> String {
        use OfItem as W;
        let places = &self.places;
        let of = |working| places.of_item(working, item);
        let ksf = of(W::Ksf);
        let keys = key_order(self.book, if item < ITEMS { Order::HighestFirst } else { Order::LowestFirst });
        let rating = |key| format!("IF({0}=0,\"\",{1})", of(key), keys.rating(&of(key)));
        let names = places.of_schools(places.school_column(OfSchool::Name));
        let name =
            |key| format!("IF({0}=0,\"\",INDEX({names},{1}))", of(key), keys.school(&of(key), places.ksfs));
        match working {
            W::Ksf => {
                let ranks = if item < ITEMS { OfKsf::PriorityRank } else { OfKsf::StrengthRank };
                format!("IFERROR(MATCH({},{},0),0)", item % ITEMS + 1, places.of_ksfs(ranks))
            }
            W::Own => format!("IF({ksf}=0,\"\",INDEX({},{ksf}))", places.of_ksfs(OfKsf::Own)),
            W::Said => {
                let texts = self.book.plan.cells.ratings.column(RatingsColumn::Evidence);
                let place = places.chosen(Chosen::Place);
                let text = format!("INDEX({texts},({place}-1)*{}+{ksf})", places.ksfs);
                format!("IF({ksf}=0,\"\",TRIM(SUBSTITUTE({text},CHAR(10),\" \")))")
            }
            W::Shown => {
                format!("IF(LEN({0})>{EVIDENCE},LEFT({0},{1})&\"…\",{0})", of(W::Said), EVIDENCE - 1)
            }
            W::Key1 => self.formula_of_key(item, &keys, 1),
            W::Key2 => self.formula_of_key(item, &keys, 2),
            W::Key3 => self.formula_of_key(item, &keys, 3),
            W::Rating1 => rating(W::Key1),
            W::Rating2 => rating(W::Key2),
            W::Rating3 => rating(W::Key3),
            W::Name1 => name(W::Key1),
            W::Name2 => name(W::Key2),
            W::Name3 => name(W::Key3),
            W::Named => self.formula_of_named(item),
            W::Elsewhere => self.formula_of_elsewhere(&ksf, OfAuthority::Highest, "0"),
            W::ElsewhereName => self.formula_of_elsewhere(&ksf, OfAuthority::School, "\"\""),
            W::What => String::new(),
        }
    }

    fn formula_of_elsewhere(&self, ksf: &str, working: OfAuthority, nothing: &str) -> String {
        let list = self.places.of_authorities(working);
        let authority = self.places.chosen(Chosen::Authority);
        format!("IF({ksf}=0,{nothing},INDEX({list},({authority}-1)*{}+{ksf}))", self.places.ksfs)
    }

    fn formula_of_key(&self, item: usize, keys: &KeyOrder, which: usize) -> String {
        let places = &self.places;
        let columns = self.columns();
        let (from, to) = (places.chosen(Chosen::From), places.chosen(Chosen::To));
        let ksf = places.of_item(OfItem::Ksf, item);
        let own = format!("(({}-1)*{}+{ksf})", places.chosen(Chosen::Place), places.ksfs);
        let key = self.cluster_rows(&columns, &from, &to).key(&ksf, &own, keys, which);
        format!("IF({ksf}=0,0,{key})")
    }

    /// Number of other schools that are high, or else at the highest rating, if that is above the school's own; or that are low and
    /// so on, the other way round.
    fn formula_of_named(&self, item: usize) -> String {
        let places = &self.places;
        let bands = &self.book.plan.framework.bands;
        let of = |working| places.of_item(working, item);
        let (ksf, own, first) = (of(OfItem::Ksf), of(OfItem::Own), of(OfItem::Rating1));
        let columns = self.columns();
        let (from, to) = (places.chosen(Chosen::From), places.chosen(Chosen::To));
        let rows = self.cluster_rows(&columns, &from, &to);
        let level = rows.count(&ksf, &first);
        if item < ITEMS {
            let high = rows.count(&ksf, &format!("\">={}\"", bands.high.from));
            format!("IF({first}=\"\",0,IF({first}>={},{high},IF({first}>{own},{level},0)))", bands.high.from)
        } else {
            let low = rows.count(&ksf, &format!("\"<\"&MIN({own},{})", u16::from(bands.low.to) + 1));
            format!(
                "IF({first}=\"\",0,IF({first}<MIN({own},{}),{low},IF({first}<{own},{level},0)))",
                u16::from(bands.low.to) + 1
            )
        }
    }

    fn now_of_item(&self, working: OfItem, item: &Item) -> Stored {
        use OfItem as W;
        let keys = key_order(self.book, item.order);
        let other = |at: usize| item.others.get(at).copied();
        let key = |at: usize| {
            let Some(((place, rating), ksf)) = other(at).zip(item.ksf) else { return Stored::from(0) };
            let school = self.page.of_cluster().schools[place].record;
            keys.key(rating.get(), number(school * self.places.ksfs + ksf) + 1).into()
        };
        let rating = |at| other(at).map(|(_, rating)| rating).into();
        let name =
            |at| Stored::text(other(at).map(|(place, _)| self.page.name_of(place)).unwrap_or_default());
        match working {
            W::Ksf => number(item.ksf.map_or(0, |ksf| ksf + 1)).into(),
            W::Own => self.page.own(item).into(),
            W::Said => Stored::text(self.page.said(item)),
            W::Shown => Stored::text(self.page.said_shown(item)),
            W::Key1 => key(0),
            W::Key2 => key(1),
            W::Key3 => key(2),
            W::Rating1 => rating(0),
            W::Rating2 => rating(1),
            W::Rating3 => rating(2),
            W::Name1 => name(0),
            W::Name2 => name(1),
            W::Name3 => name(2),
            W::Named => number(item.named).into(),
            W::Elsewhere => {
                let best = item.ksf.map(|ksf| self.page.elsewhere(ksf).0);
                best.map_or_else(|| 0.into(), Stored::from)
            }
            W::ElsewhereName => {
                Stored::text(item.ksf.map_or_else(String::new, |ksf| self.page.elsewhere(ksf).1))
            }
            W::What => Stored::Nothing,
        }
    }

    /// The list of schools, which nothing changes.
    fn schools(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
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
    fn authorities(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
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
