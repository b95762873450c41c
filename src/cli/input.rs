//! What the user submits: the files behind the paths.

use std::env;

use ksfgrid::consolidate::Given;
use ksfgrid::discover::{Discovered, discover};
use ksfgrid::framework::Framework;
use ksfgrid::pipeline::Run;
use ksfgrid::worker::Workers;

use super::Failure;
use super::arguments::InputArguments;
use super::progress::Progress;

/// The files behind the paths; none at all is a failure. The register and the list of names are no returns, wherever
/// they lie.
pub(super) fn find(input: &InputArguments) -> Result<Discovered, Failure> {
    let mut submitted = discover(&input.paths).map_err(|error| {
        Failure::new(format!("{error}."), "Check the spelling of the path, and that you may open it.")
    })?;
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

/// Reads the files; what may be harmful, in this program started once more.
pub(super) fn reader() -> Workers {
    Workers::new(&env::current_exe().unwrap_or_default())
}

/// The run that both `build` and `check` make.
pub(super) fn run<'a>(
    reader: &'a Workers,
    framework: &'a Framework,
    given: &'a Given,
    progress: &'a Progress,
) -> Run<'a> {
    Run::new(reader, framework, given, progress)
}
