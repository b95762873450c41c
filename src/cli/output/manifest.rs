//! The list of what we wrote into a folder, kept in it: it tells our files from other people's, and tells which of ours
//! somebody has changed since.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

/// The name of the list in its folder.
pub(super) const NAME: &str = ".ksfgrid.json";

/// No list of ours is longer.
pub(super) const LONGEST: u64 = 64 * 1024 * 1024;

/// What we wrote, by its path in the folder with forward slashes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Says what this file is to somebody who opens it.
    about: String,
    /// None for a file that is not whole: it is ours, whatever it holds.
    files: BTreeMap<String, Option<Entry>>,
}

/// A file as we wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    bytes: u64,
    crc32: u32,
}

/// A file being written, and what the list will say of it.
#[derive(Debug)]
pub(super) struct Counted {
    file: BufWriter<File>,
    bytes: u64,
    crc32: crc32fast::Hasher,
}

impl Counted {
    pub(super) fn new(file: File) -> Self {
        Self { file: BufWriter::new(file), bytes: 0, crc32: crc32fast::Hasher::new() }
    }

    /// Sees that everything is on the disk.
    pub(super) fn complete(mut self) -> io::Result<Entry> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        Ok(Entry { bytes: self.bytes, crc32: self.crc32.finalize() })
    }
}

impl Write for Counted {
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        let written = self.file.write(content)?;
        self.crc32.update(&content[..written]);
        self.bytes += u64::try_from(written).unwrap_or(u64::MAX);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// How a folder differs from its list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Somebody else's file or link.
    Stranger(String),
    /// Somebody else's folder, with nothing in it.
    Empty(String),
    /// A file of ours that is no longer as we wrote it.
    Changed(String),
    /// A file of ours that is not there.
    Missing(String),
}

impl Difference {
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}

impl Manifest {
    pub(super) fn of(files: BTreeMap<String, Option<Entry>>) -> Self {
        let about = "What ksfgrid wrote into this folder: --force replaces these files, and nothing else.";
        Self { about: about.to_owned(), files }
    }

    /// The list in a folder; an empty one where there is none that can be read.
    pub(super) fn read(folder: &Path) -> Self {
        let path = folder.join(NAME);
        let read = || -> io::Result<Self> {
            let mut bytes = Vec::new();
            // To open a pipe would be to wait for somebody who writes to it.
            if fs::symlink_metadata(&path)?.is_file() {
                File::open(&path)?.take(LONGEST).read_to_end(&mut bytes)?;
            }
            Ok(serde_json::from_slice(&bytes)?)
        };
        read().unwrap_or_default()
    }

    /// Its bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("the list is plain data")
    }

    /// Notes what is known of a file.
    pub(super) fn note(&mut self, name: &str, entry: Option<Entry>) {
        self.files.insert(name.to_owned(), entry);
    }

    /// How a folder differs from the list: what is there, sorted by path, then what is missing.
    ///
    /// # Errors
    /// Where the folder cannot be looked through.
    pub(super) fn differences(&self, folder: &Path) -> io::Result<Vec<Difference>> {
        let mut differences = Vec::new();
        let mut found = HashSet::new();
        for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let entry = entry?;
            let name = relative(entry.path(), folder);
            differences.extend(self.difference(&entry, &name)?);
            found.insert(name);
        }
        let missing = self.files.keys().filter(|name| !found.contains(*name));
        differences.extend(missing.cloned().map(Difference::Missing));
        Ok(differences)
    }

    fn difference(&self, entry: &DirEntry, name: &str) -> io::Result<Option<Difference>> {
        let path = entry.path();
        if entry.file_type().is_dir() {
            let is_strange = !self.is_folder(name) && fs::read_dir(path)?.next().is_none();
            return Ok(is_strange.then(|| Difference::Empty(name.to_owned())));
        }
        Ok(match self.files.get(name).filter(|_| entry.file_type().is_file()) {
            Some(None) => None,
            Some(Some(known)) => (!is_same(path, *known)?).then(|| Difference::Changed(name.to_owned())),
            None if name == NAME && entry.file_type().is_file() => None,
            None => Some(Difference::Stranger(name.to_owned())),
        })
    }

    /// Whether files of ours belong into a folder of this name.
    fn is_folder(&self, name: &str) -> bool {
        let start = format!("{name}/");
        self.files.range(start.clone()..).next().is_some_and(|(file, _)| file.starts_with(&start))
    }

    /// Takes what we wrote out of a folder, the list last, and the folder itself where nothing else is in it. Only what is
    /// found in the folder goes, whatever the list says: it is a file that anybody could have written.
    ///
    /// # Errors
    /// Where something cannot be removed.
    pub(super) fn remove(&self, folder: &Path) -> io::Result<()> {
        for entry in WalkDir::new(folder).min_depth(1).contents_first(true) {
            let entry = entry?;
            let name = relative(entry.path(), folder);
            if entry.file_type().is_dir() && self.is_folder(&name) {
                gone(fs::remove_dir(entry.path()))?;
            } else if entry.file_type().is_file() && name != NAME && self.files.contains_key(&name) {
                gone(fs::remove_file(entry.path()))?;
            }
        }
        gone(fs::remove_file(folder.join(NAME)))?;
        gone(fs::remove_dir(folder))
    }
}

/// Whether a file is as we wrote it.
fn is_same(path: &Path, known: Entry) -> io::Result<bool> {
    if fs::metadata(path)?.len() != known.bytes {
        return Ok(false);
    }
    Ok(crc32fast::hash(&fs::read(path)?) == known.crc32)
}

/// What is gone already need not be removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// A path in a folder, with forward slashes.
fn relative(path: &Path, folder: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
