//! Names and texts from returns, made safe for the places they go to: cells, headings, sheet names.
//!
//! Nothing here changes what a name says more than its place demands.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::analyse::ClusterFigures;
use crate::model::first_free;

/// The longest text that a cell can hold, in UTF-16 units.
const CELL_LIMIT: usize = 32_767;
/// The longest heading that a table can have.
const HEADING_LIMIT: usize = 255;
/// The longest name that a sheet can have.
const SHEET_LIMIT: usize = 31;

/// A text for a cell that may have several lines: line breaks stay, other control characters become blanks.
pub(super) fn cell_text(text: &str) -> Cow<'_, str> {
    let plain = |c: char| (!c.is_control() || c == '\n') && !is_no_character(c);
    if text.len() <= CELL_LIMIT && text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean: String = unified.chars().map(|c| if plain(c) { c } else { ' ' }).collect();
    Cow::Owned(shortened(&clean, CELL_LIMIT))
}

/// A name for a cell: control characters and line breaks become blanks.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.len() <= CELL_LIMIT && !text.chars().any(|c| c.is_control() || is_no_character(c)) {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", " ");
    let clean: String =
        unified.chars().map(|c| if c.is_control() || is_no_character(c) { ' ' } else { c }).collect();
    Cow::Owned(shortened(&clean, CELL_LIMIT))
}

/// Code points that XML does not allow.
fn is_no_character(c: char) -> bool {
    matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// A text of at most `limit` UTF-16 units; where it is cut, it ends in "…".
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.len_utf16();
        if used > limit {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A text for the places in the file where Excel reads `_x000D_` as a control character and the writing library
/// does not guard against it (headings of tables, notes, properties).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        out.push_str(if is_escape(from) { "_x005F_x" } else { "_x" });
        rest = &from[2..];
    }
    out.push_str(rest);
    out
}

fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes[2..6].iter().all(u8::is_ascii_hexdigit) && bytes[6] == b'_'
}

/// What two names have in common that Excel takes for the same.
fn folded(name: &str) -> String {
    name.to_uppercase().to_lowercase()
}

/// Headings for columns named after schools or clusters: each as it is, unless a column of our own or an
/// earlier one has that heading.
pub(super) fn headings<'a>(names: impl Iterator<Item = &'a str>, ours: &[&str], what: &str) -> Vec<String> {
    let mut taken: HashSet<String> = ours.iter().map(|h| folded(h)).collect();
    let mut heading = |name: &str| {
        let mut base = one_line(name).into_owned();
        if base.trim().is_empty() {
            what.clone_into(&mut base);
        } else if ours.iter().any(|h| folded(h) == folded(&base)) {
            base = format!("{base} ({what})");
        }
        first_free(&mut taken, folded, (1..).map(|n| numbered(&base, n, HEADING_LIMIT)))
    };
    names.map(&mut heading).collect()
}

/// A name, from the second on with a number behind it, within the limit.
fn numbered(base: &str, n: usize, limit: usize) -> String {
    if n == 1 {
        return shortened(base, limit);
    }
    let number = format!(" ({n})");
    format!("{}{number}", shortened(base, limit - number.len()))
}

/// Names for the grids' sheets: "KSF grid" and the cluster; just "KSF grid" where there is one.
pub(super) fn grid_sheets(clusters: &[String]) -> Vec<String> {
    const PREFIX: &str = "KSF grid";
    if clusters.len() == 1 {
        return vec![PREFIX.to_owned()];
    }
    let mut taken = HashSet::new();
    let mut sheet = |cluster: &String| {
        let base = format!("{PREFIX} {}", sheet_part(cluster));
        first_free(&mut taken, folded, (1..).map(|n| numbered(base.trim_end(), n, SHEET_LIMIT)))
    };
    clusters.iter().map(&mut sheet).collect()
}

/// A cluster's name without what a sheet's name cannot hold.
fn sheet_part(name: &str) -> String {
    let allowed = |c: char| match c {
        '[' | '(' => '(',
        ']' | ')' => ')',
        ':' | '*' | '?' | '/' | '\\' => '-',
        c => c,
    };
    let mut part: String = one_line(name).chars().map(allowed).collect();
    while let Some(at) = part.match_indices("_x").map(|(at, _)| at).find(|&at| is_escape(&part[at..])) {
        part.replace_range(at..=at, "-");
    }
    part.trim().trim_matches('\'').trim().to_owned()
}

/// The clusters' names; with the local authority where two clusters have the same name.
pub(super) fn cluster_names(clusters: &[ClusterFigures]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    for cluster in clusters {
        let key = folded(&one_line(&cluster.name));
        if !seen.insert(key.clone()) {
            twice.insert(key);
        }
    }
    let name = |cluster: &ClusterFigures| {
        let name = one_line(&cluster.name);
        if twice.contains(&folded(&name)) {
            format!("{name} ({})", one_line(&cluster.local_authority))
        } else {
            name.into_owned()
        }
    };
    clusters.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_unique_without_regard_to_case() {
        let names = ["Total", "School A", "school a", "total (school)", "A\r\nB", ""];
        let headings = headings(names.into_iter(), &["Total", "KSF"], "school");
        assert_eq!(
            headings,
            ["Total (school)", "School A", "school a (2)", "total (school) (2)", "A B", "school"]
        );
    }

    #[test]
    fn sheet_names_keep_to_the_rules() {
        let clusters = ["A/B: [x]", "a/b- (X)", "'Quoted'", &"ü".repeat(60), "_x000D_", ""];
        let sheets = grid_sheets(&clusters.map(str::to_owned));
        assert_eq!(sheets[..3], ["KSF grid A-B- (x)", "KSF grid a-b- (X) (2)", "KSF grid Quoted"]);
        assert_eq!(sheets[3].encode_utf16().count(), SHEET_LIMIT);
        assert_eq!(sheets[4..], ["KSF grid -x000D_", "KSF grid"]);
    }

    #[test]
    fn only_escapes_are_escaped() {
        assert_eq!(escaped("a_x000D_b _x00 _xyz_ é_x"), "a_x005F_x000D_b _x00 _xyz_ é_x");
        assert_eq!(cell_text("a\r\nb\u{1}"), "a\nb ");
        assert_eq!(shortened(&"😀".repeat(10), 8), "😀😀😀…");
    }
}
