//! `ksfgrid check`: returns → findings on stdout.

use std::fmt::Write as _;

use ksfgrid::consolidate::note_several_authorities;
use ksfgrid::data_set::DataSet;
use ksfgrid::discover::DiskFile;
use ksfgrid::finding::Finding;
use ksfgrid::model::is_invisible_control;
use ksfgrid::pipeline::Run;
use ksfgrid::register::to_csv;
use ksfgrid::rules::Severity;
use ksfgrid::words::{self, Failure};
use serde::Serialize;

use crate::cli::arguments::{CheckArguments, Format};
use crate::cli::console::{print, print_lines, say};
use crate::cli::input;
use crate::cli::progress::Progress;
use crate::cli::status::Status;

pub(crate) fn run(arguments: &CheckArguments) -> Result<Status, Failure> {
    let framework = input::framework(&arguments.input)?;
    let submitted = input::find(&arguments.input)?;
    let given = input::given(&arguments.input)?;
    let progress = Progress::new(false);
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
            print_lines(&words::findings(&data.findings))?;
            say(&words::read_and_found(&data, run.framework));
        }
        Format::Json => print(json(&data).as_bytes())?,
        Format::Names => {
            print(&to_csv(&given.name_list, &data.questions))?;
            say(&words::name_questions(&data.questions));
        }
    }
    let errors = data.findings.iter().any(|f| f.severity == Severity::Error);
    Ok(if errors { Status::ErrorsFound } else { Status::Done })
}

fn explain(run: &Run, files: &[DiskFile], data: &DataSet) -> Result<(), Failure> {
    files.iter().flat_map(|file| run.explain(file)).try_for_each(|(name, explained)| {
        print_lines(&words::explanation(&name, &explained, data, run.framework))
    })
}

#[derive(Serialize)]
struct Document<'a> {
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: &'a [Finding],
}

fn json(data: &DataSet) -> String {
    let count = |severity| data.findings.iter().filter(|f| f.severity == severity).count();
    let document = Document {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        findings: &data.findings,
    };
    let mut text = serde_json::to_string_pretty(&document).expect("findings are plain data");
    text.push('\n');
    // Outside of texts there are no such characters but line breaks.
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if c != '\n' && is_invisible_control(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
        out
    })
}
