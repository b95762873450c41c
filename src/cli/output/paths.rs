//! Paths: which folder something lies in, where a link leads, and the way from one folder to another.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// The folder that something lies in.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// The way from a folder to the folder that file names are relative to, for links. Returns `None` if there is no relative
/// way, as between two disks.
pub(super) fn relative_way(from: &Path, root: &Path) -> Option<String> {
    let way = pathdiff::diff_paths(root, from)?;
    if way.is_absolute() {
        return None;
    }
    let steps = way.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(steps.flat_map(|step| [step, "/".to_owned()]).collect())
}

/// The path of something within a folder, with forward slashes, however both are spelled. Returns `None` if it does not
/// lie in the folder.
pub(super) fn path_within(path: &Path, folder: &Path) -> Option<String> {
    let path = resolved(&parent(path)).join(path.file_name()?);
    let within = path.strip_prefix(resolved(folder)).ok()?;
    let name = |part| match part {
        Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    };
    let names: Vec<String> = within.components().map(name).collect::<Option<_>>()?;
    (!names.is_empty()).then(|| names.join("/"))
}

/// A path without links and dots, as far as it exists.
pub(super) fn resolved(path: &Path) -> PathBuf {
    let known = |known: &Path| {
        let here = if known.as_os_str().is_empty() { Path::new(".") } else { known };
        let rest = path.strip_prefix(known).ok()?;
        Some(here.canonicalize().ok()?.join(rest))
    };
    path.ancestors().find_map(known).unwrap_or_else(|| path.to_path_buf())
}

/// Where a link leads whose end is missing, as while an earlier run is interrupted; any other path as it is.
pub(super) fn link_followed(path: &Path) -> PathBuf {
    let path: PathBuf = path.components().collect();
    match path.read_link() {
        Ok(end) if !path.exists() => parent(&path).join(end),
        _ => path,
    }
}

/// Whether a path ends in a separator, or in dots that stand for a folder: it can name nothing but a folder.
pub(super) fn names_a_folder(path: &Path) -> bool {
    let text = path.as_os_str().to_string_lossy();
    text.ends_with(['/', MAIN_SEPARATOR])
        || !matches!(path.components().next_back(), Some(Component::Normal(_)))
}
