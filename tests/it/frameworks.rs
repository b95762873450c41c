//! Other frameworks, end to end: `--framework` with other success factors, scales and bands. What a framework file must
//! not say is tested in `framework_files.rs`.

use std::path::Path;

use support::{Factors, Folder, Typed, WITH_FRAMEWORK, Written, assert_results_are_right, of_four, program};

const EXAMPLE: &str = "fixtures/frameworks/family-hubs.toml";

fn example() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE).display().to_string()
}

/// The standards of the example, as its returns print them.
fn hubs() -> Factors {
    let names = [
        "Welcoming and easy to find",
        "Leadership",
        "Start for Life and health visiting",
        "Parents and carers shape what is offered",
        "Joined-up working & shared records",
        "Evidence base",
    ];
    Factors::of("Standard", names, [(1, 1), (2, 3), (4, 4)])
}

fn typed<T: Into<Typed>>(ratings: impl IntoIterator<Item = T>) -> Vec<Typed> {
    ratings.into_iter().map(Into::into).collect()
}

/// Returns of the example in three layouts.
fn hub_returns() -> Folder {
    let oakfield: [Typed; 6] =
        [1.into(), 2.into(), "3/4".into(), "three".into(), 5.into(), "3 out of 4".into()];
    let form = hubs().form("Oakfield Primary School", oakfield).put("B9", "Rating (1-4)");
    let grid = hubs().grid(
        "Harbour",
        &[
            ("Seaview Infant School", typed([1, 2, 3, 4, 1, 2])),
            ("Bay High School", typed([4, 4, 4, 4, 1, 3])),
        ],
    );
    let grid = grid
        .row("D4", ["Total", "Average"])
        .row("D5", [Typed::from(5), 2.5.into()])
        .row("D6", [Typed::from(7), 3.into()])
        .row("A11", ["Total of all six standards"])
        .row("B11", [13, 20]);
    let questions = hubs().names().to_vec().into_iter();
    let questions =
        questions.map(|n| format!("How would you rate your hub on: {n}? (1 = not yet, 4 = embedded)"));
    let rows = hubs()
        .rows("Moorland", &[("Hilltop Primary School", typed([1, 2, 3, 4, 3, 2]))])
        .row("D1", questions);
    Folder::new()
        .save("Northshire/oakfield.xlsx", &form)
        .save("Northshire/grid.xlsx", &grid)
        .save("Northshire/export.xlsx", &rows)
}

fn build(folder: &Folder, framework: &str) -> Written {
    folder.build_with(&["--framework", framework, "--la", "Northshire"])
}

// ------------------------------------------------------------------------------------------- the example of six on 1-4

#[test]
fn returns_in_every_layout_are_read_by_the_example() {
    let folder = hub_returns();
    let mut book = build(&folder, &example());
    assert_eq!(book.ratings_of("Oakfield Primary School"), ["1", "2", "3", "3", "", "3"]);
    assert_eq!(book.ratings_of("Seaview Infant School"), ["1", "2", "3", "4", "1", "2"]);
    assert_eq!(book.ratings_of("Bay High School"), ["4", "4", "4", "4", "1", "3"]);
    assert_eq!(book.ratings_of("Hilltop Primary School"), ["1", "2", "3", "4", "3", "2"]);
    let mut grids = book.sheets();
    grids.retain(|sheet| sheet.starts_with("KSF grid"));
    assert_eq!(grids, ["KSF grid Harbour", "KSF grid Moorland", "KSF grid Riverside"]);
}

#[test]
fn ratings_are_judged_by_the_example_s_scale() {
    let findings = hub_returns().findings_with(&["--framework", &example(), "--la", "Northshire"]);
    let said: Vec<String> = findings.iter().map(|f| format!("{} {} {}", f.rule, f.cell, f.found)).collect();
    assert_eq!(
        said,
        [
            "R301 B14 \"5\" was not used as a rating. Not on the scale from 1 to 4.",
            "S501 D6 One of the 2 totals does not follow from the ratings: KSF 2 says 7, the ratings give 6 (1 too high).",
            "R311 B12 \"3/4\" is text; it was read as the rating 3.",
            "R311 B13 \"three\" is text; it was read as the rating 3.",
            "R311 B15 \"3 out of 4\" is text; it was read as the rating 3.",
        ]
    );
}

#[test]
fn bands_formulas_and_shading_follow_the_example() {
    let folder = hub_returns();
    let mut book = build(&folder, &example());
    let bands: Vec<String> = book
        .of("Ratings", ["School", "Rating now", "Band"])
        .into_iter()
        .filter(|r| r[0] == "Bay High School")
        .map(|[_, r, b]| r + &b)
        .collect();
    assert_eq!(bands, ["4High", "4High", "4High", "4High", "1Low", "3Medium"]);
    let grid = book.sheet_part("KSF grid Harbour");
    for part in [
        // What may be typed, and what is outlined where it is pasted all the same.
        "<formula1>1</formula1><formula2>4</formula2>",
        "OR(E4&lt;&gt;INT(E4),E4&lt;1,E4&gt;4)",
        ",{1,2,3,4},0)",
        // Ratings, then averages, whose limits are half a rating lower.
        "operator=\"lessThan\"><formula>2</formula>",
        "operator=\"lessThan\"><formula>4</formula>",
        "operator=\"lessThan\"><formula>1.5</formula>",
        "operator=\"lessThan\"><formula>3.5</formula>",
        // Just below a limit more decimals are shown.
        "operator=\"lessThan\"><formula>3.45</formula>",
        // Counts by band.
        "MATCH($E4:$F4,{1},0)",
        "MATCH($E4:$F4,{2,3},0)",
        "MATCH($E4:$F4,{4},0)",
        "Please type a whole number from 1 to 4,",
    ] {
        assert!(grid.contains(part), "{part}\n{grid}");
    }
}

#[test]
fn texts_follow_the_example() {
    let folder = hub_returns();
    let mut book = build(&folder, &example());
    let contents = [book.cells("Contents"), book.cells("About these figures")].concat().concat().join("\n");
    for text in [
        "Family hubs self-review",
        "Ratings of 6 key success factors from 4 schools",
        "Key success factor; the self-assessment says \"Standard\".",
        "L   low   1\nNot in place. Agree who starts, and by when.",
        "M   medium   2–3",
        "H   high   4",
        "1.4 is low, 1.5 is medium, 3.5 is high",
        "2 Leadership",
    ] {
        assert!(contents.contains(text), "{text}\n{contents}");
    }
    let grid = book.cells("KSF grid Harbour").concat().join("\n");
    for text in ["1 L\n2–3 M\n4 H\n", "4  Which hub could show another how it is done?"] {
        assert!(grid.contains(text), "{text}\n{grid}");
    }
    let properties = book.part("docProps/core.xml");
    assert!(
        properties.contains("family hubs self-review") && !properties.contains("extended services"),
        "{properties}"
    );
}

#[test]
fn the_example_s_formulas_are_what_libreoffice_calculates() {
    let folder = hub_returns();
    build(&folder, &example());
    assert_results_are_right(&folder.path("out.xlsx"), &folder.path(""), 100);
}

#[test]
fn a_workbook_of_the_example_is_read_again() {
    let folder = hub_returns();
    let mut first = build(&folder, &example());
    let again = ["build", "out.xlsx", "-o", "again.xlsx", "--framework", &example()];
    folder.run(&again).expect(0);
    let columns = ["Local authority", "Cluster", "School", "KSF number", "Rating submitted"];
    assert_eq!(first.of("Ratings", columns), folder.written("again.xlsx").of("Ratings", columns));
}

// ------------------------------------------------------------------------------------------------ other scales and sizes

#[test]
fn nought_may_be_on_the_scale() {
    let factors = Factors::of("Criterion", ["Vision", "Staffing", "Reach"], [(0, 0), (1, 2), (3, 3)]);
    let (_folder, mut book) =
        factors.assert_read(&[vec![0, 1, 3], vec![0, 0, 1], vec![3, 0, 2], vec![0, 2, 0]]);
    let averages: Vec<[String; 4]> = book.of("LASummary", ["KSF", "All schools", "Band", "Low"]);
    assert_eq!(averages[0], ["Vision", "0.6", "Medium", "4"]);
    let key = [book.cells("Contents"), book.cells("About these figures")].concat().concat().join("\n");
    assert!(key.contains("L   low   0") && key.contains("0.4 is low, 0.5 is medium, 2.5 is high"), "{key}");
}

#[test]
fn the_scale_may_go_to_a_hundred() {
    let names = (1..=14).map(|n| format!("Outcome area {}", char::from(b'A' + n)));
    let factors = Factors::of("Outcome", names, [(1, 39), (40, 69), (70, 100)]);
    let ratings = [7, 11, 13, 17]
        .map(|step: u32| (1..=14).map(|n| u8::try_from(n * step % 100 + 1).unwrap()).collect());
    let (_folder, book) = factors.assert_read(&ratings);
    assert!(book.sheet_part("KSF grid Harbour").contains("<formula2>100</formula2>"));
}

#[test]
fn two_factors_are_enough_and_forty_are_not_too_many() {
    let two = Factors::of("Outcome", ["Vision", "Reach"], [(1, 2), (3, 3), (4, 5)]);
    two.assert_read(&[vec![1, 5], vec![3, 2], vec![4, 5], vec![5, 1]]);
    let names = (0..40_u8).map(|n| {
        format!(
            "Matter {} with its partners",
            char::from(b'A' + n % 26).to_string().repeat(usize::from(n / 26) + 2)
        )
    });
    let forty = Factors::of("Indicator", names, [(1, 1), (2, 3), (4, 4)]);
    let ratings = of_four([1, 2, 3, 5], 40);
    forty.assert_read(&ratings);
}

#[test]
fn forms_of_two_factors_may_stand_below_each_other() {
    let two = Factors::of("Outcome", ["Vision", "Reach"], [(1, 2), (3, 3), (4, 5)]);
    let sheet =
        two.form("Oak Primary School", [1, 5]).and(two.form("Elm Primary School", [4, 2]).moved(12, 0));
    let folder = two.saved_with(Folder::with(&sheet));
    let mut book = folder.build_with(&WITH_FRAMEWORK);
    assert_eq!(
        (book.ratings_of("Oak Primary School"), book.ratings_of("Elm Primary School")),
        (vec!["1".to_owned(), "5".to_owned()], vec!["4".to_owned(), "2".to_owned()])
    );
}

#[test]
fn a_name_may_be_a_long_sentence() {
    let names = ["governance", "reach", "staffing", "records"].map(|end| {
        format!(
            "The hub offers a welcoming, inclusive place in which every family feels safe and listened to, and in which \
             staff know what to do whenever a parent asks about money, housing, health, work or the learning of their \
             children: {end}"
        )
    });
    let factors = Factors::of("Quality statement", names, [(1, 1), (2, 3), (4, 4)]);
    factors.assert_read(&[vec![1, 2, 3, 4], vec![4, 3, 3, 1], vec![2, 2, 3, 4], vec![1, 1, 4, 4]]);
}

#[test]
fn headings_speak_of_the_framework_s_terms_and_scale() {
    for heading in [
        "Standard rating",
        "Standard score (1-4)",
        "Mark out of four",
        "1 = not yet, 4 = embedded",
        "How well is the standard met? 1 to 4",
    ] {
        let form = hubs()
            .form("Oak Primary School", [1, 2, 3, 4, 3, 2])
            .put("B9", heading)
            .row("D9", ["Last year's rating"]);
        let form = form.row("D10", [4]).row("D11", [4]).row("D12", [4]);
        let options = ["--framework", &example(), "--la", "Northshire"];
        assert_eq!(Folder::with(&form).check_with(&options), [""; 0], "{heading}");
    }
}

#[test]
fn what_the_framework_is_called_names_no_school_and_no_cluster() {
    let form = |name: &str| {
        let mut sheet = hubs().form("", [1, 2, 3, 4, 3, 2]);
        sheet.name = name.to_owned();
        sheet.put("A4", "").put("B4", "").put("A5", "").put("B5", "")
    };
    let folder = Folder::new()
        .save(
            "Family hubs self-review/Riverside/Oak Primary School - Family hubs self-review.xlsx",
            &form("Standards"),
        )
        .save(
            "Family hubs self-review/Riverside/Family hubs self-review Elm School.xlsx",
            &form("Family hubs self-review"),
        );
    let rows = build(&folder, &example()).of("Schools", ["Local authority", "Cluster", "School"]);
    assert_eq!(
        rows,
        [["Northshire", "Riverside", "Elm School"], ["Northshire", "Riverside", "Oak Primary School"]]
    );
}

#[test]
fn the_built_in_framework_given_as_a_file_changes_nothing() {
    let printed = program().arg("framework").output().expect("the program starts").stdout;
    let folder = Folder::with(&support::Form::of("Oakfield").rating(3, "7/10"));
    std::fs::write(folder.path("framework.toml"), printed).expect("a file");
    folder.build();
    let built_in = std::fs::read(folder.path("out.xlsx")).expect("a workbook");
    build(&folder, "framework.toml");
    assert_eq!(std::fs::read(folder.path("out.xlsx")).expect("a workbook"), built_in);
}
