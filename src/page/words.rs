//! Words of the page where those of the program speak of its command line.

use super::problem::Problem;
use crate::data_set::DataSet;
use crate::finding::Finding;
use crate::rules;
use crate::words::{Failure, files_of, holds_no_return};

const UNDER_NAMES: &str = "Settle it under Names to settle; or correct the name in one of the returns.";

/// What to do about findings of these rules, whose remedies name options of the command line.
static REMEDIES: [(&rules::Rule, &str); 9] = [
    (
        &rules::CLUSTER_NOT_STATED,
        "Write the cluster on the sheet, put the file in a folder named after it, or give it under Options.",
    ),
    (&rules::LA_NOT_STATED, "Write it on the sheet, or give it under Options."),
    (&rules::NEAR_NAME, UNDER_NAMES),
    (&rules::REGISTER_NEAR_MATCH, UNDER_NAMES),
    (
        &rules::REGISTER_AMBIGUOUS,
        "Write the school's DfE number, cluster or local authority on the return, or give a list of names under Options.",
    ),
    (
        &rules::CLUSTER_FROM_NAME,
        "Check the cluster; write it on the sheet, or give it under Options, to be sure.",
    ),
    (
        &rules::LA_FROM_NAME,
        "Check the local authority; write it on the sheet, or give it under Options, to be sure.",
    ),
    (
        &rules::NUMBER_SHARED,
        "Correct the number in the return that has it wrong; if the two are one school, give a list with both names under Options.",
    ),
    (
        &rules::DATE_AFTER_AS_OF,
        "Check the year on the return; if the date is right, give the date of the run under Options.",
    ),
];

/// What to do about a finding, for somebody who has the page before them.
pub(super) fn remedy(finding: &Finding) -> &str {
    let own = REMEDIES.iter().find(|(rule, _)| rule.code == finding.rule.code);
    match own {
        Some((rule, own)) if finding.remedy == rule.remedy => own,
        _ => &finding.remedy,
    }
}

/// Nothing that was read could be used.
pub(super) fn no_usable_return(data: &DataSet) -> Problem {
    let one = files_of(data).len() == 1;
    let remedy = match (one, data.findings.is_empty()) {
        (true, false) => "What was found in it is listed below, with what to do.",
        (false, false) => "What was found in them is listed below, with what to do.",
        (true, true) => {
            "It is no spreadsheet; choose the folder that holds the schools' returns, or ask for them as Excel workbooks."
        }
        (false, true) => {
            "They are no spreadsheets; choose the folder that holds the schools' returns, or ask for them as Excel workbooks."
        }
    };
    Problem::of("returns", Failure::new(format!("{}.", holds_no_return(data)), remedy))
}

/// Something that was typed as the date of the run is none.
pub(super) fn no_date(typed: &str) -> Problem {
    Problem::of("asOf", Failure::new(format!("“{typed}” is not a date."), "Type it like 31/3/2010."))
}

/// Nothing has been read.
pub(super) fn nothing_read() -> Problem {
    Problem::of("save", Failure::new("Nothing has been read.", "Choose the returns once more."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Location;

    #[test]
    fn no_remedy_speaks_of_the_command_line() {
        for rule in rules::ALL {
            let finding = Finding::new(rule, "", Location::default());
            let remedy = remedy(&finding);
            assert!(!remedy.contains("--") && !remedy.contains("ksfgrid "), "{}: {remedy}", rule.code);
        }
    }
}
