//! Whether the dates that returns state are plausible: none later than the run's, none far from the others.

use std::collections::HashSet;

use super::Placed;
use crate::finding::{Finding, Location};
use crate::model::CalendarDate;
use crate::rules::{self, Rule};

/// The date of a run.
#[derive(Debug, Clone, Copy, Default)]
pub enum AsOf {
    /// It is not known, and returns may have any date.
    #[default]
    Unknown,
    /// It is known.
    Known(CalendarDate),
    /// It is asked for where a return is dated so late that it matters: to find it out may take as long as reading some
    /// files.
    Asked {
        /// It is this date or a later one.
        not_before: CalendarDate,
        /// Finds it out.
        find_out: fn() -> CalendarDate,
    },
}

impl AsOf {
    /// The date, as far as it matters for returns of which none is later than this.
    fn for_returns_until(self, latest: CalendarDate) -> Option<CalendarDate> {
        match self {
            Self::Unknown => None,
            Self::Known(date) => Some(date),
            Self::Asked { not_before, find_out } => (latest > not_before).then(find_out),
        }
    }
}

/// How many days a return's date may lie from the middle one.
const FAR: i32 = 365;

/// So many dates have a middle that says something.
const ENOUGH: usize = 3;

/// Looks at the date of each return; several returns of one sheet under one date are told once.
pub(super) fn check(placed: &[Placed], as_of: AsOf, findings: &mut Vec<Finding>) {
    let mut dates: Vec<CalendarDate> = placed.iter().filter_map(Placed::date).collect();
    dates.sort_unstable();
    let middle = dates.get(dates.len().saturating_sub(1) / 2).copied().filter(|_| dates.len() >= ENOUGH);
    let as_of = dates.last().and_then(|latest| as_of.for_returns_until(*latest));
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
fn place(one: &Placed, date: CalendarDate) -> Location {
    let mut place = one.content.identity.date_location.clone().unwrap_or_else(|| one.place());
    one.sign(&mut place);
    place.typed(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: i8, day: i8) -> CalendarDate {
        CalendarDate::new(year, month, day).expect("a date")
    }

    #[test]
    fn the_date_of_a_run_is_asked_for_only_where_it_matters() {
        let as_of = AsOf::Asked { not_before: date(2010, 3, 11), find_out: || date(2010, 3, 12) };
        assert_eq!(as_of.for_returns_until(date(2010, 3, 12)), Some(date(2010, 3, 12)));
        let never = AsOf::Asked { not_before: date(2010, 3, 11), find_out: || panic!("it was asked for") };
        assert_eq!(never.for_returns_until(date(2010, 3, 11)), None);
    }
}
