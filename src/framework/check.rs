//! Whether the parts of a framework file fit together: the scale, the bands that cover it, the numbers of the success
//! factors, and names that labels can be told apart by.

use std::collections::HashMap;

use toml::Spanned;

use super::error::{Fault, line_of};
use super::syntax::must_be_number;
use super::written::{Number, Text, Written};
use crate::model::{content_words, folded, words_of};

/// Finds the first thing in the file that does not fit.
pub(super) fn check(text: &str, written: &Written) -> Result<(), Fault> {
    let mut check = Check { text, written, faults: Vec::new() };
    check.texts();
    check.scale_and_bands();
    check.order();
    check.names();
    check.words();
    check.faults.into_iter().min_by_key(|fault| fault.at).map_or(Ok(()), Err)
}

struct Check<'a> {
    text: &'a str,
    written: &'a Written,
    faults: Vec<Fault>,
}

/// What labels are compared by.
fn key(text: &Text) -> String {
    content_words(&words_of(&folded(text.get_ref()))).collect()
}

impl<'a> Check<'a> {
    fn add<T>(&mut self, at: &Spanned<T>, problem: impl Into<String>) {
        self.faults.push(Fault::new(at.span().start, problem));
    }

    /// No text or list is empty, and no name or term is one by which no label could be recognised.
    fn texts(&mut self) {
        let file = self.written;
        self.not_empty("title", [&file.title]);
        self.not_empty("an entry of terms", file.terms.get_ref());
        self.not_empty("an entry of questions", &file.questions);
        self.not_empty(
            "meaning",
            [&file.bands.low, &file.bands.medium, &file.bands.high].map(|b| &b.meaning),
        );
        for factor in file.factors() {
            self.not_empty("name", [&factor.name]);
            self.not_empty("an entry of aliases", &factor.aliases);
            self.not_empty("an entry of not", &factor.not);
        }
        if file.terms.get_ref().is_empty() {
            self.add(&file.terms, "terms is empty");
        }
        let names = file.factors().flat_map(|factor| std::iter::once(&factor.name).chain(&factor.aliases));
        for text in file.terms.get_ref().iter().chain(names) {
            if !key(text).chars().any(char::is_alphabetic) {
                let said = text.get_ref().trim();
                self.add(text, format!("\"{said}\" holds no word by which it could be recognised"));
            }
        }
    }

    /// No list of added words is empty.
    fn words(&mut self) {
        for (list, added) in &self.written.words {
            if words_of(&folded(added.get_ref())).is_empty() {
                self.add(list, "there is no word in this list");
            }
        }
    }

    fn not_empty(&mut self, what: &str, texts: impl IntoIterator<Item = &'a Text>) {
        for text in texts {
            if text.get_ref().trim().is_empty() {
                self.add(text, format!("{what} is empty"));
            }
        }
    }

    /// The scale rises, and the bands cover it from its lowest to its highest rating without gap or overlap. Bands of a
    /// scale that is wrong itself are not checked.
    fn scale_and_bands(&mut self) {
        let scale = &self.written.scale;
        for (key, number) in [("lowest", &scale.lowest), ("highest", &scale.highest)] {
            if *number.get_ref() > 100 {
                self.add(number, must_be_number(key, number.get_ref()));
            }
        }
        let (lowest, highest) = (*scale.lowest.get_ref(), *scale.highest.get_ref());
        match highest.checked_sub(lowest) {
            None | Some(0) => self.add(
                &scale.highest,
                format!("the scale must rise: highest is {highest}, lowest is {lowest}"),
            ),
            Some(1) => {
                let found = format!("the scale has two ratings, {lowest} and {highest}");
                self.add(&scale.highest, format!("{found}; three bands need at least three"));
            }
            Some(_) => self.bands(),
        }
    }

    fn bands(&mut self) {
        let (scale, bands) = (&self.written.scale, &self.written.bands);
        let bands = [("low", &bands.low), ("medium", &bands.medium), ("high", &bands.high)];
        for (name, band) in bands {
            let (from, to) = (band.from.get_ref(), band.to.get_ref());
            if from > to {
                self.add(&band.to, format!("{name} ends at {to}, before it begins at {from}"));
            }
        }
        let [(_, low), _, (_, high)] = bands;
        self.meets_scale("low begins", &low.from, "begins", &scale.lowest);
        self.meets_scale("high ends", &high.to, "ends", &scale.highest);
        for ((below, lower), (name, band)) in bands.iter().zip(&bands[1..]) {
            let (to, from) = (*lower.to.get_ref(), *band.from.get_ref());
            let expected = u16::from(to) + 1;
            if u16::from(from) != expected {
                let found = format!("{name} begins at {from}, but {below} ends at {to}");
                self.add(&band.from, format!("{found}; it must begin at {expected}"));
            }
        }
    }

    fn meets_scale(&mut self, band: &str, found: &Number, does: &str, expected: &Number) {
        let (found_at, expected_at) = (found.get_ref(), expected.get_ref());
        if found_at != expected_at {
            self.add(found, format!("{band} at {found_at}, but the scale {does} at {expected_at}"));
        }
    }

    /// There are 2 to 99 success factors, numbered from 1 in their order.
    fn order(&mut self) {
        let factors = &self.written.ksf;
        if !(2..=99).contains(&factors.len()) {
            let at = factors.get(99).or(factors.first()).map_or(0, |factor| factor.span().start);
            let problem = format!("there must be 2 to 99 success factors ([[ksf]]), not {}", factors.len());
            return self.faults.push(Fault::new(at, problem));
        }
        let mut numbers = (1..).zip(self.written.factors().map(|factor| &factor.number));
        if let Some((expected, found)) = numbers.find(|(expected, found)| found.get_ref() != expected) {
            let rule = "success factors must be numbered 1, 2, 3 … in their order";
            self.add(found, format!("{rule}; number {} should be {expected}", found.get_ref()));
        }
    }

    /// Every name and alias is its factor's alone, and stands under no `not`.
    fn names(&mut self) {
        let mut known: HashMap<String, (&Text, u8)> = HashMap::new();
        let factor = |number: u8, name: &Text| {
            format!("success factor {number} (line {})", line_of(self.text, name.span().start))
        };
        let mut found = Vec::new();
        for ksf in self.written.factors() {
            let number = *ksf.number.get_ref();
            for text in std::iter::once(&ksf.name).chain(&ksf.aliases) {
                let (first, owner) = *known.entry(key(text)).or_insert((text, number));
                if owner != number {
                    let same = format!("reads the same as \"{}\", which is", first.get_ref().trim());
                    found.push((text, format!("{same} {}", factor(owner, first))));
                }
            }
        }
        for text in self.written.factors().flat_map(|ksf| &ksf.not) {
            if let Some((name, number)) = known.get(&key(text)) {
                found.push((text, format!("stands under not, but it is {}", factor(*number, name))));
            }
        }
        for (text, problem) in found {
            self.add(text, format!("\"{}\" {problem}", text.get_ref().trim()));
        }
    }
}
