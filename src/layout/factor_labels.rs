//! Which KSF a label names: exact after folding, by closeness to exactly one of them, or by its number.
//!
//! A wrong match is worse than none. Closeness therefore needs most of a KSF's words, allows hardly any others,
//! and must leave every other KSF clearly behind; texts listed as "not" in the framework are never taken.

use std::collections::{HashMap, HashSet};

use strsim::osa_distance;

use crate::framework::Framework;
use crate::model::folded_words;

/// How surely a label names its KSF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The KSF's name or one of its other wordings.
    Exact,
    /// By its number ("KSF 4", or 4 in a complete run under a KSF heading).
    Number,
    /// Not quite the name, and like no other KSF's.
    Close,
}

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// A KSF, by its place in the framework.
    Factor(usize, Closeness),
    /// A number and nothing else; counts only in a complete run.
    BareNumber(u8),
}

/// Longer texts are sentences, not labels.
const LONGEST_LABEL: usize = 220;

/// More words are a sentence, too.
const MOST_WORDS: usize = 24;

/// Words that say nothing about which KSF is meant.
const EMPTY_WORDS: [&str; 19] = [
    "and", "of", "the", "with", "in", "within", "for", "to", "a", "an", "our", "your", "by", "on", "at",
    "is", "are", "s", "es",
];

/// Words that people add to a KSF's name without changing which one is meant.
const BENIGN_WORDS: [&str; 10] = [
    "effective",
    "good",
    "strong",
    "extended",
    "services",
    "service",
    "school",
    "schools",
    "integrated",
    "local",
];

/// Words of instruction behind a heading: "Funding rating (1-10)".
const TRAILING_WORDS: [&str; 11] =
    ["rating", "ratings", "score", "rate", "please", "1", "10", "out", "from", "scale", "between"];

/// Recognises the labels of a framework's KSFs.
#[derive(Debug)]
pub(super) struct FactorLabels {
    exact: HashMap<String, usize>,
    not: HashSet<String>,
    phrases: Vec<Phrase>,
    terms: Vec<Vec<String>>,
    longest: usize,
    count: usize,
}

#[derive(Debug)]
struct Phrase {
    ksf: usize,
    words: Vec<String>,
    letters: usize,
}

impl FactorLabels {
    pub(super) fn new(framework: &Framework) -> Self {
        let mut labels = Self {
            exact: HashMap::new(),
            not: HashSet::new(),
            phrases: Vec::new(),
            terms: framework.terms.iter().map(|t| folded_words(t)).collect(),
            longest: 0,
            count: framework.ksfs.len(),
        };
        labels.terms.sort_by_key(|t| std::cmp::Reverse(t.len()));
        for (ksf, factor) in framework.ksfs.iter().enumerate() {
            for name in std::iter::once(&factor.name).chain(&factor.aliases) {
                let folded = folded_words(name);
                let words = content(&folded);
                labels.exact.entry(words.concat()).or_insert(ksf);
                labels.longest = labels.longest.max(words.len());
                let letters = words.iter().map(|w| w.len()).sum();
                let words = words.into_iter().map(str::to_owned).collect();
                labels.phrases.push(Phrase { ksf, words, letters });
            }
            labels.not.extend(factor.not.iter().map(|n| content(&folded_words(n)).concat()));
        }
        labels
    }

    /// What a text says, if it is a label at all.
    pub(super) fn recognise(&self, text: &str) -> Option<Label> {
        if text.len() > LONGEST_LABEL || text.split_ascii_whitespace().nth(MOST_WORDS).is_some() {
            return None;
        }
        let whole = self.variant(text, false);
        if matches!(
            whole,
            Some(Label::Factor(_, Closeness::Exact | Closeness::Number) | Label::BareNumber(_))
        ) {
            return whole;
        }
        let without_brackets =
            text.contains('(').then(|| strip_brackets(text)).and_then(|t| self.variant(&t, false));
        let first_line = text.trim().lines().next().filter(|line| line.len() < text.trim().len());
        let first_line = first_line.and_then(|line| self.variant(line, true));
        without_brackets.or(first_line).or(whole)
    }

    /// Whether a text is what headings call the KSFs ("Key success factor", "KSF").
    pub(super) fn is_term(&self, text: &str) -> bool {
        let words = folded_words(text);
        self.terms.iter().any(|term| {
            words.starts_with(term)
                && words[term.len()..]
                    .iter()
                    .all(|w| matches!(w.as_str(), "s" | "no" | "number" | "name" | "title"))
        })
    }

    /// `strict`: the text is only part of its cell, so only an exact wording of several words, or with its number,
    /// will do.
    fn variant(&self, text: &str, strict: bool) -> Option<Label> {
        let words = folded_words(text);
        let (number, named, rest) = self.split_number(&words);
        let rest = trimmed(rest);
        let content = content(rest);
        if content.is_empty() {
            let number =
                number.filter(|n| usize::from(*n) <= self.count && *n > 0 && !strict && rest.is_empty())?;
            let by_number = Label::Factor(usize::from(number) - 1, Closeness::Number);
            return Some(if named { by_number } else { Label::BareNumber(number) });
        }
        let joined = content.concat();
        if let Some(&ksf) = self.exact.get(&joined)
            && (!strict || content.len() > 1 || number.is_some())
        {
            return Some(Label::Factor(ksf, Closeness::Exact));
        }
        if strict || self.not.contains(&joined) || content.len() > self.longest + 2 {
            return None;
        }
        let expected = number.map(|n| usize::from(n).wrapping_sub(1));
        self.closest(&content, expected).map(|ksf| Label::Factor(ksf, Closeness::Close))
    }

    /// A leading number, with or without the word for KSF ("1.", "KSF 1:", "`CfS1`"), and what follows.
    fn split_number<'a>(&self, words: &'a [String]) -> (Option<u8>, bool, &'a [String]) {
        let mut rest = words;
        let mut named = false;
        if let Some(term) = self.terms.iter().find(|t| words.starts_with(t)) {
            rest = &words[term.len()..];
            named = true;
            if let Some((first, tail)) = rest.split_first()
                && matches!(first.as_str(), "no" | "number")
            {
                rest = tail;
            }
        }
        let Some((first, tail)) = rest.split_first() else { return (None, named, rest) };
        let digits =
            self.terms.iter().filter(|t| t.len() == 1).find_map(|t| first.strip_prefix(t[0].as_str()));
        let (digits, glued) = digits.map_or((first.as_str(), false), |d| (d, true));
        match digits.parse() {
            Ok(number) if digits.len() <= 2 => (Some(number), named || glued, tail),
            _ => (None, named, rest),
        }
    }

    /// The only KSF that these words resemble. A number that agrees lowers the demands for its own KSF; one that
    /// disagrees rules the others' resemblance out.
    fn closest(&self, words: &[&str], expected: Option<usize>) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        let mut second = 0.0_f64;
        for phrase in &self.phrases {
            let score = phrase.resemblance(words, expected == Some(phrase.ksf));
            match &mut best {
                Some((ksf, top)) if *ksf == phrase.ksf => *top = top.max(score),
                Some((_, top)) if score <= *top => second = second.max(score),
                _ => {
                    second = second.max(best.map_or(0.0, |(_, top)| top));
                    best = Some((phrase.ksf, score));
                }
            }
        }
        let (ksf, score) = best?;
        let clear = score > 0.0 && score - second >= 0.15;
        (clear && expected.is_none_or(|e| e == ksf)).then_some(ksf)
    }
}

impl Phrase {
    /// How much of this wording the words hold, from 0 (not accepted) to 1.
    fn resemblance(&self, words: &[&str], number_agrees: bool) -> f64 {
        let mut free: Vec<&str> = words.to_vec();
        let mut found = 0;
        let mut typos = 0;
        let spare = (self.letters * 6).div_ceil(10);
        let mut lost = 0;
        for word in &self.words {
            let nearest = (0..free.len()).filter_map(|i| Some((difference(word, free[i])?, i))).min();
            if let Some((errors, i)) = nearest {
                found += word.len();
                typos += errors;
                free.remove(i);
            } else {
                lost += word.len();
                if lost > spare {
                    return self.run_together(words);
                }
            }
        }
        let benign = free.iter().filter(|w| BENIGN_WORDS.contains(w)).count();
        let strange = free.len() - benign;
        #[expect(clippy::cast_precision_loss, reason = "counts of letters in a label")]
        let (coverage, penalty) = (
            found as f64 / self.letters as f64,
            0.1 * strange as f64 + 0.04 * benign as f64 + 0.02 * typos as f64,
        );
        let needed = match (number_agrees, self.words.len()) {
            (true, _) => 0.45,
            (false, 0..=2) => 1.0,
            (false, 3) => 0.7,
            (false, _) => 0.6,
        };
        let strange_allowed = usize::from(self.words.len() >= 4 || (number_agrees && self.words.len() > 1));
        let lone = self.words.len() == 1 && !free.is_empty();
        if coverage < needed || strange > strange_allowed || typos > 2 + self.words.len() / 3 || lone {
            return self.run_together(words);
        }
        (coverage - penalty).max(0.0)
    }

    /// Words run together or torn apart, with a typing error at the most: "Partnershipworkin".
    fn run_together(&self, words: &[&str]) -> f64 {
        let letters: usize = words.iter().map(|w| w.len()).sum();
        let alike = self.letters >= 12 && self.letters.abs_diff(letters) <= 1;
        let close = alike && words[0].as_bytes()[0] == self.words[0].as_bytes()[0] && {
            let (a, b) = (self.words.concat(), words.concat());
            osa_distance(&a, &b) <= 1
        };
        if close { 0.9 } else { 0.0 }
    }
}

/// Typing errors between two words, if they may be the same word: none in short words, one from five letters, two
/// from eight; another ending of the same stem counts as one.
fn difference(a: &str, b: &str) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    let stem = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    if stem >= 4 && stem + 1 >= shorter && longer - shorter <= 4 && shorter >= 4 {
        return Some(1);
    }
    let allowed = match a.len() {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    if longer - shorter > allowed || !begin_alike(a.as_bytes(), b.as_bytes()) {
        return None;
    }
    Some(osa_distance(a, b)).filter(|d| *d <= allowed)
}

/// Whether two words share their first letter, have their first two letters swapped, or (long ones) differ in the
/// first letter only: what else begins differently is another word, and need not be compared.
fn begin_alike(a: &[u8], b: &[u8]) -> bool {
    match (a, b) {
        ([p, ..], [q, ..]) if p == q => true,
        ([p, q, ..], [r, s, ..]) if p == s && q == r => true,
        _ => a.len() >= 8 && b.len() >= 8 && a[1..5] == b[1..5],
    }
}

fn content(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).filter(|w| !EMPTY_WORDS.contains(w)).collect()
}

fn trimmed(words: &[String]) -> &[String] {
    let end = words
        .iter()
        .rposition(|w| !TRAILING_WORDS.contains(&w.as_str()) && !EMPTY_WORDS.contains(&w.as_str()))
        .map_or(0, |i| i + 1);
    if end == 0 { words } else { &words[..end] }
}

fn strip_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ksf(text: &str) -> Option<usize> {
        match FactorLabels::new(Framework::embedded()).recognise(text) {
            Some(Label::Factor(ksf, _)) => Some(ksf + 1),
            _ => None,
        }
    }

    #[test]
    fn labels_are_recognised_as_people_write_them() {
        for (text, number) in [
            ("Effective engagement and consultation", 1),
            ("1. EFFECTIVE ENGAGEMENT & CONSULTATION", 1),
            ("Engagement and consultation", 1),
            ("2) Integration of extended services  within\nschool improvement planning", 2),
            ("Integration of extended services in school improvment planning", 2),
            ("KSF 3: Alignment with local area plans and targets", 3),
            ("Alignment with local area plan and target", 3),
            ("CfS 4", 4),
            ("KSF4 Cluster arrangments", 4),
            ("5 Partnersip working", 5),
            ("Multi agency training", 6),
            ("Integrated multiagency training", 6),
            ("Well publicized services", 7),
            ("Well–publicised services", 7),
            ("Design of quality targeted services (please rate 1 to 10)", 8),
            ("9. Funding", 9),
            ("Fundng", 9),
            ("Funding rating (1-10)", 9),
            ("Measuring impact", 10),
            ("10 Impact measurement\nHow do you know?", 10),
        ] {
            assert_eq!(ksf(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_ksf_is_not_taken_for_one() {
        for text in [
            "Funding allocated in 2009: £4,000",
            "Finding",
            "Key findings",
            "Total",
            "Cluster",
            "Cluster manager",
            "Training",
            "School improvement plan",
            "Services",
            "Targeted services",
            "Impact",
            "Partners",
            "Founding",
            "Quality of teaching",
            "Cluster funding",
            "Average rating",
            "1-3",
            "Local authority",
            "Local area",
            "Multi-agency working",
            "Leadership and management",
            "Effective leadership",
            "Impact of training",
        ] {
            assert_eq!(ksf(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_alone_is_only_a_number_and_one_that_disagrees_forbids_closeness() {
        let labels = FactorLabels::new(Framework::embedded());
        assert_eq!(labels.recognise("7"), Some(Label::BareNumber(7)));
        assert_eq!(labels.recognise("12"), None);
        assert_eq!(ksf("3 Partnersip working"), None);
        assert_eq!(ksf("3 Partnership working"), Some(5));
    }
}
