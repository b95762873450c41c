//! The short report after a run, in a cluster manager's words.

use std::collections::BTreeMap;

use super::findings::finding;
use super::text::Line;
use crate::analyse::ReturnRate;
use crate::data_set::{Counts, DataSet, NameQuestion, ReturnStatus, SchoolRecord};
use crate::framework::Framework;
use crate::model::{Mean, NOT_STATED};
use crate::rules::Severity;

/// How many errors the report shows before it refers to the workbook.
const ERRORS_SHOWN: usize = 3;

/// The first needs over all schools: the KSF's label and its mean.
pub type Needs = Vec<(String, Mean)>;

/// What was read, found and written: shown once everything is written, but made while all of it is still there.
#[derive(Debug)]
pub struct Summary {
    read: Vec<Line>,
    written: Vec<Line>,
}

impl Summary {
    /// What was read and found.
    #[must_use]
    pub fn of(data: &DataSet, framework: &Framework) -> Self {
        let mut read = read_and_rated(data, framework);
        read.extend(first_findings(data, "each is listed on the sheet Findings of its workbook"));
        Self { read, written: Vec::new() }
    }

    /// Adds something that was written, and where.
    pub fn wrote(&mut self, what: &str, path: &str) {
        self.written.push(labelled(what, path));
    }

    /// All of it, with the first needs over all schools.
    #[must_use]
    pub fn text(self, needs: &Needs) -> Vec<Line> {
        let mut text = self.read;
        text.extend(first_needs(needs));
        text.extend(self.written);
        text
    }
}

/// What was read and rated, and the number of findings.
#[must_use]
pub fn read_and_found(data: &DataSet, framework: &Framework) -> Vec<Line> {
    let mut text = read_and_rated(data, framework);
    text.push(format!("Findings: {}.", severities(data)).into());
    text
}

/// What to do with the list of names to settle.
#[must_use]
pub fn name_questions(questions: &[NameQuestion]) -> Vec<Line> {
    let open = questions.iter().filter(|q| q.suggestion.is_none()).count();
    let but = if open > 0 {
        format!(", {open} of them without a suggestion (ksfgrid check tells more)")
    } else {
        String::new()
    };
    let mut text = vec![labelled("Names to settle", &format!("{}{but}.", questions.len()))];
    if !questions.is_empty() {
        text.push(Line::from(
            "Look at every line: leave the second name where it is the same school, correct it where it is another, \
             or write the first name again where the school is none of these. Then give the list with --names.",
        ));
    }
    text
}

/// The number of findings and the first errors; `more` says where all of them are.
#[must_use]
pub fn first_findings(data: &DataSet, more: &str) -> Vec<Line> {
    if data.findings.is_empty() {
        return vec![labelled("Findings", "none.")];
    }
    let errors: Vec<_> = data.findings.iter().filter(|f| f.severity == Severity::Error).collect();
    let mut text = vec![labelled("Findings", &format!("{}; {more}.", severities(data)))];
    for error in errors.iter().take(ERRORS_SHOWN) {
        text.extend(finding(error).map(Line::indented));
    }
    if errors.len() > ERRORS_SHOWN {
        let more = counted(errors.len() - ERRORS_SHOWN, "more error", "more errors");
        text.push(format!("  … and {more}.").into());
    }
    text
}

fn labelled(label: &str, text: &str) -> Line {
    Line::default().strong(format!("{label}:")).plain(format!(" {text}"))
}

/// A number with the word for what it counts: "1 file", "3 files".
#[must_use]
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn read_and_rated(data: &DataSet, framework: &Framework) -> Vec<Line> {
    let returns = data.returns.iter().filter(|r| r.counts.is_some()).count();
    let mut files: Vec<&str> = data.returns.iter().filter_map(|r| r.file.as_deref()).collect();
    files.sort_unstable();
    files.dedup();
    let same_cluster =
        |a: &SchoolRecord, b: &SchoolRecord| a.local_authority == b.local_authority && a.cluster == b.cluster;
    let schools = counted(data.schools.len(), "school", "schools");
    let tally = Counts::of(&data.schools);
    let read = format!(
        "{}, {} from {schools} in {}{}.",
        counted(files.len(), "file", "files"),
        counted(returns, "return", "returns"),
        counted(data.schools.chunk_by(same_cluster).count(), "cluster", "clusters"),
        of_authorities(&data.authorities())
    );
    let ratings = format!(
        "{} used, {} missing, {} rejected; together {} = {schools} × {} KSFs.",
        tally.rated,
        tally.missing,
        tally.rejected,
        tally.all(),
        framework.ksfs.len()
    );
    let mut text = vec![labelled("Read", &read), labelled("Ratings", &ratings)];
    text.extend(other_fates(data));
    text.extend(returned(data));
    text
}

fn of_authorities(names: &[&str]) -> String {
    match names {
        [] | [NOT_STATED] => String::new(),
        [only] => format!(" of {only}"),
        several => format!(" of {} local authorities", several.len()),
    }
}

/// How many of the registered schools have returned.
fn returned(data: &DataSet) -> Option<Line> {
    let rate = ReturnRate::of(data.registered.iter())?;
    let mut authorities: Vec<&str> = data.registered.iter().map(|r| r.local_authority.as_str()).collect();
    authorities.dedup();
    let of = match data.registered.as_slice() {
        [only] => only.cluster.as_deref().filter(|cluster| *cluster != NOT_STATED),
        _ => None,
    };
    let of = of.map_or_else(|| of_authorities(&authorities), |cluster| format!(" of {cluster}"));
    let schools = if rate.schools == 1 { "registered school" } else { "registered schools" };
    let have = if rate.returned == 1 { "has" } else { "have" };
    let text = format!("{} of {} {schools}{of} {have} returned.", rate.returned, rate.schools);
    Some(labelled("Register", &text))
}

/// Returns and files that are not simply used.
fn other_fates(data: &DataSet) -> Option<Line> {
    let mut fates: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &data.returns {
        let is_in_other_lines =
            matches!(row.status, ReturnStatus::Used | ReturnStatus::UsedInPart | ReturnStatus::NotReturned);
        if !is_in_other_lines {
            *fates.entry(row.status.word()).or_default() += 1;
        }
    }
    let list: Vec<String> = fates.iter().map(|(word, n)| format!("{n} {word}")).collect();
    (!list.is_empty()).then(|| labelled("Other files and returns", &format!("{}.", list.join(", "))))
}

fn severities(data: &DataSet) -> String {
    let of = |severity| data.findings.iter().filter(|f| f.severity == severity).count();
    format!(
        "{}, {}, {}",
        counted(of(Severity::Error), "error", "errors"),
        counted(of(Severity::Warning), "warning", "warnings"),
        counted(of(Severity::Note), "note", "notes")
    )
}

fn first_needs(needs: &Needs) -> Option<Line> {
    let list: Vec<String> =
        needs.iter().map(|(label, mean)| format!("{label} (average {:.1})", mean.value())).collect();
    (!list.is_empty()).then(|| labelled("First three needs", &format!("{}.", list.join("; "))))
}
