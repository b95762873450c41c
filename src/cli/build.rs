//! `ksfgrid build`: returns → workbook.

use ksfgrid::rules::Severity;
use ksfgrid::workbook::Settings;

use super::arguments::BuildArguments;
use super::output::Output;
use super::progress::Progress;
use super::{DONE, ERRORS_FOUND, Failure, framework, given, input, report};

pub(super) fn run(arguments: &BuildArguments) -> Result<u8, Failure> {
    let framework = framework::of(&arguments.input)?;
    let submitted = input::find(&arguments.input)?;
    let output = Output::prepare(&arguments.output, arguments.force, &submitted, &arguments.input)?;
    let given = given::read(&arguments.input)?;
    let progress = Progress::new(arguments.quiet);
    let reader = input::reader();
    let run = input::run(&reader, &framework, &given, &progress);
    let data = run.collect(&submitted.files);
    if data.schools.is_empty() {
        progress.clear();
        report::findings(&data, arguments.quiet);
        return Err(no_return(submitted.files.len()));
    }
    let figures = run.analyse(&data);
    let settings = Settings {
        period: arguments.period.clone(),
        as_of: given::date(&arguments.input),
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

/// Nothing that was submitted could be used.
fn no_return(files: usize) -> Failure {
    let subject = if files == 1 {
        "The file holds no".to_owned()
    } else {
        format!("None of the {files} files holds a")
    };
    Failure::new(
        format!("{subject} return that could be used; no workbook was written."),
        "Look at the findings above; ksfgrid check lists all of them.",
    )
}
