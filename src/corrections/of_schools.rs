//! What each school must put right, in a few sentences: for its own page and for a letter to it.

use std::collections::HashMap;

use crate::data_set::{DataSet, SchoolRecord};
use crate::finding::Location;
use crate::framework::Framework;
use crate::model::NOT_STATED;
use crate::rules::Severity;

use super::files::Files;
use super::point::Point;
use super::requests::request;

/// Something that a school must put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The numbers of the KSFs that it is about; several if the same was found about each and the same is asked; none if it is
    /// about the return as a whole.
    ksfs: Vec<u8>,
    found: String,
    /// Where it was found; empty if it is about several KSFs.
    place: String,
    request: String,
}

/// What schools must put right, by authority, cluster and school.
#[derive(Debug, Default)]
pub struct OfSchools<'a>(HashMap<[&'a str; 3], Vec<Asked>>);

/// What the errors and warnings about each school ask of it.
#[must_use]
pub fn of_schools<'a>(data: &'a DataSet, framework: &Framework) -> OfSchools<'a> {
    let mut points: HashMap<[&str; 3], Vec<Point>> = HashMap::new();
    for finding in data.findings.iter().filter(|finding| finding.severity != Severity::Note) {
        let Some(school) = owner(&finding.location) else { continue };
        let points = points.entry(school).or_default();
        if !points.iter_mut().any(|point| point.takes(finding)) {
            points.push(Point::of(finding));
        }
    }
    if points.is_empty() {
        return OfSchools::default();
    }
    let files = Files::of(data);
    let asked = |points: &Vec<Point>| {
        let mut all: Vec<Asked> = Vec::new();
        for point in points {
            let one = Asked::of(point, data, &files, framework);
            match all.iter_mut().find(|other| other.is_like(&one)) {
                Some(other) => other.take(one),
                None => all.push(one),
            }
        }
        all
    };
    OfSchools(points.iter().map(|(school, points)| (*school, asked(points))).collect())
}

fn owner(location: &Location) -> Option<[&str; 3]> {
    let school = location.school.as_deref()?;
    let authority = location.local_authority.as_deref().unwrap_or(NOT_STATED);
    Some([authority, location.cluster.as_deref().unwrap_or(NOT_STATED), school])
}

impl OfSchools<'_> {
    /// What a school must put right.
    #[must_use]
    pub fn of<'b>(&'b self, school: &'b SchoolRecord) -> &'b [Asked] {
        self.named([&school.local_authority, &school.cluster, &school.school])
    }

    /// The same by the names of its authority, its cluster and its own.
    #[must_use]
    pub fn named<'b>(&'b self, names: [&'b str; 3]) -> &'b [Asked] {
        let known: &'b HashMap<[&'b str; 3], Vec<Asked>> = &self.0;
        known.get(&names).map_or(&[], Vec::as_slice)
    }
}

impl Asked {
    fn of(point: &Point, data: &DataSet, files: &Files, framework: &Framework) -> Self {
        let is_known = |ksf: &u8| (1..=framework.ksfs.len()).contains(&usize::from(*ksf));
        Self {
            ksfs: point.ksf().filter(is_known).into_iter().collect(),
            found: point.found(files),
            place: point.place(data, files),
            request: request(point.first(), framework.scale),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        let both_of_ksfs = !self.ksfs.is_empty() && !other.ksfs.is_empty();
        both_of_ksfs && self.found == other.found && self.request == other.request
    }

    fn take(&mut self, other: Self) {
        self.ksfs.extend(other.ksfs);
        self.ksfs.sort_unstable();
        self.ksfs.dedup();
        self.place.clear();
    }

    /// "KSF 4 Cluster arrangements: The cell shows 6 July 2010 (a.xlsx, B15). Please give your rating …"
    #[must_use]
    pub fn text(&self, framework: &Framework) -> String {
        let about = match self.ksfs.as_slice() {
            [] => String::new(),
            [ksf] => format!("KSF {}: ", framework.label(usize::from(*ksf) - 1)),
            [before @ .., last] => {
                let before: Vec<String> = before.iter().map(ToString::to_string).collect();
                format!("KSFs {} and {last}: ", before.join(", "))
            }
        };
        let place = if self.place.is_empty() { String::new() } else { format!(" ({})", self.place) };
        let found = self.found.trim_end_matches('.');
        format!("{about}{found}{place}. {}", self.request)
    }
}
