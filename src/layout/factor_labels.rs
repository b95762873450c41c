//! Which KSF a label names: exact after folding, by closeness to exactly one of them, or by its number.
//!
//! A wrong match is worse than none. A label may name its KSF with typing errors, in another order, with words
//! dropped and with words added that say nothing; one word that makes another thing of it ("Partnership working
//! *group*") and it names none. What follows a name after a colon, a dash or a line's end must ask for the rating or
//! explain the name. Texts listed as "not" in the framework are never taken.

use crate::framework::Framework;
use crate::model::{Scale, content_words, folded, folded_words, names_number, words_of};

use super::by_letters::ByLetters;
use super::label::{LabelWords, Vocabulary};
use super::label_parts::{Opening, Rest, apart, content, is_scaled, openings, without_brackets};
pub use super::label_says::Closeness;
pub(super) use super::label_says::Label;
use super::label_words::{Kind, ask_for_rating, ask_on, give_scale, is_other_thing, is_telling, kind};
use super::numbering::{Numbering, Terms};
use super::remembered::Memory;
use super::sentence;
use super::terms;
use super::wording::Wording;

/// Longer texts are sentences, not labels.
const LONGEST_LABEL: usize = 220;

/// A question about a rating is no longer.
const LONGEST_QUESTION: usize = 400;

/// Most labels are shorter, and most evidence is longer.
const LONG: usize = 80;

/// So many words more than the longest name has, and a text is a sentence.
const MOST_MORE_WORDS: usize = 8;

/// How far every other KSF must be behind.
const MARGIN: f64 = 0.1;

/// Recognises the labels of a framework's KSFs.
#[derive(Debug)]
pub(super) struct FactorLabels {
    /// Whole wordings, for names that begin like a number or end like an instruction: "16 to 19 provision".
    in_full: ByLetters<usize>,
    /// The wordings' letters without small words.
    exact: ByLetters<usize>,
    /// The same of texts that are something else.
    not: ByLetters<()>,
    wordings: Vec<Wording>,
    terms: Vec<Vec<String>>,
    numbers: Terms,
    vocabulary: Vocabulary,
    longest: usize,
    /// By how many bytes the longest name passes what labels usually have.
    beyond: usize,
    count: usize,
    scale: Scale,
    namesakes: bool,
    pub(super) memory: Memory,
}

impl FactorLabels {
    pub(super) fn new(framework: &Framework) -> Self {
        let terms = terms::of(framework);
        let subject = framework.title.split(':').next().unwrap_or_default();
        let mut labels = Self {
            in_full: ByLetters::default(),
            exact: ByLetters::default(),
            not: ByLetters::default(),
            wordings: Vec::new(),
            numbers: Terms::new(terms.iter().map(|t| t.concat())),
            terms,
            vocabulary: Vocabulary::about(&folded_words(subject)),
            longest: 0,
            beyond: 0,
            memory: Memory::default(),
            count: framework.ksfs.len(),
            scale: framework.scale,
            namesakes: true,
        };
        for (place, factor) in framework.ksfs.iter().enumerate() {
            let others: Vec<Vec<String>> = factor.not.iter().map(|n| folded_words(n)).collect();
            let other_words: Vec<String> = others.concat();
            let names = std::iter::once(&factor.name).chain(&factor.aliases);
            for (i, name) in names.enumerate() {
                labels.in_full.add(content_words(&words_of(&folded(name))).collect(), place);
                labels.beyond = labels.beyond.max((name.len() + 20).saturating_sub(LONGEST_LABEL));
                labels.add(Wording::new(Some(place), &folded_words(name), i == 0, &other_words));
            }
            labels.wordings.extend(others.iter().map(|other| Wording::new(None, other, false, &[])));
            for name in &factor.not {
                labels.not.add(content(&words_of(&folded(name))).concat(), ());
            }
        }
        labels
    }

    fn add(&mut self, wording: Wording) {
        if let Some(ksf) = wording.ksf {
            self.exact.add(wording.words.concat(), ksf);
        }
        self.longest = self.longest.max(wording.words.len());
        let pairs = wording.pairs.iter().map(|pair| &pair.letters);
        self.vocabulary.add(wording.words.iter().chain(pairs), wording.small.iter());
        self.wordings.push(wording);
    }

    /// What a text says, if it is a label at all.
    pub(super) fn recognise(&self, text: &str) -> Option<Label> {
        // To remember evidence would be for nothing: it is in no other return.
        if text.len() > LONG && self.is_sentence(text.trim()) {
            return None;
        }
        self.memory.labels.of(text, |text| self.look_at(text))
    }

    /// Whether a text is what headings call the KSFs ("Key success factor", "KSF").
    pub(super) fn is_term(&self, text: &str) -> bool {
        self.memory.terms.of(text, |text| terms::is_one(&self.terms, text))
    }

    /// The words of a heading with every term as our own word for a KSF.
    pub(super) fn in_our_terms(&self, words: Vec<String>) -> Vec<String> {
        terms::in_our_words(&self.terms, words)
    }

    /// Says that no KSF is called like something else ("School", "Average").
    pub(super) fn without_namesakes(self) -> Self {
        Self { namesakes: false, ..self }
    }

    /// Whether a KSF may be called like something else.
    pub(super) fn may_be_namesakes(&self) -> bool {
        self.namesakes
    }

    /// The scale that the ratings are on.
    pub(super) fn scale(&self) -> Scale {
        self.scale
    }

    /// Whether a word is how many KSFs there are or how many points one can have: "total of all ten", "out of ten".
    pub(super) fn is_how_many(&self, word: &str) -> bool {
        self.scale.ends_at(word) || u8::try_from(self.count).is_ok_and(|count| names_number(word, count))
    }

    /// The KSF whose wording these words are as they stand.
    fn whole(&self, words: &[&str]) -> Option<Label> {
        let ksf = self.in_full.get(content_words(words))?;
        Some(Label::Factor(ksf, Closeness::Exact))
    }

    /// Whether a text is a sentence at first sight.
    pub(super) fn is_sentence(&self, text: &str) -> bool {
        let (numbers, vocabulary, wordings) = (&self.numbers, &self.vocabulary, [&self.in_full, &self.exact]);
        sentence::Known { numbers, vocabulary, wordings }.is_sentence(text)
    }

    fn look_at(&self, text: &str) -> Option<Label> {
        if text.len() > LONGEST_QUESTION + self.beyond
            || text.contains(['£', '$', '€', '%'])
            || self.is_sentence(text.trim())
        {
            return None;
        }
        let spaced = text.contains('_').then(|| text.replace('_', " "));
        let text = spaced.as_deref().unwrap_or(text).trim();
        if text.len() <= LONGEST_LABEL + self.beyond
            && let Some(label) = self.name(text)
        {
            return Some(label);
        }
        let question = |text: &str| self.opened(text).or_else(|| self.asked(text));
        let plain = self.bracketed(text).or_else(|| self.without_aside(text)).or_else(|| question(text));
        plain.or_else(|| question(&self.without_scale(text)?))
    }

    /// The KSF in square brackets behind a question, as forms export the rows of a grid: "How well are you doing?
    /// [Funding]".
    fn bracketed(&self, text: &str) -> Option<Label> {
        let (question, name) = text.strip_suffix(']')?.rsplit_once('[')?;
        let folded = folded(question);
        let words = words_of(&folded);
        let other = words.iter().any(|w| is_other_thing(w));
        let label =
            self.name(name.trim()).filter(|label| matches!(label, Label::Factor(_, Closeness::Exact)))?;
        (!other && !words.is_empty()).then_some(label)
    }

    /// A text without the scale in brackets: "How would you rate your school on: Funding? (1 = low, 10 = high)".
    fn without_scale(&self, text: &str) -> Option<String> {
        let (outside, aside) = without_brackets(text)?;
        give_scale(&content(&words_of(&folded(&aside))), self.scale).then_some(outside)
    }

    /// A name with something in brackets that does not make another thing of it: "Partnership working (1-10)".
    fn without_aside(&self, text: &str) -> Option<Label> {
        let (name, aside) = without_brackets(text)?;
        let (label, number) = self.numbered_name(&name)?;
        let Label::Factor(ksf, _) = label else { return None };
        let aside = folded(&aside);
        let aside = words_of(&aside);
        let asks = Rest { words: &content(&aside), all: &aside, asks: false };
        let firm = number.is_firm() && number.place() == Some(ksf);
        let digit = aside.len() == 1 && aside[0].parse() == Ok(ksf + 1);
        (digit || self.goes_on(&asks, ksf, firm)).then_some(label)
    }

    /// A name that the text opens with before it asks or explains: "Partnership working – how secure is it?"; or one
    /// that follows a request: "Please rate: Partnership working".
    fn opened(&self, text: &str) -> Option<Label> {
        let mut best: Option<(Closeness, usize)> = None;
        for opening in openings(text) {
            let found = self.before(&opening).or_else(|| self.requested(&opening));
            if let Some(Label::Factor(ksf, closeness)) = found
                && best.is_none_or(|(b, _)| closeness < b)
            {
                best = Some((closeness, ksf));
            }
        }
        best.map(|(closeness, ksf)| Label::Factor(ksf, closeness))
    }

    fn before(&self, opening: &Opening<'_>) -> Option<Label> {
        let (label, number) = self.numbered_name(opening.name)?;
        let Label::Factor(ksf, _) = label else { return None };
        let folded = folded(opening.rest);
        let words = words_of(&folded);
        let rest =
            Rest { words: &content(&words), all: &words, asks: opening.rest.trim_end().ends_with('?') };
        let firm = number.is_firm() && number.place() == Some(ksf);
        let explains = (firm && rest.words.len() > 2) || (opening.on_own_line && rest.words.len() > 3);
        self.goes_on(&rest, ksf, explains && (firm || self.is_sharp(ksf))).then_some(label)
    }

    fn requested(&self, opening: &Opening<'_>) -> Option<Label> {
        let folded = folded(opening.name);
        let words = words_of(&folded);
        let (_, words) = self.numbers.split(opening.name, &words);
        let asks = ask_for_rating(words) && !words.iter().any(|w| is_other_thing(w) || is_telling(w));
        if asks { self.name(opening.rest.trim()) } else { None }
    }

    /// Whether a word is one of a KSF's own.
    fn owns(&self, ksf: usize, word: &str) -> bool {
        self.wordings.iter().any(|w| w.ksf == Some(ksf) && w.holds(word))
    }

    /// Whether a KSF's names have several words, so that more beside them hardly makes another thing of it.
    fn is_sharp(&self, ksf: usize) -> bool {
        self.wordings.iter().filter(|w| w.ksf == Some(ksf)).all(|w| w.words.len() > 1)
    }

    /// Whether what stands beside a name leaves it the KSF's: nothing, the scale, a question; an explanation only
    /// where it may explain.
    fn goes_on(&self, rest: &Rest<'_>, ksf: usize, may_explain: bool) -> bool {
        let scaled = give_scale(rest.words, self.scale);
        let (number, without) = self.numbers.split("", rest.all);
        if without.is_empty() {
            return number.place() == Some(ksf);
        }
        let says_nothing = |w: &&str| match kind(w) {
            Kind::Small | Kind::Link | Kind::Instruction | Kind::Subject => true,
            Kind::Scale | Kind::Verb => scaled,
            _ => false,
        };
        if rest.words.iter().all(says_nothing) {
            return true;
        }
        let all = rest.all;
        let asks = rest.asks || ask_on(all);
        let other = |w: &&str| {
            (is_other_thing(w) && !(asks && self.owns(ksf, w)))
                || (w.as_bytes()[0].is_ascii_digit() && !scaled)
        };
        if rest.words.iter().any(other) {
            return false;
        }
        let first = !matches!(all.first(), Some(&("what" | "where")));
        let tells = all.iter().any(|w| is_telling(w));
        (rest.asks && first) || (ask_on(all) && !tells) || (may_explain && !tells)
    }

    /// The KSF that a question about a rating names in full: "To what extent does partnership working …?".
    fn asked(&self, text: &str) -> Option<Label> {
        let asks = |word: &str| text.contains(word);
        if !(["ate", "ating", "extent", "core", "ow ", "scale"].into_iter().any(asks)) {
            return None;
        }
        let folded = folded(text);
        let words = words_of(&folded);
        let (_, words) = self.numbers.split(text, &words);
        if !ask_for_rating(words) {
            return None;
        }
        let content = content(words);
        let holds = |w: &&Wording| {
            w.words.len() > 1
                && content.windows(w.words.len()).any(|c| c.iter().zip(&w.words).all(|(a, b)| a == b))
        };
        let mut named: Vec<usize> = self.wordings.iter().filter(holds).filter_map(|w| w.ksf).collect();
        named.dedup();
        let [ksf] = *named.as_slice() else { return None };
        let other = content.iter().any(|w| is_other_thing(w) && !self.owns(ksf, w));
        (!other).then_some(Label::Factor(ksf, Closeness::Exact))
    }

    fn name(&self, text: &str) -> Option<Label> {
        self.numbered_name(text).map(|(label, _)| label)
    }

    /// What a text says that is a name and nothing else, and its number.
    fn numbered_name(&self, text: &str) -> Option<(Label, Numbering)> {
        let folded = folded(&apart(text));
        let words = words_of(&folded);
        if let Some(label) = self.whole(&words) {
            return Some((label, Numbering::Silent));
        }
        let (number, rest) = self.numbers.split(text, &words);
        if let Some(label) = self.whole(rest) {
            return Some((label, number));
        }
        let label =
            LabelWords::new(rest, is_scaled(text, rest, self.scale), ask_for_rating(rest), &self.vocabulary);
        if label.named.is_empty() {
            return Some((self.by_number(number, &label)?, number));
        }
        let named = || label.named.iter().copied();
        let content = label.content.iter().copied();
        if let Some(ksf) = self.exact.get(named()).or_else(|| self.exact.get(content)) {
            return Some((Label::Factor(ksf, Closeness::Exact), number));
        }
        if self.not.get(named()).is_some() || label.content.len() > self.longest + MOST_MORE_WORDS {
            return None;
        }
        let (ksf, closeness) = self.closest(&label.compared()?, number)?;
        Some((Label::Factor(ksf, closeness), number))
    }

    /// What a number says without a name: "KSF 4", "KSF 4 rating"; a number alone is only a number.
    fn by_number(&self, number: Numbering, label: &LabelWords<'_>) -> Option<Label> {
        let place = number.place().filter(|place| *place < self.count)?;
        let nothing_else = label.all.is_empty();
        let rating = label.all.iter().any(|w| kind(w) == Kind::Instruction);
        match number {
            Numbering::Named(_) if nothing_else || rating => Some(Label::Factor(place, Closeness::Number)),
            Numbering::Plain(n) | Numbering::Counted(n) if nothing_else => Some(Label::BareNumber(n)),
            _ => None,
        }
    }

    /// The only KSF that these words resemble. A number that agrees lowers the demands for its own KSF; one that
    /// disagrees rules the others' resemblance out.
    fn closest(&self, label: &LabelWords<'_>, number: Numbering) -> Option<(usize, Closeness)> {
        let (mut best, mut second, mut other) = ((None, 0.0_f64), 0.0_f64, 0.0_f64);
        for wording in &self.wordings {
            let agrees = number.is_firm() && number.place() == wording.ksf;
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
        let agrees = number.place().is_none_or(|place| Some(place) == ksf);
        let closeness = if score < 1.0 { Closeness::Close } else { Closeness::Exact };
        ksf.filter(|_| clear && agrees).map(|ksf| (ksf, closeness))
    }
}

#[cfg(test)]
#[path = "factor_labels_tests.rs"]
mod tests;
