//! How much a text's words resemble one wording of a KSF: typing errors, other endings, words dropped and added,
//! words run together.

use strsim::osa_distance;

/// Words that people add to a KSF's name without changing which one is meant.
pub(super) const BENIGN_WORDS: [&str; 10] = [
    "effective",
    "good",
    "strong",
    "extended",
    "services",
    "service",
    "school",
    "schools",
    "integrated",
    "local",
];

/// One wording of a KSF: its words that say something, and how many letters they have.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) ksf: usize,
    pub(super) words: Vec<String>,
    pub(super) letters: usize,
}

impl Phrase {
    /// How much of this wording the words hold, from 0 (not accepted) to 1.
    pub(super) fn resemblance(&self, words: &[&str], number_agrees: bool) -> f64 {
        let mut free: Vec<&str> = words.to_vec();
        let mut found = 0;
        let mut typos = 0;
        let spare = (self.letters * 6).div_ceil(10);
        let mut lost = 0;
        for word in &self.words {
            let nearest = (0..free.len()).filter_map(|i| Some((difference(word, free[i])?, i))).min();
            if let Some((errors, i)) = nearest {
                found += word.len();
                typos += errors;
                free.remove(i);
            } else {
                lost += word.len();
                if lost > spare {
                    return self.run_together(words);
                }
            }
        }
        let benign = free.iter().filter(|w| BENIGN_WORDS.contains(w)).count();
        let strange = free.len() - benign;
        #[expect(clippy::cast_precision_loss, reason = "counts of letters in a label")]
        let (coverage, penalty) = (
            found as f64 / self.letters as f64,
            0.1 * strange as f64 + 0.04 * benign as f64 + 0.02 * typos as f64,
        );
        let needed = match (number_agrees, self.words.len()) {
            (true, _) => 0.45,
            (false, 0..=2) => 1.0,
            (false, 3) => 0.7,
            (false, _) => 0.6,
        };
        let strange_allowed = usize::from(self.words.len() >= 4 || (number_agrees && self.words.len() > 1));
        let lone = self.words.len() == 1 && !free.is_empty();
        if coverage < needed || strange > strange_allowed || typos > 2 + self.words.len() / 3 || lone {
            return self.run_together(words);
        }
        (coverage - penalty).max(0.0)
    }

    /// Words run together or torn apart, with a typing error at the most: "Partnershipworkin".
    fn run_together(&self, words: &[&str]) -> f64 {
        let letters: usize = words.iter().map(|w| w.len()).sum();
        let alike = self.letters >= 12 && self.letters.abs_diff(letters) <= 1;
        let close = alike && words[0].as_bytes()[0] == self.words[0].as_bytes()[0] && {
            let (a, b) = (self.words.concat(), words.concat());
            osa_distance(&a, &b) <= 1
        };
        if close { 0.9 } else { 0.0 }
    }
}

/// Typing errors between two words, if they may be the same word: none in short words, one from five letters, two
/// from eight; another ending of the same stem counts as one.
pub(super) fn difference(a: &str, b: &str) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    let stem = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    if stem >= 4 && stem + 1 >= shorter && longer - shorter <= 4 && shorter >= 4 {
        return Some(1);
    }
    let allowed = match a.len() {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    if longer - shorter > allowed || !begin_alike(a.as_bytes(), b.as_bytes()) {
        return None;
    }
    Some(osa_distance(a, b)).filter(|d| *d <= allowed)
}

/// Whether two words share their first letter, have their first two letters swapped, or (long ones) differ in the
/// first letter only: what else begins differently is another word, and need not be compared.
fn begin_alike(a: &[u8], b: &[u8]) -> bool {
    match (a, b) {
        ([p, ..], [q, ..]) if p == q => true,
        ([p, q, ..], [r, s, ..]) if p == s && q == r => true,
        _ => a.len() >= 8 && b.len() >= 8 && a[1..5] == b[1..5],
    }
}
