//! The rows of a school's page: what each cell holds, how it looks, and how high the row is.

use rust_xlsxwriter::ColNum;

use crate::contract::{FixedColumn, SchoolPageColumn};
use crate::model::{Band, Mean};
use crate::workbook::formulas::Stored;
use crate::workbook::formulas::live::Live;
use crate::workbook::style::{Style, band_limits};
use crate::workbook::text::{EDGES, line_count, one_line};

use super::page::Page;
use super::places::{AVERAGE, ITEMS, NAME, NUMBER, Places, RATING};

/// The height of a line of text of 11 points.
const LINE: f64 = 14.5;
/// The size of the headline as a multiple of that, with what bold letters are wider.
pub(super) const HEADLINE: f64 = 14.0 / 11.0 * 1.08;
/// The height of a row of the plan.
const PLAN: f64 = 38.0;

/// A row of the page.
pub(super) struct PageRow {
    pub(super) kind: Kind,
    pub(super) cells: Vec<PageCell>,
    /// In points.
    pub(super) height: f64,
    /// Whether it may be left out of a page that stays as it is, because it says nothing.
    pub(super) is_blank: bool,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// The headings of the table of ratings.
    Headings,
    /// A KSF's row of it.
    Ksf,
}

/// A cell, or several in one row.
pub(super) struct PageCell {
    pub(super) from: ColNum,
    pub(super) to: ColNum,
    /// Whether the cells from one to the other are merged; otherwise all of them look the same.
    pub(super) is_merged: bool,
    pub(super) style: Style,
    /// How it looks on a page that stays as it is, where the style does not say it.
    pub(super) now: Option<Style>,
    pub(super) content: Content,
}

pub(super) enum Content {
    Blank,
    Text(String),
    Number(u32),
    Live(Live<Stored>),
}

/// The least number of lines of texts that may become longer when another school is chosen.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Least {
    pub(super) about: u32,
    pub(super) headline: u32,
    pub(super) evidence: u32,
    pub(super) others: u32,
    pub(super) corrections: u32,
}

/// Puts a page together.
pub(super) fn of(page: &Page, least: Least) -> Vec<PageRow> {
    let rows = Rows { page, places: page.book.places, widths: page.book.places.widths(), least };
    let mut all = rows.opening();
    all.extend(rows.table());
    all.push(rows.section(page.priorities_heading()));
    (0..ITEMS).for_each(|item| all.extend(rows.item(item)));
    all.push(rows.section(page.strengths_heading()));
    (ITEMS..2 * ITEMS).for_each(|item| all.extend(rows.item(item)));
    all.extend(rows.plan());
    all.push(rows.section(crate::workbook::formulas::live::text("Please put right")));
    all.extend(
        (0..rows.places.corrections)
            .map(|line| rows.line(NUMBER, Style::PageText, page.correction(line), rows.least.corrections)),
    );
    all
}

struct Rows<'a> {
    page: &'a Page<'a>,
    places: Places,
    widths: Vec<f64>,
    least: Least,
}

fn stored<T>(live: Live<T>) -> Content
where
    Stored: From<T>,
{
    Content::Live(Live::new(live.formula, live.now.into()))
}

fn one(column: ColNum, style: Style, content: Content) -> PageCell {
    PageCell { from: column, to: column, is_merged: false, style, now: None, content }
}

impl Rows<'_> {
    fn width(&self, from: ColNum, to: ColNum) -> f64 {
        self.widths[usize::from(from)..=usize::from(to)].iter().sum()
    }

    fn across(&self, from: ColNum, style: Style, content: Content) -> PageCell {
        let to = self.places.last_column();
        PageCell { from, to, is_merged: from < to, style, now: None, content }
    }

    /// A line of text over the columns from one to the last.
    fn line(&self, from: ColNum, style: Style, said: Live<String>, least: u32) -> PageRow {
        let (size, line) = match style {
            Style::PageTitle => (2.0 * 1.08, 29.0),
            Style::PageHeadline => (HEADLINE, 18.5),
            Style::PageBold => (1.08, LINE),
            _ => (1.0, LINE),
        };
        let width = self.width(from, self.places.last_column());
        let lines = line_count(&said.now, (width - EDGES) / size + EDGES).max(least);
        PageRow {
            kind: Kind::Text,
            height: f64::from(lines) * line + 3.0,
            is_blank: said.now.is_empty(),
            cells: vec![self.across(from, style, stored(said))],
        }
    }

    fn section(&self, said: Live<String>) -> PageRow {
        let cell = self.across(NUMBER, Style::PageSection, stored(said));
        let cells = vec![PageCell { is_merged: false, ..cell }];
        PageRow { kind: Kind::Text, height: 25.0, is_blank: false, cells }
    }

    /// Title, whose the school is, and the headline.
    fn opening(&self) -> Vec<PageRow> {
        let page = self.page;
        let name = page.book.names[page.record].clone();
        let title = crate::workbook::formulas::live::text(&name);
        let mut title = self.line(NUMBER, Style::PageTitle, title, 1);
        // It is chosen, and follows nothing.
        title.cells[0].content = Content::Text(name);
        vec![
            title,
            self.line(NUMBER, Style::PageText, page.about(), self.least.about),
            self.line(NUMBER, Style::PageHeadline, page.headline(), self.least.headline),
        ]
    }

    fn table(&self) -> Vec<PageRow> {
        let mut rows = vec![self.section(self.page.ratings_heading()), self.headings()];
        rows.extend((0..self.places.ksfs).map(|ksf| self.ksf(ksf)));
        rows.push(self.key());
        rows
    }

    fn headings(&self) -> PageRow {
        let heading = |column, named: SchoolPageColumn| {
            one(column, Style::PageHeading, Content::Text(named.heading().to_owned()))
        };
        let mut cells = vec![
            heading(NUMBER, SchoolPageColumn::Number),
            one(NAME, Style::PageHeadingLeft, Content::Text(SchoolPageColumn::Ksf.heading().to_owned())),
            heading(RATING, SchoolPageColumn::Rating),
            heading(AVERAGE, SchoolPageColumn::ClusterAverage),
        ];
        let ratings = u32::from(self.places.lowest)..;
        cells.extend(
            ratings.take(self.places.strip).enumerate().map(|(at, rating)| {
                one(Places::strip_column(at), Style::PageHeading, Content::Number(rating))
            }),
        );
        cells.push(heading(self.places.range_column(), SchoolPageColumn::Range));
        if self.places.has_authority {
            let text = Content::Text("LA average".to_owned());
            cells.push(one(self.places.last_column(), Style::PageHeading, text));
        }
        PageRow { kind: Kind::Headings, cells, height: 31.0, is_blank: false }
    }

    fn ksf(&self, ksf: usize) -> PageRow {
        let (page, places) = (self.page, &self.places);
        let factor = &page.book.plan.framework.ksfs[ksf];
        let name = one_line(&factor.name).into_owned();
        let lines = line_count(&name, self.widths[usize::from(NAME)]);
        let rating = page.rating_cell(ksf);
        let rating = Live::new(
            rating.formula,
            rating.now.map_or_else(Stored::text, |rating| Stored::Number(f64::from(rating.get()))),
        );
        let mut cells = vec![
            one(NUMBER, Style::PageCell, Content::Number(factor.number.into())),
            one(NAME, Style::PageKsf, Content::Text(name)),
            one(RATING, Style::PageRating, Content::Live(rating)),
            one(AVERAGE, Style::PageCell, stored(page.cluster_average(ksf))),
        ];
        let strip = (places.lowest..=u8::MAX).take(places.strip).enumerate();
        cells.extend(strip.map(|(at, rating)| PageCell {
            now: Some(self.strip_style(ksf, rating)),
            ..one(Places::strip_column(at), Style::PageStrip, stored(page.mark(ksf, rating)))
        }));
        cells.push(one(places.range_column(), Style::PageCell, stored(page.range(ksf))));
        if places.has_authority {
            cells.push(one(places.last_column(), Style::PageCell, stored(page.authority_average(ksf))));
        }
        PageRow { kind: Kind::Ksf, cells, height: (f64::from(lines) * 14.0 + 4.0).max(20.0), is_blank: false }
    }

    /// How a cell of the strip looks now.
    fn strip_style(&self, ksf: usize, rating: u8) -> Style {
        let factor = &self.page.of_cluster().factors[ksf];
        let is_in = |(low, high): (crate::model::Rating, crate::model::Rating)| {
            (low.get()..=high.get()).contains(&rating)
        };
        if factor.mean().map(Mean::rounded) == Some(rating) {
            Style::PageStripAverage
        } else if factor.lowest.zip(factor.highest).is_some_and(is_in) {
            Style::PageStripRange
        } else {
            Style::PageStrip
        }
    }

    fn key(&self) -> PageRow {
        let framework = self.page.book.plan.framework;
        let bands = Band::ALL.map(|band| {
            format!("{} = {} ({})", band.letter(), band_limits(band, framework), band.word().to_lowercase())
        });
        let strip = "●  you   light grey: lowest to highest school   dark grey: cluster average, rounded   ";
        let strip = if self.places.strip > 0 { strip } else { "" };
        let text = format!("{strip}{}", bands.join("   "));
        let mut row = self.line(NUMBER, Style::PageKey, crate::workbook::formulas::live::text(&text), 1);
        row.cells[0].content = Content::Text(text);
        row
    }

    /// Heading, evidence and other schools of a priority or strength.
    fn item(&self, item: usize) -> Vec<PageRow> {
        let page = self.page;
        let mut heading = self.line(NAME, Style::PageBold, page.item_heading(item), 1);
        heading.cells.insert(0, one(NUMBER, Style::PageNumber, number(page.number_of(item))));
        heading.height += 2.0;
        let mut rows = vec![heading];
        if page.book.has_evidence {
            rows.push(self.line(NAME, Style::PageText, page.evidence(item), self.least.evidence));
        }
        rows.push(self.line(NAME, Style::PageText, page.others(item), self.least.others));
        rows
    }

    fn plan(&self) -> Vec<PageRow> {
        let (what, who) = self.plan_columns();
        let last = self.places.last_column();
        let spans = [(NUMBER, NUMBER), (NAME, what), (what + 1, who), (who + 1, last)];
        let row = |style: Style, contents: [Content; 4], height| {
            let cells = spans.into_iter().zip(contents).map(|((from, to), content)| PageCell {
                from,
                to,
                is_merged: from < to,
                style,
                now: None,
                content,
            });
            PageRow { kind: Kind::Text, cells: cells.collect(), height, is_blank: false }
        };
        let words = ["KSF", "What we will do", "Who", "By when"].map(|word| Content::Text(word.to_owned()));
        let heading = crate::workbook::formulas::live::text("Our plan");
        let mut rows = vec![self.section(heading), row(Style::PageHeading, words, 19.0)];
        rows.extend((0..ITEMS).map(|item| {
            let number = number(self.page.number_of(item));
            row(Style::PagePlan, [number, Content::Blank, Content::Blank, Content::Blank], PLAN)
        }));
        rows
    }

    /// The last columns of what will be done, and of who does it.
    fn plan_columns(&self) -> (ColNum, ColNum) {
        let places = &self.places;
        if places.strip < 2 {
            return (NAME, AVERAGE);
        }
        (Places::strip_column(places.strip / 2) - 1, Places::strip_column(places.strip - 1))
    }
}

fn number(live: Live<Option<u32>>) -> Content {
    Content::Live(Live::new(live.formula, live.now.map_or(Stored::Nothing, Stored::from)))
}
