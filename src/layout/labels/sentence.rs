//! Sentences that cannot be labels, recognised by their beginning: most texts of a return are its evidence, and occur
//! in no other return.
//!
//! In: a text. Out: true if there is no way to read it as a label; false if that is not known. Without it, `check` of
//! 2,000 forms takes 8 % more processor time.

use memchr::memrchr;

use crate::lexicon::Numbers;
use crate::model::{content_words, folded, words_of};

use super::letter_index::{Beginning, LetterIndex, beginning};
use super::vocabulary::{Kind, Vocabulary, ask_for_rating};

/// Maximum number of words of a number in front of a name, or of the question that a label may begin with.
const BEGINNING: usize = 10;

/// Maximum number of words of a number behind a name.
const END: usize = 2;

/// Number of bytes that are nearly always enough; if they are not, all that stands before the first sign is looked
/// at.
const USUALLY_ENOUGH: usize = 96;

/// What distinguishes a label from a sentence.
pub(super) struct SentenceTest<'a> {
    pub(super) numbers: &'a Numbers,
    pub(super) vocabulary: &'a Vocabulary,
    /// Whole wordings, and what they say.
    pub(super) wordings: [&'a LetterIndex<usize>; 2],
}

impl SentenceTest<'_> {
    /// Whether a text begins as no wording does, and with more unknown words than a label may have, before anything
    /// in it could end a name. A name begins where its text does, except one in square brackets at the end and one
    /// after a request; so no longer part of the text can be a name either.
    pub(super) fn is_sentence(&self, text: &str) -> bool {
        if text.contains('_') || text.ends_with(']') || text.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let beginning = &text[..first_end(text)];
        // A word that is cut in two would be another one.
        let whole_words = beginning.as_bytes().get(..USUALLY_ENOUGH).and_then(|bytes| memrchr(b' ', bytes));
        whole_words.is_some_and(|end| self.tells(&beginning[..end])) || self.tells(beginning)
    }

    /// Whether a text's beginning tells that it is a sentence.
    fn tells(&self, text: &str) -> bool {
        let whole = folded(text);
        let words = words_of(&whole);
        if words.len() < BEGINNING {
            return false;
        }
        let (_, name) = self.numbers.split(text);
        let number = if name.len() < text.len() {
            words.len().saturating_sub(words_of(&folded(name)).len())
        } else {
            0
        };
        let rest = &words[number..];
        let surely = &rest[..rest.len().saturating_sub(END)];
        self.vocabulary.lacks_too_many_of(surely)
            && !ask_for_rating(rest)
            && !self.may_be_wording(&words)
            && (number == 0 || !self.may_be_wording(surely))
    }

    /// Whether these words may begin a wording, whichever of them are left out as saying nothing.
    fn may_be_wording(&self, words: &[&str]) -> bool {
        const LEFT_OUT: [Kind; 4] = [Kind::Small, Kind::Link, Kind::Instruction, Kind::Scale];
        let without = |kinds: &'static [Kind]| {
            words.iter().copied().filter(|w| !kinds.contains(&self.vocabulary.kind(w)))
        };
        let known = |first: Option<Beginning>| {
            first.is_none_or(|first| self.wordings.iter().any(|wordings| wordings.may_begin_with(first)))
        };
        known(beginning(content_words(words)))
            || (2..=4).any(|kinds| known(beginning(without(&LEFT_OUT[..kinds]))))
    }
}

/// The first index at which something may end a name: a sign that sets it off, a bracket, a line's end. Dashes have a
/// blank before them, other signs one behind.
fn first_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |(at, c): (usize, &u8)| match c {
        b'\n' | b'(' | b'[' => true,
        b':' | b';' | b'.' => bytes.get(at + 1).is_none_or(|next| *next == b' '),
        b' ' => bytes.get(at + 1).is_some_and(|next| *next == b'-' || !next.is_ascii()),
        _ => false,
    };
    bytes.iter().enumerate().position(ends).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::super::ksf_labels::KsfLabels;
    use crate::framework::Framework;

    #[test]
    fn evidence_is_told_from_its_beginning() {
        let labels = KsfLabels::new(Framework::embedded());
        for text in [
            "The school council has agreed joint priorities for the year, and publicity now goes to every household.",
            "Governors and pupils met twice in the winter to look at what is offered. Minutes are kept (see folder)",
        ] {
            assert!(labels.is_sentence(text), "{text}");
        }
        for text in [
            "Partnership working",
            "To what extent have the arrangements in your cluster been agreed with all the partners that you work with?",
            "Please rate what follows as the governors of your own school see it today: Partnership working",
            "What do parents, carers, governors and pupils think of the school day? [Partnership working]",
            "9 out of every ten parents and carers said that the breakfast club helped them to find work",
        ] {
            assert!(!labels.is_sentence(text), "{text}");
        }
    }
}
