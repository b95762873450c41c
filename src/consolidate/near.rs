//! Names that almost match: questions to the user, never a merge.

use std::collections::BTreeMap;

use strsim::osa_distance;

use crate::data_set::SchoolRecord;
use crate::finding::{Finding, Place};
use crate::model::{folded_words, is_kind_of_school, school_words};
use crate::rules;

/// Looks for schools within a cluster, and clusters within an authority, whose names almost match.
pub(super) fn check(schools: &[SchoolRecord], findings: &mut Vec<Finding>) {
    let mut clusters: Vec<(&SchoolRecord, usize)> = Vec::new();
    let mut from = 0;
    while from < schools.len() {
        let first = &schools[from];
        let same =
            |s: &SchoolRecord| s.local_authority == first.local_authority && s.cluster == first.cluster;
        let end = (from..schools.len()).find(|i| !same(&schools[*i])).unwrap_or(schools.len());
        check_schools(&schools[from..end], findings);
        clusters.push((first, from));
        from = end;
    }
    let names: Vec<Vec<String>> = clusters.iter().map(|(c, _)| cluster_words(&c.cluster)).collect();
    for a in 0..clusters.len() {
        for b in a + 1..clusters.len() {
            let (x, y) = (clusters[a].0, clusters[b].0);
            if x.local_authority == y.local_authority && nearly_same(&names[a], &names[b]) {
                let found = format!(
                    "The clusters \"{}\" and \"{}\" have almost the same name.",
                    x.cluster, y.cluster
                );
                findings.push(Finding::new(&rules::NEAR_NAME, found, place(y)));
            }
        }
    }
}

/// A cluster's name without the word "cluster".
fn cluster_words(name: &str) -> Vec<String> {
    folded_words(name).into_iter().filter(|w| w != "cluster").collect()
}

fn check_schools(schools: &[SchoolRecord], findings: &mut Vec<Finding>) {
    let names: Vec<Vec<String>> = schools.iter().map(|s| school_words(&s.school)).collect();
    // Names that almost match begin alike, so only these are compared.
    let mut by_letter: BTreeMap<Option<char>, Vec<usize>> = BTreeMap::new();
    for (i, words) in names.iter().enumerate() {
        by_letter.entry(words.first().and_then(|w| w.chars().next())).or_default().push(i);
    }
    for places in by_letter.values() {
        for (n, &a) in places.iter().enumerate() {
            for &b in &places[n + 1..] {
                let (x, y) = (&schools[a], &schools[b]);
                let told_apart = x.dfe_number.is_some() && y.dfe_number.is_some();
                if !told_apart && (nearly_same(&names[a], &names[b]) || kind_left_out(&names[a], &names[b])) {
                    let found = format!(
                        "The schools \"{}\" and \"{}\" have almost the same name.",
                        x.school, y.school
                    );
                    let mut place = place(y);
                    place.school = Some(y.school.clone());
                    findings.push(Finding::new(&rules::NEAR_NAME, found, place));
                }
            }
        }
    }
}

fn place(school: &SchoolRecord) -> Place {
    let mut place = Place {
        local_authority: Some(school.local_authority.clone()),
        cluster: Some(school.cluster.clone()),
        ..Place::default()
    };
    if let Some(answer) = school.answers.first() {
        place.file = Some(answer.file.clone());
        place.sheet = Some(answer.sheet.clone());
    }
    place
}

/// The same words but for typing errors in long ones: "Oakfeild" and "Oakfield", not "School A" and "School B".
fn nearly_same(a: &[String], b: &[String]) -> bool {
    let letters = |words: &[String]| words.iter().map(String::len).sum::<usize>();
    if letters(a).abs_diff(letters(b)) > 2
        || a.first().map(|w| w.chars().next()) != b.first().map(|w| w.chars().next())
    {
        return false;
    }
    if a.len() != b.len() {
        let (x, y) = (a.concat(), b.concat());
        return x != y && x.len() >= 8 && osa_distance(&x, &y) <= 1;
    }
    let differing: Vec<(&String, &String)> = a.iter().zip(b).filter(|(p, q)| p != q).collect();
    let typo = |p: &str, q: &str| {
        let letters = p.len().min(q.len());
        let digits = p.bytes().chain(q.bytes()).any(|c| c.is_ascii_digit());
        let known = is_kind_of_school(p) && is_kind_of_school(q);
        let allowed = if letters >= 8 { 2 } else { 1 };
        letters >= 6
            && !digits
            && !known
            && p.as_bytes()[0] == q.as_bytes()[0]
            && osa_distance(p, q) <= allowed
    };
    !differing.is_empty() && differing.len() <= 2 && differing.iter().all(|(p, q)| typo(p, q))
}

/// The same name, once without the kind of school: "Castle" and "Castle Primary".
fn kind_left_out(a: &[String], b: &[String]) -> bool {
    let bare = |words: &[String]| -> Vec<String> {
        words.iter().filter(|w| !is_kind_of_school(w)).cloned().collect()
    };
    let (x, y) = (bare(a), bare(b));
    x == y && !x.is_empty() && (x.len() == a.len()) != (y.len() == b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> bool {
        let (a, b) = (school_words(a), school_words(b));
        nearly_same(&a, &b) || kind_left_out(&a, &b)
    }

    #[test]
    fn typing_errors_are_near_and_other_schools_are_not() {
        assert!(near("Oakfeild Primary", "Oakfield Primary School"));
        assert!(near("Castle", "Castle Primary"));
        assert!(near("Brookside Infants", "Brooksyde Infants"));
        for (a, b) in [
            ("School A", "School B"),
            ("School 1", "School 2"),
            ("Oakfield Infant", "Oakfield Junior"),
            ("Eastfield Primary", "Westfield Primary"),
            ("St Mary's", "St Mark's"),
            ("Hill Top", "Mill Hill"),
        ] {
            assert!(!near(a, b), "{a} / {b}");
        }
    }
}
