//! Which part of a divided collection names, files and folders belong to.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data_set::ReturnRow;
use crate::finding::Finding;
use crate::model::NOT_STATED;

use super::By;

/// Which part names, files and folders belong to.
pub(super) struct Places {
    by: By,
    names: HashMap<String, usize>,
    /// The same by what tells a name from others, for folders that are named after a part.
    keys: HashMap<String, usize>,
    /// Files whose returns are all of one part.
    files: HashMap<Arc<str>, Option<usize>>,
    /// Folders below which all returns are of one part; of several: none.
    folders: HashMap<String, Option<usize>>,
}

impl Places {
    pub(super) fn of(names: &[String], by: By, returns: &[ReturnRow]) -> Self {
        let keys = names.iter().map(|name| by.key(name)).zip(0..).collect();
        let names = names.iter().cloned().zip(0..).collect();
        let mut places = Self { by, names, keys, files: HashMap::new(), folders: HashMap::new() };
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
        match (self.by.of_place(&finding.location), &finding.location.file) {
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
