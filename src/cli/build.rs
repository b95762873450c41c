//! `ksfgrid build`: returns → workbook.

use ksfgrid::consolidate::Defaults;
use ksfgrid::discover::{Discovered, discover};
use ksfgrid::framework::Framework;
use ksfgrid::model::CalendarDate;
use ksfgrid::pipeline::Run;
use ksfgrid::read::InProcess;
use ksfgrid::rules::Severity;
use ksfgrid::workbook::Settings;

use super::arguments::{BuildArguments, InputArguments};
use super::output::Output;
use super::progress::Progress;
use super::{DONE, ERRORS_FOUND, Failure, report};

pub(super) fn run(arguments: &BuildArguments) -> Result<u8, Failure> {
    let submitted = find(&arguments.input)?;
    let output = Output::prepare(&arguments.output, arguments.force, &submitted)?;
    let progress = Progress::new(arguments.quiet);
    let defaults = defaults(&arguments.input);
    let run = Run {
        reader: &InProcess,
        framework: Framework::embedded(),
        defaults: &defaults,
        observer: &progress,
    };
    let data = run.collect(&submitted.files);
    if data.schools.is_empty() {
        progress.clear();
        report::findings(&data, arguments.quiet);
        return Err(Failure::new(
            format!(
                "None of the {} files holds a return that could be used; no workbook was written.",
                submitted.files.len()
            ),
            "Look at the findings above, or run ksfgrid check for all of them.",
        ));
    }
    let figures = run.analyse(&data);
    let settings = Settings {
        period: arguments.period.clone(),
        as_of: arguments.as_of.unwrap_or_else(today),
        source_base: output.way_to(&submitted.root),
    };
    let bytes = run.workbook(&data, &figures, &settings).map_err(|error| {
        Failure::new(
            format!("The workbook could not be laid out: {error}."),
            "Try with fewer returns at a time.",
        )
    })?;
    output.write(&bytes)?;
    progress.clear();
    if !arguments.quiet {
        report::summary(&data, &figures, run.framework, output.path());
    }
    let errors = data.findings.iter().any(|f| f.severity == Severity::Error);
    Ok(if arguments.strict && errors { ERRORS_FOUND } else { DONE })
}

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

/// Today, by the computer's clock and time zone.
fn today() -> CalendarDate {
    let date = jiff::ZonedDateTime::now().date();
    CalendarDate::new(date.year(), date.month(), date.day()).expect("the clock shows a year after 1900")
}
