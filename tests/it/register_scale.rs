//! A register of the whole country beside an authority's returns, some of them misspelt: every near match is listed with
//! its suggestion, and none is taken.
//!
//! The full size is measured with `KSFGRID_FULL_SIZE=1 cargo test --release --test it register_scale -- --nocapture`.

#![allow(clippy::print_stdout, reason = "what was measured is for reading")]

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::time::Instant;

use ksfgrid::lexicon::school_key;
use support::register::{Random, Registered, misspell};
use support::{Folder, Form};

/// How many columns Get Information about Schools gives.
const COLUMNS: usize = 140;

/// Schools of some authorities, each with as many.
fn country(authorities: usize, schools: usize, random: &mut Random) -> Vec<(String, Vec<Registered>)> {
    let authority = |n: usize, random: &mut Random| {
        let mut schools = Registered::generate(schools, random);
        for (at, school) in schools.iter_mut().enumerate() {
            school.number = format!("{}/{:04}", 201 + n, 2000 + at);
        }
        (format!("Shire {}", n + 1), schools)
    };
    (0..authorities).map(|n| authority(n, random)).collect()
}

/// The country as Get Information about Schools gives it, with a closed school of the same name beside every tenth.
fn gias(country: &[(String, Vec<Registered>)]) -> Vec<u8> {
    let known = [
        "URN",
        "LA (code)",
        "LA (name)",
        "EstablishmentNumber",
        "EstablishmentName",
        "EstablishmentStatus (name)",
    ];
    let mut text = String::new();
    let headings = known.into_iter().map(str::to_owned);
    let headings: Vec<String> =
        headings.chain((0..COLUMNS - known.len()).map(|n| format!("Column{n} (name)"))).collect();
    let _ = writeln!(text, "{}", headings.join(","));
    let filler = ",\"Not applicable\"".repeat(COLUMNS - known.len());
    let mut urn = 100_000;
    for (authority, schools) in country {
        for (at, school) in schools.iter().enumerate() {
            let (code, number) = school.number.split_once('/').expect("a DfE number");
            let mut line = |number: &str, status: &str| {
                let _ = write!(
                    text,
                    "{urn},{code},\"{authority}\",{number},\"{}\",\"{status}\"{filler}\r\n",
                    school.name
                );
                urn += 1;
            };
            line(number, "Open");
            if at % 10 == 0 {
                line(&format!("{:04}", 7000 + at), "Closed");
            }
        }
    }
    text.into_bytes()
}

struct Size {
    authorities: usize,
    schools: usize,
    returns: usize,
}

/// Builds the workbook of returns of the first three authorities, every twentieth misspelt, and looks at every name.
fn run(size: &Size) {
    let mut random = Random::new(7);
    let country = country(size.authorities, size.schools, &mut random);
    let keys: Vec<HashSet<String>> =
        country.iter().map(|(_, schools)| schools.iter().map(|s| school_key(&s.name)).collect()).collect();
    let mut folder = Folder::new().beside("gias.csv", &gias(&country));
    let mut misspelt: BTreeMap<String, &str> = BTreeMap::new();
    for n in 0..size.returns {
        let (authority, schools) = &country[n % 3];
        let school = &schools[n / 3];
        let mut name = school.name.clone();
        if n % 20 == 0 {
            while keys[n % 3].contains(&school_key(&name)) {
                name = misspell(&school.name, 1 + n % 40 / 20, &mut random);
            }
            misspelt.insert(name.split_whitespace().collect::<Vec<_>>().join(" "), &school.number);
        }
        folder = folder
            .save(&format!("{n}.xlsx"), &Form::unsigned().la(authority).school(&name).cluster("Moorland"));
    }
    let folder = folder.using(&["--register", "gias.csv"]);
    let begun = Instant::now();
    let mut book = folder.build();
    println!("{} schools, {} returns: {:?}", size.authorities * size.schools, size.returns, begun.elapsed());

    let rows = book.of("Returns", ["School", "DfE number", "Status"]);
    let (missing, returned): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|[.., status]| status == "not returned");
    assert_eq!(missing.len(), 3 * size.schools - (size.returns - misspelt.len()));
    let unmatched: HashSet<&str> = returned
        .iter()
        .filter(|[_, number, _]| number.is_empty())
        .map(|[school, ..]| school.as_str())
        .collect();
    assert_eq!(
        unmatched,
        misspelt.keys().map(String::as_str).collect(),
        "no silent match, and no school lost"
    );
    let findings = book.of("Findings", ["Rule", "Value", "What was found"]);
    let asked: BTreeMap<&str, &str> = findings
        .iter()
        .filter(|[rule, ..]| rule == "I211")
        .map(|[_, name, found]| (name.as_str(), found.as_str()))
        .collect();
    for (name, number) in &misspelt {
        let found = asked.get(name.as_str()).unwrap_or_else(|| panic!("{name} is no question"));
        assert!(found.contains(number), "{number} is not suggested: {found}");
    }
    assert_eq!(asked.len(), misspelt.len());
}

/// The size of a large county, or with `KSFGRID_FULL_SIZE` set that of England.
#[test]
fn every_near_match_is_listed_and_none_is_taken() {
    let full = std::env::var_os("KSFGRID_FULL_SIZE").is_some();
    let county = Size { authorities: 12, schools: 100, returns: 120 };
    run(&if full { Size { authorities: 152, schools: 330, returns: 600 } } else { county });
}
