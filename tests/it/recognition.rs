//! How well KSFs are told from their labels: thousands of labels as people type them, and texts that are none.
//!
//! `cargo test --test it recognition -- --nocapture` prints the figures for each kind of change and every label that was
//! not taken for what it is.
#![allow(clippy::print_stdout, reason = "the figures are what this test is for")]

use std::collections::{BTreeMap, HashSet};

use ksfgrid::framework::Framework;
use ksfgrid::layout::{Closeness, Recogniser};
use support::{Variant, not_ksfs, variants, written_labels};

/// Each makes other labels.
const SEEDS: [u64; 3] = [2009, 7, 152];

/// Of a thousand labels so many must be recognised.
const RECOGNISED: usize = 995;

fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect()
}

/// What variants may not be by chance: texts that are something else ("Finding").
fn something_else() -> HashSet<String> {
    let listed = Framework::embedded().ksfs.iter().flat_map(|ksf| &ksf.not).map(|text| letters(text));
    listed.chain(not_ksfs().iter().map(|text| letters(text))).collect()
}

/// What became of the variants.
#[derive(Debug, Default)]
struct Measure {
    made: usize,
    close: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

impl Measure {
    fn take(&mut self, recogniser: &Recogniser, kind: &str, variant: &Variant) {
        self.made += 1;
        let got = recogniser.label(&variant.text);
        let line = format!("{:?} ({kind}): KSF {} expected, got {got:?}", variant.text, variant.ksf);
        match got {
            None => self.missed.push(line),
            Some((place, _)) if place + 1 != variant.ksf => self.wrong.push(line),
            Some((_, closeness)) => self.close += usize::from(closeness == Closeness::Close),
        }
    }

    fn add(&mut self, other: Self) {
        self.made += other.made;
        self.close += other.close;
        self.missed.extend(other.missed);
        self.wrong.extend(other.wrong);
    }

    fn report(&self, kind: &str) {
        let (missed, wrong) = (self.missed.len(), self.wrong.len());
        println!("{:6} {:6} {missed:6} {wrong:6}  {kind}", self.made, self.close);
    }

    fn confusions(&self) -> String {
        let all: Vec<&str> = self.wrong.iter().chain(&self.missed).map(String::as_str).collect();
        all.join("\n")
    }
}

/// Asserts that none is taken for another KSF, and so many of a thousand for their own.
#[track_caller]
fn assert_recognised(all: &Measure, at_least: usize) {
    let (recognised, confusions) = (all.made - all.missed.len() - all.wrong.len(), all.confusions());
    println!("{recognised} of {} recognised\n{confusions}", all.made);
    assert!(all.wrong.is_empty(), "taken for another KSF:\n{confusions}");
    assert!(recognised * 1000 >= all.made * at_least, "too many not recognised:\n{confusions}");
}

#[test]
fn labels_as_people_type_them_are_taken_for_their_own_ksf() {
    let recogniser = Recogniser::new(Framework::embedded());
    let something_else = something_else();
    let mut kinds: BTreeMap<String, Measure> = BTreeMap::new();
    for seed in SEEDS {
        for (kind, made) in variants(seed, &something_else) {
            let measure = kinds.entry(kind.clone()).or_default();
            for variant in &made {
                measure.take(&recogniser, &kind, variant);
            }
        }
    }
    let mut all = Measure::default();
    println!("  made  close missed  wrong");
    for (kind, measure) in kinds {
        measure.report(&kind);
        all.add(measure);
    }
    all.report("all");
    assert!(all.made >= 3_000, "{} variants are too few", all.made);
    assert_recognised(&all, RECOGNISED);
}

#[test]
fn labels_written_by_hand_are_taken_for_their_own_ksf() {
    let recogniser = Recogniser::new(Framework::embedded());
    let mut all = Measure::default();
    for variant in written_labels() {
        all.take(&recogniser, "by hand", &variant);
    }
    assert!(all.made >= 500, "{} labels are too few", all.made);
    assert_recognised(&all, 990);
}

#[test]
fn texts_that_are_no_ksf_are_not_taken_for_one() {
    let recogniser = Recogniser::new(Framework::embedded());
    let texts: HashSet<String> = not_ksfs().into_iter().collect();
    let as_typed = |text: &String| [text.clone(), text.to_uppercase(), format!("{text}.")];
    let taken: Vec<String> = texts
        .iter()
        .flat_map(as_typed)
        .filter_map(|text| {
            let (place, closeness) = recogniser.label(&text)?;
            Some(format!("{text:?} taken for KSF {} ({closeness:?})", place + 1))
        })
        .collect();
    println!("{} texts, {} taken for a KSF\n{}", texts.len(), taken.len(), taken.join("\n"));
    assert!(texts.len() >= 600, "{} texts are too few", texts.len());
    assert!(taken.is_empty(), "taken for a KSF:\n{}", taken.join("\n"));
}
