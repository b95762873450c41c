//! Which KSF a label names: exact after folding, by closeness to exactly one of them, or by its number.
//!
//! A wrong match is worse than none. Closeness therefore needs most of a KSF's words, allows hardly any others,
//! and must leave every other KSF clearly behind; texts listed as "not" in the framework are never taken.

use std::collections::{HashMap, HashSet};
use std::sync::RwLock;

use crate::framework::Framework;
use crate::model::folded_words;

use super::resemblance::{BENIGN_WORDS, Phrase, difference};
use super::vocabulary::{ASKING, EMPTY_WORDS, OTHER_THINGS, TRAILING_WORDS};

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

/// A question about a rating is no longer.
const LONGEST_QUESTION: usize = 400;

/// So many texts are remembered.
const MOST_KNOWN: usize = 4_096;

/// More words are a sentence, too.
const MOST_WORDS: usize = 24;

/// Recognises the labels of a framework's KSFs.
#[derive(Debug)]
pub(super) struct FactorLabels {
    exact: HashMap<String, usize>,
    not: HashSet<String>,
    phrases: Vec<Phrase>,
    terms: Vec<Vec<String>>,
    /// What may stand before a KSF's number: a term, or the word for a question.
    prefixes: Vec<Vec<String>>,
    /// Of [`OTHER_THINGS`] those that no KSF's name holds.
    others: Vec<&'static str>,
    /// How the words of KSFs' names begin, for passing over sentences quickly.
    beginnings: HashSet<[u8; 2]>,
    longest: usize,
    count: usize,
    /// What texts turned out to say: returns are filled into the same few templates.
    known: RwLock<HashMap<String, Option<Label>>>,
}

impl FactorLabels {
    pub(super) fn new(framework: &Framework) -> Self {
        let mut labels = Self {
            exact: HashMap::new(),
            not: HashSet::new(),
            phrases: Vec::new(),
            terms: framework.terms.iter().map(|t| folded_words(t)).collect(),
            prefixes: Vec::new(),
            others: Vec::new(),
            beginnings: HashSet::new(),
            longest: 0,
            known: RwLock::default(),
            count: framework.ksfs.len(),
        };
        labels.terms.sort_by_key(|t| std::cmp::Reverse(t.len()));
        labels.prefixes.clone_from(&labels.terms);
        labels.prefixes.extend(["question", "q"].map(|w| vec![w.to_owned()]));
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
        let of_a_name =
            |w: &str| labels.phrases.iter().flat_map(|p| &p.words).any(|p| difference(p, w).is_some());
        for word in labels.phrases.iter().flat_map(|p| &p.words) {
            if let [a, b, ..] = *word.as_bytes() {
                labels.beginnings.extend([[a, b], [b, a]]);
            }
        }
        labels.others = OTHER_THINGS.into_iter().filter(|w| !of_a_name(w)).collect();
        labels
    }

    /// Whether words make something else of a KSF's name than the KSF itself; a year does, too.
    fn has_other_things(&self, words: &[&str]) -> bool {
        let year = |w: &str| w.len() == 4 && w.starts_with("20") && w.bytes().all(|b| b.is_ascii_digit());
        words.iter().any(|w| self.others.contains(w) || year(w))
    }

    /// What a text says, if it is a label at all.
    pub(super) fn recognise(&self, text: &str) -> Option<Label> {
        if let Some(label) = self.known.read().ok().and_then(|known| known.get(text).copied()) {
            return label;
        }
        let label = self.look_at(text);
        if let Ok(mut known) = self.known.write()
            && known.len() < MOST_KNOWN
        {
            known.insert(text.to_owned(), label);
        }
        label
    }

    fn look_at(&self, text: &str) -> Option<Label> {
        if text.len() > LONGEST_LABEL || text.split_ascii_whitespace().nth(MOST_WORDS).is_some() {
            return self.numbered(text).or_else(|| self.asked(text));
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
        without_brackets
            .or_else(|| self.first_part(text))
            .or(whole)
            .or_else(|| self.numbered(text))
            .or_else(|| self.asked(text))
    }

    /// A KSF's number and name, and then more: "KSF 9: Funding. To what extent …".
    fn numbered(&self, text: &str) -> Option<Label> {
        if text.len() > LONGEST_QUESTION || !text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let words = folded_words(text);
        let (number, _, rest) = self.split_number(&words);
        let ksf = usize::from(number?).checked_sub(1)?;
        let content = content(rest);
        let begins = |p: &&Phrase| {
            p.ksf == ksf && content.len() >= p.words.len() && p.words.iter().eq(&content[..p.words.len()])
        };
        let phrase = self.phrases.iter().find(begins)?;
        let next = &content[phrase.words.len()..];
        let other = self.has_other_things(&next[..next.len().min(3)]);
        (!other).then_some(Label::Factor(ksf, Closeness::Exact))
    }

    /// The KSF that a label names before it goes on: "Partnership working – how secure is it?".
    fn first_part(&self, text: &str) -> Option<Label> {
        let text = text.trim();
        let ends = ["\n", ": ", " - ", " – ", " — ", "; "];
        let (first, rest) =
            ends.into_iter().filter_map(|end| text.split_once(end)).min_by_key(|(first, _)| first.len())?;
        let words = folded_words(rest);
        let number = |w: &&str| w.starts_with(|c: char| c.is_ascii_digit()) && !matches!(*w, "1" | "10");
        let content = content(&words);
        if self.has_other_things(&content) || content.iter().any(number) {
            return None;
        }
        self.variant(first, !text.ends_with('?') && text[first.len()..].starts_with(|c| c != '\n'))
    }

    /// The KSF that a question about a rating names in full: "Please rate your school on: Partnership working".
    fn asked(&self, text: &str) -> Option<Label> {
        let asks = |word: &str| text.contains(word);
        if text.len() > LONGEST_QUESTION
            || !(["rate", "Rate", "ating", "extent", "core", "well "].into_iter().any(asks))
        {
            return None;
        }
        let words = folded_words(text);
        let content = content(&words);
        if self.has_other_things(&content) {
            return None;
        }
        let asks = |w: &&str| ASKING.contains(w) || (w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit()));
        let holds = |p: &&Phrase| {
            let at = content
                .windows(p.words.len())
                .position(|w| w.iter().zip(&p.words).all(|(a, b)| *a == b.as_str()));
            let rest = |at: usize| content[..at].iter().chain(&content[at + p.words.len()..]);
            at.is_some_and(|at| p.words.len() > 1 || rest(at).all(asks))
        };
        let mut named: Vec<usize> = self.phrases.iter().filter(holds).map(|p| p.ksf).collect();
        named.dedup();
        match named.as_slice() {
            [only] => Some(Label::Factor(*only, Closeness::Exact)),
            _ => None,
        }
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
        let not_close = self.has_other_things(&content) || content.len() > self.longest + 2;
        if strict || not_close || self.not.contains(&joined) {
            return None;
        }
        if self.reads_as_prose(&content) {
            return None;
        }
        let expected = number.map(|n| usize::from(n).wrapping_sub(1));
        self.closest(&content, expected).map(|ksf| Label::Factor(ksf, Closeness::Close))
    }

    /// A leading number, with or without the word for KSF ("1.", "KSF 1:", "`CfS1`"), and what follows.
    fn split_number<'a>(&self, words: &'a [String]) -> (Option<u8>, bool, &'a [String]) {
        let mut rest = words;
        let mut named = false;
        if let Some(term) = self.prefixes.iter().find(|t| words.starts_with(t)) {
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
            self.prefixes.iter().filter(|t| t.len() == 1).find_map(|t| first.strip_prefix(t[0].as_str()));
        let (digits, glued) = digits.map_or((first.as_str(), false), |d| (d, true));
        match digits.parse() {
            Ok(number) if digits.len() <= 2 => (Some(number), named || glued, tail),
            _ => (None, named, rest),
        }
    }

    /// Whether too many words begin like no word of any KSF's name for the text to resemble one.
    fn reads_as_prose(&self, words: &[&str]) -> bool {
        let alike = |w: &&&str| match *w.as_bytes() {
            [a, b, ..] => self.beginnings.contains(&[a, b]) || BENIGN_WORDS.contains(w),
            _ => false,
        };
        words.len() > 3 && words.iter().filter(alike).count() + 1 < words.len()
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
#[path = "factor_labels_tests.rs"]
mod tests;
