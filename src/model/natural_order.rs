//! The order in which names sort.

use std::cmp::Ordering;

/// The order of names in tables: without regard to case, runs of digits as numbers ("School 2" before
/// "School 10"); names that differ only in case keep a fixed order.
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (x, y) = (sort_pieces(a), sort_pieces(b));
    x.cmp(&y).then_with(|| a.cmp(b))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Digits(usize, String),
    Letters(String),
}

fn sort_pieces(name: &str) -> Vec<Piece> {
    let lower = name.to_lowercase();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        if digits {
            let number = piece.trim_start_matches('0');
            pieces.push(Piece::Digits(number.len(), number.to_owned()));
        } else {
            pieces.push(Piece::Letters(piece.to_owned()));
        }
        rest = tail;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_sort_as_numbers() {
        let mut names = ["School 10", "school 2", "Abbey", "School 1"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(names, ["Abbey", "School 1", "school 2", "School 10"]);
    }
}
