//! Texts that name their KSFs only together: short names that their numbers tell ("Q5. Engagement", "Q6. SIP integration" …
//! "Q14. Impact"), names with whatever stands behind them ("9. Funding (grant, charges, 5% subsidy)"), and questions in
//! which they stand ("Do your staff take part in integrated multi-agency training?").
//!
//! In: the texts of a sheet. Out: as many as there are KSFs, one beside or below the other and in their order. With numbers
//! that rise without a gap, from whatever the form begins with, two with their KSF's name are enough, and the others have a
//! word of it; without them, all have the name but two. A word that makes something else of a name ("target") counts only
//! where most of them have it.

use std::collections::HashMap;

use crate::lexicon::number_in_front;
use crate::model::CellRef;

use super::super::labels::{Closeness, KsfLabels};
use super::ksf_cell::KsfCell;
use super::lines::{ACROSS, Along, DOWN, lines};

/// Minimum number of texts with rising numbers that have their KSF's name.
const NAMED: usize = 2;

/// Maximum number of texts without numbers that have no more than a word of the name.
const MOST_HINTS: usize = 2;

/// Length in bytes of the longest label; longer texts are evidence.
const LONGEST: usize = 220;

/// The cells that name a KSF only together with the others of their run.
pub(super) fn find(texts: &[(CellRef, &str)], named: &[KsfCell], labels: &KsfLabels) -> Vec<KsfCell> {
    if texts.len() < labels.count() {
        return Vec::new();
    }
    let numbered = || texts.iter().filter(|(_, text)| number_in_front(text).is_some());
    let named: HashMap<CellRef, usize> = named.iter().map(|cell| (cell.at, cell.ksf)).collect();
    let along = |along: Along| {
        let of_lines = |texts: &mut dyn Iterator<Item = &(CellRef, &str)>| {
            let runs = lines(texts.copied(), along);
            runs.flat_map(|line| in_line(&line, &named, labels)).collect::<Vec<_>>()
        };
        let found = of_lines(&mut numbered());
        if found.is_empty() { of_lines(&mut texts.iter()) } else { found }
    };
    [DOWN, ACROSS].into_iter().flat_map(along).collect()
}

fn in_line(line: &[(CellRef, &str)], named: &HashMap<CellRef, usize>, labels: &KsfLabels) -> Vec<KsfCell> {
    let mut found = Vec::new();
    for run in line.windows(labels.count()) {
        let numbers: Vec<Option<(u8, &str)>> = run.iter().map(|(_, text)| number_in_front(text)).collect();
        let next = |two: &[Option<(u8, &str)>]| Some(two[0]?.0.checked_add(1)? == two[1]?.0);
        let rises = numbers.windows(2).all(|two| next(two) == Some(true));
        let says = |(ksf, (at, text)): (usize, &(CellRef, &str))| {
            let name = numbers[ksf].map_or(*text, |(_, name)| name);
            let hint = || labels.hints_at(name, ksf).then_some(Says::Hint);
            match named.get(at) {
                Some(named) => (*named == ksf).then_some(Says::Known),
                None if text.len() > LONGEST => None,
                None => labels.around_name(name, ksf).map(Says::Name).or_else(hint),
            }
        };
        let Some(said) = run.iter().enumerate().map(says).collect::<Option<Vec<Says>>>() else {
            continue;
        };
        let hints = said.iter().filter(|says| matches!(says, Says::Hint)).count();
        let enough = if rises { said.len() - hints >= NAMED } else { hints <= MOST_HINTS };
        if !enough || are_something_else(&said, labels) {
            continue;
        }
        let open = run.iter().zip(said).enumerate();
        found.extend(open.filter_map(|(ksf, ((at, _), says))| {
            let closeness = match says {
                Says::Known => return None,
                Says::Name(_) => Closeness::Exact,
                Says::Hint => Closeness::Close,
            };
            Some(KsfCell { at: *at, ksf, closeness })
        }));
    }
    found
}

/// How a text of a run names its KSF.
enum Says {
    /// By itself.
    Known,
    /// The name stands in it, and these words around it.
    Name(Vec<String>),
    /// It has a word of the name.
    Hint,
}

/// Whether most texts of a run have a word that makes something else of a name: "Funding – target".
fn are_something_else(said: &[Says], labels: &KsfLabels) -> bool {
    let rests: Vec<&Vec<String>> =
        said.iter().filter_map(|says| if let Says::Name(rest) = says { Some(rest) } else { None }).collect();
    let other = |word: &&String| labels.is_other_thing(word);
    let mut words = rests.iter().flat_map(|rest| rest.iter()).filter(other);
    words.any(|word| 2 * rests.iter().filter(|rest| rest.contains(word)).count() > said.len())
}
