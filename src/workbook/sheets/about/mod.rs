//! About these figures: what went into them, how they are worked out, what each sheet holds, and what else a reader may look
//! up. Nobody need see it in the workshop.

mod lines;
mod words;

pub(crate) use lines::ContentsLines;
pub(crate) use words::{AVERAGE, GAP, band_of_an_average};

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::Pattern;
use crate::contract::{RatingsColumn, Sheet};
use crate::data_set::ReturnStatus;
use crate::model::counted;
use crate::rules::Severity;
use crate::workbook::cells::references;
use crate::workbook::conversions::count;
use crate::workbook::error::WorkbookError;
use crate::workbook::formulas;
use crate::workbook::package::DefinedNames;
use crate::workbook::page;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::sheet_order::{purpose, tables};
use crate::workbook::style::Style;
use crate::workbook::text::one_line;

use super::grid::grid_head::alert;
use super::la_summary::totals;

/// Writes the sheet; returns the names of its list of KSFs and of its counts.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<DefinedNames, WorkbookError> {
    let lines = ContentsLines::open(to, &plan.styles, Sheet::About.name(), &about(plan))?;
    let mut about = About { plan, lines, names: DefinedNames::new() };
    about.opening()?;
    about.counts()?;
    let second_page = about.lines.next + 1;
    about.figures()?;
    about.ksfs()?;
    let third_page = about.lines.next + 1;
    about.explained("Working live", &words::working_live(plan.is_extract()))?;
    let fourth_page = about.lines.next + 1;
    about.explained("Accessibility", &words::ACCESSIBILITY)?;
    about.sheets()?;
    page::back(about.lines.to, &plan.styles, (0, 3))?;
    about.lines.print(&[second_page, third_page, fourth_page])?;
    Ok(about.names)
}

/// The cell of a count on this sheet, for a formula on another: it has a name.
pub(crate) fn count_name(label: &str) -> String {
    label.replace(' ', "_")
}

pub(crate) const REJECTED: &str = "Ratings rejected";
pub(crate) const USED: &str = "Ratings used";

/// The sheet as far as it is written.
struct About<'a> {
    plan: &'a WorkbookPlan<'a>,
    lines: ContentsLines<'a>,
    names: DefinedNames,
}

impl About<'_> {
    fn opening(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        let lines = &mut self.lines;
        lines.fact("Self-assessment", &plan.framework.title)?;
        if let Some(term) = other_term(plan) {
            lines.fact("KSF", &format!("Key success factor; the self-assessment says \"{term}\"."))?;
        }
        if !plan.authorities().is_empty() {
            lines.fact("Local authority", &plan.authorities())?;
        }
        let clusters = plan.cluster_names.join(", ");
        if plan.is_extract() {
            lines.fact("Cluster", &clusters)?;
            lines.fact("Extract", EXTRACT)?;
        } else {
            lines.fact("Clusters", &clusters)?;
        }
        lines.number("Schools with a return", count(plan.figures.schools()))?;
        lines.run(plan.figures.return_rate, plan.settings)
    }

    fn counts(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        self.lines.section("What went into it")?;
        let mut words: Vec<&str> = Vec::new();
        let files = || plan.data.returns.iter().filter(|r| r.status != ReturnStatus::NotReturned);
        for status in files().map(|r| r.status.word()) {
            if !words.contains(&status) {
                words.push(status);
            }
        }
        let with = |word: &str| files().filter(|r| r.status.word() == word).count();
        words.sort_by_key(|&word| (std::cmp::Reverse(with(word)), word));
        self.lines.number("Returns and files", count(files().count()))?;
        for word in words {
            self.lines.number(&format!("   {word}"), count(with(word)))?;
        }
        if plan.figures.return_rate.is_some() {
            let missing = plan.data.returns.len() - files().count();
            self.lines.number("Registered schools without a return", count(missing))?;
        }
        self.lines.number("Findings", count(plan.data.findings.len()))?;
        for severity in Severity::ALL {
            let of_severity = plan.data.findings.iter().filter(|f| f.severity == severity).count();
            self.lines.number(&format!("   {}s", severity.word()), count(of_severity))?;
        }
        self.ratings()?;
        let (ksfs, schools) = (plan.framework.ksfs.len(), plan.figures.schools());
        let all = plan.figures.tally.all();
        self.lines.fact("Together", &format!("{all} = {ksfs} KSFs × {schools} schools"))
    }

    /// What became of the answers: these follow when ratings change.
    fn ratings(&mut self) -> Result<(), XlsxError> {
        let (plan, tally) = (self.plan, self.plan.figures.tally);
        if plan.figures.clusters.is_empty() {
            return self.lines.number(USED, 0);
        }
        let now = plan.cells.ratings.column(RatingsColumn::Now);
        let [rejected, to_correct] = totals(plan);
        let used = self.lines.next;
        let (own_used, own_rejected) = (references::cell(used, 1), references::cell(used + 2, 1));
        let lines = [
            (USED, format!("=COUNT({now})"), tally.rated),
            ("Ratings missing", format!("=ROWS({now})-{own_used}-{own_rejected}"), tally.missing),
            (REJECTED, format!("=SUM({rejected})"), tally.rejected),
            ("Entries to correct", format!("=SUM({to_correct})"), 0),
        ];
        for (label, formula, stored) in lines {
            self.name(&count_name(label), &references::cell(self.lines.next, 1));
            let lines = &mut self.lines;
            lines.put(0, label, Style::Label)?;
            let format = plan.styles.get(Style::Value);
            formulas::write(lines.to, (lines.next, 1), &formula, &stored.into(), format)?;
            lines.end(label, "")?;
        }
        alert(self.lines.to, (self.lines.next - 1, 1))
    }

    /// What each sheet is for, and which tables it holds.
    fn sheets(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        self.lines.section("What each sheet holds")?;
        for &sheet in &plan.sheets {
            let tables = match sheet.kind {
                Sheet::Grid => vec![plan.cells.grids[sheet.cluster].table.as_str()],
                kind => tables(kind).to_vec(),
            };
            let tables = match tables.as_slice() {
                [] => "It holds no table.".to_owned(),
                [one] => format!("It holds one table: {one}."),
                [one, other, ..] => format!("It holds two tables: {one} and {other}."),
            };
            self.lines.fact(plan.sheet_name(sheet), &format!("{} {tables}", purpose(sheet.kind)))?;
        }
        Ok(())
    }

    /// The list of KSFs, from which the action plan chooses.
    fn ksfs(&mut self) -> Result<(), XlsxError> {
        self.lines.section("Key success factors (KSFs)")?;
        let first = self.lines.next;
        for ksf in 0..self.plan.framework.ksfs.len() {
            let label = one_line(&self.plan.framework.label(ksf)).into_owned();
            self.lines.put(0, &label, Style::KeyText)?;
            self.lines.next += 1;
        }
        self.name(formulas::KSF_LIST, &references::range(first, 0, self.lines.next - 1, 0));
        Ok(())
    }

    fn name(&mut self, name: &str, reference: &str) {
        let sheet = Sheet::About.name();
        self.names.push((name.to_owned(), format!("={}", references::on_sheet(sheet, reference))));
    }

    fn figures(&mut self) -> Result<(), XlsxError> {
        self.lines.section("How the figures are worked out")?;
        self.lines.fact("Average", words::AVERAGE)?;
        self.lines.fact("Band of an average", &words::band_of_an_average(&self.plan.framework.bands))?;
        self.lines.fact("Gap", GAP)?;
        self.lines.facts(&words::figures(self.plan.is_extract()))?;
        for pattern in Pattern::ALL {
            self.lines.fact(
                &format!("Pattern: {}", pattern.word()),
                &format!("{}.", capitalised(pattern.meaning())),
            )?;
        }
        Ok(())
    }

    /// A section of labels with their texts.
    fn explained(&mut self, heading: &str, lines: &[(&str, &str)]) -> Result<(), XlsxError> {
        self.lines.section(heading)?;
        self.lines.facts(lines)
    }
}

fn about(plan: &WorkbookPlan) -> String {
    format!(
        "Ratings of {} from {} in {}, checked and laid out for a cluster review.",
        counted(plan.framework.ksfs.len(), "key success factor"),
        counted(plan.figures.schools(), "school"),
        counted(plan.figures.clusters.len(), "cluster")
    )
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const EXTRACT: &str = "This workbook is about one cluster: its schools, returns and findings out of the local authority's \
                       workbook of the same date. Whoever could help from another cluster is named as on that date; \
                       everything else follows when a rating is changed.";

/// What the self-assessment calls a KSF; `None` if it calls it so, too.
fn other_term<'a>(plan: &'a WorkbookPlan) -> Option<&'a str> {
    let terms = &plan.framework.terms;
    let ours = |term: &String| matches!(term.to_lowercase().as_str(), "ksf" | "key success factor");
    if terms.iter().any(ours) { None } else { terms.first().map(String::as_str) }
}
