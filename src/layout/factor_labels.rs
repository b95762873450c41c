//! Which KSF a label names: exact after folding, by closeness to exactly one of them, or by its number.
//!
//! A wrong match is worse than none. Closeness therefore needs most of a KSF's words, allows hardly any others,
//! and must leave every other KSF clearly behind; texts listed as "not" in the framework are never taken.

use std::collections::{HashMap, HashSet};
use std::sync::RwLock;

use crate::framework::Framework;
use crate::model::{Scale, content_words as content, folded_words, is_empty_word, says};

use super::resemblance::{BENIGN_WORDS, Phrase, difference};
use super::terms;
use super::vocabulary::{ASKING, OTHER_THINGS, TRAILING_WORDS};

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

/// Longer texts are sentences, not labels, unless a KSF's name is longer.
const LONGEST_LABEL: usize = 220;

/// A question about a rating is no longer, or so much longer than the longest name.
const LONGEST_QUESTION: usize = 400;

/// So many texts are remembered.
const MOST_KNOWN: usize = 4_096;

/// More words are a sentence, too, unless a KSF's name has more.
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
    /// By how many bytes and words the longest name passes what labels usually have.
    beyond: (usize, usize),
    count: usize,
    scale: Scale,
    /// What texts turned out to say: returns are filled into the same few templates.
    known: RwLock<HashMap<String, Option<Label>>>,
}

impl FactorLabels {
    pub(super) fn new(framework: &Framework) -> Self {
        let mut labels = Self {
            exact: HashMap::new(),
            not: HashSet::new(),
            phrases: Vec::new(),
            terms: terms::of(framework),
            prefixes: Vec::new(),
            others: Vec::new(),
            beginnings: HashSet::new(),
            longest: 0,
            beyond: (0, 0),
            known: RwLock::default(),
            count: framework.ksfs.len(),
            scale: framework.scale,
        };
        labels.prefixes.clone_from(&labels.terms);
        labels.prefixes.extend(["question", "q"].map(|w| vec![w.to_owned()]));
        for (ksf, factor) in framework.ksfs.iter().enumerate() {
            for name in std::iter::once(&factor.name).chain(&factor.aliases) {
                let folded = folded_words(name);
                let words = content(&folded);
                labels.exact.entry(words.concat()).or_insert(ksf);
                labels.longest = labels.longest.max(words.len());
                let (bytes, count) = (name.len() + 20, folded.len() + 4);
                labels.beyond.0 = labels.beyond.0.max(bytes.saturating_sub(LONGEST_LABEL));
                labels.beyond.1 = labels.beyond.1.max(count.saturating_sub(MOST_WORDS));
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

    /// Whether words hold such a word that this wording lacks, though another KSF's name has it: "Quality of teaching
    /// evidence" where a KSF is called "Evidence base".
    fn is_other_thing_of(&self, phrase: &Phrase, words: &[&str]) -> bool {
        let foreign = |w: &&&str| {
            !self.others.contains(*w) && !phrase.words.iter().any(|own| difference(own, w).is_some())
        };
        words.iter().filter(|w| OTHER_THINGS.contains(*w)).any(|w| foreign(&w))
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
        let (longest, most_words) = (LONGEST_LABEL + self.beyond.0, MOST_WORDS + self.beyond.1);
        if text.len() > longest || text.split_ascii_whitespace().nth(most_words).is_some() {
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
        if text.len() > LONGEST_QUESTION + self.beyond.0 || !text.contains(|c: char| c.is_ascii_digit()) {
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
        let number = |w: &&str| w.starts_with(|c: char| c.is_ascii_digit()) && !self.is_end_of_scale(w);
        let content = content(&words);
        let only_others = !content.is_empty() && content.iter().all(|w| OTHER_THINGS.contains(w));
        if only_others || self.has_other_things(&content) || content.iter().any(number) {
            return None;
        }
        self.variant(first, !text.ends_with('?') && text[first.len()..].starts_with(|c| c != '\n'))
    }

    /// The KSF that a question about a rating names in full: "Please rate your school on: Partnership working".
    fn asked(&self, text: &str) -> Option<Label> {
        let asks = |word: &str| text.contains(word);
        if text.len() > LONGEST_QUESTION + self.beyond.0
            || !(["rate", "Rate", "ating", "extent", "core", "well "].into_iter().any(asks))
        {
            return None;
        }
        let words = folded_words(text);
        let content = content(&words);
        if self.has_other_things(&content) {
            return None;
        }
        let asks = |w: &&str| {
            ASKING.contains(w)
                || self.is_end_of_scale(w)
                || (w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit()))
        };
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
            _ => self.asked_behind_colon(&strip_brackets(text), asks),
        }
    }

    /// The KSF that stands alone behind the colon of a question, which may name what is rated in a word: "How would you
    /// rate your hub on: Leadership?".
    fn asked_behind_colon(&self, text: &str, asks: impl Fn(&&str) -> bool) -> Option<Label> {
        let (question, name) = text.rsplit_once(": ")?;
        let (question, name) = (folded_words(question), folded_words(name));
        let strange = content(&question).iter().filter(|word| !asks(word)).count();
        let ksf = self.exact.get(&content(&name).concat()).filter(|_| strange <= 1)?;
        Some(Label::Factor(*ksf, Closeness::Exact))
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

    /// The words of a heading with every term as our own word for a KSF.
    pub(super) fn in_our_terms(&self, words: Vec<String>) -> Vec<String> {
        terms::in_our_words(&self.terms, words)
    }

    /// The scale that the ratings are on.
    pub(super) fn scale(&self) -> Scale {
        self.scale
    }

    /// Whether a word is how many KSFs there are or how many points one can have: "total of all ten", "out of ten".
    pub(super) fn is_how_many(&self, word: &str) -> bool {
        self.scale.ends_at(word) || u8::try_from(self.count).is_ok_and(|count| says(word, count))
    }

    fn is_end_of_scale(&self, word: &str) -> bool {
        self.scale.begins_at(word) || self.scale.ends_at(word)
    }

    /// `strict`: the text is only part of its cell, so only an exact wording of several words, or with its number,
    /// will do.
    fn variant(&self, text: &str, strict: bool) -> Option<Label> {
        let words = folded_words(text);
        let (number, named, rest) = self.split_number(&words);
        let enough = !strict || number.is_some() || content(rest).len() > 1;
        if let Some(ksf) = self.in_full(&words, rest).filter(|_| enough) {
            return Some(Label::Factor(ksf, Closeness::Exact));
        }
        let rest = self.trimmed(rest);
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

    /// The KSF whose wording a text is as it stands, also where that begins like a number or a term and ends like an
    /// instruction: "16 to 19 provision", "Standard of care", "Self rating".
    fn in_full(&self, words: &[String], behind_number: &[String]) -> Option<usize> {
        [words, behind_number].into_iter().find_map(|w| self.exact.get(&content(w).concat()).copied())
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

    /// Without the words of instruction at the end.
    fn trimmed<'a>(&self, words: &'a [String]) -> &'a [String] {
        let says_nothing =
            |w: &String| TRAILING_WORDS.contains(&w.as_str()) || is_empty_word(w) || self.is_end_of_scale(w);
        let end = words.iter().rposition(|w| !says_nothing(w)).map_or(0, |i| i + 1);
        if end == 0 { words } else { &words[..end] }
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
        for phrase in self.phrases.iter().filter(|p| !self.is_other_thing_of(p, words)) {
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
