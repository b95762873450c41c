//! The rules in lines: all of them, or one explained.

use super::text::{Line, Text, Tone};
use crate::rules::{ALL, Rule};

/// All rules, a line each.
#[must_use]
pub fn all_rules() -> Text {
    let mut text = Text::default();
    for rule in ALL {
        text.push(
            Line::from(format!("{}  ", rule.code))
                .with(Tone::Severity(rule.severity), &format!("{:<7}", rule.severity.word()))
                .plain(format!("  {:<23} {}", rule.name, rule.meaning)),
        );
    }
    text
}

/// A rule explained: what it means, why that matters, what to do.
#[must_use]
pub fn rule(rule: &Rule) -> Text {
    let mut text = Text::default();
    text.push(
        Line::from(format!("{} {} (", rule.code, rule.name))
            .with(Tone::Severity(rule.severity), rule.severity.word())
            .plain(")"),
    );
    let paragraphs = [
        rule.meaning.to_owned(),
        format!("Why it matters: {}", rule.why),
        format!("What to do: {}", rule.remedy),
    ];
    for paragraph in paragraphs {
        text.push("");
        text.push(paragraph);
    }
    text
}
