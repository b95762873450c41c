//! Two checks that every written workbook has to pass: that Excel finds nothing to repair in it, and that those who
//! cannot see it well can use it. Both look at the parts of the package, each of which is read once.

mod accessibility;
mod book;
mod charts;
mod formula;
mod functions;
mod package;
mod places;
mod sheet;
mod styles;
mod tables;
mod texts;
mod validity;
mod xml;

/// So many faults are listed where there are more.
const LISTED: usize = 60;

/// What is wrong, each with its place.
#[derive(Debug, Default)]
pub struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, place: impl std::fmt::Display, what: impl std::fmt::Display) {
        self.0.push(format!("{place}: {what}"));
    }
}

/// Everything that is wrong with a workbook.
pub fn faults(workbook: &[u8]) -> Vec<String> {
    let mut faults = Faults::default();
    let book = book::Book::read(workbook, &mut faults);
    validity::check(&book, &mut faults);
    accessibility::check(&book, &mut faults);
    faults.0
}

/// Fails, with a list, where anything is wrong with a workbook.
#[track_caller]
pub fn assert_sound(workbook: &[u8], what: &str) {
    let faults = faults(workbook);
    let listed: Vec<&str> = faults.iter().take(LISTED).map(String::as_str).collect();
    assert!(faults.is_empty(), "{what} has {} faults:\n{}", faults.len(), listed.join("\n"));
}
