//! The words of a label, ready to be compared with KSFs' wordings: which of them say something, which ask for the
//! rating or only say whom it is about, and which are in no wording at all.

use crate::lexicon::Tag;

use super::vocabulary::{Kind, MOST_FOREIGN, Vocabulary};

/// Maximum weight of the words added to a name.
pub(super) const MOST_ADDED: usize = 3;

/// A label's words, its number taken off.
#[derive(Debug)]
pub(super) struct LabelWords<'a> {
    /// All of them.
    pub(super) all: &'a [&'a str],
    /// Those that say something.
    pub(super) content: Vec<&'a str>,
    /// These without the words that ask for a rating.
    pub(super) named: Vec<&'a str>,
    /// All ways to read them as letters; see [`Form`].
    pub(super) forms: Vec<Form<'a>>,
    /// Number of them that are in no wording: with any, the label can only be a wording whose words are run together or
    /// torn apart.
    pub(super) foreign: usize,
    scaled: bool,
    asking: bool,
    relative: bool,
    pub(super) vocabulary: &'a Vocabulary,
}

/// Words of a label as letters, without added words at its ends ("our school's").
#[derive(Debug)]
pub(super) struct Form<'a> {
    pub(super) letters: String,
    /// Those of its words that say something.
    pub(super) words: Vec<&'a str>,
    /// Number of added words that were left out.
    pub(super) added: usize,
}

impl<'a> Form<'a> {
    fn of(words: &[&'a str], added: usize, vocabulary: &Vocabulary) -> Self {
        Self { letters: words.concat(), words: vocabulary.content(words), added }
    }
}

impl<'a> LabelWords<'a> {
    /// `scaled`: the text gives the scale; `asking`: it asks for a rating.
    pub(super) fn new(words: &'a [&'a str], scaled: bool, asking: bool, vocabulary: &'a Vocabulary) -> Self {
        let all = words;
        let mut label = Self {
            content: vocabulary.content(all),
            named: Vec::new(),
            forms: Vec::new(),
            foreign: 0,
            scaled,
            relative: all.iter().any(|w| vocabulary.lexicon.is(w, Tag::Relative)),
            asking,
            vocabulary,
            all,
        };
        label.named = label.without_asking(&label.content);
        label
    }

    /// Prepares the words for comparison with wordings; `None` if they cannot be one's.
    pub(super) fn compared(mut self) -> Option<Self> {
        let foreign = |w: &&&str| self.vocabulary.lacks(w) && !(self.asking && self.vocabulary.is_asking(w));
        self.foreign = self.content.iter().filter(foreign).take(MOST_FOREIGN + 1).count();
        if self.foreign > MOST_FOREIGN {
            return None;
        }
        self.forms = self.forms();
        Some(self)
    }

    fn forms(&self) -> Vec<Form<'a>> {
        let added = |w: &&&str| {
            matches!(self.vocabulary.kind(w), Kind::Subject | Kind::Quality) || self.vocabulary.has_subject(w)
        };
        let content = &self.named;
        let before = content.iter().take_while(added).count();
        // "Partnership working with schools" is about something else.
        let links = self.all.iter().any(|w| self.vocabulary.kind(w) == Kind::Link) && !self.scaled;
        let verdict = self.all.last().is_some_and(|w| self.vocabulary.kind(w) == Kind::Quality);
        let after = if links || verdict { 0 } else { content.iter().rev().take_while(added).count() };
        let mut forms = vec![
            Form::of(&self.without_asking(self.all), 0, self.vocabulary),
            Form::of(content, 0, self.vocabulary),
        ];
        if before + after < content.len() {
            let parts = [(before, 0), (0, after), (before, after)];
            let parts = parts.into_iter().filter(|(b, a)| b + a > 0 && b + a <= MOST_ADDED);
            forms
                .extend(parts.map(|(b, a)| Form::of(&content[b..content.len() - a], b + a, self.vocabulary)));
        }
        forms
    }

    /// The words without those that ask for a rating.
    fn without_asking(&self, words: &[&'a str]) -> Vec<&'a str> {
        let asks = |word: &str| match self.vocabulary.kind(word) {
            Kind::Instruction => true,
            Kind::Scale => self.scaled,
            _ => false,
        };
        words.iter().copied().filter(|w| !asks(w)).collect()
    }

    /// Whether a word says whose or where something is ("our school's", "in the cluster"), and is not part of another
    /// name, as in "cluster funding".
    fn says_whose(&self, word: &str) -> bool {
        let at = self.all.iter().position(|w| *w == word).unwrap_or_default();
        let is = |word: &str, tag| self.vocabulary.lexicon.is(word, tag);
        match self.all[..at] {
            // "Our schools" is folded from "our school's".
            [whose] => is(whose, Tag::Whose) && word.ends_with('s'),
            [.., place, whose] => is(place, Tag::Place) && is(whose, Tag::Whose),
            [] => false,
        }
    }

    /// Whether a word stands between others.
    pub(super) fn is_between(&self, word: &str) -> bool {
        self.all.first() != Some(&word) && self.all.last() != Some(&word)
    }

    /// The weight of a word that a wording does not hold, by whether the wording has `several` words and whether it
    /// `links` what it is about to something; `None` for a word that makes something else of it.
    pub(super) fn weight(&self, word: &str, several: bool, links: bool) -> Option<usize> {
        if self.asking && self.vocabulary.is_asking(word) {
            return Some(0);
        }
        match self.vocabulary.kind_as_typed(word) {
            Kind::Small | Kind::Instruction => Some(0),
            Kind::Link => (links || self.scaled).then_some(0),
            Kind::Verb => self.relative.then_some(0),
            Kind::Scale => self.scaled.then_some(0),
            Kind::Subject => (several || self.says_whose(word)).then_some(1),
            // "Partnership working good" is a verdict.
            Kind::Quality | Kind::Praise if self.all.last() == Some(&word) => None,
            Kind::Quality => Some(1),
            Kind::Praise => several.then_some(MOST_ADDED),
            Kind::Other if self.vocabulary.has_subject(word) => several.then_some(1),
            Kind::Other if self.is_between(word) && self.vocabulary.is_mistyped_small(word) => {
                several.then_some(0)
            }
            Kind::Other => None,
        }
    }
}
