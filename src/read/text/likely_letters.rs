//! How likely the letters are that an encoding of one byte a letter makes of a text in English.
//!
//! In: bytes and an encoding. Out: a number to compare with another encoding's. A capital with an accent inside a word, or a sign
//! of mathematics, says that the encoding is wrong.

use encoding_rs::Encoding;

/// The sum over all letters that are not ASCII: the higher, the likelier.
pub(super) fn likelihood(bytes: &[u8], encoding: &'static Encoding) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut around = (' ', ' ');
    let mut sum = 0;
    for next in text.chars().chain([' ']) {
        let (before, letter) = around;
        if !letter.is_ascii() {
            sum += likely(before, letter, next);
        }
        around = (letter, next);
    }
    sum
}

/// 2 for what is usual in English, 1 for what happens, 0 for what hardly does.
fn likely(before: char, letter: char, after: char) -> i64 {
    let is_gap = |c: char| !c.is_alphanumeric();
    let is_number = |c: char| c.is_ascii_digit();
    let fits = match letter {
        '’' => before.is_alphanumeric(),
        '‘' | '“' => is_gap(before) && after.is_alphanumeric(),
        '”' | '…' => !before.is_whitespace() && is_gap(after),
        '–' | '—' => is_gap(before) == is_gap(after),
        '£' | '€' => is_gap(before) && (is_number(after) || after == ' '),
        '½' | '¼' | '¾' | '°' => is_gap(after),
        '•' => is_gap(before),
        'é' => before.is_alphabetic(),
        '\u{a0}' => return 1,
        _ if letter.is_lowercase() => {
            return i64::from(before.is_alphabetic() || after.is_lowercase());
        }
        _ if letter.is_uppercase() => {
            let begins = is_gap(before) && after.is_lowercase();
            let inside = before.is_uppercase() && !after.is_lowercase();
            return i64::from(begins || inside);
        }
        _ => false,
    };
    if fits { 2 } else { 0 }
}
