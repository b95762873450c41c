//! `ksfgrid rules`: the list of rules, or one explained.

use ksfgrid::rules;
use ksfgrid::words::{self, Failure};

use crate::cli::console::print_lines;

pub(crate) fn run(code: Option<&str>) -> Result<(), Failure> {
    let Some(code) = code else { return print_lines(&words::all_rules()) };
    let rule = rules::find(code).ok_or_else(|| {
        Failure::new(
            format!("There is no rule {code}."),
            "ksfgrid rules lists them all; codes look like R304.",
        )
    })?;
    print_lines(&words::rule(rule))
}
