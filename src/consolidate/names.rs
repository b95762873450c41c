//! Whose return it is: the school, cluster and local authority that a return, the user, or else sheet, file and
//! folder names give, in that order.

use std::collections::HashMap;

use super::own_words::OwnWords;
use super::{Defaults, Placed};
use crate::data_set::ReturnStatus;
use crate::finding::Finding;
use crate::model::{authority_key, cluster_key, folded_words, is_kind_of_school, school_key};
use crate::rules::{self, Rule};
use crate::validate::{ValidatedFile, ValidatedReturn};

/// Words in names of sheets, files and folders that name nothing.
const STOCK: [&str; 110] = [
    "copy",
    "of",
    "return",
    "returns",
    "returned",
    "self",
    "assessment",
    "assessments",
    "selfassessment",
    "ksf",
    "ksfs",
    "cfs",
    "form",
    "forms",
    "grid",
    "grids",
    "tool",
    "toolkit",
    "template",
    "blank",
    "completed",
    "complete",
    "final",
    "draft",
    "version",
    "new",
    "updated",
    "revised",
    "extended",
    "services",
    "service",
    "es",
    "rating",
    "ratings",
    "score",
    "scores",
    "sheet",
    "table",
    "workbook",
    "book",
    "data",
    "sustainability",
    "submission",
    "submissions",
    "export",
    "results",
    "summary",
    "responses",
    "response",
    "key",
    "success",
    "factor",
    "factors",
    "folder",
    "inbox",
    "downloads",
    "documents",
    "desktop",
    "attachments",
    "in",
    "input",
    "files",
    "temp",
    "tmp",
    "cover",
    "fixtures",
    "action",
    "actions",
    "plans",
    "priorities",
    "notes",
    "guidance",
    "instructions",
    "agenda",
    "minutes",
    "budget",
    "questionnaire",
    "survey",
    "tabelle",
    "index",
    "details",
    "information",
    "workshop",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
    "term",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Names that name nothing where they stand alone; as part of a name they may belong to it.
const STOCK_NAMES: [&str; 14] = [
    "school", "schools", "clusters", "main", "may", "march", "list", "page", "front", "plan", "review",
    "oneone", "onetoone", "maindata",
];

/// Settles the names of a file's returns, as far as the file itself, the user and the folders tell.
pub(super) fn settle(
    file: ValidatedFile,
    defaults: &Defaults,
    own: &OwnWords,
    findings: &mut Vec<Finding>,
) -> Vec<Placed> {
    let name_in = |text: &str| name_in(&own.without_title(text)).filter(|name| !own.is_term(name));
    let folders: Vec<String> = file.folders.iter().filter_map(|f| name_in(f)).collect();
    let stem = stem(&file.file);
    let alone = file.returns.len() == 1;
    // The sheet of a text table is called as its file is.
    let is_text_table = file.returns.iter().all(|r| r.sheet.replace('_', " ") == stem);
    let clusters = stated_clusters(&file.returns);
    let mut placed = Vec::new();
    for content in file.returns {
        let stated = &content.identity;
        let (mut school, mut cluster) = (stated.school.clone(), stated.cluster.clone());
        let mut school_from = None;
        let mut cluster_is_file = false;
        if content.layout.is_of_one_school() && school.is_none() {
            let from_sheet = name_in(&content.sheet)
                .filter(|n| names_school(n) && !is_text_table)
                .map(|n| (n, "the sheet's name"));
            let from_file =
                || name_in(&stem).filter(|n| alone && names_school(n)).map(|n| (n, "the file's name"));
            school_from = from_sheet.or_else(from_file);
            school = school_from.as_ref().map(|(name, _)| name.clone());
        }
        let elsewhere = school.as_deref().and_then(|s| clusters.get(&school_key(s)));
        cluster = cluster.or_else(|| elsewhere.cloned().flatten()).or_else(|| defaults.cluster.clone());
        if cluster.is_none() && !content.layout.is_of_one_school() {
            cluster = name_in(&content.sheet).or_else(|| name_in(&stem)).map(|n| without_cluster_word(&n));
            cluster_is_file = cluster.is_some();
        }
        let cluster_folder = if cluster_is_file { None } else { folders.last() };
        let named_after_it =
            |f: &&String| cluster.as_deref().is_some_and(|c| cluster_key(c) == cluster_key(f));
        let own_folder = folders.last().as_ref().is_some_and(named_after_it);
        let authority_folder =
            if cluster_is_file && !own_folder { folders.last() } else { folders.iter().rev().nth(1) };
        cluster = cluster.or_else(|| cluster_folder.map(|f| without_cluster_word(f)));
        let local_authority = stated
            .local_authority
            .clone()
            .or_else(|| defaults.local_authority.clone())
            .or_else(|| authority_folder.cloned());
        let status = status(&content, school.is_some());
        let one = Placed { file: file.file.clone(), content, local_authority, cluster, school, status };
        report(&one, school_from, findings);
        placed.push(one);
    }
    placed
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

fn status(content: &ValidatedReturn, named: bool) -> ReturnStatus {
    let counts = content.counts();
    if !named {
        ReturnStatus::NoSchool
    } else if counts.missing + counts.rejected > 0 {
        ReturnStatus::UsedInPart
    } else {
        ReturnStatus::Used
    }
}

fn report(one: &Placed, school_from: Option<(String, &str)>, findings: &mut Vec<Finding>) {
    let mut say = |rule: &'static Rule, found: String| findings.push(Finding::new(rule, found, one.place()));
    match (&one.school, school_from) {
        (None, _) => {
            let rated = one.content.counts().rated;
            say(
                &rules::SCHOOL_NOT_STATED,
                format!("{rated} ratings were found here, but no school is named."),
            );
        }
        (_, Some((name, from))) => {
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
}

/// Returns that state no authority belong to the one that others of their cluster state, or to the only one in the
/// collection.
pub(super) fn adopt_authorities(placed: &mut [Placed], findings: &mut Vec<Finding>) {
    let mut by_cluster: HashMap<String, Vec<(String, String)>> = HashMap::new();
    let mut all: Vec<(String, String)> = Vec::new();
    for one in placed.iter() {
        let Some(name) = &one.content.identity.local_authority else { continue };
        let entry = (authority_key(name), name.clone());
        let known = |list: &[(String, String)]| list.iter().any(|(key, _)| *key == entry.0);
        if !known(&all) {
            all.push(entry.clone());
        }
        let cluster = by_cluster.entry(key_of_cluster(one)).or_default();
        if !known(cluster) {
            cluster.push(entry);
        }
    }
    for one in placed.iter_mut() {
        if one.content.identity.local_authority.is_some() {
            continue;
        }
        let of_cluster = by_cluster.get(&key_of_cluster(one)).filter(|_| one.cluster.is_some());
        let adopted = match (of_cluster.map(Vec::as_slice), all.as_slice()) {
            (Some([(_, only)]), _) => Some(only.clone()),
            (_, [(_, only)]) if one.local_authority.is_none() => Some(only.clone()),
            _ => None,
        };
        if let Some(name) = adopted {
            let differs =
                one.local_authority.as_ref().is_none_or(|la| authority_key(la) != authority_key(&name));
            one.local_authority = Some(name.clone());
            if differs {
                let found =
                    format!("No local authority is stated; {name}, as other returns state, was used.");
                findings.push(Finding::new(&rules::LA_NOT_STATED, found, one.place()));
            }
        } else if one.local_authority.is_none() {
            let found = "The local authority is stated nowhere.";
            findings.push(Finding::new(&rules::LA_NOT_STATED, found, one.place()));
        }
    }
}

fn key_of_cluster(one: &Placed) -> String {
    one.cluster.as_deref().map(cluster_key).unwrap_or_default()
}

/// Names that differ only in case, punctuation and the like are written as most returns write them; what returns
/// state goes before what folders are called.
pub(super) fn agree_on_spelling(placed: &mut [Placed]) {
    let mut authorities = Spellings::default();
    let mut clusters = Spellings::default();
    for one in placed.iter() {
        let stated = &one.content.identity;
        if let Some(name) = &one.local_authority {
            authorities.add(authority_key(name), name, stated.local_authority.is_some());
        }
        if let Some(name) = &one.cluster {
            clusters.add(cluster_id(one), name, stated.cluster.is_some());
        }
    }
    for one in placed.iter_mut() {
        let id = cluster_id(one);
        one.cluster = one.cluster.take().map(|_| clusters.best(&id));
        one.local_authority = one.local_authority.take().map(|name| authorities.best(&authority_key(&name)));
    }
}

fn cluster_id(one: &Placed) -> String {
    let authority = one.local_authority.as_deref().map(authority_key).unwrap_or_default();
    format!("{authority}/{}", key_of_cluster(one))
}

#[derive(Default)]
struct Spellings(HashMap<String, HashMap<String, usize>>);

impl Spellings {
    fn add(&mut self, key: String, name: &str, stated: bool) {
        let weight = if stated { 1_000 } else { 1 };
        *self.0.entry(key).or_default().entry(name.to_owned()).or_default() += weight;
    }

    fn best(&self, key: &str) -> String {
        let spellings = self.0.get(key).into_iter().flatten();
        let best = spellings.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        best.map(|(name, _)| name.clone()).unwrap_or_default()
    }
}

/// A file's name without folders and ending.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace('_', " ")
}

/// What a sheet, file or folder is named after, once words such as "Copy of", "return", "(2)" and years are taken
/// off; none where nothing remains.
fn name_in(text: &str) -> Option<String> {
    let kept: Vec<&str> = text.split_whitespace().filter(|word| !is_stock(word)).collect();
    let joined = kept.join(" ");
    let name = joined.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    let name = name.strip_prefix("of ").unwrap_or(name);
    let alone = folded_words(name).concat();
    let letters = alone.trim_end_matches(|c: char| c.is_ascii_digit());
    (name.chars().any(char::is_alphabetic) && !STOCK_NAMES.contains(&letters)).then(|| name.to_owned())
}

fn is_stock(word: &str) -> bool {
    let words = folded_words(word);
    words.iter().all(|w| {
        let letters = w.trim_end_matches(|c: char| c.is_ascii_digit());
        letters.is_empty() || STOCK.contains(&letters) || (letters == "v" && letters.len() < w.len())
    })
}

/// Whether a name can be one school's: not only the kind of school, nor a cluster's.
fn names_school(name: &str) -> bool {
    let words = folded_words(name);
    let says_which =
        |w: &String| !is_kind_of_school(w) && !matches!(w.as_str(), "the" | "name" | "our" | "my");
    words.iter().any(says_which) && words.last().is_none_or(|w| w != "cluster")
}

/// "Riverside cluster" as the cluster's name is "Riverside".
fn without_cluster_word(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().filter(|w| !w.eq_ignore_ascii_case("cluster")).collect();
    if words.is_empty() { name.to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_file_and_sheet_names() {
        for (text, name) in [
            ("Copy of Oakfield Primary School (2)", Some("Oakfield Primary School")),
            ("Oakfield Primary - Copy", Some("Oakfield Primary")),
            ("Oakfield Primary return 2009-10", Some("Oakfield Primary")),
            ("St. Mary's (Infants) self-assessment v2", Some("St. Mary's (Infants)")),
            ("Sheet1", None),
            ("Self assessment", None),
            ("KSF grid", None),
            ("Form1", None),
            ("One to one", None),
            ("Questionnaire", None),
            ("March 2010", None),
            ("Tabelle1", None),
            ("School 1", None),
            ("Tool", None),
            ("2009", None),
            ("KSF grid Riverside", Some("Riverside")),
            ("Harbour cluster grid 2010", Some("Harbour cluster")),
        ] {
            assert_eq!(name_in(text).as_deref(), name, "{text}");
        }
        assert!(!names_school("Primary School"));
        assert!(!names_school("Harbour cluster"));
        assert_eq!(without_cluster_word("Harbour cluster"), "Harbour");
    }
}
