//! Charts say in words what they show, and their axes leave out neither names nor where they begin and end.

use super::super::Faults;
use super::super::book::Book;

/// The shortest text that says what a chart shows, in characters.
const SHORTEST: usize = 30;
/// The smallest text in a chart, in hundredths of points.
const SMALLEST: u32 = 900;

pub(super) fn check(book: &Book, faults: &mut Faults) {
    for (sheet, shape) in &book.shapes {
        let place = format!("{} {}", book.sheets[*sheet].name, shape.name);
        if shape.description.chars().count() <= SHORTEST {
            faults.add(place, format!("no text for those who do not see it: {:?}", shape.description));
        }
    }
    for (sheet, chart) in &book.charts {
        let place = format!("{} {}", book.sheets[*sheet].name, chart.part);
        if chart.title.trim().is_empty() {
            faults.add(&place, "a chart without a title");
        }
        if chart.limits.iter().flatten().any(|limit| !limit) {
            faults.add(&place, "an axis of values without a least or greatest value");
        }
        if chart.names.iter().any(|all| !all) {
            faults.add(&place, "an axis that may leave names out");
        }
        if chart.smallest.is_some_and(|size| size < SMALLEST) {
            faults.add(&place, format!("text of {:?} hundredths of a point", chart.smallest));
        }
    }
    let alone = book.charts.len().saturating_sub(book.shapes.len());
    if alone > 0 {
        faults.add("charts", format!("{alone} of them have no text for those who do not see them"));
    }
}
