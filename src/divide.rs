//! Data set → one data set for each local authority, and what belongs to none of them.
//!
//! In: the [`DataSet`] of a whole collection. Out: [`Divided`]. Everything goes to exactly one place: schools, returns,
//! findings and registered schools by the authority that they state; a file that gave no return, and a finding about such
//! a file, by its folder, where all returns below that folder are of one authority. What is left is nobody's.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data_set::{DataSet, Registered, ReturnRow, SchoolRecord};
use crate::finding::Finding;
use crate::model::NOT_STATED;

/// A collection divided by local authority.
#[derive(Debug, Default)]
pub struct Divided {
    /// The authorities with a return, sorted by name.
    pub authorities: Vec<AuthorityData>,
    /// Returns, files, findings and registered schools that belong to none of them; it holds no schools.
    pub rest: DataSet,
}

/// What belongs to a local authority.
#[derive(Debug)]
pub struct AuthorityData {
    /// Its name, or [`NOT_STATED`].
    pub name: String,
    /// Its schools, returns, registered schools and findings, each in the order of the whole.
    pub data: DataSet,
}

/// Divides a collection.
#[must_use]
pub fn by_authority(data: DataSet) -> Divided {
    let mut divided = Divided::default();
    for school in data.schools {
        divided.own_place(&school).schools.push(school);
    }
    let places = Places::of(&divided.authorities, &data.returns);
    for row in data.returns {
        divided.part(places.of_row(&row)).returns.push(row);
    }
    for finding in data.findings {
        divided.part(places.of_finding(&finding)).findings.push(finding);
    }
    for group in data.registered {
        divided.part(places.of_group(&group)).registered.push(group);
    }
    divided.rest.questions = data.questions;
    divided
}

impl Divided {
    /// The part of a school's authority: schools are sorted by it, so that it is the last one or a new one.
    fn own_place(&mut self, school: &SchoolRecord) -> &mut DataSet {
        if self.authorities.last().is_none_or(|last| last.name != school.local_authority) {
            let name = school.local_authority.clone();
            self.authorities.push(AuthorityData { name, data: DataSet::default() });
        }
        &mut self.authorities.last_mut().expect("there is one now").data
    }

    fn part(&mut self, authority: Option<usize>) -> &mut DataSet {
        authority.map_or(&mut self.rest, |at| &mut self.authorities[at].data)
    }
}

/// Which authority names, files and folders belong to.
struct Places {
    names: HashMap<String, usize>,
    /// Files whose returns are all of one authority.
    files: HashMap<Arc<str>, Option<usize>>,
    /// Folders below which all returns are of one authority; of several: none.
    folders: HashMap<String, Option<usize>>,
}

impl Places {
    fn of(authorities: &[AuthorityData], returns: &[ReturnRow]) -> Self {
        let names = authorities.iter().enumerate().map(|(at, authority)| (authority.name.clone(), at));
        let mut places = Self { names: names.collect(), files: HashMap::new(), folders: HashMap::new() };
        for row in returns {
            let (Some(file), Some(at)) = (&row.file, places.of_return(row)) else { continue };
            agree(places.files.entry(file.clone()).or_insert(Some(at)), at);
            for folder in folders(file) {
                match places.folders.get_mut(folder) {
                    Some(known) => agree(known, at),
                    None => {
                        places.folders.insert(folder.to_owned(), Some(at));
                    }
                }
            }
        }
        places
    }

    /// Of a return: by what it states.
    fn of_return(&self, row: &ReturnRow) -> Option<usize> {
        row.counts?;
        self.names.get(row.local_authority.as_deref().unwrap_or(NOT_STATED)).copied()
    }

    fn of_row(&self, row: &ReturnRow) -> Option<usize> {
        match (&row.local_authority, &row.file) {
            (Some(name), _) => self.names.get(name).copied(),
            (None, _) if row.counts.is_some() => self.of_return(row),
            (None, Some(file)) => self.of_file(file),
            (None, None) => self.names.get(NOT_STATED).copied(),
        }
    }

    fn of_finding(&self, finding: &Finding) -> Option<usize> {
        match (&finding.place.local_authority, &finding.place.file) {
            (Some(name), _) => self.names.get(name).copied(),
            (None, Some(file)) => self.of_file(file),
            (None, None) => None,
        }
    }

    fn of_group(&self, group: &Registered) -> Option<usize> {
        self.names.get(&group.local_authority).copied()
    }

    /// Of a file: that of its returns, or else that of the innermost folder with returns that it lies in.
    fn of_file(&self, file: &str) -> Option<usize> {
        if let Some(known) = self.files.get(file) {
            return *known;
        }
        folders(file).find_map(|folder| self.folders.get(folder)).copied().flatten()
    }
}

/// Keeps a place only where it is the same one as before.
fn agree(known: &mut Option<usize>, at: usize) {
    if *known != Some(at) {
        *known = None;
    }
}

/// The folders that a file lies in, innermost first, without the one that all files lie in.
fn folders(file: &str) -> impl Iterator<Item = &str> {
    file.rmatch_indices('/').map(|(at, _)| &file[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_set::{Counts, ReturnStatus};
    use crate::finding::Place;
    use crate::rules;

    fn school(authority: &str, name: &str) -> SchoolRecord {
        SchoolRecord {
            local_authority: authority.to_owned(),
            cluster: "Riverside".to_owned(),
            school: name.to_owned(),
            dfe_number: None,
            answers: Vec::new(),
        }
    }

    fn returned(file: &str, authority: Option<&str>) -> ReturnRow {
        ReturnRow {
            local_authority: authority.map(str::to_owned),
            counts: Some(Counts::default()),
            ..ReturnRow::of_file(&file.into(), ReturnStatus::Used)
        }
    }

    fn damaged(file: &str) -> ReturnRow {
        ReturnRow::of_file(&file.into(), ReturnStatus::NotRead)
    }

    fn finding(file: &str) -> Finding {
        Finding::new(&rules::FILE_DAMAGED, "cut short", Place::file(&file.into()))
    }

    fn files(data: &DataSet) -> Vec<&str> {
        data.returns.iter().filter_map(|row| row.file.as_deref()).collect()
    }

    #[test]
    fn files_without_a_return_go_with_their_folder() {
        let data = DataSet {
            schools: vec![school("Eastmoor", "A"), school("Westmoor", "B"), school(NOT_STATED, "C")],
            returns: vec![
                returned("East/Riverside/a.xlsx", Some("Eastmoor")),
                damaged("East/Riverside/old/b.xlsx"),
                damaged("East/letter.doc"),
                returned("West/c.xlsx", Some("Westmoor")),
                returned("West/mixed/d.xlsx", Some("Eastmoor")),
                damaged("West/mixed/e.xlsx"),
                damaged("West/f.xlsx"),
                damaged("g.xlsx"),
                returned("h.xlsx", None),
            ],
            findings: vec![finding("East/letter.doc"), finding("West/f.xlsx"), finding("h.xlsx")],
            ..DataSet::default()
        };
        let divided = by_authority(data);
        let names: Vec<&str> = divided.authorities.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["Eastmoor", "Westmoor", NOT_STATED]);
        let [east, west, nobody] = [0, 1, 2].map(|at| &divided.authorities[at].data);
        assert_eq!(
            files(east),
            [
                "East/Riverside/a.xlsx",
                "East/Riverside/old/b.xlsx",
                "East/letter.doc",
                "West/mixed/d.xlsx",
                "West/mixed/e.xlsx"
            ]
        );
        assert_eq!(files(west), ["West/c.xlsx"]);
        assert_eq!(files(nobody), ["h.xlsx"]);
        assert_eq!(files(&divided.rest), ["West/f.xlsx", "g.xlsx"]);
        let found = |data: &DataSet| data.findings.len();
        assert_eq!([found(east), found(west), found(nobody), found(&divided.rest)], [1, 0, 1, 1]);
    }
}
