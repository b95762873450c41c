//! Everything that people type for a rating, and what it is read as: never a guess.

use proptest::prelude::*;

use super::*;
use crate::framework::Framework;

fn framework() -> &'static Framework {
    Framework::embedded()
}

fn on_scale(lowest: u8, highest: u8) -> Framework {
    Framework { scale: Scale { lowest, highest }, ..framework().clone() }
}

fn rated(value: &CellValue) -> Option<(u8, bool)> {
    match read(Some(value), framework()) {
        Reading::Rated { rating, as_text } => Some((rating.get(), as_text)),
        _ => None,
    }
}

fn rule(value: &CellValue) -> &'static str {
    match read(Some(value), framework()) {
        Reading::Rejected { rule, .. } => rule.code,
        other => panic!("{value:?} read as {other:?}"),
    }
}

#[test]
fn numbers_and_unmistakable_texts_are_ratings() {
    assert_eq!(rated(&CellValue::Number(7.0)), Some((7, false)));
    assert_eq!(rated(&CellValue::Number(6.999_999_999_999_9)), Some((7, false)));
    assert_eq!(rated(&CellValue::Number(7.1)), None);
    for text in [
        "7",
        " 7 ",
        "7.0",
        "７",
        "\u{a0}7\u{a0}",
        "\u{200b}7",
        "7/10",
        "7 / 10",
        "7 out of 10",
        "seven",
        "Seven",
        "SEVEN",
        "seven out of ten",
        "07",
    ] {
        assert_eq!(rated(&CellValue::Text(text.to_owned())), Some((7, true)), "{text:?}");
    }
}

#[test]
fn a_number_with_its_band_or_meaning_is_that_rating() {
    for (text, rating) in [
        ("8 - High", 8),
        ("7 – making headway", 7),
        ("3 (low)", 3),
        ("Low - 2", 2),
        ("high: 10", 10),
        ("HIGH 9", 9),
        ("Medium (5)", 5),
        ("5 medium", 5),
        ("9 H", 9),
        ("8/10 - high", 8),
        ("8 out of 10 (high)", 8),
        ("eight - high", 8),
        ("8 = High", 8),
        ("8, robust arrangements", 8),
        ("8 - High - robust", 8),
        ("2 - Significant issues with delivering in this area. Act now: make it a priority.", 2),
        ("4 - Medium (making headway, with some issues)", 4),
        ("1 = act now", 1),
    ] {
        assert_eq!(rated(&CellValue::Text(text.to_owned())), Some((rating, true)), "{text:?}");
    }
    let disagree = read(Some(&CellValue::Text("8 - low".to_owned())), framework());
    let Reading::Rejected { reason, .. } = disagree else { panic!("{disagree:?}") };
    assert_eq!(reason, "The number and the words beside it are of two bands");
}

#[test]
fn every_other_text_is_rejected_by_its_rule() {
    let not_ratings = [
        "6-7",
        "7/9",
        "7 (was 5)",
        "8*",
        "high",
        "TBC",
        "1e1",
        "06-07",
        "6-abc",
        "xx-Jul",
        "100-Jul",
        "July-6",
        "7!",
        "#7",
        "7.",
        "7,5",
        "+7",
        "⑦",
        "７/９",
        "?",
        "x",
        "012-8",
        "8 - low",
        "3 (high)",
        "7 - robust arrangements",
        "high - low",
        "7 - 8",
        "7 - 8 - high",
        "high 7 or 8",
        "8 - high to medium",
        "8 - quite high",
        "8high",
        "7 (medium) was 5",
        "7 issues",
        "8 schools",
        "2 r",
    ];
    for (code, texts) in [
        ("R301", &["0", "11", "-3", "−3", "11/10", "zero", "0 - low", "11 (high)"][..]),
        ("R302", &["6.5", "6.5/10", "6.5 - medium"]),
        ("R303", &["70%", "70 %"]),
        ("R304", &not_ratings),
        ("R305", &["N/A", "n/a", "-", "–", "—"]),
        ("R306", &["06-Jul", "Jul-06", "06/07/2010", "6 July 2010"]),
        ("R307", &["#REF!", "#N/A", "Err:502"]),
    ] {
        for text in texts {
            assert_eq!(rule(&CellValue::Text((*text).to_owned())), code, "{text:?}");
        }
    }
}

#[test]
fn every_other_value_is_rejected_by_its_rule() {
    for (value, code) in [
        (CellValue::Number(0.0), "R301"),
        (CellValue::Number(-3.0), "R301"),
        (CellValue::Number(1e300), "R301"),
        (CellValue::Number(6.5), "R302"),
        (CellValue::Number(f64::NAN), "R304"),
        (CellValue::Percentage(1.0), "R303"),
        (CellValue::Logical(true), "R304"),
        (CellValue::Date(None), "R306"),
        (CellValue::Error("#N/A".to_owned()), "R307"),
        (CellValue::NoResult, "R308"),
    ] {
        assert_eq!(rule(&value), code, "{value:?}");
    }
    assert_eq!(read(None, framework()), Reading::Missing);
    assert_eq!(read(Some(&CellValue::Text(" \u{a0}".to_owned())), framework()), Reading::Missing);
}

#[test]
fn other_scales_have_other_ends_and_other_tops() {
    let reads = |lowest, highest, typed: &str| match read(
        Some(&CellValue::Text(typed.to_owned())),
        &on_scale(lowest, highest),
    ) {
        Reading::Rated { rating, .. } => Ok(rating.get()),
        Reading::Rejected { rule, reason } => Err((rule.code, reason)),
        Reading::Missing => panic!("{typed} read as missing"),
    };
    for (lowest, highest, typed, rating) in [
        (1, 4, "3/4", 3),
        (1, 4, "3 out of 4", 3),
        (1, 4, "three out of four", 3),
        (0, 3, "0", 0),
        (0, 3, "zero", 0),
        (0, 3, "0/3", 0),
        (1, 20, "fifteen", 15),
        (1, 100, "seventy-five", 75),
        (1, 100, "100/100", 100),
    ] {
        assert_eq!(reads(lowest, highest, typed), Ok(rating), "{typed} on {lowest} to {highest}");
    }
    let off = |text: &str| Err(("R301", text.to_owned()));
    assert_eq!(reads(1, 4, "5"), off("Not on the scale from 1 to 4"));
    assert_eq!(reads(1, 4, "five"), off("Not on the scale from 1 to 4"));
    assert_eq!(reads(0, 3, "-1"), off("Not on the scale from 0 to 3"));
    assert_eq!(reads(1, 100, "101"), off("Not on the scale from 1 to 100"));
    let other_top = Err(("R304", "Not a whole number from 1 to 4".to_owned()));
    assert_eq!(reads(1, 4, "3/10"), other_top);
    assert_eq!(reads(1, 4, "3 out of 5"), other_top);
}

#[test]
fn a_number_is_whole_up_to_what_formulas_lose() {
    let from_nought = |n: f64| read(Some(&CellValue::Number(n)), &on_scale(0, 3));
    assert!(matches!(from_nought(WHOLE), Reading::Rated { rating, .. } if rating.get() == 0));
    assert!(matches!(from_nought(2.0 * WHOLE), Reading::Rejected { rule, .. } if rule.code == "R302"));
}

#[test]
fn a_mark_in_a_tick_grid_chooses_its_column_and_nothing_else_does() {
    let mark = |typed: &str| match read_mark(Some(&CellValue::Text(typed.to_owned())), 7, framework()) {
        Reading::Rated { rating, as_text } => Ok((rating.get(), as_text)),
        Reading::Missing => Err(("", String::new())),
        Reading::Rejected { rule, reason } => Err((rule.code, reason)),
    };
    for typed in ["x", "✓", "1", "7"] {
        assert_eq!(mark(typed), Ok((7, false)), "{typed}");
    }
    assert_eq!(mark("0"), Err(("", String::new())));
    for typed in ["?", "6", "maybe"] {
        assert_eq!(mark(typed), Err(("R304", "Not a mark such as x or a tick".to_owned())), "{typed}");
    }
    assert_eq!(mark("N/A").unwrap_err().0, "R305");
    assert_eq!(read_mark(None, 7, framework()), Reading::Missing);
    let code = |value: CellValue| match read_mark(Some(&value), 7, framework()) {
        Reading::Rejected { rule, .. } => rule.code,
        other => panic!("{value:?} read as {other:?}"),
    };
    assert_eq!(code(CellValue::Number(6.0)), "R304");
    assert_eq!(code(CellValue::NoResult), "R308");
}

/// Ways to write a whole number without doubt.
fn written(n: u8) -> Vec<String> {
    let word = WORDS[usize::from(n)];
    let full_width: String =
        n.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
    let capitals = word.to_uppercase();
    vec![n.to_string(), format!("{n}.0"), format!("0{n}"), full_width, word.to_owned(), capitals]
}

const WORDS: [&str; 14] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen",
];

/// What follows a number without changing it, and blanks of every kind around it.
const OUT_OF_TEN: [&str; 5] = ["", "/10", " / ten", " out of 10", " Out Of Ten"];
const BLANKS: [&str; 4] = ["", " ", "\u{a0} ", "\u{200b}"];

/// What makes a number anything but a rating.
const ADDED: [&str; 12] = ["*", "?", "!", "+", " - 8", "/9", " or 8", " (was 5)", "%%", "e1", "th", "."];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_is_read_however_it_is_written(
        n in 0_u8..14, way in 0_usize..6, of in 0_usize..5, blanks in 0_usize..4
    ) {
        let text = format!("{0}{1}{2}{0}", BLANKS[blanks], written(n)[way], OUT_OF_TEN[of]);
        let reading = read(Some(&CellValue::Text(text.clone())), framework());
        match reading {
            Reading::Rated { rating, as_text } => prop_assert_eq!((rating.get(), as_text), (n, true)),
            Reading::Rejected { rule, .. } => {
                prop_assert!(!(1..=10).contains(&n), "{text:?}");
                prop_assert_eq!(rule.code, "R301");
            }
            Reading::Missing => prop_assert!(false, "{text:?} read as missing"),
        }
    }

    #[test]
    fn a_number_with_anything_added_is_no_rating(n in 0_u8..14, way in 0_usize..6, added in 0_usize..12) {
        let text = format!("{}{}", written(n)[way], ADDED[added]);
        prop_assert_eq!(rule(&CellValue::Text(text.clone())), "R304", "{}", text);
    }

    #[test]
    fn any_whole_number_is_a_rating_exactly_on_the_scale(n in -1000_i32..1000) {
        let number = rated(&CellValue::Number(f64::from(n)));
        let text = rated(&CellValue::Text(n.to_string()));
        prop_assert_eq!(number.map(|r| i32::from(r.0)), (1..=10).contains(&n).then_some(n));
        prop_assert_eq!(text.map(|r| i32::from(r.0)), (1..=10).contains(&n).then_some(n));
    }

    #[test]
    fn no_text_panics_and_none_with_letters_beyond_number_words_is_a_rating(text in "\\PC{0,12}") {
        let reading = rated(&CellValue::Text(text.clone()));
        let bare = text.trim().to_lowercase();
        if bare.chars().any(char::is_alphabetic) && !bare.contains("out of") && number_named(&bare).is_none() {
            prop_assert_eq!(reading, None);
        }
    }
}
