//! What a piece of text is the name of, by its own words: "Riverside Cluster", "Kelshire County Council", "Oakfield
//! Primary School".
//!
//! In: a title, or a piece of it; a heading. Out: the name. A name that only stands where one might be expected says
//! nothing here.

use crate::lexicon::{Tag, identity_heading, is, is_kind_of_school, is_listed};
use crate::model::{folded, folded_words, words_of};

use super::field_labels::{Field, labels_in};

/// Maximum number of words in a school's name; more are a sentence.
const MOST_WORDS: usize = 9;

/// Maximum number of words in the name of a cluster or local authority.
const MOST_GROUP_WORDS: usize = 5;

/// The cluster that a heading over several schools names: "Cluster: Riverside", "Riverside Cluster".
pub(crate) fn cluster_of_group(text: &str) -> Option<&str> {
    let label = |(field, value)| (field == Field::Cluster).then_some(value)?;
    labels_in(text).into_iter().find_map(label).or_else(|| cluster_named(text))
}

/// "Riverside" in "Riverside cluster"; `None` if the text is anything but a cluster's name.
pub(crate) fn cluster_named(text: &str) -> Option<&str> {
    // "Riverside Cluster (2 schools)"; not "Riverside Cluster (North)".
    let count = text.trim().strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let count = count.filter(|(_, inside)| inside.contains(|c: char| c.is_ascii_digit()));
    let text = count.map_or(text, |(text, _)| text);
    let (name, last) = text.trim().rsplit_once(char::is_whitespace)?;
    let says_which = !folded_words(name).iter().all(|w| is(w, Tag::ClusterTitle));
    (last.eq_ignore_ascii_case("cluster") && says_which && name.len() <= 60).then(|| name.trim())
}

/// The school, cluster or local authority that a piece of a title names; `folded`: the piece, folded.
pub(super) fn named_in_title(field: Field, piece: &str, folded: &str) -> Option<String> {
    let words = words_of(folded);
    match field {
        Field::School => school_named(piece, &words),
        Field::Cluster if words.iter().any(|word| is(word, Tag::SaysCluster)) => {
            before_word(piece, |word| is(word, Tag::SaysCluster))
        }
        Field::LocalAuthority if words.last().is_some_and(|word| says_authority(word)) => {
            authority_named(piece)
        }
        _ => None,
    }
}

/// The name before the last word for which `says` is true, without general words around it ("KSF grid for … extended
/// schools cluster").
fn before_word(piece: &str, says: impl Fn(&str) -> bool) -> Option<String> {
    const NOBODY: [Tag; 4] = [Tag::Stock, Tag::StockAlone, Tag::Season, Tag::Period];
    let words: Vec<&str> = piece.split_whitespace().collect();
    let at = words.iter().rposition(|w| says(&folded(w)))?;
    let general = |w: &&str| folded_words(w).iter().all(|w| is(w, Tag::ClusterTitle) || is(w, Tag::Title));
    let year = |w: &&str| w.bytes().all(|b| b.is_ascii_digit() || b"/-".contains(&b));
    let from = words[..at].iter().position(|w| !general(w) && !year(w))?;
    let to = words[..at].iter().rposition(|w| !general(w))? + 1;
    let name = words.get(from..to)?;
    // "Final cluster grid", "Copy for LA", "Second cluster meeting"; "Big cluster" is one.
    let ends = at + 1 == words.len();
    let is_nobody = |w: &String| NOBODY.iter().any(|tag| is(w, *tag)) && !(ends && is(w, Tag::Name));
    let is_nobody = |w: &&str| folded_words(w).iter().all(is_nobody);
    let leads_on = name.last().is_some_and(|w| is(&folded(w), Tag::BeforeName));
    let names = !name.iter().any(general) && !name.iter().all(is_nobody) && !leads_on;
    (name.len() <= MOST_GROUP_WORDS && names).then(|| name.join(" "))
}

/// "Kelshire" in "Kelshire LA", all of "Kelshire County Council".
fn authority_named(piece: &str) -> Option<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let last = folded(words.last()?);
    if says_authority(&last) && words.len() <= MOST_WORDS {
        let says_which = |w: &&str| !is(&folded(w), Tag::Authority) && !is(&folded(w), Tag::ClusterTitle);
        let name = words[..words.len() - 1].iter().any(says_which);
        let whole =
            last == "council" && !words.iter().any(|w| is(&folded(w), Tag::Title) && folded(w) != "local");
        return match (name, whole) {
            (true, true) if words.iter().any(|w| is(&folded(w), Tag::BeforeName)) => None,
            (true, true) => Some(words.join(" ")),
            (true, false) => before_word(piece, says_authority),
            _ => None,
        };
    }
    None
}

fn says_authority(word: &str) -> bool {
    let asks = identity_heading(word).is_some_and(|(field, _)| field == Field::LocalAuthority);
    asks || is(word, Tag::SaysAuthority)
}

/// The school that a piece of a title names without doubt: it ends as names of schools do, or begins with "St", and
/// says which school it is.
fn school_named(piece: &str, words: &[&str]) -> Option<String> {
    let kind = |w: &&str| is_kind_of_school(w);
    // "St Helens Council" and "Riverside Community" are no schools.
    let of_authority = |w: &&str| is(w, Tag::Authority) && !is(w, Tag::Particle);
    if words.iter().any(of_authority) || words.last().is_some_and(|w| is(w, Tag::Faith)) {
        return None;
    }
    let ends = words.last().is_some_and(kind) || words.first().is_some_and(|w| is(w, Tag::Saint));
    if !ends || !(2..=MOST_WORDS).contains(&words.len()) {
        return None;
    }
    let names = |w: &&str| !is_listed(w) || is(w, Tag::Name) || is(w, Tag::PlaceEnd);
    let says_which =
        words.iter().any(|w| names(w) && !kind(w) && !is(w, Tag::Particle) && !is(w, Tag::Saint));
    let of_title = words.iter().any(|w| is(w, Tag::Title));
    (says_which && !of_title).then(|| piece.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_are_names() {
        let named = |field, text: &str| named_in_title(field, text, &folded(text));
        for text in
            ["Oakfield Primary School", "St Mary's", "The Willows Academy", "King Edward's High School"]
        {
            assert_eq!(named(Field::School, text).as_deref(), Some(text));
        }
        for text in [
            "Primary School",
            "School self-assessment",
            "Extended services in the primary school",
            "Riverside cluster",
            "Your school",
            "Name of school",
            "Oakfield",
            "Self-assessment tool for each primary",
            "School improvement",
            "Signed for the school",
            "Member school",
            "",
        ] {
            assert_eq!(named(Field::School, text), None, "{text}");
        }
        for (text, name) in [
            ("Kelshire LA", Some("Kelshire")),
            ("Kelshire Local Authority", Some("Kelshire")),
            ("Kelshire County Council", Some("Kelshire County Council")),
            ("KSF grid for Kelshire LA", Some("Kelshire")),
            ("Local authority", None),
            ("The council", None),
            ("LA", None),
        ] {
            assert_eq!(named(Field::LocalAuthority, text).as_deref(), name, "{text}");
        }
    }
}
