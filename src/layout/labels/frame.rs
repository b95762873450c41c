//! Labels in which more stands than a KSF's name: a question around it, the scale, examples in brackets, an explanation.
//!
//! In: a text that is no name alone. Out: the KSF that it names, if what stands around the name (its frame) leaves it
//! what it is. The frame alone decides that, so that the same question asks for all KSFs or for none.

use std::ops::{Range, RangeInclusive};

use crate::lexicon::{Numbering, Phrase, Tag, begin_with, without_group};
use crate::model::{folded, words_of};

use super::ksf_labels::KsfLabels;
use super::meaning::{Closeness, LabelMeaning};
use super::vocabulary::{Kind, ask_for_rating};

/// Maximum number of parts of a text.
const MOST_PARTS: usize = 8;

/// Length in bytes of the longest examples outside of brackets; what is longer is evidence.
const LONGEST_EXAMPLE: usize = 60;

/// Number of characters within which an aside says that it is one.
const LONGEST_ASIDE: usize = 32;

/// Minimum number of words of an explanation of a name with its number, and of one of a name on a line of its own.
const EXPLAINS: (usize, usize) = (3, 4);

/// What stands between two points at which a name may begin or end.
#[derive(Debug, Clone)]
struct Part {
    at: Range<usize>,
    /// Whether a line ends behind it.
    ends_line: bool,
}

/// A name that a text may hold, and what stands around it.
struct Candidate<'a> {
    label: (LabelMeaning, Numbering),
    before: Vec<&'a str>,
    behind: Vec<&'a str>,
    /// Whether the name has a line of its own.
    on_own_line: bool,
    /// Whether the words next to the name ask for the rating.
    asked: bool,
}

impl KsfLabels {
    /// The KSF named in such a label.
    pub(super) fn framed(&self, text: &str) -> Option<LabelMeaning> {
        let shorter = without_asides(text);
        if let Some(label) = shorter.as_deref().and_then(|text| self.name(text)) {
            return Some(label).filter(|label| matches!(label, LabelMeaning::Ksf(..)));
        }
        let text = shorter.as_deref().unwrap_or(text);
        let grouped =
            || self.name(without_group(text)?).filter(|label| matches!(label, LabelMeaning::Ksf(..)));
        self.bracketed(text).or_else(|| self.among_parts(text)).or_else(grouped)
    }

    /// The KSF in square brackets behind a question, as forms export the rows of a grid: "How well are you doing?
    /// [Funding]".
    fn bracketed(&self, text: &str) -> Option<LabelMeaning> {
        let (question, name) = text.strip_suffix(']')?.rsplit_once('[')?;
        let folded = folded(question);
        let words = words_of(&folded);
        let other = words.iter().any(|w| self.vocabulary.is_other_thing(w));
        let label =
            self.name(name.trim()).filter(|label| matches!(label, LabelMeaning::Ksf(_, Closeness::Exact)))?;
        (!other && !words.is_empty()).then_some(label)
    }

    /// The KSF that one part of a text names, or several together, the surest first.
    fn among_parts(&self, text: &str) -> Option<LabelMeaning> {
        let parts = parts(text);
        let mut best: Option<(Closeness, usize)> = None;
        for candidate in self.candidates(text, &parts) {
            if let (LabelMeaning::Ksf(ksf, closeness), _) = candidate.label
                && best.is_none_or(|(b, _)| closeness < b)
                && self.leaves_name(&candidate, ksf)
            {
                best = Some((closeness, ksf));
            }
        }
        best.map(|(closeness, ksf)| LabelMeaning::Ksf(ksf, closeness))
    }

    /// The names that a text may hold: what it begins with, what it ends with, one of its parts, what stands in a
    /// question.
    fn candidates<'a>(&self, text: &'a str, parts: &[Part]) -> Vec<Candidate<'a>> {
        let last = parts.len().saturating_sub(1);
        let beginnings = (0..last).map(|end| 0..=end);
        let leads = |end: &usize| self.may_lead(&text[parts[end - 1].at.clone()]);
        let later = (1..=last).take_while(leads);
        let later = later
            .flat_map(|begin| [begin..=last, begin..=begin].into_iter().take(1 + usize::from(begin < last)));
        let text_of = |part: &Part| &text[part.at.clone()];
        let candidate = |span: &RangeInclusive<usize>, label, asked| Candidate {
            label,
            before: parts[..*span.start()].iter().map(text_of).collect(),
            behind: parts[span.end() + 1..].iter().map(text_of).collect(),
            on_own_line: parts[*span.end()].ends_line && *span.end() < last,
            asked,
        };
        let spans = beginnings.chain(later);
        let named = spans.filter_map(|span| {
            let name = &text[parts[*span.start()].at.start..parts[*span.end()].at.end];
            Some(candidate(&span, self.numbered_name(name)?, false))
        });
        let asked = parts.iter().enumerate().filter_map(|(i, part)| {
            let label = LabelMeaning::Ksf(self.asked(text_of(part))?, Closeness::Exact);
            Some(candidate(&(i..=i), (label, Numbering::Silent), true))
        });
        named.chain(asked).collect()
    }

    /// Whether a name may follow a text: one that asks for a rating, or that says nothing.
    fn may_lead(&self, text: &str) -> bool {
        let (_, folded) = self.numbers.take_off(text);
        let words = words_of(&folded);
        words.iter().all(|w| self.vocabulary.is_asking(w)) || ask_for_rating(&words)
    }

    /// Whether what stands around a name leaves it to the KSF: nothing does, the scale or a question; an explanation only
    /// of a name with its number, or on a line of its own.
    fn leaves_name(&self, candidate: &Candidate<'_>, ksf: usize) -> bool {
        let frame = || candidate.before.iter().chain(&candidate.behind);
        let texts: Vec<(Numbering, String)> = frame().map(|part| self.numbers.take_off(part)).collect();
        let parts: Vec<Vec<&str>> = texts.iter().map(|(_, folded)| words_of(folded)).collect();
        let other_number = |((number, _), words): (&(Numbering, String), &Vec<&str>)| {
            words.is_empty() && number.ksf().is_some_and(|numbered| numbered != ksf)
        };
        if texts.iter().zip(&parts).any(other_number) {
            return false;
        }
        let all = folded(&frame().copied().collect::<Vec<_>>().join(" "));
        let all = self.vocabulary.content(&words_of(&all));
        let scaled = self.vocabulary.give_scale(&all);
        let says_nothing = |w: &&str| match self.vocabulary.kind(w) {
            Kind::Small | Kind::Link | Kind::Instruction | Kind::Subject => true,
            Kind::Scale | Kind::Verb => scaled,
            _ => false,
        };
        let words = || parts.iter().flatten();
        if words().all(says_nothing) {
            return true;
        }
        let number = |w: &&str| w.as_bytes()[0].is_ascii_digit() && !scaled;
        if words().any(|w| self.vocabulary.is_other_thing(w) || number(w)) {
            return false;
        }
        let reports = words().any(|w| self.vocabulary.is_reporting(w));
        let (before, behind) = parts.split_at(candidate.before.len());
        let mut behind = candidate.behind.iter().zip(behind);
        let asks = before.iter().any(|words| self.requests(words))
            || behind.any(|(text, words)| self.asks(text, words));
        let (_, numbering) = candidate.label;
        let firm = numbering.is_firm() && numbering.ksf() == Some(ksf);
        let content = all.len();
        let explains = (firm && content >= EXPLAINS.0) || (candidate.on_own_line && content >= EXPLAINS.1);
        candidate.asked || asks || (explains && !reports)
    }

    /// Whether the words before a name ask for its rating.
    fn requests(&self, words: &[&str]) -> bool {
        ask_for_rating(words) && !words.iter().any(|w| self.vocabulary.is_reporting(w))
    }

    /// Whether a text behind a name asks how well it goes.
    fn asks(&self, text: &str, words: &[&str]) -> bool {
        let asks_on =
            begin_with(words, Phrase::AsksOn) && !words.iter().any(|w| self.vocabulary.is_reporting(w));
        if asks_on || self.requests(words) {
            return true;
        }
        let asks_else = words.first().is_some_and(|w| self.words().is(w, Tag::AsksElse));
        text.ends_with('?') && (!asks_else || words.iter().all(|w| self.vocabulary.is_asking(w)))
    }

    /// The KSF that a question about a rating names in full: "To what extent does partnership working …?". The words next
    /// to the name must be such as stand in questions, so that it is the name of nothing else.
    fn asked(&self, text: &str) -> Option<usize> {
        let (_, folded) = self.numbers.take_off(text);
        let words = words_of(&folded);
        let vocabulary = &self.vocabulary;
        let rates = |w: &&str| self.words().is(w, Tag::Rates) || vocabulary.kind(w) == Kind::Instruction;
        let requests = ask_for_rating(&words);
        let scaled = vocabulary.is_scaled(text, &words);
        let asks = requests || ((scaled || text.ends_with('?')) && words.iter().any(rates));
        if !asks {
            return None;
        }
        let (ksf, at) = self.only_wording_in(&words)?;
        let around = || words[..at.start].iter().chain(&words[at.end..]);
        let next_to = [at.start.checked_sub(1).map(|i| words[i]), words.get(at.end).copied()];
        let is_of_question = next_to.into_iter().flatten().all(|w| vocabulary.is_asking(w));
        let all_of_question = || around().all(|w| vocabulary.is_asking(w));
        let other = around().any(|w| vocabulary.is_other_thing(w) && !vocabulary.is_asking(w));
        (is_of_question && !other && (requests || all_of_question())).then_some(ksf)
    }

    /// The KSF whose name stands in a text, whatever else does.
    pub(crate) fn name_within(&self, text: &str) -> Option<usize> {
        self.only_wording_in(&words_of(&folded(text))).map(|(ksf, _)| ksf)
    }

    /// The only KSF with a wording among these words as they stand, and where the longest one is.
    pub(super) fn only_wording_in(&self, words: &[&str]) -> Option<(usize, Range<usize>)> {
        let mut found: Option<(usize, Range<usize>)> = None;
        let mut begin = 0;
        while begin < words.len() {
            let ends = (begin + 1..=words.len().min(begin + self.longest_with_small)).rev();
            let spans =
                ends.map(|end| begin..end).filter(|span| self.vocabulary.says_something(words[span.start]));
            let wording = spans.filter(|span| self.vocabulary.says_something(words[span.end - 1]));
            let mut wording =
                wording.filter_map(|span| Some((self.full_wording(&words[span.clone()])?, span)));
            match (wording.next(), &found) {
                (Some((ksf, _)), Some((other, _))) if ksf != *other => return None,
                (Some((ksf, span)), None) => {
                    begin = span.end;
                    found = Some((ksf, span));
                }
                (Some((_, span)), Some(_)) => begin = span.end,
                (None, _) => begin += 1,
            }
        }
        found
    }
}

/// The parts of a text: what stands between line ends, brackets, and signs that set something off.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    let mut add = |range: Range<usize>, ends_line: bool| {
        let said = text[range.clone()].trim();
        let start = range.start + (text[range.clone()].len() - text[range].trim_start().len());
        if said.contains(char::is_alphanumeric) {
            parts.push(Part { at: start..start + said.len(), ends_line });
        } else if let Some(last) = parts.last_mut() {
            last.ends_line |= ends_line;
        }
    };
    while let Some(found) = text[at..].find(['\n', ':', ' ', ';', '.', '?', '(', ')', '[', ']', '|', ',']) {
        at += found;
        let rest = &text[at..];
        let (before, sign) = match rest.as_bytes()[0] {
            b'\n' | b'(' | b')' | b'[' | b']' | b'|' => (at, 1),
            // A question keeps its mark.
            b'?' => (at + 1, 1),
            // "ext. services" is no end of a sentence.
            b'.' if rest[1..].trim_start().starts_with(char::is_lowercase) => (0, 0),
            b':' | b';' | b'.' if rest[1..].starts_with([' ', '\n']) => (at, 1),
            b' ' => match rest[1..].chars().next() {
                Some(dash @ ('-' | '–' | '—')) if rest[1 + dash.len_utf8()..].starts_with(' ') => {
                    (at, 1 + dash.len_utf8())
                }
                _ => (0, 0),
            },
            _ => (0, 0),
        };
        if sign > 0 {
            add(begin..before, rest.starts_with('\n'));
            begin = at + sign;
        }
        at += sign.max(1);
    }
    add(begin..text.len(), false);
    parts.truncate(MOST_PARTS);
    parts
}

/// A text without examples of a name, in brackets or set off by a comma or dash, and without what says where to read
/// about it; `None` if there is no such thing in it.
fn without_asides(text: &str) -> Option<String> {
    let mut without = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['(', '[', ',', '-', '–']) {
        let sign = rest[at..].chars().next().map_or(1, char::len_utf8);
        let (before, behind) = (&rest[..at], &rest[at + sign..]);
        let is_bracket = rest[at..].starts_with(['(', '[']);
        let sets_off = behind.starts_with(' ') && (rest[at..].starts_with(',') || before.ends_with(' '));
        let begins = |list: Phrase| {
            let first: String = behind.chars().take(LONGEST_ASIDE).collect();
            begin_with(&words_of(&folded(&first)), list)
        };
        without.push_str(before);
        // "see over" may be an answer; "see handbook p.4" says where to read.
        let refers =
            begins(Phrase::Reference) && (is_bracket || behind.contains(|c: char| c.is_ascii_digit()));
        let is_aside = begins(Phrase::Example) || refers;
        if is_aside && (is_bracket || (sets_off && behind.len() <= LONGEST_EXAMPLE)) {
            let end = if is_bracket { behind.find([')', ']']) } else { None };
            rest = end.map_or("", |end| &behind[end + 1..]);
        } else {
            without.push_str(&rest[at..at + sign]);
            rest = behind;
        }
    }
    without.push_str(rest);
    (without.len() < text.len()).then(|| without.trim().to_owned())
}
