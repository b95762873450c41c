//! A school is a conclusion: what stands among schools and is none, and schools whose names are unusual; whose returns they
//! are by the labels, headings and titles around a table; several ratings of one school side by side.

use support::{Book, Folder, KSFS, RATINGS, Sheet, Typed};

const OAKFIELD: &str = "Oakfield Primary School";

/// Headings beside schools' that are no schools.
const NO_SCHOOLS: [&str; 72] = [
    "Infants and juniors average",
    "Average of secondaries",
    "Avge (prim)",
    "Ave.",
    "Sub-total",
    "Grand tot.",
    "Points (max 30)",
    "How many under 4",
    "Schools at 8 or more",
    "No. rated low",
    "n",
    "n=",
    "Count of reds",
    "Lows",
    "Range",
    "Mode",
    "Middle value",
    "Lowest school",
    "Rank",
    "Posn",
    "Need order",
    "Ofsted",
    "Ofsted grade",
    "SEF grade",
    "Handbook page",
    "See page",
    "Toolkit pg",
    "LA expects",
    "Minimum expected",
    "Target 2011",
    "National",
    "County norm",
    "Weight",
    "Wtg",
    "Importance",
    "Aug 2010",
    "Sept 09",
    "Spr 2",
    "T1",
    "Q3",
    "Yr 2",
    "2008",
    "08/09",
    "2009-10",
    "Last time",
    "Previous",
    "Before",
    "Baseline",
    "Governors",
    "Chair of govs",
    "Headteacher",
    "SIP view",
    "LA view",
    "ESRA view",
    "Moderated",
    "Moderation panel",
    "Peer review",
    "Score",
    "Our view",
    "Evidence",
    "RAG",
    "Example School",
    "e.g. Anytown Primary",
    "Prev",
    "Resp's",
    "Avarage",
    "Blanks",
    "Multiplier",
    "Skipped",
    "Confidence in rating (1-10)",
    "Partners involved",
    "Riverside",
];

/// Names of schools, as people write them over a column.
const SCHOOLS: [&str; 48] = [
    "The Oaks",
    "Hope",
    "Q3 Academy",
    "School 12",
    "School A",
    "St T's",
    "St P & P",
    "Average Road Primary",
    "Summer Lane",
    "Trinity",
    "Phoenix",
    "UTC Reading",
    "Ark Globe",
    "Year One Nursery",
    "Score Lane Infants",
    "Target Hill Junior",
    "Newyear Green",
    "Grange",
    "Hillside",
    "Bramley",
    "Crossways",
    "Moor End",
    "Over Hall",
    "Page Hill",
    "Marks Gate Jnr",
    "High View",
    "Upper Wick",
    "Ysgol Bryn",
    "Our Lady's",
    "Holy Name RC",
    "SS Peter and Paul",
    "King Edward VI",
    "William Perkin",
    "Oakfield (Infants)",
    "West Park",
    "Eastgate",
    "Mill Rise",
    "Sandhole",
    "Queensmead",
    "Kirk Hallow",
    "No. 1 Nursery",
    "Pupil Support Centre",
    "Moss Side PRU",
    "The Academy",
    "Mary Rose",
    "Low Moor",
    "Spring Hill",
    "Three Ways",
];

fn numbers(seed: usize) -> [u8; 10] {
    let digit =
        |ksf: usize| u8::try_from((seed * 7 + ksf * ksf * 3 + ksf * seed) % 10 + 1).expect("a rating");
    std::array::from_fn(digit)
}

/// A grid, or the same turned on its side, of schools with these headings; each column differs from the others.
fn table(headings: &[&str], on_its_side: bool) -> Sheet {
    let place = |line: u32, position: u32| {
        let (row, column) = if on_its_side { (line, position) } else { (position, line) };
        (row + 4, u16::try_from(column).expect("a column"))
    };
    let mut sheet =
        Sheet::new("Sheet1").row("A1", ["Cluster", "Riverside"]).row("A2", ["Local authority", "Northshire"]);
    let put = |sheet: Sheet, (row, column): (u32, u16), value: Typed| sheet.put_at(row, column, value);
    sheet = put(sheet, place(0, 0), (if on_its_side { "School" } else { "KSF" }).into());
    for (position, ksf) in (1..).zip(KSFS) {
        sheet = put(sheet, place(0, position), ksf.into());
    }
    for (line, heading) in (1..).zip(headings) {
        sheet = put(sheet, place(line, 0), (*heading).into());
        for (position, rating) in (1..).zip(numbers(line as usize)) {
            sheet = put(sheet, place(line, position), rating.into());
        }
    }
    sheet
}

const USUAL: [&str; 4] = [OAKFIELD, "Hill Top", "Harbour View Infants", "Castle Lane"];

#[test]
fn what_stands_among_schools_and_is_none_is_never_used() {
    for (n, heading) in NO_SCHOOLS.into_iter().enumerate() {
        let mut headings = USUAL.to_vec();
        headings.insert(1 + n % USUAL.len(), heading);
        for on_its_side in [false, true] {
            let folder = Folder::with(&table(&headings, on_its_side));
            if !folder.findings().iter().any(|f| f.severity == "error") {
                let mut schools = folder.build().schools();
                schools.retain(|school| !USUAL.contains(&school.as_str()));
                assert_eq!(schools, [""; 0], "{heading}, {on_its_side}");
            }
        }
    }
}

#[test]
fn schools_of_unusual_names_are_schools() {
    for names in SCHOOLS.chunks(4) {
        for on_its_side in [false, true] {
            let headings = [&USUAL[..2], names].concat();
            let mut book = Folder::with(&table(&headings, on_its_side)).build();
            for (line, name) in (1..).zip(headings) {
                assert_eq!(
                    book.ratings_of(name),
                    numbers(line).map(|r| r.to_string()),
                    "{name}, {on_its_side}"
                );
            }
        }
    }
}

#[test]
fn a_line_that_follows_from_its_neighbours_is_no_school() {
    let mean = |ksf: usize| (numbers(1)[ksf] + numbers(2)[ksf]).div_ceil(2);
    let mut sheet = table(&[OAKFIELD, "Hill Top", "Riverdale", "Castle Lane"], false);
    for ksf in 0..10 {
        sheet = sheet.put_at(5 + u32::try_from(ksf).expect("few"), 3, mean(ksf));
    }
    let folder = Folder::with(&sheet);
    assert_eq!(folder.build().schools(), ["Castle Lane", "Hill Top", OAKFIELD]);
    let sheet = table(&[OAKFIELD, "Hill Top", "Riverdale", "Castle Lane"], false);
    assert_eq!(Folder::with(&sheet).build().schools(), ["Castle Lane", "Hill Top", OAKFIELD, "Riverdale"]);
}

/// Whose ratings are read: cluster, authority and school of each.
fn whose(sheet: &Sheet) -> Vec<[String; 3]> {
    Folder::with(sheet).build().of("Schools", ["Local authority", "Cluster", "School"])
}

/// A grid below some rows that are given.
fn below(rows: &[&[&str]], names: &[&str]) -> Sheet {
    let mut sheet = Sheet::new("Sheet1");
    for (row, cells) in (1..).zip(rows) {
        sheet = sheet.row(&format!("A{row}"), cells.iter().copied());
    }
    let top = rows.len() + 1;
    sheet = sheet.row(&format!("A{top}"), std::iter::once("KSF").chain(names.iter().copied()));
    for (row, (ksf, position)) in (top + 1..).zip(KSFS.into_iter().zip(0..)) {
        let ratings = (1..=names.len()).map(|line| Typed::from(numbers(line)[position]));
        sheet = sheet.row(&format!("A{row}"), std::iter::once(Typed::from(ksf)).chain(ratings));
    }
    sheet
}

#[test]
fn a_table_is_of_the_cluster_and_authority_around_it() {
    let schools = ["Castle Lane", "Hill Top"];
    for rows in [
        &[&["LA", "Northshire", "", "Cluster", "Harbour"][..]][..],
        &[&["Cluster:", "Harbour", "LA:", "Northshire"], &[]],
        &[&["Cluster: Harbour   LA: Northshire"]],
        &[&["Cluster: Harbour; Local authority: Northshire"]],
        &[&["Cluster: Harbour | LEA: Northshire"]],
        &[&["3. Cluster", "Harbour"], &["4. Local authority", "Northshire"]],
        &[&["about/Cluster", "Harbour"], &["about/LA", "Northshire"]],
        &[&["Cluster / Clwstwr", "Harbour"], &["Local authority / Awdurdod lleol", "Northshire"]],
        &[&["Cluster", ":", "Harbour"], &["LA", ":", "Northshire"]],
        &[&["Cluster ........ Harbour"], &["LA ....... Northshire"]],
        &[&["Name of extended schools cluster", "Harbour"], &["Your local authority", "Northshire"]],
        &[&["KSF grid: Harbour Cluster, Northshire LA"]],
        &[&["Cluster", "LA"], &["Harbour", "Northshire"], &[]],
        &[&["Completed by", "Mary Hill", "Cluster", "Harbour"], &["LA", "Northshire"]],
    ] {
        let expected = schools.map(|school| ["Northshire", "Harbour", school].map(str::to_owned));
        assert_eq!(whose(&below(rows, &schools)), expected, "{rows:?}");
    }
}

#[test]
fn headings_over_blocks_of_schools_are_their_clusters() {
    let names = ["Ashby", "Barton", "Castle Lane", "Dale End"];
    for over in
        [["Cluster: Harbour", "Cluster: Moor"], ["Harbour cluster", "Moor cluster"], ["Harbour", "Moor"]]
    {
        let sheet = below(&[&["LA: Northshire"], &["", over[0], "", over[1], ""]], &names);
        let expected =
            [("Harbour", "Ashby"), ("Harbour", "Barton"), ("Moor", "Castle Lane"), ("Moor", "Dale End")];
        let expected = expected.map(|(cluster, school)| ["Northshire", cluster, school].map(str::to_owned));
        assert_eq!(whose(&sheet), expected, "{over:?}");
    }
}

#[test]
fn of_several_ratings_of_a_school_the_words_decide_or_none_is_read() {
    let pairs = |first: &str, second: &str| {
        let upper = ["", "Ashby", "", "Castle Lane", ""];
        below(&[&["Cluster", "Harbour"], &["LA", "Northshire"], &upper], &[first, second, first, second])
    };
    for (first, second) in [
        ("Previous", "Current"),
        ("Last time", "This time"),
        ("Initial", "Agreed"),
        ("Provisional rating", "Final rating"),
        ("Target", "Rating"),
        ("RAG", "Rating"),
        ("Weight", "Score"),
        ("In a year", "Now"),
    ] {
        let mut book = Folder::with(&pairs(first, second)).build();
        assert_eq!(book.ratings_of("Ashby"), numbers(2).map(|r| r.to_string()), "{first}, {second}");
        assert_eq!(book.ratings_of("Castle Lane"), numbers(4).map(|r| r.to_string()), "{first}, {second}");
    }
    for (first, second) in
        [("Self", "Moderated"), ("A", "B"), ("Autumn", "Spring"), ("Head", "Cluster manager")]
    {
        let found = Folder::with(&pairs(first, second)).check();
        let told = |f: &String| f.starts_with("F110") || f.starts_with("F107");
        assert!(found.iter().any(told), "{first}, {second}: {found:?}");
    }
}

#[test]
fn a_form_may_be_split_over_sheets_below_a_cover() {
    let part = |name: &str, ksfs: std::ops::Range<usize>| {
        let sheet = Sheet::new(name).row("A2", ["Key success factor", "Rating"]);
        (3..).zip(ksfs).fold(sheet, |sheet, (row, ksf)| {
            sheet.row(&format!("A{row}"), [Typed::from(KSFS[ksf]), RATINGS[ksf].into()])
        })
    };
    let cover = Sheet::new("Cover").row("A1", ["School", OAKFIELD]).row("A2", ["Cluster", "Harbour"]);
    let book = Book::of([cover.row("A3", ["LA", "Northshire"]), part("Part 1", 0..5), part("Part 2", 5..10)]);
    let mut written = Folder::with(&book).build();
    assert_eq!(written.ratings_of(OAKFIELD), RATINGS.map(|r| r.to_string()));
    let places = written.of("Ratings", ["Sheet", "Cell"]);
    assert_eq!([&places[0], &places[9]], [&["Part 1", "B3"], &["Part 2", "B7"]]);
    assert_eq!(written.of("Schools", ["Cluster", "School"]), [["Harbour", OAKFIELD]]);
}

#[test]
fn a_key_of_the_bands_beside_the_schools_is_none() {
    let sheet = table(&[OAKFIELD, "Hill Top"], false).put("D5", "Shading").put("D6", "1-3 red");
    let sheet = sheet.put("D7", "4-7 amber").put("D8", "8-10 green");
    let folder = Folder::with(&sheet);
    assert_eq!(folder.build().schools(), ["Hill Top", OAKFIELD]);
    assert!(folder.findings().iter().all(|found| found.severity == "note"));
}

#[test]
fn headings_may_stand_over_two_rows() {
    let sheet = Sheet::new("Sheet1").row("A1", ["School", OAKFIELD, "Cluster", "Harbour"]);
    let sheet = sheet.row("A3", ["KSF", "", "Discussion", "Outcome"]);
    let sheet = sheet.row("A4", ["No", "Title", "Evidence", "Score 1-10"]);
    let sheet = (5..).zip(KSFS.into_iter().zip(RATINGS)).fold(sheet, |sheet, (row, (ksf, rating))| {
        let number = u8::try_from(row - 4).unwrap();
        sheet.row(&format!("A{row}"), [number.into(), Typed::from(ksf), "Minutes".into(), rating.into()])
    });
    assert_eq!(Folder::with(&sheet).build().ratings_of(OAKFIELD), RATINGS.map(|r| r.to_string()));
}
