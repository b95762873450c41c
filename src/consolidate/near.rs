//! Names in the collection that almost match: questions to the user, never a merge.

use std::cell::OnceCell;

use indexmap::IndexMap;
use indexmap::map::Entry;

use super::Placed;
use super::likeness::Name;
use super::recognise::Standing;
use super::vocabulary::Vocabulary;
use crate::data_set::NameQuestion;
use crate::finding::{Finding, Location};
use crate::lexicon::cluster_key;
use crate::model::{NOT_STATED, natural_order};
use crate::rules;

/// Looks for schools within a cluster, and clusters within an authority, whose names almost match. `schools` are one
/// return of each. Gives the questions about schools' names.
pub(super) fn check(
    mut schools: Vec<&Placed>,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Vec<NameQuestion> {
    let of = |name: &Option<String>| name.clone().unwrap_or_else(|| NOT_STATED.to_owned());
    schools.sort_by_cached_key(|s| (of(&s.local_authority), of(&s.cluster), of(&s.school)));
    let same = |a: &&Placed, b: &&Placed| a.local_authority == b.local_authority && a.cluster == b.cluster;
    let mut questions = Vec::new();
    let mut clusters: Vec<&Placed> = Vec::new();
    for cluster in schools.chunk_by(same) {
        clusters.push(cluster[0]);
        check_schools(cluster, vocabulary, findings, &mut questions);
    }
    check_clusters(&clusters, vocabulary, findings);
    questions
}

fn check_clusters(clusters: &[&Placed], vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    let name = |one: &Placed| one.cluster.clone().unwrap_or_default();
    let without_word = |name: &str| -> String {
        name.split_whitespace().filter(|w| cluster_key(w) != "cluster").collect::<Vec<_>>().join(" ")
    };
    let names: Vec<Name> = clusters.iter().map(|c| Name::new(&without_word(&name(c)), vocabulary)).collect();
    // Those of one authority stand together.
    let authority = |one: &Placed| one.local_authority.clone().unwrap_or_else(|| NOT_STATED.to_owned());
    let authorities: Vec<String> = clusters.iter().map(|one| authority(one)).collect();
    for (a, x) in clusters.iter().enumerate() {
        let others = clusters.iter().enumerate().skip(a + 1);
        for (b, y) in others.take_while(|(b, _)| authorities[a] == authorities[*b]) {
            let stated = x.cluster.is_some() && y.cluster.is_some();
            if stated && x.local_authority == y.local_authority && names[a].misspells(&names[b], vocabulary) {
                let found =
                    format!("The clusters \"{}\" and \"{}\" have almost the same name.", name(x), name(y));
                let mut place = place(y);
                place.school = None;
                findings.push(
                    Finding::new(&rules::NEAR_NAME, found, place)
                        .with_remedy("If they are the same, correct the name in one of the returns."),
                );
            }
        }
    }
}

fn check_schools(
    schools: &[&Placed],
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
    questions: &mut Vec<NameQuestion>,
) {
    // Schools that the register, the user or the question about the register settles need no second question.
    let open: Vec<&&Placed> =
        schools.iter().filter(|s| !s.by_itself && !matches!(s.standing, Standing::Near(_))).collect();
    let name = |one: &Placed| one.school.clone().unwrap_or_default();
    // Most schools have numbers, and their names are never asked for.
    let names: Vec<OnceCell<Name>> = open.iter().map(|_| OnceCell::new()).collect();
    let compared = |at: usize| names[at].get_or_init(|| Name::new(&name(open[at]), vocabulary));
    for (a, x) in open.iter().enumerate() {
        for (b, y) in open.iter().enumerate().skip(a + 1) {
            let numbers = x.dfe_number.is_some() && y.dfe_number.is_some();
            let registered = x.standing.place().is_some() && y.standing.place().is_some();
            if numbers || registered || compared(a).apart(compared(b), vocabulary).is_none() {
                continue;
            }
            let found = format!("The schools \"{}\" and \"{}\" have almost the same name.", name(x), name(y));
            // The name that the register knows, or else the one that comes first, is suggested for the other.
            let (kept, other) = if y.standing.place().is_some() { (y, x) } else { (x, y) };
            findings.push(Finding::new(&rules::NEAR_NAME, found, place(other)));
            questions.extend(
                other.name_in_return.clone().map(|name_in_return| NameQuestion {
                    name: name_in_return,
                    suggestion: Some(name(kept)),
                }),
            );
        }
    }
}

fn place(one: &Placed) -> Location {
    let mut place = Location::sheet(&one.file, &one.content.sheet);
    one.sign(&mut place);
    place
}

/// The questions, each name once, sorted; where two returns of one name need different answers, none is suggested.
pub(super) fn each_once(questions: Vec<NameQuestion>) -> Vec<NameQuestion> {
    let mut sorted: Vec<(String, NameQuestion)> =
        questions.into_iter().map(|q| (crate::lexicon::school_key(&q.name), q)).collect();
    sorted.sort_by(|(a, x), (b, y)| natural_order(&x.name, &y.name).then_with(|| a.cmp(b)));
    let mut kept: IndexMap<String, NameQuestion> = IndexMap::new();
    for (key, question) in sorted {
        match kept.entry(key) {
            Entry::Occupied(known) if known.get().suggestion == question.suggestion => {}
            Entry::Occupied(mut known) => known.get_mut().suggestion = None,
            Entry::Vacant(place) => {
                place.insert(question);
            }
        }
    }
    kept.into_values().collect()
}
