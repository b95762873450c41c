//! Data set → what was found and what became of every file, as one JSON document for other programs.
//!
//! Its fields are described in README.md; one that changes its meaning or goes away makes [`SCHEMA`] greater.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use serde::Serialize;

use crate::data_set::{Counts, DataSet, ReturnRow};
use crate::finding::Finding;
use crate::model::{CalendarDate, Layout, is_invisible_control};
use crate::rules::Severity;

/// The version of the document's fields.
pub const SCHEMA: u32 = 1;

/// What `status` of a file says whose returns have different ones.
const SEVERAL: &str = "several";

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    errors: usize,
    warnings: usize,
    notes: usize,
    counts: AllCounts<'a>,
    files: Vec<SubmittedFile<'a>>,
    not_returned: Vec<Names<'a>>,
    findings: &'a [Finding],
}

#[derive(Serialize)]
struct AllCounts<'a> {
    files: usize,
    returns: usize,
    schools: usize,
    ratings: Ratings,
    rules: BTreeMap<&'a str, usize>,
}

#[derive(Serialize)]
struct Ratings {
    used: u32,
    missing: u32,
    rejected: u32,
}

/// A file and what became of it.
#[derive(Serialize)]
struct SubmittedFile<'a> {
    file: &'a str,
    status: &'static str,
    /// How many ratings of the figures were read from it.
    used: u32,
    returns: Vec<Return<'a>>,
}

/// A return, as it stands on the sheet Returns.
#[derive(Serialize)]
struct Return<'a> {
    sheet: Option<&'a str>,
    layout: Option<&'static str>,
    #[serde(flatten)]
    names: Names<'a>,
    date: Option<CalendarDate>,
    rated: u32,
    missing: u32,
    rejected: u32,
    status: &'static str,
}

/// Whose a return is; of a school without one, what the register says.
#[derive(Serialize)]
struct Names<'a> {
    local_authority: Option<&'a str>,
    cluster: Option<&'a str>,
    school: Option<&'a str>,
    dfe_number: Option<String>,
}

/// Writes the document: UTF-8 text on several lines, without characters that would control a terminal.
#[must_use]
pub fn report(data: &DataSet) -> String {
    let of = |severity| data.findings.iter().filter(|f| f.severity == severity).count();
    let files = files(data);
    let document = Document {
        schema: SCHEMA,
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
        counts: counts(data, files.len()),
        not_returned: data.returns.iter().filter(|row| row.file.is_none()).map(names).collect(),
        files,
        findings: &data.findings,
    };
    written(&document)
}

fn counts(data: &DataSet, files: usize) -> AllCounts<'_> {
    let ratings = Counts::of(&data.schools);
    let mut rules = BTreeMap::new();
    for finding in &data.findings {
        *rules.entry(finding.rule.code).or_default() += 1;
    }
    AllCounts {
        files,
        returns: data.returns.iter().filter(|row| row.counts.is_some()).count(),
        schools: data.schools.len(),
        ratings: Ratings { used: ratings.rated, missing: ratings.missing, rejected: ratings.rejected },
        rules,
    }
}

/// Every file, in their order.
fn files(data: &DataSet) -> Vec<SubmittedFile<'_>> {
    let mut used: HashMap<&str, u32> = HashMap::new();
    for answer in data.schools.iter().flat_map(|school| &school.answers) {
        if answer.outcome.rating().is_some() {
            *used.entry(&*answer.file).or_default() += 1;
        }
    }
    let rows: Vec<&ReturnRow> = data.returns.iter().filter(|row| row.file.is_some()).collect();
    let of_files = rows.chunk_by(|a, b| a.file == b.file);
    of_files.filter_map(|rows| file(rows, &used)).collect()
}

/// A file with its rows. `used` is how many ratings were read from each file; a workbook of ours passes on ratings that were
/// read from others.
fn file<'a>(rows: &[&'a ReturnRow], used: &HashMap<&str, u32>) -> Option<SubmittedFile<'a>> {
    let first = rows.first()?;
    let name = first.file.as_deref()?;
    let own = rows.iter().filter(|row| row.status.counts()).filter_map(|row| row.counts);
    let own: u32 = own.map(|counts| counts.rated).sum();
    let is_one = rows.iter().all(|row| row.status == first.status);
    Some(SubmittedFile {
        file: name,
        status: if is_one { first.status.word() } else { SEVERAL },
        used: own.max(used.get(name).copied().unwrap_or_default()),
        returns: rows.iter().filter_map(|row| a_return(row)).collect(),
    })
}

fn a_return(row: &ReturnRow) -> Option<Return<'_>> {
    let counts = row.counts?;
    Some(Return {
        sheet: row.sheet.as_deref(),
        layout: row.layout.map(Layout::word),
        names: names(row),
        date: row.date,
        rated: counts.rated,
        missing: counts.missing,
        rejected: counts.rejected,
        status: row.status.word(),
    })
}

fn names(row: &ReturnRow) -> Names<'_> {
    Names {
        local_authority: row.local_authority.as_deref(),
        cluster: row.cluster.as_deref(),
        school: row.school.as_deref(),
        dfe_number: row.dfe_number.map(|number| number.to_string()),
    }
}

/// The document as text. Outside of texts there are no characters that control a terminal but line breaks.
fn written(document: &Document) -> String {
    let json = serde_json::to_string_pretty(document).expect("all of it is plain data");
    let mut text = json.chars().fold(String::with_capacity(json.len() + 1), |mut out, c| {
        if c != '\n' && is_invisible_control(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
        out
    });
    text.push('\n');
    text
}
