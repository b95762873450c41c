//! What goes back to each school: a page of its own, and what it must put right in a table for letters; and all clusters'
//! plans in one list.

use std::fs;

use support::{
    Folder, Form, Sheet, WITH_PACKS, Written, build_packs, files_below, part, sheets, two_clusters,
};

/// What stands on a sheet, row by row: the texts of its cells.
fn page(path: &std::path::Path, sheet: &str) -> Vec<String> {
    let sheets = sheets(path);
    let page = sheets.iter().find(|one| one.name == sheet).expect("the school's sheet");
    let mut rows: Vec<(u32, String)> = Vec::new();
    for ((row, _), cell) in &page.cells {
        let said = cell.value.words();
        match rows.last_mut().filter(|(last, _)| last == row) {
            _ if said.is_empty() => {}
            Some((_, text)) => *text = format!("{text} | {said}"),
            None => rows.push((*row, said)),
        }
    }
    rows.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_school_reads_how_it_stands_what_comes_first_and_what_to_put_right() {
    let folder = two_clusters();
    build_packs(&folder, &[]);
    let pages = folder.path("out/Northshire packs/Riverside school pages.xlsx");
    let book = Written::open(&pages);
    assert_eq!(book.sheets(), ["Hill Top", "Oakfield"]);
    let text = page(&pages, "Oakfield").join("\n");
    for said in [
        "Oakfield\nRiverside cluster, Northshire. 8 of 10 ratings used, average 2.8; cluster 2.3.",
        "Strong on Alignment with local area plans and targets (8). First priority: Cluster arrangements (2).",
        "Your ratings beside the cluster’s 2 schools",
        "1 | Effective engagement and consultation | gap | 2.0 L | 2 | 5.5",
        "3 | Alignment with local area plans and targets | 8 | 5.0 M | ● | 2 to 8 | 6.3",
        "4 | Cluster arrangements: 2 L\nNobody else in the cluster is high. Elsewhere in the LA: Seaview (9), Harbour cluster.",
        "3 | Alignment with local area plans and targets: 8 H\nYou could help: Hill Top (2).",
        "KSF | What we will do | Who | By when\n4\n5\n6",
        "KSF 1 Effective engagement and consultation: You wrote \"TBC\" (a.xlsx, ",
        "Please give your rating as a whole number from 1 to 10, with nothing else in the cell.",
        "KSF 2 Integration of extended services within school improvement planning: There is no rating (a.xlsx, ",
    ] {
        assert!(text.contains(said), "{said:?} is not in\n{text}");
    }
    let text = page(&pages, "Hill Top").join("\n");
    assert!(
        text.contains("All ratings are 2.") && text.contains("None stands out: all ratings are equal."),
        "{text}"
    );
    assert!(text.contains("Please put right\nNothing: thank you."), "{text}");
    // Ready to print: each on a page of its own.
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let xml = part(&pages, sheet);
        assert!(xml.contains("<pageSetup paperSize=\"9\"") && !xml.contains("landscape"), "{sheet}");
        assert!(xml.contains("fitToPage=\"1\"") && !xml.contains("fitToHeight=\"0\""), "{sheet}");
    }
    assert_eq!(part(&pages, "xl/workbook.xml").matches("_xlnm.Print_Area").count(), 2);
}

#[test]
fn nothing_on_a_page_changes_by_itself() {
    let folder = two_clusters();
    build_packs(&folder, &[]);
    let pages = sheets(&folder.path("out/Northshire packs/Harbour school pages.xlsx"));
    assert!(pages.iter().all(|page| page.formulas().next().is_none()));
}

#[test]
fn each_school_can_have_a_file_of_its_own() {
    let of = |school| Form::of(school).la("Northshire").cluster("Riverside");
    let folder = Folder::new()
        .save("a.xlsx", &of("St Mary's: Junior/Infant"))
        .save("b.xlsx", &of("Nul"))
        .save("c.xlsx", &of("A school whose name is far longer than the name of a sheet can be"))
        .save("d.xlsx", &of("A school whose name is far longer than the name of a sheet may be"));
    let run =
        folder.run(&[&WITH_PACKS[..4], &["--packs=schools", "--as-of", "2010-03-31"]].concat()).expect(0);
    assert!(run.stderr.contains("1 workbook, 1 pack, 4 school pages, 1 list of corrections"), "{run}");
    let files = files_below(&folder.path("out/Northshire packs/Riverside school pages"));
    assert_eq!(
        files,
        [
            "A school whose name is far longer than the name of a sheet can be.xlsx",
            "A school whose name is far longer than the name of a sheet may be.xlsx",
            "Nul-.xlsx",
            "St Mary's- Junior-Infant.xlsx"
        ]
    );
    let together = sheets(&folder.path("out/Northshire packs/Riverside school pages.xlsx"));
    assert_eq!(together.len(), 4);
    for (file, one) in files.iter().zip(&together) {
        let single = sheets(&folder.path(&format!("out/Northshire packs/Riverside school pages/{file}")));
        assert_eq!(single.len(), 1);
        assert_eq!(single[0].cells, one.cells, "{file}");
    }
    folder.run(&["build", "returns", "-o", "out.xlsx", "--packs=schools"]).expect(2);
    let run = folder.run(&["build", "returns", "--packs=pupils"]).expect(2);
    assert!(run.stderr.contains("clusters") && run.stderr.contains("schools"), "{run}");
}

/// Pages show ratings that stand elsewhere: read as returns, every school would have returned twice.
#[test]
fn a_page_is_no_return() {
    let folder = two_clusters();
    build_packs(&folder, &[]);
    let pages = "out/Northshire packs/Riverside school pages.xlsx";
    let run = folder.run(&["check", pages]);
    assert!(run.stdout.contains("F111") && run.stderr.contains("0 returns from 0 schools"), "{run}");
    // Also once somebody copied a page into another workbook, which does not tell who wrote it.
    let copied = page(&folder.path(pages), "Oakfield");
    let ksfs = copied.iter().filter(|row| row.contains("Alignment")).count();
    assert!(ksfs > 0, "{copied:?}");
    let sheet = Sheet::new("Oakfield")
        .put("A1", "Oakfield")
        .row("A5", ["No.", "Key success factor (KSF)", "Your rating", "Cluster average", "Range"]);
    let sheet = (0..10).zip(support::KSFS).fold(sheet, |sheet, (row, name)| {
        let number = f64::from(row + 1);
        sheet.put_at(5 + row, 0, number).put_at(5 + row, 1, name).put_at(5 + row, 2, 7)
    });
    let other = Folder::new().save("copied.xlsx", &sheet);
    let run = other.run(&["check", "returns"]);
    assert!(run.stderr.contains("0 returns from 0 schools"), "{run}");
}

// ------------------------------------------------------------------------------------------------- mail merge

#[test]
fn every_school_has_a_row_for_a_letter() {
    let register = "School,DfE number,LA,Cluster,E-mail address\n\
                    Oakfield,880/2001,Northshire,Riverside,office@oakfield.sch.uk\n\
                    Hill Top,880/2002,Northshire,Riverside,see website\n\
                    Seaview,880/2003,Northshire,Harbour,head@seaview.sch.uk\n\
                    Ash Lane,880/2004,Northshire,Harbour,ash@lane.sch.uk\n";
    let folder = two_clusters();
    fs::write(folder.path("register.csv"), register).expect("a file");
    build_packs(&folder, &["--register", "register.csv"]);
    let columns = ["School", "E-mail", "Returned", "Points", "What to put right"];
    let rows = |name: &str| folder.written(name).of("MailMerge", columns);
    let whole = rows("out/Northshire.xlsx");
    let told: Vec<String> = whole.iter().map(|row| row[..4].join(", ")).collect();
    assert_eq!(
        told,
        [
            "Seaview, head@seaview.sch.uk, yes, 0",
            "Hill Top, , yes, 0",
            "Oakfield, office@oakfield.sch.uk, yes, 2",
            "Ash Lane, ash@lane.sch.uk, no, 1"
        ]
    );
    assert_eq!(whole[0][4], "Nothing to put right. Thank you.");
    assert!(
        whole[2][4].starts_with("1. KSF 1 Effective engagement and consultation: You wrote \"TBC\""),
        "{whole:?}"
    );
    assert!(whole[2][4].contains("\n2. KSF 2 "), "{whole:?}");
    assert_eq!(whole[3][4], "Please send your return.");
    let harbour = rows("out/Northshire packs/Harbour.xlsx");
    assert_eq!(harbour, [whole[0].clone(), whole[3].clone()]);
    let files = folder.written("out/Northshire.xlsx").of("MailMerge", ["School", "File", "DfE number"]);
    assert_eq!(files[2], ["Oakfield", "Riverside/a.xlsx", "880/2001"]);
}

#[test]
fn what_is_found_about_several_ksfs_alike_is_said_once() {
    let form = Form::of("Oakfield").rating(3, "").rating(4, "").rating(9, "").rating(5, "n/a");
    let folder = Folder::with(&form);
    let told = folder.build().of("MailMerge", ["Points", "What to put right"]).remove(0);
    assert_eq!(told[0], "2", "{told:?}");
    assert!(told[1].contains("KSFs 3, 4 and 9: There is no rating. Please give your rating,"), "{told:?}");
}

// ------------------------------------------------------------------------------------------------- plans

#[test]
fn one_cluster_needs_no_list_of_all_plans() {
    let folder = two_clusters();
    build_packs(&folder, &[]);
    assert!(folder.written("out/Northshire.xlsx").sheets().contains(&"All plans".to_owned()));
    assert!(!folder.written("out/Northshire packs/Harbour.xlsx").sheets().contains(&"All plans".to_owned()));
}
