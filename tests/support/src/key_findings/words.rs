//! Lists and numbers in words.

use super::factor::Factor;
use super::ratings::School;

/// "A", "A and B", "A, B and C"; of more than the cap the first, "and 2 more".
pub(super) fn listed(items: &[String], cap: usize) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        items if items.len() > cap => format!("{} and {} more", items[..cap].join(", "), items.len() - cap),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "A (3)".
pub(super) fn with_rating(schools: &[(&School, u8)]) -> Vec<String> {
    schools.iter().map(|(school, rating)| format!("{} ({rating})", school.name)).collect()
}

/// "KSF 3", "KSFs 3 and 9": by number, whatever their order.
pub(super) fn numbers<'a>(factors: impl IntoIterator<Item = &'a Factor<'a>>) -> String {
    let mut places: Vec<usize> = factors.into_iter().map(|factor| factor.index + 1).collect();
    places.sort_unstable();
    let numbers: Vec<String> = places.iter().map(usize::to_string).collect();
    format!("{} {}", if numbers.len() == 1 { "KSF" } else { "KSFs" }, listed(&numbers, usize::MAX))
}

/// A sentence about some KSFs; none about none.
pub(super) fn sentence(before: &str, factors: &[&Factor], behind: &str) -> String {
    if factors.is_empty() {
        return String::new();
    }
    format!("{before}{}{behind}", numbers(factors.iter().copied()))
}

/// Sentences on one line.
pub(super) fn one_after_the_other(sentences: [String; 2]) -> String {
    let said: Vec<String> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
    said.join(" ")
}

/// "1 school", "2 schools".
pub(super) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// What a school's return says beside a rating, in one line and as far as there is room.
pub(super) fn quote(school: &School, ksf: usize) -> String {
    const ROOM: usize = 110;
    let said: Vec<u16> = school.evidence[ksf].replace('\n', " ").encode_utf16().collect();
    let cut = |from: usize| (from..ROOM).find(|at| said[*at] == u16::from(b' '));
    match said.len() {
        0 => String::new(),
        1..=ROOM => format!(" “{}”", String::from_utf16_lossy(&said)),
        _ => {
            let end = cut(79).or_else(|| cut(39)).unwrap_or(ROOM);
            format!(" “{}…”", String::from_utf16_lossy(&said[..end]))
        }
    }
}
