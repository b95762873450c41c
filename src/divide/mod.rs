//! Data set → one data set for each local authority, and what belongs to none of them; or for each cluster of one.
//!
//! In: the [`DataSet`] of a whole collection, or of an authority. Out: [`Divided`], or [`Part`]s. Everything goes to one
//! place at most: schools, returns, findings and registered schools by the authority or cluster that they state; a file that
//! gave no return, and a finding about such a file, by its folder, where all returns below that folder are of one or
//! the folder is named after one.

mod divide_by;
mod part_finder;

use std::collections::HashSet;

use crate::data_set::DataSet;
use crate::finding::{Finding, Location, shortened};
use crate::rules;

use divide_by::DivideBy;
use part_finder::PartFinder;

/// A collection divided by local authority.
#[derive(Debug, Default)]
pub struct Divided {
    /// The authorities with a return, sorted by name.
    pub authorities: Vec<Part>,
    /// Returns, files, findings and registered schools that belong to none of several; it holds no schools.
    pub rest: DataSet,
}

/// What belongs to a local authority, or to a cluster of one.
#[derive(Debug)]
pub struct Part {
    /// Its name, or [`crate::model::NOT_STATED`].
    pub name: String,
    /// Its schools, returns, registered schools and findings, each in the order of the whole.
    pub data: DataSet,
}

/// Divides a collection. A single authority has everything, because no summary would tell of the rest.
#[must_use]
pub fn by_authority(data: DataSet) -> Divided {
    let names: Vec<String> = data.authorities().into_iter().map(str::to_owned).collect();
    if let [name] = names.as_slice() {
        let rest = DataSet { questions: data.questions.clone(), ..DataSet::default() };
        return Divided { authorities: vec![Part { name: name.clone(), data }], rest };
    }
    let (authorities, mut rest) = divide(data, DivideBy::LocalAuthority, names);
    let lost = rest.typed.responses.iter().map(|response| {
        let found = format!(
            "\"{}\" is a response to KSF {} from a workbook about several authorities; it was not carried on.",
            shortened(&response.text.to_string()),
            response.ksf + 1
        );
        Finding::new(&rules::NOT_CARRIED_ON, found, Location::default())
    });
    rest.findings.extend(lost);
    rest.findings.sort_by(Finding::order);
    Divided { authorities, rest }
}

/// Divides what belongs to one local authority: a part for each of its [`clusters`]. What belongs to no cluster is left
/// out.
#[must_use]
pub fn by_cluster(data: DataSet) -> Vec<Part> {
    let names = clusters(&data);
    divide(data, DivideBy::Cluster, names).0
}

/// The cluster that each finding of one local authority belongs to, by its index among the [`clusters`]: the one that it
/// states, or that of its file.
#[must_use]
pub fn clusters_of_findings(data: &DataSet) -> Vec<Option<usize>> {
    let finder = PartFinder::of(&clusters(data), DivideBy::Cluster, &data.returns);
    data.findings.iter().map(|finding| finder.of_finding(finding)).collect()
}

/// The same of each return, each file that gave none, and each registered school without a return.
#[must_use]
pub fn clusters_of_returns(data: &DataSet) -> Vec<Option<usize>> {
    let finder = PartFinder::of(&clusters(data), DivideBy::Cluster, &data.returns);
    data.returns.iter().map(|row| finder.of_row(row)).collect()
}

/// The clusters of one local authority: those with a return, sorted by name, and then those that only the register knows.
#[must_use]
pub fn clusters(data: &DataSet) -> Vec<String> {
    let of_schools = data.schools.iter().map(|school| &school.cluster);
    let registered = data.registered.iter().filter_map(|group| group.cluster.as_ref());
    let mut seen = HashSet::new();
    of_schools.chain(registered).filter(|name| seen.insert(*name)).cloned().collect()
}

/// A part for each of these names, among which are those of all schools, and what belongs to none.
fn divide(data: DataSet, by: DivideBy, names: Vec<String>) -> (Vec<Part>, DataSet) {
    let finder = PartFinder::of(&names, by, &data.returns);
    let mut parts: Vec<DataSet> = names.iter().map(|_| DataSet::default()).collect();
    parts.push(DataSet { questions: data.questions, ..DataSet::default() });
    // The last part is the rest.
    let index = |part: Option<usize>| part.unwrap_or(names.len());
    for school in data.schools {
        parts[index(finder.named(by.of_school(&school)))].schools.push(school);
    }
    for row in data.returns {
        parts[index(finder.of_row(&row))].returns.push(row);
    }
    for finding in data.findings {
        parts[index(finder.of_finding(&finding))].findings.push(finding);
    }
    for group in data.registered {
        parts[index(by.of_group(&group).and_then(|name| finder.named(name)))].registered.push(group);
    }
    for contact in data.contacts {
        parts[index(finder.named(by.of_contact(&contact)))].contacts.push(contact);
    }
    for action in data.typed.actions {
        parts[index(finder.named(by.of_action(&action)))].typed.actions.push(action);
    }
    for response in data.typed.responses {
        let part = by.of_response(&response).and_then(|name| finder.named(name));
        parts[index(part)].typed.responses.push(response);
    }
    let rest = parts.pop().unwrap_or_default();
    (names.into_iter().zip(parts).map(|(name, data)| Part { name, data }).collect(), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_set::{Counts, Registered, ReturnRow, ReturnStatus, SchoolRecord};
    use crate::model::NOT_STATED;

    fn school(authority: &str, name: &str) -> SchoolRecord {
        SchoolRecord {
            local_authority: authority.to_owned(),
            cluster: "Riverside".to_owned(),
            school: name.to_owned(),
            dfe_number: None,
            answers: Vec::new(),
        }
    }

    fn returned(file: &str, authority: Option<&str>) -> ReturnRow {
        ReturnRow {
            local_authority: authority.map(str::to_owned),
            counts: Some(Counts::default()),
            ..ReturnRow::of_file(&file.into(), ReturnStatus::Used)
        }
    }

    fn damaged(file: &str) -> ReturnRow {
        ReturnRow::of_file(&file.into(), ReturnStatus::NotRead)
    }

    fn finding(file: &str) -> Finding {
        Finding::new(&rules::FILE_DAMAGED, "cut short", Location::file(&file.into()))
    }

    fn files(data: &DataSet) -> Vec<&str> {
        data.returns.iter().filter_map(|row| row.file.as_deref()).collect()
    }

    #[test]
    fn files_without_a_return_go_with_their_folder() {
        let data = DataSet {
            schools: vec![school("Eastmoor", "A"), school("Westmoor", "B"), school(NOT_STATED, "C")],
            returns: vec![
                returned("East/Riverside/a.xlsx", Some("Eastmoor")),
                damaged("East/Riverside/old/b.xlsx"),
                damaged("East/letter.doc"),
                returned("West/c.xlsx", Some("Westmoor")),
                returned("West/mixed/d.xlsx", Some("Eastmoor")),
                damaged("West/mixed/e.xlsx"),
                damaged("West/f.xlsx"),
                damaged("g.xlsx"),
                returned("h.xlsx", None),
            ],
            findings: vec![finding("East/letter.doc"), finding("West/f.xlsx"), finding("h.xlsx")],
            ..DataSet::default()
        };
        let divided = by_authority(data);
        let names: Vec<&str> = divided.authorities.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["Eastmoor", "Westmoor", NOT_STATED]);
        let [east, west, nobody] = [0, 1, 2].map(|at| &divided.authorities[at].data);
        assert_eq!(
            files(east),
            [
                "East/Riverside/a.xlsx",
                "East/Riverside/old/b.xlsx",
                "East/letter.doc",
                "West/mixed/d.xlsx",
                "West/mixed/e.xlsx"
            ]
        );
        assert_eq!(files(west), ["West/c.xlsx"]);
        assert_eq!(files(nobody), ["h.xlsx"]);
        assert_eq!(files(&divided.rest), ["West/f.xlsx", "g.xlsx"]);
        let found = |data: &DataSet| data.findings.len();
        assert_eq!([found(east), found(west), found(nobody), found(&divided.rest)], [1, 0, 1, 1]);
    }

    #[test]
    fn clusters_have_what_is_theirs_and_what_is_nobodys_is_left_out() {
        let in_cluster =
            |cluster: &str, name| SchoolRecord { cluster: cluster.to_owned(), ..school("E", name) };
        let of = |file: &str, cluster: &str| ReturnRow {
            cluster: Some(cluster.to_owned()),
            ..returned(file, Some("E"))
        };
        let registered = |cluster: Option<&str>| Registered {
            local_authority: "E".to_owned(),
            cluster: cluster.map(str::to_owned),
            schools: 2,
            returned: 0,
        };
        let missing = |cluster: &str| ReturnRow {
            file: None,
            counts: None,
            status: ReturnStatus::NotReturned,
            ..of("", cluster)
        };
        let data = DataSet {
            schools: vec![in_cluster("Harbour", "A"), in_cluster("Moss", "B"), in_cluster("Moss", "C")],
            returns: vec![
                of("one/a.xlsx", "Harbour"),
                damaged("one/b.xlsx"),
                of("two.xlsx", "Moss"),
                of("two.xlsx", "Harbour"),
                damaged("c.xlsx"),
                // A folder named after a cluster, with a stray return.
                of("moss cluster/d.xlsx", "Moss"),
                of("moss cluster/e.xlsx", "Harbour"),
                damaged("moss cluster/f.xlsx"),
                missing("Fell"),
                missing("Moss"),
            ],
            registered: vec![registered(Some("Fell")), registered(Some("Moss")), registered(None)],
            findings: vec![finding("one/b.xlsx"), finding("two.xlsx"), finding("c.xlsx")],
            ..DataSet::default()
        };
        assert_eq!(clusters(&data), ["Harbour", "Moss", "Fell"]);
        let parts = by_cluster(data);
        let counts = |part: &Part| {
            let data = &part.data;
            (data.schools.len(), data.returns.len(), data.registered.len(), data.findings.len())
        };
        let counts: Vec<_> = parts.iter().map(|part| (part.name.as_str(), counts(part))).collect();
        assert_eq!(counts, [("Harbour", (1, 4, 0, 1)), ("Moss", (2, 4, 1, 0)), ("Fell", (0, 1, 1, 0))]);
    }
}
