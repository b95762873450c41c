//! Names in two parts of which one is shared by several: "Three Rivers - Alder Hill", "Three Rivers - Birch Lane". The shared
//! part is a group's, the other one the school's.
//!
//! In: the names of the forms' sheets in a workbook, or of the files in a folder. Out: the same, the group apart.

use std::collections::HashSet;

use super::name_words::reads_as_name;
use super::names_in::NamesIn;
use crate::consolidate::name_likeness::Vocabulary;
use crate::lexicon::{Tag, is, is_kind_of_school};
use crate::model::{folded, folded_words};

/// Parts all names, if each has two parts, those on one side are shared, and each school's stands there once.
pub(super) fn part(all: Vec<&mut NamesIn>, vocabulary: &Vocabulary) {
    let parts = |names: &&mut NamesIn| in_two(names.other.as_deref()?);
    let Some(parts) = all.iter().map(parts).collect::<Option<Vec<[String; 2]>>>() else { return };
    let different = |side: usize| parts.iter().map(|two| folded(&two[side])).collect::<HashSet<_>>().len();
    let is_group = |side: usize| {
        let schools = 1 - side;
        let named = |two: &[String; 2]| {
            is_groups(&two[side])
                && two.iter().all(|part| reads_as_name(part, vocabulary))
                && is_schools(&two[schools])
        };
        different(side) < parts.len() && different(schools) == parts.len() && parts.iter().all(named)
    };
    let Some(side) = [0, 1].into_iter().find(|side| is_group(*side)) else { return };
    for (names, mut two) in all.into_iter().zip(parts) {
        names.group = Some(std::mem::take(&mut two[side]));
        names.other = Some(std::mem::take(&mut two[1 - side]));
    }
}

fn in_two(name: &str) -> Option<[String; 2]> {
    let mut parts =
        name.split(['–', '—']).flat_map(|part| part.split(" - ")).map(|part| part.trim().to_owned());
    let two = [parts.next()?, parts.next()?];
    (parts.next().is_none() && two.iter().all(|part| !part.is_empty())).then_some(two)
}

/// Whether a part can be a group's name: "Oakfield Primary" is none.
fn is_groups(part: &str) -> bool {
    let words = folded_words(part);
    let last = words.iter().rfind(|word| *word != "school");
    words.iter().any(|word| !is_kind_of_school(word))
        && !last.is_some_and(|word| is(word, Tag::Level) && !is(word, Tag::AmbiguousKind))
}

/// Whether a part can be a school's name: "Infants" is none.
fn is_schools(part: &str) -> bool {
    folded_words(part).iter().any(|word| !is_kind_of_school(word))
}
