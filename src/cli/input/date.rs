//! The date of the run: given, or today by the computer's clock and time zone.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use ksfgrid::consolidate::AsOf;
use ksfgrid::model::CalendarDate;

use crate::cli::arguments::InputArguments;

/// Today; the same day for all of a run.
static TODAY: LazyLock<CalendarDate> = LazyLock::new(|| calendar_date(jiff::ZonedDateTime::now().date()));

/// The date of the run.
pub(crate) fn date(input: &InputArguments) -> CalendarDate {
    input.as_of.unwrap_or_else(today)
}

/// Has the date of the run found out while files are looked for and read: to learn the time zone takes as long as reading
/// some of them.
pub(crate) fn find_date(input: &InputArguments) {
    if input.as_of.is_none() {
        rayon::spawn(|| _ = LazyLock::force(&TODAY));
    }
}

/// The date of the run; today is found out only if a return is dated so late that it matters. Nowhere on earth is it
/// earlier than yesterday in Greenwich.
pub(super) fn as_of(input: &InputArguments) -> AsOf {
    if let Some(date) = input.as_of {
        return AsOf::Known(date);
    }
    let in_greenwich = TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    in_greenwich.yesterday().map_or_else(
        |_| AsOf::Known(today()),
        |yesterday| AsOf::Asked { not_before: calendar_date(yesterday), find_out: today },
    )
}

fn today() -> CalendarDate {
    *TODAY
}

fn calendar_date(date: Date) -> CalendarDate {
    CalendarDate::new(date.year(), date.month(), date.day()).expect("the clock shows a year after 1900")
}
