//! What the folders of a file stand for: …/local authority/cluster/file, with folders for batches and for single schools
//! passed over wherever they stand.
//!
//! In: the names in the folders' names. Out: which folder is named after the authority, which after the cluster. A folder
//! that says what it is, or is known, decides; the others stand for something by their places.

use std::collections::HashSet;

use super::known_names::{GroupKeys, KnownNames};
use super::names_in::NamesIn;
use crate::lexicon::{Tag, is, school_key};
use crate::model::folded_words;

/// A folder that is named after somebody.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// Its name and those of the folders around it.
    pub(super) path: String,
    /// Its own name.
    pub(super) text: String,
    pub(super) names: NamesIn,
    /// Whether it is an archive.
    pub(super) is_archive: bool,
    /// Whether it is named after a school, by a kind that no cluster is called after: "Oakfield Primary".
    is_of_school: bool,
    /// The keys of the name that says nothing of what it is.
    keys: Option<GroupKeys>,
}

impl Folder {
    /// The folder with this text for its name, at this path.
    pub(super) fn new(path: String, text: &str, is_archive: bool, names: NamesIn) -> Self {
        let words = names.other.as_deref().map(folded_words).unwrap_or_default();
        let last = words.iter().rfind(|word| *word != "school");
        let is_of_school = last.is_some_and(|word| is(word, Tag::Level) && !is(word, Tag::AmbiguousKind));
        let keys = names.other.as_deref().map(GroupKeys::of);
        Self { path, text: text.to_owned(), names, is_archive, is_of_school, keys }
    }

    /// The name that says nothing of what it is, with its keys.
    pub(super) fn other(&self) -> Option<(&str, &GroupKeys)> {
        self.names.other.as_deref().zip(self.keys.as_ref())
    }
}

/// What the folders of a file stand for.
#[derive(Debug, Default)]
pub(super) struct Folders<'a> {
    pub(super) authority: Option<&'a Folder>,
    pub(super) cluster: Option<&'a Folder>,
    /// The folder of a single school.
    pub(super) school: Option<&'a Folder>,
}

impl<'a> Folders<'a> {
    /// What these folders, outermost first, stand for, if the file is of the schools with these folded names.
    pub(super) fn of(folders: &'a [Folder], known: &KnownNames<'_>, schools: &HashSet<String>) -> Self {
        let mut all: Vec<&Folder> = folders.iter().collect();
        let school = all.iter().rposition(|folder| folder.is_of_school);
        let own = |folder: &&Folder| {
            folder.names.other.as_ref().is_some_and(|name| schools.contains(&school_key(name)))
        };
        let school = school.or_else(|| all.iter().rposition(|folder| all.len() > 2 && own(folder)));
        let school = school.map(|at| all.remove(at));
        let last = |says: &dyn Fn(&Folder) -> bool| all.iter().rposition(|folder| says(folder));
        let authority = last(&|folder| folder.names.authority.is_some())
            .or_else(|| all.iter().position(|folder| known.is_authoritys(folder)));
        let cluster = last(&|folder| folder.names.cluster.is_some())
            .or_else(|| last(&|folder| known.is_clusters(folder)));
        let stands = |at: &usize| {
            let NamesIn { authority, cluster, .. } = &all[*at].names;
            authority.is_none() && cluster.is_none() && !known.is_clusters(all[*at])
        };
        let (authority, cluster) = match (authority, cluster) {
            (None, None) => (all.len().checked_sub(2), all.len().checked_sub(1)),
            (None, Some(cluster)) => ((0..cluster).rfind(stands), Some(cluster)),
            // What stands in a cluster's folder is more often for a batch than what stands around it is for an area.
            (Some(authority), None) => (Some(authority), (authority + 1..all.len()).find(stands)),
            both => both,
        };
        Self { authority: authority.map(|at| all[at]), cluster: cluster.map(|at| all[at]), school }
    }
}
