//! Names in sentences: "School A (3), School B (2) and 4 more".
//!
//! No function of Excel 2010 picks the names that fit a condition. So the places of the first few are worked out one after the
//! other, each in a cell of its own, and a sentence names what stands there.

use crate::workbook::formulas::live::{Live, either, joined, only_if, text};

/// Some entries, as an English list: at most all that are given here, of `count` that there are.
pub(super) fn enumerated(entries: Vec<Live<String>>, count: &Live<u32>) -> Live<String> {
    let shown = u32::try_from(entries.len()).expect("a few");
    let parts = (1..=shown).zip(entries).map(|(place, entry)| {
        if place == 1 {
            return entry;
        }
        let separator = either(&count.is(place), text(" and "), text(", "));
        only_if(&count.is_over(place - 1), joined([separator, entry]))
    });
    let more = count.beyond(shown);
    let more = only_if(&count.is_over(shown), joined([text(" and "), more.digits(), text(" more")]));
    joined(parts.chain([more]).collect::<Vec<_>>())
}

/// The place (from 1) of the next cell of a row that fits, behind the place `after`. `fits` is an expression over the cells;
/// `cells` their range, of `number` cells.
pub(super) fn next_place(fits: &str, cells: &str, number: usize, after: &str) -> String {
    next("COLUMN", fits, cells, number, after)
}

/// The same in a column.
pub(super) fn next_row(fits: &str, cells: &str, number: usize, after: &str) -> String {
    next("ROW", fits, cells, number, after)
}

fn next(along: &str, fits: &str, cells: &str, number: usize, after: &str) -> String {
    let place = format!("({along}({cells})-MIN({along}({cells}))+1)");
    format!("{end}-SUMPRODUCT(MAX({fits}*({place}>{after})*({end}-{place})))", end = number + 1)
}

/// "KSF 3", "KSFs 3 and 8", given the list of numbers and how many it has.
pub(super) fn ksfs(count: &Live<u32>, numbers: Live<String>) -> Live<String> {
    joined([count.counted("KSF ", "KSFs "), numbers])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_english() {
        let entry = |name: &str| text(name);
        let list = |count| enumerated(vec![entry("A"), entry("B"), entry("C")], &Live::new("N", count)).now;
        assert_eq!(list(1), "A");
        assert_eq!(list(2), "A and B");
        assert_eq!(list(3), "A, B and C");
        assert_eq!(list(5), "A, B, C and 2 more");
    }
}
