//! The net: what is made of every input that there is, as snapshots. A change of the program that changes what is read
//! from any of them shows here as a difference to look at.
//!
//! `INSTA_UPDATE=always cargo test --test it net` accepts all differences; `git diff tests/it/snapshots` shows them.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use ksfgrid::framework::Framework;
use support::outputs::two_authorities;
use support::{
    Chance, Estate, Folder, Input, RECORD, Tracer, Workshop, build_packs, files_below, not_ksfs,
    two_clusters, workbook_text, written_labels,
};

/// The modules whose tests give the program returns of their own.
const MODULES: &[&str] = &[
    "arrangements",
    "bad_files",
    "csv",
    "dates",
    "formats",
    "headings",
    "identity",
    "layouts",
    "lists",
    "near_misses",
    "reading_ratings",
    "rules_fire",
    "same_school_twice",
    "short_names",
    "stated_figures",
    "texts_beside_ratings",
    "tick_grids",
];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder and of the folders in it, by their paths below it.
fn files_of(folder: &Path) -> Vec<Input> {
    let read = |name: &String| Input::new(name, fs::read(folder.join(name)).expect("a file"));
    files_below(folder).iter().map(read).collect()
}

#[test]
fn fixtures() {
    let tracer = Tracer::default();
    let folders = ["fixtures/northshire", "fixtures/formats", "tests/fuzz/crashes"];
    insta::assert_snapshot!(
        folders.map(|folder| tracer.of_collection(&files_of(&repository().join(folder)))).join("\n")
    );
}

#[test]
fn seeds_of_the_fuzz_targets() {
    let tracer = Tracer::default();
    let seeds = ["csv", "ods", "xls", "xlsb", "xlsx"]
        .map(|format| repository().join("tests/fuzz/seeds").join(format));
    insta::assert_snapshot!(seeds.map(|folder| tracer.of_collection(&files_of(&folder))).join("\n"));
}

#[test]
fn returns_made_by_chance() {
    let tracer = Tracer::default();
    let estate = Estate::of(3, &mut Chance::new(16));
    let forms = estate.returns().iter().map(|(path, form)| Input::new(path, form.bytes()));
    let forms: Vec<Input> = forms.collect();
    let rows = Workshop::new(&mut Chance::new(17)).returns();
    let rows: Vec<Input> = rows.iter().map(|(name, rows)| Input::new(name, rows.bytes())).collect();
    insta::assert_snapshot!(format!("{}\n{}", tracer.of_collection(&forms), tracer.of_collection(&rows)));
}

#[test]
fn labels() {
    let tracer = Tracer::default();
    let listed = Framework::embedded().ksfs.iter().flat_map(|ksf| {
        [&ksf.name].into_iter().chain(&ksf.aliases).chain(&ksf.not).cloned().collect::<Vec<String>>()
    });
    let written = written_labels().into_iter().map(|label| label.text);
    let texts = listed.chain(written).chain(not_ksfs());
    let lines: Vec<String> = texts.map(|text| format!("{:9} {text:?}", tracer.label(&text))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn workbooks() {
    let fixtures = repository().join("fixtures/northshire").display().to_string();
    let northshire = Folder::new();
    northshire.run(&["build", &fixtures, "-o", "out.xlsx", "--as-of", "2010-06-01"]).expect(0);
    insta::assert_snapshot!("workbook_of_the_fixtures", workbook_text(&northshire.path("out.xlsx")));

    let several = two_authorities();
    several.run(&["build", "returns", "-o", "out/", "--as-of", "2010-06-01"]).expect(0);
    insta::assert_snapshot!("national_summary", workbook_text(&several.path("out/National summary.xlsx")));

    let packed = two_clusters();
    build_packs(&packed, &[]);
    let packs = packed.path("out/Northshire packs");
    let corrections = files_below(&packs).into_iter().filter(|name| name.ends_with("corrections.txt"));
    let texts =
        corrections.map(|name| format!("{name}\n{}", fs::read_to_string(packs.join(&name)).expect("a text")));
    insta::assert_snapshot!("corrections", texts.collect::<Vec<_>>().join("\n"));
    insta::assert_snapshot!("pack", workbook_text(&packs.join("Riverside.xlsx")));
}

/// The returns that the tests of each module give the program, recorded by running these tests once more.
#[test]
fn returns_of_the_tests() {
    let recorded = tempfile::tempdir().expect("a folder");
    let output = Command::new(env::current_exe().expect("this program"))
        .arg("--test-threads=2")
        .args(MODULES.iter().map(|module| format!("{module}::")))
        .env(RECORD, recorded.path())
        .output()
        .expect("this program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let tracer = Tracer::default();
    for module in MODULES {
        insta::assert_snapshot!(format!("returns_of_{module}"), of_module(&tracer, recorded.path(), module));
    }
}

/// What was made of the returns of a module's tests, each of which stands once.
fn of_module(tracer: &Tracer, recorded: &Path, module: &str) -> String {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for test in fs::read_dir(recorded).expect("a folder") {
        let name = test.expect("a test").file_name().into_string().expect("a plain name");
        let Some((_, test)) = name.split_once("--").filter(|(of, _)| *of == module) else { continue };
        let runs = fs::read_dir(recorded.join(&name)).expect("a folder").count();
        for run in 0..runs {
            let text = tracer.of_collection(&files_of(&recorded.join(&name).join(format!("{run:03}"))));
            texts.insert(format!("{test} {run:03}"), text);
        }
    }
    assert!(!texts.is_empty(), "the tests of {module} have returns");
    texts.retain(|_, text| seen.insert(text.clone()));
    let sections: Vec<String> = texts.into_iter().map(|(name, text)| format!("== {name}\n{text}")).collect();
    sections.concat()
}
