//! Every rule that a finding can refer to, in one list: code, name, severity, stage, meaning and remedy.
//!
//! Below all stages: the checks live in their stages and name a rule from here. `ksfgrid rules`, the README's
//! table and the "What to do" column of the workbook are made from this list. A code is never used again for
//! another rule.

#[macro_use]
mod define;
mod list;
mod rule;
mod severity;
mod stage;

pub use list::*;
pub use rule::Rule;
pub use severity::Severity;
pub use stage::Stage;

/// What to do if totals or averages on a sheet are wrong because they leave out ratings typed as text; the rule's own
/// remedy follows if others are wrong as well.
pub const TYPED_AS_TEXT: &str =
    "Have the ratings that are text typed again as numbers: Excel leaves text out of totals and averages.";

/// The rule with this code or name, in upper or lower case.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|r| r.code.eq_ignore_ascii_case(code) || r.name.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_in_order() {
        let codes: HashSet<&str> = ALL.iter().map(|r| r.code).collect();
        assert_eq!(codes.len(), ALL.len());
        for pair in ALL.windows(2) {
            let same_area = pair[0].code[..1] == pair[1].code[..1];
            assert!(!same_area || pair[0].code < pair[1].code, "{} {}", pair[0].code, pair[1].code);
        }
        let names: HashSet<&str> = ALL.iter().map(|r| r.name).collect();
        assert_eq!(names.len(), ALL.len());
    }

    #[test]
    fn every_rule_says_in_sentences_what_why_and_what_to_do() {
        for rule in ALL {
            for text in [rule.meaning, rule.why, rule.remedy] {
                assert!(text.ends_with('.') && text.len() > 12, "{}: {text}", rule.code);
            }
        }
    }

    #[test]
    fn managers_are_told_nothing_about_a_command_line() {
        // No pack is of several authorities.
        for rule in ALL.iter().filter(|rule| rule.code != SEVERAL_LAS.code) {
            let text = rule.for_manager.unwrap_or(rule.remedy);
            for words in ["--", "ksfgrid", " -o", "name the file", "run again"] {
                assert!(!text.contains(words), "{}: {text}", rule.code);
            }
        }
    }

    #[test]
    fn a_rule_is_found_by_code_and_by_name() {
        assert_eq!(find("r301"), Some(&OFF_SCALE));
        assert_eq!(find("off-scale"), Some(&OFF_SCALE));
        assert_eq!(find("R999"), None);
    }
}
