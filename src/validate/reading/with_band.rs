//! A number with its band, or what the band means, beside it: "8 - High", "Low - 2", "7 – making headway", "3 (low)".
//!
//! In: an entry in plain letters, and the framework whose bands and meanings are looked for. Out: the number and the band; what
//! follows from it is decided elsewhere.

use crate::framework::Framework;
use crate::model::{Band, folded_words};

/// Signs between the number and the words.
const BETWEEN: [char; 9] = [' ', '-', ':', ';', ',', '=', '(', ')', '/'];

/// The number and the band of an entry; `None` if it is anything else than these two. `number` reads a number.
pub(super) fn parts(
    entry: &str,
    framework: &Framework,
    number: impl Fn(&str) -> Option<f64>,
) -> Option<(f64, Band)> {
    let breaks = || entry.match_indices(BETWEEN).map(|(at, _)| (entry[..at].trim_end(), &entry[at..]));
    let words = |words: &str| band(words, framework);
    // The longest number first: "7 / 10 (high)".
    let number_first = breaks().filter_map(|(head, tail)| Some((number(head)?, words(tail)?))).last();
    number_first.or_else(|| {
        breaks().find_map(|(head, tail)| {
            let tail = tail.trim_start_matches(BETWEEN).trim_end_matches(BETWEEN);
            Some((number(tail)?, words(head)?))
        })
    })
}

/// The band that words name, each part between signs for itself; `None` unless all parts name the same.
fn band(words: &str, framework: &Framework) -> Option<Band> {
    let mut parts = words
        .split(|c| c == '.' || c != ' ' && BETWEEN.contains(&c))
        .map(folded_words)
        .filter(|p| !p.is_empty());
    let first = named(&parts.next()?, framework)?;
    parts.all(|part| named(&part, framework) == Some(first)).then_some(first)
}

/// The only band whose name, letter or meaning these words are.
fn named(words: &[String], framework: &Framework) -> Option<Band> {
    let mut bands = Band::ALL.into_iter().filter(|band| {
        let is = |name: &str| words.iter().map(String::as_str).eq(name.to_lowercase().split(' '));
        is(band.word())
            || is(&band.letter().to_string())
            || means(words, &framework.definition(*band).meaning)
    });
    bands.next().filter(|_| bands.next().is_none())
}

/// Whether words stand in a meaning as they are: two or more of them, or its first word.
fn means(words: &[String], meaning: &str) -> bool {
    let mut clauses = meaning.split(['.', ',', ':', ';']).map(folded_words);
    let begins = clauses.next().is_some_and(|first| first.starts_with(words) || has(&first, words));
    begins || clauses.any(|clause| has(&clause, words))
}

fn has(clause: &[String], words: &[String]) -> bool {
    words.len() > 1 && clause.windows(words.len()).any(|part| part == words)
}
