//! The summary of several local authorities: its sheets and tables, and that its figures are those of the ratings.

use support::{Factors, Folder, Form, WITH_FRAMEWORK, Written, assert_results_are_right, of_four};

const SUMMARY: &str = "out/National summary.xlsx";

/// Eastmoor has two clusters and a file that cannot be read; another such file lies in no authority's folder.
fn two_authorities() -> Folder {
    let la = |school, authority| Form::of(school).la(authority);
    Folder::new()
        .save("Eastmoor/Riverside/a.xlsx", &la("Oakfield", "Eastmoor").ratings([2; 10]).rating(1, "?"))
        .save("Eastmoor/Riverside/b.xlsx", &la("Hill Top", "Eastmoor").ratings([4; 10]).rating(2, ""))
        .save("Eastmoor/Harbour/c.xlsx", &la("Seaview", "Eastmoor").cluster("Harbour").ratings([9; 10]))
        .save("Eastmoor/damaged.xlsx", &b"PK\x03\x04".to_vec())
        .save("Westmoor/Moss/d.xlsx", &la("Fellmoor", "Westmoor").cluster("Moss").ratings([5; 10]))
        .save("lost.xlsx", &b"PK\x03\x04".to_vec())
}

fn summary(folder: &Folder, more: &[&str]) -> Written {
    let usual = ["build", "returns", "-o", "out/", "--force", "--as-of", "2010-03-31"];
    folder.run(&[&usual[..], more].concat()).expect(0);
    folder.written(SUMMARY)
}

#[test]
fn sheets_and_tables_are_as_promised() {
    let folder = two_authorities();
    let mut summary = summary(&folder, &[]);
    assert_eq!(
        summary.sheets(),
        [
            "Contents",
            "National summary",
            "Local authorities",
            "LA needs",
            "Clusters",
            "Cluster needs",
            "Findings by LA",
            "Rules",
            "Returns of no LA",
            "Findings of no LA"
        ]
    );
    let columns = summary.columns("LocalAuthorities");
    let ksfs = columns.iter().filter(|c| c.starts_with(|c: char| c.is_ascii_digit())).count();
    assert_eq!(ksfs, 10);
    assert!(!columns.contains(&"Return rate".to_owned()), "there is no register");
    for (table, rows) in [
        ("NationalSummary", 10),
        ("LocalAuthorities", 2),
        ("LANeeds", 20),
        ("NationalClusters", 3),
        ("ClusterNeeds", 30),
        ("FindingsByLA", 3),
        ("Returns", 1),
        ("Findings", 1),
    ] {
        assert_eq!(summary.table(table).len(), rows, "{table}");
    }
}

#[test]
fn each_school_counts_once_in_every_figure() {
    let folder = two_authorities();
    let mut summary = summary(&folder, &[]);
    // KSF 1: 4, 9 and 5; KSF 3: 2, 4, 9 and 5.
    let columns =
        ["KSF number", "Average", "Band", "Answered", "Low", "Medium", "High", "Need rank", "Lowest LA(s)"];
    let ksfs = summary.of("NationalSummary", columns);
    assert_eq!(ksfs[0], ["1", "6", "Medium", "3", "0", "2", "1", "10", "Westmoor"]);
    assert_eq!(ksfs[2], ["3", "5", "Medium", "4", "1", "2", "1", "1", "Eastmoor, Westmoor"]);
    let columns = [
        "Local authority",
        "Clusters",
        "Schools",
        "Ratings used",
        "Ratings missing",
        "Ratings rejected",
        "Total",
        "Errors",
        "Workbook",
    ];
    let authorities = summary.of("LocalAuthorities", columns);
    assert_eq!(authorities[0], ["Eastmoor", "2", "3", "28", "1", "1", "144", "2", "Eastmoor.xlsx"]);
    assert_eq!(authorities[1], ["Westmoor", "1", "1", "10", "0", "0", "50", "0", "Westmoor.xlsx"]);
    let clusters = summary.of("NationalClusters", ["Local authority", "Cluster", "Schools", "Average"]);
    assert_eq!(clusters[0], ["Eastmoor", "Harbour", "1", "9"]);
    let needs = summary.of("LANeeds", ["Local authority", "Need rank", "KSF number"]);
    assert_eq!(needs[0], ["Eastmoor", "1", "3"]);
    assert_eq!(needs[10], ["Westmoor", "1", "1"]);
}

#[test]
fn findings_are_counted_by_authority_and_what_is_nobodys_is_listed() {
    let folder = two_authorities();
    let mut summary = summary(&folder, &[]);
    let findings = summary.of("FindingsByLA", ["Local authority", "Errors", "Warnings", "All"]);
    assert_eq!(findings[0][..3], ["Eastmoor", "2", "1"]);
    assert_eq!(findings[2], ["No local authority", "1", "0", "1"]);
    assert_eq!(summary.fates(), ["lost.xlsx: could not be read"]);
    assert_eq!(folder.written("out/Eastmoor.xlsx").fates()[0], "Eastmoor/Harbour/c.xlsx: used");
    assert!(
        folder
            .written("out/Eastmoor.xlsx")
            .fates()
            .contains(&"Eastmoor/damaged.xlsx: could not be read".to_owned())
    );
}

#[test]
fn totals_follow_and_are_right() {
    let folder = two_authorities();
    summary(&folder, &[]);
    assert_results_are_right(&folder.path(SUMMARY), &folder.path(""), 25);
}

#[test]
fn a_register_tells_how_many_have_returned() {
    let register = "School,Local authority,Cluster\nOakfield,Eastmoor,Riverside\nElm,Eastmoor,Riverside\n\
                    Fern,Eastmoor,Orchard\nFellmoor,Westmoor,Moss\n";
    let folder = two_authorities().beside("register.csv", register.as_bytes());
    let mut summary = summary(&folder, &["--register", "register.csv"]);
    let columns = ["Local authority", "Schools", "Registered schools", "Returned", "Return rate"];
    let authorities = summary.of("LocalAuthorities", columns);
    assert_eq!(authorities[0][..4], ["Eastmoor", "3", "3", "1"]);
    assert_eq!(authorities[1], ["Westmoor", "1", "1", "1", "1"]);
    let clusters =
        summary.of("NationalClusters", ["Cluster", "Schools", "Registered schools", "Return rate"]);
    assert!(clusters.contains(&["Orchard", "0", "1", "0"].map(str::to_owned)), "{clusters:?}");
    assert_results_are_right(&folder.path(SUMMARY), &folder.path(""), 25);
}

/// A4 across, less its margins, holds 798 points of columns, and text of 11 points must not come out below 7.
#[test]
fn authorities_and_clusters_can_be_read_on_paper() {
    let names = ["Northshire and the Royal Borough of Southcombe", "Westmoor"];
    let clusters = ["Upper Riverside and District Extended Services", "Moss"];
    let of = |at: usize| Form::of("Oakfield").la(names[at]).cluster(clusters[at]);
    let register = "School,Local authority,Cluster\nOakfield,Westmoor,Moss\n";
    let folder = Folder::new().save("a.xlsx", &of(0)).save("b.xlsx", &of(1));
    let folder = folder.beside("register.csv", register.as_bytes());
    let summary = summary(&folder, &["--register", "register.csv"]);
    let workbook = summary.part("xl/workbook.xml");
    for sheet in ["Local authorities", "Clusters"] {
        let at = summary.sheets().iter().position(|name| name == sheet).unwrap();
        let (_, area) = workbook.split_once(&format!("_xlnm.Print_Area\" localSheetId=\"{at}\"")).unwrap();
        let letters = area.split('$').nth(3).unwrap().bytes();
        let last = letters.fold(0, |n, letter| n * 26 + u32::from(letter - b'A') + 1);
        let xml = summary.part(&format!("xl/worksheets/sheet{}.xml", at + 1));
        let number = |text: &str, name: &str| -> f64 {
            let (_, value) = text.split_once(&format!("{name}=\"")).unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        };
        let columns = xml.split("<col ").skip(1).filter(|col| number(col, "max") <= f64::from(last));
        let digits: f64 =
            columns.map(|col| number(col, "width") * (number(col, "max") - number(col, "min") + 1.0)).sum();
        assert!(digits * 6.0 <= 798.0 * 11.0 / 7.0, "{sheet}: {digits} digits wide");
    }
}

#[test]
fn other_frameworks_have_a_summary_of_their_own() {
    let factors = Factors::of("Standard", ["Warmth", "Access", "Trust"], [(1, 1), (2, 3), (4, 4)]);
    let mut folder = Folder::new().beside("framework.toml", &factors.toml());
    for (at, ratings) in of_four([1, 2, 3, 4], 3).into_iter().enumerate() {
        let form = factors
            .form(&format!("School {at}"), ratings)
            .row("A3", ["Local authority", ["East", "West"][at % 2]]);
        folder = folder.save(&format!("{at}.xlsx"), &form);
    }
    let mut summary = summary(&folder, &WITH_FRAMEWORK[..2]);
    assert_eq!(summary.table("NationalSummary").len(), 3);
    assert_eq!(summary.table("ClusterNeeds").len(), 6);
    assert_results_are_right(&folder.path(SUMMARY), &folder.path(""), 15);
}

#[test]
fn a_summary_named_with_its_workbooks_is_passed_over() {
    let folder = two_authorities();
    let mut first = summary(&folder, &[]);
    let names = ["Eastmoor", "Westmoor", "National summary"].map(|name| format!("out/{name}.xlsx"));
    let mut arguments: Vec<&str> = vec!["build", "-o", "again/", "--as-of", "2010-03-31"];
    arguments.extend(names.iter().map(String::as_str));
    folder.run(&arguments).expect(0);
    let mut second = folder.written("again/National summary.xlsx");
    assert_eq!(second.fates(), ["National summary.xlsx: skipped"]);
    let columns = ["KSF number", "Average", "Answered", "Need rank"];
    assert_eq!(second.of("NationalSummary", columns), first.of("NationalSummary", columns));
    assert_eq!(second.of("Findings", ["Rule", "What to do"]), [["F111", "Nothing to do."]]);
}
