//! The short report on stderr after a run, in a cluster manager's words.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use anstyle::Style;
use ksfgrid::analyse::ReturnRate;
use ksfgrid::data_set::{Counts, DataSet, NameQuestion, ReturnStatus, SchoolRecord};
use ksfgrid::framework::Framework;
use ksfgrid::model::{Mean, NOT_STATED};
use ksfgrid::rules::Severity;

use super::Failure;
use super::screen::{lines, plain, style};

/// How many errors the report shows before it refers to the workbook.
const ERRORS_SHOWN: usize = 3;

const BOLD: Style = Style::new().bold();

/// What was read and found: told once everything is written, but made while all of it is still there.
#[derive(Debug)]
pub(super) struct Summary {
    read: String,
    written: String,
}

impl Summary {
    pub(super) fn of(data: &DataSet, framework: &Framework) -> Self {
        let findings = first_findings(data, "each is listed on the sheet Findings of its workbook");
        Self { read: read_and_rated(data, framework) + &findings, written: String::new() }
    }

    /// Adds something that was written.
    pub(super) fn wrote(&mut self, what: &str, path: &Path) {
        let _ = writeln!(self.written, "{BOLD}{what}:{BOLD:#} {}", plain(&path.display().to_string()));
    }

    /// Tells it, with the first needs over all schools.
    pub(super) fn say(self, needs: &[(String, Mean)]) {
        say(&(self.read + &first_needs(needs) + &self.written));
    }
}

/// What was read and rated, after the findings have been listed.
pub(super) fn counts(data: &DataSet, framework: &Framework) {
    let mut text = read_and_rated(data, framework);
    let _ = writeln!(text, "Findings: {}.", severities(data));
    say(&text);
}

/// What to do with the list of names that was printed.
pub(super) fn questions(questions: &[NameQuestion]) {
    let open = questions.iter().filter(|q| q.suggestion.is_none()).count();
    let mut text = format!("{BOLD}Names to settle:{BOLD:#} {}", questions.len());
    if open > 0 {
        let _ = write!(text, ", {open} of them without a suggestion (ksfgrid check tells more)");
    }
    text.push_str(".\n");
    if !questions.is_empty() {
        text.push_str(
            "Look at every line: leave the second name where it is the same school, correct it where it is another, \
             or write the first name again where the school is none of these. Then give the list with --names.\n",
        );
    }
    say(&text);
}

/// The first findings, where there is no workbook to look them up in.
pub(super) fn findings(data: &DataSet, quiet: bool) {
    if !quiet {
        say(&first_findings(data, "ksfgrid check lists all"));
    }
}

/// That something is put right which an interrupted run had left.
pub(super) fn repaired(what: &str) {
    say(&format!("{}\n", plain(what)));
}

/// Why the run could not be done, and what to do.
pub(super) fn failure(failure: &Failure) {
    let style = style(Severity::Error);
    let mut text = format!("{style}ksfgrid:{style:#} {}\n", plain(&failure.what));
    for line in failure.line.iter().chain([&failure.remedy]) {
        let _ = writeln!(text, "         {}", plain(line));
    }
    say(&text);
}

/// Prints to stderr, without colour where that is no terminal or `NO_COLOR` is set.
fn say(text: &str) {
    let mut err = anstream::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn read_and_rated(data: &DataSet, framework: &Framework) -> String {
    let returns = data.returns.iter().filter(|r| r.counts.is_some()).count();
    let mut files: Vec<&str> = data.returns.iter().filter_map(|r| r.file.as_deref()).collect();
    files.sort_unstable();
    files.dedup();
    let clusters = data.schools.chunk_by(|a, b| same_authority(a, b) && a.cluster == b.cluster).count();
    let mut text = format!(
        "{BOLD}Read:{BOLD:#} {}, {} from {} in {}{}.\n",
        count(files.len(), "file", "files"),
        count(returns, "return", "returns"),
        count(data.schools.len(), "school", "schools"),
        count(clusters, "cluster", "clusters"),
        of_authority(data)
    );
    let tally = Counts::of(&data.schools);
    let _ = writeln!(
        text,
        "{BOLD}Ratings:{BOLD:#} {} used, {} missing, {} rejected; together {} = {} × {} KSFs.",
        tally.rated,
        tally.missing,
        tally.rejected,
        tally.all(),
        count(data.schools.len(), "school", "schools"),
        framework.ksfs.len()
    );
    text.push_str(&other_fates(data));
    text.push_str(&returned(data));
    text
}

fn same_authority(a: &SchoolRecord, b: &SchoolRecord) -> bool {
    a.local_authority == b.local_authority
}

fn of_authority(data: &DataSet) -> String {
    match data.schools.chunk_by(same_authority).map(|schools| &schools[0].local_authority).collect::<Vec<_>>()
        [..]
    {
        [] => String::new(),
        [only] if only == NOT_STATED => String::new(),
        [only] => format!(" of {}", plain(only)),
        ref several => format!(" of {} local authorities", several.len()),
    }
}

/// How many of the registered schools have returned.
fn returned(data: &DataSet) -> String {
    let Some(rate) = ReturnRate::of(data.registered.iter()) else { return String::new() };
    let mut places: Vec<&str> = data.registered.iter().map(|r| r.local_authority.as_str()).collect();
    places.dedup();
    let of = match (data.registered.as_slice(), places.as_slice()) {
        ([only], _) if only.cluster.as_deref().is_some_and(|c| c != NOT_STATED) => {
            format!(" of {}", plain(only.cluster.as_deref().unwrap_or_default()))
        }
        (_, [only]) if *only == NOT_STATED => String::new(),
        (_, [only]) => format!(" of {}", plain(only)),
        (_, several) => format!(" of {} local authorities", several.len()),
    };
    let schools =
        count(usize::try_from(rate.schools).unwrap_or(usize::MAX), "registered school", "registered schools");
    let have = if rate.returned == 1 { "has" } else { "have" };
    format!("{BOLD}Register:{BOLD:#} {} of {schools}{of} {have} returned.\n", rate.returned)
}

/// Returns and files that are not simply used.
fn other_fates(data: &DataSet) -> String {
    let mut fates: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &data.returns {
        let is_told =
            matches!(row.status, ReturnStatus::Used | ReturnStatus::UsedInPart | ReturnStatus::NotReturned);
        if !is_told {
            *fates.entry(row.status.word()).or_default() += 1;
        }
    }
    if fates.is_empty() {
        return String::new();
    }
    let list: Vec<String> = fates.iter().map(|(word, n)| format!("{n} {word}")).collect();
    format!("{BOLD}Other files and returns:{BOLD:#} {}.\n", list.join(", "))
}

fn severities(data: &DataSet) -> String {
    let of = |severity| data.findings.iter().filter(|f| f.severity == severity).count();
    format!(
        "{}, {}, {}",
        count(of(Severity::Error), "error", "errors"),
        count(of(Severity::Warning), "warning", "warnings"),
        count(of(Severity::Note), "note", "notes")
    )
}

fn first_findings(data: &DataSet, more: &str) -> String {
    if data.findings.is_empty() {
        return format!("{BOLD}Findings:{BOLD:#} none.\n");
    }
    let errors: Vec<_> = data.findings.iter().filter(|f| f.severity == Severity::Error).collect();
    let mut text = format!("{BOLD}Findings:{BOLD:#} {}; {more}.\n", severities(data));
    for finding in errors.iter().take(ERRORS_SHOWN) {
        for line in lines(finding).lines() {
            let _ = writeln!(text, "  {line}");
        }
    }
    if errors.len() > ERRORS_SHOWN {
        let _ =
            writeln!(text, "  … and {}.", count(errors.len() - ERRORS_SHOWN, "more error", "more errors"));
    }
    text
}

fn first_needs(needs: &[(String, Mean)]) -> String {
    let list: Vec<String> =
        needs.iter().map(|(label, mean)| format!("{label} (average {:.1})", mean.value())).collect();
    if list.is_empty() {
        return String::new();
    }
    format!("{BOLD}First three needs:{BOLD:#} {}.\n", list.join("; "))
}
