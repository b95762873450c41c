//! The list of what we wrote into a folder, kept in it: it tells our files from other people's, and which of ours somebody
//! has changed since.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use flate2::CrcWriter;
use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

/// The name of the list in its folder.
pub(super) const NAME: &str = ".ksfgrid.json";

/// Maximum length of a list of ours, in bytes.
pub(super) const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Says what the list is to somebody who opens it.
const ABOUT: &str = "What ksfgrid wrote into this folder: --force replaces these files, and nothing else.";

/// Maximum number of differences that are named.
const NAMED: usize = 5;

/// What we wrote, by its path in the folder with forward slashes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    about: String,
    /// `None` for a file that is not whole: it is ours, whatever it holds.
    files: BTreeMap<String, Option<Entry>>,
}

/// A file as we wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    bytes: u64,
    crc32: u32,
}

/// A file being written.
pub(super) type Unfinished = CrcWriter<BufWriter<File>>;

/// Begins a file that is not there yet.
pub(super) fn create(path: &Path) -> io::Result<Unfinished> {
    Ok(CrcWriter::new(BufWriter::new(File::create_new(path)?)))
}

/// Sees that everything of a file is on the disk.
pub(super) fn complete(mut file: Unfinished) -> io::Result<Entry> {
    file.flush()?;
    let on_disk = file.get_ref().get_ref();
    on_disk.sync_all()?;
    Ok(Entry { bytes: on_disk.metadata()?.len(), crc32: file.crc().sum() })
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

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stranger(name) => write!(f, "{name}"),
            Self::Empty(name) => write!(f, "{name}/ (an empty folder)"),
            Self::Changed(name) => write!(f, "{name} (changed since ksfgrid wrote it)"),
            Self::Missing(name) => write!(f, "{name} (missing)"),
        }
    }
}

/// "letter.docx, Northmoor.xlsx (changed since ksfgrid wrote it) and 7 more".
pub(super) fn listed(differences: &[Difference]) -> String {
    let named: Vec<String> = differences.iter().take(NAMED).map(ToString::to_string).collect();
    match differences.len() - named.len() {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

impl Default for Manifest {
    fn default() -> Self {
        Self { about: ABOUT.to_owned(), files: BTreeMap::new() }
    }
}

impl FromIterator<(String, Option<Entry>)> for Manifest {
    fn from_iter<I: IntoIterator<Item = (String, Option<Entry>)>>(files: I) -> Self {
        Self { files: files.into_iter().collect(), ..Self::default() }
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

    /// Notes what is known of a file.
    pub(super) fn note(&mut self, name: &str, entry: Option<Entry>) {
        self.files.insert(name.to_owned(), entry);
    }

    /// How a folder differs from the list: what is there, sorted by path, then what is missing.
    ///
    /// # Errors
    /// If the folder cannot be looked through.
    pub(super) fn differences(&self, folder: &Path) -> io::Result<Vec<Difference>> {
        let mut differences = Vec::new();
        let mut found = HashSet::new();
        for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let entry = entry?;
            let name = name_in(entry.path(), folder);
            differences.extend(self.difference(&entry, &name)?);
            found.insert(name);
        }
        let missing = self.files.keys().filter(|name| !found.contains(*name));
        differences.extend(missing.cloned().map(Difference::Missing));
        Ok(differences)
    }

    /// How a folder differs from the list in what is there; what somebody removed is no reason not to replace it.
    ///
    /// # Errors
    /// If the folder cannot be looked through.
    pub(super) fn strangers(&self, folder: &Path) -> io::Result<Vec<Difference>> {
        let mut strangers = self.differences(folder)?;
        strangers.retain(|difference| !difference.is_missing());
        Ok(strangers)
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

    /// Removes what we wrote from a folder, the list last, and the folder itself where nothing else is in it. Only what is
    /// found in the folder goes, whatever the list says: it is a file that anybody could have written.
    ///
    /// # Errors
    /// If something cannot be removed.
    pub(super) fn remove(&self, folder: &Path) -> io::Result<()> {
        for entry in WalkDir::new(folder).min_depth(1).contents_first(true) {
            let entry = entry?;
            let name = name_in(entry.path(), folder);
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
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
