//! How like two names of schools are: the measure behind every "almost the same name", between two returns and between
//! a return and the register.
//!
//! In: two names as [`ComparableName`]s. Out: how far they are apart, where they are near enough to ask. Typing errors are letters
//! that make no word ("Oakfeild"); a difference between two words that there are ("St Mary's", "St Mark's"; "Eastfield",
//! "Westfield"; "Infant", "Junior") makes two schools. Nothing here ever makes two names one.

use super::vocabulary::{Kinds, Vocabulary, is_kind, singular};
use crate::lexicon::typing_errors::errors;
use crate::lexicon::{Tag, fold_school_words, is, school_key};
use crate::model::folded_words;

/// What another kind of school or order of words counts, in typing errors: more than any that are allowed, so that the
/// school itself goes before its neighbours.
const OTHER_KIND: usize = 3;

/// A school's name, ready to be compared.
#[derive(Debug)]
pub(crate) struct ComparableName {
    /// Its words as they are typed, and as one.
    typed: Vec<String>,
    full: String,
    /// Its words but "school", folded.
    words: Vec<String>,
    /// All its words as one.
    whole: String,
    /// Which school it is: its words without kinds of schools and particles, as one, in their order and sorted.
    core: String,
    sorted: String,
    core_words: Vec<String>,
    kinds: Kinds,
    /// The saint that it is named after.
    saint: Option<String>,
    /// Which letters occur, to tell quickly what cannot be near.
    full_letters: LetterCounts,
    letters: LetterCounts,
    core_letters: LetterCounts,
}

/// Whether two names may be one school's where something else says that they are: they are the same but for spelling, near
/// one another, or the words that say which school it is are all in the other.
pub(crate) fn are_alike(a: &str, b: &str, vocabulary: &Vocabulary) -> bool {
    if school_key(a) == school_key(b) {
        return true;
    }
    let (a, b) = (ComparableName::new(a, vocabulary), ComparableName::new(b, vocabulary));
    a.distance(&b, vocabulary).is_some() || a.is_shortened(&b) || b.is_shortened(&a)
}

impl ComparableName {
    pub(crate) fn new(name: &str, vocabulary: &Vocabulary) -> Self {
        let mended = vocabulary.mended(name);
        let folded = fold_school_words(mended.iter().map(String::as_str).collect());
        let plain =
            |word: &&str| if *word == "catholic" { "rc".to_owned() } else { singular(word).to_owned() };
        let mut words: Vec<String> = folded.iter().map(plain).collect();
        let kind: Vec<bool> = (0..words.len()).map(|at| is_kind(&words, at)).collect();
        let of_kind = |wanted: bool| -> Vec<String> {
            let words = words.iter().zip(&kind).filter(|(word, kind)| **kind == wanted && *word != "school");
            words.map(|(word, _)| word.clone()).collect()
        };
        let (kinds, rest) = (of_kind(true), of_kind(false));
        if words.iter().any(|word| word != "school") {
            words.retain(|word| word != "school");
        }
        let core_words: Vec<String> = rest.into_iter().filter(|w| !is(w, Tag::Particle)).collect();
        let mut sorted = core_words.clone();
        sorted.sort_unstable();
        let (whole, core, sorted) = (words.concat(), core_words.concat(), sorted.concat());
        let typed = folded_words(name);
        let saint =
            core_words.iter().position(|word| word == "st").and_then(|at| core_words.get(at + 1)).cloned();
        Self {
            full_letters: LetterCounts::of(&typed.concat()),
            full: typed.concat(),
            letters: LetterCounts::of(&whole),
            core_letters: LetterCounts::of(&core),
            typed,
            words,
            whole,
            core,
            sorted,
            core_words,
            kinds: Kinds::of(&kinds),
            saint,
        }
    }

    /// How far two names are apart, from 0, if they are near enough to be one school's. Returns `None` if they are not.
    pub(crate) fn distance(&self, other: &Self, vocabulary: &Vocabulary) -> Option<usize> {
        let worth_a_look = self.full_letters.might_be_near(&other.full_letters)
            || self.letters.might_be_near(&other.letters)
            || self.core_letters.might_be_near(&other.core_letters)
            || (self.saint.is_some() && self.saint == other.saint);
        if !worth_a_look {
            return None;
        }
        if self.kinds.exclude(&other.kinds) {
            return None;
        }
        let whole = || self.whole_apart(other, vocabulary);
        let core = || self.core_apart(other, vocabulary);
        let nearest = [whole(), core(), self.place_left_out(other)];
        nearest.into_iter().flatten().min()
    }

    /// Whether the two are one name but for typing errors.
    pub(crate) fn misspells(&self, other: &Self, vocabulary: &Vocabulary) -> bool {
        self.whole_apart(other, vocabulary).is_some()
    }

    /// Typing errors anywhere in the name.
    fn whole_apart(&self, other: &Self, vocabulary: &Vocabulary) -> Option<usize> {
        let apart = |a: &str, b: &str| {
            let length = a.len().min(b.len());
            errors(a, b, allowed(length)).filter(|_| length >= 3)
        };
        let typed =
            || apart(&self.full, &other.full).filter(|_| !vocabulary.tells_apart(&self.typed, &other.typed));
        let folded = || {
            apart(&self.whole, &other.whole).filter(|_| !vocabulary.tells_apart(&self.words, &other.words))
        };
        [typed(), folded()].into_iter().flatten().min()
    }

    /// Kinds of school left out or added, words in another order.
    fn core_apart(&self, other: &Self, vocabulary: &Vocabulary) -> Option<usize> {
        let length = self.core.len().min(other.core.len());
        if length < 3 {
            return None;
        }
        let most = allowed(length);
        let apart = [errors(&self.core, &other.core, most), errors(&self.sorted, &other.sorted, most)];
        let apart = apart.into_iter().flatten().min()?;
        (!vocabulary.tells_apart(&self.core_words, &other.core_words)).then_some(apart + OTHER_KIND)
    }

    /// The same saint, once without the place: "St Mary's" and "St Mary's, Thornton".
    fn place_left_out(&self, other: &Self) -> Option<usize> {
        let has_all = |a: &[String], b: &[String]| b.iter().all(|word| a.contains(word));
        let same = self.saint.is_some() && self.saint == other.saint;
        let (a, b) = (&self.core_words, &other.core_words);
        (same && (a.len() == 2 && has_all(b, a) || b.len() == 2 && has_all(a, b))).then_some(OTHER_KIND + 1)
    }
}

impl ComparableName {
    /// Whether it is the other name with words left out, or with the initials of its words.
    fn is_shortened(&self, other: &Self) -> bool {
        let has_all = self.core_words.iter().all(|word| other.core_words.contains(word));
        let initials: String = other.typed.iter().filter_map(|word| word.chars().next()).collect();
        !self.core_words.is_empty() && !self.kinds.exclude(&other.kinds) && has_all
            || self.full.len() > 1 && self.full == initials
    }
}

/// Maximum number of typing errors in a name of this many letters.
fn allowed(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// How often each letter occurs in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct LetterCounts([u8; 32]);

impl LetterCounts {
    fn of(text: &str) -> Self {
        let mut counts = [0_u8; 32];
        for b in text.bytes() {
            let at = match b {
                b'a'..=b'z' => b - b'a',
                b'0'..=b'9' => 26,
                _ => 27,
            };
            let count = &mut counts[usize::from(at)];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// Whether two texts may be two typing errors apart: each error changes at most two counts by one.
    fn might_be_near(&self, other: &Self) -> bool {
        let differences = self.0.iter().zip(&other.0).map(|(a, b)| u32::from(a.abs_diff(*b)));
        differences.sum::<u32>() <= 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> Option<usize> {
        let vocabulary = Vocabulary::of(std::iter::empty());
        let (x, y) = (ComparableName::new(a, &vocabulary), ComparableName::new(b, &vocabulary));
        assert_eq!(x.distance(&y, &vocabulary), y.distance(&x, &vocabulary), "{a} / {b}");
        x.distance(&y, &vocabulary)
    }

    #[test]
    fn typing_errors_and_other_ways_to_write_a_name_are_near() {
        for (a, b) in [
            ("Oakfeild Primary", "Oakfield Primary School"),
            ("Castle", "Castle Primary"),
            ("Brookside Infants", "Brooksyde Infants"),
            ("Hil Top Primary", "Hill Top Primary School"),
            ("Gill Top Primary School", "Hill Top Primary School"),
            ("akfield Primary", "Oakfield Primary"),
            ("Oakfield Jnr Sch", "Oakfield Junior School"),
            ("Oakfield Inf", "Oakfield Infants' School"),
            ("Oakfield Pirmary School", "Oakfield Primary"),
            ("Oakfield Comm Prim", "Oakfield Community Primary School"),
            ("Primary School Oakfield", "Oakfield Primary"),
            ("St Marys", "Saint Mary's CE Primary School"),
            ("St Mary's C of W Primary", "St Mary's CE Primary School"),
            ("St Mary's Chruch of Engalnd Primary", "St Mary's C of E Primary"),
            ("St John School", "St John's School"),
            ("St Mary's Primary", "St Mary's CE Primary School, Thornton"),
            ("St Anne's", "St Ann's"),
            ("Hiltop", "Hill Top Primary"),
            ("Oakfield Academy", "Oakfield Community School"),
        ] {
            assert!(apart(a, b).is_some(), "{a} / {b}");
        }
    }

    #[test]
    fn other_schools_are_not_near() {
        for (a, b) in [
            ("School A", "School B"),
            ("School 1", "School 2"),
            ("Oakfield 1", "Oakfield 2"),
            ("Oakfield Infant", "Oakfield Junior"),
            ("Oakfield Infants' School", "Oakfield Primary School"),
            ("Eastfield Primary", "Westfield Primary"),
            ("St Mary's", "St Mark's"),
            ("St Mary's CE Primary School", "St Mark's C of E Primary"),
            ("St Mary's CE Primary", "St Mary's RC Primary"),
            ("Hill Top", "Mill Hill"),
            ("Ashfield Primary", "Oakfield Primary"),
            ("Thornley Primary", "Thornby Primary"),
            ("Upper Moor Primary", "Lower Moor Primary"),
            ("High Park Girls", "High Park Boys"),
            ("Primary School", "Junior School"),
            ("Hill Lane", "Mill Lane"),
            ("Oakfield CE Primary School", "Oakfield Community Primary School"),
            ("St James", "St Jude's"),
            ("", ""),
        ] {
            assert_eq!(apart(a, b), None, "{a} / {b}");
        }
    }

    #[test]
    fn a_word_of_several_names_is_no_typing_error() {
        let names = ["Marton Primary", "Marton Infant", "Barton Primary", "Barton Infant"];
        let vocabulary = Vocabulary::of(names.into_iter());
        let name = |text| ComparableName::new(text, &vocabulary);
        assert_eq!(name("Marton Junior").distance(&name("Barton Junior"), &vocabulary), None);
        assert_eq!(name("Narton Junior").distance(&name("Barton Junior"), &vocabulary), Some(1));
    }
}
