//! Where the workbooks go: never over something without being told to, never over a file that was read, and never half:
//! everything is written under another name beside its place and then renamed.
//!
//! One workbook is a [`FileOutput`], and so is the table of ratings; several go to a [`FolderOutput`]. Which of the two
//! `-o` names is the matter of [`Destination`].

mod destination;
mod error;
mod failure;
mod file;
mod folder;
mod given;
mod hold;
mod journal;
mod manifest;
mod names;
mod swap;

pub(super) use destination::{Destination, Output};
pub(super) use file::{FileOutput, Kind, StagedFile};
pub(super) use folder::FolderOutput;
pub(super) use given::GivenFiles;
pub(super) use names::FileNames;

use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// How the user wants it written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wishes {
    /// What an earlier run wrote may be replaced.
    pub(super) force: bool,
    /// Packs, too.
    pub(super) packs: bool,
    /// Nothing is told.
    pub(super) quiet: bool,
}

/// The way from a folder to the folder that file names are relative to, for links; none where there is no relative way.
fn way(from: &Path, root: &Path) -> Option<String> {
    let way = pathdiff::diff_paths(root, from)?;
    if way.is_absolute() {
        return None;
    }
    let parts = way.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(parts.flat_map(|part| [part, "/".to_owned()]).collect())
}

/// The folder that something lies in.
fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Where something is in a folder, with forward slashes and however both are spelled; none where it is not in it.
pub(super) fn inside(path: &Path, folder: &Path) -> Option<String> {
    let name = path.file_name()?;
    let path = resolved(&parent(path)).join(name);
    let inside = path.strip_prefix(resolved(folder)).ok()?;
    let part = |part| match part {
        Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    };
    let parts: Vec<String> = inside.components().map(part).collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// A path without links and dots, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let known = |known: &Path| {
        let here = if known.as_os_str().is_empty() { Path::new(".") } else { known };
        let rest = path.strip_prefix(known).ok()?;
        Some(here.canonicalize().ok()?.join(rest))
    };
    path.ancestors().find_map(known).unwrap_or_else(|| path.to_path_buf())
}

/// What is told where something was left over.
fn cleared(place: &Path) -> String {
    format!("An earlier run was interrupted: what it left beside {} is cleared away.", place.display())
}

/// Lets those see something new who may see what it replaces.
fn keep_permissions(of: &Path, to: &Path) -> io::Result<()> {
    // What Windows calls so would only keep it from being removed.
    if cfg!(unix) { fs::set_permissions(to, fs::metadata(of)?.permissions()) } else { Ok(()) }
}

/// Where a link leads whose end is missing, as while an earlier run is interrupted; any other path as it is.
fn followed(path: &Path) -> PathBuf {
    let path: PathBuf = path.components().collect();
    match path.read_link() {
        Ok(end) if !path.exists() => parent(&path).join(end),
        _ => path,
    }
}

/// Whether a path ends in a separator, or in dots that stand for a folder: it can name nothing but a folder.
fn names_a_folder(path: &Path) -> bool {
    let ends = |end| path.as_os_str().to_string_lossy().ends_with(end);
    ends('/')
        || ends(std::path::MAIN_SEPARATOR)
        || !matches!(path.components().next_back(), Some(Component::Normal(_)))
}
