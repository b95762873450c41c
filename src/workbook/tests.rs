//! Whole workbooks, written, checked and read back.

use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Reader, Xlsx};

use crate::analyse::analyse;
use crate::contract::Sheet;
use crate::data_set::{Answer, DataSet, Outcome, Rejection, ReturnRow, ReturnStatus, SchoolRecord};
use crate::finding::{Finding, Location};
use crate::framework::Framework;
use crate::model::{CalendarDate, CellRef, Mean, Rating};
use crate::rules;

use super::sheet_order::of_workbook;
use super::{Settings, write};

/// A data set of schools (local authority, cluster, name) with made-up ratings; `gaps` leaves some missing and
/// some rejected.
fn data(schools: &[(&str, &str, &str)], gaps: bool) -> DataSet {
    let framework = Framework::embedded();
    let mut seed = 7_u32;
    let mut next = move || {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (seed >> 16) % 1000
    };
    let mut answer = |row: u32| {
        let outcome = match (gaps, next()) {
            (true, 0..=60) => Outcome::Missing,
            (true, 61..=120) => {
                Outcome::Rejected(Rejection { typed: "6-7".into(), reason: "It is no whole number.".into() })
            }
            (_, n) => Outcome::Used(Rating::new(u8::try_from(n % 10 + 1).unwrap(), framework.scale).unwrap()),
        };
        Answer {
            outcome,
            file: "a.xlsx".into(),
            sheet: "Form".into(),
            cell: Some(CellRef::new(row, 2)),
            submitted: None,
            said: None,
        }
    };
    let record = |&(la, cluster, school): &(&str, &str, &str)| SchoolRecord {
        local_authority: la.into(),
        cluster: cluster.into(),
        school: school.into(),
        dfe_number: None,
        answers: (0..10).map(&mut answer).collect(),
    };
    DataSet { schools: schools.iter().map(record).collect(), ..DataSet::default() }
}

fn settings() -> Settings {
    Settings {
        period: Some("Spring 2010".into()),
        as_of: CalendarDate::new(2010, 3, 12).unwrap(),
        source_base: Some("../in/".into()),
    }
}

fn written(data: &DataSet) -> Vec<u8> {
    let framework = Framework::embedded();
    let bytes = write(data, &analyse(data, framework), framework, &settings()).unwrap();
    support::checks::assert_sound(&bytes, "the workbook");
    bytes
}

fn opened(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    book.load_tables().unwrap();
    book
}

/// A part of the package as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A table's headings, and its rows as texts.
fn table(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let table = book.table_by_name(name).unwrap();
    let rows = table.data().rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    (table.columns().to_vec(), rows)
}

const AWKWARD: [&str; 20] = [
    "=SUM(1,1)",
    "+x",
    "@y",
    "-1",
    "Total",
    "KSF",
    "average",
    "2468",
    "TRUE",
    "nan",
    "1e5",
    "#REF!",
    "_x000D_ a",
    "Ελληνικό",
    "中文小学",
    "<b>&amp;\"x\"</b>",
    "http://example.com/a",
    "School a",
    "School A",
    "'quoted'",
];

fn awkward() -> Vec<(&'static str, &'static str, &'static str)> {
    AWKWARD.iter().map(|name| ("Odd & <LA>", "=1+1", *name)).collect()
}

#[test]
fn clusters_are_not_cut_off_from_their_headings_on_paper() {
    let summary = |clusters: usize| {
        let names: Vec<String> = (0..clusters).map(|number| format!("Cluster {number}")).collect();
        let schools: Vec<_> = names.iter().map(|cluster| ("LA", cluster.as_str(), "x")).collect();
        part(&written(&data(&schools, false)), &sheet_part(Sheet::LaSummary, clusters))
    };
    let short = summary(5);
    assert!(!short.contains("<rowBreaks"), "both tables fit on a page");
    let long = summary(20);
    // The title of the second table begins the second page.
    assert!(long.contains("<brk id=\"15\""), "{long}");
    assert!(long.contains("<c r=\"A16\""), "{long}");
}

#[test]
fn clusters_of_one_name_are_told_apart_in_headings() {
    let data = data(&[("LA", "North", "x"), ("LA", "North", "y"), ("Other", "north", "z")], true);
    let mut book = opened(&written(&data));
    assert_eq!(table(&mut book, "LASummary").0[12..], ["North (LA)", "north (Other)"]);
    assert_eq!(table(&mut book, "Grid_2").0[4..6], ["z", "Total"]);
    assert_eq!(table(&mut book, "Ratings").1.len(), 30);
    assert_eq!(table(&mut book, "Priorities").1.len(), 20);
}

#[test]
fn awkward_names_stay_what_they_are() {
    let long = "Long name ".repeat(20);
    let mut schools = awkward();
    schools.push(("Odd & <LA>", "=1+1", &long));
    let bytes = written(&data(&schools, true));
    let mut book = opened(&bytes);
    let (_, rows) = table(&mut book, "Schools");
    let names: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(names, schools.iter().map(|s| s.2).collect::<Vec<_>>());
    assert!(rows.iter().all(|row| row[1] == "=1+1"));

    let grid = book.worksheet_range("KSF grid").unwrap();
    let header: Vec<String> =
        (0..30).filter_map(|c| grid.get_value((2, c))).map(ToString::to_string).collect();
    let columns = table(&mut book, "Grid_1").0;
    let escaped: Vec<String> = header.iter().map(|h| super::text::escaped(h)).collect();
    assert_eq!(columns, escaped, "headings are equal to their cells");
    let mut folded: Vec<String> = columns.iter().map(|c| c.to_lowercase()).collect();
    folded.sort_unstable();
    folded.dedup();
    assert_eq!(folded.len(), columns.len(), "headings are unique");
    assert!(columns.contains(&"Total (school)".to_owned()) && columns.contains(&"2468".to_owned()));
    let formulas = book.worksheet_formula("Schools").unwrap();
    assert_eq!(formulas.start(), Some((4, 4)), "names are plain texts");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let data = data(&awkward(), true);
    assert!(written(&data) == written(&data));
}

#[test]
fn formulas_of_a_grid_carry_the_figures() {
    let data = data(&[("LA", "A", "x"), ("LA", "A", "y"), ("LA", "A", "z")], true);
    let figures = analyse(&data, Framework::embedded());
    let mut book = opened(&written(&data));
    let grid = book.worksheet_range("KSF grid").unwrap();
    let number = |row, column| grid.get_value((row, column)).and_then(calamine::DataType::get_float);
    for (row, factor) in (3..).zip(&figures.clusters[0].factors) {
        assert_eq!(number(row, 2), Some(f64::from(factor.need_rank)));
        assert_eq!(number(row, 3), factor.mean().map(Mean::value));
        let counts = [factor.total, factor.answered, factor.low, factor.medium, factor.high];
        for (column, count) in (7..).zip(counts) {
            assert_eq!(number(row, column), Some(f64::from(count)));
        }
    }
    for (column, school) in (4..).zip(&figures.clusters[0].schools) {
        assert_eq!(number(13, column), school.overall.mean().map(Mean::value));
    }
    let formulas = book.worksheet_formula("KSF grid").unwrap();
    let text = |row, column| formulas.get_value((row, column)).unwrap().clone();
    assert_eq!(text(3, 3), "IF($I4=0,\"\",$H4/$I4)");
    assert_eq!(text(3, 10), "SUMPRODUCT(--ISNUMBER(MATCH($E4:$G4,{4,5,6,7},0)))");
}

#[test]
fn a_cluster_that_rated_nothing_and_no_cluster_at_all_are_written() {
    let mut silent = data(&[("LA", "A", "x")], false);
    for answer in &mut silent.schools[0].answers {
        answer.outcome = Outcome::Missing;
    }
    let bytes = written(&silent);
    assert!(part(&bytes, &sheet_part(Sheet::Grid, 1)).contains(r#"t="str"><f>IF($G4=0"#));
    let mut book = opened(&written(&DataSet::default()));
    assert_eq!(table(&mut book, "Ratings").1.len(), 1);
    assert_eq!(table(&mut book, "LASummary").1.len(), 10);
}

/// The number of the part of a sheet, from 1, in a workbook of so many clusters.
fn sheet_number(kind: Sheet, clusters: usize) -> usize {
    1 + of_workbook(clusters, 1, clusters != 1)
        .iter()
        .position(|sheet| sheet.kind == kind)
        .expect("every kind is in a workbook")
}

fn sheet_part(kind: Sheet, clusters: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", sheet_number(kind, clusters))
}

fn sheet_count(workbook: &[u8]) -> usize {
    part(workbook, "xl/workbook.xml").matches("<sheet ").count()
}

#[test]
fn a_table_without_rows_has_an_empty_one_that_looks_like_the_others() {
    let findings = part(&written(&data(&[("LA", "A", "x")], false)), &sheet_part(Sheet::Findings, 1));
    let (_, row) = findings.split_once("<row r=\"5\"").unwrap();
    let (_, cells) = row.split_once('>').unwrap();
    assert!(row.starts_with(" spans=\"1:14\" ht=\"18\""));
    assert!(cells.starts_with("<c r=\"A5\" s=\""));
    assert_eq!(cells.split_once("</row>").unwrap().0.matches("<c r=").count(), 12);
}

#[test]
fn every_number_in_the_sheets_is_one() {
    let bytes = written(&data(&awkward(), true));
    for sheet in 1..=sheet_count(&bytes) {
        let text = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        for cell in text.split("<c ").skip(1) {
            let (attributes, inside) = cell.split_once('>').unwrap();
            let Some((_, value)) = inside.split_once("<v>").filter(|_| !attributes.contains("t=\"str\""))
            else {
                continue;
            };
            let value = value.split_once("</v>").unwrap().0;
            assert!(value.parse::<f64>().is_ok_and(f64::is_finite), "sheet {sheet}: {cell}");
        }
    }
}

#[test]
fn files_are_linked_with_relative_addresses() {
    let mut data = data(&[("LA", "A", "x")], false);
    let files = ["Abbey/School A.xlsx", "#1.xlsx", "é&'\".xlsx", "100%.xlsx", "plain.xlsx"];
    for file in files {
        let file: Arc<str> = Arc::from(file);
        data.findings.push(Finding::new(&rules::FILE_EMPTY, "Empty.", Location::file(&file)));
        data.returns.push(ReturnRow::of_file(&file, ReturnStatus::NotRead));
    }
    data.findings.push(Finding::new(
        &rules::MISSING,
        "Read long ago.",
        Location::file(&Arc::from("gone.xlsx")),
    ));
    let links = part(
        &written(&data),
        &format!("xl/worksheets/_rels/sheet{}.xml.rels", sheet_number(Sheet::Findings, 1)),
    );
    for target in [
        "../in/Abbey/School%20A.xlsx",
        "../in/%231.xlsx",
        "../in/%C3%A9%26'%22.xlsx",
        "../in/100%25.xlsx",
        "../in/plain.xlsx",
    ] {
        assert!(links.contains(&format!("Target=\"{target}\"")), "{target} in {links}");
    }
    assert!(!links.contains("gone.xlsx"), "{links}");
}

#[test]
fn the_workbook_says_what_made_it_and_its_language() {
    let bytes = written(&data(&[("LA", "A", "x")], true));
    let custom = part(&bytes, "docProps/custom.xml");
    assert!(custom.contains("name=\"Generator\"><vt:lpwstr>ksfgrid</vt:lpwstr>"), "{custom}");
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:language>en-GB</dc:language>") && core.contains("2010-03-12"), "{core}");
}

#[test]
fn a_rejected_rating_is_a_gap_with_a_note_and_entries_are_checked() {
    let mut data = data(&[("LA", "A", "x"), ("LA", "A", "y")], false);
    data.schools[0].answers[0].outcome =
        Outcome::Rejected(Rejection { typed: "6-7".into(), reason: "It is a range.".into() });
    data.schools[0].answers[1].outcome = Outcome::Missing;
    let bytes = written(&data);
    let notes = part(&bytes, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ref=").count(), 2);
    let rejected = "Typed: 6-7\nNot used: It is a range.\nRead from a.xlsx, sheet Form, cell C1.";
    assert!(notes.contains("ref=\"E4\"") && notes.contains(rejected), "{notes}");
    assert!(notes.contains("ref=\"E5\"") && notes.contains("No rating.\nRead from a.xlsx"), "{notes}");
    let grid = part(&bytes, &sheet_part(Sheet::Grid, 1));
    assert!(grid.contains("type=\"whole\"") && grid.contains("sqref=\"E4:F13\""));
    let mut book = opened(&bytes);
    let formulas = book.worksheet_formula("KSF grid").unwrap();
    assert!(
        formulas
            .get_value((26, 2))
            .unwrap()
            .starts_with("SUMPRODUCT(--ISERROR(1/(LEN(TRIM($E$4:$F$13))=0)))-SUMPRODUCT(")
    );
    let list = book.defined_names().iter().find(|(name, _)| name == "KSF_list").unwrap().1.clone();
    let about = book.worksheet_range("About these figures").unwrap();
    let first: u32 = list.split(['$', ':']).nth(2).unwrap().parse().unwrap();
    assert_eq!(
        about.get_value((first - 1, 0)).unwrap().to_string(),
        "1 Effective engagement and consultation"
    );
}
