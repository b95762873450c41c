//! What a person can leave in a cell.

/// The content of a cell of a return.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    Nothing,
    Number(f64),
    Text(String),
    Logical(bool),
    /// A number that its cell shows as a percentage.
    Percentage(f64),
    /// Year, month, day.
    Date(u16, u8, u8),
    /// A formula and the result that Excel stored with it.
    Formula(&'static str, &'static str),
    /// A formula as programs write it that do not calculate.
    FormulaWithoutResult(&'static str),
}

/// Formulas that give error values of every kind, as a broken link or a wrong formula leaves them.
pub const ERRORS: [Typed; 6] = [
    Typed::Formula("=NA()", "#N/A"),
    Typed::Formula("=#REF!", "#REF!"),
    Typed::Formula("=1/0", "#DIV/0!"),
    Typed::Formula("=1+\"x\"", "#VALUE!"),
    Typed::Formula("=SQRT(-1)", "#NUM!"),
    Typed::Formula("=NONESUCH", "#NAME?"),
];

impl From<u8> for Typed {
    fn from(n: u8) -> Self {
        Self::Number(f64::from(n))
    }
}

impl From<i32> for Typed {
    fn from(n: i32) -> Self {
        Self::Number(f64::from(n))
    }
}

impl From<f64> for Typed {
    fn from(n: f64) -> Self {
        Self::Number(n)
    }
}

impl From<bool> for Typed {
    fn from(value: bool) -> Self {
        Self::Logical(value)
    }
}

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Typed {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

/// A date as people type it: "12/03/2010" becomes what Excel makes of it, a date cell.
pub(crate) fn date_cell(text: &str) -> Typed {
    let parts: Vec<u16> = text.split('/').filter_map(|p| p.parse().ok()).collect();
    match *parts.as_slice() {
        [day, month, year] => Typed::Date(year, small(month), small(day)),
        _ => Typed::from(text),
    }
}

fn small(n: u16) -> u8 {
    u8::try_from(n).expect("a day or a month")
}
