//! The list of what we wrote into a folder, kept in it: it tells our files from other people's, and which of ours somebody
//! has changed since.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

/// The name of the list in its folder.
pub(super) const NAME: &str = ".ksfgrid.json";

/// Maximum length of a list of ours, in bytes.
pub(super) const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What we wrote, by its path in the folder with forward slashes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Says what the list is to somebody who opens it.
    about: String,
    /// `None` for a file that is not whole: it is ours, whatever it holds.
    pub(super) files: BTreeMap<String, Option<Entry>>,
}

/// A file as we wrote it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) bytes: u64,
    pub(super) crc32: u32,
}

impl Default for Manifest {
    fn default() -> Self {
        let about =
            "What ksfgrid wrote into this folder: the next run replaces these files, and nothing else.";
        Self { about: about.to_owned(), files: BTreeMap::new() }
    }
}

impl Manifest {
    /// The list in a folder. Returns `None` if there is none that can be read.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        let path = folder.join(NAME);
        // To open a pipe would be to wait for somebody who writes to it.
        if !fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let mut bytes = Vec::new();
        File::open(&path).ok()?.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Its bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("the list is plain data")
    }

    /// What a folder holds that is not as we wrote it, in words, sorted by path.
    ///
    /// # Errors
    /// If the folder cannot be looked through.
    pub(super) fn strangers(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut strangers = Vec::new();
        for found in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let found = found?;
            let (path, kind, name) = (found.path(), found.file_type(), name_in(found.path(), folder));
            match self.files.get(&name).filter(|_| kind.is_file()) {
                Some(None) => {}
                Some(Some(entry)) if is_same(path, *entry)? => {}
                Some(Some(_)) => strangers.push(format!("{name} (changed since ksfgrid wrote it)")),
                None if name == NAME && kind.is_file() => {}
                None if !kind.is_dir() => strangers.push(name),
                None if self.is_folder(&name) || fs::read_dir(path)?.next().is_some() => {}
                None => strangers.push(format!("{name}/ (an empty folder)")),
            }
        }
        Ok(strangers)
    }

    /// The files that a folder lacks, in words, sorted by path.
    pub(super) fn missing(&self, folder: &Path) -> Vec<String> {
        let missing = |name: &&String| fs::symlink_metadata(folder.join(name)).is_err();
        self.files.keys().filter(missing).map(|name| format!("{name} (missing)")).collect()
    }

    /// Whether files of ours belong into a folder of this name.
    fn is_folder(&self, name: &str) -> bool {
        let start = format!("{name}/");
        self.files.range(start.clone()..).next().is_some_and(|(file, _)| file.starts_with(&start))
    }

    /// Removes what we wrote from a folder, the list last, and the folder itself where nothing else is in it. Only what is
    /// found in the folder goes, whatever the list says: it is a file that anybody could have written.
    ///
    /// # Errors
    /// If something cannot be removed.
    pub(super) fn remove(&self, folder: &Path) -> io::Result<()> {
        for found in WalkDir::new(folder).min_depth(1).contents_first(true) {
            let found = found?;
            let name = name_in(found.path(), folder);
            if found.file_type().is_dir() && self.is_folder(&name) {
                gone(fs::remove_dir(found.path()))?;
            } else if found.file_type().is_file() && name != NAME && self.files.contains_key(&name) {
                gone(fs::remove_file(found.path()))?;
            }
        }
        gone(fs::remove_file(folder.join(NAME)))?;
        gone(fs::remove_dir(folder))
    }
}

/// Whether a file is as we wrote it.
fn is_same(path: &Path, known: Entry) -> io::Result<bool> {
    Ok(fs::metadata(path)?.len() == known.bytes && crc32fast::hash(&fs::read(path)?) == known.crc32)
}

/// What is gone already need not be removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// A path's name in a folder, with forward slashes.
fn name_in(path: &Path, folder: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let names: Vec<_> = inside.components().map(|name| name.as_os_str().to_string_lossy()).collect();
    names.join("/")
}
