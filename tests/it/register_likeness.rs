//! How well names are found on a register, measured: other ways to write a name match, misspelt names are questions with
//! the right suggestion and never matches, and names of other schools are left alone.
//!
//! Prints what went otherwise: `cargo test --test it register_likeness -- --nocapture`.

#![allow(clippy::print_stdout, reason = "what was measured is for reading")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use ksfgrid::lexicon::school_key;
use support::register::{Random, Registered, fold_otherwise, misspell, name, register};
use support::{Folder, RATINGS, SchoolRows};

const SCHOOLS: usize = 400;

/// What became of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// Taken for the school with this DfE number.
    Matched(String),
    /// A question, with the DfE numbers of the schools it names.
    Asked(Vec<String>),
    NotOnRegister,
    /// Several schools have the name.
    Ambiguous,
}

/// The fate of each name, as the program tells.
fn fates(schools: &[Registered], names: &[String]) -> Vec<Fate> {
    // The register has no clusters; small ones make a workbook that is quickly written.
    let mut rows = SchoolRows::with(&["School", "Cluster"]);
    for (at, name) in names.iter().enumerate() {
        rows = rows.row(&[name, &format!("Cluster {}", at / 20)], RATINGS);
    }
    let folder = Folder::with(&rows).beside("register.csv", register(schools).as_bytes()).using(&[
        "--register",
        "register.csv",
        "--la",
        "Northshire",
    ]);
    let mut asked: HashMap<String, Fate> = HashMap::new();
    for finding in folder.findings() {
        let fate = match finding.rule.as_str() {
            "I210" => Fate::NotOnRegister,
            "I211" => Fate::Asked(numbers(&finding.found)),
            "I212" => Fate::Ambiguous,
            _ => continue,
        };
        asked.insert(finding.value, fate);
    }
    // A name that nothing is said about was matched: the workbook tells to which school.
    let asked_all = names.iter().all(|name| asked.contains_key(&one_line(name)));
    let matched = if asked_all { HashMap::new() } else { matches(&folder) };
    let fate = |name: &String| {
        let name = one_line(name);
        let matched = || matched.get(&name).unwrap_or_else(|| panic!("{name} is lost")).clone();
        asked.get(&name).cloned().unwrap_or_else(|| Fate::Matched(matched()))
    };
    names.iter().map(fate).collect()
}

/// The DfE number of each return's school, by its name.
fn matches(folder: &Folder) -> HashMap<String, String> {
    let rows = folder.build().of("Returns", ["School", "DfE number", "File"]);
    let returned = rows.into_iter().filter(|[_, _, file]| !file.is_empty());
    returned.map(|[school, number, _]| (school, number)).collect()
}

/// A name as it is read: its blanks folded.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The DfE numbers in a text.
fn numbers(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '/'));
    words.filter(|w| w.len() == 8 && w.contains('/')).map(str::to_owned).collect()
}

/// Counts outcomes, and lists names with an outcome that is not the one hoped for.
fn tally(title: &str, outcomes: &[(String, &'static str)], hoped: &str) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut list = String::new();
    for (what, outcome) in outcomes {
        *counts.entry(outcome).or_default() += 1;
        if *outcome != hoped {
            let _ = writeln!(list, "    {outcome}: {what}");
        }
    }
    println!("{title}: {} names, {counts:?}\n{list}", outcomes.len());
    counts
}

fn share(counts: &BTreeMap<&str, usize>, outcome: &str) -> f64 {
    let all: usize = counts.values().sum();
    let count = |n: usize| f64::from(u32::try_from(n).expect("some hundreds"));
    let of = counts.get(outcome).copied().unwrap_or_default();
    count(of) / count(all)
}

#[test]
fn other_ways_to_write_a_name_match_their_own_school() {
    let mut random = Random::new(1);
    let schools = Registered::generate(SCHOOLS, &mut random);
    let own: Vec<&Registered> = (0..600).map(|n| &schools[n % SCHOOLS]).collect();
    let names: Vec<String> = own.iter().map(|s| fold_otherwise(&s.name, &mut random)).collect();
    let fates = fates(&schools, &names);
    let outcomes: Vec<(String, &str)> = (names.iter().zip(&own).zip(&fates))
        .map(|((name, school), fate)| {
            let outcome = match fate {
                Fate::Matched(number) if *number == school.number => "right",
                Fate::Matched(_) => "wrong",
                _ => "not matched",
            };
            (format!("{name} for {}: {fate:?}", school.name), outcome)
        })
        .collect();
    let counts = tally("Written otherwise", &outcomes, "right");
    assert!(share(&counts, "right") >= 0.99 && !counts.contains_key("wrong"), "{counts:?}");
}

#[test]
fn misspelt_names_are_questions_with_the_right_suggestion() {
    for errors in [1, 2] {
        let mut random = Random::new(2);
        let schools = Registered::generate(SCHOOLS, &mut random);
        let keys: HashSet<String> = schools.iter().map(|s| school_key(&s.name)).collect();
        let mut own: Vec<&Registered> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        while names.len() < 600 {
            let school = &schools[random.below(SCHOOLS)];
            let name = misspell(&school.name, errors, &mut random);
            // An error that folding takes back, or that makes another school's name, is no error to be seen.
            if !keys.contains(&school_key(&name)) && !names.contains(&name) {
                own.push(school);
                names.push(name);
            }
        }
        let fates = fates(&schools, &names);
        let outcomes: Vec<(String, &str)> = (names.iter().zip(&own).zip(&fates))
            .map(|((name, school), fate)| {
                let outcome = match fate {
                    Fate::Asked(numbers) if *numbers == [school.number.clone()] => "asked",
                    Fate::Asked(numbers) if numbers.contains(&school.number) => "asked among others",
                    Fate::Asked(_) => "asked for another",
                    Fate::Matched(_) => "matched",
                    _ => "not found",
                };
                (format!("{name} for {}: {fate:?}", school.name), outcome)
            })
            .collect();
        let counts = tally(&format!("Misspelt, {errors} errors"), &outcomes, "asked");
        assert!(!counts.contains_key("matched"), "{counts:?}");
        let right = share(&counts, "asked") + share(&counts, "asked among others");
        assert!(right >= 0.99, "{right}: {counts:?}");
    }
}

#[test]
fn names_of_other_schools_are_left_alone() {
    let mut random = Random::new(3);
    let all = Registered::generate(2 * SCHOOLS, &mut random);
    let (schools, others) = all.split_at(SCHOOLS);
    let registered: HashSet<String> = schools.iter().map(|s| s.core.clone()).collect();
    let others: Vec<&Registered> = others.iter().filter(|s| !registered.contains(&s.core)).collect();
    let names: Vec<String> = others.iter().map(|s| s.name.clone()).collect();
    assert!(names.len() >= 300, "{}", names.len());
    let fates = fates(schools, &names);
    let outcomes: Vec<(String, &str)> = (names.iter().zip(&fates))
        .map(|(name, fate)| {
            let outcome = match fate {
                Fate::NotOnRegister => "left alone",
                Fate::Asked(_) => "asked",
                Fate::Matched(_) | Fate::Ambiguous => "matched",
            };
            let asked = match fate {
                Fate::Asked(numbers) => numbers.iter().map(|n| self::name(schools, n)).collect(),
                _ => Vec::new(),
            };
            (format!("{name}: {asked:?}"), outcome)
        })
        .collect();
    let counts = tally("Other schools", &outcomes, "left alone");
    assert!(!counts.contains_key("matched"), "{counts:?}");
    assert!(share(&counts, "left alone") >= 0.99, "{counts:?}");
}

#[test]
fn schools_that_differ_in_one_word_are_told_apart() {
    let pairs = [
        ("Oakfield Infant School", "Oakfield Junior School"),
        ("St Mary's CE Primary School", "St Mark's CE Primary School"),
        ("St Mary's CE Primary School", "St Mary's RC Primary School"),
        ("Eastfield Primary School", "Westfield Primary School"),
        ("School A", "School B"),
        ("Oakfield 1", "Oakfield 2"),
        ("Hill Lane Primary School", "Mill Lane Primary School"),
        ("Upper Thornley School", "Lower Thornley School"),
    ];
    for (registered, returned) in pairs {
        for (a, b) in [(registered, returned), (returned, registered)] {
            let school =
                Registered { name: a.to_owned(), core: String::new(), number: "880/2001".to_owned() };
            assert_eq!(fates(&[school], &[b.to_owned()]), [Fate::NotOnRegister], "{a} / {b}");
        }
    }
}
