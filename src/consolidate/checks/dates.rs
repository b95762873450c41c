//! Whether the dates that returns state are plausible: none later than the run's, none far from the others.

use std::collections::HashSet;

use crate::consolidate::as_of::AsOf;
use crate::consolidate::identity::IdentifiedReturn;
use crate::finding::{Finding, Location};
use crate::model::CalendarDate;
use crate::rules::{self, Rule};

/// Maximum number of days between a return's date and the median.
const FAR: i32 = 365;

/// Minimum number of dates for a meaningful median.
const ENOUGH: usize = 3;

/// Looks at the date of each return. Several returns on one sheet under one date give one finding.
pub(crate) fn dates(returns: &[IdentifiedReturn], as_of: AsOf, findings: &mut Vec<Finding>) {
    let mut dates: Vec<CalendarDate> = returns.iter().filter_map(IdentifiedReturn::date).collect();
    dates.sort_unstable();
    let middle = dates.get(dates.len().saturating_sub(1) / 2).copied().filter(|_| dates.len() >= ENOUGH);
    let as_of = dates.last().and_then(|latest| as_of.if_it_matters(*latest));
    let mut reported = HashSet::new();
    for one in returns {
        let Some(date) = one.date() else { continue };
        let mut say = |rule: &'static Rule, found: String| {
            if reported.insert((one.file.clone(), one.content.sheet.clone(), date)) {
                findings.push(Finding::new(rule, found, location(one, date)));
            }
        };
        if let Some(as_of) = as_of.filter(|as_of| date > *as_of) {
            let found =
                format!("The return is dated {date}, which lies after {as_of}, the date of the figures.");
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
fn location(one: &IdentifiedReturn, date: CalendarDate) -> Location {
    let mut location = one.content.identity.date_location.clone().unwrap_or_else(|| one.location());
    one.add_identity(&mut location);
    location.typed(date)
}
