//! What the collection as a whole shows about names: which are local authorities' and which are clusters', so that it is
//! known what folders stand for.
//!
//! In: all files, the register and what the user gives. Out: [`KnownNames`], asked for one name or folder at a time.

use std::collections::{HashMap, HashSet};

use super::folders::{Folder, Folders};
use super::names_in::NamesIn;
use crate::consolidate::user_input::UserInput;
use crate::lexicon::{authority_key, cluster_key};
use crate::register::Register;
use crate::validate::ValidatedFile;

/// Names that are known, and folders that must be authorities'.
pub(super) struct KnownNames<'a> {
    register: Option<&'a Register>,
    authorities: HashSet<String>,
    clusters: HashSet<String>,
    /// The clusters in folders that may be a cluster's themselves, by the folder's path.
    clusters_in: HashMap<String, HashSet<String>>,
}

/// A name's keys as an authority's and as a cluster's.
#[derive(Debug, Clone)]
pub(super) struct GroupKeys {
    authority: String,
    cluster: String,
}

impl GroupKeys {
    pub(super) fn of(name: &str) -> Self {
        Self { authority: authority_key(name), cluster: cluster_key(name) }
    }
}

impl<'a> KnownNames<'a> {
    /// What sheets state and the user gives.
    pub(super) fn stated(files: &[ValidatedFile], input: &'a UserInput) -> Self {
        let stated = || files.iter().flat_map(|file| &file.returns).map(|one| &one.identity);
        let authorities =
            stated().filter_map(|one| one.local_authority.as_ref()).chain(&input.local_authority);
        let clusters = stated().filter_map(|one| one.cluster.as_ref()).chain(&input.cluster);
        Self {
            register: input.register.as_ref(),
            authorities: authorities.map(|name| authority_key(name)).collect(),
            clusters: clusters.map(|name| cluster_key(name)).collect(),
            clusters_in: HashMap::new(),
        }
    }

    /// Adds what folders show, each file's given with the clusters that the file itself states or says: a folder that holds
    /// several clusters is an authority's.
    pub(super) fn add_folders<'f>(&mut self, files: impl Iterator<Item = (&'f [Folder], Vec<String>)>) {
        let mut clusters_in: HashMap<String, HashSet<String>> = HashMap::new();
        for (folders, of_file) in files {
            let roles = Folders::of(folders, self, &HashSet::new());
            let (folder, clusters) = match (roles.authority, roles.cluster) {
                (Some(authority), Some(cluster)) => (authority, vec![cluster.named_as_cluster()]),
                (None, Some(cluster)) => (cluster, of_file),
                _ => continue,
            };
            let keys = clusters.iter().map(|name| cluster_key(name));
            clusters_in.entry(folder.path.clone()).or_default().extend(keys);
        }
        self.clusters_in = clusters_in;
    }

    /// Whether a name is known as an authority's and not as a cluster's.
    pub(super) fn is_authority(&self, name: &str) -> bool {
        let keys = GroupKeys::of(name);
        self.has_authority(name, &keys) && !self.has_cluster(name, &keys)
    }

    /// Whether a name is known as a cluster's or as an authority's, and not as both.
    pub(super) fn is_group(&self, name: &str) -> bool {
        let keys = GroupKeys::of(name);
        self.has_authority(name, &keys) != self.has_cluster(name, &keys)
    }

    /// Whether a folder is an authority's: its name is known, or it holds several clusters.
    pub(super) fn is_authoritys(&self, folder: &Folder) -> bool {
        let Some((name, keys)) = folder.other() else { return false };
        let several = || {
            let inside = self.clusters_in.get(&folder.path);
            inside.is_some_and(|clusters| clusters.len() > 1 && !clusters.contains(&keys.cluster))
        };
        !self.has_cluster(name, keys) && (self.has_authority(name, keys) || several())
    }

    /// Whether a folder has the name of a cluster that is no authority's.
    pub(super) fn is_clusters(&self, folder: &Folder) -> bool {
        folder
            .other()
            .is_some_and(|(name, keys)| self.has_cluster(name, keys) && !self.has_authority(name, keys))
    }

    fn has_authority(&self, name: &str, keys: &GroupKeys) -> bool {
        self.authorities.contains(&keys.authority)
            || self.register.is_some_and(|register| register.authority(name).is_some())
    }

    fn has_cluster(&self, name: &str, keys: &GroupKeys) -> bool {
        self.clusters.contains(&keys.cluster)
            || self.register.is_some_and(|register| register.cluster(name).is_some())
    }
}

impl Folder {
    /// Its name as a cluster's.
    fn named_as_cluster(&self) -> String {
        let NamesIn { cluster, other, .. } = &self.names;
        cluster.as_ref().or(other.as_ref()).cloned().unwrap_or_default()
    }
}
