//! Names in the collection that almost match: questions to the user, never a merge.

use std::cell::OnceCell;

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::consolidate::identity::{IdentifiedReturn, OnNameList, RegisterMatch, is_code};
use crate::consolidate::name_likeness::{ComparableName, Vocabulary};
use crate::data_set::NameQuestion;
use crate::finding::{Finding, Location};
use crate::lexicon::{authority_key, cluster_key, school_key};
use crate::model::{NOT_STATED, first_few, natural_order};
use crate::rules;

/// Maximum number of names of several schools that a finding lists.
const NAMED: usize = 10;

/// A school's name with its cluster and local authority, folded.
type Key = (String, Option<String>, Option<String>);

/// Looks for schools within a cluster, and clusters within an authority, whose names almost match. `schools` are one
/// return of each. Gives the questions about schools' names.
pub(crate) fn similar_names(
    mut schools: Vec<&IdentifiedReturn>,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Vec<NameQuestion> {
    let of = |name: &Option<String>| name.clone().unwrap_or_else(|| NOT_STATED.to_owned());
    schools.sort_by_cached_key(|s| (of(&s.local_authority), of(&s.cluster), of(&s.school)));
    let same = |a: &&IdentifiedReturn, b: &&IdentifiedReturn| {
        a.local_authority == b.local_authority && a.cluster == b.cluster
    };
    let mut questions = Vec::new();
    let mut clusters: Vec<&IdentifiedReturn> = Vec::new();
    for cluster in schools.chunk_by(same) {
        clusters.push(cluster[0]);
        check_schools(cluster, vocabulary, findings, &mut questions);
    }
    check_clusters(&clusters, vocabulary, findings);
    check_elsewhere(&schools, findings);
    questions
}

fn check_clusters(clusters: &[&IdentifiedReturn], vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    let without_word = |name: &str| -> String {
        name.split_whitespace().filter(|w| cluster_key(w) != "cluster").collect::<Vec<_>>().join(" ")
    };
    for authority in clusters.chunk_by(|a, b| a.local_authority == b.local_authority) {
        let named: Vec<(&IdentifiedReturn, &String, ComparableName)> = authority
            .iter()
            .filter_map(|one| Some((*one, one.cluster.as_ref()?)))
            .map(|(one, name)| (one, name, ComparableName::new(&without_word(name), vocabulary)))
            .collect();
        for (i, (_, first, comparable)) in named.iter().enumerate() {
            for (one, second, other) in &named[i + 1..] {
                if comparable.misspells(other, vocabulary) {
                    let found =
                        format!("The clusters \"{first}\" and \"{second}\" have almost the same name.");
                    let location = Location { school: None, ..sheet_of(one) };
                    findings.push(
                        Finding::new(&rules::NEAR_NAME, found, location)
                            .with_remedy("If they are the same, correct the name in one of the returns."),
                    );
                }
            }
        }
    }
}

fn check_schools(
    schools: &[&IdentifiedReturn],
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
    questions: &mut Vec<NameQuestion>,
) {
    // Schools that the register, the user or the question about the register settles need no second question.
    let is_open = |one: &&&IdentifiedReturn| {
        one.on_name_list != OnNameList::Distinct && !matches!(one.register_match, RegisterMatch::Similar(_))
    };
    let open: Vec<&&IdentifiedReturn> = schools.iter().filter(is_open).collect();
    let name = |one: &IdentifiedReturn| one.school.clone().unwrap_or_default();
    let is_registered = |one: &IdentifiedReturn| one.register_match.school().is_some();
    // Most schools have numbers, and their names are never asked for.
    let names: Vec<OnceCell<ComparableName>> = open.iter().map(|_| OnceCell::new()).collect();
    let comparable = |i: usize| names[i].get_or_init(|| ComparableName::new(&name(open[i]), vocabulary));
    for (a, x) in open.iter().enumerate() {
        for (b, y) in open.iter().enumerate().skip(a + 1) {
            let are_numbered = x.dfe_number.is_some() && y.dfe_number.is_some();
            let are_registered = is_registered(x) && is_registered(y);
            if are_numbered || are_registered || comparable(a).distance(comparable(b), vocabulary).is_none() {
                continue;
            }
            let found = format!("The schools \"{}\" and \"{}\" have almost the same name.", name(x), name(y));
            // The name that the register knows, or else the one that comes first, is suggested for the other.
            let (suggested, other) = if is_registered(y) { (y, x) } else { (x, y) };
            findings.push(Finding::new(&rules::NEAR_NAME, found, sheet_of(other)));
            let question = |asked| NameQuestion {
                name: asked,
                cluster: other.cluster.clone(),
                local_authority: other.local_authority.clone(),
                suggestion: Some(name(suggested)).filter(|_| agree(x, y)),
            };
            questions.extend(other.name_in_return.clone().map(question));
        }
    }
}

/// Whether two returns rate no KSF differently. Otherwise to take them for one school's would lose the ratings of both, and
/// the list of names, which people give back as it is, must not suggest it.
fn agree(a: &IdentifiedReturn, b: &IdentifiedReturn) -> bool {
    a.content.answers.iter().zip(&b.content.answers).all(|(a, b)| {
        match (a.outcome.rating(), b.outcome.rating()) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    })
}

/// Schools of one name in several clusters of an authority, of which neither a number nor the register tells which they are:
/// one finding for each authority.
fn check_elsewhere(schools: &[&IdentifiedReturn], findings: &mut Vec<Finding>) {
    let is_open = |one: &&&IdentifiedReturn| {
        let is_told = one.dfe_number.is_some() || one.urn.is_some() || one.register_match.school().is_some();
        let is_named = one.school.as_deref().is_some_and(|name| !is_code(name));
        one.cluster.is_some() && is_named && !is_told && one.on_name_list == OnNameList::Nothing
    };
    for authority in schools.chunk_by(|a, b| a.local_authority == b.local_authority) {
        let mut clusters: IndexMap<String, Vec<&IdentifiedReturn>> = IndexMap::new();
        for one in authority.iter().filter(is_open) {
            clusters.entry(school_key(one.school.as_deref().unwrap_or_default())).or_default().push(one);
        }
        clusters.retain(|_, of_name| of_name.iter().any(|one| one.cluster != of_name[0].cluster));
        let names: Vec<Vec<&IdentifiedReturn>> = clusters.into_values().collect();
        let described = first_few(&names, NAMED, described);
        if !described.is_empty() {
            let found = format!(
                "Schools of one name are in several clusters: {}; they were taken for different schools.",
                described.join("; ")
            );
            let location =
                Location { local_authority: authority[0].local_authority.clone(), ..Location::default() };
            findings.push(Finding::new(&rules::SAME_NAME_ELSEWHERE, found, location));
        }
    }
}

/// "Crossways (Lowfield, Moorside)"
fn described(of_name: &Vec<&IdentifiedReturn>) -> String {
    let mut clusters: Vec<&str> = of_name.iter().filter_map(|one| one.cluster.as_deref()).collect();
    clusters.dedup();
    format!("{} ({})", of_name[0].school.as_deref().unwrap_or_default(), clusters.join(", "))
}

/// The location of a return's sheet, with whose it is.
fn sheet_of(one: &IdentifiedReturn) -> Location {
    Location { cell: None, ..one.location() }
}

/// The questions sorted, with each name once in a cluster, and without a suggestion if two returns of one name need different
/// ones. A question without a suggestion says no more than that the register has no such school.
pub(crate) fn each_question_once(questions: Vec<NameQuestion>) -> Vec<NameQuestion> {
    let key = |q: &NameQuestion| {
        let of = |name: &Option<String>, key: fn(&str) -> String| name.as_deref().map(key);
        (school_key(&q.name), of(&q.cluster, cluster_key), of(&q.local_authority, authority_key))
    };
    let mut sorted: Vec<(Key, NameQuestion)> = questions.into_iter().map(|q| (key(&q), q)).collect();
    sorted.sort_by(|(a, x), (b, y)| {
        let by_name = natural_order(&x.name, &y.name).then_with(|| a.cmp(b));
        by_name.then_with(|| x.suggestion.is_none().cmp(&y.suggestion.is_none()))
    });
    let mut kept: IndexMap<Key, NameQuestion> = IndexMap::new();
    for (key, question) in sorted {
        match kept.entry(key) {
            Entry::Occupied(known)
                if question.suggestion.is_none() || known.get().suggestion == question.suggestion => {}
            Entry::Occupied(mut known) => known.get_mut().suggestion = None,
            Entry::Vacant(entry) => {
                entry.insert(question);
            }
        }
    }
    kept.into_values().collect()
}
