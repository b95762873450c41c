//! Labels in which more stands than a KSF's name: a question with the name in it, an explanation after it, brackets.
//!
//! In: a text that is no name alone. Out: the KSF that it names, if the rest asks for the rating or explains the
//! name.

use crate::model::{folded, words_of};

use super::ksf_labels::KsfLabels;
use super::label_text::{Opening, Rest, content, openings, without_brackets};
use super::meaning::{Closeness, LabelMeaning};
use super::resemblance::Wording;
use super::word_kinds::{Kind, ask_for_rating, ask_on, give_scale, is_other_thing, is_reporting, kind};

impl KsfLabels {
    /// The KSF named in such a label.
    pub(super) fn with_more(&self, text: &str) -> Option<LabelMeaning> {
        let question = |text: &str| self.opened(text).or_else(|| self.asked(text));
        let plain = self.bracketed(text).or_else(|| self.without_aside(text)).or_else(|| question(text));
        plain.or_else(|| question(&self.without_scale(text)?))
    }

    /// The KSF in square brackets behind a question, as forms export the rows of a grid: "How well are you doing?
    /// [Funding]".
    fn bracketed(&self, text: &str) -> Option<LabelMeaning> {
        let (question, name) = text.strip_suffix(']')?.rsplit_once('[')?;
        let folded = folded(question);
        let words = words_of(&folded);
        let other = words.iter().any(|w| is_other_thing(w));
        let label =
            self.name(name.trim()).filter(|label| matches!(label, LabelMeaning::Ksf(_, Closeness::Exact)))?;
        (!other && !words.is_empty()).then_some(label)
    }

    /// A text without the scale in brackets: "How would you rate your school on: Funding? (1 = low, 10 = high)".
    fn without_scale(&self, text: &str) -> Option<String> {
        let (outside, aside) = without_brackets(text)?;
        give_scale(&content(&words_of(&folded(&aside))), self.scale).then_some(outside)
    }

    /// A name with something in brackets that does not make something else of it: "Partnership working (1-10)".
    fn without_aside(&self, text: &str) -> Option<LabelMeaning> {
        let (name, aside) = without_brackets(text)?;
        let (label, number) = self.numbered_name(&name)?;
        let LabelMeaning::Ksf(ksf, _) = label else { return None };
        let aside = folded(&aside);
        let aside = words_of(&aside);
        let asks = Rest { words: &content(&aside), all: &aside, asks: false };
        let firm = number.is_firm() && number.ksf() == Some(ksf);
        let digit = aside.len() == 1 && aside[0].parse() == Ok(ksf + 1);
        (digit || self.leaves_name(&asks, ksf, firm)).then_some(label)
    }

    /// A name with which the text opens before it asks or explains: "Partnership working – how secure is it?"; or one
    /// that follows a request: "Please rate: Partnership working".
    fn opened(&self, text: &str) -> Option<LabelMeaning> {
        let mut best: Option<(Closeness, usize)> = None;
        for opening in openings(text) {
            let found = self.before(&opening).or_else(|| self.requested(&opening));
            if let Some(LabelMeaning::Ksf(ksf, closeness)) = found
                && best.is_none_or(|(b, _)| closeness < b)
            {
                best = Some((closeness, ksf));
            }
        }
        best.map(|(closeness, ksf)| LabelMeaning::Ksf(ksf, closeness))
    }

    fn before(&self, opening: &Opening<'_>) -> Option<LabelMeaning> {
        let (label, number) = self.numbered_name(opening.name)?;
        let LabelMeaning::Ksf(ksf, _) = label else { return None };
        let folded = folded(opening.rest);
        let words = words_of(&folded);
        let rest =
            Rest { words: &content(&words), all: &words, asks: opening.rest.trim_end().ends_with('?') };
        let firm = number.is_firm() && number.ksf() == Some(ksf);
        let explains = (firm && rest.words.len() > 2) || (opening.on_own_line && rest.words.len() > 3);
        self.leaves_name(&rest, ksf, explains && (firm || self.is_sharp(ksf))).then_some(label)
    }

    fn requested(&self, opening: &Opening<'_>) -> Option<LabelMeaning> {
        let folded = folded(opening.name);
        let words = words_of(&folded);
        let (_, words) = self.numbers.split(opening.name, &words);
        let asks = ask_for_rating(words) && !words.iter().any(|w| is_other_thing(w) || is_reporting(w));
        if asks { self.name(opening.rest.trim()) } else { None }
    }

    /// Whether the rest of a text leaves the name to the KSF: nothing, the scale or a question does, an explanation
    /// only if it `may_explain`.
    fn leaves_name(&self, rest: &Rest<'_>, ksf: usize, may_explain: bool) -> bool {
        let scaled = give_scale(rest.words, self.scale);
        let (number, without) = self.numbers.split("", rest.all);
        if without.is_empty() {
            return number.ksf() == Some(ksf);
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
        let reports = all.iter().any(|w| is_reporting(w));
        (rest.asks && first) || (ask_on(all) && !reports) || (may_explain && !reports)
    }

    /// The KSF that a question about a rating names in full: "To what extent does partnership working …?".
    fn asked(&self, text: &str) -> Option<LabelMeaning> {
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
        (!other).then_some(LabelMeaning::Ksf(ksf, Closeness::Exact))
    }
}
