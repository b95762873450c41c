//! Findings that say the same, as one entry of a report.
//!
//! In: findings in the order of tables. Out: entries: what is lost by rule, what else was found by file and rule, notes by
//! folder and rule. Every finding is in one entry, so that what the entries count adds up.

use std::collections::{HashMap, HashSet};

use crate::finding::Finding;
use crate::model::{INSIDE, counted};
use crate::rules::{self, Rule, Severity, Stage};

/// All findings of a run.
pub(super) struct Entries<'a> {
    /// What is about files and returns that count in no figure, in the order of rules.
    pub(super) lost: Vec<Entry<'a>>,
    /// Everything else, in the order of the findings.
    pub(super) others: Vec<Entry<'a>>,
}

/// Findings of one rule with one remedy, at least one.
pub(super) struct Entry<'a> {
    pub(super) findings: Vec<&'a Finding>,
}

/// Within what findings of one rule are one entry.
#[derive(PartialEq, Eq, Hash)]
enum Scope<'a> {
    AllFiles,
    Folder(&'a str),
    File(Option<&'a str>),
    /// Its local authority, cluster and name.
    School([Option<&'a str>; 3]),
}

impl<'a> Entries<'a> {
    pub(super) fn of(findings: &'a [Finding]) -> Self {
        let (lost, others): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| is_lost(finding.rule));
        let mut lost = grouped(lost, |_| Scope::AllFiles);
        lost.sort_by_key(|entry| (entry.rule().severity, entry.rule().code));
        Self { lost, others: grouped(others, scope) }
    }

    /// The others, those of most findings first.
    pub(super) fn most_first(mut self) -> Self {
        self.others.sort_by_key(|entry| (entry.rule().severity, std::cmp::Reverse(entry.findings.len())));
        self
    }

    /// Without what is neither lost nor an error.
    pub(super) fn errors(mut self) -> Self {
        self.others.retain(|entry| entry.rule().severity == Severity::Error);
        self
    }

    /// "16 files, and 300 files that may be no returns" are lost in whole or in part. Returns `None` if there is none.
    pub(super) fn lost_files(&self) -> Option<String> {
        let of = |may_be_no_return: bool| {
            let entries =
                self.lost.iter().filter(|entry| (*entry.rule() == rules::NO_RETURN) == may_be_no_return);
            let files: HashSet<&str> = entries.flat_map(Entry::files).collect();
            files.len()
        };
        let others = |number| format!("{} that may be no {}", counted(number, "file"), returns(number));
        match (of(false), of(true)) {
            (0, 0) => None,
            (0, number) => Some(others(number)),
            (number, 0) => Some(counted(number, "file")),
            (number, more) => Some(format!("{}, and {}", counted(number, "file"), others(more))),
        }
    }
}

fn returns(number: usize) -> &'static str {
    if number == 1 { "return" } else { "returns" }
}

impl<'a> Entry<'a> {
    pub(super) fn first(&self) -> &'a Finding {
        self.findings[0]
    }

    pub(super) fn rule(&self) -> &'static Rule {
        self.first().rule
    }

    /// The files that it is about, each once, in their order.
    pub(super) fn files(&self) -> Vec<&'a str> {
        let mut files: Vec<&str> = self.findings.iter().filter_map(|f| f.location.file.as_deref()).collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    /// What its findings have in common. Returns `None` if they differ.
    pub(super) fn common<T: PartialEq>(&self, of: impl Fn(&'a Finding) -> T) -> Option<T> {
        let first = of(self.first());
        self.findings[1..].iter().all(|finding| of(finding) == first).then_some(first)
    }

    /// Number of its findings that are of a severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        if self.rule().severity == severity { self.findings.len() } else { 0 }
    }
}

/// Whether a rule is about a file, a sheet or all ratings of a school that count in no figure.
#[must_use]
pub fn is_lost(rule: &Rule) -> bool {
    let is_of_file = rule.code.starts_with('F') && rule.severity == Severity::Error;
    is_of_file || [&rules::NOT_UNPACKED, &rules::SCHOOL_NOT_STATED].iter().any(|lost| lost.code == rule.code)
}

/// A note asks nothing of anybody, and often says the same of all returns in a folder. What several returns of a school say
/// is about the school.
fn scope(finding: &Finding) -> Scope<'_> {
    let location = &finding.location;
    if finding.rule.found_by == Stage::Merge
        && location.school.is_some()
        && finding.severity != Severity::Note
    {
        return Scope::School(
            [&location.local_authority, &location.cluster, &location.school].map(Option::as_deref),
        );
    }
    match location.file.as_deref() {
        Some(file) if finding.severity == Severity::Note => Scope::Folder(folder_of(file)),
        file => Scope::File(file),
    }
}

/// The folder of a file, also in an archive; empty if it lies in none.
pub(super) fn folder_of(file: &str) -> &str {
    let end = |separator: &str| file.rfind(separator);
    end("/").max(end(INSIDE)).map_or("", |at| &file[..at])
}

/// Findings with one scope, rule and remedy together, in the order of their first.
fn grouped<'a>(findings: Vec<&'a Finding>, scope: impl Fn(&'a Finding) -> Scope<'a>) -> Vec<Entry<'a>> {
    let mut known = HashMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    for finding in findings {
        let key = (scope(finding), finding.rule.code, finding.remedy.as_str());
        let at = *known.entry(key).or_insert(entries.len());
        if at == entries.len() {
            entries.push(Entry { findings: Vec::new() });
        }
        entries[at].findings.push(finding);
    }
    entries
}
