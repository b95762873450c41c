//! Printing: results to stdout, where a closed pipe is no error, and everything else to stderr.
//!
//! In: bytes and texts. Colours are left out where a stream is no terminal or `NO_COLOR` is set.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use ksfgrid::rules::Severity;
use ksfgrid::words::{Failure, Line, Tone};

/// Prints a result to stdout.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
            format!("The result could not be printed: {error}."),
            "Check where the output goes.",
        )),
        _ => Ok(()),
    }
}

/// Prints a result to stdout.
pub(crate) fn print_lines(lines: &[Line]) -> Result<(), Failure> {
    print(coloured(lines).as_bytes())
}

/// Prints what is no result to stderr.
pub(crate) fn say(lines: &[Line]) {
    let mut err = anstream::stderr().lock();
    let _ = err.write_all(coloured(lines).as_bytes()).and_then(|()| err.flush());
}

/// Prints to stderr why the run could not be done, and what to do.
pub(crate) fn say_failure(failure: &Failure) {
    let name = Line::default().with(Tone::Severity(Severity::Error), "ksfgrid:");
    let more = failure.line.iter().chain([&failure.remedy]);
    let more = more.map(|line| format!("         {line}").into());
    say(&[name.plain(format!(" {}", failure.what))].into_iter().chain(more).collect::<Vec<_>>());
}

/// A text with the colours of a terminal.
fn coloured(lines: &[Line]) -> String {
    let mut coloured = String::new();
    for line in lines {
        for span in line.spans() {
            let style = style(span.tone);
            let _ = write!(coloured, "{style}{}{style:#}", span.text);
        }
        coloured.push('\n');
    }
    coloured
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Severity(Severity::Error) => AnsiColor::Red.on_default().bold(),
        Tone::Severity(Severity::Warning) => AnsiColor::Yellow.on_default().bold(),
        Tone::Severity(Severity::Note) => AnsiColor::Cyan.on_default(),
    }
}
