//! Whose return it is: the school, cluster and local authority that a return, the register, the user, or else sheet,
//! file and folder names give, in that order.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::claim::Claim;
use super::named_after::{group_name_in, name_in, names_school, stem, without_cluster_word};
use super::own_words::OwnWords;
use super::recognise::Standing;
use super::{Given, Placed};
use crate::data_set::{Counts, ReturnStatus};
use crate::finding::Finding;
use crate::framework::Framework;
use crate::lexicon::{authority_key, cluster_key, school_key};
use crate::register::{Register, RegisteredSchool};
use crate::rules::{self, Rule};
use crate::validate::{ValidatedFile, ValidatedReturn};

/// What sheets, files and folders are named after.
pub(super) struct NamedAfter {
    own: OwnWords,
    /// Of the folders, of which there are few and each holds many files.
    folders: HashMap<String, Option<String>>,
}

impl NamedAfter {
    pub(super) fn of(files: &[ValidatedFile], framework: &Framework) -> Self {
        let mut names = Self { own: OwnWords::of(framework), folders: HashMap::new() };
        for folder in files.iter().flat_map(|file| &file.folders) {
            if !names.folders.contains_key(folder) {
                names.folders.insert(folder.clone(), names.group_name_in(folder));
            }
        }
        names
    }

    fn name_in(&self, text: &str) -> Option<String> {
        name_in(&self.own.without_title(text)).filter(|name| !self.own.is_term(name))
    }

    fn group_name_in(&self, text: &str) -> Option<String> {
        group_name_in(&self.own.without_title(text)).filter(|name| !self.own.is_term(name))
    }
}

/// What a file's returns claim, as far as the file itself tells.
pub(super) fn claims(file: ValidatedFile, names: &NamedAfter) -> Vec<Claim> {
    let name_in = |text: &str| names.name_in(text);
    let group_in = |text: &str| names.group_name_in(text);
    let folders = file.folders.iter().filter_map(|folder| names.folders.get(folder)?.clone());
    let folders: Arc<[String]> = folders.collect();
    let stem = stem(&file.file);
    let alone = file.returns.len() == 1;
    // The sheet of a text table is called as its file is.
    let is_text_table = file.returns.iter().all(|r| r.sheet.replace('_', " ") == stem);
    let clusters = if alone { HashMap::new() } else { stated_clusters(&file.returns) };
    let claim = |content: ValidatedReturn| {
        let stated = &content.identity;
        let mut school = stated.school.clone();
        let mut school_from = None;
        if content.layout.is_of_one_school() && school.is_none() {
            let from_sheet = name_in(&content.sheet)
                .filter(|n| names_school(n) && !is_text_table)
                .map(|n| (n, "the sheet's name"));
            let from_file =
                || name_in(&stem).filter(|n| alone && names_school(n)).map(|n| (n, "the file's name"));
            (school, school_from) = from_sheet.or_else(from_file).unzip();
        }
        let elsewhere = || clusters.get(&school_key(school.as_deref()?))?.clone();
        let of_schools = !content.layout.is_of_one_school();
        let table_name =
            || group_in(&content.sheet).or_else(|| group_in(&stem)).map(|n| without_cluster_word(&n));
        Claim {
            file: file.file.clone(),
            cluster: stated.cluster.clone().or_else(elsewhere),
            table_name: of_schools.then(table_name).flatten(),
            settled: false,
            by_itself: false,
            dfe_number: stated.dfe_number,
            urn: stated.urn,
            folders: folders.clone(),
            name_in_return: school.clone(),
            school,
            school_from,
            content,
        }
    };
    file.returns.into_iter().map(claim).collect()
}

/// Settles the names of a return, and tells what there is to be told of them.
pub(super) fn place(claim: Claim, standing: Standing, given: &Given) -> (Placed, Vec<Finding>) {
    let registered = given.register.as_ref().zip(standing.place()).map(|(r, place)| &r.schools()[place]);
    let known_by_number = matches!(standing, Standing::On { by_number: true, .. });
    let unnamed = claim.school.is_none() || claim.school_from.is_some();
    let named_by_register = claim.settled || (unnamed && known_by_number);
    let school = match registered {
        Some(school) if named_by_register => Some(school.name.clone()),
        _ => claim.school.clone(),
    };
    let (local_authority, cluster, authority_folder) = places(&claim, registered, given);
    let stated = &claim.content.identity;
    let counts = claim.content.counts();
    let one = Placed {
        status: status(counts, school.is_some()),
        counts,
        is_authority_known: stated.local_authority.is_some()
            || registered.is_some_and(|s| s.local_authority.is_some()),
        dfe_number: claim.dfe_number.or_else(|| registered?.dfe_number),
        urn: claim.urn.or_else(|| registered?.urn),
        authority_folder,
        is_cluster_stated: claim.cluster.is_some(),
        by_itself: claim.by_itself,
        name_in_return: claim.name_in_return,
        file: claim.file,
        content: claim.content,
        local_authority,
        cluster,
        school,
        standing,
    };
    let from = claim.school_from.filter(|_| !(named_by_register && registered.is_some()));
    let findings = report(&one, from);
    (one, findings)
}

/// The local authority and the cluster of a return, and the folder that is named after an authority.
fn places(
    claim: &Claim,
    registered: Option<&RegisteredSchool>,
    given: &Given,
) -> (Option<String>, Option<String>, Option<String>) {
    let name = |named: &Option<crate::register::Named>| named.as_ref().map(|n| n.name.to_string());
    let folders = &claim.folders;
    let mut cluster =
        claim.cluster.clone().or_else(|| name(&registered?.cluster)).or_else(|| given.cluster.clone());
    let cluster_is_file = cluster.is_none() && claim.table_name.is_some();
    cluster = cluster.or_else(|| claim.table_name.clone());
    let is_authority = |f: &&String| given.register.as_ref().is_some_and(|r| only_an_authority(r, f));
    let named_after_it = |f: &&String| cluster.as_deref().is_some_and(|c| cluster_key(c) == cluster_key(f));
    let own_folder = || folders.last().as_ref().is_some_and(named_after_it);
    let authority_is_last =
        (cluster_is_file && !own_folder()) || folders.last().as_ref().is_some_and(is_authority);
    let authority_folder = if authority_is_last { folders.last() } else { folders.iter().rev().nth(1) };
    let cluster_folder = if cluster_is_file || authority_is_last { None } else { folders.last() };
    cluster = cluster.or_else(|| cluster_folder.map(|f| without_cluster_word(f)));
    let stated = claim.content.identity.local_authority.clone();
    let local_authority = stated
        .or_else(|| name(&registered?.local_authority))
        .or_else(|| given.local_authority.clone())
        .or_else(|| authority_folder.cloned());
    (local_authority, cluster, authority_folder.cloned())
}

/// Whether the register knows a local authority of this name and no cluster.
fn only_an_authority(register: &Register, name: &str) -> bool {
    register.authority(name).is_some() && register.cluster(name).is_none()
}

/// For each school the one cluster that some sheet of the file states for it; none where several are stated. A
/// summary sheet beside the schools' own often leaves it out.
fn stated_clusters(returns: &[ValidatedReturn]) -> HashMap<String, Option<String>> {
    let mut clusters: HashMap<String, Option<String>> = HashMap::new();
    for stated in returns.iter().map(|r| &r.identity) {
        let (Some(school), Some(cluster)) = (&stated.school, &stated.cluster) else { continue };
        let known = clusters.entry(school_key(school)).or_insert_with(|| Some(cluster.clone()));
        if known.as_deref().map(cluster_key) != Some(cluster_key(cluster)) {
            *known = None;
        }
    }
    clusters
}

fn status(counts: Counts, named: bool) -> ReturnStatus {
    if !named {
        ReturnStatus::NoSchool
    } else if counts.rated == 0 {
        ReturnStatus::NothingUsed
    } else if counts.missing + counts.rejected > 0 {
        ReturnStatus::UsedInPart
    } else {
        ReturnStatus::Used
    }
}

fn report(one: &Placed, school_from: Option<&str>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |rule: &'static Rule, found: String| findings.push(Finding::new(rule, found, one.place()));
    match (&one.school, school_from) {
        (None, _) => {
            let rated = one.counts.rated;
            say(
                &rules::SCHOOL_NOT_STATED,
                format!("{rated} ratings were found here, but no school is named."),
            );
        }
        (Some(name), Some(from)) => {
            say(
                &rules::SCHOOL_FROM_NAME,
                format!("No school is stated on the sheet; {from} gave \"{name}\"."),
            );
        }
        _ => {}
    }
    if one.cluster.is_none() {
        say(&rules::CLUSTER_NOT_STATED, "The cluster is stated nowhere.".to_owned());
    }
    findings
}

/// Names that differ only in case, punctuation and the like are written as the register writes them, and else as most
/// returns do; what returns state goes before what folders are called.
pub(super) fn agree_on_spelling(placed: &mut [Placed], register: Option<&Register>) {
    let mut authorities = Spellings::default();
    let mut clusters = Spellings::default();
    let keys: Vec<(String, String)> = placed.par_iter().map(keys).collect();
    for (one, (authority, cluster)) in placed.iter().zip(&keys) {
        if let Some(name) = &one.local_authority {
            authorities.add(authority, name, one.is_authority_known);
        }
        if let Some(name) = &one.cluster {
            clusters.add(cluster, name, one.is_cluster_stated);
        }
    }
    placed.par_iter_mut().zip(&keys).for_each(|(one, (authority, cluster))| {
        let registered = |name: &str| register?.cluster(name).map(|c| c.name.to_string());
        let best = |name: &String| registered(name).unwrap_or_else(|| clusters.best(cluster));
        one.cluster = one.cluster.as_ref().map(best);
        let registered = |name: &str| register?.authority(name).map(|a| a.name.to_string());
        let best = |name: &String| registered(name).unwrap_or_else(|| authorities.best(authority));
        one.local_authority = one.local_authority.as_ref().map(best);
    });
}

/// What tells a return's cluster from others of its authority.
pub(super) fn key_of_cluster(one: &Placed) -> String {
    format!("cluster {}", one.cluster.as_deref().map(cluster_key).unwrap_or_default())
}

/// What tells a return's authority from others, and its cluster from those of all authorities.
fn keys(one: &Placed) -> (String, String) {
    let authority = one.local_authority.as_deref().map(authority_key).unwrap_or_default();
    let cluster = format!("{authority}/{}", key_of_cluster(one));
    (authority, cluster)
}

#[derive(Default)]
struct Spellings(HashMap<String, HashMap<String, usize>>);

impl Spellings {
    fn add(&mut self, key: &str, name: &str, stated: bool) {
        let weight = if stated { 1_000 } else { 1 };
        // Most names were there before.
        match self.0.get_mut(key).and_then(|names| names.get_mut(name)) {
            Some(known) => *known += weight,
            None => *self.0.entry(key.to_owned()).or_default().entry(name.to_owned()).or_default() += weight,
        }
    }

    fn best(&self, key: &str) -> String {
        let spellings = self.0.get(key).into_iter().flatten();
        let best = spellings.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        best.map(|(name, _)| name.clone()).unwrap_or_default()
    }
}
