//! Numbers and groups in front of a name: "1.", "KSF 1:", "`CfS1`", "iv)", "`Q4_1`", "Section 2:", "about/".
//!
//! In: the text of a label or heading. Out: the text without them, and what the number says. Every reader of labels and
//! headings takes them off here.

use std::sync::LazyLock;

use super::lookup::{is, words_with};
use super::number_words::{Word, after, digits, first_words, in_words, is_letter, mark_after, number, roman};
use super::tag::Tag;
use super::typing_errors::{errors, slips};
use crate::model::{folded, words_of};

/// What a number in front of a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// There is no number, or one of the form's own ("Question 7", "b)", "2.3").
    Silent,
    /// A number and no sign that it counts KSFs, or counts at all: "5 partnerships".
    Plain(u8),
    /// A number that counts: "5.", "V)".
    Counted(u8),
    /// A number that counts KSFs: "KSF 5".
    Named(u8),
}

impl Numbering {
    /// The index (from 0) of the KSF with this number.
    pub(crate) fn ksf(self) -> Option<usize> {
        match self {
            Self::Silent => None,
            Self::Plain(n) | Self::Counted(n) | Self::Named(n) => Some(usize::from(n).wrapping_sub(1)),
        }
    }

    /// Whether the number surely counts, so that it may stand for part of the name.
    pub(crate) fn is_firm(self) -> bool {
        matches!(self, Self::Counted(_) | Self::Named(_))
    }
}

/// Maximum number of prefixes of a text: "about/", "Section 2:", "Q5.", "5."
const MOST_PREFIXES: usize = 4;

/// Number of bytes within which a number in front of a name begins: "Condition for success 3".
const LONGEST_PREFIX: usize = 24;

/// Length of the longest number in words or Roman, with a sign behind it: "three:", "viii)".
const LONGEST_NUMBER_WORD: usize = 5;

/// Number of bytes of the longest name that may be short for another.
const LONGEST_NAME: usize = 200;

/// A heading or label without numbers and groups in front: "2. School", "Q3 School", "Section 1: School" and
/// "about/School" are all "School". Stays as it is where nothing would be left. A group looks like two words with a
/// slash ("School/Academy"): look up the whole text first, or use [`readings`].
pub(crate) fn unprefixed(text: &str) -> &str {
    static OURS: LazyLock<Numbers> =
        LazyLock::new(|| Numbers::new(words_with(Tag::Factor).map(str::to_owned)));
    let mut rest = text.trim();
    for _ in 0..MOST_PREFIXES {
        let shorter = without_group(rest).unwrap_or_else(|| OURS.split(rest).1);
        if shorter.len() == rest.len() || !shorter.contains(char::is_alphabetic) {
            break;
        }
        rest = shorter;
    }
    rest
}

/// What stands behind the group that programs for surveys put in front of a question: "about/School".
pub(crate) fn without_group(text: &str) -> Option<&str> {
    let (group, rest) = text.split_once('/')?;
    let identifier = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let is_group = group.chars().all(identifier) && group.contains(char::is_alphabetic);
    (is_group && rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// The number in front of a name, whatever it counts, and the name: 5 and "Engagement" of "Q5. Engagement".
pub(crate) fn number_in_front(text: &str) -> Option<(u8, &str)> {
    if text.len() > LONGEST_NAME || !text.bytes().take(LONGEST_PREFIX).any(|c| c.is_ascii_digit()) {
        return None;
    }
    let name = unprefixed(text);
    let prefix =
        text.trim()[..text.trim().len() - name.len()].trim_end_matches(|c: char| !c.is_ascii_digit());
    let begin = prefix.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    Some((prefix.get(begin..)?.parse().ok()?, name))
}

/// Takes numbers off labels; knows the words for KSFs.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// Each term for KSFs as one word, longest first.
    terms: Vec<String>,
}

impl Numbers {
    pub(crate) fn new(terms: impl Iterator<Item = String>) -> Self {
        let mut terms: Vec<String> = terms.filter(|t| !t.is_empty()).collect();
        terms.sort_by_key(|t| std::cmp::Reverse(t.len()));
        Self { terms }
    }

    /// What the number in front of a label says, and the label without it.
    pub(crate) fn split<'a>(&self, text: &'a str) -> (Numbering, &'a str) {
        if !self.may_begin(text) {
            return (Numbering::Silent, text);
        }
        let words = first_words(text);
        let Some(first) = words.first() else { return (Numbering::Silent, text) };
        if let Some(behind) = self.in_front(&words) {
            return numbered(text, &words, behind);
        }
        let letters = first.word.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Some(n) = digits(&first.word[letters.len()..])
            && self.is_alike(letters)
        {
            return (Numbering::Named(n), after(text, first));
        }
        if let Some(rest) = of_the_form(text, &words) {
            // "Q5. KSF 5: …": the second number is the KSF's; "Section 2: Q5 …": it is the form's own, too.
            return match self.split(rest) {
                (Numbering::Plain(_), _) => (Numbering::Silent, rest),
                (Numbering::Counted(_), name) => (Numbering::Silent, name),
                named_or_silent => named_or_silent,
            };
        }
        counted(text, &words).unwrap_or((Numbering::Silent, text))
    }

    /// Whether a text may begin with a number or a word for KSFs, at first sight: most texts do not.
    fn may_begin(&self, text: &str) -> bool {
        let bytes = &text.as_bytes()[..text.len().min(LONGEST_PREFIX)];
        let sets_off = |c: &u8| !c.is_ascii() || b".):]-/|".contains(c);
        // "Part B".
        let is_letter = |three: &[u8]| three[1].is_ascii_uppercase() && three[2] == b' ';
        let begins = |term: &String| {
            let first = term.len().min(3);
            bytes.get(..first).is_some_and(|bytes| bytes.eq_ignore_ascii_case(&term.as_bytes()[..first]))
        };
        bytes.first().is_some_and(|first| !first.is_ascii_alphabetic())
            || bytes.iter().any(u8::is_ascii_digit)
            || bytes.iter().take(LONGEST_NUMBER_WORD + 2).any(sets_off)
            || bytes.windows(3).any(|three| three[0] == b' ' && (sets_off(&three[2]) || is_letter(three)))
            || self.terms.iter().any(begins)
    }

    /// The number of words that are a word for KSFs in front ("KSF", "K.S.F.", "Key success factor").
    fn in_front(&self, words: &[Word]) -> Option<usize> {
        let longest = self.terms.first()?.len();
        let mut letters = String::with_capacity(longest + 2);
        let mut found = None;
        for (i, Word { word, .. }) in words.iter().enumerate().take(4) {
            if letters.len() + word.len() > longest + 1 {
                break;
            }
            letters.push_str(word);
            let numbered =
                words.get(i + 1).is_some_and(|w| number(&w.word).is_some() || is(&w.word, Tag::Number));
            let alike = || (numbered || letters.len() >= 12) && self.is_alike(&letters);
            if self.terms.contains(&letters) || alike() {
                found = Some(i + 1);
            }
        }
        found
    }

    /// Whether letters are a word for KSFs, perhaps with a typing error.
    fn is_alike(&self, letters: &str) -> bool {
        let alike =
            |term: &String| term.len().abs_diff(letters.len()) < 2 && errors(term, letters, 1).is_some();
        self.terms.iter().any(alike) && letters.bytes().all(|b| !b.is_ascii_digit())
    }

    /// What a label's number says, in front or behind, and its other words, folded.
    pub(crate) fn take_off(&self, text: &str) -> (Numbering, String) {
        self.take_off_folded(text, folded(text))
    }

    /// The same of a text that is folded already.
    pub(crate) fn take_off_folded(&self, text: &str, whole: String) -> (Numbering, String) {
        let (number, rest) = self.split(text);
        let folded = if rest.len() < text.len() { folded(rest) } else { whole };
        if number == Numbering::Silent
            && rest.len() == text.len()
            && let Some((number, before)) = self.behind(&words_of(&folded))
        {
            return (number, before.join(" "));
        }
        (number, folded)
    }

    /// A number behind the name: "Funding (KSF 9)", "Funding – KSF 9".
    fn behind<'a, 'w>(&self, words: &'a [&'w str]) -> Option<(Numbering, &'a [&'w str])> {
        let (last, before) = words.split_last()?;
        let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = digits(&last[letters.len()..])?;
        if self.is_alike(letters) {
            return Some((Numbering::Named(number), before));
        }
        let (term, name) = before.split_last().filter(|_| letters.is_empty())?;
        self.is_alike(term).then_some((Numbering::Named(number), name))
    }
}

/// What follows a word for KSFs of some words: a number in digits, Roman, or in words.
fn numbered<'a>(text: &'a str, words: &[Word], behind: usize) -> (Numbering, &'a str) {
    let no = words.get(behind).is_some_and(|w| is(&w.word, Tag::Number));
    match words.get(behind + usize::from(no)).map(|w| (number(&w.word).or_else(|| roman(&w.word)), w)) {
        Some((Some(n), word)) => (Numbering::Named(n), after(text, word)),
        _ => (Numbering::Silent, after(text, &words[behind - 1])),
    }
}

/// What follows a number that the form gives its own questions: "Q7", "`Q4_1`", "Section 2", "Part B:".
fn of_the_form<'a>(text: &'a str, words: &[Word]) -> Option<&'a str> {
    let [first, rest @ ..] = words else { return None };
    let letters = first.word.trim_end_matches(|c: char| c.is_ascii_digit());
    let glued = digits(&first.word[letters.len()..]).is_some() && is(letters, Tag::Numbered);
    let numbers_it = || words_with(Tag::Numbered).any(|known| slips(known, &first.word).is_some());
    let number = match rest {
        _ if glued => first,
        [next, ..] if digits(&next.word).is_some() && numbers_it() => next,
        [next, ..] if is_letter(&next.word) && mark_after(text, next).is_some() && numbers_it() => next,
        _ => return None,
    };
    Some(after_part(text, words, number).unwrap_or_else(|| after(text, number)))
}

/// What follows the second half of a number: "`4_1`", "2.3".
fn after_part<'a>(text: &'a str, words: &[Word], number: &Word) -> Option<&'a str> {
    let part = words.iter().find(|word| word.end > number.end)?;
    let joined = text[number.end..].strip_prefix(['.', '_'])?.starts_with(|c: char| c.is_ascii_digit());
    (joined && digits(&part.word).is_some()).then(|| after(text, part))
}

/// A number in front without a word for what it counts.
fn counted<'a>(text: &'a str, words: &[Word]) -> Option<(Numbering, &'a str)> {
    let first = words.first()?;
    let mark = mark_after(text, first);
    if let Some(n) = digits(&first.word) {
        // "1-10" is the scale.
        if mark == Some('-') && text[first.end + 1..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Some(rest) = after_part(text, words, first) {
            return Some((Numbering::Silent, rest));
        }
        let number = if mark.is_some() { Numbering::Counted(n) } else { Numbering::Plain(n) };
        return Some((number, after(text, first)));
    }
    mark.filter(|m| *m != '-')?;
    if is_letter(&first.word) {
        return Some((Numbering::Silent, after(text, first)));
    }
    let number = roman(&first.word).or_else(|| in_words(&first.word))?;
    Some((Numbering::Counted(number), after(text, first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_groups_are_taken_off() {
        for text in [
            "School",
            "2. School",
            "2) School",
            "(2) School",
            "Q3 School",
            "Q3. School",
            "Q4_1 School",
            "Q4.1: School",
            "2.3 School",
            "a) School",
            "iv. School",
            "about/School",
            "g1/about_you/School",
            "Section 2: School",
            "Part B - School",
            "Section 1: 2. School",
            "KSF 1 - School",
            "KSF1: School",
            "Question 12 – School",
            "No. 3 School",
            "• School",
            "[Q1] School",
        ] {
            assert_eq!(unprefixed(text).trim_start_matches("• "), "School", "{text}");
        }
    }

    #[test]
    fn the_number_in_front_is_told_whatever_it_counts() {
        for (text, number) in
            [("Q5. Engagement", 5), ("12) Engagement", 12), ("Q4_7 Engagement", 7), ("3 Engagement", 3)]
        {
            assert_eq!(number_in_front(text), Some((number, "Engagement")), "{text}");
        }
        for text in ["Engagement", "Engagement 2009", "7", "Engagement 7", "2009 Engagement"] {
            assert_eq!(number_in_front(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_prefix_stays() {
        for text in [
            "7",
            "Q4_1",
            "1-10",
            "2010/2011",
            "e-mail",
            "School",
            "The Oaks / Hill Top",
            "St Mary's",
            "A school",
            "",
            "Section 2",
            "(name)",
        ] {
            assert_eq!(unprefixed(text), text);
        }
    }

    #[test]
    fn a_number_says_what_it_counts() {
        let numbers = Numbers::new(["ksf", "keysuccessfactor"].into_iter().map(str::to_owned));
        for (text, number, rest) in [
            ("Funding", Numbering::Silent, "Funding"),
            ("9 Funding", Numbering::Plain(9), "Funding"),
            ("9. Funding", Numbering::Counted(9), "Funding"),
            ("ix) Funding", Numbering::Counted(9), "Funding"),
            ("Key success factor no. 9: Funding", Numbering::Named(9), "Funding"),
            ("K.S.F. nine Funding", Numbering::Named(9), "Funding"),
            ("Q5. KSF 9: Funding", Numbering::Named(9), "Funding"),
            ("Q5. Funding", Numbering::Silent, "Funding"),
            ("KSF 9", Numbering::Named(9), ""),
        ] {
            assert_eq!(numbers.split(text), (number, rest), "{text}");
        }
    }
}
