//! Whether the parts of a framework file fit together: the scale, the bands that cover it, the numbers of the success
//! factors, and names that labels can be told apart by.

use std::collections::HashMap;

use toml::Spanned;

use super::error::{Fault, Problem, line_of};
use super::written::{Written, WrittenFactor};
use crate::model::{content_words, folded, words_of};

/// The first thing in the file that does not fit.
pub(super) fn check(written: &Written) -> Result<(), Fault> {
    let mut faults = Vec::new();
    terms(written, &mut faults);
    bands(written, &mut faults);
    faults.extend(scale(written));
    faults.extend(numbers(&written.ksfs));
    names(written, &mut faults);
    match faults.into_iter().min_by_key(|fault| fault.at) {
        Some(first) => Err(first),
        None => Ok(()),
    }
}

fn terms(written: &Written, faults: &mut Vec<Fault>) {
    if written.terms.is_empty() {
        faults.push(Fault { at: written.terms_at, problem: Problem::Nothing("terms".to_owned()) });
    }
    faults.extend(written.terms.iter().filter_map(wordless));
}

/// A name that folds to nothing, or to a number: no label could be recognised by it.
fn wordless(text: &Spanned<String>) -> Option<Fault> {
    let says_something = key(text).chars().any(char::is_alphabetic);
    let problem = Problem::NoWord(format!("\"{}\"", text.get_ref()));
    (!says_something).then(|| Fault { at: text.span().start, problem })
}

/// What labels are compared by.
fn key(text: &Spanned<String>) -> String {
    content_words(&words_of(&folded(text.get_ref()))).collect()
}

fn scale(written: &Written) -> Option<Fault> {
    let (lowest, highest) = (*written.lowest.get_ref(), *written.highest.get_ref());
    let problem = match highest.checked_sub(lowest) {
        None | Some(0) => Problem::ScaleFalls { lowest, highest },
        Some(1) => Problem::ScaleShort { lowest, highest },
        Some(_) => return None,
    };
    Some(Fault { at: written.highest.span().start, problem })
}

/// The bands cover the scale from its lowest to its highest rating without gap or overlap. Bands of a scale that is
/// wrong itself are not looked at.
fn bands(written: &Written, faults: &mut Vec<Fault>) {
    if scale(written).is_some() {
        return;
    }
    let mut add = |place: &Spanned<u8>, problem| faults.push(Fault { at: place.span().start, problem });
    let [low, .., high] = &written.bands;
    for band in &written.bands {
        let (from, to) = (*band.from.get_ref(), *band.to.get_ref());
        if from > to {
            add(&band.to, Problem::BandFalls { band: band.name, from, to });
        }
    }
    for (band, place, end, does) in
        [(low, &low.from, &written.lowest, "begins"), (high, &high.to, &written.highest, "ends")]
    {
        let (found, expected) = (*place.get_ref(), *end.get_ref());
        if found != expected {
            add(place, Problem::BandOffScale { band: band.name, does, found, expected });
        }
    }
    for pair in written.bands.windows(2) {
        let (below, band) = (&pair[0], &pair[1]);
        let (to, from) = (*below.to.get_ref(), *band.from.get_ref());
        if u16::from(to) + 1 != u16::from(from) {
            add(&band.from, Problem::BandsApart { band: band.name, from, below: below.name, to });
        }
    }
}

fn numbers(ksfs: &[WrittenFactor]) -> Option<Fault> {
    if !(2..=99).contains(&ksfs.len()) {
        let at = ksfs.get(99).or(ksfs.first()).map_or(0, |ksf| ksf.at);
        return Some(Fault { at, problem: Problem::Count(ksfs.len()) });
    }
    let (expected, ksf) = (1..).zip(ksfs).find(|(n, ksf)| usize::from(*ksf.number.get_ref()) != *n)?;
    let problem = Problem::Numbering { found: *ksf.number.get_ref(), expected };
    Some(Fault { at: ksf.number.span().start, problem })
}

/// Every name and alias is its factor's alone, and stands under no `not`.
fn names(written: &Written, faults: &mut Vec<Fault>) {
    let mut known: HashMap<String, (&Spanned<String>, u8)> = HashMap::new();
    let line = |place: &Spanned<String>| line_of(written.text, place.span().start);
    for ksf in &written.ksfs {
        for text in std::iter::once(&ksf.name).chain(&ksf.aliases) {
            faults.extend(wordless(text));
            let number = *ksf.number.get_ref();
            let (first, owner) = *known.entry(key(text)).or_insert((text, number));
            if owner != number {
                let (text_said, other) = (text.get_ref().clone(), first.get_ref().clone());
                let problem =
                    Problem::ReadsTheSame { text: text_said, other, number: owner, line: line(first) };
                faults.push(Fault { at: text.span().start, problem });
            }
        }
    }
    for text in written.ksfs.iter().flat_map(|ksf| &ksf.not) {
        if let Some((name, number)) = known.get(&key(text)) {
            let problem =
                Problem::NamedAndNot { text: text.get_ref().clone(), number: *number, line: line(name) };
            faults.push(Fault { at: text.span().start, problem });
        }
    }
}
