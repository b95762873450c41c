//! A text in lines, parts of which stand out: a front end makes colours, markup or nothing of that.
//!
//! Texts from files cannot control a terminal or turn a line around: such characters are shown and not obeyed.

use std::fmt;

use crate::model::steers;
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

/// A line of a [`Text`].
///
/// ```
/// use ksfgrid::words::Line;
///
/// let line = Line::strong("Read:").plain(" 3 files\n");
/// assert_eq!(line.to_string(), "Read: 3 files\\u{a}");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    spans: Vec<Span>,
}

impl Line {
    /// A line that begins with a strong part.
    #[must_use]
    pub fn strong(text: &str) -> Self {
        Self::default().strongly(text)
    }

    /// The same line with a strong part more.
    #[must_use]
    pub fn strongly(self, text: &str) -> Self {
        self.with(Tone::Strong, text)
    }

    /// The same line with a plain part more.
    #[must_use]
    pub fn plain(self, text: impl AsRef<str>) -> Self {
        self.with(Tone::Plain, text.as_ref())
    }

    /// The same line with a part more.
    #[must_use]
    pub fn with(mut self, tone: Tone, text: &str) -> Self {
        self.spans.push(Span { tone, text: visible(text) });
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

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.iter().try_for_each(|span| f.write_str(&span.text))
    }
}

/// Lines, one below the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    lines: Vec<Line>,
}

impl Text {
    /// Adds a line.
    pub fn push(&mut self, line: impl Into<Line>) {
        self.lines.push(line.into());
    }

    /// Adds all lines of another text, each behind some blanks.
    pub fn push_indented(&mut self, blanks: &str, other: Self) {
        let indented = |line: Line| Line { spans: [Line::from(blanks).spans, line.spans].concat() };
        self.lines.extend(other.lines.into_iter().map(indented));
    }

    /// Its lines, from top to bottom.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

impl Extend<Line> for Text {
    fn extend<I: IntoIterator<Item = Line>>(&mut self, lines: I) {
        self.lines.extend(lines);
    }
}

impl IntoIterator for Text {
    type Item = Line;
    type IntoIter = std::vec::IntoIter<Line>;

    fn into_iter(self) -> Self::IntoIter {
        self.lines.into_iter()
    }
}

/// Without what makes parts of it stand out.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A text in which control characters are written out.
fn visible(text: &str) -> String {
    if !text.chars().any(steers) {
        return text.to_owned();
    }
    let shown = |c: char| if steers(c) { c.escape_unicode().to_string() } else { c.to_string() };
    text.chars().map(shown).collect()
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
