//! `ksfgrid rules`: the list of rules, or one explained.

use std::fmt::Write as _;

use ksfgrid::rules::{self, Rule};

use super::Failure;
use super::screen::{print, style};

pub(super) fn run(code: Option<&str>) -> Result<u8, Failure> {
    match code {
        None => print(list().as_bytes()),
        Some(code) => match rules::find(code) {
            Some(rule) => print(explained(rule).as_bytes()),
            None => Err(Failure::new(
                format!("There is no rule {code}."),
                "ksfgrid rules lists them all; codes look like R304.",
            )),
        },
    }
}

fn list() -> String {
    let mut text = String::new();
    for rule in rules::ALL {
        let style = style(rule.severity);
        let severity = rule.severity.word();
        let _ = writeln!(
            text,
            "{}  {style}{severity:<7}{style:#}  {:<23} {}",
            rule.code, rule.name, rule.meaning
        );
    }
    text
}

fn explained(rule: &Rule) -> String {
    let style = style(rule.severity);
    format!(
        "{} {} ({style}{}{style:#})\n\n{}\n\nWhy it matters: {}\n\nWhat to do: {}\n",
        rule.code, rule.name, rule.severity, rule.meaning, rule.why, rule.remedy
    )
}
