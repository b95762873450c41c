//! What returns say beside ratings.

use std::sync::Arc;

use crate::model::{CELL_TEXT, is_invisible, shortened_to};

/// What a return says beside a rating: the texts of its columns of evidence and of actions. Each as it stands there, several
/// in lines of their own, at most [`Said::LONGEST`] long; empty if there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Evidence, comments, reasons.
    pub evidence: String,
    /// Actions that were agreed.
    pub actions: String,
}

impl Said {
    /// The most that is kept of each, in UTF-16 units: as much as a cell can hold. What is longer is cut, and ends in "…".
    pub const LONGEST: usize = CELL_TEXT;

    /// Adds a text of evidence, in lines of its own.
    pub(crate) fn add_evidence(&mut self, text: &str) {
        add(&mut self.evidence, text);
    }

    /// Adds a text of actions, in lines of its own.
    pub(crate) fn add_actions(&mut self, text: &str) {
        add(&mut self.actions, text);
    }

    /// What another return says of the same KSF, added to what one says: each text once.
    pub(crate) fn join(own: &mut Option<Arc<Self>>, other: Option<&Arc<Self>>) {
        match (own, other) {
            (_, None) => {}
            (own @ None, Some(other)) => *own = Some(Arc::clone(other)),
            (Some(own), Some(other)) if own == other => {}
            (Some(own), Some(other)) => {
                let own = Arc::make_mut(own);
                own.add_evidence(&other.evidence);
                own.add_actions(&other.actions);
            }
        }
    }

    /// What there is to keep, if there is anything.
    pub(crate) fn kept(self) -> Option<Arc<Self>> {
        (!self.evidence.is_empty() || !self.actions.is_empty()).then(|| Arc::new(self))
    }
}

/// Adds a text to others, unless it is among them; blanks around it go, and line breaks are all written alike.
fn add(all: &mut String, text: &str) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let unified = text.contains('\r').then(|| text.replace("\r\n", "\n").replace('\r', "\n"));
    let text = unified.as_deref().unwrap_or(text);
    if text.is_empty() || holds(all, text) {
        return;
    }
    if all.is_empty() || holds(text, all) {
        text.clone_into(all);
    } else {
        all.push('\n');
        all.push_str(text);
    }
    // No text has more UTF-16 units than bytes.
    if all.len() > Said::LONGEST {
        *all = shortened_to(all, Said::LONGEST);
    }
}

/// Whether a text stands among others, in lines of its own.
fn holds(all: &str, text: &str) -> bool {
    let ends = |at: usize| {
        let before = all[..at].is_empty() || all[..at].ends_with('\n');
        let behind = &all[at + text.len()..];
        before && (behind.is_empty() || behind.starts_with('\n'))
    };
    all.len() >= text.len() && all.match_indices(text).any(|(at, _)| ends(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(texts: &[&str]) -> String {
        let mut said = Said::default();
        for text in texts {
            said.add_evidence(text);
        }
        said.evidence
    }

    #[test]
    fn texts_stand_in_lines_of_their_own_and_once() {
        assert_eq!(together(&[" Parents' forum \u{a0}", "", "\u{200b}", "Survey"]), "Parents' forum\nSurvey");
        assert_eq!(together(&["One\r\n\r\nTwo\rThree"]), "One\n\nTwo\nThree");
        assert_eq!(together(&["A\nB", "B", "A", "A\nB"]), "A\nB");
        assert_eq!(together(&["A", "AA"]), "A\nAA");
        assert_eq!(together(&["B", "A\nB"]), "A\nB");
    }

    #[test]
    fn a_text_is_as_long_as_a_cell_at_most() {
        let whole = "é".repeat(Said::LONGEST);
        assert_eq!(together(&[&whole]), whole);
        for long in ["x".repeat(Said::LONGEST + 1), "😀".repeat(Said::LONGEST)] {
            let cut = together(&[&long]);
            assert!(cut.ends_with('…') && cut.encode_utf16().count() <= Said::LONGEST);
            assert!(cut.encode_utf16().count() >= Said::LONGEST - 1);
            assert_eq!(together(&[&cut, "more"]), cut);
        }
    }

    #[test]
    fn what_two_returns_say_is_joined() {
        let said = |evidence: &str, actions: &str| {
            Said { evidence: evidence.to_owned(), actions: actions.to_owned() }.kept()
        };
        let mut own = None;
        Said::join(&mut own, said("Forum", "").as_ref());
        Said::join(&mut own, None);
        Said::join(&mut own, said("Forum", "Invite").as_ref());
        Said::join(&mut own, said("Survey", "Invite").as_ref());
        assert_eq!(own, said("Forum\nSurvey", "Invite"));
        assert_eq!(said("", ""), None);
    }
}
