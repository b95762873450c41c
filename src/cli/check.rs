//! `ksfgrid check`: returns → findings on stdout.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use ksfgrid::finding::Finding;
use ksfgrid::framework::Framework;
use ksfgrid::model::DataSet;
use ksfgrid::pipeline::Run;
use ksfgrid::read::InProcess;
use ksfgrid::rules::Severity;
use serde::Serialize;

use super::arguments::{CheckArguments, Format};
use super::progress::Progress;
use super::screen::{plain, print};
use super::{DONE, ERRORS_FOUND, Failure, build, report};

pub(super) fn run(arguments: &CheckArguments) -> Result<u8, Failure> {
    let submitted = build::find(&arguments.input)?;
    let progress = Progress::new(false);
    let defaults = build::defaults(&arguments.input);
    let run = Run {
        reader: &InProcess,
        framework: Framework::embedded(),
        defaults: &defaults,
        observer: &progress,
    };
    let data = run.collect(&submitted.files);
    progress.clear();
    match arguments.format {
        Format::Text => {
            print(text(&data.findings).as_bytes())?;
            report::counts(&data, &run.analyse(&data), run.framework);
        }
        Format::Json => {
            print(json(&data).as_bytes())?;
        }
    }
    let errors = data.findings.iter().any(|f| f.severity == Severity::Error);
    Ok(if errors { ERRORS_FOUND } else { DONE })
}

/// How a severity is coloured.
pub(super) fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default(),
    }
}

/// A finding in three lines: severity, rule and place; what was found; what to do.
pub(super) fn lines(finding: &Finding) -> String {
    let style = style(finding.severity);
    let school = finding.place.school.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    let place = finding.place.to_string();
    let place = if place.is_empty() { "all returns".to_owned() } else { place };
    format!(
        "{style}{}{style:#} {} {}{}\n    {}\n    > {}\n",
        finding.severity,
        finding.rule.code,
        plain(&place),
        plain(&school),
        plain(&finding.found),
        plain(&finding.remedy)
    )
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
    text
}
