//! Returns that lie in archives and messages are read as if they lay in folders; what cannot be unpacked is told, and costs
//! that file only.

use support::{Folder, Form, RATINGS, archive, mailed, saved_by_outlook, zipped};

fn form(school: &str) -> Vec<u8> {
    Form::unsigned().school(school).ratings(RATINGS).bytes()
}

/// Where each return lies, and whose it is.
fn whose(folder: &Folder) -> Vec<[String; 4]> {
    let mut found = folder.build().of("Returns", ["File", "Local authority", "Cluster", "School"]);
    found.sort();
    found
}

#[test]
fn folders_in_an_archive_are_folders() {
    let files = [
        ("Riverside/Oakfield.xlsx", form("Oakfield")),
        ("Harbour\\Hill Top.xlsx", form("Hill Top")),
        ("__MACOSX/Riverside/._Oakfield.xlsx", vec![0; 9]),
        ("Riverside/minutes.txt", b"Present: all".to_vec()),
    ];
    let folder = Folder::new().save("Northshire/inbox.zip", &zipped(&files)).save(
        "Northshire/later.zip",
        &zipped(&[("batch 2.zip", zipped(&[("Riverside/Ash.xlsx", form("Ash"))]))]),
    );
    let expected = [
        ["Northshire/inbox.zip › Harbour › Hill Top.xlsx", "Northshire", "Harbour", "Hill Top"],
        ["Northshire/inbox.zip › Riverside › Oakfield.xlsx", "Northshire", "Riverside", "Oakfield"],
        ["Northshire/inbox.zip › Riverside › minutes.txt", "", "", ""],
        ["Northshire/later.zip › batch 2.zip › Riverside › Ash.xlsx", "Northshire", "Riverside", "Ash"],
    ];
    assert_eq!(whose(&folder), expected);
}

#[test]
fn an_archive_is_a_folder_of_its_name() {
    let flat = [("Oakfield.xlsx", form("Oakfield"))];
    let doubled = [("Harbour/Hill Top.xlsx", form("Hill Top"))];
    let folder = Folder::new()
        .save("Northshire/Riverside.zip", &zipped(&flat))
        .save("Northshire/Harbour returns.zip", &zipped(&doubled));
    let clusters: Vec<[String; 2]> = folder.build().of("Schools", ["Cluster", "School"]);
    assert_eq!(clusters, [["Harbour", "Hill Top"], ["Riverside", "Oakfield"]]);
    // Named itself, too.
    folder.run(&["build", "returns/Northshire/Riverside.zip", "-o", "named.xlsx"]).expect(0);
    assert_eq!(folder.written("named.xlsx").of("Schools", ["Cluster"]), [["Riverside"]]);
}

#[test]
fn attachments_of_messages_are_read() {
    let one = |name, school| [(name, form(school))];
    let folder = Folder::new()
        .save("Riverside/a.eml", &mailed(&one("Ash.xlsx", "Ash"), "\r\n"))
        .save("Riverside/b.eml", &mailed(&one("Birch.xlsx", "Birch"), "\n"))
        .save("Riverside/c.msg", &saved_by_outlook(&one("Castle.xlsx", "Castle")))
        .save("Riverside/d.msg", &saved_by_outlook(&[("all.zip", zipped(&one("Dale.xlsx", "Dale")))]));
    let found: Vec<[String; 2]> = whose(&folder)
        .into_iter()
        .map(|[file, _, cluster, school]| [file, format!("{cluster} {school}")])
        .collect();
    let expected = [
        ["Riverside/a.eml › Ash.xlsx", "Riverside Ash"],
        ["Riverside/b.eml › Birch.xlsx", "Riverside Birch"],
        ["Riverside/c.msg › Castle.xlsx", "Riverside Castle"],
        ["Riverside/d.msg › all.zip › Dale.xlsx", "Riverside Dale"],
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_same_return_in_an_archive_and_beside_it_counts_once() {
    let bytes = form("Oakfield");
    let folder = Folder::new()
        .save("Oakfield.xlsx", &bytes)
        .save("all.zip", &zipped(&[("Oakfield.xlsx", bytes.clone())]));
    assert_eq!(folder.build().of("Schools", ["School"]), [["Oakfield"]]);
    assert!(folder.check().contains(&"D601 all.zip › Oakfield.xlsx B10".to_owned()), "{:?}", folder.check());
}

#[test]
fn links_lead_to_the_archive_on_the_disk() {
    let folder =
        Folder::new().save("Northshire/in box.zip", &zipped(&[("Riverside/a.xlsx", form("Oakfield"))]));
    folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
    let links = (1..20).map(|sheet| format!("xl/worksheets/_rels/sheet{sheet}.xml.rels"));
    let written = folder.written("out.xlsx");
    let parts = support::parts(&folder.path("out.xlsx"));
    let texts: Vec<String> =
        links.filter(|name| parts.contains(name)).map(|name| written.part(&name)).collect();
    assert!(texts.iter().any(|text| text.contains("Northshire/in%20box.zip\"")), "{texts:?}");
    assert!(texts.iter().all(|text| !text.contains("%E2%80%BA")), "{texts:?}");
}

#[test]
fn a_container_in_which_nothing_is_a_return_is_one_line() {
    let letters = [("a.txt", b"Dear head".to_vec()), ("b.txt", b"Dear all".to_vec())];
    let budget = support::Sheet::new("Budget").put("A1", "Cost").put("B1", 7).bytes();
    let folder = Folder::new()
        .save("letters.zip", &zipped(&letters))
        .save("budgets.zip", &zipped(&[("1.xlsx", budget.clone()), ("2.xlsx", budget.clone())]))
        .save(
            "inside.zip",
            &zipped(&[("budgets.zip", zipped(&[("1.xlsx", budget.clone())])), ("3.xlsx", budget)]),
        );
    assert_eq!(folder.check(), ["F107 budgets.zip", "F107 inside.zip"]);
}

#[test]
fn what_cannot_be_unpacked_is_told_and_the_others_are_read() {
    let deep = (0..8).fold(zipped(&[("a.xlsx", form("Ash"))]), |inner, _| zipped(&[("in.zip", inner)]));
    let mut cut = zipped(&[("a.xlsx", form("Ash"))]);
    cut.truncate(cut.len() * 2 / 3);
    let bomb = zipped(&[("bomb.xlsx", vec![0; 70 << 20])]);
    let mut locked = zipped(&[("locked.xlsx", form("Ash"))]);
    // The mark of an encrypted entry, in both of its records.
    let marks = [b"PK\x03\x04", b"PK\x01\x02"]
        .map(|mark| locked.windows(4).position(|w| w == mark).expect("a record"));
    locked[marks[0] + 6] |= 1;
    locked[marks[1] + 8] |= 1;
    let climbing = zipped(&[("../../out.xlsx", form("Ash")), ("Riverside/good.xlsx", form("Oakfield"))]);
    let many: Vec<(String, &str)> = (0..10_001).map(|number| (format!("{number}.csv"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = Folder::new()
        .save("1 cut.zip", &cut)
        .save("2 bomb.zip", &bomb)
        .save("3 locked.zip", &locked)
        .save("4 climbing.zip", &climbing)
        .save("5 deep.zip", &deep)
        .save("6 many.zip", &archive(&many))
        .save("7 cut.eml", &mailed(&[("a.xlsx", form("Ash"))], "\n")[..200].to_vec())
        .save("8 linked.msg", &saved_by_outlook(&[]));
    let found: Vec<String> = folder.check().into_iter().filter(|line| line.starts_with('F')).collect();
    let within = (0..5).fold("5 deep.zip".to_owned(), |path, _| path + " › in.zip");
    let expected = [
        "F114 2 bomb.zip › bomb.xlsx".to_owned(),
        "F103 3 locked.zip › locked.xlsx".to_owned(),
        "F114 6 many.zip".to_owned(),
        "F117 1 cut.zip".to_owned(),
        "F117 4 climbing.zip › out.xlsx".to_owned(),
        format!("F117 {within}"),
        "F117 7 cut.eml".to_owned(),
    ];
    assert_eq!(found, expected);
    assert_eq!(folder.build().of("Schools", ["School"]), [["Oakfield"]]);
}

#[test]
fn each_file_of_an_archive_can_be_explained() {
    let folder = Folder::new().save("inbox.zip", &zipped(&[("Riverside/Oakfield.xlsx", form("Oakfield"))]));
    let told = folder.run(&["check", "returns/inbox.zip", "--explain"]).expect(0).stdout;
    assert!(told.contains("inbox.zip › Riverside › Oakfield.xlsx") && told.contains("a form"), "{told}");
}
