//! A cluster's findings → what its schools must look at, as a text that can be pasted into an e-mail.
//!
//! In: what belongs to a cluster. Out: a text for Windows programs as for others: UTF-8 with a byte-order mark, lines that
//! end in CR and LF. Errors and warnings are in it, school by school, and the schools that have not returned; notes ask
//! nothing of anybody and are left to the sheet Findings.

mod files;
mod of_schools;
mod point;
mod requests;

use std::cmp::Ordering;

use crate::data_set::{DataSet, ReturnRow, ReturnStatus};
use crate::divide::Part;
use crate::finding::{Finding, shortened};
use crate::framework::Framework;
use crate::model::{CalendarDate, NOT_STATED, counted, natural_order};
use crate::rules::{self, Severity};

pub use of_schools::{Asked, OfSchools, of_schools};

use files::Files;
use point::Point;
use requests::request;

/// What tells Windows programs that a text is in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes the text about a cluster of a local authority.
#[must_use]
pub fn write(
    cluster: &Part,
    authority: &str,
    framework: &Framework,
    (as_of, period): (CalendarDate, Option<&str>),
) -> String {
    let points = Points::of(cluster, framework);
    let waited_for = waited_for(cluster);
    let mut text = Text(BYTE_ORDER_MARK.to_owned());
    let names = [&*cluster.name, authority].into_iter().filter(|name| *name != NOT_STATED);
    let names = names.collect::<Vec<_>>().join(", ");
    text.line(&if names.is_empty() { "Corrections".to_owned() } else { format!("Corrections: {names}") });
    text.line(&framework.title);
    let date = format!("As of {as_of}");
    text.line(&period.map(str::to_owned).into_iter().chain([date]).collect::<Vec<_>>().join(". "));
    text.line("");
    text.line(&points.summary());
    text.line(&returned(cluster, waited_for.len()));
    points.write(&mut text);
    let (asked, silent): (Vec<_>, Vec<_>) =
        waited_for.into_iter().partition(|school| school.perhaps_as.is_some());
    if !silent.is_empty() {
        text.line("");
        text.line("Not returned");
        text.line("Please send your return.");
        for school in &silent {
            text.line(&format!("- {}", school.called));
        }
    }
    if !asked.is_empty() {
        text.line("");
        text.line("Perhaps returned");
        text.line("Please tell us whether the return is yours.");
        for WaitedFor { called, perhaps_as } in asked {
            let name = perhaps_as.map(shortened).unwrap_or_default();
            text.line(&format!("- {called}: a return came under the name \"{name}\"."));
        }
    }
    text.0
}

/// Writes what schools are told about some findings, of one cluster or of none: school by school.
#[must_use]
pub fn about<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    data: &'a DataSet,
    framework: &'a Framework,
) -> String {
    let mut text = Text(String::new());
    Points::of_findings(findings, data, framework).write(&mut text);
    text.0.trim_start().to_owned()
}

/// The text as far as it is written.
struct Text(String);

impl Text {
    /// Adds a line; what would end it becomes a blank.
    fn line(&mut self, text: &str) {
        self.0.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        self.0.push_str("\r\n");
    }
}

/// What to look at.
struct Points<'a> {
    framework: &'a Framework,
    data: &'a DataSet,
    /// By school, sorted by name; first what no single school stands behind.
    groups: Vec<(Group<'a>, Vec<Point<'a>>)>,
    /// Number of ratings of its schools that are missing or could not be used.
    missing: usize,
}

/// What a point is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group<'a> {
    Files,
    ClusterNames,
    School(&'a str),
}

impl<'a> Group<'a> {
    fn of(finding: &'a Finding) -> Self {
        match finding.location.school.as_deref() {
            Some(school) => Self::School(school),
            None if finding.rule.code == rules::NEAR_NAME.code => Self::ClusterNames,
            None => Self::Files,
        }
    }

    fn heading(self) -> &'a str {
        match self {
            Self::Files => "Files and sheets",
            Self::ClusterNames => "Names of clusters",
            Self::School(name) => name,
        }
    }

    fn order(self, other: Self) -> Ordering {
        let is_school = |group| matches!(group, Self::School(_));
        let schools_last = is_school(self).cmp(&is_school(other));
        schools_last.then_with(|| natural_order(self.heading(), other.heading()))
    }
}

impl<'a> Points<'a> {
    fn of(cluster: &'a Part, framework: &'a Framework) -> Self {
        let asked = cluster.data.findings.iter().filter(|finding| finding.severity != Severity::Note);
        Self::of_findings(asked, &cluster.data, framework)
    }

    fn of_findings(
        findings: impl Iterator<Item = &'a Finding>,
        data: &'a DataSet,
        framework: &'a Framework,
    ) -> Self {
        let mut groups: Vec<(Group, Vec<Point>)> = Vec::new();
        for finding in findings {
            let group = Group::of(finding);
            let at = groups.iter().position(|(known, _)| *known == group).unwrap_or_else(|| {
                groups.push((group, Vec::new()));
                groups.len() - 1
            });
            let points = &mut groups[at].1;
            if !points.iter_mut().any(|point| point.takes(finding)) {
                points.push(Point::of(finding));
            }
        }
        groups.sort_by(|(a, _), (b, _)| a.order(*b));
        let answers = data.schools.iter().flat_map(|school| &school.answers);
        let missing = answers.filter(|answer| answer.outcome.rating().is_none()).count();
        Self { framework, data, groups, missing }
    }

    /// "To look at: 5 points at 2 schools. 3 ratings are missing from the figures."
    fn summary(&self) -> String {
        let all = self.groups.iter().map(|(_, points)| points.len()).sum();
        if all == 0 {
            return "Nothing to correct.".to_owned();
        }
        let at = match self.groups.iter().filter(|(group, _)| matches!(group, Group::School(_))).count() {
            0 => String::new(),
            schools => format!(" at {}", counted(schools, "school")),
        };
        let missing = match self.missing {
            0 => String::new(),
            1 => " 1 rating is missing from the figures.".to_owned(),
            missing => format!(" {missing} ratings are missing from the figures."),
        };
        format!("To look at: {}{at}.{missing}", counted(all, "point"))
    }

    /// Each school's points count from 1, because each gets its own.
    fn write(&self, text: &mut Text) {
        let files = Files::of(self.data);
        for (group, points) in &self.groups {
            text.line("");
            text.line(group.heading());
            for (number, point) in (1..).zip(points) {
                self.point(number, point, &files, text);
            }
        }
    }

    fn point(&self, number: usize, point: &Point, files: &Files, text: &mut Text) {
        let ksf = point.ksf().and_then(|ksf| usize::from(ksf).checked_sub(1));
        let ksf = ksf.filter(|at| *at < self.framework.ksfs.len());
        let about = ksf.map(|at| format!("KSF {}. ", self.framework.label(at))).unwrap_or_default();
        text.line(&format!("{number}. {about}{}", point.found(files)));
        let at = point.place(self.data, files);
        if !at.is_empty() {
            text.line(&format!("   Where: {at}"));
        }
        text.line(&format!("   To do: {}", request(point.first(), self.framework.scale)));
    }
}

/// A registered school without a return.
struct WaitedFor<'a> {
    called: String,
    /// The name of a return that may be its own.
    perhaps_as: Option<&'a str>,
}

/// Registered schools without a return, in their order.
fn waited_for(cluster: &Part) -> Vec<WaitedFor<'_>> {
    let rows = cluster.data.returns.iter().filter(|row| row.status == ReturnStatus::NotReturned);
    let named = |row: &ReturnRow| match (row.school.as_deref()?, row.dfe_number) {
        (school, Some(number)) => Some(format!("{school} (DfE number {number})")),
        (school, None) => Some(school.to_owned()),
    };
    rows.filter_map(|row| Some(WaitedFor { called: named(row)?, perhaps_as: row.perhaps_as.as_deref() }))
        .collect()
}

/// "Returned: 7 of 9 registered schools."; of how many nobody knows without a register.
fn returned(cluster: &Part, missing: usize) -> String {
    let registered: u32 = cluster.data.registered.iter().map(|group| group.schools).sum();
    let returned: u32 = cluster.data.registered.iter().map(|group| group.returned).sum();
    match (registered, missing) {
        (0, _) => format!("Returned: {}.", counted(cluster.data.schools.len(), "school")),
        (1, 0) => "Returned: the only registered school.".to_owned(),
        (all, 0) => format!("Returned: all {all} registered schools."),
        (all, _) => format!("Returned: {returned} of {all} registered schools."),
    }
}
