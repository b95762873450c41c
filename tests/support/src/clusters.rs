//! Collections of made-up clusters as the library takes them: names and ratings that returns could not all carry.

use std::ops::Range;
use std::sync::Arc;

use ksfgrid::analyse::{Figures, Outside, analyse, outside};
use ksfgrid::data_set::{Answer, DataSet, Outcome, Rejection, SchoolRecord};
use ksfgrid::divide::{Part, by_authority, by_cluster};
use ksfgrid::framework::Framework;
use ksfgrid::model::{CalendarDate, CellRef, Rating, natural_order};
use ksfgrid::workbook::{Settings, write, write_extract};

use super::awkward;
use super::checks::assert_sound;
use super::framework::Factors;
use super::label_variants::Chance;

/// What a workbook is made of.
pub struct Collection {
    pub name: String,
    pub data: DataSet,
    pub framework: Framework,
}

impl Collection {
    /// The workbook, as the library writes it.
    pub fn workbook(&self) -> Vec<u8> {
        let workbook = self.unchecked_workbook();
        assert_sound(&workbook, &self.name);
        workbook
    }

    /// The same, for tests that look at what it says: whether it is sound takes longer than to write it.
    pub fn unchecked_workbook(&self) -> Vec<u8> {
        let figures = analyse(&self.data, &self.framework);
        write(&self.data, &figures, &self.framework, &settings()).expect("a workbook")
    }

    /// Some of its clusters, as those of one authority; clusters of one name get different ones.
    pub fn in_one_authority(&self, clusters: Range<usize>) -> Self {
        let mut schools = Vec::new();
        for (at, cluster) in self.clusters().enumerate().filter(|(at, _)| clusters.contains(at)) {
            let of = |school: &SchoolRecord| SchoolRecord {
                local_authority: "Northshire".to_owned(),
                cluster: format!("{} {at}", school.cluster.trim_start()),
                ..school.clone()
            };
            schools.extend(cluster.iter().map(of));
        }
        collection(&format!("{} in one authority, {clusters:?}", self.name), schools, &self.framework)
    }

    /// The schools of each cluster.
    fn clusters(&self) -> impl Iterator<Item = &[SchoolRecord]> {
        let same = |a: &SchoolRecord, b: &SchoolRecord| {
            (&a.local_authority, &a.cluster) == (&b.local_authority, &b.cluster)
        };
        self.data.schools.chunk_by(same)
    }

    /// The extract of each cluster, in the order of the clusters.
    pub fn extracts(&self) -> Vec<Vec<u8>> {
        let framework = &self.framework;
        let extract = |(Part { name, data }, outside): (Part, Outside)| {
            let figures = analyse(&data, framework);
            let extract =
                write_extract(&data, &figures, &outside, framework, &settings()).expect("a workbook");
            assert_sound(&extract, &format!("{}, {name}", self.name));
            extract
        };
        let of_authority = |Part { data, .. }: Part| {
            let Figures { clusters, factors, .. } = analyse(&data, framework);
            let outside = |at| outside(&clusters, &factors, at, &data.schools);
            let outside: Vec<_> = (0..clusters.len()).map(outside).collect();
            by_cluster(data).into_iter().zip(outside).map(extract).collect::<Vec<_>>()
        };
        by_authority(self.data.clone()).authorities.into_iter().flat_map(of_authority).collect()
    }

    /// How many schools each cluster has.
    pub fn sizes(&self) -> Vec<usize> {
        self.clusters().map(<[SchoolRecord]>::len).collect()
    }
}

fn settings() -> Settings {
    Settings {
        period: Some("Spring 2010".to_owned()),
        as_of: CalendarDate::new(2010, 3, 12).expect("a date"),
        source_base: None,
    }
}

/// How a cluster's schools rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Anyhow,
    /// From two neighbouring ratings: many averages are equal.
    Alike,
    /// Each school gives all its KSFs the same rating.
    Flat,
    NobodyHigh,
    AllLow,
    AllHigh,
    /// Every third KSF has no rating.
    KsfsLeftOut,
    NoRatings,
}

const MANNERS: [Manner; 11] = [
    Manner::Anyhow,
    Manner::Anyhow,
    Manner::Alike,
    Manner::Alike,
    Manner::Flat,
    Manner::NobodyHigh,
    Manner::NobodyHigh,
    Manner::AllLow,
    Manner::AllHigh,
    Manner::KsfsLeftOut,
    Manner::NoRatings,
];

/// Ten collections, made by chance: 200 clusters in eight; one cluster; one cluster of 400 schools.
pub fn collections(seed: u64) -> Vec<Collection> {
    let mut chance = Chance::new(seed);
    let own = Framework::embedded;
    let plans = [
        (own(), 30),
        (own(), 30),
        (own(), 30),
        (own(), 30),
        (own(), 30),
        (other(6, [(0, 1), (2, 2), (3, 3)]), 20),
        (other(8, [(1, 1), (2, 3), (4, 4)]), 20),
        (other(40, [(1, 3), (4, 7), (8, 10)]), 10),
    ];
    let mut made = Vec::new();
    for (number, (framework, clusters)) in (1..).zip(plans) {
        made.push(of_clusters(&format!("random {number}"), framework, clusters, &mut chance));
    }
    made.push(of_clusters("one cluster", own(), 1, &mut chance));
    let names: Vec<String> = (0..400).map(awkward::long).collect();
    // In these nobody at all has answered a KSF.
    for (at, ksf) in [(1, 4), (5, 0), (8, 9)] {
        for school in &mut made[at].data.schools {
            school.answers[ksf].outcome = gap(&mut chance);
        }
    }
    made.push(of_schools("400 schools", names.iter().map(|n| ["Northshire", "Riverside", n]), &mut chance));
    made
}

/// A framework of so many factors with these bands.
fn other(factors: u8, bands: [(u8, u8); 3]) -> &'static Framework {
    let names = (1..=factors).map(|n| format!("Factor {n} & what it \"says\""));
    let framework = Framework::from_bytes(&Factors::of("Factor", names, bands).toml()).expect("a framework");
    Box::leak(Box::new(framework))
}

/// A collection of these schools (local authority, cluster, school), rated anyhow with some gaps.
pub fn of_schools<'a>(
    name: &str,
    schools: impl IntoIterator<Item = [&'a str; 3]>,
    chance: &mut Chance,
) -> Collection {
    let framework = Framework::embedded();
    let place = |[la, cluster, school]: [&str; 3]| [la, cluster, school].map(str::to_owned);
    let schools = schools.into_iter().map(place);
    let records = schools.map(|place| rated(place, Manner::Anyhow, 10, framework, chance)).collect();
    collection(name, records, framework)
}

/// A collection of schools (local authority, cluster, school) that rate so; nothing is a gap.
pub fn of_ratings<'a>(
    name: &str,
    schools: impl IntoIterator<Item = ([&'a str; 3], Vec<Option<u8>>)>,
) -> Collection {
    let framework = Framework::embedded();
    let outcome = |rating: Option<u8>| {
        let rating = rating.map(|rating| Rating::new(rating, framework.scale).expect("a rating"));
        rating.map_or(Outcome::Missing, Outcome::Used)
    };
    let record = |([la, cluster, school], ratings): ([&str; 3], Vec<Option<u8>>)| SchoolRecord {
        local_authority: la.to_owned(),
        cluster: cluster.to_owned(),
        school: school.to_owned(),
        dfe_number: None,
        answers: (0..).zip(ratings).map(|(ksf, rating)| answer(outcome(rating), ksf)).collect(),
    };
    collection(name, schools.into_iter().map(record).collect(), framework)
}

/// Twenty clusters of ten schools in one local authority, with names as long as real ones.
pub fn two_hundred_schools() -> Collection {
    let place = |n: usize| {
        let cluster = format!("Cluster {:02}", n / 10);
        ["Northshire".to_owned(), cluster, format!("St Aldwyn's C of E Primary School {n:03}")]
    };
    let schools: Vec<[String; 3]> = (0..200).map(place).collect();
    let schools = schools.iter().map(|place| place.each_ref().map(String::as_str));
    of_schools("200 schools", schools, &mut Chance::new(1))
}

/// Random clusters in up to four local authorities; in the first nobody is high.
fn of_clusters(name: &str, framework: &Framework, clusters: usize, chance: &mut Chance) -> Collection {
    let authorities = awkward::names(chance, clusters.min(4));
    let mut names = awkward::names(chance, clusters);
    // Two authorities have a cluster of the same name.
    if clusters > 1 {
        let first = names[0].clone();
        names[1] = first;
    }
    let mut records = Vec::new();
    for (at, cluster) in names.iter().enumerate() {
        let authority = at % authorities.len();
        let manner = match MANNERS[chance.below(MANNERS.len())] {
            Manner::NoRatings => Manner::NoRatings,
            _ if authority == 0 && clusters > 1 => Manner::NobodyHigh,
            other => other,
        };
        let gaps = [0, 0, 10, 40][chance.below(4)];
        let size = size(chance);
        for school in awkward::names(chance, size) {
            let place = [authorities[authority].clone(), cluster.clone(), school];
            records.push(rated(place, manner, gaps, framework, chance));
        }
    }
    collection(name, records, framework)
}

/// Mostly few schools; sometimes one, sometimes 60.
fn size(chance: &mut Chance) -> usize {
    match chance.below(20) {
        0 => 60,
        1..=3 => 1,
        4 => 20 + chance.below(40),
        _ => 1 + chance.below(5) * chance.below(5) + chance.below(3),
    }
}

fn collection(name: &str, mut schools: Vec<SchoolRecord>, framework: &Framework) -> Collection {
    schools.sort_by(|a, b| {
        let by_name = natural_order(&a.local_authority, &b.local_authority)
            .then_with(|| a.local_authority.cmp(&b.local_authority))
            .then_with(|| natural_order(&a.cluster, &b.cluster))
            .then_with(|| a.cluster.cmp(&b.cluster));
        by_name.then_with(|| natural_order(&a.school, &b.school)).then_with(|| a.school.cmp(&b.school))
    });
    let data = DataSet { schools, ..DataSet::default() };
    Collection { name: name.to_owned(), data, framework: framework.clone() }
}

/// A school with its ratings, so many in a hundred of which are gaps.
fn rated(
    [local_authority, cluster, school]: [String; 3],
    manner: Manner,
    gaps: usize,
    framework: &Framework,
    chance: &mut Chance,
) -> SchoolRecord {
    let flat = rating(Manner::Anyhow, framework, chance);
    let mut answers = Vec::new();
    for ksf in 0..framework.ksfs.len() {
        let left_out = manner == Manner::NoRatings || (manner == Manner::KsfsLeftOut && ksf % 3 == 1);
        let outcome = if left_out || chance.below(100) < gaps {
            gap(chance)
        } else if manner == Manner::Flat {
            Outcome::Used(flat)
        } else {
            Outcome::Used(rating(manner, framework, chance))
        };
        answers.push(answer(outcome, ksf));
    }
    SchoolRecord { local_authority, cluster, school, dfe_number: None, answers }
}

fn rating(manner: Manner, framework: &Framework, chance: &mut Chance) -> Rating {
    let (scale, bands) = (framework.scale, &framework.bands);
    let (from, to) = match manner {
        Manner::NobodyHigh => (scale.lowest, bands.medium.to),
        Manner::AllLow => (bands.low.from, bands.low.to),
        Manner::AllHigh => (bands.high.from, bands.high.to),
        Manner::Alike => (bands.medium.to, bands.high.from),
        _ => (scale.lowest, scale.highest),
    };
    let more = u8::try_from(chance.below(usize::from(to - from) + 1)).expect("a small number");
    Rating::new(from + more, scale).expect("it is on the scale")
}

fn gap(chance: &mut Chance) -> Outcome {
    if chance.below(2) == 0 { Outcome::Missing } else { rejected(&awkward::name(chance)) }
}

/// An entry that is no rating.
pub fn rejected(typed: &str) -> Outcome {
    Outcome::Rejected(Rejection { typed: typed.to_owned(), reason: "It is no whole number.".to_owned() })
}

/// An answer to the KSF at a place, read from a made-up cell.
pub(crate) fn answer(outcome: Outcome, ksf: usize) -> Answer {
    let row = u32::try_from(ksf).expect("a row");
    Answer {
        outcome,
        file: Arc::from("returns/a.xlsx"),
        sheet: Arc::from("Form"),
        cell: Some(CellRef::new(row, 1)),
        submitted: None,
        said: None,
    }
}
