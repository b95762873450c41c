//! Which KSF a label names: exact after folding, by closeness to exactly one of them, or by its number.
//!
//! In: a text. Out: a KSF, a bare number, or nothing; a wrong match is worse than none. A label may name its KSF with
//! typing errors, in another order, with words dropped and with words added that say nothing; one word that makes
//! something else of it ("Partnership working *group*") and it names none. What follows a name after a colon, a dash
//! or a line's end must ask for the rating or explain the name. Texts listed as "not" in the framework are never
//! taken.

use std::borrow::Cow;

use crate::framework::Framework;
use crate::lexicon::difference;
use crate::lexicon::{Numbering, Numbers, Tag, Words};
use crate::model::{Scale, content_words, folded, folded_words, names_number, words_of};

use super::super::text_cache::TextCache;
use super::ksf_terms;
use super::label_words::LabelWords;
use super::letter_index::LetterIndex;
use super::meaning::{Closeness, LabelMeaning};
use super::resemblance::Wording;
use super::sentence::SentenceTest;
use super::vocabulary::{Kind, Vocabulary, ask_for_rating};

/// Length in bytes of the longest label; longer texts are sentences.
const LONGEST_LABEL: usize = 220;

/// Length in bytes of the longest question about a rating.
const LONGEST_QUESTION: usize = 400;

/// A length in bytes that most labels do not reach, and most evidence does.
const LONG: usize = 80;

/// Maximum number of words that a label has more than the longest name; with more, it is a sentence.
const MOST_MORE_WORDS: usize = 8;

/// Maximum number of texts that are remembered.
const MOST_KNOWN: usize = 4_096;

/// Minimum number of first letters that two words of one stem share: "publicity", "publicised".
const SHORTEST_STEM: usize = 6;

/// Minimum lead of the KSF that a label resembles most over every other.
const MARGIN: f64 = 0.1;

/// Recognises the labels of a framework's KSFs.
#[derive(Debug)]
pub(crate) struct KsfLabels {
    /// Whole wordings, for names that begin like a number or end like an instruction: "16 to 19 provision".
    in_full: LetterIndex<usize>,
    /// The wordings' letters without small words.
    exact: LetterIndex<usize>,
    /// The same of texts that are something else.
    not: LetterIndex<()>,
    wordings: Vec<Wording>,
    terms: Vec<Vec<String>>,
    pub(super) numbers: Numbers,
    pub(super) vocabulary: Vocabulary,
    longest: usize,
    /// The same of words with the small ones.
    pub(super) longest_with_small: usize,
    /// Number of bytes by which the longest name exceeds [`LONGEST_LABEL`].
    beyond: usize,
    count: usize,
    scale: Scale,
    namesakes: bool,
    /// What texts say as labels. Without it, `check` of 2,000 forms takes 70 % more processor time.
    known: TextCache<Option<LabelMeaning>>,
}

impl KsfLabels {
    pub(crate) fn new(framework: &Framework) -> Self {
        let terms = ksf_terms::of(framework);
        let subject = framework.title.split(':').next().unwrap_or_default();
        let mut labels = Self {
            in_full: LetterIndex::default(),
            exact: LetterIndex::default(),
            not: LetterIndex::default(),
            wordings: Vec::new(),
            numbers: Numbers::new(terms.iter().map(|t| t.concat())),
            terms,
            vocabulary: Vocabulary::about(subject, framework.scale, framework.words.clone()),
            longest: 0,
            longest_with_small: 0,
            beyond: 0,
            known: TextCache::with_room_for(MOST_KNOWN),
            count: framework.ksfs.len(),
            scale: framework.scale,
            namesakes: true,
        };
        for (ksf, factor) in framework.ksfs.iter().enumerate() {
            let others: Vec<Vec<String>> = factor.not.iter().map(|n| folded_words(n)).collect();
            let other_words: Vec<String> = others.concat();
            let names = std::iter::once(&factor.name).chain(&factor.aliases);
            for (i, name) in names.enumerate() {
                labels.in_full.add(content_words(&words_of(&folded(name))).collect(), ksf);
                labels.beyond = labels.beyond.max((name.len() + 20).saturating_sub(LONGEST_LABEL));
                labels.add(Wording::new(
                    Some(ksf),
                    &folded_words(name),
                    i == 0,
                    &other_words,
                    &labels.vocabulary,
                ));
            }
            for other in &others {
                labels.wordings.push(Wording::new(None, other, false, &[], &labels.vocabulary));
                labels.not.add(labels.vocabulary.content(other).concat(), ());
            }
        }
        labels
    }

    fn add(&mut self, wording: Wording) {
        if let Some(ksf) = wording.ksf {
            self.exact.add(wording.words.concat(), ksf);
        }
        self.longest = self.longest.max(wording.words.len());
        self.longest_with_small = self.longest_with_small.max(wording.words.len() + wording.small.len());
        let pairs = wording.pairs.iter().map(|pair| &pair.letters);
        self.vocabulary.add(wording.words.iter().chain(pairs), wording.small.iter());
        self.wordings.push(wording);
    }

    /// What a text says, if it is a label at all.
    pub(crate) fn recognise(&self, text: &str) -> Option<LabelMeaning> {
        // Evidence is in no other return, and need not be remembered.
        if text.len() > LONG && self.is_sentence(text.trim()) {
            return None;
        }
        self.known.get(text, |text| self.look_at(text))
    }

    /// The KSF that a text names, by its index in the framework, and how surely; `None` if the text is no KSF's
    /// label.
    pub(crate) fn ksf_named(&self, text: &str) -> Option<(usize, Closeness)> {
        match self.recognise(text)? {
            LabelMeaning::Ksf(ksf, closeness) => Some((ksf, closeness)),
            LabelMeaning::BareNumber(_) => None,
        }
    }

    /// Number of KSFs.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Whether a text is what headings call the KSFs ("Key success factor", "KSF").
    pub(crate) fn is_term(&self, text: &str) -> bool {
        ksf_terms::is_one(&self.terms, text)
    }

    /// Whether a heading says that numbers under it are those of KSFs: "KSF no.", "`CfS`", "Which KSF?"; not "KSF rating".
    pub(crate) fn counts_ksfs(&self, text: &str) -> bool {
        self.is_term(text) || (text.len() <= LONG && self.mentions_term(text))
    }

    fn mentions_term(&self, text: &str) -> bool {
        let words = self.in_our_terms(folded_words(text));
        let says_else = |w: &String| {
            self.is_other_thing(w) || self.words().is(w, Tag::Figure) && !self.words().is(w, Tag::AboutTerm)
        };
        words.iter().any(|w| self.words().is(w, Tag::Factor))
            && !words.iter().any(|w| self.vocabulary.kind(w) == Kind::Instruction || says_else(w))
            && self.ksf_named(text).is_none()
    }

    /// Whether a text has a word in common with a KSF, so that in a complete run it may be its short name: "SIP
    /// integration", "Publicity".
    pub(crate) fn hints_at(&self, text: &str, ksf: usize) -> bool {
        let words = self.vocabulary.content(&folded_words(text));
        let alike = |own: &String, word: &String| {
            let shared = own.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            shared >= SHORTEST_STEM || difference(own, word).is_some()
        };
        let own = || self.wordings.iter().filter(|w| w.ksf == Some(ksf)).flat_map(|w| &w.words);
        let other = words.iter().any(|word| self.is_other_thing(word) && !own().any(|own| own == word));
        !other && words.len() <= self.longest && words.iter().any(|word| own().any(|own| alike(own, word)))
    }

    /// The words around the name of a KSF with which a text begins, or which stands in a text that names no other; `None` if
    /// there is none.
    pub(crate) fn around_name(&self, text: &str, ksf: usize) -> Option<Vec<String>> {
        let folded = folded(text);
        let words = words_of(&folded);
        let begins = || (1..=words.len()).rev().find(|end| self.full_wording(&words[..*end]) == Some(ksf));
        let within = || self.only_wording_in(&words).filter(|(other, _)| *other == ksf).map(|(_, at)| at);
        let at = begins().map(|end| 0..end).or_else(within)?;
        let around = words[..at.start].iter().chain(&words[at.end..]);
        Some(around.map(|word| (*word).to_owned()).collect())
    }

    /// The words of a heading with every term as our own word for a KSF.
    pub(crate) fn in_our_terms(&self, words: Vec<String>) -> Vec<String> {
        ksf_terms::in_our_words(&self.terms, words)
    }

    /// States that no KSF is called like something else ("School", "Average").
    pub(crate) fn without_namesakes(self) -> Self {
        Self { namesakes: false, ..self }
    }

    /// Whether a KSF may be called like something else.
    pub(crate) fn may_be_namesakes(&self) -> bool {
        self.namesakes
    }

    /// The words of headings and labels, with those that the framework adds.
    pub(crate) fn words(&self) -> &Words {
        &self.vocabulary.lexicon
    }

    /// Whether a word makes something else of a KSF's name: its evidence, its target.
    pub(crate) fn is_other_thing(&self, word: &str) -> bool {
        self.vocabulary.is_other_thing(word)
    }

    /// The scale that the ratings are on.
    pub(crate) fn scale(&self) -> Scale {
        self.scale
    }

    /// Whether a word is how many KSFs there are or how many points one can have: "total of all ten", "out of ten".
    pub(crate) fn is_how_many(&self, word: &str) -> bool {
        self.scale.ends_at(word) || u8::try_from(self.count).is_ok_and(|count| names_number(word, count))
    }

    /// The KSF whose wording these words are as they stand.
    pub(super) fn full_wording(&self, words: &[&str]) -> Option<usize> {
        self.in_full.get(content_words(words))
    }

    /// Whether a text is a sentence at first sight.
    pub(crate) fn is_sentence(&self, text: &str) -> bool {
        let (numbers, vocabulary, wordings) = (&self.numbers, &self.vocabulary, [&self.in_full, &self.exact]);
        SentenceTest { numbers, vocabulary, wordings }.is_sentence(text)
    }

    fn look_at(&self, text: &str) -> Option<LabelMeaning> {
        if text.len() > LONGEST_QUESTION + self.beyond
            || text.contains(['£', '$', '€', '%'])
            || self.is_sentence(text.trim())
        {
            return None;
        }
        let text = text.trim();
        if text.len() <= LONGEST_LABEL + self.beyond
            && let Some(label) = self.name(text)
        {
            return Some(label);
        }
        let spaced = text.contains('_').then(|| text.replace('_', " "));
        self.framed(spaced.as_deref().unwrap_or(text))
    }

    pub(super) fn name(&self, text: &str) -> Option<LabelMeaning> {
        self.numbered_name(text).map(|(label, _)| label)
    }

    /// What a text says that is a name and nothing else, and its number.
    pub(super) fn numbered_name(&self, text: &str) -> Option<(LabelMeaning, Numbering)> {
        let text = &apart(text);
        let exact = |ksf| LabelMeaning::Ksf(ksf, Closeness::Exact);
        let whole = folded(text);
        if let Some(ksf) = self.full_wording(&words_of(&whole)) {
            return Some((exact(ksf), Numbering::Silent));
        }
        let (number, rest) = self.numbers.take_off_folded(text, whole);
        let rest = &words_of(&rest);
        if let Some(ksf) = self.full_wording(rest) {
            return Some((exact(ksf), number));
        }
        let scaled = self.vocabulary.is_scaled(text, rest);
        let label = LabelWords::new(rest, scaled, ask_for_rating(rest), &self.vocabulary);
        if label.named.is_empty() {
            return Some((self.by_number(number, &label)?, number));
        }
        let named = || label.named.iter().copied();
        let content = label.content.iter().copied();
        if let Some(ksf) = self.exact.get(named()).or_else(|| self.exact.get(content)) {
            return Some((exact(ksf), number));
        }
        if self.not.get(named()).is_some() || label.content.len() > self.longest + MOST_MORE_WORDS {
            return None;
        }
        let (ksf, closeness) = self.closest(&label.compared()?, number)?;
        Some((LabelMeaning::Ksf(ksf, closeness), number))
    }

    /// What a number says without a name: "KSF 4", "KSF 4 rating"; a number alone is only a number.
    fn by_number(&self, number: Numbering, label: &LabelWords<'_>) -> Option<LabelMeaning> {
        let ksf = number.ksf().filter(|ksf| *ksf < self.count)?;
        let nothing_else = label.all.is_empty();
        let rating = label.all.iter().any(|w| self.vocabulary.kind(w) == Kind::Instruction);
        match number {
            Numbering::Named(_) if nothing_else || rating => Some(LabelMeaning::Ksf(ksf, Closeness::Number)),
            Numbering::Plain(n) | Numbering::Counted(n) if nothing_else => Some(LabelMeaning::BareNumber(n)),
            _ => None,
        }
    }

    /// The only KSF that these words resemble. A number that agrees makes it easier for its own KSF; with one
    /// that disagrees, no resemblance counts.
    fn closest(&self, label: &LabelWords<'_>, number: Numbering) -> Option<(usize, Closeness)> {
        let (mut best, mut second, mut other) = ((None, 0.0_f64), 0.0_f64, 0.0_f64);
        for wording in &self.wordings {
            let agrees = number.is_firm() && number.ksf() == wording.ksf;
            let score = wording.resemblance(label, agrees);
            if wording.ksf.is_none() {
                other = other.max(score);
            } else if best.0 == wording.ksf {
                best.1 = best.1.max(score);
            } else if score > best.1 {
                second = best.1;
                best = (wording.ksf, score);
            } else {
                second = second.max(score);
            }
        }
        let (ksf, score) = best;
        let clear = score - second >= MARGIN && score >= other;
        let agrees = number.ksf().is_none_or(|numbered| Some(numbered) == ksf);
        let closeness = if score < 1.0 { Closeness::Close } else { Closeness::Exact };
        ksf.filter(|_| clear && agrees).map(|ksf| (ksf, closeness))
    }
}

/// A number set apart from the name that it is glued to: "9Funding".
fn apart(text: &str) -> Cow<'_, str> {
    let name = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &text[..text.len() - name.len()];
    // Not "1st".
    if !number.is_empty() && name.chars().take(3).filter(|c| c.is_alphabetic()).count() == 3 {
        format!("{number} {name}").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests;
