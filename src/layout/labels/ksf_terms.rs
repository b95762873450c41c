//! What headings call the KSFs: the framework's terms, for one and for several, and our own.

use crate::framework::Framework;
use crate::lexicon::{Tag, is};
use crate::model::{folded, folded_words, words_of};

/// What our own workbooks call a KSF, whatever the framework calls it.
const OURS: &str = "ksf";

/// Longest text, in bytes, that calls the KSFs by their name.
const LONGEST: usize = 60;

/// The words of every term, the longest terms first.
pub(super) fn of(framework: &Framework) -> Vec<Vec<String>> {
    let mut terms: Vec<Vec<String>> = framework.terms.iter().flat_map(|t| one_and_many(t)).collect();
    terms.push(vec![OURS.to_owned()]);
    terms.sort_by_key(|t| std::cmp::Reverse(t.len()));
    terms
}

/// The term for one KSF, and for several where that is regular.
fn one_and_many(term: &str) -> Vec<Vec<String>> {
    let one = folded_words(term);
    let many = one.split_last().map(|(last, before)| {
        let last = match last.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{last}s"),
        };
        [before, &[last]].concat()
    });
    std::iter::once(one).chain(many).collect()
}

/// Whether a text is one of these terms: "Key success factor", "KSF no".
pub(super) fn is_one(terms: &[Vec<String>], text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let folded = folded(text);
    let words = words_of(&folded);
    let (mut rest, mut found) = (words.as_slice(), false);
    while let Some((first, behind)) = rest.split_first() {
        let begins =
            |term: &&Vec<String>| rest.len() >= term.len() && rest.iter().zip(*term).all(|(w, own)| w == own);
        rest = match terms.iter().find(begins) {
            Some(term) => {
                found = true;
                &rest[term.len()..]
            }
            None if is(first, Tag::AboutTerm) => behind,
            None => return false,
        };
    }
    found
}

/// The words of a heading with every term as our own word: "Rating of each standard" → "rating of each ksf".
pub(super) fn in_our_words(terms: &[Vec<String>], mut words: Vec<String>) -> Vec<String> {
    for term in terms.iter().filter(|term| term.first().is_some_and(|first| first != OURS)) {
        while let Some(at) = words.windows(term.len()).position(|w| w == term) {
            words.splice(at..at + term.len(), [OURS.to_owned()]);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_known_in_the_plural_too() {
        let text =
            crate::framework::EMBEDDED.replace("terms = [", "terms = [\"Priority\", \"Quality standard\", ");
        let terms = of(&Framework::from_toml(&text).unwrap());
        let ours = |heading: &str| in_our_words(&terms, folded_words(heading)).join(" ");
        assert_eq!(ours("Average over all quality standards"), "average over all ksf");
        assert_eq!(ours("Priority rating"), "ksf rating");
        assert_eq!(ours("Priorities: KSF 1"), "ksf ksf 1");
        assert_eq!(ours("Standard deviation"), "standard deviation");
    }
}
