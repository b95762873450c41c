//! One line of the table: a school's answer to a KSF.

use std::borrow::Cow;

use serde::Serialize;

use crate::data_set::{Answer, Outcome, Said, SchoolRecord};
use crate::framework::Framework;
use crate::model::{Band, Rating};

/// A school's answer to a KSF; what does not apply is empty. Its fields are the columns, in their order.
#[derive(Debug, Serialize)]
pub(super) struct Line<'a> {
    pub(super) local_authority: Cow<'a, str>,
    pub(super) cluster: Cow<'a, str>,
    pub(super) school: Cow<'a, str>,
    pub(super) dfe_number: Option<String>,
    pub(super) ksf_number: u8,
    pub(super) ksf: Cow<'a, str>,
    pub(super) rating: Option<u8>,
    pub(super) band: Option<Band>,
    pub(super) status: &'static str,
    pub(super) typed: Option<Cow<'a, str>>,
    pub(super) reason: Option<Cow<'a, str>>,
    pub(super) file: Cow<'a, str>,
    pub(super) sheet: Cow<'a, str>,
    pub(super) cell: Option<String>,
    pub(super) evidence: Option<Cow<'a, str>>,
    pub(super) actions: Option<Cow<'a, str>>,
}

/// A school's lines.
pub(super) fn lines<'a>(
    school: &'a SchoolRecord,
    framework: &'a Framework,
) -> impl Iterator<Item = Line<'a>> {
    let ksfs = framework.ksfs.iter();
    ksfs.zip(&school.answers).map(|(ksf, answer)| line(school, (ksf.number, &ksf.name), answer, framework))
}

fn line<'a>(
    school: &'a SchoolRecord,
    (ksf_number, ksf): (u8, &'a str),
    answer: &'a Answer,
    framework: &Framework,
) -> Line<'a> {
    let rating = answer.outcome.rating();
    let (status, rejection) = match &answer.outcome {
        Outcome::Used(_) => ("used", None),
        Outcome::Missing => ("missing", None),
        Outcome::Rejected(rejection) => ("rejected", Some(rejection)),
    };
    let said = |text: fn(&Said) -> &String| {
        answer.said.as_deref().map(text).filter(|text| !text.is_empty()).map(|text| text.as_str().into())
    };
    Line {
        local_authority: school.local_authority.as_str().into(),
        cluster: school.cluster.as_str().into(),
        school: school.school.as_str().into(),
        dfe_number: school.dfe_number.map(|number| number.to_string()),
        ksf_number,
        ksf: ksf.into(),
        rating: rating.map(Rating::get),
        band: rating.map(|rating| framework.band(rating)),
        status,
        typed: rejection.map(|r| r.typed.as_str().into()),
        reason: rejection.map(|r| r.reason.as_str().into()),
        file: (&*answer.file).into(),
        sheet: (&*answer.sheet).into(),
        cell: answer.cell.map(|cell| cell.to_string()),
        evidence: said(|said| &said.evidence),
        actions: said(|said| &said.actions),
    }
}
