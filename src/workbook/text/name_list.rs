//! Lists in one cell, "School A (2), School C (3)": the text, and the formula that makes it.
//!
//! No function of Excel 2010 joins the texts that fit a condition, so a formula spells out one IF for each. A long list
//! is made in parts, each in a cell of its own, because a formula holds 8,192 characters and a cell 32,767.

use std::ops::Range;

use super::safe::utf16_length;

/// The indexes of the entries of each part of a list.
pub(crate) type ListParts = Vec<Range<usize>>;

/// The longest formula of a part, in characters, with room for what stands around the entries.
const FORMULA: usize = 8_000;
/// The longest text of a part, in UTF-16 units.
const PART: usize = 30_000;
/// The longest text of all parts together, in UTF-16 units.
const LONGEST: usize = 32_000;
/// Maximum number of entries of a part: of more a reader of the formula would lose sight.
const ENTRIES: usize = 50;
/// The length of what an entry's text has around a name, in UTF-16 units.
const AROUND: usize = 12;
/// Stands instead of a list that no cell can hold.
const TOO_LONG: &str = "more names than a cell can hold";

/// Divides the entries of a list into parts, given their names and the length of the formula of one entry.
pub(crate) fn divided(names: &[String], cost: usize) -> ListParts {
    let mut parts = ListParts::new();
    let (mut first, mut length) = (0, 0);
    for (at, name) in names.iter().enumerate() {
        let entry = utf16_length(name) + AROUND;
        let full = (at - first) >= ENTRIES || (at - first + 1) * cost > FORMULA || length + entry > PART;
        if full && at > first {
            parts.push(first..at);
            (first, length) = (at, 0);
        }
        length += entry;
    }
    parts.push(first..names.len());
    parts
}

/// The formula of a list in one part, from the formulas of its entries.
pub(crate) fn formula_of_whole(entries: impl Iterator<Item = String>) -> String {
    format!("=MID({},3,{LONGEST})", entries.collect::<Vec<_>>().join("&"))
}

/// The formula of a part, which keeps the separator in front of its first entry.
pub(crate) fn formula_of_part(entries: impl Iterator<Item = String>) -> String {
    format!("={}", entries.collect::<Vec<_>>().join("&"))
}

/// The formula of a list in parts, from the cells of its parts.
pub(crate) fn formula_of_parts(parts: &[String]) -> String {
    let lengths: Vec<String> = parts.iter().map(|part| format!("LEN({part})")).collect();
    let (lengths, parts) = (lengths.join("+"), parts.join("&"));
    format!("=IF({lengths}>{LONGEST},\"{TOO_LONG}\",MID({parts},3,{LONGEST}))")
}

/// The text of a list.
pub(crate) fn text<T: AsRef<str>>(entries: &[T]) -> String {
    let joined: Vec<&str> = entries.iter().map(AsRef::as_ref).collect();
    let joined = joined.join(", ");
    if utf16_length(&joined) + 2 > LONGEST { TOO_LONG.to_owned() } else { joined }
}

/// The text of a part.
pub(crate) fn part_text<T: AsRef<str>>(entries: &[T]) -> String {
    entries.iter().flat_map(|entry| [", ", entry.as_ref()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_divided_and_no_name_is_lost() {
        for (count, length) in [(1, 10), (50, 10), (51, 10), (400, 255), (400, 12), (1000, 80)] {
            let names = vec!["x".repeat(length); count];
            let parts = divided(&names, 90);
            assert_eq!(parts.iter().map(ExactSizeIterator::len).sum::<usize>(), count);
            assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert!(parts.iter().all(|c| c.len() <= ENTRIES && c.len() * (length + AROUND) <= PART));
        }
        assert!(matches!(divided(&[], 90).as_slice(), [none] if none.is_empty()));
    }

    #[test]
    fn a_list_that_no_cell_holds_says_so() {
        assert_eq!(text(&["a".repeat(20_000), "b".repeat(20_000)]), TOO_LONG);
        assert_eq!(text(&["a", "b"]), "a, b");
        assert_eq!(part_text(&["a", "b"]), ", a, b");
    }
}
