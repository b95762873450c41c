//! The short report after a run, in a cluster manager's words.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::entries::{Entries, Entry};
use super::findings::{Extent, entry};
use super::text::Line;
use crate::analyse::ReturnRate;
use crate::data_set::{Counts, DataSet, NameQuestion, ReturnStatus, SchoolRecord};
use crate::framework::Framework;
use crate::model::{Mean, NOT_STATED};
use crate::rules::{Rule, Severity};

/// Maximum number of entries that the report shows, beside those about what is lost.
const ENTRIES_SHOWN: usize = 3;

/// Maximum number of sentences that the report shows of one entry.
const SENTENCES_SHOWN: usize = 5;

/// Maximum number of rules that the report names for the findings that it does not show.
const RULES_SHOWN: usize = 4;

/// Maximum number of lost files that the report names for one rule.
const LOST_SHOWN: usize = 10;

/// Maximum number of files that are no returns by their kind and are named.
const IGNORED_SHOWN: usize = 3;

/// The first needs over all schools: the KSF's label and its mean.
pub type Needs = Vec<(String, Mean)>;

/// What was read, found and written: shown once everything is written, but made while all of it is still there.
#[derive(Debug)]
pub struct Summary {
    read: Vec<Line>,
    /// All answers, which the needs follow from.
    answers: Counts,
    written: Vec<Line>,
}

impl Summary {
    /// What was read and found; `is_folder` if every authority gets a workbook of its own.
    #[must_use]
    pub fn of(data: &DataSet, framework: &Framework, is_folder: bool) -> Self {
        let mut read = read(data, framework);
        let several = is_folder && data.authorities().len() > 1;
        let all_in = if several { "the sheets Findings together list" } else { "the sheet Findings lists" };
        read.extend(first_findings(data, all_in));
        Self { read, answers: Counts::of(&data.schools), written: Vec::new() }
    }

    /// Adds something that was written, and where.
    pub fn wrote(&mut self, what: &str, path: &str) {
        self.written.push(labelled(what, path));
    }

    /// All of it, with the first needs over all schools.
    #[must_use]
    pub fn text(self, needs: &Needs) -> Vec<Line> {
        let mut text = self.read;
        text.extend(first_needs(needs, self.answers));
        text.extend(self.written);
        text
    }
}

/// What was read and rated, and the number of findings.
#[must_use]
pub fn read_and_found(data: &DataSet, framework: &Framework) -> Vec<Line> {
    let mut text = read(data, framework);
    if data.findings.is_empty() {
        text.push(labelled("Findings", "none."));
    } else {
        text.push(labelled("Findings", &format!("{}.", severities(data))));
    }
    text.extend(start_with(data, &Entries::of(&data.findings)));
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

/// The number of findings, what is lost, and the first other errors. Where no return can be used, the first findings of
/// any severity: whatever is found then stands in the way. `all_in` is where all of them are listed, in words.
#[must_use]
pub fn first_findings(data: &DataSet, all_in: &'static str) -> Vec<Line> {
    if data.findings.is_empty() {
        return vec![labelled("Findings", "none.")];
    }
    let entries = Entries::of(&data.findings).most_first();
    let mut text = vec![labelled("Findings", &format!("{}; {all_in} all.", severities(data)))];
    let is_shown = |entry: &&Entry| data.schools.is_empty() || entry.rule().severity == Severity::Error;
    let shown: Vec<&Entry> =
        entries.lost.iter().chain(entries.others.iter().filter(is_shown).take(ENTRIES_SHOWN)).collect();
    let extent = Extent { lost: LOST_SHOWN, sentences: SENTENCES_SHOWN, all_in };
    text.extend(shown.iter().flat_map(|one| entry(one, extent)).map(Line::indented));
    let errors: usize = shown.iter().map(|entry| entry.count(Severity::Error)).sum();
    let more = number_of(data, Severity::Error) - errors;
    if more > 0 {
        // The errors come first.
        let left = entries.others.iter().skip(ENTRIES_SHOWN);
        let line = format!("  … and {}, {}.", counted(more, "more error", "more errors"), by_rule(left));
        text.push(line.into());
    }
    text.extend(start_with(data, &entries));
    text
}

/// "99 D603 (conflicting-returns), 3 R303 (percentage)", "all R303 (percentage)": the errors of some entries by rule, most first.
fn by_rule<'a>(entries: impl Iterator<Item = &'a Entry<'a>>) -> String {
    let mut rules: Vec<(&'static Rule, usize)> = Vec::new();
    for entry in entries.filter(|entry| entry.rule().severity == Severity::Error) {
        let number = entry.findings.len();
        match rules.iter_mut().find(|(rule, _)| rule.code == entry.rule().code) {
            Some((_, known)) => *known += number,
            None => rules.push((entry.rule(), number)),
        }
    }
    rules.sort_by_key(|(_, number)| Reverse(*number));
    let name = |rule: &Rule| format!("{} ({})", rule.code, rule.name);
    if let [(only, _)] = rules.as_slice() {
        return format!("all {}", name(only));
    }
    let names: Vec<String> = rules.iter().map(|(rule, number)| format!("{number} {}", name(rule))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    listed(&names, RULES_SHOWN)
}

/// What to do before everything else; nothing, if there is no error and nothing is lost.
fn start_with(data: &DataSet, entries: &Entries) -> Option<Line> {
    let lost: usize = entries.lost.iter().map(|entry| entry.count(Severity::Error)).sum();
    let others = number_of(data, Severity::Error) - lost;
    let text = match (entries.lost_files(), others) {
        (None, 0) => return None,
        (None, _) => "the errors".to_owned(),
        (Some(files), 0) => format!("what is lost, in {files} (listed first)"),
        (Some(files), _) => format!("what is lost, in {files} (listed first), then the other errors"),
    };
    let how = "Do what stands after \">\", then run again; ksfgrid rules CODE explains a code.";
    Some(labelled("Start with", &format!("{text}. {how}")))
}

fn labelled(label: &str, text: &str) -> Line {
    Line::default().strong(format!("{label}:")).plain(format!(" {text}"))
}

/// A number with the word for what it counts: "1 file", "3 files".
#[must_use]
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What was read and rated.
#[must_use]
pub fn read(data: &DataSet, framework: &Framework) -> Vec<Line> {
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
    let named = |word: &str| if word == ReturnStatus::Ignored.word() { ignored(data) } else { String::new() };
    let list: Vec<String> = fates.iter().map(|(word, n)| format!("{n} {word}{}", named(word))).collect();
    (!list.is_empty()).then(|| labelled("Other files and returns", &format!("{}.", list.join(", "))))
}

/// " (letter.docx, notes.pdf, photo.png and 4 more)": the files that no finding names.
fn ignored(data: &DataSet) -> String {
    let files = data.returns.iter().filter(|row| row.status == ReturnStatus::Ignored);
    let files: Vec<&str> = files.filter_map(|row| row.file.as_deref()).collect();
    format!(" ({})", listed(&files, IGNORED_SHOWN))
}

/// "a.pdf, b.pdf and 3 more"
pub(super) fn listed(names: &[&str], most: usize) -> String {
    let named = names[..most.min(names.len())].join(", ");
    if names.len() > most { format!("{named} and {} more", names.len() - most) } else { named }
}

fn number_of(data: &DataSet, severity: Severity) -> usize {
    data.findings.iter().filter(|finding| finding.severity == severity).count()
}

fn severities(data: &DataSet) -> String {
    let of = |severity| number_of(data, severity);
    format!(
        "{}, {}, {}",
        counted(of(Severity::Error), "error", "errors"),
        counted(of(Severity::Warning), "warning", "warnings"),
        counted(of(Severity::Note), "note", "notes")
    )
}

fn first_needs(needs: &Needs, answers: Counts) -> Option<Line> {
    let list: Vec<String> =
        needs.iter().map(|(label, mean)| format!("{label} (average {:.1})", mean.value())).collect();
    let by = if answers.rated < answers.all() {
        format!(" (by {} of {} ratings)", answers.rated, answers.all())
    } else {
        String::new()
    };
    let label = format!("First three needs{by}");
    (!list.is_empty()).then(|| labelled(&label, &format!("{}.", list.join("; "))))
}
