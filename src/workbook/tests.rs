//! Whole workbooks, written and read back.

use std::sync::Arc;

use crate::analyse::analyse;
use crate::framework::Framework;
use crate::model::{Answer, CalendarDate, CellRef, DataSet, Outcome, Rating, Rejection, SchoolRecord};

use super::{Settings, write};

/// A data set of schools (local authority, cluster, name) with made-up ratings; `gaps` leaves some missing and
/// some rejected.
fn data(schools: &[(&str, &str, &str)], gaps: bool) -> DataSet {
    let framework = Framework::embedded();
    let mut seed = 7_u32;
    let mut next = move || {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (seed >> 16) % 1000
    };
    let mut answer = |row: u32| {
        let outcome = match (gaps, next()) {
            (true, 0..=60) => Outcome::Missing,
            (true, 61..=120) => {
                Outcome::Rejected(Rejection { typed: "6-7".into(), reason: "It is no whole number.".into() })
            }
            (_, n) => Outcome::Used(Rating::new(u8::try_from(n % 10 + 1).unwrap(), framework.scale).unwrap()),
        };
        Answer { outcome, file: "a.xlsx".into(), sheet: "Form".into(), cell: Some(CellRef::new(row, 2)) }
    };
    let record = |&(la, cluster, school): &(&str, &str, &str)| SchoolRecord {
        local_authority: la.into(),
        cluster: cluster.into(),
        school: school.into(),
        dfe_number: None,
        answers: (0..10).map(&mut answer).collect(),
    };
    DataSet { schools: schools.iter().map(record).collect(), ..DataSet::default() }
}

fn settings() -> Settings {
    Settings {
        period: Some("Spring 2010".into()),
        as_of: CalendarDate::new(2010, 3, 12).unwrap(),
        source_base: Some("../in/".into()),
    }
}
