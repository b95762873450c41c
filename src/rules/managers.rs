//! What a cluster's manager does about a finding whose remedy speaks to whoever runs ksfgrid, with its options: managers
//! get a workbook and tell the LA's data team what is right.

use super::Rule;
use super::list::{
    CLUSTER_NOT_STATED, DATE_AFTER_AS_OF, LA_NOT_STATED, NEAR_NAME, OWN_WORKBOOK_SKIPPED, REGISTER_AMBIGUOUS,
    REGISTER_NEAR_MATCH,
};

static REMEDIES: [(&Rule, &str); 7] = [
    (&OWN_WORKBOOK_SKIPPED, "Nothing to do."),
    (&CLUSTER_NOT_STATED, "Write the cluster on the sheet, or tell the LA's data team which it is."),
    (&LA_NOT_STATED, "Write it on the sheet, or tell the LA's data team."),
    (
        &NEAR_NAME,
        "If they are the same, correct the name in one of the returns; if not, or to leave the returns as they are, tell the LA's data team, who can settle it.",
    ),
    (
        &REGISTER_NEAR_MATCH,
        "If it is the same school, correct its name in the return; or tell the LA's data team, who can settle it.",
    ),
    (
        &REGISTER_AMBIGUOUS,
        "Write the school's DfE number, cluster or local authority on the return, or tell the LA's data team which school it is.",
    ),
    (
        &DATE_AFTER_AS_OF,
        "Check the year on the return; if the date is right, tell the LA's data team, who can give this workbook a later date.",
    ),
];

impl Rule {
    /// What a cluster's manager is told to do in place of the rule's remedy, where that speaks of running ksfgrid.
    #[must_use]
    pub fn for_manager(&self) -> Option<&'static str> {
        REMEDIES.iter().find(|(rule, _)| rule.code == self.code).map(|(_, remedy)| *remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ALL, SEVERAL_LAS};

    #[test]
    fn managers_are_told_nothing_about_a_command_line() {
        // No pack is of several authorities.
        for rule in ALL.iter().filter(|rule| rule.code != SEVERAL_LAS.code) {
            let told = rule.for_manager().unwrap_or(rule.remedy);
            for words in ["--", "ksfgrid", " -o", "name the file", "run again"] {
                assert!(!told.contains(words), "{}: {told}", rule.code);
            }
        }
    }
}
