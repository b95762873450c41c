//! An authority's register and its returns as they are: neither has numbers, ten schools are misspelt on the register and
//! ten others in the returns.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use ksfgrid::lexicon::school_key;
use support::register::{Random, Registered, misspell};
use support::{Folder, Form, Written};

const REGISTERED: usize = 210;
const RETURNED: usize = 200;
const CLUSTERS: usize = 12;

/// A name misspelt so that no school is called so.
fn misspelt(name: &str, taken: &mut HashSet<String>, random: &mut Random) -> String {
    loop {
        let other = misspell(name, 1, random);
        if taken.insert(school_key(&other)) {
            return other;
        }
    }
}

/// The folder with the returns and the register, and what each misspelt name in the returns is called on the register.
fn trial(seed: u64) -> (Folder, BTreeMap<String, String>) {
    let mut random = Random::new(seed);
    let schools = Registered::generate(REGISTERED, &mut random);
    let mut taken: HashSet<String> = schools.iter().map(|school| school_key(&school.name)).collect();
    let mut register = "School,Cluster,Local authority\n".to_owned();
    let (mut folder, mut suggestions) = (Folder::new(), BTreeMap::new());
    for (n, school) in schools.iter().enumerate() {
        let (mut registered, mut returned) = (school.name.clone(), school.name.clone());
        match n {
            0..10 => registered = misspelt(&school.name, &mut taken, &mut random),
            10..20 => returned = misspelt(&school.name, &mut taken, &mut random),
            _ => {}
        }
        let cluster = format!("Cluster {}", n % CLUSTERS + 1);
        let _ = writeln!(register, "\"{registered}\",{cluster},Northshire");
        if registered != returned {
            suggestions.insert(returned.clone(), registered);
        }
        if n < RETURNED {
            folder = folder.save(&format!("{n:03}.xlsx"), &Form::of(&returned).cluster(&cluster));
        }
    }
    (folder.beside("register.csv", register.as_bytes()), suggestions)
}

/// Every school that returned, with its cluster; and how many have not.
fn matched(mut book: Written) -> (HashSet<[String; 2]>, usize) {
    let rows = book.of("Returns", ["School", "Cluster", "Status"]);
    let (missing, returned): (Vec<_>, Vec<_>) = rows.into_iter().partition(|[.., s]| s == "not returned");
    (returned.into_iter().map(|[school, cluster, _]| [school, cluster]).collect(), missing.len())
}

#[test]
fn every_misspelt_name_is_asked_about_and_the_list_settles_all() {
    for seed in [3, 11] {
        let (folder, suggestions) = trial(seed);
        let register = ["--register", "register.csv"];
        let (before, missing) = matched(folder.build_with(&register));
        assert_eq!((before.len(), missing), (RETURNED, REGISTERED - RETURNED + suggestions.len()));

        let run = folder.run(&[&["check", "returns", "--format", "names"][..], &register].concat());
        let list = run.stdout.trim_start_matches('\u{FEFF}').to_owned();
        let mut lines = csv::ReaderBuilder::new().from_reader(list.as_bytes());
        let listed: BTreeMap<String, String> = lines
            .records()
            .map(|line| line.expect("a line"))
            .map(|line| (line[0].to_owned(), line[1].to_owned()))
            .collect();
        assert_eq!(listed, suggestions, "seed {seed}");

        let folder = folder.beside("names.csv", list.as_bytes());
        let (after, missing) =
            matched(folder.build_with(&[&register[..], &["--names", "names.csv"]].concat()));
        assert_eq!((after.len(), missing), (RETURNED, REGISTERED - RETURNED), "seed {seed}");
        let settled = |[school, cluster]: &[String; 2]| {
            [suggestions.get(school).unwrap_or(school).clone(), cluster.clone()]
        };
        assert_eq!(after, before.iter().map(settled).collect(), "no other match changes");
    }
}
