//! School pages: the sheet School page says of every school what its page in the workbook of pages says, whatever the names,
//! scale and gaps; each school has one page, on one sheet of paper; and ratings that are changed show on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ksfgrid::analyse::{Outside, analyse, outside};
use ksfgrid::data_set::{DataSet, Outcome, Said};
use ksfgrid::divide::{Part, by_cluster};
use ksfgrid::framework::Framework;
use ksfgrid::model::CalendarDate;
use ksfgrid::workbook::{SchoolPages, Settings, write, write_extract, write_school_pages};
use support::{
    Chance, Collection, Comparison, Office, Results, SheetCells, Steps, Typed, assert_workbook_is_sound,
    collections, of_schools, sheets, two_hundred_schools,
};

const SCHOOL_PAGE: &str = "School page";

fn settings() -> Settings {
    Settings { period: None, as_of: CalendarDate::new(2010, 3, 31).expect("a date"), source_base: None }
}

/// A cluster of one authority: its extract, and the pages of its schools.
struct Cluster {
    schools: usize,
    extract: Vec<u8>,
    pages: SchoolPages,
}

fn clusters(data: &DataSet, framework: &Framework, each: bool) -> Vec<Cluster> {
    let whole = analyse(data, framework);
    let outside = |at| outside(&whole.clusters, &whole.factors, at, &data.schools);
    let outside: Vec<_> = (0..whole.clusters.len()).map(outside).collect();
    let of_part = |(Part { data, .. }, outside): (Part, &Outside)| {
        let figures = analyse(&data, framework);
        let extract = write_extract(&data, &figures, outside, framework, &settings());
        let pages = write_school_pages(&data, &figures, outside, framework, &settings(), each);
        let (extract, pages) = (extract.expect("an extract"), pages.expect("pages"));
        Cluster { schools: data.schools.len(), extract, pages }
    };
    by_cluster(data.clone()).into_iter().zip(&outside).map(of_part).collect()
}

/// One authority with clusters of few schools and of one, names that are alike, long or hold wildcards, and returns that say
/// something beside their ratings.
fn authority(chance: &mut Chance) -> Collection {
    let long = "St Bartholomew and St Scholastica’s Church of England (Voluntary Aided) Junior, Infant and Nursery School";
    let schools = [
        ("Harbour", "Oakfield"),
        ("Harbour", "Oak?ield"),
        ("Harbour", "*"),
        ("Harbour", "2468"),
        ("Harbour", long),
        ("Riverside", "Oakfield"),
        ("Riverside", "oakfield 2"),
        ("Solo", "Alone & \"quoted\""),
    ];
    let schools = schools.map(|(cluster, school)| ["Northshire", cluster, school]);
    let mut collection = of_schools("an authority", schools, chance);
    let texts =
        ["Minutes of\nthree  meetings.", "", "=1+1 “quoted”", "é😀", &"word ".repeat(40), &"x".repeat(110)];
    for (at, answer) in collection.data.schools.iter_mut().flat_map(|school| &mut school.answers).enumerate()
    {
        let evidence = texts[at % texts.len()].to_owned();
        answer.said = Some(Arc::new(Said { evidence, actions: String::new() }));
    }
    // One rated nothing, one gives everything the same rating, one is high everywhere.
    for answer in &mut collection.data.schools[1].answers {
        answer.outcome = Outcome::Missing;
    }
    for (school, rating) in [(3, 5), (6, 9)] {
        let rating = ksfgrid::model::Rating::new(rating, collection.framework.scale);
        for answer in &mut collection.data.schools[school].answers {
            answer.outcome = Outcome::Used(rating.expect("on the scale"));
        }
    }
    collection
}

/// What a page says, row by row: up to the workings, which stand right of a blank column.
fn said(sheet: &SheetCells) -> Vec<Vec<String>> {
    let heading = sheet.find("Your rating").expect("the table").0;
    let in_heading = |column: &u32| !sheet.words((heading, *column)).is_empty();
    let width = (0..1000).take_while(in_heading).count();
    let width = u32::try_from(width).expect("few columns");
    let last = sheet.find("Please put right").expect("the last section").0 + 8;
    let row = |row| (0..width).map(|column| sheet.words((row, column))).collect::<Vec<_>>();
    let rows = (0..last).map(row).filter(|row| row.iter().any(|text| !text.is_empty()));
    rows.collect()
}

/// Chooses every school of a workbook in turn; what its page says each time. The workbook is changed by `work` first.
fn chosen(
    folder: &Path,
    workbook: &[u8],
    names: &[String],
    work: impl FnOnce(&[SheetCells], &mut Steps),
) -> Option<Vec<SheetCells>> {
    fs::create_dir_all(folder).expect("a folder");
    let built = folder.join("built.xlsx");
    fs::write(&built, workbook).expect("a file");
    assert_workbook_is_sound(&built);
    let cells = sheets(&built);
    let sheet = cells.iter().position(|sheet| sheet.name == SCHOOL_PAGE).expect("the sheet");
    let mut steps = Steps::default();
    steps.open(&built);
    work(&cells, &mut steps);
    let saved: Vec<PathBuf> = (0..names.len()).map(|n| folder.join(format!("{n}.xlsx"))).collect();
    for (name, saved) in names.iter().zip(&saved) {
        steps.enter((sheet, 0, 0), &Typed::Text(name.clone()));
        steps.save(saved);
    }
    steps.close();
    steps.take(folder)?;
    Some(saved.iter().map(|saved| sheets(saved).swap_remove(sheet)).collect())
}

/// The names of the list of schools.
fn listed(sheet: &SheetCells, schools: usize) -> Vec<String> {
    let (row, column) = sheet.find("School").expect("the list");
    (1..=schools).map(|n| sheet.words((row + u32::try_from(n).expect("few"), column))).collect()
}

#[test]
fn the_sheet_says_of_every_school_what_its_page_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let collection = authority(&mut Chance::new(1));
    let mut all = clusters(&collection.data, &collection.framework, true);
    // Other scales, and another number of KSFs; of each the largest cluster with a few schools.
    for other in &collections(1)[5..8] {
        let of_first = other.data.schools[0].local_authority.clone();
        let mut data = other.data.clone();
        data.schools.retain(|school| school.local_authority == of_first);
        let few =
            clusters(&data, &other.framework, false).into_iter().filter(|c| (2..12).contains(&c.schools));
        all.extend(few.max_by_key(|cluster| cluster.schools));
    }
    for (number, cluster) in all.iter().enumerate() {
        let folder = folder.path().join(number.to_string());
        fs::create_dir_all(&folder).expect("a folder");
        let pages = folder.join("pages.xlsx");
        fs::write(&pages, &cluster.pages.together).expect("a file");
        assert_workbook_is_sound(&pages);
        let pages = sheets(&pages);
        assert_eq!(pages.len(), cluster.schools);
        let names: Vec<String> = pages.iter().map(|page| page.words((0, 0))).collect();
        let Some(live) = chosen(&folder, &cluster.extract, &names, |_, _| {}) else { return };
        for (page, live) in pages.iter().zip(&live) {
            assert_eq!(said(page), said(live), "cluster {number}, {}", page.name);
            assert_eq!(listed(live, cluster.schools), names);
        }
        for (school, single) in cluster.pages.single.iter().enumerate() {
            let path = folder.join("single.xlsx");
            fs::write(&path, single).expect("a file");
            assert_workbook_is_sound(&path);
            assert_eq!(said(&sheets(&path)[0]), said(&pages[school]));
        }
    }
}

/// In the authority's own workbook too, where names may be alike, and after ratings were changed.
#[test]
fn the_sheet_follows_ratings_that_are_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let collection = authority(&mut Chance::new(2));
    let mut changed = collection.data.clone();
    let rating = |n| Outcome::Used(ksfgrid::model::Rating::new(n, collection.framework.scale).expect("one"));
    // In the first cluster's grid, whose first school stands in the third column.
    let changes = [(0, 0, 10), (0, 4, 1), (2, 1, 9), (3, 3, 2), (4, 9, 8), (1, 2, 3)];
    for (school, ksf, n) in changes {
        changed.schools[school].answers[ksf].outcome = rating(n);
    }
    let workbook = |data: &DataSet| {
        let figures = analyse(data, &collection.framework);
        write(data, &figures, &collection.framework, &settings()).expect("a workbook")
    };
    let fresh = folder.path().join("fresh.xlsx");
    fs::write(&fresh, workbook(&changed)).expect("a file");
    let at = |cells: &[SheetCells], name| cells.iter().position(|s| s.name == name).expect("the sheet");
    let cells = sheets(&fresh);
    let names = listed(&cells[at(&cells, SCHOOL_PAGE)], 8);
    assert!(names.contains(&"Oakfield (Harbour)".to_owned()), "{names:?}");
    let work = |cells: &[SheetCells], steps: &mut Steps| {
        let grid = at(cells, "KSF grid Harbour");
        let (row, _) = cells[grid].find("KSF number").expect("the grid");
        for (school, ksf, n) in changes {
            let name = &collection.data.schools[school].school;
            let (_, column) = cells[grid].find(name).expect("the school's column");
            steps.enter((grid, column, row + 1 + u32::try_from(ksf).expect("few")), &Typed::from(n));
        }
    };
    let path = folder.path().join("changed");
    let Some(live) = chosen(&path, &workbook(&collection.data), &names, work) else { return };
    let expected = chosen(&folder.path().join("fresh"), &workbook(&changed), &names, |_, _| {});
    let mut comparison = Comparison::default();
    for (expected, live) in expected.expect("LibreOffice").iter().zip(&live) {
        assert_eq!(said(expected), said(live));
        let name = live.words((0, 0));
        comparison
            .formulas(&name, (std::slice::from_ref(expected), std::slice::from_ref(live)), |_, _| false);
    }
    comparison.assert_right(8 * 300);
}

#[test]
fn two_hundred_schools_have_a_page_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let collection = two_hundred_schools();
    let mut seen = Vec::new();
    let mut workbooks = Vec::new();
    for (n, cluster) in clusters(&collection.data, &collection.framework, false).iter().enumerate() {
        let [pages, extract] =
            ["pages", "extract"].map(|kind| folder.path().join(format!("{kind} {n}.xlsx")));
        fs::write(&pages, &cluster.pages.together).expect("a file");
        fs::write(&extract, &cluster.extract).expect("a file");
        let cells = sheets(&extract);
        let grid = cells.iter().find(|sheet| sheet.name == "KSF grid").expect("the grid");
        for page in sheets(&pages) {
            let school = page.words((0, 0));
            let (top, column) = grid.find(&school).expect("its column in the grid");
            let (heading, rating) = page.find("Your rating").expect("its ratings");
            for ksf in 1..=10 {
                let in_grid = grid.words((top + ksf, column));
                let shown = page.words((heading + ksf, rating));
                assert_eq!(shown, if in_grid.is_empty() { "gap".to_owned() } else { in_grid }, "{school}");
            }
            seen.push(school);
        }
        workbooks.push(pages);
    }
    let expected: Vec<&str> = collection.data.schools.iter().map(|school| school.school.as_str()).collect();
    assert_eq!(seen, expected);
    // On paper, and the School page of an extract as well.
    let office = Office::new(folder.path(), Results::AsStored);
    let Some(printed) = office.saved(&workbooks, "pdf") else { return };
    for pdf in printed {
        assert_eq!(pages_of(&pdf), 10, "{}", pdf.display());
    }
}

/// Number of pages of a PDF.
fn pages_of(pdf: &Path) -> usize {
    let bytes = fs::read(pdf).expect("a file");
    String::from_utf8_lossy(&bytes).matches("/Type/Page/").count()
}
