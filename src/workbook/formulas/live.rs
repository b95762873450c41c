//! Expressions that follow the ratings, each with what it says now: a formula and its stored result, put together as one, so
//! that neither can say something else than the other.
//!
//! Leaves are cells (or what a formula makes of them) with the figure that they hold; the rest is composed.

use crate::model::Mean;

use super::stored::Stored;

/// The longest text that a formula takes between quotation marks, in characters, with room for doubled ones.
const LITERAL: usize = 250;

/// Part of a formula, without an equals sign, and its result now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Live<T> {
    pub(crate) formula: String,
    pub(crate) now: T,
}

impl<T> Live<T> {
    /// A cell, or what a formula makes of cells, with its result.
    pub(crate) fn new(formula: impl Into<String>, now: T) -> Self {
        Self { formula: formula.into(), now }
    }

    /// The formula of a cell that holds this.
    pub(crate) fn cell_formula(&self) -> String {
        format!("={}", self.formula)
    }

    /// The same expression in a cell: others quote the cell from here on.
    pub(crate) fn quoted(self, cell: impl Into<String>) -> Self {
        Self { formula: cell.into(), now: self.now }
    }
}

/// A text that never changes.
pub(crate) fn text(text: &str) -> Live<String> {
    let characters: Vec<char> = text.chars().collect();
    let literal = |part: &[char]| format!("\"{}\"", part.iter().collect::<String>().replace('"', "\"\""));
    let parts: Vec<String> = characters.chunks(LITERAL / 2).map(literal).collect();
    let formula = if parts.is_empty() { "\"\"".to_owned() } else { parts.join("&") };
    Live::new(formula, text.to_owned())
}

/// Texts one after the other.
pub(crate) fn joined(parts: impl IntoIterator<Item = Live<String>>) -> Live<String> {
    let (formulas, texts): (Vec<String>, Vec<String>) =
        parts.into_iter().map(|part| (part.formula, part.now)).unzip();
    if formulas.is_empty() { text("") } else { Live::new(formulas.join("&"), texts.concat()) }
}

/// One of two, by a condition.
pub(crate) fn either<T>(condition: &Live<bool>, yes: Live<T>, no: Live<T>) -> Live<T> {
    let formula = format!("IF({},{},{})", condition.formula, yes.formula, no.formula);
    Live::new(formula, if condition.now { yes.now } else { no.now })
}

/// A text if a condition holds, otherwise nothing.
pub(crate) fn only_if(condition: &Live<bool>, yes: Live<String>) -> Live<String> {
    either(condition, yes, text(""))
}

/// The first of several texts whose condition holds, otherwise the last.
pub(crate) fn first_of(cases: Vec<(Live<bool>, Live<String>)>, otherwise: Live<String>) -> Live<String> {
    cases.into_iter().rev().fold(otherwise, |rest, (condition, text)| either(&condition, text, rest))
}

/// Whether all conditions hold.
pub(crate) fn all(conditions: impl IntoIterator<Item = Live<bool>>) -> Live<bool> {
    let (formulas, hold): (Vec<String>, Vec<bool>) =
        conditions.into_iter().map(|condition| (condition.formula, condition.now)).unzip();
    Live::new(format!("AND({})", formulas.join(",")), hold.into_iter().all(|holds| holds))
}

impl Live<bool> {
    pub(crate) fn not(&self) -> Self {
        Self::new(format!("NOT({})", self.formula), !self.now)
    }

    pub(crate) fn and(&self, other: &Self) -> Self {
        Self::new(format!("AND({},{})", self.formula, other.formula), self.now && other.now)
    }
}

impl Live<u32> {
    /// A number that never changes.
    pub(crate) fn number(number: u32) -> Self {
        Self::new(number.to_string(), number)
    }

    pub(crate) fn is(&self, number: u32) -> Live<bool> {
        Live::new(format!("{}={number}", self.formula), self.now == number)
    }

    pub(crate) fn is_over(&self, number: u32) -> Live<bool> {
        Live::new(format!("{}>{number}", self.formula), self.now > number)
    }

    /// How many more than these there are; nothing is said of fewer.
    pub(crate) fn beyond(&self, number: u32) -> Live<u32> {
        Live::new(format!("({}-{number})", self.formula), self.now.saturating_sub(number))
    }

    /// The number in digits.
    pub(crate) fn digits(&self) -> Live<String> {
        Live::new(self.formula.clone(), self.now.to_string())
    }

    /// One word for one, another for any other number.
    pub(crate) fn counted(&self, one: &str, several: &str) -> Live<String> {
        either(&self.is(1), text(one), text(several))
    }
}

impl Live<Option<Mean>> {
    /// The average with as many decimals as decide its band; nothing if there is none. `limits` are the least averages of the
    /// bands above the lowest. The formula quotes its cell several times: give it one.
    pub(crate) fn shown(&self, limits: [f64; 2]) -> Live<String> {
        let cell = &self.formula;
        let decimals = limits.map(|limit| {
            let near = [0.05, 0.005, 0.0005].map(|by| format!("({cell}>={})", round(limit - by)));
            format!("({cell}<{limit})*({})", near.join("+"))
        });
        let formula = format!("IF({cell}=\"\",\"\",FIXED({cell},1+{},TRUE))", decimals.join("+"));
        Live::new(formula, self.now.map_or_else(String::new, |mean| mean.shown(limits)))
    }
}

/// A limit as it is written: without what binary fractions leave behind it.
fn round(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

impl From<Live<String>> for Stored {
    fn from(live: Live<String>) -> Self {
        live.now.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_and_divided() {
        assert_eq!(text("say \"no\"").formula, "\"say \"\"no\"\"\"");
        let long = text(&"\"".repeat(200));
        assert!(long.formula.split("\"&\"").all(|part| part.len() < 255), "{}", long.formula);
        assert_eq!(joined([]).formula, "\"\"");
    }

    #[test]
    fn what_is_said_now_is_what_the_formula_says() {
        let schools = Live::new("B2", 1);
        let said = joined([schools.digits(), text(" "), schools.counted("school", "schools")]);
        assert_eq!(
            (said.formula.as_str(), said.now.as_str()),
            ("B2&\" \"&IF(B2=1,\"school\",\"schools\")", "1 school")
        );
        let cases = vec![(schools.is(0), text("none")), (schools.is_over(0), text("some"))];
        assert_eq!(first_of(cases, text("?")).now, "some");
    }
}
