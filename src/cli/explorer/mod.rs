//! A start from Explorer: a folder of returns was dropped on the program, or a double click started it, and the user
//! chooses one.
//!
//! In: what was dropped. Out: a workbook beside it, with the report in the window that Windows opened for the program. That
//! window goes with the program, and so the program waits. Nothing that exists is replaced: nobody could say in advance
//! that it may be.

mod place;
mod start;
mod window;

pub(super) use start::Start;
pub(super) use window::is_own as has_own_window;

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use ksfgrid::words::Failure;

use super::arguments::Arguments;
use super::console::say;
use super::status::Status;
use super::{commands, interrupt};
use place::Place;
use window::KeptOpen;

/// Reads what was dropped, or the folder that the user chooses where nothing was, and keeps the window open.
pub(super) fn run(dropped: &[PathBuf]) -> Status {
    interrupt::watch();
    // Not every window knows colours, and the words say the same.
    ColorChoice::Never.write_global();
    let _until_enter = KeptOpen;
    super::status_of(if dropped.is_empty() { read_chosen() } else { read(dropped) })
}

fn read_chosen() -> Result<Status, Failure> {
    say(&["Choose the folder that holds the schools' returns.".into()]);
    let chosen = window::choose_folder().ok_or_else(|| {
        Failure::new(
            "No folder was chosen; no workbook was written.",
            "Drop the folder that holds the schools' returns on ksfgrid.exe, or start it again and choose one.",
        )
    })?;
    read(&[chosen])
}

fn read(paths: &[PathBuf]) -> Result<Status, Failure> {
    let place = Place::beside(paths)?;
    say(&[format!("Reading {} …", named(paths)).into()]);
    let status = commands::run(&arguments(paths, &place).asked_for())?;
    say(&place.told());
    Ok(status)
}

/// "C:\Returns\Riverside", "C:\Returns\Oakfield.xlsx and 3 more".
fn named(paths: &[PathBuf]) -> String {
    match paths {
        [only] => only.display().to_string(),
        [first, others @ ..] => format!("{} and {} more", first.display(), others.len()),
        [] => String::new(),
    }
}

/// What somebody would type who wanted the same.
fn arguments(paths: &[PathBuf], place: &Place) -> Arguments {
    let place = place.path().as_os_str().to_owned();
    let beginning = ["ksfgrid", "build", "-o"].map(OsString::from).into_iter().chain([place, "--".into()]);
    Arguments::of(beginning.chain(paths.iter().map(|path| path.as_os_str().to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::cli::arguments::Command;

    #[test]
    fn what_was_dropped_is_read_whatever_it_is_called() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["-o", "check", "Überblick 2"].map(|name| folder.path().join(name));
        let place = Place::beside(&paths).unwrap();
        let Command::Build(build) = arguments(&paths, &place).asked_for() else { panic!("a build") };
        assert_eq!(
            (build.input.paths.as_slice(), build.output.output.as_deref()),
            (&paths[..], Some(place.path()))
        );
        assert!(!build.output.force && !build.quiet);
    }

    #[test]
    fn many_paths_are_named_by_the_first() {
        let paths = ["a", "b", "c"].map(|name| Path::new(name).to_path_buf());
        assert_eq!((named(&paths[..1]), named(&paths)), ("a".to_owned(), "a and 2 more".to_owned()));
    }
}
