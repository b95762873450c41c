//! What is laid over the cells of a sheet: links, rules for shading and for entries, breaks between pages.

use std::collections::HashSet;

use super::super::Faults;
use super::super::book::Book;
use super::super::formula::Known;
use super::super::places;
use super::super::sheet::Sheet;
use super::super::texts::units;

const LINKS: usize = 65_530;
const BREAKS: usize = 1_023;
/// The longest title and the longest message of a rule for entries.
const TITLE: usize = 32;
const MESSAGE: usize = 255;

pub(super) fn check(book: &Book, sheet: &Sheet, known: &Known, faults: &mut Faults) {
    check_links(sheet, known, faults);
    check_shadings(book, sheet, faults);
    check_entries(sheet, faults);
    for (breaks, end) in sheet.breaks.iter().zip([places::ROWS, places::COLUMNS]) {
        if breaks.len() > BREAKS {
            faults.add(&sheet.name, format!("{} breaks between pages, of {BREAKS}", breaks.len()));
        }
        if !breaks.is_sorted_by(|a, b| a < b) || breaks.iter().any(|at| *at == 0 || *at >= end) {
            faults.add(&sheet.name, "breaks between pages that are off the sheet or out of order");
        }
    }
}

fn check_links(sheet: &Sheet, known: &Known, faults: &mut Faults) {
    let mut places = HashSet::new();
    for link in &sheet.links {
        let place = format!("{} {}", sheet.name, link.place);
        if places::range(&link.place).is_none() {
            faults.add(&place, "a link that is on no cell");
        }
        if !places.insert(&link.place) {
            faults.add(&place, "two links on a cell");
        }
        match &link.location {
            Some(location) if !link.outside && !leads_somewhere(location, known) => {
                faults.add(&place, format!("a link to {location}, which is not there"));
            }
            None if !link.outside => faults.add(&place, "a link that leads nowhere"),
            _ => {}
        }
    }
    if sheet.links.len() > LINKS {
        faults.add(&sheet.name, format!("{} links, of {LINKS}", sheet.links.len()));
    }
}

/// A location is a cell on a sheet or a defined name.
fn leads_somewhere(location: &str, known: &Known) -> bool {
    let Some((sheet, cell)) = location.rsplit_once('!') else { return known.has_name(location, None) };
    let quoted = sheet.strip_prefix('\'').and_then(|s| s.strip_suffix('\''));
    let name = quoted.map_or_else(|| sheet.to_owned(), |s| s.replace("''", "'"));
    known.sheet(&name).is_some() && places::range(cell).is_some()
}

fn check_shadings(book: &Book, sheet: &Sheet, faults: &mut Faults) {
    let mut priorities = HashSet::new();
    for shading in &sheet.shadings {
        let place = format!("{} {}", sheet.name, shading.place);
        if places::ranges(&shading.place).is_none() {
            faults.add(&place, "a rule for shading that is on no cells");
        }
        for rule in &shading.rules {
            if !rule.priority.is_some_and(|p| p > 0 && priorities.insert(p)) {
                faults
                    .add(&place, format!("a rule with the priority {:?} of another, or none", rule.priority));
            }
            let there = |look: &String| look.parse().is_ok_and(|at: usize| at < book.styles.looks.len());
            if rule.look.as_ref().is_some_and(|look| !there(look)) {
                faults.add(&place, format!("the look {:?} of a rule is not in the list", rule.look));
            }
        }
    }
}

fn check_entries(sheet: &Sheet, faults: &mut Faults) {
    let mut taken = Vec::new();
    for entry in &sheet.entries {
        let place = format!("{} {}", sheet.name, entry.place);
        let Some(ranges) = places::ranges(&entry.place) else {
            faults.add(&place, "a rule for entries that is on no cells");
            continue;
        };
        if taken.iter().any(|t: &places::Range| ranges.iter().any(|r| r.meets(t))) {
            faults.add(&place, "two rules for the entries of a cell");
        }
        taken.extend(ranges);
        for (texts, limit) in [(&entry.titles, TITLE), (&entry.messages, MESSAGE)] {
            for text in texts.iter().filter(|t| units(t) > limit) {
                faults.add(&place, format!("{text:?} is longer than {limit} characters"));
            }
        }
    }
}
