//! The number that a label carries: "1.", "KSF 1:", "`CfS1`", "iv)", "… (KSF 4)", "Question 7 –".
//!
//! In: a label's text and words. Out: the words without the number, and what the number says about the KSF.

use crate::model::number_named;

use super::typing_errors::{errors, slips};

/// What a label's number says about which KSF it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
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
    pub(super) fn ksf(self) -> Option<usize> {
        match self {
            Self::Silent => None,
            Self::Plain(n) | Self::Counted(n) | Self::Named(n) => Some(usize::from(n).wrapping_sub(1)),
        }
    }

    /// Whether the number surely counts, so that it may stand for part of the name.
    pub(super) fn is_firm(self) -> bool {
        matches!(self, Self::Counted(_) | Self::Named(_))
    }
}

/// What forms number other than KSFs.
const NUMBERED: [&str; 12] = [
    "question",
    "q",
    "qu",
    "no",
    "number",
    "section",
    "item",
    "factor",
    "theme",
    "part",
    "criterion",
    "statement",
];

/// The words for KSFs, each term as one word, longest first.
#[derive(Debug)]
pub(super) struct Terms(Vec<String>);

impl Terms {
    pub(super) fn new(terms: impl Iterator<Item = String>) -> Self {
        let mut terms: Vec<String> = terms.filter(|t| !t.is_empty()).collect();
        terms.sort_by_key(|t| std::cmp::Reverse(t.len()));
        Self(terms)
    }

    /// Takes the number off a label.
    pub(super) fn split<'a, 'w>(&self, text: &str, words: &'a [&'w str]) -> (Numbering, &'a [&'w str]) {
        let Some(first) = words.first() else { return (Numbering::Silent, words) };
        if let Some(after) = self.in_front(words) {
            return match after.split_first() {
                Some((no, rest)) if is_no(no) => numbered(rest, after),
                _ => numbered(after, after),
            };
        }
        let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Some(n) = digits(&first[letters.len()..])
            && self.is_alike(letters)
        {
            return (Numbering::Named(n), &words[1..]);
        }
        if let Some(rest) = of_the_form(words) {
            // "Q5. KSF 5: …": the second number is the KSF's.
            return if self.in_front(rest).is_some() {
                self.split("", rest)
            } else {
                (Numbering::Silent, rest)
            };
        }
        if let Some(split) = counted(text, words) {
            return split;
        }
        self.behind(words).unwrap_or((Numbering::Silent, words))
    }

    /// What follows a word for KSFs in front ("KSF", "K.S.F.", "Key success factor").
    fn in_front<'a, 'w>(&self, words: &'a [&'w str]) -> Option<&'a [&'w str]> {
        let longest = self.0.first()?.len();
        let mut letters = String::with_capacity(longest + 2);
        let mut found = None;
        for (i, word) in words.iter().enumerate().take(4) {
            if letters.len() + word.len() > longest + 1 {
                break;
            }
            letters.push_str(word);
            let number = |w: &&str| digits(w).or_else(|| in_words(w)).is_some() || is_no(w);
            let numbered = words.get(i + 1).is_some_and(number);
            if self.0.contains(&letters) || ((numbered || letters.len() >= 12) && self.is_alike(&letters)) {
                found = Some(&words[i + 1..]);
            }
        }
        found
    }

    /// Whether letters are a word for KSFs, perhaps with a typing error.
    fn is_alike(&self, letters: &str) -> bool {
        let alike =
            |term: &String| term.len().abs_diff(letters.len()) < 2 && errors(term, letters, 1).is_some();
        self.0.iter().any(alike) && letters.bytes().all(|b| !b.is_ascii_digit())
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

fn is_no(word: &str) -> bool {
    matches!(word, "no" | "number")
}

/// A number behind a word for KSFs: digits, Roman, or in words.
fn numbered<'a, 'w>(words: &'a [&'w str], without: &'a [&'w str]) -> (Numbering, &'a [&'w str]) {
    let Some((first, rest)) = words.split_first() else { return (Numbering::Silent, without) };
    match digits(first).or_else(|| in_words(first)).or_else(|| roman(first)) {
        Some(n) => (Numbering::Named(n), rest),
        None => (Numbering::Silent, without),
    }
}

/// A number that the form gives its own questions: "Q7", "Section 2".
fn of_the_form<'a, 'w>(words: &'a [&'w str]) -> Option<&'a [&'w str]> {
    let first = words.first()?;
    let glued = |t: &&str| first.strip_prefix(*t).is_some_and(|d| digits(d).is_some());
    if NUMBERED.iter().any(glued) {
        return Some(&words[1..]);
    }
    let numbered =
        digits(words.get(1)?).is_some() && NUMBERED.iter().any(|known| slips(known, first).is_some());
    numbered.then(|| &words[2..])
}

/// A number in front without a word for what it counts.
fn counted<'a, 'w>(text: &str, words: &'a [&'w str]) -> Option<(Numbering, &'a [&'w str])> {
    let (first, rest) = words.split_first()?;
    let mark = mark_after_first(text);
    if let Some(n) = digits(first) {
        let sub = rest.first().filter(|w| mark == Some('.') && digits(w).is_some());
        return Some(match sub {
            Some(_) => (Numbering::Silent, &rest[1..]),
            None if mark.is_some() => (Numbering::Counted(n), rest),
            None => (Numbering::Plain(n), rest),
        });
    }
    mark.filter(|m| *m != '-')?;
    if first.len() == 1 && ("a"..="j").contains(first) {
        return Some((Numbering::Silent, rest));
    }
    let number = roman(first).or_else(|| in_words(first))?;
    Some((Numbering::Counted(number), rest))
}

/// The sign that sets a number off from what follows; '-' for one that could also join two words ("e-learning").
fn mark_after_first(text: &str) -> Option<char> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let after = text.trim_start_matches(char::is_alphanumeric);
    let mark = after.trim_start();
    match mark.chars().next()? {
        c @ ('.' | ')' | ':' | ']' | '–' | '—' | '/' | '|') => Some(c),
        '-' if after.len() == mark.len() => Some('-'),
        '-' => Some('–'),
        _ => None,
    }
}

fn digits(word: &str) -> Option<u8> {
    let word = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let short = !word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    short.then(|| word.parse().ok())?
}

fn in_words(word: &str) -> Option<u8> {
    number_named(word).filter(|number| (1..=10).contains(number))
}

fn roman(word: &str) -> Option<u8> {
    let numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    (1..).zip(numbers).find(|(_, w)| *w == word).map(|(n, _)| n)
}
