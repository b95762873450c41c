//! A point of a list: what was found, as the school is told, and where.

use crate::data_set::{DataSet, ReturnStatus};
use crate::finding::{Finding, Location};
use crate::rules;

use super::files::Files;

/// A finding, or all KSFs about which a school's returns say different things.
pub(super) struct Point<'a>(Vec<&'a Finding>);

impl<'a> Point<'a> {
    pub(super) fn of(finding: &'a Finding) -> Self {
        Self(vec![finding])
    }

    pub(super) fn first(&self) -> &'a Finding {
        self.0[0]
    }

    /// Takes a finding about the same school in, unless it is another point.
    pub(super) fn takes(&mut self, finding: &'a Finding) -> bool {
        let same = is_about_returns(self.first()) && is_about_returns(finding);
        if same {
            self.0.push(finding);
        }
        same
    }

    /// What was found, without its KSF.
    pub(super) fn found(&self, files: &Files) -> String {
        let first = self.first();
        if is_about_returns(first) {
            return self.differences();
        }
        let value = first.location.value.as_deref().filter(|value| !value.is_empty());
        match (first.rule.code, value) {
            (code, Some(value)) if WROTE.iter().any(|rule| rule.code == code) => {
                format!("You wrote \"{value}\".")
            }
            (code, Some(value)) if SHOWS.iter().any(|rule| rule.code == code) => {
                format!("The cell shows {value}.")
            }
            (code, _) if code == rules::MISSING.code => "There is no rating.".to_owned(),
            _ => files.in_text(&first.found),
        }
    }

    /// "Your returns differ, and no date decides between them: KSF 9 (5 and 9), KSF 10 (1 and 9)."
    fn differences(&self) -> String {
        let ksf = |finding: &&Finding| {
            let number = finding.location.ksf.map_or_else(|| "?".to_owned(), |ksf| ksf.to_string());
            format!("KSF {number} ({})", finding.location.value.as_deref().unwrap_or_default())
        };
        let ksfs: Vec<String> = self.0.iter().map(ksf).collect();
        format!("Your returns differ, and no date decides between them: {}.", ksfs.join(", "))
    }

    /// The KSF's number, where the point is about one.
    pub(super) fn ksf(&self) -> Option<u8> {
        self.first().location.ksf.filter(|_| !is_about_returns(self.first()))
    }

    /// File, sheet and cell, or all returns that differ.
    pub(super) fn place(&self, data: &DataSet, files: &Files) -> String {
        let first = &self.first().location;
        let differ = data.returns.iter().filter(|row| row.status == ReturnStatus::Combined);
        let of_school: Vec<String> = differ
            .filter(|row| is_about_returns(self.first()) && row.school == first.school)
            .map(|row| {
                called(
                    &Location { sheet: row.sheet.clone(), file: row.file.clone(), ..Location::default() },
                    files,
                )
            })
            .collect();
        if of_school.is_empty() { called(first, files) } else { of_school.join("; ") }
    }
}

/// Findings about what a school wrote into a cell.
static WROTE: [&rules::Rule; 4] =
    [&rules::OFF_SCALE, &rules::NOT_WHOLE, &rules::NOT_A_RATING, &rules::NOT_APPLICABLE];
/// Findings about what Excel made of it.
static SHOWS: [&rules::Rule; 3] = [&rules::PERCENTAGE, &rules::TURNED_INTO_DATE, &rules::CELL_ERROR];

/// Whether a school's returns differ about a KSF.
fn is_about_returns(finding: &Finding) -> bool {
    finding.rule.code == rules::CONFLICTING_RETURNS.code
}

fn called(place: &Location, files: &Files) -> String {
    let file = place.file.as_deref().map(|path| files.called(path).into());
    Location { file, sheet: place.sheet.clone(), cell: place.cell, ..Location::default() }.to_string()
}
