//! What a table, a sheet or a name leaves open is read right or told: no return, rating or school is lost or made without a
//! word.

use support::{Book, Folder, Form, Grid, KSFS, RATINGS, Sheet, Typed};

const OAKFIELD: &str = "Oakfield Primary";
const HILL: &str = "Hill Top Junior";
const OTHERS: [u8; 10] = [4, 2, 6, 9, 9, 10, 3, 3, 8, 5];

type Cells = Vec<Typed>;

/// Cells of a row: these texts, and the ratings.
fn row(texts: &[&str], ratings: [u8; 10]) -> Cells {
    texts.iter().map(|text| Typed::from(*text)).chain(ratings.map(Typed::from)).collect()
}

fn texts(texts: &[&str]) -> Cells {
    texts.iter().map(|text| Typed::from(*text)).collect()
}

/// Rows below headings that end with the KSFs.
fn below(headings: &[&str], rows: Vec<Cells>) -> Sheet {
    let top = headings.iter().copied().chain(KSFS).map(Typed::from).collect();
    let rows = std::iter::once(top).chain(rows);
    (1..).zip(rows).fold(Sheet::new("Returns"), |sheet, (at, row)| sheet.row(&format!("A{at}"), row))
}

/// A grid: rows above the KSFs, and the columns of ratings.
fn grid(above: &[&[&str]], columns: &[[u8; 10]]) -> Sheet {
    let sheet = (1..)
        .zip(above)
        .fold(Sheet::new("Returns"), |sheet, (at, row)| sheet.row(&format!("A{at}"), row.iter().copied()));
    (0..10).fold(sheet, |sheet, ksf| {
        let ratings = columns.iter().map(|column| Typed::from(column[ksf]));
        let row: Cells = std::iter::once(Typed::from(KSFS[ksf])).chain(ratings).collect();
        sheet.row(&format!("A{}", above.len() + 1 + ksf), row)
    })
}

fn told(sheet: &Sheet) -> Vec<String> {
    rules(&Folder::with(sheet))
}

/// The rules of what was found, without those about a missing cluster or authority.
fn rules(folder: &Folder) -> Vec<String> {
    let findings = folder.findings();
    let all = findings.into_iter().map(|finding| finding.rule);
    all.filter(|rule| !["I203", "I204"].contains(&rule.as_str())).collect()
}

fn schools(sheet: &Sheet) -> Vec<String> {
    Folder::with(sheet).build().schools()
}

#[test]
fn of_rows_of_several_stages_only_the_same_schools_outdo_each_other() {
    let two_clusters = below(
        &["School", "Cluster", "Stage"],
        vec![
            row(&["St Mary's Primary", "Riverside", "Initial"], RATINGS),
            row(&["St Mary's Primary", "Harbour", "Agreed"], OTHERS),
            row(&[OAKFIELD, "Riverside", "Agreed"], OTHERS),
        ],
    );
    assert_eq!(Folder::with(&two_clusters).build().of("Schools", ["School"]).len(), 3);
    let another_number = below(
        &["School", "DfE number", "Stage"],
        vec![row(&[OAKFIELD, "880/2001", "Initial"], RATINGS), row(&["", "880/2002", "Agreed"], OTHERS)],
    );
    assert_eq!(told(&another_number), ["I201"]);
    let mut book = Folder::with(&another_number).build();
    assert_eq!(book.ratings_of(OAKFIELD), RATINGS.map(|n| n.to_string()));
    let nameless = below(
        &["School", "Stage"],
        vec![
            row(&[OAKFIELD, "Initial"], RATINGS),
            row(&["", "Agreed"], OTHERS),
            row(&["", "Agreed"], RATINGS),
        ],
    );
    assert_eq!(told(&nameless), ["I201"]);
    assert_eq!(Folder::with(&nameless).build().ratings_of(OAKFIELD), OTHERS.map(|n| n.to_string()));
}

#[test]
fn where_agreed_ratings_are_given_a_missing_one_is_no_initial_one() {
    let sheet = Sheet::new("Returns").row("A1", ["School"]);
    let sheet = (0..10).fold(sheet, |sheet, ksf: u16| {
        let column = 1 + 2 * ksf;
        let agreed = if ksf == 3 { Typed::Nothing } else { RATINGS[usize::from(ksf)].into() };
        sheet
            .put_at(0, column, KSFS[usize::from(ksf)])
            .put_at(1, column, "Agreed")
            .put_at(1, column + 1, "Initial")
            .put_at(2, column, agreed)
            .put_at(2, column + 1, OTHERS[usize::from(ksf)])
    });
    let sheet = sheet.put("A3", OAKFIELD);
    assert_eq!(told(&sheet), ["R310"]);
    assert_eq!(Folder::with(&sheet).build().ratings_of(OAKFIELD)[3], "");
}

#[test]
fn what_may_be_a_school_is_told_also_if_one_rating_is_missing() {
    let mut ratings = row(&["Pathways Support"], OTHERS);
    ratings[1] = "N/A".into();
    let rows = below(&["School"], vec![row(&[OAKFIELD], RATINGS), row(&[HILL], OTHERS), ratings.clone()]);
    assert_eq!(told(&rows), ["I215"]);
    let columns = grid(&[&["KSF", OAKFIELD, HILL, "Pathways Support"]], &[RATINGS, OTHERS, OTHERS]);
    assert_eq!(told(&columns.put("D2", "N/A")), ["I215"]);
    let alone = below(&["Ref"], vec![ratings.clone(), ratings]);
    assert_eq!(told(&alone), ["F110"]);
}

#[test]
fn a_table_goes_on_behind_blank_rows() {
    for blank in [1, 5, 9] {
        let gap = std::iter::repeat_n(Cells::new(), blank);
        let rows: Vec<Cells> = [row(&[OAKFIELD], RATINGS)]
            .into_iter()
            .chain(gap.clone())
            .chain([row(&[HILL], OTHERS)])
            .collect();
        assert_eq!(schools(&below(&["School"], rows)), [HILL, OAKFIELD], "{blank}");
        let entries = |school, ratings: [u8; 10]| {
            KSFS.into_iter().zip(ratings).map(move |(ksf, n)| vec![Typed::from(school), ksf.into(), n.into()])
        };
        let list = entries(OAKFIELD, RATINGS).chain(gap).chain(entries(HILL, OTHERS));
        let list = std::iter::once(texts(&["School", "KSF", "Rating"])).chain(list);
        let list = (1..).zip(list).fold(Sheet::new("List"), |s, (at, row)| s.row(&format!("A{at}"), row));
        assert_eq!(schools(&list), [HILL, OAKFIELD], "{blank}");
    }
    // A sentence in place of some of the ratings.
    let late = "We have not been able to discuss this one with the governors yet, sorry";
    let mut answers = row(&[HILL], OTHERS);
    answers[1..7].fill(late.into());
    let rows = vec![row(&[OAKFIELD], RATINGS), Cells::new(), answers];
    assert_eq!(schools(&below(&["School"], rows)), [HILL, OAKFIELD]);
}

#[test]
fn a_name_that_is_written_once_over_a_clusters_average_is_no_school() {
    let entries = |name: &'static str, ratings: [u8; 10]| {
        let cells = move |ksf: usize| {
            vec![Typed::from(if ksf == 0 { name } else { "" }), KSFS[ksf].into(), ratings[ksf].into()]
        };
        (0..10).map(cells)
    };
    let list =
        entries(OAKFIELD, RATINGS).chain(entries(HILL, OTHERS)).chain(entries("Cluster average", OTHERS));
    let list = std::iter::once(texts(&["School", "KSF", "Rating"])).chain(list);
    let list = (1..).zip(list).fold(Sheet::new("List"), |s, (at, row)| s.row(&format!("A{at}"), row));
    assert_eq!(schools(&list), [HILL, OAKFIELD]);
}

#[test]
fn texts_between_the_ksfs_are_other_schools_names_or_told() {
    let between = |texts: [&str; 3], label: &str| {
        let sheet = Sheet::new("Returns").row("A1", ["KSF", OAKFIELD, HILL]);
        let sheet = (0..10u32).fold(sheet, |sheet, ksf| {
            let at = ksf as usize;
            let row = [Typed::from(KSFS[at]), RATINGS[at].into(), OTHERS[at].into()];
            sheet.row(&format!("A{}", ksf + 2 + u32::from(ksf > 4)), row)
        });
        sheet.row("A7", [label, texts[1], texts[2]])
    };
    assert_eq!(told(&between(["", "Jane Smith", "Tom Brown"], "")), ["F110"]);
    let other_names = between(["", "Ash Lane Primary", "Elm Road Infant"], "KSF");
    assert_eq!(Folder::with(&other_names).build().of("Schools", ["School"]).len(), 4);
}

#[test]
fn other_schools_beside_the_one_that_a_form_states_are_told() {
    let rows: [&[&str]; 3] = [&["School: Oakfield Primary"], &[], &["KSF", OAKFIELD, HILL]];
    let sheet = grid(&rows, &[RATINGS, OTHERS]);
    assert_eq!(told(&sheet), ["I215"]);
    assert_eq!(schools(&sheet), [OAKFIELD]);
}

#[test]
fn names_over_two_rows_are_read_in_whichever_of_them_the_ksfs_are_headed() {
    let expected = ["Coppice Wood", "Holy Cross", "St John's", "St Mary's"];
    let columns = [RATINGS, OTHERS, RATINGS, OTHERS];
    for rows in [
        [["KSF", "St", "St", "Holy", "Coppice"], ["", "Mary's", "John's", "Cross", "Wood"]],
        [["", "St", "St", "Holy", "Coppice"], ["KSF", "Mary's", "John's", "Cross", "Wood"]],
    ] {
        assert_eq!(schools(&grid(&[&rows[0], &rows[1]], &columns)), expected);
    }
    // What stands over two schools is their cluster.
    let rows: [&[&str]; 2] = [
        &["", "Riverside", "Riverside", "Harbour", "Harbour"],
        &["KSF", "Oakfield", "Academy", "Elm", "Ash"],
    ];
    let mut book = Folder::with(&grid(&rows, &columns)).build();
    assert_eq!(
        book.of("Schools", ["Cluster", "School"]),
        [["Harbour", "Ash"], ["Harbour", "Elm"], ["Riverside", "Oakfield"]]
    );
}

#[test]
fn a_key_gives_schools_names_and_says_so_or_gives_nothing() {
    let with_key = |key: [[&str; 2]; 2]| {
        let sheet = grid(&[&["KSF", "School A", "School B"]], &[RATINGS, OTHERS]);
        sheet.row("A14", key[0]).row("A15", key[1])
    };
    let key = with_key([["School A", OAKFIELD], ["School B", HILL]]);
    assert_eq!(schools(&key), [HILL, OAKFIELD]);
    assert_eq!(told(&key), ["I202", "I202"]);
    for no_key in [
        [["School A", "Jane Smith"], ["School B", "Tom Brown"]],
        [["School A", OAKFIELD], ["School B", OAKFIELD]],
        [["School A", OAKFIELD], ["School C", HILL]],
    ] {
        assert_eq!(schools(&with_key(no_key)), ["School A", "School B"], "{no_key:?}");
    }
}

#[test]
fn schools_that_are_called_by_a_code_are_told() {
    let rows =
        |names: [&str; 2]| below(&["School"], vec![row(&[names[0]], RATINGS), row(&[names[1]], OTHERS)]);
    assert_eq!(told(&rows(["1", "2"])), ["I219"]);
    assert_eq!(told(&rows(["Q3 Academy", "School 12"])), [""; 0]);
}

#[test]
fn an_example_says_nothing_about_other_sheets() {
    let example =
        Sheet::new("Example").row("A1", ["School", "Anytown Primary"]).row("A2", ["Cluster", "Anytown"]);
    let book =
        Book::of([example, Form::unsigned().school(OAKFIELD).ratings(RATINGS).sheet_name("Ours").sheet()]);
    let schools = Folder::with(&book).build().of("Schools", ["Cluster", "School"]);
    assert_eq!(schools, [["Not stated", OAKFIELD]]);
}

#[test]
fn ratings_of_another_time_that_stand_alone_are_told() {
    let form = |sheet: &str| Form::of(OAKFIELD).ratings(RATINGS).sheet_name(sheet);
    assert_eq!(rules(&Folder::with(&form("Target"))), ["F119"]);
    let both = Book::of([form("Target").ratings(OTHERS).sheet(), form("Present").sheet()]);
    assert_eq!(rules(&Folder::with(&both)), ["F113"]);
}

#[test]
fn a_school_and_its_cluster_in_each_others_columns_are_told() {
    let sheet = below(
        &["School", "Cluster"],
        vec![
            row(&[OAKFIELD, "Castle Hill"], RATINGS),
            row(&[HILL, "Castle Hill"], OTHERS),
            row(&["Castle Hill", "Willow Bank Primary"], RATINGS),
        ],
    );
    assert_eq!(told(&sheet), ["I215"]);
    assert_eq!(schools(&sheet), [HILL, OAKFIELD]);
    // A cluster may be called after a school of it.
    let lead = below(&["School", "Cluster"], vec![row(&["Queensmead School", "Queensmead School"], RATINGS)]);
    assert_eq!(told(&lead), [""; 0]);
}

#[test]
fn sheets_and_files_may_be_called_by_cluster_and_school() {
    let form = |name: &str| Form::unsigned().ratings(RATINGS).sheet_name(name).sheet();
    let names = ["Three Rivers - Ash Hill", "Three Rivers - Birch Lane", "Saxon Vale - Crown Street"];
    let mut book = Folder::with(&Book::of(names.map(form))).build();
    let expected =
        [["Saxon Vale", "Crown Street"], ["Three Rivers", "Ash Hill"], ["Three Rivers", "Birch Lane"]];
    assert_eq!(book.of("Schools", ["Cluster", "School"]), expected);
    let files = names.into_iter().fold(Folder::new(), |folder, name| {
        folder.save(&format!("{name}.xlsx"), &Form::unsigned().ratings(RATINGS))
    });
    assert_eq!(files.build().of("Schools", ["Cluster", "School"]), expected);
    for (names, schools) in [
        (["Oakfield - Infants", "Oakfield - Juniors"], ["Oakfield Infants", "Oakfield Juniors"]),
        (
            ["Oakfield Primary - North", "Oakfield Primary - South"],
            ["Oakfield Primary - North", "Oakfield Primary - South"],
        ),
    ] {
        let book = Folder::with(&Book::of(names.map(form))).build().schools();
        assert_eq!(book, schools);
    }
}

#[test]
fn a_grid_keeps_schools_that_are_called_as_their_sheet() {
    let grid = Grid::of("Riverside").school(OAKFIELD, RATINGS).sheet_name(OAKFIELD);
    assert_eq!(Folder::with(&grid).build().schools(), [OAKFIELD]);
}

#[test]
fn a_rating_may_stand_in_a_later_row_of_its_label() {
    let head = Sheet::new("Form")
        .row("A1", ["School", OAKFIELD])
        .row("A3", ["Key success factor", "Aspect", "Rating"]);
    let form = |at: u32, both: bool| {
        KSFS.iter().zip(RATINGS).zip(0..).fold(head.clone(), |sheet, ((ksf, rating), n)| {
            let row = 4 + 2 * n;
            let sheet = sheet
                .row(&format!("A{row}"), [*ksf, "What we do"])
                .row(&format!("B{}", row + 1), ["Our rating"])
                .put(&format!("C{}", row + at), rating)
                .merge_down(&format!("A{row}"), row + 1);
            if both { sheet.put(&format!("C{row}"), 4) } else { sheet }
        })
    };
    for at in [0, 1] {
        let mut book = Folder::with(&Book::of([form(at, false)])).build();
        assert_eq!(book.ratings_of(OAKFIELD), RATINGS.map(|rating| rating.to_string()));
        assert_eq!(told(&form(at, false)), [""; 0]);
    }
    // A number in each row: which is the rating is not said.
    assert_ne!(told(&form(1, true)), [""; 0]);
}

#[test]
fn numbers_in_a_later_row_of_a_label_are_told_where_they_may_be_something_else() {
    let head = Sheet::new("Form")
        .row("A1", ["School", OAKFIELD])
        .row("A3", ["Key success factor", "Aspect", "Rating"]);
    for aspect in ["Target", "Last year", "Average", "Governors' view", "Where we want to be"] {
        let form = KSFS.iter().zip(RATINGS).zip(0..).fold(head.clone(), |sheet, ((ksf, rating), n)| {
            let row = 4 + 2 * n;
            sheet
                .row(&format!("A{row}"), [*ksf, "Now"])
                .row(&format!("B{}", row + 1), [aspect])
                .put(&format!("C{}", row + 1), rating)
                .merge_down(&format!("A{row}"), row + 1)
        });
        assert_eq!(told(&form), ["F110"], "{aspect}");
    }
}
