//! Every sentence of the key findings is true of the ratings in the same workbook.

use std::sync::Arc;

use ksfgrid::data_set::{Registered, Said};
use rayon::prelude::*;
use support::key_findings::Workbook;
use support::{
    Cell, Chance, Collection, Comparison, SheetCells, Value, collections, of_ratings, of_schools, sheets_of,
};

/// The seed of the random clusters; another may be given to look further.
const SEED: (&str, u64) = ("KSFGRID_SEED", 1);

/// The ratings of the original training material's example: its KSFs, and in each its ten schools.
const PUBLISHED: [[u8; 10]; 10] = [
    [2, 6, 8, 8, 7, 7, 6, 5, 3, 9],
    [2, 4, 4, 7, 5, 7, 5, 4, 3, 6],
    [2, 2, 4, 6, 6, 6, 5, 5, 3, 6],
    [5, 5, 5, 6, 5, 6, 7, 5, 4, 5],
    [4, 4, 5, 6, 6, 5, 4, 5, 4, 7],
    [2, 2, 6, 7, 6, 6, 3, 7, 3, 7],
    [5, 5, 7, 8, 7, 7, 5, 6, 5, 9],
    [3, 5, 8, 8, 7, 2, 5, 5, 3, 8],
    [2, 2, 4, 5, 6, 2, 7, 2, 5, 7],
    [3, 3, 2, 4, 4, 3, 4, 3, 2, 4],
];

/// Checks the pages of a collection's workbook.
fn checked(collection: &Collection) -> Comparison {
    let workbook = sheets_of(&collection.unchecked_workbook());
    Workbook::built(&collection.name, &workbook).check(&collection.framework)
}

fn all_checked(collections: &[Collection]) -> Comparison {
    collections.par_iter().map(checked).reduce(Comparison::default, Comparison::and)
}

/// Checks the workbook, and that of each cluster.
#[track_caller]
fn assert_true(collection: &Collection) {
    checked(collection).assert_right(20);
    let extracts: Vec<_> = collection.extracts().iter().map(|extract| sheets_of(extract)).collect();
    for sheets in &extracts {
        let workbook = Workbook { extracts: &extracts, ..Workbook::built(&collection.name, sheets) };
        workbook.check(&collection.framework).assert_right(20);
    }
}

/// Schools of one cluster that rate so.
fn cluster(name: &str, ratings: &[[u8; 10]]) -> Collection {
    let ratings: Vec<_> = ratings.iter().map(|ratings| ratings.map(Some).to_vec()).collect();
    with_gaps(name, ratings)
}

fn with_gaps(name: &str, ratings: Vec<Vec<Option<u8>>>) -> Collection {
    let schools: Vec<(String, _)> =
        ('A'..).zip(ratings).map(|(letter, ratings)| (format!("School {letter}"), ratings)).collect();
    let placed = schools.iter().map(|(school, ratings)| (["Kelshire", "Example", school], ratings.clone()));
    of_ratings(name, placed)
}

/// Clusters of so many schools that rate anyhow, in one authority.
fn authority(sizes: &[usize], seed: u64) -> Collection {
    let schools: Vec<[String; 3]> = (1..)
        .zip(sizes)
        .flat_map(|(cluster, size)| {
            let school = move |n| ["Kelshire".to_owned(), format!("C{cluster:02}"), format!("School {n:02}")];
            (1..=*size).map(school)
        })
        .collect();
    let schools = schools.iter().map(|place| place.each_ref().map(String::as_str));
    of_schools(&format!("{sizes:?} (seed {seed})"), schools, &mut Chance::new(seed))
}

/// What the only page says, row by row.
fn page(collection: &Collection) -> Vec<[String; 3]> {
    let workbook = sheets_of(&collection.unchecked_workbook());
    let page = workbook.iter().find(|sheet| sheet.name == "Key findings").expect("the page");
    let last = page.cells.keys().next_back().expect("cells").0;
    let rows = (0..=last).map(|row| [0, 1, 2].map(|column| page.words((row, column))));
    rows.filter(|row| row.iter().any(|words| !words.is_empty())).collect()
}

fn faults(collection: &Collection, workbook: &[SheetCells]) -> Vec<String> {
    Workbook::built(&collection.name, workbook).check(&collection.framework).different
}

/// A sentence with its first number, and with its last word, as another.
fn altered(said: &str) -> Vec<String> {
    let digit = said.find(|c: char| c.is_ascii_digit());
    let other = digit.map(|at| {
        let next = if &said[at..=at] == "7" { "8" } else { "7" };
        format!("{}{next}{}", &said[..at], &said[at + 1..])
    });
    let word = said.rsplit_once(' ').map(|(before, _)| format!("{before} otherwise."));
    other.into_iter().chain(word).collect()
}

fn random() -> Vec<Collection> {
    collections(std::env::var(SEED.0).map_or(SEED.1, |seed| seed.parse().expect("a number")))
}

#[test]
fn every_sentence_on_random_clusters_is_true() {
    all_checked(&random()).assert_right(6_000);
}

#[test]
fn every_sentence_on_authorities_of_random_clusters_is_true() {
    let collections = random();
    let some = |(at, collection): (usize, &Collection)| collection.in_one_authority(at..at + 2 + at % 4);
    let authorities: Vec<Collection> = collections[..8].iter().enumerate().map(some).collect();
    all_checked(&authorities).assert_right(500);
}

#[test]
fn every_sentence_on_few_and_many_schools_is_true() {
    for (size, seed) in [1, 2, 3, 10, 30].into_iter().zip(1..) {
        assert_true(&authority(&[size], seed));
    }
    assert_true(&authority(&[1, 2, 30], 6));
    assert_true(&authority(&[3, 2], 7));
    checked(&authority(&[4; 20], 8)).assert_right(500);
}

#[test]
fn every_sentence_on_equal_ratings_and_none_is_true() {
    let ties = [[3, 4, 3, 4, 3, 4, 3, 4, 8, 8], [4, 3, 4, 3, 4, 3, 4, 3, 8, 8]];
    for (name, ratings) in [
        ("ties", &ties[..]),
        ("all equal", &[[5; 10]; 6]),
        ("all low", &[[2; 10]; 4]),
        ("all high", &[[9; 10]; 4]),
        ("all high but one", &[[9, 9, 9, 9, 9, 9, 9, 9, 9, 8]; 4]),
        ("level with lows", &[[1; 10], [9; 10]]),
        ("one school", &[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]),
    ] {
        assert_true(&cluster(name, ratings));
    }
    assert_true(&with_gaps("no rating", vec![vec![None; 10]; 5]));
    let only = |ratings: [u8; 3], ksfs: usize| {
        let school = |rating| (0..10).map(|ksf| (ksf < ksfs).then_some(rating)).collect();
        with_gaps(&format!("{ratings:?} on {ksfs} KSFs"), ratings.map(school).to_vec())
    };
    for ksfs in [1, 2, 9] {
        for ratings in [[8, 4, 4], [8, 8, 4], [3, 8, 8], [3, 4, 4], [5, 5, 5]] {
            assert_true(&only(ratings, ksfs));
        }
    }
}

/// The published example's schools.
fn published() -> Collection {
    let school = |school: usize| PUBLISHED.map(|ksf| ksf[school]);
    cluster("published", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(school))
}

#[test]
fn the_published_examples_page_is_right() {
    const NOBODY: &str = "Nobody among these schools is high. Best rated here: on 10, School D, School E, School G \
        and 1 more (4); on 9, School G and School J (7); on 3, School D, School E, School F and 1 more (6); for the \
        others see Cluster priorities.";
    assert_true(&published());
    let said = page(&published());
    let expected = [
        ["Key findings: Example", "", ""],
        ["First priority: Impact measurement. Best so far: Well-publicised services.", "", ""],
        ["10 schools, 100 ratings: 24 low, 68 medium, 8 high. Average 5.0 (medium).", "", ""],
        ["No KSF yet on which half of the schools are high and nobody is low. Best so far:", "", ""],
        ["2 of 10 high", "7 Well-publicised services", "Average 6.4. Nobody is low. Highest: School J (9)."],
        ["Nobody is low on KSFs 4 and 5 either.", "", ""],
        ["We must prioritise", "", ""],
        [
            "6 of 10 low",
            "10 Impact measurement",
            "Average 3.2. Low: School A (3), School B (3), School C (2), School F (3), School H (3) and School I (2). \
             Nobody is high.",
        ],
        [
            "4 of 10 low",
            "9 Funding",
            "Average 4.2. Low: School A (2), School B (2), School F (2) and School H (2). Nobody is high.",
        ],
        [
            "3 of 10 low",
            "3 Alignment with local area plans and targets",
            "Average 4.5. Low: School A (2), School B (2) and School I (3). Nobody is high.",
        ],
        ["Some schools are also low on KSFs 1, 2, 6 and 8.", "", ""],
        ["Who could help whom?", "", ""],
        [
            "In the cluster",
            "8 Design of quality, targeted services",
            "School C (8), School D (8) and School J (8) could help School A (3), School F (2) and School I (3).",
        ],
        [
            "In the cluster",
            "1 Effective engagement and consultation",
            "School C (8), School D (8) and School J (9) could help School A (2) and School I (3).",
        ],
        ["Nobody yet", "KSFs 2, 3, 6, 9 and 10", NOBODY],
        ["Which schools stand out, and why?", "", ""],
        ["8 H", "School C", "1 Effective engagement and consultation. Own average 5.3, cluster's 6.1."],
        ["2 L", "School C", "10 Impact measurement. Own average 5.3, cluster's 3.2."],
        ["2 L", "School F", "8 Design of quality, targeted services. Own average 5.1, cluster's 5.4."],
        ["Also: School F (2 on KSF 9), School H (2 on KSF 9), School G (3 on KSF 6) and 3 more.", "", ""],
        ["How far can we rely on this?", "", ""],
        ["All 100 ratings could be used.", "", ""],
        [
            "If one school changes its rating by 3, an average moves by 0.3 or more. Smaller differences say little.",
            "",
            "",
        ],
    ];
    let (back, said) = said.split_last().expect("a page");
    assert_eq!(back[0], "Back to Contents");
    assert_eq!(said, expected.map(|row| row.map(str::to_owned)));
}

#[test]
fn nobody_in_the_authority_is_said_where_all_of_it_has_returned() {
    let mut collection = published();
    let of = |returned| Registered {
        local_authority: "Kelshire".to_owned(),
        cluster: Some("Example".to_owned()),
        schools: 10,
        returned,
    };
    for (returned, is_whole) in [(9, false), (10, true)] {
        collection.data.registered = vec![of(returned)];
        let workbook = sheets_of(&collection.unchecked_workbook());
        let workbook = Workbook { is_whole, ..Workbook::built("registered", &workbook) };
        workbook.check(&collection.framework).assert_right(20);
        let nobody = page(&collection).iter().any(|row| row[2].starts_with("Nobody in the LA is high."));
        assert_eq!(nobody, is_whole);
    }
}

#[test]
fn what_returns_say_is_quoted_where_it_belongs() {
    let mut collection = published();
    for (number, school) in (1..).zip(&mut collection.data.schools) {
        for (ksf, answer) in (1..).zip(&mut school.answers) {
            let evidence =
                format!("School {number} on {ksf}.\nMore {}", "and more ".repeat(number * ksf / 4));
            answer.said = Some(Arc::new(Said { evidence, actions: "Do it".to_owned() }));
        }
    }
    assert_true(&collection);
    let quotes = page(&collection).iter().filter(|row| row[2].contains('“')).count();
    assert_eq!(quotes, 5, "two who could help, three that stand out");
}

#[test]
fn a_word_or_number_that_is_changed_is_found() {
    let collection = authority(&[10, 3, 12], 1);
    let workbook = sheets_of(&collection.unchecked_workbook());
    assert_eq!(faults(&collection, &workbook), [""; 0]);
    let mut changed = 0;
    let is_page = |sheet: &&SheetCells| sheet.name.starts_with("Key findings");
    for (place, page) in workbook.iter().enumerate().filter(|(_, sheet)| is_page(sheet)) {
        let is_live = |(at, cell): &(&(u32, u32), &Cell)| at.1 < 3 && cell.formula.is_some();
        for (at, cell) in page.cells.iter().filter(is_live) {
            for said in altered(&cell.value.words()) {
                let mut broken = workbook.clone();
                broken[place].cells.get_mut(at).expect("the cell").value = Value::Text(said.clone());
                let found = faults(&collection, &broken);
                let says_where = |fault: &String| fault.contains(&page.name) && fault.contains(&said);
                assert!(found.iter().any(says_where), "{} {at:?} {said:?}: {found:?}", page.name);
                changed += 1;
            }
        }
    }
    assert!(changed > 200, "{changed}");
}
