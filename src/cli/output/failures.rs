//! What keeps something from being written, in words that say what to do; and that something was put right.
//!
//! `option` is always the option that names the place.

use std::io::{Error, ErrorKind};
use std::path::Path;

use ksfgrid::layout::WorkedIn;
use ksfgrid::words::{Failure, Line, counted};

use super::paths::parent;

/// The folder that something is to go to is not there.
pub(super) fn no_folder(folder: &Path, option: &str) -> Failure {
    Failure::new(
        format!("The folder {} does not exist.", folder.display()),
        format!("Create it, or name another place with {option}."),
    )
}

/// Why nothing can be written to a place, the file or folder `target`.
pub(super) fn not_written(error: &Error, target: &Path, option: &str) -> Failure {
    let (shown, folder) = (target.display(), parent(target));
    let folder = folder.display();
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
            format!("You may not write to the folder {folder}."),
            format!("Name a place of your own with {option}, such as your Documents folder."),
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Failure::new(
            format!("There is no room left to write to the folder {folder}."),
            format!("Free some space, or name another place with {option}."),
        ),
        _ => Failure::new(
            format!("Nothing could be written to the folder {folder}: {error}."),
            format!("Check the folder, or name another place with {option}."),
        ),
    }
}

/// Refuses to replace a workbook that is open: Excel and LibreOffice keep a lock file beside it.
pub(super) fn refuse_open(path: &Path) -> Result<(), Failure> {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return Ok(()) };
    let shortened: String = name.chars().skip(2).collect();
    let locks = [format!("~${name}"), format!("~${shortened}"), format!(".~lock.{name}#")];
    let folder = parent(path);
    match locks.iter().map(|lock| folder.join(lock)).find(|lock| lock.exists()) {
        None => Ok(()),
        Some(lock) => Err(Failure::new(
            format!("{} seems to be open in Excel or LibreOffice.", path.display()),
            format!("Close it there and run again (or delete {} if it is not open).", lock.display()),
        )),
    }
}

/// Refuses to replace a workbook that people worked in.
pub(super) fn worked_in(path: &Path, what: WorkedIn) -> Failure {
    let all = [
        (what.actions, "entry in the action plan", "entries in the action plan"),
        (what.responses, "LA response", "LA responses"),
        (what.others, "other text", "other texts"),
        (what.ratings, "changed rating", "changed ratings"),
    ];
    let all = all.into_iter().filter(|(number, ..)| *number > 0);
    let all: Vec<String> = all.map(|(number, one, several)| counted(number, one, several)).collect();
    let shown = path.display();
    if all.is_empty() {
        return Failure::new(
            format!(
                "{shown} was saved since ksfgrid wrote it, and something may have been typed into it. It is never replaced."
            ),
            format!(
                "Move or delete it if nothing was; otherwise name \"{shown}\" among what is read, and write another workbook with -o."
            ),
        );
    }
    Failure::new(
        format!("{shown} was worked in: it holds {}. It is never replaced.", all.join(", ")),
        format!(
            "To carry all of it on, name \"{shown}\" among what is read, and write another workbook with -o."
        ),
    )
}

/// What is said where something was left over.
pub(super) fn cleared(place: &Path) -> Line {
    format!("An earlier run was interrupted: what it left beside {} is cleared away.", place.display()).into()
}
