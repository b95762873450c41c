//! The files behind the paths, and what reads them.

use std::env;
use std::path::{Path, PathBuf};

use ksfgrid::discover::{DiscoverError, Discovered, discover};
use ksfgrid::words::Failure;
use ksfgrid::worker::Workers;

use crate::cli::arguments::{InputArguments, command_like};

/// The files behind the paths; to find no file at all is a failure. The register and the list of names are not returns,
/// wherever they lie.
pub(crate) fn find(input: &InputArguments) -> Result<Discovered, Failure> {
    let paths: Vec<PathBuf> = input.paths.iter().flat_map(|path| matching(path)).collect();
    let mut submitted = discover(&paths).map_err(not_found)?;
    if submitted.files.is_empty() {
        let paths: Vec<String> = input.paths.iter().map(|p| p.display().to_string()).collect();
        return Err(Failure::new(
            format!("There is no file in {}.", paths.join(", ")),
            "Put the schools' returns there, or name the folder that holds them.",
        ));
    }
    for list in input.register.iter().chain(&input.names) {
        submitted.mark_as_list(list);
    }
    Ok(submitted)
}

/// The paths that a pattern such as `*.xlsx` stands for, where the shell leaves that to the program, as those of Windows do;
/// any other path itself.
fn matching(path: &Path) -> Vec<PathBuf> {
    let pattern = path.to_string_lossy();
    if path.exists() || !pattern.contains(['*', '?']) {
        return vec![path.to_owned()];
    }
    let found: Vec<PathBuf> = glob::glob(&pattern).map(|found| found.flatten().collect()).unwrap_or_default();
    if found.is_empty() { vec![path.to_owned()] } else { found }
}

/// A path that leads nowhere: it may have been meant as a command.
fn not_found(error: DiscoverError) -> Failure {
    let command = match &error {
        DiscoverError::Missing { path } => command_like(&path.to_lowercase()),
        DiscoverError::Path { .. } => None,
    };
    let mut failure = Failure::from(error);
    if let Some(command) = command {
        failure.remedy = format!(
            "If you meant the command {command}, write it first: ksfgrid {command} …; if not, check the spelling of the path."
        );
    }
    failure
}

/// Reads files; those that may be harmful, in this program started once more.
pub(crate) fn reader() -> Workers {
    Workers::new(&env::current_exe().unwrap_or_default())
}
