//! Contents: what the workbook is, what went into it, where things are, the key and how figures come about.

mod words;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::Pattern;
use crate::data_set::ReturnStatus;
use crate::rules::Severity;

use super::book::{Book, Names};
use super::error::WorkbookError;
use super::front::Lines;
use super::place::ratings;
use super::styles::Style;
use super::{formulas, grid_head, la_workings, names, references};

pub(super) use words::{AVERAGE, band_of_an_average};

/// Writes the sheet; returns the names of its list of KSFs and of its counts.
pub(super) fn write(book: &Book, to: &mut Worksheet) -> Result<Names, WorkbookError> {
    let lines = Lines::open(to, &book.styles, &book.title(), &about(book))?;
    let mut page = Page { book, lines, names: Names::new() };
    page.opening()?;
    page.sheets()?;
    page.key()?;
    let second_page = page.lines.next + 1;
    page.counts()?;
    page.ksfs()?;
    let third_page = page.lines.next + 1;
    page.explained("Working live", &words::working_live(book.is_extract()))?;
    page.explained("Accessibility", &words::ACCESSIBILITY)?;
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
        if book.is_extract() {
            lines.fact("Cluster", &book.cluster_names.join(", "))?;
            lines.fact("Extract", EXTRACT)?;
        } else {
            lines.fact("Clusters", &book.cluster_names.join(", "))?;
        }
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
            ("Ratings used", format!("=COUNT({now})"), tally.rated),
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
        self.lines.line("Gap", Style::KeyGap, words::GAP)
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
        self.lines.fact("Average", words::AVERAGE)?;
        self.lines.fact("Band of an average", &words::band_of_an_average(&self.book.framework.bands))?;
        self.lines.facts(&words::figures(self.book.is_extract()))?;
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

const EXTRACT: &str = "This workbook is about one cluster: its schools, returns and findings out of the local authority's \
                       workbook of the same date. Whoever could help from another cluster is named as on that date; \
                       everything else follows when a rating is changed.";

/// What the self-assessment calls a KSF, where it is something else.
fn other_term<'a>(book: &'a Book) -> Option<&'a str> {
    let terms = &book.framework.terms;
    let ours = |term: &String| matches!(term.to_lowercase().as_str(), "ksf" | "key success factor");
    if terms.iter().any(ours) { None } else { terms.first().map(String::as_str) }
}
