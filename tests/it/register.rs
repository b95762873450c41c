//! A register of schools: it fills in what returns leave out, tells who has not returned and who is not on it, and takes
//! no name that is only almost the same.

use support::{Folder, Form, Grid, KSFS, RATINGS, SchoolRows, Sheet};

/// A register with everything: two authorities, the first with two clusters.
const REGISTER: &str = "\
School,Local authority,Cluster,DfE number,URN
Oakfield Primary School,Northshire,Riverside,880/2001,100001
Hill Top Infant School,Northshire,Riverside,880/2002,100002
St Mary's CE Primary School,Northshire,Riverside,880/2003,100003
St Mary's CE Primary School,Northshire,Harbour,880/2004,100004
Castle Lane Junior School,Northshire,Harbour,880/2005,100005
Oakfield Primary School,Southshire,Moorland,881/2001,100006
";

fn unsigned(school: &str) -> Form {
    Form::unsigned().school(school)
}

/// A folder with a register beside the returns.
fn with(register: &str) -> Folder {
    Folder::new().beside("register.csv", register.as_bytes())
}

const USING: [&str; 2] = ["--register", "register.csv"];

fn check(folder: &Folder, more: &[&str]) -> Vec<String> {
    folder.check_with(&[&USING[..], more].concat())
}

/// The texts of the findings of a rule.
fn found(folder: &Folder, rule: &str, more: &[&str]) -> Vec<String> {
    let findings = folder.findings_with(&[&USING[..], more].concat());
    findings.into_iter().filter(|f| f.rule == rule).map(|f| f.found).collect()
}

/// Local authority, cluster, school and DfE number of every school with a return.
fn schools(folder: &Folder, more: &[&str]) -> Vec<[String; 4]> {
    let mut book = folder.build_with(&[&USING[..], more].concat());
    book.of("Schools", ["Local authority", "Cluster", "School", "DfE number"])
}

/// The schools in the Returns table that have not returned.
fn not_returned(folder: &Folder, more: &[&str]) -> Vec<[String; 3]> {
    let mut book = folder.build_with(&[&USING[..], more].concat());
    let rows = book.of("Returns", ["Local authority", "Cluster", "School", "File", "Status"]);
    let missing = rows.into_iter().filter(|[.., status]| status == "not returned");
    missing
        .map(|[la, cluster, school, file, _]| {
            assert_eq!(file, "");
            [la, cluster, school]
        })
        .collect()
}

// ---------------------------------------------------------------------------------------------- filling in

#[test]
fn a_name_brings_authority_cluster_and_number() {
    let folder = with(REGISTER).save("a.xlsx", &unsigned("HILL TOP INFANT"));
    assert_eq!(schools(&folder, &[]), [["Northshire", "Riverside", "HILL TOP INFANT", "880/2002"]]);
    assert_eq!(check(&folder, &[]), ["C703"]);
}

#[test]
fn a_number_brings_the_name_too() {
    for form in [Form::unsigned().dfe("8802002"), Form::unsigned().dfe("880/2002")] {
        let folder = with(REGISTER).save("Someone's form.xlsx", &form);
        assert_eq!(
            schools(&folder, &[]),
            [["Northshire", "Riverside", "Hill Top Infant School", "880/2002"]]
        );
        assert_eq!(check(&folder, &[]), ["C703"]);
    }
    let urn = Form::unsigned().sheet().row("A7", ["URN", "100002"]);
    let folder = with(REGISTER).save("a.xlsx", &urn);
    assert_eq!(schools(&folder, &[])[0][2], "Hill Top Infant School");
}

#[test]
fn a_register_may_be_headed_as_returns_are() {
    let register = "\
School title,Local education authority,Name of the cluster,DfE ref
Hill Top Infant School,Northshire,Riverside,880/2002
";
    for headings in [register, &register.replace("DfE ref", "DfES")] {
        let folder = with(headings).save("a.xlsx", &unsigned("Hill Top Infant"));
        assert_eq!(schools(&folder, &[]), [["Northshire", "Riverside", "Hill Top Infant", "880/2002"]]);
    }
}

#[test]
fn a_return_may_be_headed_as_registers_are() {
    let headings =
        ["EstablishmentName", "LA (code)", "LA (name)", "EstablishmentNumber", "LEA name", "Cluster"];
    let about = ["Hill Top Infant School", "880", "Northshire", "8802002", "Northshire", "Riverside"];
    let sheet = Sheet::new("Responses")
        .row("A1", headings.into_iter().chain(KSFS))
        .row("A2", about)
        .row("G2", RATINGS);
    let mut book = Folder::with(&sheet).build();
    assert_eq!(
        book.of("Schools", ["Local authority", "Cluster", "School", "DfE number"]),
        [["Northshire", "Riverside", "Hill Top Infant School", "880/2002"]]
    );
}

#[test]
fn the_sheet_goes_before_the_register_and_that_before_the_user_and_folders() {
    let folder = with(REGISTER).save("Eastshire/Moorland/a.xlsx", &unsigned("Hill Top Infants School"));
    let folder = folder.save("Eastshire/Moorland/b.xlsx", &unsigned("Hill Top Infant School"));
    assert_eq!(schools(&folder, &[]).last().unwrap()[..2], ["Northshire", "Riverside"]);
    let given = ["--la", "Northshire", "--cluster", "Harbour"];
    assert_eq!(schools(&folder, &given).last().unwrap()[..2], ["Northshire", "Riverside"]);
    let folder = with(REGISTER).save("a.xlsx", &unsigned("Hill Top Infant").cluster("Harbour"));
    assert_eq!(schools(&folder, &[]), [["Northshire", "Harbour", "Hill Top Infant", "880/2002"]]);
}

#[test]
fn a_name_that_two_schools_have_needs_the_authority_and_the_cluster() {
    let folder = with(REGISTER).save("a.xlsx", &unsigned("St Marys C of E Primary"));
    assert_eq!(check(&folder, &[])[0], "I212 a.xlsx B10");
    assert!(found(&folder, "I212", &[])[0].contains("880/2003, Riverside, Northshire"));
    let folder = with(REGISTER).save("a.xlsx", &unsigned("St Marys C of E Primary").cluster("Harbour"));
    assert_eq!(schools(&folder, &[])[0][3], "880/2004");
    let folder = with(REGISTER).save("Northshire/Harbour/a.xlsx", &unsigned("St Marys C of E Primary"));
    assert_eq!(schools(&folder, &[])[0][3], "880/2004");

    let folder = with(REGISTER).save("a.xlsx", &unsigned("Oakfield Primary"));
    assert_eq!(check(&folder, &[])[0], "I212 a.xlsx B10");
    assert_eq!(schools(&folder, &["--la", "Southshire Council"])[0][3], "881/2001");
    let folder = with(REGISTER).save("Southshire/a.xlsx", &unsigned("Oakfield Primary"));
    assert_eq!(schools(&folder, &[]), [["Southshire", "Moorland", "Oakfield Primary", "881/2001"]]);
}

#[test]
fn the_only_authority_of_the_run_is_that_of_returns_that_state_none() {
    let folder = with(REGISTER)
        .save("a.xlsx", &unsigned("Oakfield Primary"))
        .save("b.xlsx", &unsigned("Castle Lane Junior").la("Northshire"));
    assert_eq!(schools(&folder, &[])[1], ["Northshire", "Riverside", "Oakfield Primary", "880/2001"]);
}

#[test]
fn a_grid_and_rows_of_schools_are_looked_up_as_forms_are() {
    let grid = Grid::of("Riverside").school("Oakfield Prim.", RATINGS).school("Hill Top Infant", RATINGS);
    let rows = SchoolRows::with(&["School"]).row(&["Castle Lane Junior"], RATINGS);
    let folder = with(REGISTER).save("Northshire/a.xlsx", &grid).save("Northshire/b.xlsx", &rows);
    let expected = [
        ["Northshire", "Harbour", "Castle Lane Junior", "880/2005"],
        ["Northshire", "Riverside", "Hill Top Infant", "880/2002"],
        ["Northshire", "Riverside", "Oakfield Prim.", ""],
    ];
    assert_eq!(schools(&folder, &[]), expected);
    assert_eq!(
        found(&folder, "I211", &[]),
        [
            "\"Oakfield Prim.\" is not on the register; \"Oakfield Primary School\" (880/2001, Riverside, Northshire) is \
          almost the same."
        ]
    );
}

// ---------------------------------------------------------------------------------------------- doubts

#[test]
fn an_almost_equal_name_is_a_question_and_never_a_match() {
    let folder = with(REGISTER).save("a.xlsx", &Form::of("Oakfeild Primary School"));
    assert_eq!(check(&folder, &[]), ["I211 a.xlsx B10", "C703"]);
    assert_eq!(schools(&folder, &[]), [["Northshire", "Riverside", "Oakfeild Primary School", ""]]);
    assert_eq!(not_returned(&folder, &[]).len(), 3);
}

#[test]
fn several_names_that_are_as_near_are_all_listed() {
    let register = "School,DfE number\nOakfield Infant School,880/2001\nOakfield Junior School,880/2002\n";
    let folder = with(register).save("a.xlsx", &Form::of("Oakfeild School"));
    let text = &found(&folder, "I211", &[])[0];
    assert!(
        text.contains("\"Oakfield Infant School\" (880/2001) or \"Oakfield Junior School\" (880/2002)"),
        "{text}"
    );
}

#[test]
fn a_school_of_another_name_or_another_authority_is_not_on_it() {
    for form in [Form::of("Ferrygate Primary"), Form::of("Oakfield Infants"), Form::of("Castle Lane Infants")]
    {
        let folder = with(REGISTER).save("a.xlsx", &form);
        assert_eq!(check(&folder, &[]), ["C703", "I210 a.xlsx B10"]);
    }
    // On the register, but of Northshire.
    let folder = with(REGISTER).save("a.xlsx", &Form::of("Hill Top Infant School").la("Southshire"));
    assert_eq!(schools(&folder, &[])[0][3], "");
    assert!(
        found(&folder, "I210", &[])[0].contains("no school called \"Hill Top Infant School\" in Southshire")
    );
}

#[test]
fn an_authority_that_the_register_does_not_know_is_told_once() {
    let folder = with(REGISTER)
        .save("a.xlsx", &Form::of("Oakfield").la("Westshire"))
        .save("b.xlsx", &Form::of("Hill Top Infant School").la("Westshire"));
    let text = found(&folder, "I210", &[]);
    assert_eq!(
        text,
        [
            "The register has no local authority called \"Westshire\" (it has Northshire, Southshire), so 2 returns were not \
          looked up."
        ]
    );
    assert_eq!(check(&folder, &[]), ["I210"]);
}

#[test]
fn what_the_sheet_says_otherwise_stands_with_a_warning() {
    let folder = with(REGISTER).save("a.xlsx", &Form::of("Hill Top Infant School").cluster("Harbour"));
    assert_eq!(schools(&folder, &[]), [["Northshire", "Harbour", "Hill Top Infant School", "880/2002"]]);
    assert!(found(&folder, "I213", &[])[0].contains("the cluster Harbour (the register: Riverside)"));

    let folder = with(REGISTER).save("a.xlsx", &Form::of("Hill Top Infant School").dfe("880/2999"));
    assert_eq!(schools(&folder, &[])[0][3], "880/2999");
    assert!(found(&folder, "I213", &[])[0].contains("the DfE number 880/2999 (the register: 880/2002)"));

    let folder =
        with(REGISTER).save("a.xlsx", &Form::of("Hill Top Infant School").la("Southshire").dfe("880/2002"));
    assert_eq!(schools(&folder, &[])[0][0], "Southshire");
    assert!(
        found(&folder, "I213", &[])[0].contains("the local authority Southshire (the register: Northshire)")
    );
}

#[test]
fn a_number_that_finds_another_name_is_a_contradiction() {
    let folder = with(REGISTER).save("a.xlsx", &Form::of("Hill Top Infant School").dfe("880/2001"));
    assert_eq!(schools(&folder, &[]), [["Northshire", "Riverside", "Hill Top Infant School", "880/2001"]]);
    let text = &found(&folder, "I213", &[])[0];
    assert!(text.contains("\"Oakfield Primary School\" under DfE number 880/2001"), "{text}");
    assert!(text.contains("it has \"Hill Top Infant School\" (880/2002"), "{text}");
    // A misspelt name with the right number is no contradiction and no question.
    let folder = with(REGISTER).save("a.xlsx", &Form::of("Oakfeild Primary School").dfe("880/2001"));
    assert_eq!(check(&folder, &[]), ["C703"]);
}

#[test]
fn one_name_in_two_clusters_stays_two_schools() {
    let register =
        "School,Local authority,Cluster\nSt Mary's,Northshire,Harbour\nOakfield,Northshire,Riverside\n";
    let folder = with(register)
        .save("a.xlsx", &Form::of("St Mary's").cluster("Harbour"))
        .save("b.xlsx", &Form::of("St Mary's").cluster("Riverside"));
    assert_eq!(schools(&folder, &[]).len(), 2);
    assert_eq!(check(&folder, &[]), ["I213 b.xlsx B10", "C703"]);
    assert!(found(&folder, "I213", &[])[0].contains("only for \"St Mary's\" (Harbour, Northshire)"));
}

// ---------------------------------------------------------------------------------------------- who has not returned

#[test]
fn schools_without_a_return_are_listed_for_the_cluster_or_the_authority() {
    let riverside = ["Hill Top Infant School", "St Mary's CE Primary School"];
    let folder = with(REGISTER).save("a.xlsx", &Form::of("Oakfield Primary"));
    assert_eq!(not_returned(&folder, &[]), riverside.map(|s| ["Northshire", "Riverside", s]));
    assert_eq!(
        found(&folder, "C703", &[]),
        [
            "Riverside: 2 of 3 registered schools have not returned: Hill Top Infant School, St Mary's CE Primary School."
        ]
    );

    // With the authority named, or with returns of two clusters, all of the authority.
    let harbour = ["Castle Lane Junior School", "St Mary's CE Primary School"];
    let all: Vec<[&str; 3]> = harbour
        .map(|s| ["Northshire", "Harbour", s])
        .into_iter()
        .chain(riverside.map(|s| ["Northshire", "Riverside", s]))
        .collect();
    assert_eq!(not_returned(&folder, &["--la", "Northshire"]), all);
    assert_eq!(check(&folder, &["--la", "Northshire"]), ["C703", "C703"]);
    let folder = folder.save("b.xlsx", &Form::of("Castle Lane Junior").cluster("Harbour"));
    assert_eq!(not_returned(&folder, &[]).len(), 3);
}

#[test]
fn an_authority_that_is_named_is_waited_for_beside_those_that_occur() {
    let folder = with(REGISTER).save("a.xlsx", &Form::of("Oakfield Primary"));
    let missing = not_returned(&folder, &["--la", "Southshire"]);
    assert_eq!(missing.len(), 5);
    assert_eq!(missing[4], ["Southshire", "Moorland", "Oakfield Primary School"]);
}

#[test]
fn registers_without_authorities_or_clusters_wait_for_what_they_can() {
    let clusters = "School,Cluster\nOakfield,Riverside\nHill Top,Riverside\nCastle Lane,Harbour\n";
    let folder = with(clusters).save("a.xlsx", &Form::of("Oakfield"));
    assert_eq!(not_returned(&folder, &[]), [["", "Riverside", "Hill Top"]]);
    let folder = with("School\nOakfield\nHill Top\nCastle Lane\n").save("a.xlsx", &Form::of("Oakfield"));
    assert_eq!(not_returned(&folder, &[]), ["Castle Lane", "Hill Top"].map(|s| ["", "", s]));
}

#[test]
fn the_summary_counts_registered_schools_and_clusters_without_a_return() {
    let folder = with(REGISTER).save("a.xlsx", &Form::of("Oakfield Primary"));
    let mut book = folder.build_with(&[&USING[..], &["--la", "Northshire"]].concat());
    let rows = book
        .of("Clusters", ["Cluster", "Schools", "Returns", "Return rate", "Completion", "Average", "Band"]);
    assert_eq!(rows[0][..3], ["Riverside", "3", "1"]);
    assert!(rows[0][3].starts_with("0.333"), "{rows:?}");
    assert_eq!(rows[1], ["Harbour", "2", "0", "0", "", "", ""]);
    let contents = book.cells("About these figures");
    let line = |label: &str| contents.iter().find(|row| row[0].trim() == label).map(|row| row[1].clone());
    assert_eq!(line("Return rate").as_deref(), Some("1 of 5 registered schools (20%)"));
    assert_eq!(line("Returns and files").as_deref(), Some("1"));
    assert_eq!(line("Registered schools without a return").as_deref(), Some("4"));
    let run = folder.run(&[&["check", "returns", "--la", "Northshire"], &USING[..]].concat());
    assert!(run.stderr.contains("Register: 1 of 5 registered schools of Northshire has returned."), "{run}");
    assert!(run.stderr.contains("Read: 1 file, 1 return from 1 school"), "{run}");
}

#[test]
fn without_a_register_nobody_is_waited_for() {
    let folder = Folder::with(&Form::of("Oakfield Primary"));
    let mut book = folder.build();
    assert!(!book.sheets().contains(&"LA summary".to_owned()));
    assert!(
        book.cells("About these figures").iter().all(|row| row[0] != "Registered schools without a return")
    );
}

#[test]
fn a_return_in_another_cluster_than_registered_is_counted_where_it_stands() {
    let folder = with(REGISTER)
        .save("a.xlsx", &Form::of("Hill Top Infant School").cluster("Harbour"))
        .save("b.xlsx", &Form::of("Oakfield Primary School"));
    let mut book = folder.build_with(&USING);
    let rows = book.of("Clusters", ["Cluster", "Schools", "Returns"]);
    assert_eq!(rows, [["Harbour", "3", "1"], ["Riverside", "2", "1"]]);
}
