//! Whose return it is: what the sheet states comes first, then what the user says, then names of sheets, files and
//! folders; schools are told apart by number and name, and never merged on a guess.

use support::{Book, Folder, Form, Grid, RATINGS, SchoolRows, Sheet};

/// Local authority, cluster and school of every school in the workbook.
fn schools(folder: &Folder, arguments: &[&str]) -> Vec<[String; 3]> {
    folder.build_with(arguments).of("Schools", ["Local authority", "Cluster", "School"])
}

#[track_caller]
fn is_of(folder: &Folder, arguments: &[&str], expected: [&str; 3]) {
    assert_eq!(schools(folder, arguments), [expected]);
}

// ---------------------------------------------------------------------------------------------- precedence

#[test]
fn labels_on_the_sheet_go_before_all_else() {
    let folder = Folder::new().save("Southshire/Harbour/Hill Top.xlsx", &Form::of("Oakfield"));
    is_of(&folder, &["--la", "Eastshire", "--cluster", "Moorland"], ["Northshire", "Riverside", "Oakfield"]);
    assert_eq!(folder.check(), [""; 0]);
}

#[test]
fn columns_of_a_table_go_before_what_the_user_says() {
    let rows =
        SchoolRows::with(&["School", "Cluster", "LA"]).row(&["Oakfield", "Riverside", "Northshire"], RATINGS);
    let folder = Folder::new().save("Southshire/Harbour/export.xlsx", &rows);
    is_of(&folder, &["--la", "Eastshire", "--cluster", "Moorland"], ["Northshire", "Riverside", "Oakfield"]);
}

#[test]
fn the_title_of_a_grid_names_its_cluster_before_the_user_does() {
    let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS);
    let folder = Folder::with(&grid);
    let found = schools(&folder, &["--cluster", "Moorland", "--la", "Northshire"]);
    assert_eq!(found, [["Northshire", "Riverside", "Hill Top"], ["Northshire", "Riverside", "Oakfield"]]);
}

#[test]
fn what_the_user_says_goes_before_names_of_folders() {
    let form = Form::unsigned().school("Oakfield");
    let folder = Folder::new().save("Southshire/Harbour/Hill Top.xlsx", &form);
    is_of(
        &folder,
        &["--la", "Northshire", "--cluster", "Riverside"],
        ["Northshire", "Riverside", "Oakfield"],
    );
    assert_eq!(folder.check_with(&["--la", "Northshire", "--cluster", "Riverside"]), [""; 0]);
}

#[test]
fn folders_name_authority_and_cluster_where_nothing_else_does() {
    let form = Form::unsigned().school("Oakfield");
    let folder = Folder::new().save("Northshire/Riverside cluster/a.xlsx", &form);
    is_of(&folder, &[], ["Northshire", "Riverside", "Oakfield"]);
    let file = "Northshire/Riverside cluster/a.xlsx";
    assert_eq!(folder.check(), [format!("I216 {file}"), format!("I217 {file}")]);
}

#[test]
fn only_folders_at_or_below_the_given_path_count() {
    let folder = Folder::new().save("Northshire/Riverside/a.xlsx", &Form::unsigned().school("Oakfield"));
    let run = folder.run(&["check", "returns/Northshire/Riverside", "--format", "json"]).expect(0);
    assert_eq!(run.findings().iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["I216", "I204"]);
    let run = folder.run(&["check", "returns/Northshire/Riverside/a.xlsx", "--format", "json"]).expect(0);
    assert_eq!(run.findings().iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["I203", "I204"]);
}

#[test]
fn the_school_comes_from_the_sheets_name_and_else_from_the_files() {
    let form = |sheet: &str| Form::unsigned().la("Northshire").cluster("Riverside").sheet_name(sheet);
    let folder = Folder::new().save("Hill Top.xlsx", &form("Oakfield Primary"));
    is_of(&folder, &[], ["Northshire", "Riverside", "Oakfield Primary"]);
    for stock in ["Sheet1", "Tool", "Form1", "Self assessment", "KSF", "Self-assessment (2)"] {
        let folder = Folder::new().save("Hill Top.xlsx", &form(stock));
        is_of(&folder, &[], ["Northshire", "Riverside", "Hill Top"]);
        assert_eq!(folder.check(), ["I202 Hill Top.xlsx B10"], "{stock}");
    }
}

#[test]
fn what_people_add_to_file_names_is_no_part_of_the_school() {
    for name in [
        "Copy of Hill Top School.xlsx",
        "Hill Top School (2).xlsx",
        "Hill Top School - Copy.xlsx",
        "Hill Top School return.xlsx",
        "Hill Top School 2010.xlsx",
        "Hill Top School 2009-10 final v2.xlsx",
        "Hill_Top_School_self-assessment.xlsx",
        "Copy of Copy of Hill Top School return (3) 2010.xlsx",
    ] {
        let folder = Folder::new().save(name, &Form::unsigned().la("Northshire").cluster("Riverside"));
        assert_eq!(folder.build().schools(), ["Hill Top School"], "{name}");
    }
}

#[test]
fn a_grids_cluster_comes_from_its_sheet_file_or_folder() {
    let grid = Grid::of("").school("Oakfield", RATINGS).school("Hill Top", RATINGS);
    let cluster = |folder: &Folder| folder.build().of("Schools", ["Cluster"])[0][0].clone();
    let by_sheet = grid.clone().sheet_name("Riverside");
    for (file, grid, expected) in [
        ("Northshire/Harbour/Moorland.xlsx", &by_sheet, "Harbour"),
        ("Northshire/Harbour/KSF grid.xlsx", &grid, "Harbour"),
        ("Northshire/Harbour/Moorland cluster grid 2010.xlsx", &grid, "Moorland"),
        ("Moorland.xlsx", &by_sheet, "Riverside"),
        ("Moorland grid 2010.xlsx", &grid, "Moorland"),
    ] {
        assert_eq!(cluster(&Folder::new().save(file, grid)), expected, "{file}");
    }
}

#[test]
fn a_return_without_a_school_counts_nowhere_and_is_an_error() {
    let folder = Folder::new()
        .save("return.xlsx", &Form::unsigned().la("Northshire").cluster("Riverside"))
        .save("Oakfield.xlsx", &Form::of("Oakfield"));
    assert_eq!(folder.check(), ["I201 return.xlsx B10"]);
    let mut book = folder.build();
    assert_eq!(book.schools(), ["Oakfield"]);
    assert_eq!(book.fates(), ["Oakfield.xlsx: used", "return.xlsx: no school stated"]);
}

#[test]
fn what_is_stated_nowhere_is_shown_as_not_stated() {
    let folder = Folder::with(&Form::unsigned().school("Oakfield"));
    assert_eq!(folder.check(), ["I203 return.xlsx B10", "I204 return.xlsx B10"]);
    is_of(&folder, &[], ["Not stated", "Not stated", "Oakfield"]);
}

#[test]
fn a_return_that_does_not_say_its_authority_takes_the_one_of_its_cluster() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield"))
        .save("b.xlsx", &Form::unsigned().cluster("Riverside").school("Hill Top"));
    assert_eq!(folder.check(), ["I217 b.xlsx"]);
    let names = schools(&folder, &[]);
    assert_eq!(names, [["Northshire", "Riverside", "Hill Top"], ["Northshire", "Riverside", "Oakfield"]]);
}

#[test]
fn a_return_in_an_authoritys_folder_belongs_there_whatever_other_authorities_call_their_clusters() {
    let stated = Form::of("Oakfield").cluster("Common").la("Northshire").ratings([3; 10]);
    let silent = Form::unsigned().school("Oakfield").cluster("Common").ratings([8; 10]);
    let folder =
        Folder::new().save("Northshire/Common/a.xlsx", &stated).save("Eastshire/Common/b.xlsx", &silent);
    let expected = [["Eastshire", "Common", "Oakfield"], ["Northshire", "Common", "Oakfield"]];
    assert_eq!(schools(&folder, &[]), expected.map(|row| row.map(str::to_owned)));
    // A folder whose returns of that cluster state another authority is not named after one.
    let folder =
        folder.save("Eastshire/Common/c.xlsx", &Form::of("Hill Top").cluster("Common").la("Northshire"));
    assert!(schools(&folder, &[]).iter().all(|[authority, ..]| authority == "Northshire"));
}

#[test]
fn one_stray_return_takes_no_others_along() {
    let silent = |school: &str| Form::unsigned().school(school).cluster("Abbey");
    let stray = Form::of("Hill Top").cluster("Abbey").la("Eastshire");
    let folder = Folder::new()
        .save("Northshire/Abbey/a.xlsx", &silent("Ashgrove"))
        .save("Northshire/Abbey/b.xlsx", &silent("Birchwood"))
        .save("Northshire/Abbey/c.xlsx", &silent("Carr Lane"))
        .save("Northshire/Abbey/stray.xlsx", &stray);
    let authorities = |folder: &Folder| -> Vec<String> {
        schools(folder, &[]).iter().map(|[la, _, school]| format!("{la}: {school}")).collect()
    };
    let expected =
        ["Eastshire: Hill Top", "Northshire: Ashgrove", "Northshire: Birchwood", "Northshire: Carr Lane"];
    assert_eq!(authorities(&folder), expected);
    // Nor where most of those in the folder are strays, if the folder's name is an authority's.
    let folder = folder
        .save("Northshire/Abbey/stray 2.xlsx", &Form::of("Dale").cluster("Abbey").la("Eastshire"))
        .save("Northshire/Abbey/stray 3.xlsx", &Form::of("Elm").cluster("Abbey").la("Eastshire"))
        .save("Northshire/Moss/d.xlsx", &Form::of("Fern").cluster("Moss").la("Northshire"));
    let expected = [
        "Eastshire: Dale",
        "Eastshire: Elm",
        "Eastshire: Hill Top",
        "Northshire: Ashgrove",
        "Northshire: Birchwood",
        "Northshire: Carr Lane",
        "Northshire: Fern",
    ];
    assert_eq!(authorities(&folder), expected);
}

#[test]
fn two_different_names_on_one_sheet_are_a_contradiction() {
    let sheet = Form::of("Oakfield").sheet().row("A22", ["School name", "Hill Top"]);
    let folder = Folder::with(&sheet);
    assert_eq!(folder.check(), ["I205 return.xlsx B22"]);
    assert_eq!(folder.build().schools(), ["Oakfield"]);
    let sheet = Form::of("Oakfield Primary School").sheet().row("A22", ["School name", "OAKFIELD PRIMARY"]);
    assert_eq!(Folder::with(&sheet).check(), [""; 0]);
}

#[test]
fn clusters_and_authorities_are_one_however_they_are_spelled() {
    let form =
        |la: &str, cluster: &str, school: &str| Form::unsigned().la(la).cluster(cluster).school(school);
    let folder = Folder::new()
        .save("a.xlsx", &form("Northshire", "Riverside", "Oakfield"))
        .save("b.xlsx", &form("Northshire County Council", "RIVERSIDE cluster", "Hill Top"))
        .save("c.xlsx", &form("Northshire", "Riverside", "Ashgrove"));
    assert_eq!(folder.check(), [""; 0]);
    let expected = ["Ashgrove", "Hill Top", "Oakfield"].map(|school| ["Northshire", "Riverside", school]);
    assert_eq!(schools(&folder, &[]), expected);
}

// ------------------------------------------------------------------------- names of folders, sheets and files

/// Local authority and cluster of a school's form in this file.
#[track_caller]
fn folders_give(file: &str, expected: [&str; 2]) {
    let folder = Folder::new().save(file, &Form::unsigned().school("Oakfield"));
    let [authority, cluster, _] = schools(&folder, &[])[0].clone();
    assert_eq!([authority, cluster], expected, "{file}");
}

#[test]
fn folders_for_batches_are_nobodys_wherever_they_stand() {
    for batch in [
        "In post 3 Dec",
        "chased up",
        "Final",
        "late ones",
        "1st batch",
        "AB",
        "12.11.2010",
        "Thursday",
        "Received",
        "Emailed 12.11",
        "Done",
        "to do",
        "Week 2",
        "Returns from schools",
    ] {
        folders_give(&format!("Kelshire/Moorside/{batch}/a.xlsx"), ["Kelshire", "Moorside"]);
        folders_give(&format!("Kelshire/{batch}/Moorside/a.xlsx"), ["Kelshire", "Moorside"]);
        folders_give(&format!("{batch}/Moorside/a.xlsx"), ["Not stated", "Moorside"]);
        folders_give(&format!("{batch}/a.xlsx"), ["Not stated", "Not stated"]);
    }
}

#[test]
fn what_a_folder_says_goes_before_where_it_stands() {
    folders_give("Moorside Cluster/Kelshire LA/a.xlsx", ["Kelshire", "Moorside"]);
    folders_give("Kelshire LA/Moorside/Jo/a.xlsx", ["Kelshire", "Moorside"]);
    folders_give("Kelshire/Cluster - Moorside/Jo/a.xlsx", ["Kelshire", "Moorside"]);
    folders_give("Kelshire Council/a.xlsx", ["Kelshire Council", "Not stated"]);
    folders_give("LA - Kelshire/Moorside/a.xlsx", ["Kelshire", "Moorside"]);
    folders_give("Moorside/a.xlsx", ["Not stated", "Moorside"]);
    folders_give("Kelshire/Moorside/Oakfield Primary/a.xlsx", ["Kelshire", "Moorside"]);
    folders_give("Kelshire/Moorside/Oakfield/a.xlsx", ["Kelshire", "Moorside"]);
    folders_give("Kelshire/Moorside/Riverside Cluster.xlsx", ["Kelshire", "Riverside"]);
}

#[test]
fn a_folder_that_is_known_or_holds_several_clusters_is_an_authoritys() {
    let form = |school: &str| Form::unsigned().school(school);
    let folder = Folder::new()
        .save("Kelshire/a.xlsx", &form("Oakfield"))
        .save("Kelshire/b.xlsx", &form("Hill Top").cluster("Moorside"))
        .save("Kelshire/Harbour/c.xlsx", &form("Ashgrove"));
    let expected = [("Harbour", "Ashgrove"), ("Moorside", "Hill Top"), ("Not stated", "Oakfield")];
    assert_eq!(schools(&folder, &[]), expected.map(|(cluster, school)| ["Kelshire", cluster, school]));
    let folder = Folder::new().save("Kelshire/a.xlsx", &form("Oakfield"));
    is_of(&folder, &["--la", "Kelshire"], ["Kelshire", "Not stated", "Oakfield"]);
}

#[test]
fn sheets_give_clusters_where_several_hold_a_table() {
    let grid = |sheet: &str, names: [&str; 2]| {
        Grid::of("").school(names[0], RATINGS).school(names[1], RATINGS).sheet_name(sheet).sheet()
    };
    let clusters = |sheets: [&str; 2]| {
        let [first, second] = sheets;
        let book = Book::of([grid(first, ["Ashby", "Barton"]), grid(second, ["Carr", "Dale"])]);
        Folder::new().save("Kelshire/Harbour/all.xlsx", &book).build().of("Schools", ["Cluster", "School"])
    };
    let expected =
        [["Moorside", "Carr"], ["Moorside", "Dale"], ["Riverside", "Ashby"], ["Riverside", "Barton"]];
    assert_eq!(clusters(["Riverside", "Moorside"]), expected);
    let expected = ["Ashby", "Barton", "Carr", "Dale"].map(|school| ["Harbour", school]);
    assert_eq!(clusters(["Infants", "Picture so far"]), expected);
}

#[test]
fn names_that_programs_give_are_no_schools() {
    let form = || Form::unsigned().la("Northshire").cluster("Riverside");
    for name in [
        "Untitled spreadsheet",
        "New Microsoft Excel Worksheet",
        "ATT00001",
        "DOC-20240506-WA0003",
        "Worksheet in C Users Head Documents",
        "Picture so far",
        "thoughts about the tool",
        "What We Said",
        "Riverside",
    ] {
        let file = format!("{name}.xlsx");
        assert_eq!(Folder::new().save(&file, &form()).check(), [format!("I201 {file} B10")]);
    }
    for name in
        ["Hope", "The Oaks", "st marys", "hilltop", "oakfield primary", "Q3 Academy", "Average Road Primary"]
    {
        let file = format!("{name}.xlsx");
        assert_eq!(Folder::new().save(&file, &form()).check(), [format!("I202 {file} B10")]);
    }
}

#[test]
fn a_name_that_is_taken_is_told_once_for_all_its_returns() {
    let form = |school: &str| Form::unsigned().school(school).la("Northshire");
    let folder = Folder::new()
        .save("Moorside/a.xlsx", &form("Oakfield"))
        .save("Moorside/b.xlsx", &form("Hill Top"))
        .save("Riverside/c.xlsx", &form("Ashgrove"));
    assert_eq!(folder.check(), ["I216 Moorside/a.xlsx", "I216 Riverside/c.xlsx"]);
    let found = folder.findings()[0].found.clone();
    assert_eq!(
        found,
        "2 returns did not state the cluster; the name of the folder \"Moorside\" gave \"Moorside\"."
    );
}

#[test]
fn what_names_nobody_is_no_school() {
    let in_file = |name: &str| Folder::new().save("Form1.xlsx", &Form::of(name));
    for name in ["Your name", "Mrs Jones", "Example: Anyplace Primary", "n/a", "Enter school name here"] {
        assert_eq!(in_file(name).check()[0], "I201 Form1.xlsx B10", "{name}");
    }
    assert_eq!(in_file("Head Street Primary").check(), [""; 0]);
}

// ------------------------------------------------------------------------------------- which school is which

#[test]
fn names_are_matched_as_people_write_them() {
    for (a, b) in [
        ("St. Mary's C of E Primary School", "Saint Marys CE Primary"),
        ("Oakfield Primary School", "OAKFIELD  PRIMARY"),
        ("Thorn & Moss School", "Thorn and Moss School"),
        ("St Bernadine’s R.C. School", "St Bernadine's RC School"),
    ] {
        let folder = Folder::new().save("a.xlsx", &Form::of(a)).save("b.xlsx", &Form::of(b));
        assert_eq!(folder.check(), ["D601 b.xlsx B10"], "{a} / {b}");
        assert_eq!(folder.build().schools().len(), 1);
    }
}

#[test]
fn a_near_match_is_a_question_and_never_a_merge() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield Primary School"))
        .save("b.xlsx", &Form::of("Oakfeild Primary School"));
    assert_eq!(folder.check(), ["I207 a.xlsx"]);
    assert_eq!(folder.build().schools().len(), 2);
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield Infant School"))
        .save("b.xlsx", &Form::of("Oakfield Junior School"));
    assert_eq!(folder.check(), [""; 0]);
}

#[test]
fn near_names_of_clusters_are_a_question_too() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").cluster("Riverside"))
        .save("b.xlsx", &Form::of("Hill Top").cluster("Riverside East"))
        .save("c.xlsx", &Form::of("Castle Lane").cluster("Riverisde"));
    let near = folder.findings();
    assert_eq!(near.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["I207"]);
    assert!(near[0].found.contains("Riverside") && near[0].found.contains("Riverisde"), "{}", near[0].found);
}

#[test]
fn the_same_name_in_two_clusters_is_two_schools() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("St Mary's"))
        .save("b.xlsx", &Form::of("St Mary's").cluster("Harbour"));
    assert_eq!(folder.check(), ["I221"]);
    let expected = ["Harbour", "Riverside"].map(|cluster| ["Northshire", cluster, "St Mary's"]);
    assert_eq!(schools(&folder, &[]), expected);
}

#[test]
fn a_dfe_number_beats_the_name_with_or_without_a_slash() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield Primary School").dfe("880/2134"))
        .save("b.xlsx", &Form::of("Oakfield Community School").dfe("8802134"));
    assert_eq!(folder.check(), ["I205 b.xlsx B10", "D601 b.xlsx B10"]);
    let mut book = folder.build();
    assert_eq!(book.of("Schools", ["School", "DfE number"]), [["Oakfield Primary School", "880/2134"]]);
}

#[test]
fn authorities_that_claim_one_school_are_both_named() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").dfe("880/2134"))
        .save("b.xlsx", &Form::of("Oakfield").la("Eastshire").dfe("880/2134"));
    let found = folder.findings_with(&[]).into_iter().find(|finding| finding.rule == "I205");
    let found = found.map(|finding| finding.found).unwrap_or_default();
    assert!(found.contains("(Northshire, Riverside, 880/2134)"), "{found}");
    assert!(found.contains("(Eastshire, Riverside, 880/2134)"), "{found}");
}

#[test]
fn a_urn_beats_the_name_too() {
    let with_urn = |school: &str| Form::of(school).sheet().row("A7", ["URN", "123456"]);
    let folder =
        Folder::new().save("a.xlsx", &with_urn("Oakfield")).save("b.xlsx", &with_urn("Oakfield Infants"));
    assert_eq!(folder.check(), ["I205 b.xlsx B10", "D601 b.xlsx B10"]);
    assert_eq!(folder.build().schools(), ["Oakfield"]);
}

#[test]
fn one_number_under_clearly_different_names_is_a_question_and_no_merge() {
    let of = |name: &str| Form::of(name).dfe("880/2134");
    let both = ["Hill Top", "Oakfield"];
    let folder = Folder::new().save("a.xlsx", &of("Oakfield")).save("b.xlsx", &of("Hill Top"));
    let folder = folder.save("c.xlsx", &of("Oakfield Primary School"));
    assert_eq!(folder.check(), ["I218 b.xlsx B10", "I205 c.xlsx B10", "D601 c.xlsx B10"]);
    let found =
        folder.findings().into_iter().find(|finding| finding.rule == "I218").expect("a question").found;
    assert!(
        found.contains("\"Oakfield\" in a.xlsx") && found.contains("\"Hill Top\" here, in b.xlsx"),
        "{found}"
    );
    assert_eq!(folder.build().schools(), both);
    // The user says that they are one.
    let folder = folder.beside("names.csv", b"Hill Top,Oakfield\n").using(&["--names", "names.csv"]);
    assert_eq!(folder.build().schools(), ["Oakfield"]);
    // The register knows whose number it is.
    let register = "School,Local authority,Cluster,DfE number\nOakfield,Northshire,Harbour,880/2134\n";
    let unsigned = |name: &str| Form::unsigned().school(name).la("Northshire").dfe("880/2134");
    let folder = Folder::new().save("a.xlsx", &unsigned("Oakfield")).save("b.xlsx", &unsigned("Hill Top"));
    let folder = folder.beside("schools.csv", register.as_bytes()).using(&["--register", "schools.csv"]);
    assert_eq!(folder.check(), ["I213 b.xlsx B10", "I218 b.xlsx B10", "I203 b.xlsx B10"]);
}

#[test]
fn a_return_with_both_numbers_joins_those_with_either_in_any_order() {
    let urn = |sheet: Sheet| sheet.row("A7", ["URN", "123456"]);
    let either = [
        Form::of("Oakfield").dfe("880/2134").sheet(),
        urn(Form::of("Oak Field Centre").sheet()),
        urn(Form::of("Oakfield").dfe("880/2134").sheet()),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let folder = ["a.xlsx", "b.xlsx", "c.xlsx"].into_iter().zip(order);
        let folder = folder.fold(Folder::new(), |folder, (name, at)| folder.save(name, &either[at]));
        assert_eq!(folder.build().schools().len(), 1, "{order:?}");
    }
}

#[test]
fn different_dfe_numbers_are_different_schools_of_one_name() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("St Mary's").dfe("880/2134"))
        .save("b.xlsx", &Form::of("St Mary's").dfe("880/3021"));
    assert_eq!(folder.check(), [""; 0]);
    assert_eq!(folder.build().schools(), ["St Mary's (880/2134)", "St Mary's (880/3021)"]);
}

#[test]
fn a_school_that_is_called_as_another_would_be_stays_apart_from_it() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").dfe("880/2001"))
        .save("b.xlsx", &Form::of("OAKFIELD").dfe("880/2002"))
        .save("c.xlsx", &Form::of("Oakfield (880/2001)").dfe("880/3003"));
    let mut book = folder.build();
    let schools = book.of("Schools", ["School", "DfE number"]);
    let expected = [
        ["OAKFIELD (880/2002)", "880/2002"],
        ["Oakfield (1)", "880/2001"],
        ["Oakfield (880/2001)", "880/3003"],
    ];
    assert_eq!(schools, expected);
}

#[test]
fn a_return_without_a_number_belongs_to_the_only_school_of_its_name() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").dfe("880/2134"))
        .save("b.xlsx", &Form::of("Oakfield"));
    assert_eq!(folder.check(), ["D601 b.xlsx B10"]);
    assert_eq!(folder.build().of("Schools", ["DfE number"]), [["880/2134"]]);
}

#[test]
fn a_number_of_another_form_is_left_out_and_told() {
    let folder = Folder::with(&Form::of("Oakfield").dfe("2134"));
    assert_eq!(folder.check(), ["I206 return.xlsx B6"]);
    assert_eq!(folder.build().of("Schools", ["DfE number"]), [[""]]);
}

#[test]
fn several_authorities_share_a_workbook_with_a_warning() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("St Mary's"))
        .save("b.xlsx", &Form::of("St Mary's").la("Southshire"));
    assert_eq!(folder.check(), ["I208"]);
    let expected = ["Northshire", "Southshire"].map(|la| [la, "Riverside", "St Mary's"]);
    assert_eq!(schools(&folder, &[]), expected);
}
