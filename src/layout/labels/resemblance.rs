//! How much a label's words resemble one wording of a KSF: typing errors, other endings, another order, words dropped
//! and added, words run together.
//!
//! Two comparisons: letter by letter, for a wording that was typed in full with a slip or two; and word by word, in
//! any order, for one that was rephrased. In the second, no word that says something else may be left over.

use std::cmp::Ordering;

use super::label_words::{Form, LabelWords, MOST_ADDED};
use super::vocabulary::{Kind, Vocabulary};
use crate::lexicon::difference;
use crate::lexicon::typing_errors::{errors, is_swapped, may_be_same, slips};

/// Two neighbouring words of a wording run together: "multiagency", "designof".
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) letters: String,
    /// Index of the first of its words that say something.
    at: usize,
    /// Number of them that say something.
    words: usize,
}

impl Pair {
    fn all(text: &[String], vocabulary: &Vocabulary) -> Vec<Self> {
        let mut before = 0;
        let pair = |two: &[String]| {
            let words = two.iter().filter(|w| vocabulary.says_something(w)).count();
            let pair = Self { letters: two.concat(), at: before, words };
            before += usize::from(vocabulary.says_something(&two[0]));
            pair
        };
        text.windows(2).map(pair).filter(|pair| pair.words > 0).collect()
    }
}

/// One wording of a KSF, or of a text that resembles one and means something else.
#[derive(Debug)]
pub(super) struct Wording {
    /// Index of the KSF; `None` for a text that means something else.
    pub(super) ksf: Option<usize>,
    /// The words that say something.
    pub(super) words: Vec<String>,
    /// The words that do not: "of", "and".
    pub(super) small: Vec<String>,
    /// Neighbours run together.
    pub(super) pairs: Vec<Pair>,
    joined: [String; 2],
    letters: usize,
    /// Whether it has a word that joins it to something, such as "with".
    pub(super) links: bool,
    /// Whether words may be dropped from it: from a name, not from its short forms.
    shortens: bool,
    is_name: bool,
    /// For each of the words, whether a text that means something else holds it, too.
    common: Vec<bool>,
}

impl Wording {
    /// `others`: words of texts that resemble the KSF and mean something else.
    pub(super) fn new(
        ksf: Option<usize>,
        text: &[String],
        is_name: bool,
        others: &[String],
        vocabulary: &Vocabulary,
    ) -> Self {
        let (words, small): (Vec<String>, Vec<String>) =
            text.iter().cloned().partition(|w| vocabulary.says_something(w));
        let links = small.iter().any(|w| vocabulary.kind(w) == Kind::Link);
        let common = words.iter().map(|w| others.iter().any(|o| difference(w, o).is_some())).collect();
        Self {
            ksf,
            joined: [text.concat(), words.concat()],
            letters: words.iter().map(String::len).sum(),
            links,
            shortens: is_name && words.len() > 2,
            is_name,
            common,
            pairs: Pair::all(text, vocabulary),
            words,
            small,
        }
    }

    /// Whether it has several words, so that one more hardly makes something else of it.
    pub(super) fn has_several(&self) -> bool {
        self.words.len() > 1
    }

    /// How surely the label's words are this wording, from 0 (not accepted) to 1.
    pub(super) fn resemblance(&self, label: &LabelWords<'_>, number_agrees: bool) -> f64 {
        self.by_letters(label).max(self.by_words(label, number_agrees))
    }

    /// The words typed in full and in this order: the letters, with a typing error or two.
    fn by_letters(&self, label: &LabelWords<'_>) -> f64 {
        let allowed = match self.letters {
            0..=5 => 0,
            6..=11 => 1,
            12..=39 => 2,
            _ => 3,
        };
        let forms = label.forms.iter().filter(|form| form.added == 0 || self.has_several());
        let near = |form: &Form<'_>| {
            let fewest = self.joined.iter().filter_map(|joined| errors(joined, &form.letters, allowed)).min();
            let fewest = fewest.filter(|errors| *errors == 0 || self.has_words_of(label, form));
            fewest.map_or(0.0, |errors| score(errors, form.added, 0.0))
        };
        forms.map(near).fold(0.0, f64::max)
    }

    /// Whether a label with about the letters of this wording has its words, too, and no other word among them.
    fn has_words_of(&self, label: &LabelWords<'_>, form: &Form<'_>) -> bool {
        match form.words.len().cmp(&self.words.len()) {
            // Words run together; a short word must not pass for missing letters.
            Ordering::Less => {
                self.words.iter().all(|own| own.len() > 3 || form.letters.contains(own.as_str()))
            }
            Ordering::Equal if self.is_name && self.words.len() > 2 => true,
            Ordering::Equal => self.words.iter().zip(&form.words).all(|(own, word)| may_be_same(own, word)),
            Ordering::Greater => label.all.iter().all(|w| self.may_hold(w, label.vocabulary)),
        }
    }

    /// Whether a word may be a misspelt part of this wording, and is no short word in its own right, which a
    /// comparison by letters would take for a typing error: the "ok" of "Partnership working ok", a rating.
    fn may_hold(&self, word: &str, vocabulary: &Vocabulary) -> bool {
        let near = |own: &String| errors(own, word, 1).is_some();
        let is_another = || vocabulary.lexicon.tags(word).is_usual() && !vocabulary.has_subject(word);
        (word.len() > 3 && !is_another())
            || matches!(vocabulary.kind(word), Kind::Small | Kind::Link | Kind::Instruction)
            || self.words.iter().chain(&self.small).any(near)
    }

    /// The words in any order, each with its own typing errors; no word that says something else is left over.
    fn by_words(&self, label: &LabelWords<'_>, number_agrees: bool) -> f64 {
        if label.foreign > 0 {
            return 0.0;
        }
        let mut free = label.content.clone();
        let (mut errors, mut found, mut own, mut has_end) = (0, 0, false, false);
        let mut at = 0;
        while at < self.words.len() {
            let Some((taken, wrong)) = self.take(at, &mut free) else {
                at += 1;
                continue;
            };
            errors += wrong;
            for i in at..at + taken {
                found += self.words[i].len();
                own |= !self.common[i];
            }
            at += taken;
            has_end = at == self.words.len();
        }
        let dropped = self.letters - found;
        if dropped > 0 && !(self.shortens && own && self.is_enough(found, number_agrees)) {
            return 0.0;
        }
        let Some((added, slips)) = self.added(label, &free) else { return 0.0 };
        errors += slips;
        // Another word at its end makes something else of it: "Integrated multi-agency services".
        if added > MOST_ADDED || (!has_end && added > 0) || errors > 2 + self.words.len() / 4 {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of letters in a label")]
        let part = dropped as f64 / self.letters as f64;
        score(errors, added, part)
    }

    /// Number of differences between a word of this wording and one of a label, if they may be the same word. A
    /// wording of few words, or a short form, leaves no room: "Funds" are not "Funding", and "worked in partnership"
    /// reports what was done.
    fn same(&self, word: &str, other: &str) -> Option<usize> {
        let tells = other.ends_with("ed") && !word.ends_with("ed");
        match self.words.len() {
            1 => errors(word, other, 1),
            2 if tells => slips(word, other),
            _ if !self.is_name => slips(word, other),
            _ => difference(word, other),
        }
    }

    /// Takes the wording's word with an index, or it and the next run together, from the label's words that are still
    /// free. Returns how many of the wording's words that were, with how many errors.
    fn take(&self, at: usize, free: &mut Vec<&str>) -> Option<(usize, usize)> {
        let word = &self.words[at];
        let nearest = (0..free.len()).filter_map(|i| Some((self.same(word, free[i])?, i))).min();
        if let Some((errors, i)) = nearest {
            free.remove(i);
            return Some((1, errors));
        }
        let as_one = |pair: &&Pair| free.iter().any(|f| errors(&pair.letters, f, 1).is_some());
        let pair = self.pairs.iter().filter(|pair| pair.at == at).find(as_one)?;
        free.retain(|f| errors(&pair.letters, f, 1).is_none());
        Some((pair.words, 1))
    }

    /// Whether this number of its letters is enough to recognise it.
    fn is_enough(&self, found: usize, number_agrees: bool) -> bool {
        match (number_agrees, self.words.len()) {
            (true, _) => found * 2 >= self.letters,
            (false, 0..=3) => found * 10 >= self.letters * 7,
            (false, _) => found * 8 >= self.letters * 5,
        }
    }

    /// The weight of the words that are left over, and the number of small words of this wording with a typing error
    /// among them; `None` if one of them makes something else of it.
    fn added(&self, label: &LabelWords<'_>, left: &[&str]) -> Option<(usize, usize)> {
        let mut small: Vec<&String> =
            self.small.iter().filter(|w| !label.all.contains(&w.as_str())).collect();
        let (mut added, mut slips) = (0, 0);
        let linked = label.all.iter().filter(|w| label.vocabulary.kind(w) == Kind::Link);
        for word in left.iter().chain(linked) {
            added += match label.weight(word, self.has_several(), self.links) {
                Some(weight) => weight,
                None if label.vocabulary.kind(word) == Kind::Verb => return None,
                None => {
                    let between = word.len() > 1 && label.is_between(word);
                    let meant =
                        |s: &&&String| is_swapped(s, word) || (between && errors(s, word, 1).is_some());
                    let i = small.iter().position(|s| meant(&s))?;
                    small.remove(i);
                    slips += 1;
                    0
                }
            };
        }
        Some((added, slips))
    }
}

/// A score from the number of typing errors, the weight of added words and the share of the letters that is missing.
fn score(errors: usize, added: usize, dropped: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let (errors, added) = (errors as f64, added as f64);
    (1.0 - 0.02 * errors - 0.04 * added - dropped).max(0.0)
}
