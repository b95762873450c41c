//! Contents: what the workbook is, what went into it, where things are, the key and how figures come about.

use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

use crate::analyse::Pattern;
use crate::data_set::ReturnStatus;
use crate::framework::Bands;
use crate::model::{Band, CalendarDate};
use crate::rules::Severity;

use super::place::ratings;
use super::styles::Style;
use super::{Book, WorkbookError, bands, excel_date, formulas, la_workings, links, names, page, references};

/// The widths of the two columns.
const NAME_WIDTH: f64 = 34.0;
const TEXT_WIDTH: f64 = 96.0;

/// Writes the sheet; returns the reference to its list of KSFs.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<String, WorkbookError> {
    to.set_column_width(0, NAME_WIDTH)?;
    to.set_column_width(1, TEXT_WIDTH)?;
    to.set_screen_gridlines(false);
    let mut page = Page { book, to, next: 0 };
    page.opening()?;
    page.sheets()?;
    page.key()?;
    let second_page = page.next + 1;
    page.counts()?;
    let ksfs = page.ksfs()?;
    let third_page = page.next + 1;
    page.figures()?;
    page.accessibility()?;
    let last = page.next - 1;
    page::print(to, last, 1)?;
    to.set_page_breaks(&[second_page, third_page])?;
    to.set_active(true).set_selection(0, 0, 0, 0)?;
    Ok(ksfs)
}

/// The sheet as far as it is written.
struct Page<'a> {
    book: &'a Book<'a>,
    to: &'a mut Worksheet,
    next: RowNum,
}

impl Page<'_> {
    fn put(&mut self, column: u16, text: &str, style: Style) -> Result<(), XlsxError> {
        self.to.write_string_with_format(self.next, column, text, self.book.styles.get(style))?;
        Ok(())
    }

    /// A heading, with a blank row above.
    fn section(&mut self, text: &str) -> Result<(), XlsxError> {
        self.next += 1;
        self.put(0, text, Style::Section)?;
        self.to.set_row_height(self.next, 20)?;
        self.next += 1;
        Ok(())
    }

    /// A line of two cells, as high as its texts need.
    fn line(&mut self, label: &str, style: Style, text: &str) -> Result<(), XlsxError> {
        let (label, text) = (names::one_line(label), names::one_line(text));
        self.put(0, &label, style)?;
        self.put(1, &text, Style::Value)?;
        self.fit(&label, &text)
    }

    fn fit(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        let lines = page::lines(text, TEXT_WIDTH).max(page::lines(label, NAME_WIDTH));
        self.to.set_row_height(self.next, page::height(lines, page::LINE))?;
        self.next += 1;
        Ok(())
    }

    fn fact(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        self.line(label, Style::Label, text)
    }

    fn number(&mut self, label: &str, number: u32) -> Result<(), XlsxError> {
        self.put(0, label, Style::Label)?;
        self.to.write_number_with_format(self.next, 1, number, self.book.styles.get(Style::Value))?;
        self.fit(label, "")
    }

    fn date(&mut self, label: &str, date: CalendarDate) -> Result<(), XlsxError> {
        self.put(0, label, Style::Label)?;
        let format = self.book.styles.get(Style::DateValue);
        self.to.write_datetime_with_format(self.next, 1, excel_date(date)?, format)?;
        self.fit(label, "")
    }

    fn opening(&mut self) -> Result<(), XlsxError> {
        let book = self.book;
        let title = match book.authorities() {
            names if names.is_empty() => "KSF grids".to_owned(),
            names => format!("KSF grids: {names}"),
        };
        self.put(0, &names::shortened(&title, 200), Style::Title)?;
        self.to.set_row_height(0, 24)?;
        self.next += 1;
        self.put(0, &about(book), Style::About)?;
        self.next += 2;
        self.fact("Self-assessment", &book.framework.title)?;
        if let Some(term) = other_term(book) {
            self.fact("KSF", &format!("Key success factor; the self-assessment says \"{term}\"."))?;
        }
        self.fact("Local authority", &book.authorities())?;
        self.fact("Clusters", &book.cluster_names.join(", "))?;
        self.number("Schools with a return", number(book.figures.schools()))?;
        if let Some(rate) = book.figures.return_rate {
            let percent = (rate.value() * 100.0).round();
            let text = format!("{} of {} registered schools ({percent}%)", rate.returned, rate.schools);
            self.fact("Return rate", &text)?;
        }
        self.fact("Period", book.settings.period.as_deref().unwrap_or("Not stated"))?;
        self.date("Date", book.settings.as_of)
    }

    fn counts(&mut self) -> Result<(), XlsxError> {
        let book = self.book;
        self.section("What went into it")?;
        let mut words: Vec<&str> = Vec::new();
        let files = || book.data.returns.iter().filter(|r| r.status != ReturnStatus::NotReturned);
        for status in files().map(|r| r.status.word()) {
            if !words.contains(&status) {
                words.push(status);
            }
        }
        let count = |word: &str| files().filter(|r| r.status.word() == word).count();
        words.sort_by_key(|&word| (std::cmp::Reverse(count(word)), word));
        self.number("Returns and files", number(files().count()))?;
        for word in words {
            self.number(&format!("   {word}"), number(count(word)))?;
        }
        if book.figures.return_rate.is_some() {
            let missing = book.data.returns.len() - files().count();
            self.number("Registered schools without a return", number(missing))?;
        }
        self.number("Findings", number(book.data.findings.len()))?;
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = book.data.findings.iter().filter(|f| f.severity == severity).count();
            self.number(&format!("   {}s", severity.word()), number(count))?;
        }
        self.ratings()?;
        let (ksfs, schools) = (book.framework.ksfs.len(), book.figures.schools());
        let all = book.figures.tally.all();
        self.fact("Together", &format!("{all} = {ksfs} KSFs × {schools} schools"))
    }

    /// What became of the answers: these follow when ratings change.
    fn ratings(&mut self) -> Result<(), XlsxError> {
        let (book, tally) = (self.book, self.book.figures.tally);
        if book.figures.clusters.is_empty() {
            return self.number("Ratings used", 0);
        }
        let now = book.places.ratings.column(ratings::NOW);
        let [rejected, to_correct] = la_workings::totals(book);
        let used = self.next;
        let (own_used, own_rejected) = (references::cell(used, 1), references::cell(used + 2, 1));
        let lines = [
            ("Ratings used", format!("=COUNT({now})"), tally.used),
            ("Ratings missing", format!("=ROWS({now})-{own_used}-{own_rejected}"), tally.missing),
            ("Ratings rejected", format!("=SUM({rejected})"), tally.rejected),
            ("Entries to correct", format!("=SUM({to_correct})"), 0),
        ];
        for (label, formula, stored) in lines {
            self.put(0, label, Style::Label)?;
            let format = book.styles.get(Style::Value);
            formulas::write(self.to, (self.next, 1), &formula, &stored.into(), format)?;
            self.fit(label, "")?;
        }
        Ok(())
    }

    fn sheets(&mut self) -> Result<(), XlsxError> {
        let book = self.book;
        self.section("Sheets")?;
        for &sheet in book.sheets.iter().skip(1) {
            let name = book.sheet_name(sheet);
            let format = book.styles.get(Style::Link);
            links::to_sheet(self.to, (self.next, 0), name, name, format)?;
            self.put(1, sheet.purpose(), Style::Value)?;
            self.fit(name, sheet.purpose())?;
        }
        Ok(())
    }

    fn key(&mut self) -> Result<(), XlsxError> {
        let book = self.book;
        self.section("Key")?;
        for band in Band::ALL {
            let label = format!("{} {}: {}", bands::limits(band, book.framework), band.letter(), band.word());
            self.line(&label, Style::key(band), &book.framework.definition(band).meaning)?;
        }
        self.line("Gap", Style::KeyGap, GAP)
    }

    /// The list of KSFs, from which the action plan chooses.
    fn ksfs(&mut self) -> Result<String, XlsxError> {
        self.section("Key success factors (KSFs)")?;
        let first = self.next;
        for ksf in 0..self.book.framework.ksfs.len() {
            let label = names::one_line(&self.book.framework.label(ksf)).into_owned();
            self.put(0, &label, Style::KeyText)?;
            self.next += 1;
        }
        let list = references::range(first, 0, self.next - 1, 0);
        Ok(format!("={}", references::on_sheet(super::sheets::Sheet::Contents.fixed_name(), &list)))
    }

    fn figures(&mut self) -> Result<(), XlsxError> {
        self.section("How the figures are worked out")?;
        self.fact("Average", AVERAGE)?;
        self.fact("Band of an average", &band_of_an_average(&self.book.framework.bands))?;
        for (label, text) in FIGURES {
            self.fact(label, text)?;
        }
        for pattern in Pattern::ALL {
            self.fact(
                &format!("Pattern: {}", pattern.word()),
                &format!("{}.", capitalised(pattern.meaning())),
            )?;
        }
        Ok(())
    }

    fn accessibility(&mut self) -> Result<(), XlsxError> {
        self.section("Accessibility")?;
        for (label, text) in ACCESSIBILITY {
            self.fact(label, text)?;
        }
        Ok(())
    }
}

fn about(book: &Book) -> String {
    let schools = book.figures.schools();
    let clusters = book.figures.clusters.len();
    let many = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    format!(
        "Ratings of {} from {} in {}, checked and laid out for a cluster review. This page holds no table.",
        many(book.framework.ksfs.len(), "key success factor"),
        many(schools, "school"),
        many(clusters, "cluster")
    )
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const GAP: &str = "No rating that can be used: the school left it out, or what it typed is no rating (see Findings). \
                   A gap counts in no figure.";

const AVERAGE: &str = "All ratings added up and divided by their number. A cluster's average is over all its ratings, and so is \
     the average of all schools: never an average of averages.";

/// With examples on both sides of the bands' limits: "3.4 is low, 3.5 is medium, 7.5 is high".
fn band_of_an_average(bands: &Bands) -> String {
    let (medium, high) = (f64::from(bands.medium.from), f64::from(bands.high.from));
    format!(
        "The band of the average rounded to a whole rating, halves upwards: {:.1} is low, {:.1} is medium, {:.1} is high.",
        medium - 0.6,
        medium - 0.5,
        high - 0.5
    )
}

/// What the self-assessment calls a KSF, where it is something else.
fn other_term<'a>(book: &'a Book) -> Option<&'a str> {
    let terms = &book.framework.terms;
    let ours = |term: &String| matches!(term.to_lowercase().as_str(), "ksf" | "key success factor");
    if terms.iter().any(ours) { None } else { terms.first().map(String::as_str) }
}

const FIGURES: [(&str, &str); 6] = [
    (
        "Need rank",
        "Rank 1 is the greatest need: the lowest average. Where averages are equal, more schools low come first, \
         then the lower KSF number. KSFs without an answer come last.",
    ),
    ("First three needs", "The KSFs with need ranks 1 to 3, as far as anybody answered them."),
    (
        "Could help",
        "The cluster's schools that are high. Where there is none, the school of the LA with the highest rating, if \
         that is high, with its cluster.",
    ),
    (
        "Return rate",
        "Registered schools with a return, as a share of all registered schools. Where no register of schools is given, \
         or it knows none of a cluster, the rate is empty and Schools counts those with a return.",
    ),
    ("Completion", "Ratings used, as a share of KSFs times schools with a return."),
    ("Pattern", "How a KSF's ratings are spread over a cluster: the first of the following that fits."),
];

const ACCESSIBILITY: [(&str, &str); 3] = [
    (
        "What to expect",
        "Every sheet says under its title which tables it holds. Tables have one row of headings and no merged \
         cells; nothing is hidden. Bands show by a letter as well as by a fill; charts have alternative texts.",
    ),
    (
        "For the workshop's sake",
        "Headings and names stay in view (frozen panes) and ratings are shaded: both help when a grid is projected. \
         Names of schools are turned so that a grid fits a page.",
    ),
    (
        "Empty cells",
        "An empty cell means that there is nothing to say, or, under a rating, that there is none.",
    ),
];
