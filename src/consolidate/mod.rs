//! Returns → data set: whose return each one is, and each school once.
//!
//! In: every file's [`ValidatedFile`] and what the user gave beside the returns. Out: [`DataSet`]. Each return's
//! school is looked for on the register (`recognise`), names are settled (`names`), then returns of one school are
//! brought together (`grouping`) and what they disagree about is decided by their dates or rejected (`duplicates`).
//! At the end the whole collection is looked at: names that almost match (`near`), dates, and who has not returned.

mod adopted;
mod claim;
mod dates;
mod duplicates;
mod grouping;
mod likeness;
mod named_after;
mod names;
mod near;
mod own_words;
mod recognise;
mod returned;
mod settled;
mod standing;
mod vocabulary;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::data_set::{Counts, DataSet, ReturnRow, ReturnStatus, SchoolRecord};
use crate::finding::{Finding, Location};
use crate::framework::Framework;
use crate::model::{CalendarDate, DfeNumber, Urn, first_free, natural_order};
use crate::register::{Names, Register};
use crate::rules;
use crate::validate::{FileFate, ValidatedFile, ValidatedReturn};

pub use dates::AsOf;

use claim::Claim;
use recognise::Standing;
use vocabulary::Vocabulary;

/// What the user gave beside the returns.
#[derive(Debug, Default)]
pub struct Given {
    /// The local authority of returns that do not state it.
    pub local_authority: Option<String>,
    /// The cluster of returns that do not state it.
    pub cluster: Option<String>,
    /// The schools that there are.
    pub register: Option<Register>,
    /// Names that are settled.
    pub names: Names,
    /// The date of the run; no return can be later.
    pub as_of: AsOf,
}

/// A return with settled names.
#[derive(Debug)]
struct Placed {
    file: Arc<str>,
    content: ValidatedReturn,
    local_authority: Option<String>,
    cluster: Option<String>,
    school: Option<String>,
    dfe_number: Option<DfeNumber>,
    urn: Option<Urn>,
    /// Whether the local authority is stated, or the register's.
    is_authority_known: bool,
    /// The folder that is named after the local authority, if folders go by authority and cluster.
    authority_folder: Option<String>,
    is_cluster_stated: bool,
    /// How it stands to the register.
    standing: Standing,
    /// Whether the user settled that it is none of the schools with names like it.
    by_itself: bool,
    /// How its answers were read.
    counts: Counts,
    name_in_return: Option<String>,
    status: ReturnStatus,
}

impl Placed {
    fn dfe_number(&self) -> Option<DfeNumber> {
        self.dfe_number
    }

    fn urn(&self) -> Option<Urn> {
        self.urn
    }

    fn date(&self) -> Option<CalendarDate> {
        self.content.identity.date
    }

    /// The return's own place: its file, sheet and first cell, with whose it is.
    fn place(&self) -> Location {
        let mut place = Location::sheet(&self.file, &self.content.sheet);
        place.cell = self.content.at;
        self.sign(&mut place);
        place
    }

    /// Adds whose return it is.
    fn sign(&self, place: &mut Location) {
        self.sign_table(place);
        place.school.clone_from(&self.school);
    }

    fn sign_table(&self, place: &mut Location) {
        place.local_authority.clone_from(&self.local_authority);
        place.cluster.clone_from(&self.cluster);
    }
}

/// Brings all returns together.
#[must_use]
pub fn consolidate(mut files: Vec<ValidatedFile>, given: &Given, framework: &Framework) -> DataSet {
    let mut data = DataSet::default();
    let names = names::NamedAfter::of(&files, framework);
    for file in &mut files {
        data.findings.append(&mut file.findings);
        if let Some(status) = status_without_return(file.fate) {
            data.returns.push(ReturnRow::of_file(&file.file, status));
        }
    }
    let claims = || files.into_par_iter().flat_map_iter(|file| names::claims(file, &names)).collect();
    let (claims, vocabulary): (Vec<Claim>, _) = rayon::join(claims, || vocabulary(given));
    let mut placed = settle_names(claims, given, &vocabulary, &mut data);
    let groups = grouping::group(&placed, &mut data.findings);
    for group in &groups {
        let answers = duplicates::settle(&mut placed, group, framework, &mut data.findings);
        data.schools.push(record(&placed, group, answers));
        // What is settled is not needed twice, and there may be a country's schools.
        for i in group {
            placed[*i].content.answers = Vec::new();
        }
    }
    sort_schools(&mut data.schools);
    make_names_unique(&mut data.schools);
    let one_of_each = groups.iter().map(|group| &placed[group[0]]).collect();
    data.questions.extend(near::check(one_of_each, &vocabulary, &mut data.findings));
    data.questions = near::each_once(data.questions);
    dates::check(&placed, given.as_of, &mut data.findings);
    let mut returned = returned::check(&placed, given, &mut data.findings);
    for mut one in placed {
        for mut finding in std::mem::take(&mut one.content.findings) {
            one.sign(&mut finding.location);
            data.findings.push(finding);
        }
        for mut finding in std::mem::take(&mut one.content.table_findings) {
            one.sign_table(&mut finding.location);
            data.findings.push(finding);
        }
        data.returns.push(row(one));
    }
    data.returns.sort_by(|a, b| a.file.cmp(&b.file));
    data.returns.append(&mut returned.missing);
    data.registered = returned.registered;
    data.findings.sort_by(Finding::order);
    // Workbooks of ours may pass on the same finding.
    data.findings.dedup();
    data
}

/// Which school each return is of, with its cluster and local authority.
fn settle_names(
    mut claims: Vec<Claim>,
    given: &Given,
    vocabulary: &Vocabulary,
    data: &mut DataSet,
) -> Vec<Placed> {
    settled::apply(&mut claims, given, &mut data.findings);
    let (standings, questions) = recognise::recognise(&claims, given, vocabulary);
    data.questions = questions;
    let (mut placed, told): (Vec<Placed>, Vec<Vec<Finding>>) = claims
        .into_par_iter()
        .zip(standings)
        .map(|(claim, standing)| names::place(claim, standing, given))
        .unzip();
    data.findings.extend(told.into_iter().flatten());
    if given.local_authority.is_none() {
        adopted::adopt(&mut placed, given.register.as_ref(), &mut data.findings);
    }
    names::agree_on_spelling(&mut placed, given.register.as_ref());
    if let Some(register) = &given.register {
        standing::report(&placed, register, vocabulary, &mut data.findings);
    }
    placed
}

/// The words of names: the register's schools tell more of them.
fn vocabulary(given: &Given) -> Vocabulary {
    let registered = given.register.iter().flat_map(Register::schools);
    Vocabulary::of(registered.map(|school| school.name.as_str()))
}

fn status_without_return(fate: FileFate) -> Option<ReturnStatus> {
    match fate {
        FileFate::Read => None,
        FileFate::NotAReturn => Some(ReturnStatus::NotAReturn),
        FileFate::NotRead => Some(ReturnStatus::NotRead),
        FileFate::Skipped => Some(ReturnStatus::Skipped),
        FileFate::Ignored => Some(ReturnStatus::Ignored),
    }
}

fn row(placed: Placed) -> ReturnRow {
    ReturnRow {
        sheet: Some(placed.content.sheet.clone()),
        layout: Some(placed.content.layout),
        dfe_number: placed.dfe_number(),
        date: placed.date(),
        counts: Some(placed.counts),
        file: Some(placed.file),
        local_authority: placed.local_authority,
        cluster: placed.cluster,
        school: placed.school,
        status: placed.status,
    }
}

fn record(placed: &[Placed], group: &[usize], answers: duplicates::Settled) -> SchoolRecord {
    let base = &placed[answers.base];
    let not_stated = || crate::model::NOT_STATED.to_owned();
    SchoolRecord {
        local_authority: base.local_authority.clone().unwrap_or_else(not_stated),
        cluster: base.cluster.clone().unwrap_or_else(not_stated),
        school: base.school.clone().unwrap_or_else(not_stated),
        dfe_number: base.dfe_number().or_else(|| group.iter().find_map(|i| placed[*i].dfe_number())),
        answers: answers.answers,
    }
}

fn sort_schools(schools: &mut [SchoolRecord]) {
    schools.sort_by(|a, b| {
        natural_order(&a.local_authority, &b.local_authority)
            .then_with(|| natural_order(&a.cluster, &b.cluster))
            .then_with(|| natural_order(&a.school, &b.school))
            .then_with(|| a.dfe_number.cmp(&b.dfe_number))
    });
}

/// Schools of one cluster under one name are told apart by their DfE numbers, or by a number of ours, so that none gets
/// the name of another.
fn make_names_unique(schools: &mut [SchoolRecord]) {
    let same =
        |a: &SchoolRecord, b: &SchoolRecord| a.local_authority == b.local_authority && a.cluster == b.cluster;
    for cluster in schools.chunk_by_mut(same) {
        let mut named: HashMap<String, usize> = HashMap::new();
        for school in cluster.iter() {
            *named.entry(school.school.to_lowercase()).or_default() += 1;
        }
        let shared: HashSet<String> =
            named.iter().filter(|(_, schools)| **schools > 1).map(|(name, _)| name.clone()).collect();
        let mut taken: HashSet<String> = named.into_keys().collect();
        for school in cluster.iter_mut().filter(|school| shared.contains(&school.school.to_lowercase())) {
            let number = school.dfe_number.map(|number| number.to_string());
            let marks = number.into_iter().chain((1..).map(|n: u32| n.to_string()));
            let names = marks.map(|mark| format!("{} ({mark})", school.school));
            let free = first_free(&mut taken, str::to_lowercase, names);
            school.school = free;
        }
    }
}

/// Notes, where the schools are of several local authorities, that they are taken for one: for a run that does not give
/// each its own workbook.
pub fn note_several_authorities(data: &mut DataSet) {
    let names = data.authorities();
    if names.len() < 2 {
        return;
    }
    let found = format!("The returns come from {} local authorities: {}.", names.len(), names.join(", "));
    data.findings.push(Finding::new(&rules::SEVERAL_LAS, found, Location::default()));
    data.findings.sort_by(Finding::order);
}
