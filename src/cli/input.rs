//! What the user submits: the files behind the paths, and what was given for returns that do not say whose they are.

use ksfgrid::consolidate::Defaults;
use ksfgrid::discover::{Discovered, discover};
use ksfgrid::framework::Framework;
use ksfgrid::pipeline::Run;
use ksfgrid::read::InProcess;

use super::Failure;
use super::arguments::InputArguments;
use super::progress::Progress;

/// The files behind the paths; none at all is a failure.
pub(super) fn find(input: &InputArguments) -> Result<Discovered, Failure> {
    let submitted = discover(&input.paths).map_err(|error| {
        Failure::new(format!("{error}."), "Check the spelling of the path, and that you may open it.")
    })?;
    if submitted.files.is_empty() {
        let paths: Vec<String> = input.paths.iter().map(|p| p.display().to_string()).collect();
        return Err(Failure::new(
            format!("There is no file in {}.", paths.join(", ")),
            "Put the schools' returns there, or name the folder that holds them.",
        ));
    }
    Ok(submitted)
}

pub(super) fn defaults(input: &InputArguments) -> Defaults {
    Defaults { local_authority: input.la.clone(), cluster: input.cluster.clone() }
}

/// The run that both `build` and `check` make.
pub(super) fn run<'a>(framework: &'a Framework, defaults: &'a Defaults, progress: &'a Progress) -> Run<'a> {
    Run { reader: &InProcess, framework, defaults, observer: progress }
}
