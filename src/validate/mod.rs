//! Recognised tables → returns with ratings, and findings: every value is judged here, by one file per check.
//!
//! In: [`RecognisedFile`] and the framework. Out: [`ValidatedFile`]. A value is a rating without doubt, or it is a
//! gap with a finding that says where, what was typed and what to do.

mod earlier;
mod factors;
mod figures;
mod identity;
pub mod rating;
mod whole;

use std::sync::Arc;

use crate::data_set::{Counts, Outcome};
use crate::finding::{Finding, Place};
use crate::framework::Framework;
use crate::layout::{RawReturn, RecognisedFile, Table};
use crate::model::{CalendarDate, CellRef, DfeNumber, Layout, Urn};
use crate::read::{RawWorkbook, Unreadable};
use crate::rules;

/// What one file gave.
#[derive(Debug)]
pub struct ValidatedFile {
    /// The file, relative to the folder the user gave.
    pub file: Arc<str>,
    /// Names of the folders that it lies in, outermost first, from the folder the user gave downwards.
    pub folders: Vec<String>,
    /// What became of the file as a whole.
    pub fate: FileFate,
    /// Its returns, in the order of sheets and tables.
    pub returns: Vec<ValidatedReturn>,
    /// Findings about the file or a sheet as a whole.
    pub findings: Vec<Finding>,
}

/// What became of a file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFate {
    /// It was read; its returns are listed.
    Read,
    /// It was read and holds no return.
    NotAReturn,
    /// It could not be read.
    NotRead,
    /// A workbook that ksfgrid wrote, found while searching.
    Skipped,
    /// No spreadsheet.
    Ignored,
}

/// One return: what it states about itself, and its answers.
#[derive(Debug)]
pub struct ValidatedReturn {
    /// The sheet it stands on.
    pub sheet: Arc<str>,
    /// How it is laid out.
    pub layout: Layout,
    /// The school's place in its table: its column or row.
    pub at: Option<CellRef>,
    /// What it states about whose it is.
    pub identity: StatedIdentity,
    /// An answer to each KSF, in the framework's order.
    pub answers: Vec<ValidatedAnswer>,
    /// Findings about this return.
    pub findings: Vec<Finding>,
    /// Findings about the table as a whole; with its first return, and none of a form's.
    pub table_findings: Vec<Finding>,
}

/// What the sheet states about whose return it is; what it does not state is none.
#[derive(Debug, Clone, Default)]
pub struct StatedIdentity {
    /// The local authority.
    pub local_authority: Option<String>,
    /// The cluster.
    pub cluster: Option<String>,
    /// The school.
    pub school: Option<String>,
    /// The DfE number.
    pub dfe_number: Option<DfeNumber>,
    /// The unique reference number.
    pub urn: Option<Urn>,
    /// The day of the self-assessment.
    pub date: Option<CalendarDate>,
    /// Where that is stated.
    pub date_place: Option<Place>,
}

/// A judged answer.
#[derive(Debug, Clone)]
pub struct ValidatedAnswer {
    /// What became of it.
    pub outcome: Outcome,
    /// Its cell; none where the table has no such KSF.
    pub cell: Option<CellRef>,
    /// The file and the sheet of that cell, where these are not the return's own: an answer that our own workbook
    /// passes on unchanged.
    pub source: Option<(Arc<str>, Arc<str>)>,
}

impl ValidatedAnswer {
    fn new(outcome: Outcome, cell: Option<CellRef>) -> Self {
        Self { outcome, cell, source: None }
    }
}

impl ValidatedReturn {
    /// How many answers were rated, missing and rejected.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for answer in &self.answers {
            match answer.outcome {
                Outcome::Used(_) => counts.rated += 1,
                Outcome::Missing => counts.missing += 1,
                Outcome::Rejected(_) => counts.rejected += 1,
            }
        }
        counts
    }
}

/// What the checks of one table need to know.
struct Context<'a> {
    file: &'a Arc<str>,
    table: &'a Table,
    framework: &'a Framework,
}

impl Context<'_> {
    fn place(&self) -> Place {
        Place::sheet(self.file, &self.table.sheet)
    }

    /// Whether the table has this KSF at all.
    fn lists(&self, ksf: usize) -> bool {
        self.table.labels.iter().any(|l| l.ksf == ksf)
    }

    fn number(&self, ksf: usize) -> u8 {
        self.framework.ksfs[ksf].number
    }
}

/// Judges everything that was recognised in a file.
#[must_use]
pub fn validate(file: &Arc<str>, recognised: &RecognisedFile, framework: &Framework) -> ValidatedFile {
    let mut result = ValidatedFile::new(file, FileFate::Read, whole::file_findings(file, recognised));
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
            result.findings.push(whole::no_return(file, recognised, blank_templates > 0));
        }
    }
    result
}

/// A table without any rating and without a stated school.
fn is_blank_template(table: &Table, file: &RecognisedFile) -> bool {
    let nobody = |r: &RawReturn| identity::school(table, r, &file.elsewhere).is_none();
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
    let identity = identity::read(context, raw, &file.elsewhere, &mut findings);
    let mut of_answers = Vec::new();
    let answers: Vec<ValidatedAnswer> = raw
        .answers
        .iter()
        .enumerate()
        .map(|(ksf, cells)| factors::answer(context, ksf, cells, &mut of_answers))
        .collect();
    if !raw.is_blank() {
        of_answers.extend(factors::left_out(context, raw));
    } else if of_answers.iter().all(|f| f.rule == &rules::MISSING) {
        // That nothing is there is said in one finding.
        of_answers.clear();
    }
    findings.append(&mut of_answers);
    let at = raw.stated.first().map(|s| s.value.cell).or(answers.iter().find_map(|a| a.cell));
    findings.extend(whole::return_finding(context, &answers, at));
    let (sheet, layout) = (context.table.sheet.clone(), context.table.layout);
    ValidatedReturn { sheet, layout, at, identity, answers, findings, table_findings: Vec::new() }
}

impl ValidatedFile {
    /// A file with this fate and these findings, so far without returns.
    #[must_use]
    pub fn new(file: &Arc<str>, fate: FileFate, findings: Vec<Finding>) -> Self {
        Self { file: file.clone(), folders: Vec::new(), fate, returns: Vec::new(), findings }
    }

    /// A file that should be a workbook and could not be read.
    #[must_use]
    pub fn not_read(file: &Arc<str>, why: &Unreadable) -> Self {
        Self::new(file, FileFate::NotRead, vec![whole::unreadable(file, why)])
    }

    /// Tells of sheets that were not read to their end, and of a wrong checksum. Where no return was found, damage is what
    /// is told: the return may be in what was not read.
    pub(crate) fn tell_of_damage(&mut self, book: &RawWorkbook) {
        let is_damaged = !book.not_read.is_empty();
        if is_damaged && self.returns.is_empty() {
            self.findings.retain(|f| ![&rules::NO_RETURN, &rules::BLANK_TEMPLATE].contains(&f.rule));
        }
        let not_read = book.not_read.iter().map(|(sheet, why)| whole::sheet_not_read(&self.file, sheet, why));
        self.findings.extend(not_read);
        if book.doubtful && !is_damaged && !self.returns.is_empty() {
            self.findings.push(whole::doubtful(&self.file));
        }
    }

    /// One of our own workbooks, found while searching.
    #[must_use]
    pub fn skipped(file: &Arc<str>) -> Self {
        let found =
            "This file was written by ksfgrid and was found while searching the folder; it was not read.";
        let finding = Finding::new(&rules::OWN_WORKBOOK_SKIPPED, found, Place::file(file));
        Self::new(file, FileFate::Skipped, vec![finding])
    }

    /// A summary that ksfgrid wrote, also where the user names it.
    #[must_use]
    pub fn summary(file: &Arc<str>) -> Self {
        Self::never_read(
            file,
            "This is a summary that ksfgrid wrote; the ratings are in the authorities' workbooks.",
        )
    }

    /// A table of ratings that ksfgrid wrote for other programs and no spreadsheet opens, also where the user names it.
    #[must_use]
    pub fn table(file: &Arc<str>) -> Self {
        Self::never_read(
            file,
            "This is a table of ratings that ksfgrid wrote for other programs; it was not read.",
        )
    }

    fn never_read(file: &Arc<str>, found: &str) -> Self {
        let finding = Finding::new(&rules::OWN_WORKBOOK_SKIPPED, found, Place::file(file));
        let finding = finding.with_remedy("Nothing to do.");
        Self::new(file, FileFate::Skipped, vec![finding])
    }
}
