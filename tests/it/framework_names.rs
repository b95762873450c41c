//! Success factors of other frameworks whose names are also words of headings, labels and figures: "School",
//! "Evidence base", "Average".

use support::{Factors, Folder, Sheet, Typed, WITH_FRAMEWORK, of_four};

const BANDS: [(u8, u8); 3] = [(1, 1), (2, 3), (4, 4)];

const AWKWARD: [&str; 17] = [
    "Leadership",
    "Evidence base",
    "Quality of teaching",
    "Total quality",
    "Action planning",
    "Target setting",
    "Average attendance",
    "School",
    "Cluster",
    "Rating scale",
    "Standard of care",
    "16 to 19 provision",
    "Comments and complaints",
    "Previous learning",
    "Support plan",
    "Total",
    "Average",
];

#[test]
fn factors_may_be_called_like_labels_headings_and_figures() {
    let factors = Factors::of("Standard", AWKWARD, BANDS);
    let ratings = of_four([1, 3, 5, 6], 17);
    factors.assert_read(&ratings);
}

#[test]
fn the_same_holds_for_a_few_of_them() {
    let factors = Factors::of("Standard", ["School", "Leadership", "Cluster", "Average"], BANDS);
    factors.assert_read(&[vec![1, 2, 3, 4], vec![4, 3, 1, 1], vec![2, 2, 3, 4], vec![1, 4, 4, 2]]);
}

#[test]
fn a_label_is_no_factor_where_the_factor_is_left_out() {
    let factors = Factors::of("Standard", AWKWARD, BANDS);
    let form = factors.form("Oak Primary School", [2; 17]).put("A17", "Something else");
    let folder = factors.saved_with(Folder::with(&form));
    assert_eq!(folder.check_with(&WITH_FRAMEWORK), ["K401 return.xlsx", "K403 return.xlsx A17"]);
    assert_eq!(folder.build_with(&WITH_FRAMEWORK).schools(), ["Oak Primary School"]);
}

#[test]
fn what_stands_beside_a_factor_is_not_the_factor() {
    let factors = Factors::of("Standard", ["Quality of teaching", "Evidence base", "Target setting"], BANDS);
    let mut sheet = Sheet::new("Responses").row(
        "A1",
        [
            "School",
            "Cluster",
            "Quality of teaching",
            "Quality of teaching – evidence",
            "Evidence base",
            "Evidence base: comments",
            "Target setting",
            "Target setting: actions",
        ],
    );
    sheet = sheet
        .row("A2", ["Oak Primary School", "Riverside"])
        .row("C2", [Typed::from(1), "Books".into(), 2.into(), "More".into(), 4.into(), "Meet".into()]);
    let folder = factors.saved_with(Folder::with(&sheet));
    assert_eq!(folder.check_with(&WITH_FRAMEWORK), [""; 0]);
    assert_eq!(folder.build_with(&WITH_FRAMEWORK).ratings_of("Oak Primary School"), ["1", "2", "4"]);
}

#[test]
fn factors_may_be_told_apart_by_a_letter_alone() {
    let names = ('A'..='T').map(|letter| format!("Strand {letter}"));
    let factors = Factors::of("Strand", names, BANDS);
    factors.assert_read(&of_four([1, 3, 5, 6], 20));
}

#[test]
fn labels_above_and_below_the_factors_keep_their_meaning() {
    let factors = Factors::of("Standard", ["Leadership", "School", "Cluster", "Average", "Reach"], BANDS);
    let form = factors.form("Oak Primary School", [1, 2, 3, 4, 2]);
    // A signature and figures below; no heading over the factors; several labels in a row.
    let signed = form.clone().row("A15", ["Average", "2.4"]).row("A17", ["School", "Oak Primary School"]);
    let bare = form.clone().put("A9", "");
    let beside = form
        .clone()
        .row("A3", ["School", "Oak Primary School", "Cluster", "Riverside"])
        .row("A4", ["", ""])
        .row("A5", ["", ""]);
    for sheet in [signed, bare, beside] {
        let folder = factors.saved_with(Folder::with(&sheet));
        assert_eq!(folder.check_with(&WITH_FRAMEWORK), [""; 0]);
        let mut book = folder.build_with(&WITH_FRAMEWORK);
        assert_eq!(book.ratings_of("Oak Primary School"), ["1", "2", "3", "4", "2"]);
        assert_eq!(book.of("Schools", ["Cluster", "School"]), [["Riverside", "Oak Primary School"]]);
    }
}

#[test]
fn columns_of_names_are_no_factors_where_these_are_left_out() {
    let factors = Factors::of("Standard", ["Leadership", "School", "Cluster", "Average", "Reach"], BANDS);
    let sheet = Sheet::new("Responses")
        .row("A1", ["School", "Cluster", "Leadership", "Average", "Reach"])
        .row("A2", [Typed::from("Oak Primary School"), "Riverside".into(), 1.into(), 2.into(), 3.into()]);
    let folder = factors.saved_with(Folder::with(&sheet));
    assert_eq!(folder.check_with(&WITH_FRAMEWORK), ["K401 return.xlsx", "K401 return.xlsx"]);
    let mut book = folder.build_with(&WITH_FRAMEWORK);
    assert_eq!(book.ratings_of("Oak Primary School"), ["1", "", "", "2", "3"]);
    assert_eq!(book.of("Schools", ["Cluster", "School"]), [["Riverside", "Oak Primary School"]]);
}
