//! The written workbook as other tools read it: sheets, tables and columns by their names, a row for every school
//! and KSF, links that lead somewhere, and names from returns as plain text.

use std::fs;
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use support::{Folder, Form, Grid, RATINGS, Written, part, parts};

const LEFT: [&str; 4] = ["KSF number", "KSF", "Need rank", "Average"];
const RIGHT: [&str; 5] = ["Total", "Answered", "Low", "Medium", "High"];

/// The entries of a folder.
fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())
}

/// The returns of Northshire, copied into a folder of their own, and their workbook beside it.
fn northshire() -> (Folder, Written) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/northshire");
    let mut folder = Folder::new();
    for file in entries(&fixtures).flat_map(|cluster| entries(&cluster).collect::<Vec<_>>()) {
        let below = file.strip_prefix(&fixtures).expect("it is below").to_str().expect("a readable name");
        folder = folder.save(&format!("Northshire/{below}"), &fs::read(&file).expect("a fixture"));
    }
    let book = folder.build();
    (folder, book)
}

/// Every start tag of this name in a part.
fn tags(xml: &str, wanted: &str) -> Vec<Vec<(String, String)>> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == wanted => {
                found.push(attributes(&tag));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    let unescaped = |text: &str| quick_xml::escape::unescape(text).expect("escaped text").into_owned();
    let attributes = tag.attributes().map(|a| a.expect("an attribute"));
    attributes.map(|a| (a.key.as_ref().to_owned(), unescaped(&a.value))).collect()
}

fn attribute(tag: &[(String, String)], name: &str) -> String {
    tag.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Name and columns of every table in the package, by name.
fn tables(path: &Path) -> Vec<(String, Vec<String>)> {
    let mut tables: Vec<(String, Vec<String>)> = parts(path)
        .iter()
        .filter(|name| name.starts_with("xl/tables/"))
        .map(|name| {
            let xml = part(path, name);
            let table = tags(&xml, "table").remove(0);
            assert_eq!(attribute(&table, "name"), attribute(&table, "displayName"));
            let columns = tags(&xml, "tableColumn").iter().map(|c| attribute(c, "name")).collect();
            (attribute(&table, "name"), columns)
        })
        .collect();
    tables.sort();
    tables
}

fn columns(list: &str) -> Vec<String> {
    list.split(", ").map(str::to_owned).collect()
}

// ------------------------------------------------------------------------------------------- sheets and tables

#[test]
fn the_sheets_of_several_clusters_are_all_there_in_their_order() {
    let (_folder, book) = northshire();
    let grids = ["KSF grid Example cluster", "KSF grid Harbour", "KSF grid Moorland", "KSF grid Riverside"];
    let mut expected = vec![
        "Contents",
        "Key findings Northshire",
        "Key findings Example cluster",
        "Key findings Harbour",
        "Key findings Moorland",
        "Key findings Riverside",
        "KSFs by cluster",
        "LA summary",
        "Cluster priorities",
        "Action plan",
        "All plans",
        "Charts",
    ];
    expected.extend(grids);
    expected.extend(["School page", "Schools", "Returns", "Mail merge", "Findings", "Ratings"]);
    expected.push("About these figures");
    assert_eq!(book.sheets(), expected);
}

#[test]
fn one_clusters_workbook_has_its_grid_right_after_contents() {
    let book = Folder::with(&Form::of("Oakfield")).build();
    let expected = [
        "Contents",
        "Key findings",
        "KSF grid",
        "Cluster priorities",
        "Action plan",
        "Charts",
        "School page",
        "Schools",
        "Returns",
        "Mail merge",
        "Findings",
        "Ratings",
        "About these figures",
    ];
    assert_eq!(book.sheets(), expected);
}

/// The tables beside the grids, and their columns.
const TABLES: [(&str, &str); 11] = [
    (
        "ActionPlan",
        "Cluster, KSF, Need rank, Average, Schools low, Action, Lead, Support from, By when, How we will know, \
         Status",
    ),
    (
        "AllPlans",
        "Local authority, Cluster, KSF, Action, Lead, Support from, By when, How we will know, Status",
    ),
    ("Clusters", "Cluster, Schools, Returns, Return rate, Completion, Average, Band, First three needs"),
    (
        "Findings",
        "Severity, Rule, What was found, What to do, Local authority, Cluster, School, KSF, Value, File, Sheet, \
         Cell",
    ),
    ("LAMap", "Need rank, KSF, First three of, All schools, 1, 2, 3, 4"),
    (
        "LASummary",
        "KSF number, KSF, Need rank, All schools, Band, Low, Medium, High, Clusters with it in their first three, \
         Highest cluster(s), Lowest cluster(s), LA response, Example cluster, Harbour, Moorland, Riverside",
    ),
    (
        "MailMerge",
        "School, DfE number, Cluster, Local authority, E-mail, Returned, File, Return date, Points, What to put right",
    ),
    (
        "Priorities",
        "Cluster, Need rank, KSF number, KSF, Average, Band, Answered, Low, Medium, High, Pattern, Schools low, \
         Could help",
    ),
    (
        "Ratings",
        "Local authority, Cluster, School, DfE number, KSF number, KSF, Rating submitted, Rating now, Band, \
         Changed, File, Sheet, Cell, Evidence, Agreed actions",
    ),
    (
        "Returns",
        "File, Sheet, Layout, Local authority, Cluster, School, DfE number, Date, Rated, Missing, Rejected, Status",
    ),
    (
        "Schools",
        "Local authority, Cluster, School, DfE number, Answered, Average, Band, Low, Medium, High, Weakest KSFs, \
         Strongest KSFs, Against cluster average",
    ),
];

#[test]
fn every_table_has_exactly_the_columns_that_other_tools_rely_on() {
    let (folder, _) = northshire();
    let found = tables(&folder.path("out.xlsx"));
    let (grids, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(name, _)| name.starts_with("Grid_"));
    let expected = TABLES.map(|(name, list)| (name.to_owned(), columns(list)));
    assert_eq!(others, expected);
    let names: Vec<&str> = grids.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Grid_1", "Grid_2", "Grid_3", "Grid_4"]);
}

#[test]
fn a_grid_has_a_column_a_school_between_its_average_and_the_other_figures() {
    let (folder, mut book) = northshire();
    let schools = book.of("Schools", ["Cluster", "School"]);
    let clusters = ["Example cluster", "Harbour", "Moorland", "Riverside"];
    for (n, cluster) in (1..).zip(clusters) {
        let of_cluster = schools.iter().filter(|[c, _]| c == cluster).map(|[_, school]| school.clone());
        let expected: Vec<String> =
            LEFT.map(str::to_owned).into_iter().chain(of_cluster).chain(RIGHT.map(str::to_owned)).collect();
        let grid =
            tables(&folder.path("out.xlsx")).into_iter().find(|(name, _)| *name == format!("Grid_{n}"));
        assert_eq!(grid.map(|(_, columns)| columns), Some(expected), "{cluster}");
    }
}

#[test]
fn every_sheet_can_be_read_and_opens_with_its_title_in_a1() {
    let (_folder, mut book) = northshire();
    for sheet in book.sheets() {
        let cells = book.cells(&sheet);
        assert!(!cells[0][0].is_empty() && cells.len() > 3, "{sheet}: {:?}", cells.first());
    }
}

// ------------------------------------------------------------------------------------------------- figures

#[test]
fn ratings_has_a_row_for_every_school_and_ksf_and_the_other_tables_agree_with_it() {
    let (_folder, mut book) = northshire();
    let ratings = book.of("Ratings", ["Cluster", "School", "KSF number", "Rating submitted", "Rating now"]);
    let schools = book.of("Schools", ["Cluster", "School", "Answered"]);
    assert_eq!((schools.len(), ratings.len()), (38, 380));
    for [cluster, school, answered] in schools {
        let own: Vec<_> = ratings.iter().filter(|[c, s, ..]| *c == cluster && *s == school).collect();
        let numbers: Vec<&str> = own.iter().map(|[_, _, ksf, ..]| ksf.as_str()).collect();
        assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
        assert!(own.iter().all(|[.., submitted, now]| submitted == now));
        let used = own.iter().filter(|[_, _, _, submitted, _]| !submitted.is_empty()).count();
        assert_eq!(used.to_string(), answered, "{school}");
    }
}

#[test]
fn figures_with_formulas_carry_their_results() {
    let (_folder, mut book) = northshire();
    let ratings = book.of("Ratings", ["Cluster", "KSF number", "Rating submitted"]);
    for (n, cluster) in (1..).zip(["Example cluster", "Harbour", "Moorland", "Riverside"]) {
        let grid =
            book.of(&format!("Grid_{n}"), ["KSF number", "Total", "Average", "Answered", "Low", "High"]);
        for [ksf, total, average, answered, low, high] in grid.into_iter().take(10) {
            let of_ksf = ratings.iter().filter(|[c, k, r]| c == cluster && *k == ksf && !r.is_empty());
            let values: Vec<u32> = of_ksf.map(|[_, _, rating]| rating.parse().unwrap()).collect();
            let sum: u32 = values.iter().sum();
            let counts = [sum, u32::try_from(values.len()).unwrap()].map(|n| n.to_string());
            assert_eq!([total, answered], counts, "{cluster}, KSF {ksf}");
            let mean = f64::from(sum) / values.iter().map(|_| 1.0).sum::<f64>();
            assert!((average.parse::<f64>().unwrap() - mean).abs() < 1e-9, "{cluster}, KSF {ksf}");
            let in_band = |band: [u32; 2]| values.iter().filter(|r| (band[0]..=band[1]).contains(*r)).count();
            let expected = [[1, 3], [8, 10]].map(|band| in_band(band).to_string());
            assert_eq!([low, high], expected, "{cluster}, KSF {ksf}");
        }
    }
}

// --------------------------------------------------------------------------------------------------- links

/// Targets of the links to files on the sheet at this place, and how many cells they stand in.
fn file_links(path: &Path, sheet: usize) -> Vec<String> {
    let relations = tags(&part(path, &format!("xl/worksheets/_rels/sheet{sheet}.xml.rels")), "Relationship");
    let external = relations.iter().filter(|r| attribute(r, "TargetMode") == "External");
    external.map(|r| attribute(r, "Target")).collect()
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).expect("two hexadecimal digits"));
        rest = &after[2..];
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).expect("an address is UTF-8")
}

#[test]
fn returns_and_findings_link_to_their_files_relative_to_the_workbook() {
    let (folder, mut book) = northshire();
    for (sheet, table) in [("Returns", "Returns"), ("Findings", "Findings")] {
        let place = book.sheets().iter().position(|name| name == sheet).unwrap() + 1;
        let links = file_links(&folder.path("out.xlsx"), place);
        let files: Vec<String> = book.of(table, ["File"]).into_iter().map(|[file]| file).collect();
        assert_eq!(links.len(), files.iter().filter(|f| !f.is_empty()).count(), "{sheet}");
        for link in links {
            let file = decoded(&link);
            assert!(!file.starts_with('/') && !file.contains("://"), "{link}");
            assert!(folder.path(&file).is_file(), "{link}");
        }
    }
}

#[test]
fn links_lead_to_the_files_from_any_folder_that_the_workbook_is_written_to() {
    let folder = Folder::new().save("A & B/50% #1 é.xlsx", &Form::of("Oakfield"));
    fs::create_dir_all(folder.path("deep/er")).unwrap();
    for output in ["deep/er/out.xlsx", "returns/out.xlsx", "out.xlsx"] {
        folder.run(&["build", "returns", "-o", output]).expect(0);
        let path = folder.path(output);
        let place = Written::open(&path).sheets().iter().position(|name| name == "Returns").unwrap() + 1;
        let links = file_links(&path, place);
        assert!(!links.is_empty(), "{output}");
        for link in links {
            assert!(path.parent().unwrap().join(decoded(&link)).is_file(), "{output}: {link}");
        }
    }
}

#[test]
fn contents_links_to_every_other_sheet() {
    let (_folder, book) = northshire();
    let links = tags(&book.part("xl/worksheets/sheet1.xml"), "hyperlink");
    let targets: Vec<String> = links.iter().map(|l| attribute(l, "location").replace('\'', "")).collect();
    for sheet in &book.sheets()[1..] {
        assert!(targets.contains(&format!("{sheet}!A1")), "{sheet} is not among {targets:?}");
    }
}

// ------------------------------------------------------------------------------------------- awkward names

fn awkward_names() -> Vec<String> {
    let mut names =
        ["=1+1 School", "+x", "@SUM(A1)", "-2 School", "Total", "Average", "need RANK", "1e5", "TRUE"]
            .map(str::to_owned)
            .to_vec();
    names.extend(
        ["Σχολείο Άθηνας", "学校", "=HYPERLINK(\"http://x\",\"y\")", "'quoted'", "A <b>&amp;</b>", "a]b[c"]
            .map(str::to_owned),
    );
    names.push("long ".repeat(40).trim().to_owned());
    names
}

#[test]
fn awkward_names_of_schools_survive_as_text() {
    let names = awkward_names();
    let folder = (0..).zip(&names).fold(Folder::new(), |folder, (n, name): (usize, &String)| {
        folder.save(&format!("{n}.xlsx"), &Form::of(name))
    });
    let mut book = folder.build();
    let mut expected = names.clone();
    let mut found = book.schools();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    for name in &names {
        assert_eq!(book.ratings_of(name), RATINGS.map(|r| r.to_string()), "{name}");
    }
    let headings = &tables(&folder.path("out.xlsx"))[2];
    assert_eq!((headings.0.as_str(), headings.1.len()), ("Grid_1", names.len() + 9));
    let unique: std::collections::HashSet<String> = headings.1.iter().map(|h| h.to_lowercase()).collect();
    assert_eq!(unique.len(), headings.1.len(), "{headings:?}");
}

#[test]
fn schools_that_differ_only_in_case_or_not_at_all_keep_their_own_columns() {
    let grid = Grid::of("Riverside").school("Oakfield 1", [4; 10]).school("OAKFIELD 1", RATINGS);
    let numbered = grid.sheet().row("A3", ["DfE number", "880/2001", "880/2002"]);
    let mut book = Folder::with(&numbered).build();
    assert_eq!(book.schools(), ["OAKFIELD 1 (880/2002)", "Oakfield 1 (880/2001)"]);
    assert_eq!(book.ratings_of("OAKFIELD 1 (880/2002)"), RATINGS.map(|r| r.to_string()));
}

#[test]
fn awkward_names_of_clusters_become_sheets_that_excel_takes() {
    let names = [
        "A/B: [north]?*\\",
        "'Quoted'",
        "History",
        "A cluster whose name is far longer than the name of a sheet can ever be",
        "A cluster whose name is far longer than the name of a sheet may be",
        "=1+1",
        "Σύμπλεγμα",
        "Contents",
        "All schools",
        "Band",
    ];
    let folder = (0..).zip(names).fold(Folder::new(), |folder, (n, name): (usize, &str)| {
        folder.save(&format!("{n}.xlsx"), &Form::of(&format!("School {n}")).cluster(name))
    });
    let mut book = folder.build();
    let sheets = book.sheets();
    assert_eq!(sheets.iter().filter(|s| s.starts_with("KSF grid ")).count(), names.len());
    let lower: std::collections::HashSet<String> = sheets.iter().map(|s| s.to_lowercase()).collect();
    assert_eq!(lower.len(), sheets.len(), "{sheets:?}");
    for sheet in &sheets {
        let allowed = !sheet.contains(['[', ']', ':', '*', '?', '/', '\\']) && !sheet.ends_with('\'');
        assert!(allowed && sheet.chars().count() <= 31, "{sheet}");
        assert!(!book.cells(sheet).is_empty());
    }
    let mut clusters: Vec<String> = book.of("Clusters", ["Cluster"]).into_iter().map(|[c]| c).collect();
    clusters.sort();
    let mut expected = names;
    expected.sort_unstable();
    assert_eq!(clusters, expected);
}

#[test]
fn nothing_from_a_return_becomes_a_formula() {
    let folder = Folder::new()
        .save(
            "=1+1.xlsx",
            &Form::of("=1+1 School").cluster("=2+2").la("=3+3").rating(1, "=4+4").sheet_name("=5+5"),
        )
        .save("@SUM.xlsx", &Form::of("@SUM(A1)").la("=3+3").cluster("+x"));
    let book = folder.build_with(&["--period", "=6+6"]);
    let sheets = book.sheets().len();
    for n in 1..=sheets {
        let xml = book.part(&format!("xl/worksheets/sheet{n}.xml"));
        for piece in xml.split("<f>").skip(1) {
            let formula = piece.split("</f>").next().unwrap_or_default();
            let typed = ["1+1", "2+2", "3+3", "4+4", "5+5", "6+6", "@SUM"];
            let outside: String = formula.split('"').step_by(2).collect::<String>();
            let outside: String = outside.split('\'').step_by(2).collect();
            assert!(!typed.iter().any(|t| outside.contains(t)), "sheet {n}: {formula}");
        }
    }
}
