//! The words of labels other than those of a KSF's name: which of them say nothing, and which make something else of
//! it.
//!
//! In: a word in lower case. Out: its [`Kind`]. A word that is in none of these lists makes something else of a KSF's
//! name ("Partnership working *group*").

use std::sync::LazyLock;

use crate::lexicon::{Tag, is};
use crate::model::Scale;

use super::typing_errors::{errors, is_swapped, slips};

/// What a word adds to a KSF's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Says nothing: "and", "of", "the", "our".
    Small,
    /// Joins the name to something else ("with", "by"); says nothing if the name itself has such a word.
    Link,
    /// "is", "are": makes a sentence of it, except in a question or after "that".
    Verb,
    /// Asks for the rating: "rating", "please", "score".
    Instruction,
    /// Explains the scale, if one is given: "from 1 to 10", "1 is low".
    Scale,
    /// Whom or what it is all about: "school", "cluster".
    Subject,
    /// Could be part of the name: "effective", "sustainable".
    Quality,
    /// Could be part of the name or a verdict: "good", "strong".
    Praise,
    /// Any other word.
    Other,
}

/// What a word adds to a KSF's name.
pub(super) fn kind(word: &str) -> Kind {
    match word {
        "and" | "of" | "the" | "in" | "within" | "for" | "a" | "an" | "our" | "your" | "my" | "its"
        | "their" | "at" | "s" | "plus" | "amp" | "across" | "throughout" | "that" | "which" => Kind::Small,
        "with" | "to" | "into" | "by" | "on" | "from" | "between" | "w" => Kind::Link,
        "is" | "are" => Kind::Verb,
        "rating" | "ratings" | "rate" | "rated" | "score" | "scoring" | "please" | "mark" => {
            Kind::Instruction
        }
        "scale" | "where" | "out" | "ten" | "low" | "lowest" | "medium" | "high" | "highest" | "poor"
        | "weak" | "excellent" | "best" | "worst" => Kind::Scale,
        "school" | "schools" | "cluster" | "clusters" | "local" | "es" | "overall" => Kind::Subject,
        "effective" | "effectively" | "sustainable" => Kind::Quality,
        "good" | "strong" | "robust" => Kind::Praise,
        _ if is_rating(word) => Kind::Scale,
        _ => Kind::Other,
    }
}

/// Whether a word says something by itself.
pub(super) fn says_something(word: &str) -> bool {
    !matches!(kind(word), Kind::Small | Kind::Link)
}

/// Words of these kinds that are long enough to be recognised with a typing error in them.
static LONG: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "within across throughout rating ratings please highest lowest school schools cluster clusters \
     overall effective"
        .split(' ')
        .collect()
});

/// Shorter ones, which are recognised only with letters swapped: "form" is not "for", nor "core" "score".
const SHORT: [&str; 8] = ["rate", "score", "your", "the", "our", "and", "for", "in"];

/// The kind of a word, also of one with a typing error.
pub(super) fn kind_as_typed(word: &str) -> Kind {
    match kind(word) {
        Kind::Other => {
            let long = LONG.iter().find(|known| errors(known, word, 1).is_some());
            let meant = long.or_else(|| SHORT.iter().find(|known| is_swapped(known, word)));
            meant.map_or(Kind::Other, |known| kind(known))
        }
        known => known,
    }
}

/// Whether a word is probably a small one with a typing error: "fot", "te". Only for words between others: "form" is
/// also a word of its own.
pub(super) fn is_mistyped_small(word: &str) -> bool {
    word.len() <= 5
        && ["the", "our", "and", "for", "your"].iter().any(|known| errors(known, word, 1).is_some())
}

/// Whether a word is a whole number as scales have them.
fn is_rating(word: &str) -> bool {
    word.len() <= 3 && word.parse::<u8>().is_ok_and(|n| n <= 100)
}

/// Whether these words give the scale: "1 to 10", "out of 10", "out of ten".
pub(super) fn give_scale(words: &[&str], scale: Scale) -> bool {
    let has = |is: &dyn Fn(&str) -> bool| words.iter().any(|w| is(w));
    let ends = has(&|w| scale.ends_at(w));
    ends && (words.contains(&"out") || has(&|w| scale.begins_at(w)))
}

/// Phrases, each as its words.
type Phrases = LazyLock<Vec<Vec<&'static str>>>;

/// The phrases in a text, which are parted by commas.
fn phrases(text: &'static str) -> Vec<Vec<&'static str>> {
    text.split(", ").map(|phrase| phrase.split(' ').collect()).collect()
}

/// How a text begins that asks for a rating.
static ASKS_FOR_RATING: Phrases = LazyLock::new(|| {
    phrases(
        "please rate, please score, please give, rate, score for, score your, rating for, rating of, rating on, \
     how would you rate, how would you score, how would your, how do you rate, how well, how far, \
     how effective, to what extent, on a scale, what rating, what is your rating",
    )
});

/// Whether a text (its number taken off) asks for a rating: "Please rate …", "To what extent …".
pub(super) fn ask_for_rating(words: &[&str]) -> bool {
    ASKS_FOR_RATING.iter().any(|opening| {
        let alike = |(known, word): (&&str, &&str)| {
            known == word || (opening.len() > 2 && slips(known, word).is_some())
        };
        words.len() >= opening.len() && opening.iter().zip(words).all(alike)
    })
}

/// Whether a word can stand in a question that asks for a rating: "How would you rate your school on: Funding?".
pub(super) fn is_asking(word: &str) -> bool {
    is(word, Tag::Question) || kind(word) != Kind::Other
}

/// Whether a word makes something else of a KSF's name, whatever other words there are: its evidence, its target, its
/// actions …
pub(crate) fn is_other_thing(word: &str) -> bool {
    is(word, Tag::AboutFactor) || is_year(word)
}

/// Whether a word is a year of the last or the present century.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word reports what has been done or is to be done, and does not say what a KSF is about.
pub(super) fn is_reporting(word: &str) -> bool {
    is(word, Tag::Telling)
}

/// How an explanation begins that asks for a rating or for thought: "how secure is it?".
static ASKS_ON: Phrases =
    LazyLock::new(|| phrases("how, to what extent, please, rate, think, consider, on a scale, is there, do"));

/// Whether what follows a KSF's name asks how well it goes.
pub(super) fn ask_on(words: &[&str]) -> bool {
    ASKS_ON.iter().any(|opening| words.starts_with(opening))
}
