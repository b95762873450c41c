//! The list of what we wrote into a folder, kept in it: it tells our files from other people's, and tells which of ours
//! somebody has changed since.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

/// The name of the list in its folder.
pub(super) const NAME: &str = ".ksfgrid.json";

/// What we wrote, by its path in the folder with forward slashes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Says what this file is to somebody who opens it.
    about: String,
    files: BTreeMap<String, Entry>,
}

/// A file as we wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    bytes: u64,
    crc32: u32,
}

impl Entry {
    pub(super) fn of(content: &[u8]) -> Self {
        let bytes = u64::try_from(content.len()).unwrap_or(u64::MAX);
        Self { bytes, crc32: crc32fast::hash(content) }
    }
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

/// What stands in the way of replacing a folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stranger {
    /// Somebody else's file or link.
    File(String),
    /// A file of ours that is no longer as we wrote it.
    Changed(String),
}

impl Manifest {
    pub(super) fn of(files: BTreeMap<String, Entry>) -> Self {
        let about = "What ksfgrid wrote into this folder: --force replaces these files, and nothing else.";
        Self { about: about.to_owned(), files }
    }

    /// The list in a folder; an empty one where there is none that can be read.
    pub(super) fn read(folder: &Path) -> Self {
        let bytes = fs::read(folder.join(NAME)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Its bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("the list is plain data")
    }

    /// What is in the folder and not as we wrote it, sorted by path; folders without any file count as nothing.
    ///
    /// # Errors
    /// Where the folder cannot be looked through.
    pub(super) fn strangers(&self, folder: &Path) -> io::Result<Vec<Stranger>> {
        let mut strangers = Vec::new();
        for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let entry = entry?;
            let name = relative(entry.path(), folder);
            if entry.file_type().is_dir() || name == NAME {
                continue;
            }
            match self.files.get(&name) {
                Some(known) if entry.file_type().is_file() => {
                    if same_length(entry.path(), *known)? && Entry::of(&fs::read(entry.path())?) == *known {
                        continue;
                    }
                    strangers.push(Stranger::Changed(name));
                }
                _ => strangers.push(Stranger::File(name)),
            }
        }
        Ok(strangers)
    }

    /// Takes what we wrote out of a folder, and the folder itself where nothing else is in it. Only what is found in the
    /// folder goes, whatever the list says: it is a file that anybody could have written.
    ///
    /// # Errors
    /// Where something cannot be removed.
    pub(super) fn remove(&self, folder: &Path) -> io::Result<()> {
        for entry in WalkDir::new(folder).contents_first(true) {
            let entry = entry?;
            if entry.file_type().is_file() && self.files.contains_key(&relative(entry.path(), folder)) {
                gone(fs::remove_file(entry.path()))?;
            }
        }
        gone(fs::remove_file(folder.join(NAME)))?;
        for entry in WalkDir::new(folder).contents_first(true) {
            let entry = entry?;
            if entry.file_type().is_dir() {
                gone(fs::remove_dir(entry.path()))?;
            }
        }
        Ok(())
    }
}

fn same_length(path: &Path, known: Entry) -> io::Result<bool> {
    Ok(File::open(path)?.metadata()?.len() == known.bytes)
}

/// What is gone already need not be removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// A path in a folder, with forward slashes.
pub(super) fn relative(path: &Path, folder: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
