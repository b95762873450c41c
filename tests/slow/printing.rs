//! What is printed can be read: no text of any sheet is smaller than seven points on its paper, with up to twenty clusters
//! or thirty schools, and with more.

use std::path::PathBuf;

use support::{Folder, KSFS, SchoolRows, printed};

/// The smallest text, in points.
const LEAST: f64 = 7.0;

/// Names as long as schools' are.
const NAMES: [&str; 6] = [
    "Ashgrove Primary School",
    "Hollin Bank Community Primary School",
    "St Bernadine's RC Primary School",
    "Heatherthwaite C of E Primary School",
    "Ottermere High School",
    "Curlew Community College",
];

/// A workbook of clusters of so many schools each.
fn built(sizes: &[usize]) -> (Folder, PathBuf) {
    let mut rows = SchoolRows::with(&["Local authority", "Cluster", "School"]);
    for (cluster, size) in sizes.iter().enumerate() {
        for school in 0..*size {
            let name = format!("{} {}", NAMES[(cluster + school) % NAMES.len()], school + 1);
            let cluster_name =
                format!("{} {}", ["Harbour", "Riverside", "Quarry Hill"][cluster % 3], cluster + 1);
            let rating =
                |ksf: usize| u8::try_from((7 * cluster + 3 * school + 5 * ksf) % 10 + 1).expect("a rating");
            let ratings: [u8; KSFS.len()] = std::array::from_fn(rating);
            rows = rows.row(&["Northshire", &cluster_name, &name], ratings);
        }
    }
    let folder = Folder::new().save("returns.xlsx", &rows);
    folder.build();
    let path = folder.path("out.xlsx");
    (folder, path)
}

#[test]
fn no_text_on_paper_is_too_small_to_be_read() {
    let fixtures = Folder::new();
    let northshire = fixtures.path("northshire.xlsx");
    let returns = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/northshire");
    fixtures.run(&["build", returns, "-o", "northshire.xlsx"]).expect(0);
    let twenty: Vec<usize> = (0..20).map(|cluster| 1 + cluster % 12).collect();
    let collections = [&[1][..], &[10], &[20], &[30], &[31, 75], &twenty, &[2; 45]].map(built);
    let mut pages = Vec::new();
    // Each is called out.xlsx, so that each is printed on its own.
    for (folder, workbook) in &collections {
        let Some(printed) = printed(std::slice::from_ref(workbook), &folder.path("printed")) else { return };
        pages.extend(printed);
    }
    pages.extend(printed(&[northshire], &fixtures.path("printed")).expect("it was there before"));
    for (number, pages) in pages.iter().enumerate() {
        assert!(pages.len() > 5, "workbook {}: only {} pages", number + 1, pages.len());
        for page in pages {
            let smallest = page.sizes.first().copied().unwrap_or_default();
            assert!(smallest >= LEAST, "workbook {}, page {}: {:?}", number + 1, page.number, page.sizes);
        }
    }
}
