//! Calendar dates as people in England write them.

use std::fmt;

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the calendar, shown as "12 March 2010".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate(Date);

impl CalendarDate {
    /// The date of a year, month (1–12) and day (1–31), if there is such a day from 1900 to 9999.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1900 {
            return None;
        }
        Date::new(year, month, day).ok().map(Self)
    }

    /// Year, month and day.
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Number of days from this date to another; negative if the other is earlier.
    #[must_use]
    pub fn days_to(self, other: Self) -> i32 {
        (other.0 - self.0).get_days()
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        let month = MONTHS[usize::from(month.unsigned_abs()) - 1];
        write!(f, "{day} {month} {year}")
    }
}

impl Serialize for CalendarDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&self.0)
        } else {
            self.parts().serialize(serializer)
        }
    }
}

/// Reads year, month and day; the text is for people only.
impl<'de> Deserialize<'de> for CalendarDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (year, month, day) = Deserialize::deserialize(deserializer)?;
        Self::new(year, month, day).ok_or_else(|| D::Error::custom("no day of the calendar"))
    }
}

/// Reads a date from text: 2010-03-12, 12/03/2010, 12.3.10, 12-03-2010, 12 March 2010, 12th Mar 2010,
/// Friday 12 March 2010, March 12 2010; a time of day after it is ignored. Day before month, as in England; two-digit years are
/// 2000–2099.
#[must_use]
pub fn parse_date(text: &str) -> Option<CalendarDate> {
    let words: Vec<String> = without_time(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .filter(|w| !is_weekday(w) && w != "of")
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).take(4).collect();
    let [a, b, c] = *words.as_slice() else { return None };
    if a.len() == 4
        && let (Some(year), Some(month), Some(day)) = (number(a), month(b), number(c))
    {
        return CalendarDate::new(year, month, i8::try_from(day).ok()?);
    }
    let (day, month_word) =
        if b.chars().all(char::is_alphabetic) || number(a).is_some() { (a, b) } else { (b, a) };
    let year = match (c.len(), number(c)?) {
        (2, y) => 2000 + y,
        (4, y) => y,
        _ => return None,
    };
    CalendarDate::new(year, month(month_word)?, i8::try_from(ordinal(day)?).ok()?)
}

/// The text without the time of day that time stamps have after the date.
fn without_time(text: &str) -> &str {
    let Some((before, _)) = text.split_once(':') else { return text };
    let date = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let date = date.strip_suffix('T').unwrap_or(date);
    if date.len() < before.len() && date.contains(|c: char| c.is_ascii_digit()) { date } else { text }
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && word.chars().all(char::is_alphabetic) && DAYS.iter().any(|d| d.starts_with(word))
}

fn number(word: &str) -> Option<i16> {
    (word.len() <= 4).then(|| word.parse().ok()).flatten()
}

fn ordinal(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    number(digits)
}

fn month(word: &str) -> Option<i8> {
    if let Some(n) = number(word) {
        return i8::try_from(n).ok();
    }
    let begins = |month: &&str| word.len() >= 3 && month.to_lowercase().starts_with(word);
    i8::try_from(MONTHS.iter().position(begins)? + 1).ok()
}

/// Whether a word in lower case is a month, in full or as people write it for short: "aug", "sept".
pub(crate) fn is_month(word: &str) -> bool {
    let is = |month: &str| month.eq_ignore_ascii_case(word);
    word == "sept" || MONTHS.iter().any(|month| is(month) || is(&month[..3]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_written_in_england() {
        let day = CalendarDate::new(2010, 3, 12);
        for text in [
            "2010-03-12",
            "12/03/2010",
            "12.3.10",
            "12-03-2010",
            "12 March 2010",
            "12th Mar 2010",
            "Friday 12 March 2010",
            "March 12, 2010",
            " 12th of March, 2010 ",
            "2010/03/12 9:14:02 am GMT",
            "12/03/2010 09:14",
            "2010-03-12T09:14:02Z",
            "12 March 2010, 9:14",
        ] {
            assert_eq!(parse_date(text), day, "{text}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let date = |text| parse_date(text).unwrap();
        assert_eq!(date("2009-11-23").days_to(date("2010-11-23")), 365);
        assert_eq!(date("2012-03-01").days_to(date("2012-02-28")), -2);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "March 2010", "31/02/2010", "12/13/2010", "spring term", "1/2/3/4", "12 March 201"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
