//! Names of clusters, local authorities and schools, folded so that two ways to write one name are the same key.

use super::lookup::is;
use super::tag::Tag;
use super::words::is_kind_of_school;
use crate::model::{folded, words_of};

/// A cluster's name folded for comparing; "Riverside", "Riverside cluster" and "Cluster: Riverside" are one.
#[must_use]
pub fn cluster_key(name: &str) -> String {
    let folded = folded(name);
    let words = words_of(&folded);
    let kept: Vec<&str> = words.iter().copied().filter(|w| *w != "cluster" && *w != "the").collect();
    if kept.is_empty() { words.concat() } else { kept.concat() }
}

/// A local authority's name folded for comparing; "Northshire", "Northshire Council" and "Northshire LA" are one, and
/// so are "Bristol, City of" and "Bristol City Council".
#[must_use]
pub fn authority_key(name: &str) -> String {
    let folded = folded(name);
    let mut words = words_of(&folded);
    fold_phrase(&mut words, &["london", "borough"], "borough");
    let kept: Vec<&str> = words.iter().copied().filter(|w| !is(w, Tag::Authority)).collect();
    if kept.is_empty() { words.concat() } else { kept.concat() }
}

/// A school's name folded for comparing: as by
/// [`name_key`](crate::model::name_key), and "Saint" is "St", "C of E" and "Church of England" are "CE", and "School"
/// after a kind of school is left out ("Oakfield Primary School").
#[must_use]
pub fn school_key(name: &str) -> String {
    fold_school_words(words_of(&folded(name))).concat()
}

/// The same for a name whose words are known already, word by word.
pub(crate) fn fold_school_words(mut words: Vec<&str>) -> Vec<&str> {
    fold_phrase(&mut words, &["church", "of", "england"], "ce");
    fold_phrase(&mut words, &["c", "of", "e"], "ce");
    fold_phrase(&mut words, &["cofe"], "ce");
    fold_phrase(&mut words, &["c", "e"], "ce");
    fold_phrase(&mut words, &["roman", "catholic"], "rc");
    fold_phrase(&mut words, &["r", "c"], "rc");
    fold_phrase(&mut words, &["saint"], "st");
    let says = |(i, word): &(usize, &&str)| match **word {
        "school" => !(*i > 0 && is_kind_of_school(words[i - 1])),
        "the" => *i > 0 || words.len() == 1,
        _ => true,
    };
    words.iter().enumerate().filter(says).map(|(_, word)| *word).collect()
}

fn fold_phrase(words: &mut Vec<&str>, phrase: &[&str], folded: &'static str) {
    while let Some(at) = words.windows(phrase.len()).position(|w| w == phrase) {
        words.splice(at..at + phrase.len(), [folded]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn school_names_fold_as_people_write_them() {
        for (a, b) in [
            ("St. Mary's C of E Primary School", "Saint Marys CE Primary"),
            ("Oakfield Primary", "OAKFIELD  PRIMARY SCHOOL"),
            ("Thorn & Moss Academy", "Thorn and Moss Academy"),
            ("Hill Top Infant School", "Hilltop Infant"),
            ("The Willows", "Willows"),
        ] {
            assert_eq!(school_key(a), school_key(b), "{a} / {b}");
        }
        assert_ne!(school_key("Oakfield Infant School"), school_key("Oakfield Junior School"));
        assert_ne!(school_key("School A"), school_key("School B"));
        assert_eq!(cluster_key("Riverside Cluster"), cluster_key("riverside"));
        for (a, b) in [
            ("Northshire County Council", "northshire LA"),
            ("Bristol, City of", "Bristol City Council"),
            ("London Borough of Camden", "Camden"),
            ("City of London", "london, city of"),
        ] {
            assert_eq!(authority_key(a), authority_key(b), "{a} / {b}");
        }
        assert_ne!(authority_key("Derby City"), authority_key("Derbyshire"));
    }
}
