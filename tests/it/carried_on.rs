//! What people did in a workbook of ours is in the next one: whatever else they changed in it, and whatever the schools sent
//! meanwhile.

use std::fs;

use support::{Folder, Form, RATINGS, Written, with_numbers, with_text};

/// The parts of a workbook of one cluster.
const GRID: &str = "KSF grid";
const PLAN: &str = "Action plan";

const BUILD: [&str; 3] = ["build", "returns", "-o"];

fn form() -> Form {
    Form::of("Oakfield Primary").ratings(RATINGS)
}

/// A folder with returns and `worked.xlsx`, the workbook made from them after somebody worked in it.
fn worked(returns: &[(&str, &Form)], work: impl Fn(&[u8]) -> Vec<u8>) -> Folder {
    let folder = returns.iter().fold(Folder::new(), |folder, (name, form)| folder.save(name, *form));
    folder.run(&[&BUILD[..], &["out.xlsx"]].concat()).expect(0);
    let bytes = fs::read(folder.path("out.xlsx")).expect("the workbook");
    fs::write(folder.path("worked.xlsx"), work(&bytes)).expect("a file");
    folder
}

fn built(folder: &Folder, from: &[&str]) -> Written {
    folder.run(&[&["build"], from, &["-o", "next.xlsx", "--force"]].concat()).expect(0);
    folder.written("next.xlsx")
}

/// The first KSF's rating as submitted, as it is now, and the file that it was submitted in.
fn first_rating(mut book: Written) -> [String; 3] {
    book.of("Ratings", ["Rating submitted", "Rating now", "File"])[0].clone()
}

fn rules(mut book: Written) -> Vec<String> {
    let rules = book.of("Findings", ["Rule"]).into_iter().map(|[rule]| rule);
    rules.filter(|rule| !rule.is_empty()).collect()
}

const BOTH: [&str; 2] = ["returns", "worked.xlsx"];

#[test]
fn actions_are_found_under_headings_that_were_changed_and_are_as_long_as_they_were_typed() {
    let text = ["Join the network."; 200].join(" ");
    let folder = worked(&[("a.xlsx", &form())], |bytes| {
        ["F4", "I4", "J4"].iter().fold(with_text(bytes, PLAN, "F5", &text), |bytes, heading| {
            with_text(&bytes, PLAN, heading, "By somebody's own words")
        })
    });
    let planned = built(&folder, &["worked.xlsx"]).of("ActionPlan", ["Action"])[0][0].clone();
    assert_eq!(planned, text);
    let run = folder.run(&[&BUILD[..], &["worked.xlsx", "--force"]].concat()).expect(2);
    assert!(run.stderr.contains("1 entry in the action plan"), "{run}");
}

#[test]
fn what_stands_beside_the_plan_is_told() {
    let folder = worked(&[("a.xlsx", &form())], |bytes| with_text(bytes, PLAN, "C5", "no matter"));
    assert_eq!(rules(built(&folder, &["worked.xlsx"])), [""; 0]);
    let bytes = fs::read(folder.path("out.xlsx")).expect("the workbook");
    let plan = support::part_of_sheet(&bytes, PLAN);
    let beside = support::rewritten(&bytes, |name, xml| {
        let cell = "<c r=\"L5\" t=\"inlineStr\"><is><t>500 pounds</t></is></c></row><row r=\"6\"";
        if name == plan { xml.replacen("</row><row r=\"6\"", cell, 1) } else { xml }
    });
    fs::write(folder.path("worked.xlsx"), beside).expect("a file");
    let told = built(&folder, &["worked.xlsx"]).of("Findings", ["Rule", "What was found"]);
    assert!(told[0][0] == "F120" && told[0][1].contains("L5 \"500 pounds\""), "{told:?}");
}

#[test]
fn what_a_school_submitted_stays_whatever_is_stated_about_it() {
    let nobody = Form::unsigned().school("Oakfield Primary").ratings(RATINGS);
    for form in [form(), nobody] {
        let folder = worked(&[("a.xlsx", &form)], |bytes| with_numbers(bytes, GRID, &[("E4", 1)]));
        for from in [&["worked.xlsx"][..], &BOTH] {
            assert_eq!(first_rating(built(&folder, from)), ["7", "1", "a.xlsx"]);
        }
    }
}

#[test]
fn a_school_whose_heading_was_corrected_is_the_same_school() {
    let folder = worked(&[("a.xlsx", &form())], |bytes| {
        with_numbers(&with_text(bytes, GRID, "E3", "Ash Hill Juniors"), GRID, &[("E4", 1)])
    });
    let mut book = built(&folder, &["worked.xlsx"]);
    assert_eq!(book.schools(), ["Ash Hill Juniors"]);
    assert_eq!(first_rating(book), ["7", "1", "a.xlsx"]);
    let mut book = built(&folder, &BOTH);
    assert_eq!(book.schools(), ["Oakfield Primary"]);
    assert_eq!(first_rating(book), ["7", "1", "a.xlsx"]);
    assert!(rules(folder.written("next.xlsx")).contains(&"I205".to_owned()));
}

#[test]
fn what_a_school_sends_later_counts_where_nobody_changed_it_since() {
    let folder = worked(&[("a.xlsx", &form())], |bytes| with_numbers(bytes, GRID, &[("E4", 1)]));
    // It corrects its second rating, and later its first one, too, which had been changed in the workshop.
    let folder = folder.save("a.xlsx", &form().rating(2, 10));
    let mut book = built(&folder, &BOTH);
    let now: Vec<String> = book.of("Ratings", ["Rating now"]).into_iter().map(|[now]| now).collect();
    assert_eq!(now[..3], ["1", "10", "4"]);
    assert_eq!(rules(book), [""; 0]);
    let folder = folder.save("a.xlsx", &form().rating(1, 4));
    let book = built(&folder, &BOTH);
    assert_eq!(rules(book), ["D603"]);
    assert_eq!(first_rating(folder.written("next.xlsx"))[1], "");
}

#[test]
fn what_was_changed_stays_when_the_same_ratings_come_once_more() {
    let dated = |date| form().date(date);
    let folder = worked(&[("a.xlsx", &dated("12/03/2010"))], |bytes| with_numbers(bytes, GRID, &[("E4", 1)]));
    let folder = folder.save("a.xlsx", &dated("20/04/2010"));
    assert_eq!(first_rating(built(&folder, &BOTH)), ["7", "1", "a.xlsx"]);
    // Two returns that contradict each other, of which the workshop settled what they say.
    let twice = [form(), form().rating(1, 3)];
    let folder =
        worked(&[("a.xlsx", &twice[0]), ("b.xlsx", &twice[1])], |bytes| with_text(bytes, GRID, "E4", "6"));
    let book = built(&folder, &BOTH);
    assert!(!rules(book).contains(&"D603".to_owned()));
    assert_eq!(first_rating(folder.written("next.xlsx"))[1], "6");
}

#[test]
fn a_school_whose_return_is_not_read_again_is_never_taken_for_another_with_a_file_of_that_name() {
    let ash = Form::of("Ash Hill").ratings(RATINGS);
    let folder = worked(&[("Ash/return.xlsx", &ash)], |bytes| with_numbers(bytes, GRID, &[("E4", 1)]));
    fs::remove_dir_all(folder.path("returns/Ash")).expect("it is there");
    let folder = folder.save("Elm/return.xlsx", &Form::of("Elm Park").ratings(RATINGS));
    let mut book = built(&folder, &BOTH);
    assert_eq!(book.schools(), ["Ash Hill", "Elm Park"]);
    let now = book.of("Ratings", ["KSF number", "Rating now"]);
    let first: Vec<&str> = now.iter().filter(|[ksf, _]| ksf == "1").map(|[_, now]| &**now).collect();
    assert_eq!(first, ["1", "7"]);
}

#[test]
fn ratings_of_a_return_that_is_not_read_again_are_not_lost() {
    // The school rated one half in each of two returns; the workbook is read with the first of them.
    let half = |from: usize| {
        (1..=10).filter(|ksf| (ksf - 1) / 5 != from).fold(form(), |form, ksf| form.rating(ksf, ""))
    };
    let folder = worked(&[("a.xlsx", &half(0)), ("b.xlsx", &half(1))], <[u8]>::to_vec);
    fs::remove_file(folder.path("returns/b.xlsx")).expect("it is there");
    let now = built(&folder, &BOTH).of("Ratings", ["Rating now"]);
    assert_eq!(now.concat(), RATINGS.map(|rating| rating.to_string()));
}

#[test]
fn a_school_without_its_heading_costs_the_others_nothing() {
    let returns = [("a.xlsx", form()), ("b.xlsx", Form::of("Ash Hill").ratings(RATINGS))];
    let returns = [(returns[0].0, &returns[0].1), (returns[1].0, &returns[1].1)];
    let folder =
        worked(&returns, |bytes| with_numbers(&with_text(bytes, GRID, "E3", " "), GRID, &[("F4", 1)]));
    let mut ratings =
        built(&folder, &["worked.xlsx"]).of("Ratings", ["School", "Rating submitted", "Rating now"]);
    ratings.retain(|[school, ..]| school == "Oakfield Primary");
    assert_eq!(ratings[0], ["Oakfield Primary", "7", "1"]);
}

#[test]
fn an_entry_that_cannot_be_known_is_told_with_its_cell() {
    let folder = worked(&[("a.xlsx", &form())], |bytes| {
        let typed = with_text(bytes, PLAN, "I5", "no matter");
        support::rewritten(&typed, |_, xml| {
            xml.replace(
                "<c r=\"I5\" t=\"inlineStr\"><is><t>no matter</t></is></c>",
                "<c r=\"I5\"><f>NOW()</f></c>",
            )
        })
    });
    let mut book = built(&folder, &["worked.xlsx"]);
    let told = book.of("Findings", ["Rule", "What was found", "Sheet", "Cell"]);
    let [rule, found, sheet, cell] = &told[0];
    assert_eq!([&**rule, &**sheet, &**cell], ["F120", "Action plan", "I5"]);
    assert!(found.contains("a formula without a result"), "{found}");
    assert_eq!(book.of("ActionPlan", ["By when"])[0], [""]);
}

#[test]
fn what_a_return_says_in_place_of_a_rating_is_told_whatever_the_workbook_was_changed_to() {
    let (unclear, rated) = (form().rating(1, "TBC"), form().rating(1, 5));
    for returns in [&[("a.xlsx", &unclear)][..], &[("a.xlsx", &unclear), ("b.xlsx", &rated)]] {
        let folder = worked(returns, |bytes| with_numbers(bytes, GRID, &[("E4", 9)]));
        for from in [&["returns"][..], &BOTH] {
            let told = built(&folder, from).of("Findings", ["What was found"]);
            assert!(told.iter().any(|[found]| found.contains("\"TBC\"")), "{from:?} {told:?}");
        }
    }
}
