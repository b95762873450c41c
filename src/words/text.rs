//! Lines, parts of which stand out: a front end makes colours, markup or nothing of that.
//!
//! Texts from files cannot control a terminal or turn a line around: such characters are shown and not obeyed.

use std::fmt;

use crate::model::is_invisible_control;
use crate::rules::Severity;

/// How a part of a line stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Not at all.
    Plain,
    /// As a heading does.
    Strong,
    /// As the word for how much a finding matters.
    Severity(Severity),
}

/// A part of a line, in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// How it stands out.
    pub tone: Tone,
    /// What it says; no control characters.
    pub text: String,
}

/// A line of a text.
///
/// ```
/// use ksfgrid::words::Line;
///
/// let line = Line::default().strong("Read:").plain(" 3 files\n");
/// assert_eq!(line.to_string(), "Read: 3 files\\u{a}");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    spans: Vec<Span>,
}

impl Line {
    /// The same line with a plain part more.
    #[must_use]
    pub fn plain(self, text: impl AsRef<str>) -> Self {
        self.with(Tone::Plain, text)
    }

    /// The same line with a strong part more.
    #[must_use]
    pub fn strong(self, text: impl AsRef<str>) -> Self {
        self.with(Tone::Strong, text)
    }

    /// The same line with a part more.
    #[must_use]
    pub fn with(mut self, tone: Tone, text: impl AsRef<str>) -> Self {
        self.spans.push(Span { tone, text: visible(text.as_ref()) });
        self
    }

    /// The same line two blanks further to the right.
    #[must_use]
    pub(super) fn indented(mut self) -> Self {
        self.spans.insert(0, Span { tone: Tone::Plain, text: "  ".to_owned() });
        self
    }

    /// Its parts, from left to right.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }
}

impl<S: AsRef<str>> From<S> for Line {
    fn from(text: S) -> Self {
        Self::default().plain(text)
    }
}

/// Without what makes parts of it stand out.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.iter().try_for_each(|span| f.write_str(&span.text))
    }
}

/// A text in which control characters are written out.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible_control(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown() {
        assert_eq!(visible("St Mary's – \u{1b}[31mred"), "St Mary's – \\u{1b}[31mred");
        assert_eq!(visible("école"), "école");
    }
}
