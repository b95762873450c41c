//! What is in sight when a sheet is projected, and what is printed of it.

use support::{Folder, Grid, RATINGS, Written, parts};

/// The height of what a screen of 768 pixels shows of a sheet at 100 %, and a quarter of that screen, in points.
const SHEET: f64 = 496.0 * 0.75;
const QUARTER: f64 = 768.0 * 0.75 / 4.0;
/// What Excel puts above the columns where some are grouped, in points.
const GROUPS: f64 = 30.0 * 0.75;

/// The value of an attribute of the first tag that begins so.
fn attribute<'a>(xml: &'a str, tag: &str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(tag)?;
    let (tag, _) = rest.split_once('>')?;
    let (_, value) = tag.split_once(&format!("{name}=\""))?;
    value.split('"').next()
}

/// The height of a row, in points.
fn height(xml: &str, row: usize) -> f64 {
    let stated = attribute(xml, &format!("<row r=\"{row}\" "), " ht");
    stated.map_or(15.0, |height| height.parse().expect("a height"))
}

/// The workbook of a cluster of ten schools and of one of four, and the folder that it lies in.
fn written() -> (Folder, Written) {
    let grid = |cluster: &str, schools: usize| {
        let name = |n: usize| format!("{} Community Primary School {n}", ["Ash", "Elm", "Oakfield"][n % 3]);
        (0..schools).fold(Grid::of(cluster), |grid, n| grid.school(&name(n), RATINGS))
    };
    let folder = Folder::new().save("a.xlsx", &grid("Riverside", 10)).save("b.xlsx", &grid("Harbour", 4));
    let book = folder.build_with(&["--la", "Northshire"]);
    (folder, book)
}

#[test]
fn frozen_rows_take_at_most_a_quarter_of_a_screen() {
    let (folder, book) = written();
    for name in parts(&folder.path("out.xlsx")).iter().filter(|name| name.starts_with("xl/worksheets/sheet"))
    {
        let xml = book.part(name);
        let frozen: usize = attribute(&xml, "<pane ", "ySplit").map_or(0, |rows| rows.parse().expect("rows"));
        let height: f64 = (1..=frozen).map(|row| height(&xml, row)).sum();
        assert!(height <= QUARTER, "{name}: {height} points in {frozen} rows");
    }
}

#[test]
fn ten_ksfs_of_ten_schools_are_in_sight_at_once() {
    let (_folder, book) = written();
    let place = book.sheets().iter().position(|name| name == "KSF grid Riverside").expect("it is there") + 1;
    let grid = book.part(&format!("xl/worksheets/sheet{place}.xml"));
    let height: f64 = (1..=13).map(|row| height(&grid, row)).sum();
    assert!(height + GROUPS <= SHEET, "{height} points");
    // Names and averages stay in sight, and so do the schools' names.
    let pane = ["xSplit", "ySplit"].map(|name| attribute(&grid, "<pane ", name));
    assert_eq!(pane, [Some("4"), Some("3")]);
}

#[test]
fn a_grids_other_figures_are_grouped_left_open_and_not_printed() {
    let (_folder, book) = written();
    let place = book.sheets().iter().position(|name| name == "KSF grid Harbour").expect("it is there") + 1;
    let grid = book.part(&format!("xl/worksheets/sheet{place}.xml"));
    // Four columns, then four schools, then the figures: I to M.
    let grouped = grid.split("<col ").filter(|column| column.contains("outlineLevel=\"1\""));
    let range = |column: &str| {
        ["min=\"", "max=\""].map(|name| {
            let (_, value) = column.split_once(name).expect("a column");
            value.split('"').next().and_then(|n| n.parse::<u32>().ok()).expect("a number")
        })
    };
    let columns: Vec<u32> = grouped.map(range).flat_map(|[from, to]| from..=to).collect();
    assert_eq!(columns, [9, 10, 11, 12, 13]);
    assert!(!grid.contains("hidden=\"1\"") && !grid.contains("collapsed"));
    let names = book.part("xl/workbook.xml");
    assert!(names.contains("'KSF grid Harbour'!$A$1:$H$22"), "{names}");
}
