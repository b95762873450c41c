//! Numbers written out: "seven", "Twenty-five", "one hundred".

const UP_TO_NINETEEN: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The number that a word in lower case says, from 0 to 100; its parts may be joined by a hyphen or a blank.
pub(crate) fn number_named(text: &str) -> Option<u8> {
    let number = |list: &[&str], word: &str| u8::try_from(list.iter().position(|w| *w == word)?).ok();
    if let Some(number) = number(&UP_TO_NINETEEN, text) {
        return Some(number);
    }
    if matches!(text, "hundred" | "a hundred" | "one hundred") {
        return Some(100);
    }
    let (tens, ones) = text.split_once(['-', ' ']).unwrap_or((text, "zero"));
    let tens = number(&TENS, tens)? * 10 + 20;
    let ones = number(&UP_TO_NINETEEN[..10], ones).filter(|ones| *ones > 0 || text.ends_with("ty"))?;
    Some(tens + ones)
}

/// The word for a number from 0 to 100, where it is a single word.
pub(crate) fn number_word(number: u8) -> Option<&'static str> {
    match number {
        0..20 => Some(UP_TO_NINETEEN[usize::from(number)]),
        100 => Some("hundred"),
        20..100 if number.is_multiple_of(10) => Some(TENS[usize::from(number / 10 - 2)]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_zero_to_a_hundred_are_numbers() {
        for (word, number) in [
            ("zero", Some(0)),
            ("seven", Some(7)),
            ("nineteen", Some(19)),
            ("twenty", Some(20)),
            ("twenty-five", Some(25)),
            ("ninety nine", Some(99)),
            ("one hundred", Some(100)),
            ("twenty-zero", None),
            ("twenty-eleven", None),
            ("twenty-", None),
            ("hundredth", None),
            ("", None),
        ] {
            assert_eq!(number_named(word), number, "{word}");
        }
        for number in 0..=100 {
            assert!(number_word(number).is_none_or(|word| number_named(word) == Some(number)), "{number}");
        }
    }
}
