//! Clusters named in titles and headings: "Riverside cluster".

use crate::lexicon::{Tag, is};
use crate::model::folded_words;

/// "Riverside" in "Riverside cluster"; `None` if the text is anything but a cluster's name.
pub(crate) fn cluster_named(text: &str) -> Option<&str> {
    let (name, last) = text.trim().rsplit_once(char::is_whitespace)?;
    let says_which = !folded_words(name).iter().all(|w| is(w, Tag::ClusterTitle));
    (last.eq_ignore_ascii_case("cluster") && says_which && name.len() <= 60).then(|| name.trim())
}

/// The cluster that a piece of a title names: the name before the word "cluster", without general words around it
/// ("KSF grid for … extended schools cluster").
pub(crate) fn cluster_in_title(piece: &str) -> Option<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let at = words.iter().rposition(|w| w.eq_ignore_ascii_case("cluster"))?;
    let general = |w: &&str| folded_words(w).iter().all(|w| is(w, Tag::ClusterTitle));
    let year = |w: &&str| w.bytes().all(|b| b.is_ascii_digit() || b"/-".contains(&b));
    let from = words[..at].iter().position(|w| !general(w) && !year(w))?;
    let to = words[..at].iter().rposition(|w| !general(w))? + 1;
    let name = &words[from..to];
    (name.len() <= 5 && !name.iter().any(general)).then(|| name.join(" "))
}
