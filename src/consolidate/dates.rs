//! Whether the dates that returns state are plausible: none later than the run's, none far from the others.

use std::collections::HashSet;

use super::Placed;
use crate::finding::{Finding, Place};
use crate::model::CalendarDate;
use crate::rules::{self, Rule};

/// How many days a return's date may lie from the middle one.
const FAR: i32 = 365;

/// So many dates have a middle that says something.
const ENOUGH: usize = 3;

/// Looks at the date of each return; several returns of one sheet under one date are told once.
pub(super) fn check(placed: &[Placed], as_of: Option<CalendarDate>, findings: &mut Vec<Finding>) {
    let mut dates: Vec<CalendarDate> = placed.iter().filter_map(Placed::date).collect();
    dates.sort_unstable();
    let middle = dates.get(dates.len().saturating_sub(1) / 2).copied().filter(|_| dates.len() >= ENOUGH);
    let mut told = HashSet::new();
    for one in placed {
        let Some(date) = one.date() else { continue };
        let mut say = |rule: &'static Rule, found: String| {
            if told.insert((one.file.clone(), one.content.sheet.clone(), date)) {
                findings.push(Finding::new(rule, found, place(one, date)));
            }
        };
        if let Some(as_of) = as_of.filter(|as_of| date > *as_of) {
            let found =
                format!("The return is dated {date}, which lies after {as_of}, the date of this run.");
            say(&rules::DATE_AFTER_AS_OF, found);
        } else if let Some(middle) = middle.filter(|middle| date.days_to(*middle).abs() > FAR) {
            let found = format!(
                "The return is dated {date}, more than a year from {middle}, the middle date of all returns."
            );
            say(&rules::DATE_FAR_OFF, found);
        }
    }
}

/// Where the date is stated.
fn place(one: &Placed, date: CalendarDate) -> Place {
    let mut place = one.content.identity.date_place.clone().unwrap_or_else(|| one.place());
    one.sign(&mut place);
    place.typed(date)
}
