//! Schools as the tests make them up, and the data set that they give.

use std::sync::Arc;

use crate::data_set::{Answer, DataSet, Outcome, Registered, Rejection, SchoolRecord};
use crate::framework::Framework;
use crate::model::Rating;

/// A school and its entry for each KSF.
#[derive(Debug, Clone)]
pub(super) struct School {
    pub(super) la: &'static str,
    pub(super) cluster: &'static str,
    pub(super) name: String,
    pub(super) entries: Vec<Entry>,
}

/// What a school put down for a KSF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Rating(u8),
    Gap,
    Unusable,
}

impl School {
    /// Its rating of the KSF at an index.
    pub(super) fn rating(&self, ksf: usize) -> Option<u8> {
        if let Entry::Rating(rating) = self.entries[ksf] { Some(rating) } else { None }
    }

    pub(super) fn is_of(&self, la: &str, cluster: &str) -> bool {
        (self.la, self.cluster) == (la, cluster)
    }
}

/// A rating on the scale.
pub(super) fn rating(number: u8) -> Rating {
    Rating::new(number, Framework::embedded().scale).expect("a number on the scale")
}

/// The data set of sorted schools and a register.
pub(super) fn data_set(schools: &[School], registered: &[Registered]) -> DataSet {
    let outcome = |entry: &Entry| match entry {
        Entry::Rating(number) => Outcome::Used(rating(*number)),
        Entry::Gap => Outcome::Missing,
        Entry::Unusable => {
            Outcome::Rejected(Rejection { typed: "?".to_owned(), reason: "Not a rating".to_owned() })
        }
    };
    let answer = |entry: &Entry| Answer {
        outcome: outcome(entry),
        file: Arc::from("a.xlsx"),
        sheet: Arc::from("Sheet1"),
        cell: None,
        submitted: None,
        said: None,
    };
    let record = |school: &School| SchoolRecord {
        local_authority: school.la.to_owned(),
        cluster: school.cluster.to_owned(),
        school: school.name.clone(),
        dfe_number: None,
        answers: school.entries.iter().map(answer).collect(),
    };
    DataSet {
        schools: schools.iter().map(record).collect(),
        registered: registered.to_vec(),
        ..DataSet::default()
    }
}
