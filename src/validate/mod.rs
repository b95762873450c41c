//! Recognised tables → returns with ratings, and findings: every value is judged here, by one file per check.
//!
//! In: [`RecognisedFile`] and the framework. Out: [`ValidatedFile`]. A value is a rating without doubt, or it is a
//! gap with a finding that says where, what was typed and what to do.

mod context;
mod factors;
mod figures;
mod file;
mod reading;
mod stated_identity;
mod unreadable;
mod validated;

use std::sync::Arc;

use crate::data_set::Outcome;
use crate::finding::Finding;
use crate::framework::Framework;
use crate::layout::{RawReturn, RecognisedFile, Table};
use crate::model::{CellRef, Rating};
use crate::read::{RawWorkbook, Unreadable};
use crate::rules;

use context::Context;

pub use validated::{FileFate, StatedIdentity, ValidatedAnswer, ValidatedFile, ValidatedReturn};

/// Judges everything that was recognised in a file.
#[must_use]
pub fn validate(file: &Arc<str>, recognised: &RecognisedFile, framework: &Framework) -> ValidatedFile {
    let mut result = ValidatedFile::new(file, FileFate::Read, file::file_findings(file, recognised));
    result.typed = recognised.typed.clone();
    let mut blank_templates = 0;
    for table in &recognised.tables {
        let context = Context { file, table, framework };
        if is_blank_template(table, recognised) {
            blank_templates += 1;
            continue;
        }
        result.returns.extend(validate_table(&context, recognised));
    }
    result.findings.extend(recognised.passed_on.iter().cloned());
    if result.returns.is_empty() {
        result.fate = FileFate::NotAReturn;
        if recognised.unclear.is_empty() {
            result.findings.push(file::no_return(file, recognised, blank_templates > 0));
        }
    }
    result
}

/// A table without any rating and without a stated school.
fn is_blank_template(table: &Table, file: &RecognisedFile) -> bool {
    let nobody = |r: &RawReturn| stated_identity::school(table, r, &file.elsewhere).is_none();
    table.returns.iter().all(|r| r.is_blank() && nobody(r))
}

fn validate_table(context: &Context<'_>, file: &RecognisedFile) -> Vec<ValidatedReturn> {
    let mut table_findings = factors::check(context);
    let mut returns: Vec<ValidatedReturn> = context
        .table
        .returns
        .iter()
        .filter(|raw| !(raw.is_blank() && raw.stated.is_empty() && !context.table.layout.is_of_one_school()))
        .map(|raw| validate_return(context, raw, file))
        .collect();
    if returns.len() == context.table.returns.len() {
        table_findings.extend(figures::check(context, &returns));
    }
    if let Some(first) = returns.first_mut() {
        if context.table.layout.is_of_one_school() {
            first.findings.extend(table_findings);
        } else {
            first.table_findings = table_findings;
        }
    }
    returns
}

fn validate_return(context: &Context<'_>, raw: &RawReturn, file: &RecognisedFile) -> ValidatedReturn {
    let mut findings = Vec::new();
    let identity = stated_identity::read(context, raw, &file.elsewhere, &mut findings);
    let mut of_answers = Vec::new();
    let answers: Vec<ValidatedAnswer> = raw
        .answers
        .iter()
        .enumerate()
        .map(|(ksf, cells)| {
            let answer = factors::answer(context, ksf, cells, &mut of_answers);
            ValidatedAnswer { said: factors::said(raw, ksf), ..answer }
        })
        .collect();
    if !raw.is_blank() {
        of_answers.extend(factors::left_out(context, raw));
    } else if of_answers.iter().all(|f| f.rule == &rules::MISSING) {
        // One finding says that nothing is there.
        of_answers.clear();
    }
    findings.append(&mut of_answers);
    let at = raw.stated.first().map(|s| s.value.cell).or(answers.iter().find_map(|a| a.cell));
    findings.extend(whole_return(context, &answers, at));
    let (sheet, layout) = (context.table.sheet.clone(), context.table.layout);
    ValidatedReturn { sheet, layout, at, identity, answers, findings, table_findings: Vec::new() }
}

/// A return without any rating, or with the same rating for every KSF; `at` is the first cell of the return.
fn whole_return(context: &Context<'_>, answers: &[ValidatedAnswer], at: Option<CellRef>) -> Option<Finding> {
    let mut location = context.location();
    location.cell = at;
    let ratings: Vec<Rating> = answers.iter().filter_map(|a| a.outcome.rating()).collect();
    match ratings.as_slice() {
        [] => {
            let is_rejected = |answer: &ValidatedAnswer| matches!(answer.outcome, Outcome::Rejected(_));
            let found = if answers.iter().any(is_rejected) {
                "The return holds no rating that could be used."
            } else {
                "The return holds no rating at all."
            };
            Some(Finding::new(&rules::NOTHING_RATED, found, location))
        }
        [first, rest @ ..] if ratings.len() == answers.len() && rest.iter().all(|r| r == first) => {
            let found = format!("All {} KSFs are rated {first}.", ratings.len());
            Some(Finding::new(&rules::ALL_THE_SAME, found, location.typed(first)))
        }
        _ => None,
    }
}

impl ValidatedFile {
    /// A file with this fate and these findings, so far without returns.
    #[must_use]
    pub fn new(file: &Arc<str>, fate: FileFate, findings: Vec<Finding>) -> Self {
        let (folders, returns, typed) = Default::default();
        Self { file: file.clone(), folders, fate, returns, findings, typed }
    }

    /// A file that should be a workbook and could not be read.
    #[must_use]
    pub fn not_read(file: &Arc<str>, why: &Unreadable) -> Self {
        Self::new(file, FileFate::NotRead, vec![unreadable::finding(file, why)])
    }

    /// Adds what was damaged: sheets that were not read to their end, and a wrong checksum. If no return was found, damage
    /// is the reason that is given, because the return may be in what was not read.
    pub(crate) fn add_damage(&mut self, book: &RawWorkbook) {
        let is_damaged = !book.not_read.is_empty();
        if is_damaged && self.returns.is_empty() {
            self.findings.retain(|f| ![&rules::NO_RETURN, &rules::BLANK_TEMPLATE].contains(&f.rule));
        }
        let not_read = book.not_read.iter().map(|(sheet, why)| file::sheet_not_read(&self.file, sheet, why));
        self.findings.extend(not_read);
        if book.doubtful && !is_damaged && !self.returns.is_empty() {
            self.findings.push(file::doubtful(&self.file));
        }
    }

    /// The files of an archive or a message; if nothing in it is a return or may be one, the container itself, once.
    #[must_use]
    pub fn of_container(container: &Arc<str>, files: Vec<Self>) -> Vec<Self> {
        let is_none = |file: &Self| match file.fate {
            FileFate::Ignored => true,
            FileFate::NotAReturn => file.findings.iter().all(|finding| *finding.rule == rules::NO_RETURN),
            FileFate::Read | FileFate::NotRead | FileFate::Skipped => false,
        };
        if !files.iter().all(is_none) {
            return files;
        }
        let read = files.iter().filter(|file| file.fate == FileFate::NotAReturn).count();
        if read == 0 {
            return vec![Self::new(container, FileFate::Ignored, Vec::new())];
        }
        vec![Self::new(container, FileFate::NotAReturn, vec![file::nothing_inside(container, files.len())])]
    }

    /// One of our own workbooks, found while searching.
    #[must_use]
    pub fn skipped(file: &Arc<str>) -> Self {
        Self::new(file, FileFate::Skipped, vec![file::skipped(file)])
    }

    /// The same, if people typed something into it.
    #[must_use]
    pub fn skipped_with_work(file: &Arc<str>) -> Self {
        Self::new(file, FileFate::Skipped, vec![file::skipped_with_work(file)])
    }

    /// A summary that ksfgrid wrote, also if the user names it.
    #[must_use]
    pub fn summary(file: &Arc<str>) -> Self {
        let found = "This is a summary that ksfgrid wrote; the ratings are in the authorities' workbooks.";
        Self::new(file, FileFate::Skipped, vec![file::never_read(file, found)])
    }

    /// Pages about schools that ksfgrid wrote, also if the user names them.
    #[must_use]
    pub fn school_pages(file: &Arc<str>) -> Self {
        let found =
            "These are schools' pages that ksfgrid wrote; the ratings are in their cluster's workbook.";
        Self::new(file, FileFate::Skipped, vec![file::never_read(file, found)])
    }

    /// A table of ratings that ksfgrid wrote for other programs and no spreadsheet opens, also if the user names it.
    #[must_use]
    pub fn table(file: &Arc<str>) -> Self {
        let found = "This is a table of ratings that ksfgrid wrote for other programs; it was not read.";
        Self::new(file, FileFate::Skipped, vec![file::never_read(file, found)])
    }
}
