//! What became of each file, who has not returned, and names to settle.

use serde::Serialize;

use crate::data_set::{Counts, DataSet, NameQuestion, ReturnStatus};

/// A return, or a file that gave none.
#[derive(Serialize)]
pub(super) struct FileRow<'a> {
    file: &'a str,
    status: &'static str,
    /// What it is, if it is no spreadsheet.
    what: Option<String>,
    sheet: Option<&'a str>,
    school: Option<&'a str>,
    cluster: Option<&'a str>,
    authority: Option<&'a str>,
    date: Option<String>,
    rated: u32,
    missing: u32,
    rejected: u32,
}

/// The registered schools of a cluster that have not returned.
#[derive(Serialize)]
pub(super) struct NotReturned {
    cluster: Option<String>,
    schools: Vec<Silent>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Silent {
    name: String,
    number: Option<String>,
    /// The name of a return that may be its own.
    perhaps_as: Option<String>,
}

/// A name that nobody has settled.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NameView<'a> {
    name: &'a str,
    cluster: Option<&'a str>,
    local_authority: Option<&'a str>,
    file: Option<&'a str>,
    suggestion: Option<&'a str>,
}

/// What became of each return and file, as on the sheet Returns; `what` tells what a file is that is no spreadsheet.
pub(super) fn files<'a>(data: &'a DataSet, what: &dyn Fn(&str) -> Option<String>) -> Vec<FileRow<'a>> {
    let rows = data.returns.iter().filter_map(|row| {
        let Counts { rated, missing, rejected } = row.counts.unwrap_or_default();
        let file = row.file.as_deref()?;
        Some(FileRow {
            file,
            status: row.status.word(),
            what: what(file),
            sheet: row.sheet.as_deref(),
            school: row.school.as_deref(),
            cluster: row.cluster.as_deref(),
            authority: row.local_authority.as_deref(),
            date: row.date.map(|date| date.to_string()),
            rated,
            missing,
            rejected,
        })
    });
    rows.collect()
}

/// Who has not returned, by cluster.
pub(super) fn not_returned(data: &DataSet) -> Vec<NotReturned> {
    let mut groups: Vec<NotReturned> = Vec::new();
    for row in data.returns.iter().filter(|row| row.status == ReturnStatus::NotReturned) {
        let Some(name) = row.school.clone() else { continue };
        let school = Silent {
            name,
            number: row.dfe_number.map(|number| number.to_string()),
            perhaps_as: row.perhaps_as.clone(),
        };
        match groups.last_mut().filter(|group| group.cluster == row.cluster) {
            Some(group) => group.schools.push(school),
            None => groups.push(NotReturned { cluster: row.cluster.clone(), schools: vec![school] }),
        }
    }
    groups
}

/// Names to settle, each with the first file that gives it.
pub(super) fn names(data: &DataSet) -> Vec<NameView<'_>> {
    data.questions.iter().map(|question| name(question, data)).collect()
}

fn name<'a>(question: &'a NameQuestion, data: &'a DataSet) -> NameView<'a> {
    let NameQuestion { name, cluster, local_authority, suggestion } = question;
    let is_of = |stated: &Option<String>, asked: &Option<String>| asked.is_none() || stated == asked;
    let mut rows = data.returns.iter().filter(|row| {
        row.school.as_deref() == Some(name.as_str())
            && is_of(&row.cluster, cluster)
            && is_of(&row.local_authority, local_authority)
    });
    NameView {
        name,
        cluster: cluster.as_deref(),
        local_authority: local_authority.as_deref(),
        file: rows.find_map(|row| row.file.as_deref()),
        suggestion: suggestion.as_deref(),
    }
}
