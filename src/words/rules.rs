//! The rules in lines: all of them, or one explained.

use super::text::{Line, Tone};
use crate::rules::{ALL, Rule};

/// All rules, a line each.
#[must_use]
pub fn all_rules() -> Vec<Line> {
    let line = |rule: &&Rule| {
        Line::from(format!("{}  ", rule.code))
            .with(Tone::Severity(rule.severity), format!("{:<7}", rule.severity.word()))
            .plain(format!("  {:<23} {}", rule.name, rule.meaning))
    };
    ALL.iter().map(line).collect()
}

/// A rule explained: what it means, why that matters, what to do.
#[must_use]
pub fn rule(rule: &Rule) -> Vec<Line> {
    let title = Line::from(format!("{} {} (", rule.code, rule.name))
        .with(Tone::Severity(rule.severity), rule.severity.word())
        .plain(")");
    vec![
        title,
        Line::default(),
        rule.meaning.into(),
        Line::default(),
        format!("Why it matters: {}", rule.why).into(),
        Line::default(),
        format!("What to do: {}", rule.remedy).into(),
    ]
}
