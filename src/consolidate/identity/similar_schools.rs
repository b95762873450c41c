//! Schools on the register whose names are almost those of returns that match none: first those that no return matches, of the
//! same cluster and then of the same authority.
//!
//! In: what was found by number and by name. Out: the same, with the schools that are similar.

use std::collections::{HashMap, HashSet};

use super::evidence::Evidence;
use super::identified_return::OnNameList;
use super::register_match::{Matcher, RegisterMatch, Where};
use crate::consolidate::name_likeness::{ComparableName, Vocabulary};
use crate::register::Register;

/// Maximum number of schools that are suggested for a name.
const SUGGESTED: usize = 3;

/// Looks for similar names for all returns whose school is not on the register.
pub(super) fn find(
    matcher: &Matcher<'_>,
    evidence: &[Evidence],
    vocabulary: &Vocabulary,
    matches: &mut [RegisterMatch],
) {
    let taken: HashSet<usize> = matches.iter().filter_map(RegisterMatch::school).collect();
    let names = taken.iter().map(|index| matcher.register.schools()[*index].name.as_str());
    let proven = Vocabulary::of(names);
    let mut similar = Similar {
        matcher,
        strict: Nearest::new(matcher.register, vocabulary),
        lenient: (2 * taken.len() > matcher.register.schools().len())
            .then(|| Nearest::new(matcher.register, &proven)),
        taken,
    };
    for (one, found) in evidence.iter().zip(matches) {
        if let (RegisterMatch::NotOnRegister, Some(name)) = (&found, &one.school)
            && one.on_name_list != OnNameList::Distinct
        {
            let nearest = similar.to(one, name);
            if !nearest.is_empty() {
                *found = RegisterMatch::Similar(nearest);
            }
        }
    }
}

struct Similar<'a> {
    matcher: &'a Matcher<'a>,
    strict: Nearest<'a>,
    /// With the words of schools whose names returns have proven, where most have: others may be mistyped on the register.
    lenient: Option<Nearest<'a>>,
    /// The schools that have a return of their own.
    taken: HashSet<usize>,
}

impl Similar<'_> {
    /// The schools whose names are nearest to a return's, at most a few: of those without a return in its cluster, or else in
    /// its authority, or else of all there.
    fn to(&mut self, one: &Evidence, name: &str) -> Vec<usize> {
        let register = self.matcher.register;
        let all: Vec<usize> = match self.matcher.whereabouts(one) {
            Where::Nowhere => return Vec::new(),
            Where::Anywhere => (0..register.schools().len()).collect(),
            Where::In(key) => register.of_authority(key).to_vec(),
        };
        let open: Vec<usize> = all.iter().copied().filter(|index| !self.taken.contains(index)).collect();
        let cluster = self.matcher.cluster(one);
        let of_cluster = |all: &[usize]| {
            cluster.as_ref().map(|cluster| self.matcher.of_cluster(all, cluster)).unwrap_or_default()
        };
        let own = of_cluster(&open);
        let mut nearest = Vec::new();
        for candidates in [own, open] {
            if nearest.is_empty() {
                nearest = self.strict.of(&candidates, name);
            }
            if let (true, Some(lenient)) = (nearest.is_empty(), &mut self.lenient) {
                nearest = lenient.of(&candidates, name);
            }
        }
        if nearest.is_empty() {
            nearest = self.strict.of(&all, name);
        }
        let own = of_cluster(&nearest);
        let mut nearest = if own.is_empty() { nearest } else { own };
        nearest.truncate(SUGGESTED);
        nearest
    }
}

/// Finds the nearest names by the words of a vocabulary.
struct Nearest<'a> {
    register: &'a Register,
    vocabulary: &'a Vocabulary,
    /// Names on the register, each made comparable once.
    names: HashMap<usize, ComparableName>,
}

impl<'a> Nearest<'a> {
    fn new(register: &'a Register, vocabulary: &'a Vocabulary) -> Self {
        Self { register, vocabulary, names: HashMap::new() }
    }

    /// Those of some schools whose names are the nearest to a name, if they are near at all.
    fn of(&mut self, candidates: &[usize], name: &str) -> Vec<usize> {
        let Self { register, vocabulary, names } = self;
        let wanted = ComparableName::new(name, vocabulary);
        let mut nearest = Vec::new();
        let mut least = usize::MAX;
        for index in candidates {
            let comparable = || ComparableName::new(&register.schools()[*index].name, vocabulary);
            let name = names.entry(*index).or_insert_with(comparable);
            let Some(apart) = wanted.distance(name, vocabulary).filter(|apart| *apart <= least) else {
                continue;
            };
            if apart < least {
                nearest.clear();
            }
            least = apart;
            nearest.push(*index);
        }
        nearest
    }
}
