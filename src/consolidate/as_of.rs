//! The date of a run, found out only if a return is dated so late that it matters.

use crate::model::CalendarDate;

/// The date of a run.
#[derive(Debug, Clone, Copy, Default)]
pub enum AsOf {
    /// It is not known, and returns may have any date.
    #[default]
    Unknown,
    /// It is known.
    Known(CalendarDate),
    /// It is found out if a return is dated so late that it matters: that may take as long as reading some files.
    Asked {
        /// It is this date or a later one.
        not_before: CalendarDate,
        /// Finds it out.
        find_out: fn() -> CalendarDate,
    },
}

impl AsOf {
    /// The date of the run, if a return of the date `latest` may be later than it.
    pub(super) fn if_it_matters(self, latest: CalendarDate) -> Option<CalendarDate> {
        match self {
            Self::Unknown => None,
            Self::Known(date) => Some(date),
            Self::Asked { not_before, find_out } => (latest > not_before).then(find_out),
        }
    }
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
        assert_eq!(as_of.if_it_matters(date(2010, 3, 12)), Some(date(2010, 3, 12)));
        let never = AsOf::Asked { not_before: date(2010, 3, 11), find_out: || panic!("it was asked for") };
        assert_eq!(never.if_it_matters(date(2010, 3, 11)), None);
    }
}
