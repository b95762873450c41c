//! Printing: results to stdout, where a closed pipe is no error; findings as lines; texts from files cannot steer the
//! terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use ksfgrid::finding::Finding;
use ksfgrid::model::is_invisible_control;
use ksfgrid::rules::Severity;

use super::{DONE, Failure};

/// Prints a result to stdout.
pub(super) fn print(bytes: &[u8]) -> Result<u8, Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
            format!("The result could not be printed: {error}."),
            "Check where the output goes.",
        )),
        _ => Ok(DONE),
    }
}

/// A text from a file, fit for a terminal: control characters are shown and not obeyed.
pub(super) fn plain(text: &str) -> String {
    if !text.chars().any(is_invisible_control) {
        return text.to_owned();
    }
    text.chars()
        .flat_map(|c| if is_invisible_control(c) { c.escape_unicode().collect::<Vec<_>>() } else { vec![c] })
        .collect()
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
    let school = finding.location.school.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    let place = finding.location.to_string();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown() {
        assert_eq!(plain("St Mary's – \u{1b}[31mred"), "St Mary's – \\u{1b}[31mred");
        assert_eq!(plain("école"), "école");
    }
}
