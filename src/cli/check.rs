//! `ksfgrid check`: returns → findings on stdout.

use std::fmt::Write as _;

use ksfgrid::consolidate::note_several_authorities;
use ksfgrid::data_set::DataSet;
use ksfgrid::finding::Finding;
use ksfgrid::model::is_invisible_control;
use ksfgrid::pipeline::Submission;
use ksfgrid::register::to_csv;
use ksfgrid::rules::Severity;
use serde::Serialize;

use super::arguments::{CheckArguments, Format};
use super::progress::Progress;
use super::screen::{lines, print};
use super::{DONE, ERRORS_FOUND, Failure, explain, framework, given, input, report};

pub(super) fn run(arguments: &CheckArguments) -> Result<u8, Failure> {
    let framework = framework::of(&arguments.input)?;
    let submitted = input::find(&arguments.input)?;
    let given = given::read(&arguments.input)?;
    let progress = Progress::new(false);
    let reader = input::reader();
    let run = input::run(&reader, &framework, &given, &progress);
    let mut data = run.collect(&submitted.files);
    note_several_authorities(&mut data);
    progress.clear();
    match arguments.format {
        Format::Text => {
            if arguments.explain {
                for file in &submitted.files {
                    let explained = run.explain(file);
                    print(explain::text(file.name(), &explained, &data, run.framework).as_bytes())?;
                }
            }
            print(text(&data.findings).as_bytes())?;
            report::counts(&data, run.framework);
        }
        Format::Json => {
            print(json(&data).as_bytes())?;
        }
        Format::Names => {
            print(&to_csv(&given.names, &data.questions))?;
            report::questions(&data.questions);
        }
    }
    let errors = data.findings.iter().any(|f| f.severity == Severity::Error);
    Ok(if errors { ERRORS_FOUND } else { DONE })
}

fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(text, "{}", lines(finding));
    }
    text
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
