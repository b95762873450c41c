//! Printing: results to stdout, a closed pipe is no error; texts from files cannot steer the terminal.

use std::io::{self, Write};

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
    let steers = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !text.chars().any(steers) {
        return text.to_owned();
    }
    text.chars()
        .flat_map(|c| if steers(c) { c.escape_unicode().collect::<Vec<_>>() } else { vec![c] })
        .collect()
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
