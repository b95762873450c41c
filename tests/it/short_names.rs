//! Schools whose names are hardly names: numbers, and words that head other things. They are read, or it is told that
//! they were not.

use support::{Folder, Grid, KSFS, RATINGS, SchoolRows, Sheet};

#[test]
fn schools_that_are_only_numbered_are_read_in_every_layout() {
    let names =
        ["School 1", "School 0-0-2", "School no. 3", "Cluster school 4", "School 880/2001", "Oakfield"];
    let of = |at: u8| [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(|ksf: u8| (at + ksf) % 10 + 1);
    let grid = (0..).zip(names).fold(Grid::of("Moorland"), |grid, (at, name)| grid.school(name, of(at)));
    let numbered = names.into_iter().chain(["7", "8"]);
    let rows = (0..)
        .zip(numbered)
        .fold(SchoolRows::with(&["School", "Cluster"]), |rows, (at, name)| rows.row(&[name, "Rows"], of(at)));
    let mut list = Sheet::new("List").row("A1", ["School", "Cluster", "KSF", "Rating"]);
    for (at, name) in (0..).zip(names.into_iter().chain(["7", "8"])) {
        for (ksf, rating) in of(at).into_iter().enumerate() {
            let row = format!("A{}", 2 + usize::from(at) * 10 + ksf);
            list = list.row(&row, [name, "List", KSFS[ksf]]).put(&row.replace('A', "D"), rating);
        }
    }
    let folder = Folder::new()
        .save("Moorland.xlsx", &grid)
        .save("rows.xlsx", &rows)
        .save("list.xlsx", &list)
        .using(&["--la", "Northshire"]);
    assert_eq!(folder.check(), ["I219 list.xlsx A62", "I219 rows.xlsx A8", "I221"]);
    let mut book = folder.build();
    let mut of_clusters = book.of("Schools", ["Cluster", "School", "Answered"]);
    of_clusters.sort();
    let mut expected = Vec::new();
    for cluster in ["List", "Moorland", "Rows"] {
        let others = ["7", "8"].into_iter().filter(|_| cluster != "Moorland");
        expected.extend(names.into_iter().chain(others).map(|name| [cluster, name, "10"]));
    }
    expected.sort_unstable();
    assert_eq!(of_clusters, expected);
}

#[test]
fn a_label_that_could_be_a_schools_is_told_and_no_other() {
    let grid = |label: &str| {
        let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS);
        Folder::with(&grid.school(label, [3; 10])).using(&["--la", "Northshire"])
    };
    let rows = |label: &str| {
        let rows = SchoolRows::with(&["School", "Cluster"]).row(&["Oakfield", "Riverside"], RATINGS);
        Folder::with(&rows.row(&[label, "Riverside"], [3; 10]).row(&["Hill Top", "Riverside"], RATINGS))
            .using(&["--la", "Northshire"])
    };
    for label in ["Key", "The Support"] {
        assert_eq!(grid(label).check(), ["I215 return.xlsx D4"], "{label}");
        assert_eq!(rows(label).check(), ["I215 return.xlsx A3"], "{label}");
    }
    for label in ["Lowest", "Target", "All schools", "Rank", "Riverside cluster"] {
        assert_eq!(grid(label).check(), [""; 0], "{label}");
        assert_eq!(rows(label).check(), [""; 0], "{label}");
    }
    // Nobody repeats a heading with ratings beside it.
    assert_eq!(rows("The Academy").build().schools(), ["Hill Top", "Oakfield", "The Academy"]);
}
