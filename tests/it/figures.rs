//! The figures of a review workshop, as the workbook shows them: bands of averages, the order of need, patterns, who
//! can help whom, and averages that are never averages of averages.

use support::{Folder, Form, Grid, RATINGS, Written};

const LA: [&str; 2] = ["--la", "Northshire"];

fn built(folder: &Folder) -> Written {
    folder.build_with(&LA)
}

/// A column of the priorities by KSF number.
fn priority(book: &mut Written, column: &str) -> Vec<String> {
    let mut rows = book.of("Priorities", ["KSF number", column]);
    rows.sort_by_key(|[number, _]| number.parse::<u8>().expect("a KSF's number"));
    rows.into_iter().map(|[_, value]| value).collect()
}

/// The KSF numbers of the priorities in their order.
fn need_order(book: &mut Written) -> Vec<String> {
    book.of("Priorities", ["KSF number"]).into_iter().map(|[number]| number).collect()
}

/// A grid of a hundred schools in which this many give a KSF the higher of two ratings, for each KSF.
fn hundred(ksfs: [(u8, usize); 10]) -> Grid {
    (0..100).fold(Grid::of("Riverside"), |grid, school| {
        grid.school(&format!("School {school}"), ksfs.map(|(low, higher)| low + u8::from(school < higher)))
    })
}

/// The numbers of the KSFs that the action plan begins with.
fn first_needs(book: &mut Written) -> Vec<String> {
    let filled_in = book.of("ActionPlan", ["KSF"]).into_iter().filter(|[ksf]| !ksf.is_empty());
    filled_in.map(|[ksf]| ksf.split(' ').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_band_of_an_average_is_that_of_the_average_rounded_half_up() {
    let ksfs = [(3, 49), (3, 50), (7, 49), (7, 50), (1, 0), (10, 0), (3, 100), (3, 0), (8, 0), (7, 0)];
    let mut book = built(&Folder::with(&hundred(ksfs)));
    assert_eq!(priority(&mut book, "Average")[..4], ["3.49", "3.5", "7.49", "7.5"]);
    let bands = ["Low", "Medium", "Medium", "High", "Low", "High", "Medium", "Low", "High", "Medium"];
    assert_eq!(priority(&mut book, "Band"), bands);
}

#[test]
fn need_is_the_lowest_average_then_the_most_schools_low_then_the_number() {
    let grid = Grid::of("Riverside")
        .school("A", ["5", "1", "5", "9", "3", "5", "2", "", "5", "8"])
        .school("B", ["5", "9", "5", "1", "4", "5", "3", "", "5", "8"]);
    let mut book = built(&Folder::with(&grid));
    assert_eq!(need_order(&mut book), ["7", "5", "2", "4", "1", "3", "6", "9", "10", "8"]);
    assert_eq!(first_needs(&mut book), ["7", "5", "2"]);
}

#[test]
fn ksfs_that_nobody_answered_are_never_among_the_needs() {
    let entries = ["", "", "", "", "", "", "", "", "6", "7"];
    let grid = Grid::of("Riverside").school("A", entries).school("B", entries);
    let mut book = built(&Folder::with(&grid));
    assert_eq!(need_order(&mut book)[..3], ["9", "10", "1"]);
    assert_eq!(first_needs(&mut book), ["9", "10"]);
    let unanswered =
        book.table("Priorities")[2].texts(["Average", "Band", "Answered", "Pattern", "Schools low"]);
    assert_eq!(unanswered, ["", "", "0", "", ""]);
}

#[test]
fn a_ksfs_pattern_is_the_first_that_fits() {
    let grid = Grid::of("Riverside")
        .school("A", ["1", "1", "1", "1", "8", "5", "", "8", "3", "3"])
        .school("B", ["2", "9", "9", "5", "8", "5", "", "7", "", "8"])
        .school("C", ["8", "2", "5", "5", "5", "5", "", "7", "8", "8"])
        .school("D", ["9", "5", "5", "5", "5", "9", "", "10", "", "8"]);
    let mut book = built(&Folder::with(&grid));
    let patterns = [
        "cluster-wide", // two of four low, though two are high
        "cluster-wide",
        "split",
        "isolated",
        "secure", // two of four high
        "steady",
        "", // nobody answered
        "secure",
        "cluster-wide", // one of the two who answered
        "split",
    ];
    assert_eq!(priority(&mut book, "Pattern"), patterns);
}

#[test]
fn who_could_help_is_in_the_cluster_else_the_best_of_the_authority_else_nobody() {
    let all = |first: u8, second: u8, third: u8| [first, second, third, 5, 5, 5, 5, 5, 5, 4];
    let folder = Folder::new()
        .save("a.xlsx", &Grid::of("Abbey").school("Weald", all(2, 2, 2)).school("Able", all(9, 3, 7)))
        .save("b.xlsx", &Grid::of("Harbour").school("Quay", all(5, 8, 7)).school("Sea", all(5, 9, 7)))
        .save("c.xlsx", &Grid::of("Castle").school("Kepwick", all(5, 9, 7)).school("Moat", all(5, 5, 5)));
    let rows = built(&folder).of("Priorities", ["Cluster", "KSF number", "Schools low", "Could help"]);
    let of =
        |ksf: &str| rows.iter().find(|[c, k, ..]| c == "Abbey" && k == ksf).expect("a row")[2..].to_vec();
    assert_eq!(of("1"), ["Weald (2)", "Able (9)"]);
    assert_eq!(of("2"), ["Able (3), Weald (2)", "Kepwick (9), Castle cluster"]);
    assert_eq!(
        of("3"),
        ["Weald (2)", "nobody among these schools is high; highest: Able (7), Abbey cluster"]
    );
}

#[test]
fn an_average_over_clusters_counts_every_school_once() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Alone").cluster("Small").ratings([10; 10]).rating(10, ""))
        .save(
            "b.xlsx",
            &(1..=3).fold(Grid::of("Big"), |grid, n| grid.school(&format!("School {n}"), [2; 10])),
        );
    let mut book = built(&folder);
    let first = book.table("LASummary")[0].texts(["Big", "Small", "All schools", "Low", "High"]);
    assert_eq!(first, ["2", "10", "4", "3", "1"]);
    let last = book.table("LASummary")[9].texts(["Small", "All schools"]);
    assert_eq!(last, ["", "2"]);
    let clusters = book.of("Clusters", ["Cluster", "Schools", "Returns", "Average", "Band"]);
    assert_eq!(clusters, [["Big", "3", "3", "2", "Low"], ["Small", "1", "1", "10", "High"]]);
    let completion: Vec<f64> =
        book.of("Clusters", ["Completion"]).iter().map(|[share]| share.parse().unwrap()).collect();
    assert!((completion[0] - 1.0).abs() < 1e-9 && (completion[1] - 0.9).abs() < 1e-9, "{completion:?}");
}

#[test]
fn a_clusters_average_is_of_all_its_ratings_and_no_average_of_averages() {
    let few = ["10", "", "", "", "", "", "", "", "", ""];
    let grid = Grid::of("Riverside").school("A", few).school("B", ["1"; 10].map(|_| "1"));
    let mut book = built(&Folder::with(&grid));
    let cells = book.cells("KSF grid");
    let last = cells.iter().find(|row| row[1] == "Average over all KSFs").expect("a last row");
    let average: f64 = last[3].parse().unwrap();
    assert!((average - 20.0 / 11.0).abs() < 1e-9, "{average}");
    let schools = book.of("Schools", ["School", "Against cluster average"]);
    let against: f64 = schools[0][1].parse().unwrap();
    assert!((against - (10.0 - 20.0 / 11.0)).abs() < 1e-9, "{schools:?}");
}

#[test]
fn a_school_is_weakest_and_strongest_where_its_ratings_differ() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("A").ratings([3, 9, 3, 5, 9, 5, 5, 5, 5, 5]))
        .save("b.xlsx", &Form::of("B").ratings([5; 10]))
        .save("c.xlsx", &Form::of("C").ratings([""; 10]).rating(2, 4))
        .save("d.xlsx", &Form::of("D").ratings([""; 10]));
    let rows = built(&folder).of("Schools", ["School", "Average", "Weakest KSFs", "Strongest KSFs"]);
    assert_eq!(
        rows,
        [["A", "5.4", "1, 3", "2, 5"], ["B", "5", "", ""], ["C", "4", "", ""], ["D", "", "", ""]]
    );
}

#[test]
fn names_sort_as_people_count() {
    let names = ["School 10", "school 9", "Abbey", "School 2"];
    let grid = names.iter().fold(Grid::of("Cluster 10"), |grid, name| grid.school(name, RATINGS));
    let folder = Folder::new()
        .save("a.xlsx", &grid)
        .save("b.xlsx", &Form::of("Oakfield").cluster("Cluster 9"))
        .save("c.xlsx", &Form::of("Hill Top").cluster("abbey"));
    let rows = built(&folder).of("Schools", ["Cluster", "School"]);
    let names: Vec<&str> = rows.iter().map(|[_, school]| school.as_str()).collect();
    assert_eq!(names, ["Hill Top", "Oakfield", "Abbey", "School 2", "school 9", "School 10"]);
}
