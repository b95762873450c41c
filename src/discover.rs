//! Paths → submitted files: what the user named, and what is found in folders.
//!
//! In: paths. Out: [`Discovered`], whose files the pipeline takes as [`Submission`]s. The only stage that touches the file
//! system; it reads a file's content only when the pipeline asks for it.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::pipeline::Submission;
use crate::read::{LARGEST_CONTAINER, LARGEST_FILE, is_container_name, is_spreadsheet_name};

/// Number of bytes that are read of a very large file that is no spreadsheet.
const HEAD: u64 = 8 * 1024;

/// A file on disk.
#[derive(Debug, Clone)]
pub struct DiskFile {
    name: Arc<str>,
    path: PathBuf,
    folders: Vec<String>,
    named: bool,
    /// Whether it is a list (the register, names), and not a return.
    is_list: bool,
    /// Why it (or the folder that it stands for) cannot be opened, if that is known already.
    problem: Option<String>,
}

/// All submitted files, sorted by name.
#[derive(Debug)]
pub struct Discovered {
    /// The files.
    pub files: Vec<DiskFile>,
    /// The folder that their names are relative to.
    pub root: PathBuf,
}

/// Why files cannot be looked for.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// A path that the user gave does not exist.
    #[error("{path} does not exist")]
    Missing {
        /// The path as given.
        path: String,
    },
    /// A path that the user gave may not be opened.
    #[error("{path} cannot be opened: {source}")]
    Path {
        /// The path as given.
        path: String,
        /// The system's reason.
        source: io::Error,
    },
}

impl Discovered {
    /// Marks a list as no return, if it was found: the register may be in the folder of returns.
    pub fn mark_as_list(&mut self, list: &Path) {
        let Ok(list) = list.canonicalize() else { return };
        for file in &mut self.files {
            file.is_list |= file.path.canonicalize().is_ok_and(|path| path == list);
        }
    }
}

impl DiskFile {
    /// Its path on the disk.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Submission for DiskFile {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn folders(&self) -> &[String] {
        &self.folders
    }

    fn is_named(&self) -> bool {
        self.named
    }

    fn is_return(&self) -> bool {
        !self.is_list
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        if let Some(problem) = &self.problem {
            return Err(io::Error::other(problem.clone()));
        }
        let about = fs::metadata(&self.path)?;
        if !about.is_file() {
            // Opening a pipe would wait for somebody who writes to it.
            return Err(io::Error::other("it is no file on a disk"));
        }
        let file = File::open(&self.path)?;
        let length = about.len();
        let limit = bytes_to_read(&self.name, length).map_err(io::Error::other)?;
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(limit)).unwrap_or_default());
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Finds all files at these paths: named files, and everything in named folders, except hidden folders and what an
/// unfinished run of ours keeps there. A file that is reached twice is submitted once.
///
/// # Errors
/// [`DiscoverError`] if a path does not exist or may not be opened.
pub fn discover(paths: &[PathBuf]) -> Result<Discovered, DiscoverError> {
    let mut given = Vec::new();
    for path in paths {
        let full = path.canonicalize().map_err(|source| {
            let path = path.display().to_string();
            if source.kind() == io::ErrorKind::NotFound {
                DiscoverError::Missing { path }
            } else {
                DiscoverError::Path { path, source }
            }
        })?;
        let is_folder = full.is_dir();
        given.push((full, is_folder));
    }
    let root = common_parent(&given);
    let mut found: HashMap<PathBuf, DiskFile> = HashMap::new();
    for (path, is_folder) in &given {
        if *is_folder {
            search(path, &root, &mut found);
        } else {
            let folders = found.remove(path).map(|f| f.folders).unwrap_or_default();
            let file = DiskFile {
                name: name_below(path, &root),
                path: path.clone(),
                folders,
                named: true,
                is_list: false,
                problem: None,
            };
            found.insert(path.clone(), file);
        }
    }
    let mut files: Vec<DiskFile> = found.into_values().collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Discovered { files, root })
}

fn search(folder: &Path, root: &Path, found: &mut HashMap<PathBuf, DiskFile>) {
    let above = folder.parent().unwrap_or(folder);
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_type().is_dir() || !is_hidden(entry);
    // Until a link is followed, files really lie where they are found. To ask for each file takes a fifteenth of a `check`.
    let mut has_links = false;
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible)
    {
        has_links |= entry.as_ref().is_ok_and(DirEntry::path_is_symlink);
        let (path, problem) = match entry {
            Ok(entry) if is_unfinished(&entry) || !entry.file_type().is_file() => continue,
            Ok(entry) => (entry.into_path(), None),
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                let reason = error
                    .io_error()
                    .map_or_else(|| "it links back to a folder above it".to_owned(), ToString::to_string);
                (path, Some(reason))
            }
        };
        let key = if has_links { path.canonicalize().ok() } else { None };
        let key = key.unwrap_or_else(|| path.clone());
        let folders = path.parent().and_then(|p| p.strip_prefix(above).ok()).map(names).unwrap_or_default();
        let file =
            DiskFile { name: name_below(&path, root), path, folders, named: false, is_list: false, problem };
        found.entry(key).and_modify(|known| known.folders.clone_from(&file.folders)).or_insert(file);
    }
}

/// Whether a file is one that a run of ours writes until it is complete, and leaves behind if it is killed.
fn is_unfinished(entry: &DirEntry) -> bool {
    entry.file_type().is_file() && is_unfinished_name(&entry.file_name().to_string_lossy())
}

/// Whether a file of this name is one that a run of ours has left unfinished.
pub(crate) fn is_unfinished_name(name: &str) -> bool {
    name.starts_with('.') && name.contains("ksfgrid-")
}

fn is_hidden(entry: &DirEntry) -> bool {
    is_hidden_folder(&entry.file_name().to_string_lossy())
}

/// Whether a folder of this name is not searched.
pub(crate) fn is_hidden_folder(name: &str) -> bool {
    name.starts_with('.') || name == "__MACOSX"
}

/// How many bytes are read of a file of this name and length: all, or of what cannot be a return the beginning.
///
/// # Errors
/// Why such a file is not read at all.
pub(crate) fn bytes_to_read(name: &str, length: u64) -> Result<u64, String> {
    let is_container = is_container_name(name);
    let largest = if is_container { LARGEST_CONTAINER } else { LARGEST_FILE };
    let mb = largest / (1024 * 1024);
    match length > largest {
        false => Ok(largest),
        true if is_container => Err(format!("it is larger than {mb} MB; unpack it into the folder")),
        true if is_spreadsheet_name(name) => Err(format!("it is larger than {mb} MB, and no return is")),
        true => Ok(HEAD),
    }
}

/// The folder that contains everything given; a folder that is the only path contains itself.
fn common_parent(given: &[(PathBuf, bool)]) -> PathBuf {
    let mut folders = given.iter().map(|(path, is_folder)| {
        if *is_folder { path.clone() } else { path.parent().map(Path::to_path_buf).unwrap_or_default() }
    });
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |common, folder| {
        let shared = common.components().zip(folder.components()).take_while(|(a, b)| a == b);
        shared.map(|(component, _)| component).collect()
    })
}

fn name_below(path: &Path, root: &Path) -> Arc<str> {
    names(path.strip_prefix(root).unwrap_or(path)).join("/").into()
}

fn names(path: &Path) -> Vec<String> {
    path.components()
        .filter_map(|c| match c {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect()
}
