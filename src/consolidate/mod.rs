//! Returns → data set: whose return each one is, and each school once.
//!
//! In: every file's [`ValidatedFile`] and the [`UserInput`]. Out: [`DataSet`]. `identity` says whose each return is,
//! `same_school` brings the returns of each school together, and `checks` looks at the whole collection: names that
//! almost match, dates, and who has not returned. No rating is judged here, and no cell is read.

mod as_of;
mod checks;
mod identity;
mod name_likeness;
mod same_school;
mod typed;
mod user_input;

use crate::data_set::{DataSet, ReturnRow, ReturnStatus};
use crate::finding::{Finding, Location};
use crate::framework::Framework;
use crate::register::Register;
use crate::rules;
use crate::validate::{FileFate, ValidatedFile};

pub use as_of::AsOf;
pub use user_input::UserInput;

use identity::IdentifiedReturn;
use name_likeness::Vocabulary;

/// Brings all returns together.
#[must_use]
pub fn consolidate(mut files: Vec<ValidatedFile>, input: &UserInput, framework: &Framework) -> DataSet {
    let mut data = DataSet::default();
    let mut typed = Vec::new();
    for file in &mut files {
        data.findings.append(&mut file.findings);
        typed.push((file.file.clone(), std::mem::take(&mut file.typed)));
        let status = status_without_return(file.fate);
        data.returns.extend(status.map(|status| ReturnRow::of_file(&file.file, status)));
    }
    let registered = input.register.iter().flat_map(Register::schools);
    let vocabulary = Vocabulary::of(registered.map(|school| school.name.as_str()));
    let evidence = identity::evidence(files, input, framework, &vocabulary);
    let mut returns = identity::identify(evidence, input, &vocabulary, &mut data);
    let groups = same_school::group(&returns, &vocabulary, &mut data.findings);
    let one_of_each = groups.iter().map(|group| &returns[group[0]]).collect();
    data.questions.extend(checks::similar_names(one_of_each, &vocabulary, &mut data.findings));
    data.questions = checks::each_question_once(data.questions);
    data.schools = same_school::merge(&mut returns, &groups, framework, &mut data.findings);
    data.typed = typed::carried_on(typed, &returns, &groups, &data.schools, &mut data.findings);
    checks::dates(&returns, input.as_of, &mut data.findings);
    let (mut missing, registered) = checks::not_returned(&returns, input, &mut data.findings);
    data.contacts = checks::contacts(&returns, &missing, input);
    for one in returns {
        add(one, &mut data);
    }
    data.returns.sort_by(|a, b| a.file.cmp(&b.file));
    data.returns.append(&mut missing);
    data.registered = registered;
    data.findings.sort_by(Finding::order);
    // Workbooks of ours may pass on the same finding.
    data.findings.dedup();
    data
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

/// Adds a return and what was found on it, now that it is known whose it is.
fn add(mut one: IdentifiedReturn, data: &mut DataSet) {
    for mut finding in std::mem::take(&mut one.content.findings) {
        one.add_identity(&mut finding.location);
        data.findings.push(finding);
    }
    for mut finding in std::mem::take(&mut one.content.table_findings) {
        one.add_cluster(&mut finding.location);
        data.findings.push(finding);
    }
    data.returns.push(ReturnRow {
        date: one.date(),
        sheet: Some(one.content.sheet),
        layout: Some(one.content.layout),
        dfe_number: one.dfe_number,
        counts: Some(one.counts),
        file: Some(one.file),
        local_authority: one.local_authority,
        cluster: one.cluster,
        school: one.school,
        perhaps_as: None,
        status: one.status,
    });
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
