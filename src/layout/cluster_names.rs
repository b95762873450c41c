//! Clusters named in titles and headings: "Riverside cluster".

use crate::framework::Title;
use crate::model::{Sourced, folded_words};
use crate::read::RawSheet;

/// The cluster that a title in these rows names, in the first cell of a row: "Riverside cluster: KSF grid".
pub(super) fn in_titles(
    sheet: &RawSheet,
    rows: std::ops::RangeInclusive<u32>,
    title: &Title,
) -> Option<Sourced<String>> {
    let titles = sheet.rows().filter(|(row, _)| rows.contains(row)).filter_map(|(_, cells)| cells.first());
    titles.take(5).find_map(|(at, value)| {
        let text = value.text().filter(|t| t.len() <= 120)?;
        let text = title.left_out_of(text);
        let mut pieces = text.split(['–', '—', ':', '|', ',', '(', ')', '\n']).flat_map(|p| p.split(" - "));
        let name = pieces.find_map(cluster_in)?;
        Some(Sourced { value: name, cell: *at })
    })
}

/// "Riverside" in "Riverside cluster"; nothing where the text is anything but a cluster's name.
pub(super) fn named(text: &str) -> Option<&str> {
    let (name, last) = text.trim().rsplit_once(char::is_whitespace)?;
    let says_which = !folded_words(name).iter().all(|w| is_general(w));
    (last.eq_ignore_ascii_case("cluster") && says_which && name.len() <= 60).then(|| name.trim())
}

/// The name before the word "cluster", without general words around it ("KSF grid for … extended schools cluster").
fn cluster_in(piece: &str) -> Option<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let at = words.iter().rposition(|w| w.eq_ignore_ascii_case("cluster"))?;
    let general = |w: &&str| folded_words(w).iter().all(|w| is_general(w));
    let from = words[..at].iter().position(|w| !general(w))?;
    let to = words[..at].iter().rposition(|w| !general(w))? + 1;
    let name = &words[from..to];
    (name.len() <= 5 && !name.iter().any(general)).then(|| name.join(" "))
}

fn is_general(word: &str) -> bool {
    const GENERAL: [&str; 40] = [
        "your",
        "the",
        "our",
        "this",
        "name",
        "of",
        "school",
        "schools",
        "each",
        "a",
        "to",
        "for",
        "in",
        "by",
        "services",
        "whole",
        "ksf",
        "ksfs",
        "grid",
        "per",
        "one",
        "and",
        "extended",
        "return",
        "returns",
        "please",
        "self",
        "assessment",
        "from",
        "form",
        "with",
        "at",
        "cfs",
        "ratings",
        "rating",
        "which",
        "what",
        "notes",
        "key",
        "all",
    ];
    GENERAL.contains(&word)
}
