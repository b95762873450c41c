//! Finds the part of a divided collection that a name, file or folder belongs to, by its index.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data_set::ReturnRow;
use crate::finding::Finding;
use crate::model::NOT_STATED;

use super::divide_by::DivideBy;

/// The parts of names, files and folders.
pub(super) struct PartFinder {
    by: DivideBy,
    names: HashMap<String, usize>,
    /// The same by what tells a name from others, for folders that are named after a part.
    keys: HashMap<String, usize>,
    /// Files whose returns are all of one part.
    files: HashMap<Arc<str>, Option<usize>>,
    /// The part that all returns below a folder are of; `None` if they are of several.
    folders: HashMap<String, Option<usize>>,
}

impl PartFinder {
    pub(super) fn of(names: &[String], by: DivideBy, returns: &[ReturnRow]) -> Self {
        let keys = names.iter().map(|name| by.key(name)).zip(0..).collect();
        let names = names.iter().cloned().zip(0..).collect();
        let mut finder = Self { by, names, keys, files: HashMap::new(), folders: HashMap::new() };
        for row in returns {
            let (Some(file), Some(at)) = (&row.file, finder.of_return(row)) else { continue };
            agree(finder.files.entry(file.clone()).or_insert(Some(at)), at);
            for folder in folders(file) {
                match finder.folders.get_mut(folder) {
                    Some(known) => agree(known, at),
                    None => {
                        finder.folders.insert(folder.to_owned(), Some(at));
                    }
                }
            }
        }
        finder
    }

    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Of a return: by what it states.
    fn of_return(&self, row: &ReturnRow) -> Option<usize> {
        row.counts?;
        self.named(self.by.of_row(row).unwrap_or(NOT_STATED))
    }

    pub(super) fn of_row(&self, row: &ReturnRow) -> Option<usize> {
        match (self.by.of_row(row), &row.file) {
            (Some(name), _) => self.named(name),
            (None, _) if row.counts.is_some() => self.of_return(row),
            (None, Some(file)) => self.of_file(file),
            (None, None) => self.named(NOT_STATED),
        }
    }

    pub(super) fn of_finding(&self, finding: &Finding) -> Option<usize> {
        match (self.by.of_location(&finding.location), &finding.location.file) {
            (Some(name), _) => self.named(name),
            (None, Some(file)) => self.of_file(file),
            (None, None) => None,
        }
    }

    /// Of a file: that of its returns, or else that of the innermost folder that it lies in whose returns are all of one
    /// part, or that is named after one.
    fn of_file(&self, file: &str) -> Option<usize> {
        if let Some(known) = self.files.get(file) {
            return *known;
        }
        let named_after = |folder: &str| {
            let name = folder.rsplit('/').next().unwrap_or(folder);
            self.keys.get(&self.by.key(name)).copied()
        };
        folders(file)
            .find_map(|folder| self.folders.get(folder).copied().flatten().or_else(|| named_after(folder)))
    }
}

/// Forgets the known part if another one comes up.
fn agree(known: &mut Option<usize>, part: usize) {
    if *known != Some(part) {
        *known = None;
    }
}

/// The folders that a file lies in, innermost first, without the one that all files lie in.
fn folders(file: &str) -> impl Iterator<Item = &str> {
    file.rmatch_indices('/').map(|(at, _)| &file[..at])
}
