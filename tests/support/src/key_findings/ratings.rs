//! Who is rated, and how, as the workbook says it now.

use ksfgrid::framework::Framework;

use super::super::cells::{SheetCells, Value};
use super::super::follows::Table;
use super::super::grid_at;

/// A school with its name and ratings as they stand in its grid.
#[derive(Debug, Clone)]
pub(super) struct School {
    pub name: String,
    /// Its name as its return says it: a grid's headings are all different.
    pub own_name: String,
    /// By the places of the KSFs.
    pub ratings: Vec<Option<u8>>,
    /// What the return says beside each.
    pub evidence: Vec<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub authority: String,
    pub name: String,
    /// What stands over its averages in the authority's summary; its name, unless that would be taken for another column.
    pub heading: String,
    pub schools: Vec<School>,
}

impl Cluster {
    pub(super) fn is(&self, other: &Self) -> bool {
        (&self.authority, &self.name) == (&other.authority, &other.name)
    }
}

/// All clusters, in the order of the workbook.
pub(super) fn clusters(sheets: &[SheetCells], framework: &Framework) -> Vec<Cluster> {
    let mut clusters = listed(sheets, framework.ksfs.len());
    let sizes: Vec<usize> = clusters.iter().map(|cluster| cluster.schools.len()).collect();
    let grids = grid_at::grids(sheets, &sizes, framework.ksfs.len());
    for (cluster, grid) in clusters.iter_mut().zip(&grids) {
        for (place, school) in grid.schools.clone().zip(&mut cluster.schools) {
            let rating = |ksf| {
                let (sheet, column, row) = grid.cell(place, ksf);
                rating(sheets[sheet].value((row, column)), framework)
            };
            let (sheet, at) = grid.heading(place);
            school.name = sheets[sheet].words(at);
            school.ratings = (0..framework.ksfs.len()).map(rating).collect();
        }
    }
    let headings = headings(sheets);
    for (cluster, heading) in clusters.iter_mut().zip(headings) {
        cluster.heading = heading;
    }
    clusters
}

/// All clusters, for an extract of which only one is in it: schools of others are called by their own names there.
pub(super) fn elsewhere(extracts: &[Vec<SheetCells>], framework: &Framework) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = extracts.iter().flat_map(|sheets| clusters(sheets, framework)).collect();
    for school in clusters.iter_mut().flat_map(|cluster| &mut cluster.schools) {
        // Unless they would be taken for a column of figures.
        if school.name != format!("{} (school)", school.own_name) {
            school.name.clone_from(&school.own_name);
        }
    }
    clusters
}

/// What stands over the clusters' averages in the summary, if the workbook has one.
fn headings(sheets: &[SheetCells]) -> Vec<String> {
    const SUMMARY: &str = "LA summary";
    if sheets.iter().all(|sheet| sheet.name != SUMMARY) {
        return Vec::new();
    }
    Table::of(sheets, SUMMARY, &["KSF number", "KSF", "All schools"]).headings_behind("LA response")
}

/// The clusters as Ratings lists them, without ratings.
fn listed(sheets: &[SheetCells], ksfs: usize) -> Vec<Cluster> {
    let table = Table::of(sheets, "Ratings", &["Local authority", "Cluster", "School", "KSF number"]);
    let rows: Vec<u32> = table.rows_with("KSF number").collect();
    let words = |row: u32, column: &str| table.value(row, column).words();
    let mut clusters: Vec<Cluster> = Vec::new();
    for rows in rows.chunks(ksfs) {
        let evidence =
            |row: &u32| if table.has("Evidence") { words(*row, "Evidence") } else { String::new() };
        let school = School {
            name: String::new(),
            own_name: words(rows[0], "School").replace('\n', " "),
            ratings: Vec::new(),
            evidence: rows.iter().map(evidence).collect(),
        };
        let [authority, name] =
            ["Local authority", "Cluster"].map(|column| words(rows[0], column).replace('\n', " "));
        match clusters.last_mut().filter(|last| (&last.authority, &last.name) == (&authority, &name)) {
            Some(last) => last.schools.push(school),
            None => clusters.push(Cluster { authority, heading: name.clone(), name, schools: vec![school] }),
        }
    }
    clusters
}

/// A whole number on the scale; nothing else is a rating.
fn rating(value: &Value, framework: &Framework) -> Option<u8> {
    let Value::Number(number) = value else { return None };
    let scale = framework.scale;
    (scale.lowest..=scale.highest).find(|n| (f64::from(*n) - number).abs() < f64::EPSILON)
}
