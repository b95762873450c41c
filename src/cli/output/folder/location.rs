//! Where a folder of documents is to stand, what stands hidden beside it meanwhile, and what may be in the way.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use ksfgrid::words::Failure;

use super::manifest::{Difference, listed};
use crate::cli::output::failures;
use crate::cli::output::paths::{link_followed, parent, resolved};

/// The option that names the folder.
pub(super) const OPTION: &str = "-o";

/// A folder's location.
#[derive(Debug, Clone)]
pub(super) struct Location {
    /// Without links and dots, so that other names can be put beside it.
    pub(super) path: PathBuf,
    /// As the user names it.
    pub(super) shown: PathBuf,
}

/// A hidden path beside a folder.
pub(super) fn beside(folder: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(format!(".ksfgrid-{what}"));
    folder.with_file_name(name)
}

impl Location {
    /// Finds a folder's location, where there is a folder or may be one.
    pub(super) fn of(shown: &Path) -> Result<Self, Failure> {
        let followed = link_followed(shown);
        let path = resolved(&followed);
        let shown = shown.to_path_buf();
        if path.file_name().is_none() {
            return Err(Failure::new(
                format!("{} is no place for workbooks.", followed.display()),
                "Name a folder of its own with -o.",
            ));
        }
        if path.exists() && !path.is_dir() {
            return Err(Failure::new(
                format!("{} is a file; several workbooks go to a folder.", followed.display()),
                "Name a folder with -o.",
            ));
        }
        if !parent(&path).is_dir() {
            return Err(failures::no_folder(&parent(&followed), OPTION));
        }
        Ok(Self { path, shown })
    }

    /// What the system refused.
    pub(super) fn failure(&self, error: &io::Error) -> Failure {
        failures::not_written(error, &self.path, OPTION)
    }

    /// Another run is at it.
    pub(super) fn locked(&self) -> Failure {
        Failure::new(
            format!("Another run of ksfgrid is writing to {}.", self.shown.display()),
            "Wait until it is done, or name another folder with -o.",
        )
    }

    /// Something that is not ours has a name that we need.
    pub(super) fn in_the_way(&self, path: &Path) -> Failure {
        let shown = self.shown.display();
        Failure::new(
            format!("{} is in the way: ksfgrid needs that name to write {shown}.", path.display()),
            "Move it, or name another folder with -o.",
        )
    }

    /// Somebody changed the new folder while it was built.
    pub(super) fn not_as_written(&self, differences: &[Difference]) -> Failure {
        let shown = self.shown.display();
        Failure::new(
            format!("Something changed what was being written for {shown}: {}.", listed(differences)),
            "Run again; what was there before is as it was.",
        )
    }
}

/// A folder holds what we did not write.
pub(super) fn holds_strangers(folder: &Path, strangers: &[Difference]) -> Failure {
    Failure::new(
        format!("{} holds what ksfgrid would have to remove: {}.", folder.display(), listed(strangers)),
        "Move these files, or name another folder with -o; --force replaces only what ksfgrid wrote.",
    )
}
