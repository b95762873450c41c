//! Reads one cell as a rating: a whole number on the scale without doubt, or a reason why not. Never a guess.

mod with_band;

use crate::framework::Framework;
use crate::model::{CellValue, Mark, Rating, Scale, is_month, number_named, parse_date};
use crate::rules::{self, Rule};

/// What a cell says as a rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// A rating; `as_text` if it was typed as text and deserves a note.
    Rated {
        /// The rating.
        rating: Rating,
        /// Whether it was typed as text.
        as_text: bool,
    },
    /// Nothing.
    Missing,
    /// Something that cannot be used as a rating.
    Rejected {
        /// The rule that says so.
        rule: &'static Rule,
        /// Why it cannot be used, without a full stop.
        reason: String,
    },
}

const NOT_APPLICABLE: [&str; 10] =
    ["n/a", "na", "n.a.", "n.a", "n\\a", "n / a", "not applicable", "-", "--", "not rated"];

/// Maximum distance from a whole number at which a number counts as that: results of formulas carry such errors.
const WHOLE: f64 = 1e-9;

/// Reads a cell as a rating on a framework's scale.
pub(super) fn read(value: Option<&CellValue>, framework: &Framework) -> Reading {
    let scale = framework.scale;
    match value {
        None => Reading::Missing,
        Some(CellValue::Number(n)) => number(*n, scale, false),
        Some(CellValue::Text(text)) => read_text(text, framework),
        Some(CellValue::Percentage(_)) => percentage(),
        Some(CellValue::Logical(_)) => not_a_rating(scale),
        Some(CellValue::Date(_)) => rejected(
            &rules::TURNED_INTO_DATE,
            "The cell holds a date or time: Excel turns entries such as 6/7 into one",
        ),
        Some(CellValue::Error(_)) => rejected(&rules::CELL_ERROR, "The cell shows an error"),
        Some(CellValue::NoResult) => {
            rejected(&rules::NO_RESULT, "The cell holds a formula for which the file holds no result")
        }
    }
}

/// Reads an entry of a tick grid: a mark chooses the rating that its column stands for.
pub(super) fn read_mark(value: Option<&CellValue>, stands_for: u8, framework: &Framework) -> Reading {
    let Some(value) = value else { return Reading::Missing };
    match (Mark::of(value, stands_for), Rating::new(stands_for, framework.scale)) {
        (Mark::Chosen, Some(rating)) => Reading::Rated { rating, as_text: false },
        (Mark::NotChosen, _) => Reading::Missing,
        _ => match value {
            CellValue::Text(text) if !NOT_APPLICABLE.contains(&plain(text).as_str()) => {
                rejected(&rules::NOT_A_RATING, "Not a mark such as x or a tick")
            }
            CellValue::Number(_) => rejected(&rules::NOT_A_RATING, "Not a mark such as x or a tick"),
            other => read(Some(other), framework),
        },
    }
}

fn rejected(rule: &'static Rule, reason: impl Into<String>) -> Reading {
    Reading::Rejected { rule, reason: reason.into() }
}

fn percentage() -> Reading {
    rejected(&rules::PERCENTAGE, "The cell shows a percentage, not a rating")
}

fn not_a_rating(scale: Scale) -> Reading {
    rejected(&rules::NOT_A_RATING, format!("Not a whole number from {} to {}", scale.lowest, scale.highest))
}

fn number(n: f64, scale: Scale, as_text: bool) -> Reading {
    if !n.is_finite() {
        return not_a_rating(scale);
    }
    let whole = n.round();
    if (n - whole).abs() > WHOLE {
        return rejected(&rules::NOT_WHOLE, "Not a whole number");
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be 0 to 255")]
    let rating = (0.0..=255.0).contains(&whole).then_some(whole as u8).and_then(|w| Rating::new(w, scale));
    match rating {
        Some(rating) => Reading::Rated { rating, as_text },
        None => rejected(
            &rules::OFF_SCALE,
            format!("Not on the scale from {} to {}", scale.lowest, scale.highest),
        ),
    }
}

fn read_text(text: &str, framework: &Framework) -> Reading {
    let scale = framework.scale;
    let plain = plain(text);
    if plain.is_empty() {
        return Reading::Missing;
    }
    if NOT_APPLICABLE.contains(&plain.as_str()) {
        return rejected(&rules::NOT_APPLICABLE, "The school says that it does not rate this");
    }
    if let Some(n) = decimal(&plain).or_else(|| word(&plain)) {
        return number(n, scale, true);
    }
    if plain.strip_suffix('%').is_some_and(|p| decimal(p.trim_end()).is_some()) {
        return percentage();
    }
    if (plain.starts_with('#') && plain.ends_with(['!', '?'])) || plain == "#n/a" || plain.starts_with("err:")
    {
        return rejected(&rules::CELL_ERROR, "The cell shows an error");
    }
    if let Some(n) = out_of(&plain, scale) {
        return number(n, scale, true);
    }
    let any_number = |text: &str| decimal(text).or_else(|| word(text)).or_else(|| out_of(text, scale));
    if let Some((n, band)) = with_band::parts(&plain, framework, any_number) {
        return match number(n, scale, true) {
            Reading::Rated { rating, .. } if framework.band(rating) != band => {
                rejected(&rules::NOT_A_RATING, "The number and the words beside it are of two bands")
            }
            reading => reading,
        };
    }
    if is_date(&plain) {
        return rejected(
            &rules::TURNED_INTO_DATE,
            "It is a date: Excel turns entries such as 6/7 into one, also in a text file",
        );
    }
    not_a_rating(scale)
}

/// The text in lower case, with single blanks, and with full-width characters and dashes as a keyboard types them.
fn plain(text: &str) -> String {
    let folded: String = text
        .chars()
        .filter(|c| !crate::model::is_invisible(*c))
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect();
    folded.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Digits with an optional minus sign and an optional fraction: "7", "-3", "7.0", "6.5"; no exponents.
fn decimal(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |s: &str| !s.is_empty() && s.len() <= 15 && s.bytes().all(|b| b.is_ascii_digit());
    (digits(whole) && digits(fraction)).then(|| text.parse().ok()).flatten()
}

/// A date as text: in full, or as Excel shows what it made of 6/7 ("06-Jul", "Jul-06").
fn is_date(text: &str) -> bool {
    let short = |day: &str, month: &str| {
        month.len() == 3
            && is_month(month)
            && (1..=2).contains(&day.len())
            && day.bytes().all(|b| b.is_ascii_digit())
    };
    let short = text.split_once('-').is_some_and(|(a, b)| short(a, b) || short(b, a));
    short || parse_date(text).is_some()
}

fn word(text: &str) -> Option<f64> {
    number_named(text).map(f64::from)
}

/// "7/10", "9 out of 10", "nine out of ten": the first number, if the second is the top of the scale.
fn out_of(text: &str, scale: Scale) -> Option<f64> {
    let (rating, top) = text.split_once('/').or_else(|| text.split_once(" out of "))?;
    let value = |s: &str| decimal(s.trim()).or_else(|| word(s.trim()));
    let is_top = |top: &f64| match number(*top, scale, true) {
        Reading::Rated { rating, .. } => rating.get() == scale.highest,
        _ => false,
    };
    value(top).filter(is_top).and_then(|_| value(rating))
}

#[cfg(test)]
mod tests;
