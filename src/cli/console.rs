//! Printing: results to stdout, where a closed pipe is no error, and everything else to stderr.
//!
//! In: bytes and texts. Colours are left out where a stream is no terminal or `NO_COLOR` is set.

use std::fmt::Write as _;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use ksfgrid::rules::Severity;
use ksfgrid::words::{Failure, Line, Text, Tone};

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
pub(crate) fn print_text(text: &Text) -> Result<(), Failure> {
    print(coloured(text).as_bytes())
}

/// Prints what is no result to stderr.
pub(crate) fn say(text: &Text) {
    let mut err = anstream::stderr().lock();
    let _ = err.write_all(coloured(text).as_bytes()).and_then(|()| err.flush());
}

/// Prints a line to stderr.
pub(crate) fn say_line(line: impl Into<Line>) {
    let mut text = Text::default();
    text.push(line);
    say(&text);
}

/// Prints to stderr why the run could not be done, and what to do.
pub(crate) fn say_failure(failure: &Failure) {
    let mut text = Text::default();
    let name = Line::default().with(Tone::Severity(Severity::Error), "ksfgrid:");
    text.push(name.plain(format!(" {}", failure.what)));
    for line in failure.line.iter().chain([&failure.remedy]) {
        text.push(format!("         {line}"));
    }
    say(&text);
}

/// A text with the colours of a terminal.
fn coloured(text: &Text) -> String {
    let mut coloured = String::new();
    for line in text.lines() {
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
