//! The page's way from files to what is shown and saved, beside the program's.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::Value;

use super::{Broken, Collection, Given, places, read, read_names, read_register, unreadable};
use crate::consolidate::{AsOf, UserInput};
use crate::framework::Framework;
use crate::model::CalendarDate;
use crate::observe::Silent;
use crate::pipeline::{Run, Submission};
use crate::read::InProcess;
use crate::workbook::Settings;

const OPTIONS: &str = r#"{"today":"2010-03-12"}"#;

/// A grid of three schools, the last of which gave a rating off the scale.
fn grid(cluster: &str, schools: [&str; 3]) -> String {
    let mut text = format!("Cluster,{cluster}\nLocal authority,Northshire\n\nKSF,{}\n", schools.join(","));
    for ksf in &Framework::embedded().ksfs {
        let odd = if ksf.number == 9 { "11" } else { "8" };
        writeln!(text, "\"{} {}\",3,6,{odd}", ksf.number, ksf.name).expect("memory takes all");
    }
    text
}

/// Files of a folder, read as a reader reads them.
fn collection(files: &[(&str, String)]) -> Collection {
    let given: Vec<Given> = files
        .iter()
        .map(|(path, _)| Given { path: format!("Northshire/{path}"), named: false, list: false, size: 1 })
        .collect();
    let mut collection = Collection::default();
    for (task, (_, text)) in places(&given).into_iter().flatten().zip(files) {
        let at = task.place;
        collection.add(at.name.to_string(), read(&at, text.as_bytes(), &BTreeMap::new(), |_| ()));
    }
    collection
}

fn shown(collection: &mut Collection, options: &str) -> Value {
    serde_json::from_str(&collection.view(options)).expect("JSON")
}

fn index(value: &Value) -> usize {
    value.as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index")
}

/// The same files as the program reads them.
struct File(Arc<str>, Vec<String>, Vec<u8>);

impl Submission for File {
    fn name(&self) -> &Arc<str> {
        &self.0
    }
    fn folders(&self) -> &[String] {
        &self.1
    }
    fn is_named(&self) -> bool {
        false
    }
    fn bytes(&self) -> std::io::Result<Vec<u8>> {
        Ok(self.2.clone())
    }
}

fn two_clusters() -> [(&'static str, String); 2] {
    [
        ("Harbour/grid.csv", grid("Harbour", ["Quay Primary", "Mole Primary", "Pier Primary"])),
        ("Riverside/grid.csv", grid("Riverside", ["Ash Primary", "Elm Primary", "Oak Primary"])),
    ]
}

#[test]
fn what_is_saved_is_what_the_program_writes() {
    let files = two_clusters();
    let mut page = collection(&files);
    page.view(OPTIONS);
    let saved = page.save().expect("a workbook");
    let date = CalendarDate::new(2010, 3, 12).expect("a date");
    let given = UserInput { as_of: AsOf::Known(date), ..UserInput::default() };
    let run = Run::new(&InProcess, Framework::embedded(), &given, &Silent);
    let submitted = files.map(|(name, text)| {
        let (folder, _) = name.split_once('/').expect("a folder");
        File(name.into(), vec!["Northshire".to_owned(), folder.to_owned()], text.into_bytes())
    });
    let data = run.collect(&submitted);
    let settings = Settings { period: None, as_of: date, source_base: None };
    let workbook = run.workbook(&data, &run.analyse(&data), &settings).expect("a workbook");
    assert_eq!((saved.name.as_str(), saved.what.as_str()), ("Northshire.xlsx", "Workbook"));
    assert!(saved.bytes == workbook, "the page's workbook differs from the program's");
}

#[test]
fn a_grid_shows_ratings_means_and_what_stands_behind_a_gap() {
    let mut page = collection(&two_clusters());
    let view = shown(&mut page, OPTIONS);
    assert_eq!(view["title"], "Northshire");
    let cluster = &view["authorities"][0]["clusters"][1];
    assert_eq!(cluster["name"], "Riverside");
    let row = &cluster["grid"]["rows"][8];
    assert_eq!(row["cells"][0]["band"], "low");
    assert_eq!(row["mean"]["text"], "4.5");
    let fix = index(&row["cells"][2]["fix"]);
    assert_eq!(view["fixes"][fix]["value"], "11");
    let details: Value = serde_json::from_str(&page.details(fix)).expect("JSON");
    let around = &details["around"];
    let (row, column) = (index(&around["at"][0]), index(&around["at"][1]));
    assert_eq!(around["rows"][row]["cells"][column], "11");
    assert!(
        details["mail"].as_str().expect("a text").starts_with("Oak Primary\r\n1. KSF 9 Funding. You wrote")
    );
    let mails = page.mails(&[0, 1]);
    assert!(
        mails.contains("Harbour\r\n\r\nPier Primary") && mails.contains("Riverside\r\n\r\nOak Primary"),
        "{mails}"
    );
}

#[test]
fn with_packs_or_a_table_everything_is_in_one_archive() {
    let mut page = collection(&two_clusters());
    let view = shown(&mut page, r#"{"today":"2010-03-12","packs":true,"data":"csv"}"#);
    assert_eq!(view["save"]["name"], "Northshire.zip");
    let saved = page.save().expect("an archive");
    let archive = zip::ZipArchive::new(std::io::Cursor::new(saved.bytes)).expect("an archive");
    let mut names: Vec<_> = archive.file_names().filter_map(Result::ok).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "Northshire packs/Harbour corrections.txt",
            "Northshire packs/Harbour school pages.xlsx",
            "Northshire packs/Harbour.xlsx",
            "Northshire packs/Riverside corrections.txt",
            "Northshire packs/Riverside school pages.xlsx",
            "Northshire packs/Riverside.xlsx",
            "Northshire.xlsx",
            "Ratings.csv",
        ]
    );
}

#[test]
fn lists_are_used_and_those_that_are_none_are_refused() {
    let mut page = collection(&two_clusters());
    let register = "School,Cluster,LA\nAsh Primary,Riverside,Northshire\nYew Primary,Riverside,Northshire\n";
    let read = read_register("schools.csv", register.as_bytes(), Framework::embedded());
    page.set_register(Some(("schools.csv".to_owned(), read)));
    let view = shown(&mut page, OPTIONS);
    assert_eq!(view["figures"]["registered"], 2);
    let silent = &view["authorities"][0]["notReturned"][0]["schools"][0];
    assert_eq!(silent["name"], "Yew Primary");
    let returns = grid("Riverside", ["A", "B", "C"]);
    let read = read_register("grid.csv", returns.as_bytes(), Framework::embedded());
    page.set_register(Some(("grid.csv".to_owned(), read)));
    let problem = &shown(&mut page, OPTIONS)["problems"][0];
    assert_eq!(problem["field"], "register");
    page.set_register(None);
    page.set_names(Some(("names.csv".to_owned(), read_names("names.csv", b"one\ntwo"))));
    assert_eq!(shown(&mut page, OPTIONS)["problems"][0]["field"], "names");
}

#[test]
fn names_that_are_settled_on_the_page_are_used_and_saved() {
    let mut files = two_clusters().to_vec();
    files.push(("Riverside/more.csv", grid("Riverside", ["Ash Primery", "Fir Primary", "Yew Primary"])));
    let mut page = collection(&files);
    let view = shown(&mut page, OPTIONS);
    let question = &view["names"][0];
    let (name, meant) = (question["name"].as_str().unwrap(), question["suggestion"].as_str().unwrap());
    let settled = format!(
        r#"{{"today":"2010-03-12","answers":[{{"name":"{name}","cluster":"Riverside","meant":"{meant}"}}]}}"#
    );
    let after = shown(&mut page, &settled);
    assert_eq!(after["names"].as_array().map(Vec::len), Some(0));
    assert_eq!(after["figures"]["schools"], 8);
    let list = String::from_utf8(page.names(&settled)).expect("text");
    assert!(list.contains(&format!("{name},{meant},Riverside,")), "{list}");
}

#[test]
fn a_file_that_broke_its_reader_is_a_finding_and_no_date_is_refused() {
    let given = [Given { path: "a.xlsx".to_owned(), named: true, list: false, size: 1 }];
    let at = places(&given)[0].clone().expect("a place").place;
    let broken = BTreeMap::from([("a.xlsx".to_owned(), Broken::Time)]);
    for read in [read(&at, b"PK", &broken, |_| ()), unreadable(&at, Broken::Memory)] {
        let mut page = collection(&two_clusters());
        page.add(at.name.to_string(), read);
        let view = shown(&mut page, OPTIONS);
        let fixes = view["fixes"].as_array().expect("findings");
        assert!(fixes.iter().any(|fix| fix["code"] == "F116" && fix["file"] == "a.xlsx"), "{fixes:?}");
        assert_eq!(view["figures"]["schools"], 6);
    }
    let mut page = collection(&two_clusters());
    let problem = &shown(&mut page, r#"{"today":"2010-03-12","asOf":"31/13/2010"}"#)["problems"][0];
    assert_eq!(
        (&problem["field"], &problem["what"]),
        (&"asOf".into(), &"“31/13/2010” is not a date.".into())
    );
}

#[test]
fn what_a_reader_hands_over_and_nobody_understands_is_a_finding() {
    let mut page = collection(&two_clusters());
    page.add("Riverside/lost.xlsx".to_owned(), vec![0xFF; 9]);
    let view = shown(&mut page, OPTIONS);
    let fixes = view["fixes"].as_array().expect("findings");
    assert!(fixes.iter().any(|fix| fix["file"] == "Riverside/lost.xlsx" && fix["lost"] == true), "{fixes:?}");
}

#[test]
fn a_file_that_cannot_be_read_belongs_to_the_cluster_of_its_folder() {
    let mut files = two_clusters().to_vec();
    files.push(("Riverside/broken.xlsx", "PK\u{3}\u{4}cut short".to_owned()));
    let view = shown(&mut collection(&files), OPTIONS);
    let clusters = &view["authorities"][0]["clusters"];
    assert_eq!([&clusters[0]["toFix"], &clusters[1]["toFix"]], [1, 2]);
    let fixes = view["fixes"].as_array().expect("findings");
    let broken = fixes.iter().find(|fix| fix["file"] == "Riverside/broken.xlsx").expect("a finding");
    assert_eq!(broken["within"], serde_json::json!([0, 1]));
}

#[test]
fn a_name_to_settle_is_shown_with_a_file_of_its_own_cluster() {
    let mut files = two_clusters().to_vec();
    files.push(("Harbour/more.csv", grid("Harbour", ["Ash Primery", "Cod Primary", "Eel Primary"])));
    files.push(("Riverside/more.csv", grid("Riverside", ["Ash Primery", "Fir Primary", "Yew Primary"])));
    let view = shown(&mut collection(&files), OPTIONS);
    let questions = view["names"].as_array().expect("questions");
    assert!(!questions.is_empty());
    for question in questions.iter().filter(|question| question["name"] == "Ash Primery") {
        let (file, cluster) = (question["file"].as_str().unwrap(), question["cluster"].as_str().unwrap());
        assert!(file.starts_with(cluster), "{question}");
    }
}

#[test]
fn where_nothing_can_be_used_each_file_says_what_it_is() {
    let mut page = collection(&[("agenda.pdf", "%PDF-1.4".to_owned())]);
    let view = shown(&mut page, OPTIONS);
    assert_eq!(view["nothing"]["what"], "agenda.pdf holds no return that could be used.");
    assert_eq!(view["files"][0]["what"], "a PDF document");
}

#[test]
fn the_example_has_ten_schools_and_two_mistakes() {
    let view = shown(&mut collection(&[("example.csv", super::example())]), OPTIONS);
    let figures = &view["figures"];
    assert_eq!([&figures["schools"], &figures["errors"], &figures["rejected"]], [10, 2, 2]);
    assert_eq!(view["title"], "Riverbank");
}
