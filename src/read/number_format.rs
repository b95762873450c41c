//! What a cell shows for its number: number formats can add a percent sign or any other text, and hide the number.
//!
//! In: the format of a cell, as Excel writes it, and its number. Out: [`Shown`]. A format that only rounds, aligns or colours
//! the number shows the number itself; dates are told from numbers by the reading library.

use super::columns::Cells;
use crate::model::{CellRef, CellValue, folded, number_named};

/// What a cell shows for its number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// The number, perhaps rounded.
    Itself,
    /// Something else.
    Instead(CellValue),
    Nothing,
}

/// The format of a cell: its number format as Excel writes it, and whether its content is struck out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberFormat {
    code: String,
    is_struck_out: bool,
}

/// Replaces the values of cells by what the cells show; `format` gives the format of a cell if it is unusual.
pub(super) fn show<'f>(cells: &mut Cells, format: impl Fn(CellRef) -> Option<&'f NumberFormat>) {
    cells.retain_mut(|(at, value)| match format(*at).and_then(|format| format.shown_for(value)) {
        Some(Shown::Nothing) => false,
        Some(Shown::Instead(shown)) => {
            *value = shown;
            true
        }
        Some(Shown::Itself) | None => true,
    });
}

/// The text that stands for a number that is struck out.
pub(super) fn struck_out(number: &str) -> String {
    format!("{number} (struck out)")
}

/// Whether a text may be a rating or a mark, and no label: "7", "7/10", "seven", "x".
fn may_be_rating(text: &str) -> bool {
    let text = text.trim();
    let first = folded(text.split_whitespace().next().unwrap_or_default());
    let begins = text.starts_with(|c: char| c.is_ascii_digit()) || number_named(&first).is_some();
    text.chars().count() <= 2 || (begins && text.len() <= LONGEST_RATING)
}

/// Length in bytes of the longest text that is taken for a rating: "8 - making headway".
const LONGEST_RATING: usize = 24;

/// Part of a format.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// Shown as it is.
    Literal(char),
    /// Stands for digits of the number, or for the number as it is.
    Digits(char),
    /// A sign that says how the number is shown: %, E or /.
    Sign(char),
    /// The part applies to such numbers only: a comparison and what to compare with.
    Condition(String),
    /// A part of a date.
    Date,
}

impl NumberFormat {
    /// The format, if it may show something else than the number.
    pub(super) fn unusual(code: &str, is_struck_out: bool) -> Option<Self> {
        let all = |signs: &[u8]| code.bytes().all(|sign| signs.contains(&sign));
        let is_plain = code == "General"
            || (code.contains('0') && all(b"0#?.,") && !code.ends_with(','))
            || all(b"dmyhs/-:. ");
        let is_unusual = || !Self { code: code.to_owned(), is_struck_out }.shows_all_numbers();
        (is_struck_out || (!is_plain && is_unusual())).then(|| Self { code: code.to_owned(), is_struck_out })
    }

    /// The code of the format that Excel knows by this number, as far as it matters here.
    pub(super) fn built_in(number: u16) -> &'static str {
        match number {
            5..=8 | 42 | 44 => "$0",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            48 => "##0.0E+0",
            _ => "General",
        }
    }

    fn shows_all_numbers(&self) -> bool {
        let has_condition =
            sections(&self.code).iter().flatten().any(|token| matches!(token, Token::Condition(_)));
        !has_condition && [1.0, 0.5, -1.0, 0.0].iter().all(|number| self.shown(*number) == Shown::Itself)
    }

    /// What a cell of this format shows instead of a value; `None` if it shows the value.
    pub(super) fn shown_for(&self, value: &CellValue) -> Option<Shown> {
        let number = match value {
            CellValue::Number(number) => *number,
            CellValue::Text(text) if self.is_struck_out && may_be_rating(text) => {
                return Some(Shown::Instead(CellValue::Text(struck_out(text.trim()))));
            }
            _ => return None,
        };
        Some(self.shown(number)).filter(|shown| *shown != Shown::Itself)
    }

    /// Whether a comma behind the last digit divides what is shown by a thousand.
    fn is_scaled(&self) -> bool {
        let digits =
            self.code.split(';').next().unwrap_or_default().trim_end_matches(|c| !"0#?,".contains(c));
        digits.ends_with(',')
    }

    fn shown(&self, number: f64) -> Shown {
        if self.is_struck_out {
            return Shown::Instead(CellValue::Text(struck_out(&number.to_string())));
        }
        if self.is_scaled() {
            return Shown::Instead(CellValue::Text(format!("{number} in thousands")));
        }
        let sections = sections(&self.code);
        let Some((section, unsigned)) = section_for(&sections, number) else {
            return Shown::Instead(CellValue::Text("####".to_owned()));
        };
        if section.contains(&Token::Date) || (sections.len() == 1 && section.is_empty()) {
            return Shown::Itself;
        }
        let is = |sign| section.contains(&Token::Sign(sign));
        if is('%') {
            return Shown::Instead(CellValue::Percentage(number));
        }
        if is('E') {
            return Shown::Instead(CellValue::Text(scientific(section, number)));
        }
        match with_literals(section, unsigned) {
            Shown::Instead(CellValue::Text(text)) if text == number.to_string() => Shown::Itself,
            shown => shown,
        }
    }
}

/// The number with the texts that a section adds.
fn with_literals(section: &[Token], number: f64) -> Shown {
    // Of nought, only these show a digit.
    let shows_digits = number != 0.0 || section.iter().any(|t| matches!(t, Token::Digits('0' | '@')));
    let is_digits = |token: &Token| matches!(token, Token::Digits(_));
    let literals = |tokens: &[Token]| -> String {
        let literal = |token: &Token| if let Token::Literal(c) = token { Some(*c) } else { None };
        tokens.iter().filter_map(literal).collect()
    };
    let span = section.iter().position(is_digits).zip(section.iter().rposition(is_digits));
    let Some((first, last)) = span.filter(|_| shows_digits) else {
        let text = literals(section).trim().to_owned();
        return if text.is_empty() { Shown::Nothing } else { Shown::Instead(CellValue::Text(text)) };
    };
    let inside = &section[first..last];
    let slash = inside.iter().position(|token| *token == Token::Sign('/'));
    if slash.is_some_and(|slash| inside[..slash].iter().all(is_digits)) {
        return Shown::Instead(CellValue::Text(format!("{number}/1")));
    }
    if inside.iter().any(|token| matches!(token, Token::Literal(_))) {
        return divided(&section[first..=last], number);
    }
    let (before, after) = (literals(&section[..first]), literals(&section[last..]));
    match (before.trim(), after.trim()) {
        ("", "") => Shown::Itself,
        ("", "%" | "％") => Shown::Instead(CellValue::Percentage(number / 100.0)),
        _ => Shown::Instead(CellValue::Text(format!("{before}{number}{after}").trim().to_owned())),
    }
}

/// The greatest number that is taken for a rating; greater ones may be numbers of schools, which signs divide.
const GREATEST: f64 = 999.0;

/// The number with signs between its digits: "1.0" of ten, "6-7" of 67. A long number is itself.
fn divided(digits: &[Token], number: f64) -> Shown {
    let is_whole = number.fract() == 0.0 && (0.0..=GREATEST).contains(&number);
    if !is_whole || digits.contains(&Token::Digits('.')) {
        return Shown::Itself;
    }
    let text = number.to_string();
    let mut rest = text.chars().rev();
    let mut shown = Vec::new();
    for (index, token) in digits.iter().enumerate().rev() {
        match token {
            Token::Literal(sign) => shown.push(*sign),
            Token::Digits(place) if *place != ',' => {
                // The first takes all that is left.
                let own: Vec<char> = rest.by_ref().take(if index == 0 { text.len() } else { 1 }).collect();
                let is_padded = own.is_empty() && *place == '0';
                shown.extend(own.into_iter().chain(is_padded.then_some('0')));
            }
            _ => {}
        }
    }
    let shown: String = shown.into_iter().rev().collect();
    if shown.trim() == text {
        Shown::Itself
    } else {
        Shown::Instead(CellValue::Text(shown.trim().to_owned()))
    }
}

fn scientific(section: &[Token], number: f64) -> String {
    let point = section.iter().position(|token| *token == Token::Digits('.')).unwrap_or(section.len());
    let decimals =
        section[point..].iter().skip(1).take_while(|token| matches!(token, Token::Digits(_))).count();
    let text = format!("{number:.decimals$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{mantissa}E{:+03}", exponent.parse::<i32>().unwrap_or(0))
}

/// The section of a format that a number is shown by, and the number without the sign that the section says itself; `None` if
/// no section is for such numbers.
fn section_for(sections: &[Vec<Token>], number: f64) -> Option<(&[Token], f64)> {
    let is_for_text = |section: &Vec<Token>| section.contains(&Token::Digits('@'));
    let sections = match sections {
        [rest @ .., last] if !rest.is_empty() && is_for_text(last) => rest,
        all => &all[..all.len().min(3)],
    };
    let condition = |section: &[Token]| {
        section.iter().find_map(|t| if let Token::Condition(c) = t { Some(holds(c, number)) } else { None })
    };
    if sections.iter().any(|section| condition(section).is_some()) {
        return sections.iter().find(|s| condition(s) != Some(false)).map(|section| (&section[..], number));
    }
    let index = match sections.len() {
        0 | 1 => 0,
        _ if number < 0.0 => 1,
        3 if number == 0.0 => 2,
        _ => 0,
    };
    Some((sections.get(index)?, if index == 1 { number.abs() } else { number }))
}

/// Whether a comparison such as ">=8" holds.
fn holds(condition: &str, number: f64) -> bool {
    let at = condition.find(|c: char| !"<>=".contains(c)).unwrap_or(condition.len());
    let (comparison, with) = condition.split_at(at);
    let Ok(with) = with.trim().parse::<f64>() else { return true };
    match comparison {
        "<" => number < with,
        "<=" => number <= with,
        ">" => number > with,
        ">=" => number >= with,
        "<>" => (number - with).abs() > 0.0,
        _ => (number - with).abs() <= 0.0,
    }
}

/// The sections of a format, which semicolons divide.
fn sections(code: &str) -> Vec<Vec<Token>> {
    let mut sections = vec![Vec::new()];
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        let token = match c {
            ';' => {
                sections.push(Vec::new());
                continue;
            }
            '"' => {
                let quoted = rest.by_ref().take_while(|c| *c != '"').map(Token::Literal);
                sections.last_mut().expect("there is one").extend(quoted);
                continue;
            }
            '[' => {
                let bracket: String = rest.by_ref().take_while(|c| *c != ']').collect();
                sections.last_mut().expect("there is one").extend(in_brackets(&bracket));
                continue;
            }
            '\\' => rest.next().map(Token::Literal),
            // A blank as wide as a character; the character that fills the column.
            '_' => rest.next().map(|_| Token::Literal(' ')),
            '*' => rest.next().map(|_| Token::Literal(' ')),
            'G' | 'g' if rest.as_str().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("eneral")) => {
                rest.nth(5);
                Some(Token::Digits('@'))
            }
            'E' | 'e' if rest.as_str().starts_with(['+', '-']) => Some(Token::Sign('E')),
            '0' | '#' | '?' | '@' | '.' | ',' => Some(Token::Digits(c)),
            '%' | '/' => Some(Token::Sign(c)),
            c if "dmyhs".contains(c.to_ascii_lowercase()) => Some(Token::Date),
            c => Some(Token::Literal(c)),
        };
        sections.last_mut().expect("there is one").extend(token);
    }
    sections
}

/// What brackets say: a currency, a condition, the hours or minutes of a time; colours and languages are nothing that is shown.
fn in_brackets(text: &str) -> Vec<Token> {
    if let Some(currency) = text.strip_prefix('$') {
        return currency.split('-').next().unwrap_or_default().chars().map(Token::Literal).collect();
    }
    if text.starts_with(['<', '>', '=']) {
        return vec![Token::Condition(text.to_owned())];
    }
    let is_time = !text.is_empty() && text.chars().all(|c| "hms".contains(c.to_ascii_lowercase()));
    if is_time { vec![Token::Date] } else { Vec::new() }
}

#[cfg(test)]
mod tests;
