//! The list of names that settles what is almost the same: written by the program, corrected by the user, read again.

use support::{Folder, Form};

const REGISTER: &str = "\
School,Local authority,Cluster,DfE number
Oakfield Primary School,Northshire,Riverside,880/2001
Hill Top Infant School,Northshire,Riverside,880/2002
St Mary's CE Primary School,Northshire,Riverside,880/2003
St Mary's CE Primary School,Northshire,Harbour,880/2004
";

const HEADINGS: &str = "Name in the returns,Name on the register,Cluster,Local authority\r\n";

const USING: [&str; 4] = ["--register", "register.csv", "--names", "names.csv"];

fn with(names: &str) -> Folder {
    Folder::new().beside("register.csv", REGISTER.as_bytes()).beside("names.csv", names.as_bytes())
}

/// The list that `check --format names` prints, without the byte-order mark.
fn printed(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.run(&[&["check", "returns", "--format", "names"], arguments].concat());
    let text = run.stdout.strip_prefix('\u{FEFF}').unwrap_or_else(|| panic!("no byte-order mark: {run}"));
    text.to_owned()
}

fn schools(folder: &Folder, arguments: &[&str]) -> Vec<[String; 3]> {
    folder.build_with(arguments).of("Schools", ["Cluster", "School", "DfE number"])
}

// ---------------------------------------------------------------------------------------------- round trips

#[test]
fn what_is_printed_settles_everything_that_has_a_suggestion() {
    let folder = with("")
        .save("a.xlsx", &Form::of("Oakfeild Primary"))
        .save("b.xlsx", &Form::of("Hil Top Infants").cluster("Harbour"))
        .save("c.xlsx", &Form::of("St Marys Primary"))
        .save("d.xlsx", &Form::of("Ferrygate Academy"))
        .save("e.xlsx", &Form::of("Ferygate Academy"));
    let register = &USING[..2];
    let list = printed(&folder, register);
    assert_eq!(
        list,
        format!(
            "{HEADINGS}\
             Ferrygate Academy,,Riverside,Northshire\r\n\
             Ferygate Academy,Ferrygate Academy,Riverside,Northshire\r\n\
             Hil Top Infants,Hill Top Infant School,Harbour,Northshire\r\n\
             Oakfeild Primary,Oakfield Primary School,Riverside,Northshire\r\n\
             St Marys Primary,St Mary's CE Primary School,Riverside,Northshire\r\n"
        )
    );
    let before = folder.check_with(register);
    assert_eq!(before.iter().filter(|f| f.starts_with("I211")).count(), 3, "{before:?}");
    assert_eq!(before.iter().filter(|f| f.starts_with("I207")).count(), 1, "{before:?}");
    let folder = folder.beside("names.csv", format!("\u{FEFF}{list}").as_bytes());
    let after = folder.check_with(&USING);
    assert!(!after.iter().any(|f| ["I207", "I211", "I214"].contains(&&f[..4])), "{after:?}");
    assert_eq!(
        schools(&folder, &USING),
        [
            ["Harbour", "Hill Top Infant School", "880/2002"],
            ["Riverside", "Ferrygate Academy", ""],
            ["Riverside", "Oakfield Primary School", "880/2001"],
            ["Riverside", "St Mary's CE Primary School", "880/2003"],
        ]
    );
    // What is settled stays in the list.
    assert_eq!(printed(&folder, &USING).lines().count(), list.lines().count());
}

#[test]
fn no_suggestion_would_lose_the_ratings_of_two_schools_if_it_were_given_back_unread() {
    let folder = with("")
        .save("a.xlsx", &Form::of("Elder Primary"))
        .save("b.xlsx", &Form::of("Alder Primary").rating(1, 2));
    assert_eq!(printed(&folder, &[]), format!("{HEADINGS}Elder Primary,,Riverside,Northshire\r\n"));
    let list = printed(&folder, &[]);
    let folder = folder.beside("names.csv", list.as_bytes());
    let mut book = folder.build_with(&["--names", "names.csv"]);
    assert_eq!(book.schools(), ["Alder Primary", "Elder Primary"]);
    assert!(book.of("Findings", ["Rule"]).iter().all(|[rule]| rule != "D603"));
}

#[test]
fn a_suggestion_that_its_name_does_not_lead_to_is_given_by_number() {
    let folder = with("").save("a.xlsx", &Form::of("St Marys Infant").cluster("Moorland"));
    // Two schools are as near: nothing is suggested.
    let folder = folder.save("b.xlsx", &Form::of("St Mary's C of W Primary").cluster("Moorland"));
    let list = printed(&folder, &USING[..2]);
    assert!(list.contains("\r\nSt Mary's C of W Primary,,Moorland,Northshire\r\n"), "{list}");
    let run = folder.run(&[&["check", "returns", "--format", "names"], &USING[..2]].concat());
    assert!(run.stderr.contains("Names to settle: 2, 2 of them without a suggestion"), "{run}");
    let folder = folder.beside("names.csv", b"St Mary's C of W Primary,8802004");
    assert!(
        schools(&folder, &USING)
            .contains(&["Moorland", "St Mary's CE Primary School", "880/2004"].map(str::to_owned))
    );
}

#[test]
fn names_that_look_like_formulas_survive_a_spreadsheet() {
    let register = "School\n=Oakfield Primary School\n";
    let folder = Folder::new()
        .beside("register.csv", register.as_bytes())
        .save("a.xlsx", &Form::of("=Oakfeild Primary School"));
    let list = printed(&folder, &USING[..2]);
    assert!(
        list.ends_with("'=Oakfeild Primary School,'=Oakfield Primary School,Riverside,Northshire\r\n"),
        "{list}"
    );
    let folder = folder.beside("names.csv", list.as_bytes());
    assert_eq!(schools(&folder, &USING)[0][1], "=Oakfield Primary School");
}

#[test]
fn nothing_to_settle_is_an_empty_list() {
    let folder = with("").save("a.xlsx", &Form::of("Oakfield Primary"));
    assert_eq!(printed(&folder, &USING[..2]), HEADINGS);
    let folder = folder.beside("names.csv", b"Name in the returns,Name on the register\r\n");
    assert_eq!(folder.check_with(&USING), ["C703"]);
}

#[test]
fn what_is_misspelt_in_the_register_or_in_a_return_is_settled_by_the_list_as_it_is_printed() {
    let words = [
        "Ashford",
        "Birchwood",
        "Castleton",
        "Dorchester",
        "Eldersley",
        "Forgewood",
        "Grangeton",
        "Heathfield",
        "Ivinghoe",
        "Juniper",
    ];
    let ends = ["Road", "Lane", "Hill", "Park", "Green", "Wood"];
    let name = |at: usize| format!("{} {} Primary School", words[at % 10], ends[at / 10]);
    // One letter is left out.
    let without = |at: usize, letter: usize| {
        let word = words[at % 10];
        name(at).replacen(&word[..letter], &word[..letter - 1], 1)
    };
    let misspelt = |at: usize| without(at, 4);
    let cluster = |at: usize| ["Riverside", "Harbour"][at % 2];
    // Ten are misspelt on the register, ten in the returns, and five never return.
    let registered = |at: usize| if (20..30).contains(&at) { without(at, 5) } else { name(at) };
    let rows = (0..60).map(|at| format!("{},Northshire,{}\n", registered(at), cluster(at)));
    let register = format!("School,Local authority,Cluster\n{}", rows.collect::<String>());
    let returned = (0..55).map(|at| (at, if at < 10 { misspelt(at) } else { name(at) }));
    let folder = returned
        .fold(Folder::new().beside("register.csv", register.as_bytes()), |folder, (at, school)| {
            folder.save(&format!("{at}.xlsx"), &Form::of(&school).cluster(cluster(at)))
        });
    let list = printed(&folder, &USING[..2]);
    let lines: Vec<&str> = list.lines().skip(1).collect();
    assert_eq!(lines.len(), 20, "{list}");
    for at in 0..10 {
        let line =
            |at: usize, returned: String| format!("{returned},{},{},Northshire", registered(at), cluster(at));
        assert!(lines.contains(&line(at, misspelt(at)).as_str()), "{list}");
        assert!(lines.contains(&line(at + 20, name(at + 20)).as_str()), "{list}");
    }
    let folder = folder.beside("names.csv", list.as_bytes());
    let after = folder.check_with(&USING);
    assert!(after.iter().all(|finding| finding.starts_with("C703")), "{after:?}");
    let settled: Vec<String> =
        folder.build_with(&USING).of("Schools", ["School"]).into_iter().flatten().collect();
    let mut expected: Vec<String> = (0..55).map(registered).collect();
    expected.sort();
    let mut settled = settled;
    settled.sort();
    assert_eq!(settled, expected);
}

// ---------------------------------------------------------------------------------------------- what a line means

#[test]
fn a_line_about_one_cluster_is_about_no_other() {
    let names = format!(
        "{HEADINGS}The river school,880/2001,Riverside,Northshire\nThe river school,880/2002,Harbour,\n"
    );
    let folder = with(&names)
        .save("a.xlsx", &Form::of("The river school"))
        .save("b.xlsx", &Form::of("The river school").cluster("Harbour"))
        .save("c.xlsx", &Form::of("The river school").cluster("Moorland"));
    let found = schools(&folder, &USING);
    assert_eq!(
        found,
        [
            ["Harbour", "Hill Top Infant School", "880/2002"],
            ["Moorland", "The river school", ""],
            ["Riverside", "Oakfield Primary School", "880/2001"],
        ]
    );
}

#[test]
fn a_line_does_not_take_a_school_from_its_own_name() {
    let folder =
        with("Oakfield Primary,Hill Top Infant School").save("a.xlsx", &Form::of("Oakfield Primary"));
    assert_eq!(schools(&folder, &USING), [["Riverside", "Oakfield Primary", "880/2001"]]);
    assert!(folder.check_with(&USING).contains(&"I214".to_owned()), "{:?}", folder.check_with(&USING));
}

#[test]
fn a_file_of_returns_is_no_register() {
    let rows = support::SchoolRows::with(&["School", "Cluster"]).row(&["Oakfield", "Riverside"], [5; 10]);
    for returns in [Form::of("Hill Top").bytes(), rows.bytes()] {
        let folder =
            Folder::new().save("a.xlsx", &Form::of("Oakfield Primary")).beside("register.xlsx", &returns);
        let run = folder.run(&["check", "returns", "--register", "register.xlsx"]).expect(2);
        assert!(run.stderr.contains("register.xlsx holds returns, and is no register"), "{run}");
    }
}

#[test]
fn a_name_beside_itself_is_a_school_of_its_own() {
    let folder =
        with("Oakfeild Primary,Oakfeild Primary School").save("a.xlsx", &Form::of("Oakfeild Primary"));
    assert_eq!(folder.check_with(&USING), ["C703", "I210 a.xlsx B10"]);
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Brookside Infants"))
        .save("b.xlsx", &Form::of("Brooksyde Infants"))
        .beside("names.csv", b"Brooksyde Infants,Brooksyde Infants\n");
    assert_eq!(folder.check(), ["I207 b.xlsx"]);
    assert_eq!(folder.check_with(&USING[2..]), [""; 0]);
}

#[test]
fn names_are_settled_without_a_register_too() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Brookside Infants"))
        .save("b.xlsx", &Form::of("Brooksyde Infants"))
        .save("c.xlsx", &Form::of("The one by the river"))
        .beside("names.csv", b"Brooksyde Infants;Brookside Infants\nThe one by the river;880/2009");
    assert_eq!(folder.check_with(&USING[2..]), ["D601 b.xlsx B10"]);
    assert_eq!(
        schools(&folder, &USING[2..]),
        [["Riverside", "Brookside Infants", ""], ["Riverside", "The one by the river", "880/2009"]]
    );
}

#[test]
fn a_number_in_the_list_goes_before_what_the_return_says() {
    let folder = with("The one by the river,880/2001");
    let folder = folder.save("a.xlsx", &Form::of("The one by the river").dfe("880/2999"));
    assert_eq!(folder.check_with(&USING), ["C703"]);
    assert_eq!(schools(&folder, &USING), [["Riverside", "Oakfield Primary School", "880/2001"]]);
}

#[test]
fn a_line_without_a_second_name_settles_nothing() {
    let folder = with("Name in the returns,Name on the register\nOakfeild Primary,\n");
    let folder = folder.save("a.xlsx", &Form::of("Oakfeild Primary"));
    assert_eq!(folder.check_with(&USING), ["I211 a.xlsx B10", "C703"]);
}

#[test]
fn lines_that_fit_nothing_are_told() {
    let names = "Oakfeild Primary,Oakham\nNobody,Oakfield Primary School\nx,Hill Top\nx,Oakham\n";
    let folder = with(names).save("a.xlsx", &Form::of("Oakfeild Primary"));
    let findings = folder.findings_with(&USING);
    let found: Vec<&str> = findings.iter().filter(|f| f.rule == "I214").map(|f| f.found.as_str()).collect();
    assert_eq!(
        found,
        [
            "No return has a school of this name in the list of names: \"Nobody\" (row 2).",
            "Rows 3 and 4 of the list of names say different things about \"x\"; neither was used.",
            "The list of names (row 1) takes \"Oakfeild Primary\" for \"Oakham\", which is not on the register.",
        ]
    );
}

#[test]
fn a_list_that_cannot_be_used_is_a_failure() {
    let folder = with("just one column\nof text\n").save("a.xlsx", &Form::of("Oakfield"));
    let run = folder.run(&[&["check", "returns"], &USING[..]].concat()).expect(2);
    let says = "names.csv cannot be used as a list of names: no row of it has a name in column A and another in column B.";
    assert!(run.stderr.contains(says) && run.stdout.is_empty(), "{run}");
    let run = folder.run(&["check", "returns", "--names", "nowhere.csv"]).expect(2);
    assert!(run.stderr.contains("The list of names nowhere.csv could not be opened"), "{run}");
}

#[test]
fn a_list_among_the_returns_is_no_return() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfeild"))
        .save("names.csv", &"Oakfeild,Oakfield\n".as_bytes());
    let mut book = folder.build_with(&["--names", "returns/names.csv"]);
    assert_eq!(book.fates(), ["a.xlsx: used", "names.csv: ignored"]);
    assert_eq!(book.schools(), ["Oakfield"]);
}
