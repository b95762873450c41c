//! What keeps something from being written, in words that say what to do.

use std::io::{Error, ErrorKind};
use std::path::Path;

use super::super::Failure;

/// The folder that something is to go to is not there; `option` names the place.
pub(super) fn no_folder(folder: &Path, option: &str) -> Failure {
    Failure::new(
        format!("The folder {} does not exist.", folder.display()),
        format!("Create it, or name another place with {option}."),
    )
}

/// Why nothing can be written to a place. `target` is the file or folder to be written; `option` names the place.
pub(super) fn of(error: &Error, target: &Path, option: &str) -> Failure {
    let (shown, folder) = (target.display(), super::parent(target));
    let place = folder.display();
    match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty => Failure::new(
            format!("{shown} came into being while the returns were read."),
            "Name another place, or give --force to replace it.",
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::ResourceBusy
            if target.exists() =>
        {
            Failure::new(
                format!("{shown} cannot be replaced."),
                "If it is open in Excel, close it there; otherwise check that you may write to its folder.",
            )
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::new(
            format!("You may not write to the folder {place}."),
            format!("Name a place of your own with {option}, such as your Documents folder."),
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Failure::new(
            format!("There is no room left to write to the folder {place}."),
            format!("Free some space, or name another place with {option}."),
        ),
        _ => Failure::new(
            format!("Nothing could be written to the folder {place}: {error}."),
            format!("Check the folder, or name another place with {option}."),
        ),
    }
}
