//! Files as a browser hands them over → the files of a run, under the names that the program gives them.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::discover::{bytes_to_read, is_hidden_folder, is_unfinished_name};
use crate::pipeline::Submission;

/// A file as it was dropped or chosen.
#[derive(Debug, Clone, Deserialize)]
pub struct Given {
    /// Its path, beginning with the folder that was dropped or chosen; of a file that was named itself, its name.
    pub path: String,
    /// Whether the user named the file itself, and not a folder around it.
    #[serde(default)]
    pub named: bool,
    /// Whether it is the register, the list of names or the framework.
    #[serde(default)]
    pub list: bool,
    /// Number of its bytes.
    #[serde(default)]
    pub size: u64,
}

/// A file of a run, and how much of it is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Its place.
    pub place: Submitted,
    /// Number of bytes to be read at most.
    pub limit: u64,
    /// Why it is not read, if it is not.
    pub why: Option<String>,
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// Its path relative to the folder that all files lie in.
    pub name: Arc<str>,
    /// The folders around it, outermost first.
    pub folders: Vec<String>,
    /// Whether the user named it.
    pub named: bool,
    /// Whether it is a list beside the returns.
    pub list: bool,
}

impl Submitted {
    /// A file that is known by its name alone.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.into(), folders: Vec::new(), named: false, list: false }
    }
}

/// The files of a run, in the order of those that were handed over; `None` for one that the program passes over, too: in a
/// hidden folder, or of an unfinished run of ours.
#[must_use]
pub fn places(given: &[Given]) -> Vec<Option<Task>> {
    let only_folder = only_folder(given);
    let place = |file: &Given| {
        let mut parts: Vec<&str> = file.path.split('/').filter(|part| !part.is_empty()).collect();
        let name = parts.pop()?;
        let is_passed_over = !file.named
            && (parts.iter().skip(1).any(|folder| is_hidden_folder(folder)) || is_unfinished_name(name));
        let folders: Vec<String> = parts.iter().map(|&folder| folder.to_owned()).collect();
        let below = usize::from(only_folder.is_some());
        let path: Vec<&str> = parts.into_iter().skip(below).chain([name]).collect();
        (!is_passed_over).then(|| {
            let (limit, why) =
                bytes_to_read(name, file.size).map_or_else(|why| (0, Some(why)), |limit| (limit, None));
            let name = path.join("/").into();
            Task { place: Submitted { name, folders, named: file.named, list: file.list }, limit, why }
        })
    };
    let mut tasks: Vec<Option<Task>> = given.iter().map(place).collect();
    tell_apart(&mut tasks);
    tasks
}

/// Gives files of one name, which were named themselves and lie in folders that the browser does not tell, names of their own:
/// whatever is said of one must not be taken for another.
fn tell_apart(tasks: &mut [Option<Task>]) {
    let mut known: HashMap<Arc<str>, usize> = HashMap::new();
    for task in tasks.iter_mut().flatten() {
        let number = known.entry(task.place.name.clone()).or_default();
        *number += 1;
        if *number > 1 {
            task.place.name = format!("number {number} of this name/{}", task.place.name).into();
        }
    }
}

/// The folder that all files lie in, if only one was handed over: names are relative to it.
fn only_folder(given: &[Given]) -> Option<&str> {
    let first = top_of(given.first()?)?;
    given.iter().all(|file| !file.named && top_of(file) == Some(first)).then_some(first)
}

fn top_of(file: &Given) -> Option<&str> {
    file.path.split_once('/').map(|(top, _)| top)
}

/// A file of a run with its bytes.
pub(super) struct WithBytes<'a> {
    pub(super) at: &'a Submitted,
    pub(super) bytes: &'a [u8],
}

impl Submission for WithBytes<'_> {
    fn name(&self) -> &Arc<str> {
        &self.at.name
    }

    fn folders(&self) -> &[String] {
        &self.at.folders
    }

    fn is_named(&self) -> bool {
        self.at.named
    }

    fn is_return(&self) -> bool {
        !self.at.list
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        Ok(self.bytes.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(path: &str, named: bool) -> Given {
        Given { path: path.to_owned(), named, list: false, size: 1 }
    }

    fn names(given: &[Given]) -> Vec<Option<(String, Vec<String>)>> {
        places(given)
            .into_iter()
            .map(|task| task.map(|t| (t.place.name.to_string(), t.place.folders)))
            .collect()
    }

    #[test]
    fn names_are_relative_to_the_only_folder() {
        let files = [given("Northshire/Riverside/a.xlsx", false), given("Northshire/b.xlsx", false)];
        assert_eq!(
            names(&files),
            [
                Some(("Riverside/a.xlsx".to_owned(), vec!["Northshire".to_owned(), "Riverside".to_owned()])),
                Some(("b.xlsx".to_owned(), vec!["Northshire".to_owned()])),
            ]
        );
        let files = [given("Riverside/a.xlsx", false), given("b.xlsx", true)];
        assert_eq!(names(&files)[0], Some(("Riverside/a.xlsx".to_owned(), vec!["Riverside".to_owned()])));
        let files = [given("Riverside/a.xlsx", false), given("Harbour/a.xlsx", false)];
        assert_eq!(names(&files)[1], Some(("Harbour/a.xlsx".to_owned(), vec!["Harbour".to_owned()])));
    }

    #[test]
    fn files_of_one_name_are_told_apart() {
        let files = [given("a.xlsx", true), given("b.xlsx", true), given("a.xlsx", true)];
        let names: Vec<String> = names(&files).into_iter().flatten().map(|(name, _)| name).collect();
        assert_eq!(names, ["a.xlsx", "b.xlsx", "number 2 of this name/a.xlsx"]);
    }

    #[test]
    fn what_the_program_passes_over_is_passed_over() {
        let files = [
            given("R/__MACOSX/._a.xlsx", false),
            given("R/.git/a.xlsx", false),
            given("R/.a.xlsx.ksfgrid-1.tmp", false),
            given("R/~$a.xlsx", false),
            given(".R/a.xlsx", false),
        ];
        let passed_over: Vec<bool> = places(&files).iter().map(Option::is_none).collect();
        assert_eq!(passed_over, [true, true, true, false, false]);
    }
}
