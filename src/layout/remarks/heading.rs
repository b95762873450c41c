//! Whether a heading, or the label of a row, says that evidence or actions stand there.
//!
//! In: its text. Out: [`Says`]. Which words say what is in `lexicon.toml`.

use crate::lexicon::{Phrase, Tag, begin_with, is, readings};
use crate::model::{folded, words_of};

use super::super::recognised::RemarkKind;

/// Length in bytes of the longest heading; longer ones are texts themselves.
const LONGEST: usize = 400;

/// What a heading says about texts beside ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// They stand here.
    Remark(RemarkKind),
    /// Something else stands here: who does it and by when, a date, texts of another time.
    Else,
    Nothing,
}

/// What a heading says. What stands in brackets counts only if nothing outside of them says anything.
pub(super) fn says(text: &str) -> Says {
    if text.len() > LONGEST {
        return Says::Nothing;
    }
    let bare = readings(text).last().unwrap_or_default();
    if holds(&words_of(&folded(text)), Phrase::Earlier) {
        return Says::Else;
    }
    match said(&bare) {
        Says::Nothing => said(text),
        said => said,
    }
}

/// What the words of a heading say that stand around the name of a KSF.
pub(super) fn says_around(words: &[String]) -> Says {
    said(&words.join(" "))
}

/// A heading as it is compared with others, without the number that programs put behind one that they have again.
pub(super) fn key(text: &str) -> String {
    folded(text).trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().to_owned()
}

fn said(text: &str) -> Says {
    let folded = folded(text);
    let words: Vec<&str> = words_of(&folded);
    let Some((at, kind)) = kind(&words) else {
        return if holds(&words, Phrase::NoRemark) { Says::Else } else { Says::Nothing };
    };
    // "Evidence score", "Action rating".
    let rates = words.len() == at + 2 && is(words[at + 1], Tag::Rating);
    // "Actions, who and by when" holds the actions, too.
    let together = at == 0 && (text.contains([',', '/', '&', ';', '+', '\n']) || words.contains(&"and"));
    if rates || (!together && holds(&words, Phrase::NoRemark)) || holds(&words, Phrase::Earlier) {
        return Says::Else;
    }
    Says::Remark(kind)
}

/// What the first word or phrase says that says anything, and where it begins.
fn kind(words: &[&str]) -> Option<(usize, RemarkKind)> {
    (0..words.len()).find_map(|from| {
        // "Comments2"
        let first = words[from].trim_end_matches(|c: char| c.is_ascii_digit());
        let rest: Vec<&str> = [first].into_iter().chain(words[from + 1..].iter().copied()).collect();
        let kinds = [(Phrase::Evidence, RemarkKind::Evidence), (Phrase::Actions, RemarkKind::Actions)];
        kinds.into_iter().find(|(list, _)| begin_with(&rest, *list)).map(|(_, kind)| (from, kind))
    })
}

fn holds(words: &[&str], list: Phrase) -> bool {
    (0..words.len()).any(|from| begin_with(&words[from..], list))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_says(expected: Says, headings: &[&str]) {
        for heading in headings {
            assert_eq!(says(heading), expected, "{heading}");
        }
    }

    #[test]
    fn evidence_and_actions_are_known_however_they_are_headed() {
        assert_says(
            Says::Remark(RemarkKind::Evidence),
            &[
                "Evidence",
                "EVIDENCE:",
                "Evidence for your rating",
                "Evidence / comments",
                "Evidence (what do you have?)",
                "Comments",
                "Comments2",
                "3. Notes",
                "Why this rating?",
                "Reason for score",
                "Justification",
                "How do you know?",
                "Please explain your rating",
                "Your view (comments)",
                "Evidence to date",
                "Cluster manager's comments",
                "Rating comments",
                "Tystiolaeth",
                "Comments and actions",
            ],
        );
        assert_says(
            Says::Remark(RemarkKind::Actions),
            &[
                "Actions",
                "Agreed actions",
                "Agreed actions (who, by when)",
                "Action / lead / by when",
                "Actions, who and when",
                "Next steps",
                "What we will do",
                "What will we do next?",
                "What needs to be done",
                "Priority actions",
                "Actions for next year",
            ],
        );
    }

    #[test]
    fn what_is_something_else_is_no_remark() {
        assert_says(
            Says::Else,
            &[
                "Lead",
                "Action lead",
                "By when",
                "Action by whom",
                "Who will do it, by when?",
                "Review date",
                "Action date",
                "RAG",
                "Target",
                "Evidence for target",
                "Evidence score",
                "Action status",
                "Previous evidence",
                "Comments (last year)",
                "Last year",
                "How will we know?",
                "Evidence that will show success",
                "Suggested evidence",
                "Number of comments",
                "Guidance notes",
            ],
        );
        assert_says(Says::Nothing, &["Rating", "Impact", "Oakfield Primary", "1-10", "2009", ""]);
        assert_eq!(says(&"evidence ".repeat(60)), Says::Nothing);
    }

    #[test]
    fn headings_that_programs_number_are_one() {
        assert_eq!(key("Comments"), key("Comments2"));
        assert_eq!(key("Evidence 12"), key("EVIDENCE:"));
        assert_ne!(key("Evidence"), key("Actions"));
    }
}
