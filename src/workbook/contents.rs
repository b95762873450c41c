//! Contents: what the workbook is, what went into it, where things are, the key and how figures come about.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::Pattern;
use crate::data_set::ReturnStatus;
use crate::framework::Bands;
use crate::rules::Severity;

use super::book::{Book, Names};
use super::error::WorkbookError;
use super::front::Lines;
use super::place::ratings;
use super::styles::Style;
use super::{formulas, grid_head, la_workings, names, references};

/// Writes the sheet; returns the names of its list of KSFs and of its counts.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<Names, WorkbookError> {
    let title = match book.authorities() {
        names if names.is_empty() => "KSF grids".to_owned(),
        names => format!("KSF grids: {names}"),
    };
    let lines = Lines::open(to, &book.styles, &title, &about(book))?;
    let mut page = Page { book, lines, names: Names::new() };
    page.opening()?;
    page.sheets()?;
    page.key()?;
    let second_page = page.lines.next + 1;
    page.counts()?;
    page.ksfs()?;
    let third_page = page.lines.next + 1;
    page.explained("Working live", &WORKING_LIVE)?;
    page.explained("Accessibility", &ACCESSIBILITY)?;
    let fourth_page = page.lines.next + 1;
    page.figures()?;
    page.lines.close(&[second_page, third_page, fourth_page])?;
    Ok(page.names)
}

/// The sheet as far as it is written.
struct Page<'a> {
    book: &'a Book<'a>,
    lines: Lines<'a>,
    names: Names,
}

impl Page<'_> {
    fn opening(&mut self) -> Result<(), XlsxError> {
        let book = self.book;
        let lines = &mut self.lines;
        lines.fact("Self-assessment", &book.framework.title)?;
        if let Some(term) = other_term(book) {
            lines.fact("KSF", &format!("Key success factor; the self-assessment says \"{term}\"."))?;
        }
        lines.fact("Local authority", &book.authorities())?;
        lines.fact("Clusters", &book.cluster_names.join(", "))?;
        lines.number("Schools with a return", number(book.figures.schools()))?;
        if let Some(rate) = book.figures.return_rate {
            let percent = (rate.value() * 100.0).round();
            let text = format!("{} of {} registered schools ({percent}%)", rate.returned, rate.schools);
            lines.fact("Return rate", &text)?;
        }
        lines.fact("Period", book.settings.period.as_deref().unwrap_or("Not stated"))?;
        lines.date("Date", book.settings.as_of)
    }

    fn counts(&mut self) -> Result<(), XlsxError> {
        let book = self.book;
        self.lines.section("What went into it")?;
        let mut words: Vec<&str> = Vec::new();
        let files = || book.data.returns.iter().filter(|r| r.status != ReturnStatus::NotReturned);
        for status in files().map(|r| r.status.word()) {
            if !words.contains(&status) {
                words.push(status);
            }
        }
        let count = |word: &str| files().filter(|r| r.status.word() == word).count();
        words.sort_by_key(|&word| (std::cmp::Reverse(count(word)), word));
        self.lines.number("Returns and files", number(files().count()))?;
        for word in words {
            self.lines.number(&format!("   {word}"), number(count(word)))?;
        }
        if book.figures.return_rate.is_some() {
            let missing = book.data.returns.len() - files().count();
            self.lines.number("Registered schools without a return", number(missing))?;
        }
        self.lines.number("Findings", number(book.data.findings.len()))?;
        for severity in Severity::ALL {
            let count = book.data.findings.iter().filter(|f| f.severity == severity).count();
            self.lines.number(&format!("   {}s", severity.word()), number(count))?;
        }
        self.ratings()?;
        let (ksfs, schools) = (book.framework.ksfs.len(), book.figures.schools());
        let all = book.figures.tally.all();
        self.lines.fact("Together", &format!("{all} = {ksfs} KSFs × {schools} schools"))
    }

    /// What became of the answers: these follow when ratings change.
    fn ratings(&mut self) -> Result<(), XlsxError> {
        let (book, tally) = (self.book, self.book.figures.tally);
        if book.figures.clusters.is_empty() {
            return self.lines.number("Ratings used", 0);
        }
        let now = book.places.ratings.column(ratings::NOW);
        let [rejected, to_correct] = la_workings::totals(book);
        let used = self.lines.next;
        let (own_used, own_rejected) = (references::cell(used, 1), references::cell(used + 2, 1));
        let lines = [
            ("Ratings used", format!("=COUNT({now})"), tally.used),
            ("Ratings missing", format!("=ROWS({now})-{own_used}-{own_rejected}"), tally.missing),
            ("Ratings rejected", format!("=SUM({rejected})"), tally.rejected),
            ("Entries to correct", format!("=SUM({to_correct})"), 0),
        ];
        for (label, formula, stored) in lines {
            self.name(&label.replace(' ', "_"), &references::cell(self.lines.next, 1));
            let lines = &mut self.lines;
            lines.put(0, label, Style::Label)?;
            let format = book.styles.get(Style::Value);
            formulas::write(lines.to, (lines.next, 1), &formula, &stored.into(), format)?;
            lines.end(label, "")?;
        }
        grid_head::alert(self.lines.to, (self.lines.next - 1, 1))
    }

    fn sheets(&mut self) -> Result<(), XlsxError> {
        let book = self.book;
        self.lines.section("Sheets")?;
        for &sheet in book.sheets.iter().skip(1) {
            self.lines.link(book.sheet_name(sheet), sheet.purpose())?;
        }
        Ok(())
    }

    fn key(&mut self) -> Result<(), XlsxError> {
        self.lines.section("Key")?;
        self.lines.bands(self.book.framework)?;
        self.lines.line("Gap", Style::KeyGap, GAP)
    }

    /// The list of KSFs, from which the action plan chooses.
    fn ksfs(&mut self) -> Result<(), XlsxError> {
        self.lines.section("Key success factors (KSFs)")?;
        let first = self.lines.next;
        for ksf in 0..self.book.framework.ksfs.len() {
            let label = names::one_line(&self.book.framework.label(ksf)).into_owned();
            self.lines.put(0, &label, Style::KeyText)?;
            self.lines.next += 1;
        }
        self.name(formulas::KSF_LIST, &references::range(first, 0, self.lines.next - 1, 0));
        Ok(())
    }

    fn name(&mut self, name: &str, reference: &str) {
        let sheet = super::sheets::Sheet::Contents.fixed_name();
        self.names.push((name.to_owned(), format!("={}", references::on_sheet(sheet, reference))));
    }

    fn figures(&mut self) -> Result<(), XlsxError> {
        self.lines.section("How the figures are worked out")?;
        self.lines.fact("Average", AVERAGE)?;
        self.lines.fact("Band of an average", &band_of_an_average(&self.book.framework.bands))?;
        self.lines.facts(&FIGURES)?;
        for pattern in Pattern::ALL {
            self.lines.fact(
                &format!("Pattern: {}", pattern.word()),
                &format!("{}.", capitalised(pattern.meaning())),
            )?;
        }
        Ok(())
    }

    fn explained(&mut self, heading: &str, lines: &[(&str, &str)]) -> Result<(), XlsxError> {
        self.lines.section(heading)?;
        lines.iter().try_for_each(|(label, text)| self.lines.fact(label, text))
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

pub(super) const AVERAGE: &str = "All ratings added up and divided by their number. A cluster's average is over all its ratings, and so is \
     the average of all schools: never an average of averages.";

/// With examples on both sides of the bands' limits: "3.4 is low, 3.5 is medium, 7.5 is high".
pub(super) fn band_of_an_average(bands: &Bands) -> String {
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

const WORKING_LIVE: [(&str, &str); 7] = [
    (
        "Changing a rating",
        "Type over a rating in a grid, or clear it. Totals, averages, shading, need order, names, action plan, charts, LA \
         summary, Schools and Ratings follow at once. Returns and Findings stay as received; Changed on Ratings says what \
         is no longer as submitted.",
    ),
    (
        "White and grey cells",
        "In the grids you type under the schools' names; figures with a grey ground work themselves out. In Action plan \
         and LA summary white cells in the last columns are yours to fill in.",
    ),
    (
        "Entries to correct",
        "Excel refuses to take anything but a whole rating when it is typed, but not when it is pasted. What is no rating \
         is outlined, counts as a gap, and is counted in Check above its grid and, for all grids, under What went into it.",
    ),
    ("Pasting", "Paste values only (Paste Special, Values), so that the shading of the cells stays."),
    (
        "Sorting and filtering",
        "Schools, Returns, Findings and Ratings have filters. Leave the rows of the other tables where they are: Cluster \
         priorities sorts itself, and other sheets look there.",
    ),
    (
        "Workings",
        "Right of each grid and of the LA summary, beyond what is printed, stand cells that other sheets quote. Where a \
         cluster has more than 50 schools, lists of names are put together there in parts.",
    ),
    (
        "Names",
        "Type one of these into the Name Box, left of the formula bar, to go there: Grid_1_ratings (and so on, in the \
         order of the sheets), KSF_list, Ratings_used, Ratings_missing, Ratings_rejected, Entries_to_correct.",
    ),
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
