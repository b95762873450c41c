//! Findings in lines: what says the same is one entry with its first few cells, and says once what to do.

use super::entries::{Entries, Entry, folder_of};
use super::text::{Line, Tone};
use crate::finding::{Finding, Location};
use crate::model::{counted, first_few};
use crate::rules::{self, Stage};

/// Maximum number of cells of an entry that are listed.
const FEW: usize = 5;

/// How much of an entry is listed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Maximum number of lost files that are named for one rule.
    pub(super) lost: usize,
    /// Maximum number of sentences of any other entry.
    pub(super) sentences: usize,
    /// Where all findings are listed, in words.
    pub(super) all_in: &'static str,
}

/// As much as a list of everything that was found needs.
const WHOLE: Extent = Extent { lost: 100, sentences: 10, all_in: "--format json lists" };

/// All findings: first those about what is lost.
#[must_use]
pub fn findings(findings: &[Finding]) -> Vec<Line> {
    listed(&Entries::of(findings))
}

/// The findings about what is lost, and the other errors.
#[must_use]
pub fn errors(findings: &[Finding]) -> Vec<Line> {
    listed(&Entries::of(findings).errors())
}

fn listed(entries: &Entries) -> Vec<Line> {
    let of = |entries: &[Entry]| -> Vec<Line> {
        entries.iter().flat_map(|one| entry(one, WHOLE).into_iter().chain([Line::default()])).collect()
    };
    let Some(files) = entries.lost_files() else { return of(&entries.others) };
    let heading = |text: &str| [Line::default().strong(text), Line::default()];
    let mut text = heading(&format!("Lost in whole or in part: {files}. Start here.")).to_vec();
    text.extend(of(&entries.lost));
    if !entries.others.is_empty() {
        text.extend(heading("The other findings"));
        text.extend(of(&entries.others));
    }
    text
}

/// An entry: severity, rule and location, and how many findings it is; what was found; what to do.
pub(super) fn entry(entry: &Entry, extent: Extent) -> Vec<Line> {
    let rule = entry.rule();
    let severity = Line::default().with(Tone::Severity(rule.severity), rule.severity.word());
    let mut text = vec![severity.plain(format!(" {} {}", rule.code, about(entry)))];
    let found: Vec<String> = match entry.findings.as_slice() {
        [only] => vec![only.found.clone()],
        _ => found_together(entry, extent),
    };
    text.extend(found.into_iter().map(|line| Line::from(format!("    {line}"))));
    text.push(format!("    > {}", entry.first().remedy).into());
    text
}

/// "Dogwood.xlsx, sheet Form (Dogwood Primary): 10 ratings such as "8 - High"", "Riverside: 12 findings in 12 files".
fn about(entry: &Entry) -> String {
    let (files, rule) = (entry.files(), entry.rule());
    let number = entry.findings.len();
    if number == 1 {
        return place(&entry.first().location);
    }
    let things = things(entry);
    if let Some(Some(school)) =
        entry.common(|f| f.location.school.as_deref()).filter(|_| rule.found_by == Stage::Merge)
    {
        let cluster = entry.first().location.cluster.as_deref().map(|name| format!(", {name}"));
        return format!("{school}{}: {things}", cluster.unwrap_or_default());
    }
    if files.len() > 1 {
        let folder =
            entry.common(|f| f.location.file.as_deref().map(folder_of)).flatten().unwrap_or_default();
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}: ") };
        let in_files = counted(files.len(), "file");
        return if number == files.len() {
            format!("{folder}{in_files}")
        } else {
            format!("{folder}{things} in {in_files}")
        };
    }
    let (sheet, school) = (entry.common(|f| &f.location.sheet), entry.common(|f| &f.location.school));
    let location = Location {
        file: entry.first().location.file.clone(),
        sheet: sheet.cloned().flatten(),
        school: school.cloned().flatten(),
        ..Location::default()
    };
    let of_schools = if school.is_none() { of_schools(entry) } else { String::new() };
    let such_as = match value_that_alone_differs(entry.first()) {
        Some((value, _)) if is_one_sentence(entry) => format!(" such as \"{value}\""),
        _ => String::new(),
    };
    format!("{}: {things}{of_schools}{such_as}", place(&location))
}

/// " of 4 schools"
fn of_schools(entry: &Entry) -> String {
    let mut schools: Vec<&str> = entry.findings.iter().filter_map(|f| f.location.school.as_deref()).collect();
    schools.sort_unstable();
    schools.dedup();
    format!(" of {}", counted(schools.len(), "school"))
}

/// What an entry of several findings counts: "10 ratings".
fn things(entry: &Entry) -> String {
    let (rule, number) = (entry.rule(), entry.findings.len());
    if *rule == rules::MISSING {
        return format!("{number} KSFs without a rating");
    }
    let is_about_ratings = rule.code.starts_with('R')
        || [&rules::CONFLICTING_RETURNS, &rules::GAP_FILLED].iter().any(|known| known.code == rule.code);
    let is_about_returns = *rule == rules::SCHOOL_NOT_STATED;
    let one = if is_about_ratings {
        "rating"
    } else if is_about_returns {
        "return"
    } else {
        "finding"
    };
    counted(number, one)
}

/// What several findings found, in lines: one sentence and their places, or a sentence each.
fn found_together(entry: &Entry, extent: Extent) -> Vec<String> {
    let is_of_one_file = entry.files().len() < 2;
    let found = entry.first().found.clone();
    let is_same = entry.common(|f| f.found.as_str()).is_some();
    let is_named_only = entry.findings.iter().all(|f| f.location.sheet.is_none());
    if is_of_one_file && !is_named_only && (is_same || is_one_sentence(entry)) {
        let cells = first_few(&entry.findings, FEW, |f| cell_in(entry, f)).join(", ");
        let each = value_that_alone_differs(entry.first()).filter(|_| !is_same);
        return each
            .map_or_else(|| vec![found, cells.clone()], |(_, rest)| vec![format!("{cells}: each{rest}")]);
    }
    // What is no return may be anything that happens to lie in the folder.
    if is_same && *entry.rule() == rules::NO_RETURN {
        return vec![found, first_few(&entry.findings, FEW, |f| place(&f.location)).join(", ")];
    }
    let is_about_files = entry.rule().severity != rules::Severity::Note && !is_of_one_file;
    let most = if is_about_files { extent.lost } else { extent.sentences };
    let mut lines: Vec<String> = if is_same {
        let places = entry.findings.iter().take(most).map(|f| format!("  {}", place(&f.location)));
        [format!("Each: {found}")].into_iter().chain(places).collect()
    } else {
        entry.findings.iter().take(most).map(|f| sentence_at(entry, f, is_of_one_file)).collect()
    };
    if entry.findings.len() > most {
        lines.push(format!("  … and {} more; {} all.", entry.findings.len() - most, extent.all_in));
    }
    lines
}

/// A finding's own sentence with its place, as far as that is not said already.
fn sentence_at(entry: &Entry, finding: &Finding, is_of_one_file: bool) -> String {
    let at = if is_of_one_file { rest_of_place(entry, finding) } else { place(&finding.location) };
    if at.is_empty() { finding.found.clone() } else { format!("{at}: {}", finding.found) }
}

/// A cell in a file that is named already, with what stands there: "B8 "8 - High"".
fn cell_in(entry: &Entry, finding: &Finding) -> String {
    let at = rest_of_place(entry, finding);
    match &finding.location.value {
        Some(value) if finding.found.contains(&format!("\"{value}\"")) => format!("{at} \"{value}\""),
        _ => at,
    }
}

/// The sheet, cell and school of a finding, as far as its entry does not say them for all.
fn rest_of_place(entry: &Entry, finding: &Finding) -> String {
    let location = &finding.location;
    let sheet = location.sheet.as_ref().filter(|_| entry.common(|f| &f.location.sheet).is_none());
    let school = location.school.as_ref().filter(|_| entry.common(|f| &f.location.school).is_none());
    let cell = location.cell.map(|cell| cell.to_string());
    let at = sheet.map(|sheet| format!("sheet {sheet}")).into_iter().chain(cell);
    let at = at.collect::<Vec<_>>().join(" ");
    match school {
        Some(school) if at.is_empty() => school.clone(),
        Some(school) => format!("{at} ({school})"),
        None => at,
    }
}

/// Whether all findings of an entry say the same, but for the value that was typed.
fn is_one_sentence(entry: &Entry) -> bool {
    entry.common(|f| value_that_alone_differs(f).map(|(_, rest)| rest)).flatten().is_some()
}

/// The value that a finding is about, and its sentence without that. Returns `None` if the sentence does not begin with it.
fn value_that_alone_differs(finding: &Finding) -> Option<(&str, &str)> {
    let value = finding.location.value.as_deref()?;
    let rest = finding.found.strip_prefix('"')?.strip_prefix(value)?.strip_prefix('"')?;
    Some((value, rest))
}

/// "file, sheet, cell (school)"
fn place(location: &Location) -> String {
    let school = location.school.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    let place = location.to_string();
    format!("{}{school}", if place.is_empty() { "all returns" } else { &place })
}
