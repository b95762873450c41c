//! Labels of the ten KSFs as people type them: each name changed in one of several independent ways, or in two.
//!
//! The same seed makes the same labels. What a person would not surely recognise is not made.
#![allow(clippy::unnecessary_wraps, reason = "some changes cannot be made to every name")]

use std::collections::{BTreeMap, HashSet};

use super::KSFS;
use super::label_wordings::{DROPPED, REORDERED, added};

/// A label and the KSF, by its number, that a person sees in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    pub ksf: usize,
    pub text: String,
}

/// Variants by the kinds of change in them ("numbering, one typing error").
pub type Variants = BTreeMap<String, Vec<Variant>>;

/// Numbers that look random and are the same each time.
#[derive(Debug)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below this one.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

/// A way to change a KSF's label: its number, the label so far, and what chance decides.
type Change = fn(usize, &str, &mut Chance) -> Option<String>;

/// The kinds of change and how many labels each makes for one KSF.
const CHANGES: [(&str, Change, usize); 12] = [
    ("numbering", numbering, 30),
    ("capitals", capitals, 6),
    ("ampersand", ampersand, 4),
    ("punctuation", punctuation, 14),
    ("line break", line_break, 6),
    ("spelling", spelling, 1),
    ("word order", |ksf, _, chance| pick(REORDERED[ksf - 1], chance), 8),
    ("dropped words", |ksf, _, chance| pick(DROPPED[ksf - 1], chance), 8),
    ("added words", added_words, 16),
    ("one typing error", |_, text, chance| typing_error(text, chance), 40),
    ("two typing errors", two_typing_errors, 40),
    ("words run together", run_together, 4),
];

/// What may be done to a label that was changed already: everything that does not write it anew.
const SECOND: [&str; 7] = [
    "numbering",
    "capitals",
    "punctuation",
    "line break",
    "added words",
    "one typing error",
    "two typing errors",
];

/// How many labels each combination of two kinds makes for one KSF.
const PER_PAIR: usize = 4;

/// All variants that a seed makes, without those that are really a name of something else.
pub fn variants(seed: u64, something_else: &HashSet<String>) -> Variants {
    let mut chance = Chance::new(seed);
    let mut made = Variants::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut keep = |kind: String, ksf: usize, text: Option<String>| {
        let Some(text) = text else { return };
        let letters =
            |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let several = KSFS[ksf - 1].contains(' ');
        let other = if several {
            something_else.contains(&letters(&text))
        } else {
            text.split(char::is_whitespace).any(|word| something_else.contains(&letters(word)))
        };
        if !other && seen.insert(text.clone()) {
            made.entry(kind).or_default().push(Variant { ksf, text });
        }
    };
    for (ksf, name) in (1..).zip(KSFS) {
        keep("as printed".to_owned(), ksf, Some(name.to_owned()));
        for (kind, change, count) in CHANGES {
            for _ in 0..count {
                keep(kind.to_owned(), ksf, change(ksf, name, &mut chance));
            }
        }
        for (first, change, _) in CHANGES {
            for (second, next, _) in
                CHANGES.iter().filter(|(kind, ..)| SECOND.contains(kind) && *kind != first)
            {
                // Words are added in front of a name, not of its number.
                if (first, *second) == ("numbering", "added words") {
                    continue;
                }
                if first.ends_with("typing errors") || (first.ends_with("error") && second.contains("typing"))
                {
                    continue;
                }
                for _ in 0..PER_PAIR {
                    let text = change(ksf, name, &mut chance).and_then(|t| next(ksf, &t, &mut chance));
                    keep(format!("{first}, {second}"), ksf, text);
                }
            }
        }
    }
    made
}

/// Labels that people wrote, one a line: the KSF's number, a tab, the label.
pub fn written_labels() -> Vec<Variant> {
    let lines = include_str!("written_labels.tsv").lines().filter_map(|line| line.split_once('\t'));
    let label = |(ksf, text): (&str, &str)| Variant {
        ksf: ksf.parse().expect("a KSF's number"),
        text: text.replace("\\n", "\n"),
    };
    lines.map(label).collect()
}

fn pick(texts: &[&str], chance: &mut Chance) -> Option<String> {
    (!texts.is_empty()).then(|| chance.of(texts).to_owned())
}

fn numbering(ksf: usize, text: &str, chance: &mut Chance) -> Option<String> {
    let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][ksf - 1];
    let word = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"][ksf - 1];
    let letter = char::from(b"abcdefghij"[ksf - 1]);
    let n = ksf;
    let styles = [
        format!("{n} {text}"),
        format!("{n}. {text}"),
        format!("{n}.{text}"),
        format!("{n}) {text}"),
        format!("({n}) {text}"),
        format!("[{n}] {text}"),
        format!("{n}: {text}"),
        format!("{n} - {text}"),
        format!("{n} – {text}"),
        format!("{n:02} {text}"),
        format!("#{n} {text}"),
        format!("No. {n} {text}"),
        format!("KSF {n} {text}"),
        format!("KSF {n}: {text}"),
        format!("KSF{n} - {text}"),
        format!("KSF{n}: {text}"),
        format!("ksf {n}. {text}"),
        format!("K.S.F. {n} {text}"),
        format!("KSF No {n}: {text}"),
        format!("KSF {word}: {text}"),
        format!("CfS {n} {text}"),
        format!("CfS{n}: {text}"),
        format!("CFS {n} – {text}"),
        format!("CfS {n}) {text}"),
        format!("Key success factor {n}: {text}"),
        format!("Condition for success {n} - {text}"),
        format!("Success factor {n}. {text}"),
        format!("{roman}) {text}"),
        format!("{}. {text}", roman.to_uppercase()),
        format!("{letter}) {text}"),
        format!("Q{n}. {text}"),
        format!("Question {n}: {text}"),
        format!("{text} (KSF {n})"),
        format!("{text} - CfS {n}"),
    ];
    Some(chance.of(&styles))
}

fn capitals(_: usize, text: &str, chance: &mut Chance) -> Option<String> {
    let titled = |small: bool| {
        let title = |word: &str| {
            let keep = small && matches!(word, "and" | "of" | "with" | "within");
            let first: String = word.chars().take(1).flat_map(char::to_uppercase).collect();
            if keep { word.to_owned() } else { first + &word.chars().skip(1).collect::<String>() }
        };
        text.split(' ').map(title).collect::<Vec<_>>().join(" ")
    };
    let swapped = |c: char| if c.is_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
    Some(match chance.below(5) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => titled(false),
        3 => titled(true),
        _ => text.chars().map(swapped).collect(),
    })
}

fn ampersand(_: usize, text: &str, chance: &mut Chance) -> Option<String> {
    text.contains(" and ").then(|| text.replacen(" and ", chance.of(&[" & ", "&", " + ", "/"]), 1))
}

fn punctuation(_: usize, text: &str, chance: &mut Chance) -> Option<String> {
    let ways: [String; 18] = [
        text.replace('-', " "),
        text.replace('-', "–"),
        text.replace('-', " - "),
        text.replace(',', ""),
        text.replace(',', " "),
        text.replace(", ", " / "),
        format!("{text}."),
        format!("{text}:"),
        format!("{text} -"),
        format!("{text}…"),
        format!("\"{text}\""),
        format!("“{text}”"),
        format!("• {text}"),
        format!("- {text}"),
        format!("  {text} "),
        text.replace(' ', "  "),
        text.replace(' ', "\u{a0}"),
        text.replace(' ', "_"),
    ];
    Some(chance.of(&ways))
}

fn line_break(_: usize, text: &str, chance: &mut Chance) -> Option<String> {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(i, _)| i).collect();
    if spaces.is_empty() {
        return Some(format!("{text}\n"));
    }
    let at = chance.of(&spaces);
    let end = chance.of(&["\n", "\r\n", " \n", "\n\n"]);
    Some(if chance.below(5) == 0 {
        text.replace(' ', "\n")
    } else {
        format!("{}{end}{}", &text[..at], &text[at + 1..])
    })
}

fn spelling(_: usize, text: &str, _: &mut Chance) -> Option<String> {
    text.contains("publicised").then(|| text.replace("publicised", "publicized"))
}

fn run_together(_: usize, text: &str, chance: &mut Chance) -> Option<String> {
    let places: Vec<usize> = text.match_indices([' ', '-']).map(|(i, _)| i).collect();
    if places.is_empty() {
        return None;
    }
    let at = chance.of(&places);
    Some(if chance.below(4) == 0 {
        text.replace([' ', ','], "")
    } else {
        format!("{}{}", &text[..at], &text[at + 1..])
    })
}

fn added_words(ksf: usize, text: &str, chance: &mut Chance) -> Option<String> {
    let (before, after) = chance.of(&added(ksf));
    Some(format!("{before}{text}{after}"))
}

fn two_typing_errors(_: usize, text: &str, chance: &mut Chance) -> Option<String> {
    let several = text.split([' ', '-']).filter(|w| w.len() > 3).count() > 1;
    let text = typing_error(text, chance).filter(|_| several)?;
    typing_error(&text, chance)
}

/// A letter of a word of at least four (or of a small one, now and then) dropped, doubled, swapped with the next or
/// replaced by its neighbour on the keyboard.
fn typing_error(text: &str, chance: &mut Chance) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (0..letters.len()).filter(|i| letters[*i].is_ascii_alphabetic()).collect();
    let at = chance.of(&places);
    let mut wrong = letters.clone();
    match chance.below(4) {
        0 => drop(wrong.remove(at)),
        1 => wrong.insert(at, letters[at]),
        2 => {
            let next = letters.get(at + 1).filter(|c| c.is_ascii_alphabetic())?;
            wrong.swap(at, at + 1);
            (*next != letters[at]).then_some(())?;
        }
        _ => wrong[at] = beside(letters[at], chance)?,
    }
    Some(wrong.into_iter().collect())
}

fn beside(letter: char, chance: &mut Chance) -> Option<char> {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let low = letter.to_ascii_lowercase();
    let (row, at) = (0..).zip(ROWS).find_map(|(row, keys)| Some((row, keys.find(low)?)))?;
    let near = |row: usize, at: Option<usize>| ROWS.get(row)?.chars().nth(at?);
    let keys: Vec<char> = [
        near(row, at.checked_sub(1)),
        near(row, Some(at + 1)),
        near(row + 1, at.checked_sub(1)),
        near(row + 1, Some(at)),
        near(row.wrapping_sub(1), Some(at)),
        near(row.wrapping_sub(1), Some(at + 1)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let key = chance.of(&keys);
    Some(if letter.is_uppercase() { key.to_ascii_uppercase() } else { key })
}
