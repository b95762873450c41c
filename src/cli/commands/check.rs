//! `ksfgrid check`: returns → findings on stdout.

use ksfgrid::consolidate::note_several_authorities;
use ksfgrid::data_set::DataSet;
use ksfgrid::discover::DiskFile;
use ksfgrid::export;
use ksfgrid::pipeline::Run;
use ksfgrid::register::to_csv;
use ksfgrid::rules::Severity;
use ksfgrid::words::{self, Failure};

use crate::cli::arguments::{CheckArguments, Format};
use crate::cli::console::{print, print_lines, say};
use crate::cli::input;
use crate::cli::progress::Progress;
use crate::cli::status::Status;

pub(crate) fn run(arguments: &CheckArguments) -> Result<Status, Failure> {
    let framework = input::framework(&arguments.input)?;
    let submitted = input::find(&arguments.input)?;
    let given = input::given(&arguments.input, &framework)?;
    let progress = Progress::new(arguments.quiet);
    let reader = input::reader();
    let run = Run::new(&reader, &framework, &given, &progress);
    let mut data = run.collect(&submitted.files);
    note_several_authorities(&mut data);
    progress.clear();
    if arguments.explain {
        explain(&run, &submitted.files, &data)?;
    }
    match arguments.format {
        Format::Text => {
            let list = if arguments.quiet { words::errors } else { words::findings };
            print_lines(&list(&data.findings))?;
            say(&words::read_and_found(&data, run.framework));
        }
        Format::Json => print(export::report(&data).as_bytes())?,
        Format::Names => {
            print(&to_csv(&given.name_list, &data.questions))?;
            if !arguments.quiet {
                say(&words::name_questions(&data.questions));
            }
        }
    }
    let least = if arguments.strict { Severity::Warning } else { Severity::Error };
    // The greatest severity comes first.
    let fails = data.findings.iter().any(|finding| finding.severity <= least);
    Ok(if fails { Status::ErrorsFound } else { Status::Done })
}

fn explain(run: &Run, files: &[DiskFile], data: &DataSet) -> Result<(), Failure> {
    files.iter().flat_map(|file| run.explain(file)).try_for_each(|(name, explained)| {
        print_lines(&words::explanation(&name, &explained, data, run.framework))
    })
}
