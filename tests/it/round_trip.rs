//! Whatever stands on a sheet is read without a panic, and ratings come out of every arrangement as they went in.
//! Random inputs; what fails is shrunk and printed.

use std::sync::Arc;

use ksfgrid::consolidate::UserInput;
use ksfgrid::data_set::DataSet;
use ksfgrid::framework::Framework;
use ksfgrid::layout::Recogniser;
use ksfgrid::model::{CellRef, CellValue, Rating};
use ksfgrid::observe::Silent;
use ksfgrid::pipeline::{Run, Submission};
use ksfgrid::read::{InProcess, RawSheet, RawWorkbook};
use ksfgrid::validate::validate;
use proptest::prelude::*;
use support::{Form, Grid, KSFS, SchoolRows, Sheet, Typed};

const SCHOOL: &str = "Oakfield Primary School";

/// Ratings on the scale.
fn ratings() -> impl Strategy<Value = [u8; 10]> {
    prop::array::uniform10(1..=10_u8)
}

/// A file in memory.
struct File(Arc<str>, Vec<u8>);

impl Submission for File {
    fn name(&self) -> &Arc<str> {
        &self.0
    }

    fn folders(&self) -> &[String] {
        &[]
    }

    fn is_named(&self) -> bool {
        true
    }

    fn bytes(&self) -> std::io::Result<Vec<u8>> {
        Ok(self.1.clone())
    }
}

/// What a workbook's returns come to, read in this process.
fn data_set(bytes: Vec<u8>) -> DataSet {
    let given = UserInput::default();
    let run = Run::new(&InProcess, Framework::embedded(), &given, &Silent);
    run.collect(&[File("a.xlsx".into(), bytes)])
}

/// The ratings of a school, as they were read; none where one is missing.
fn ratings_of(data: &DataSet, school: &str) -> Option<Vec<u8>> {
    let record = data.schools.iter().find(|record| record.school == school)?;
    record.answers.iter().map(|answer| answer.outcome.rating().map(Rating::get)).collect()
}

/// A list: a row a rating, in an order of its own.
fn list(ratings: [u8; 10], order: &[usize]) -> Sheet {
    let sheet = Sheet::new("Data").row("A1", ["School", "Key success factor", "Rating"]);
    (2..).zip(order).fold(sheet, |sheet, (row, ksf)| {
        sheet.row(&format!("A{row}"), [Typed::from(SCHOOL), KSFS[*ksf].into(), ratings[*ksf].into()])
    })
}

/// A tick grid: its numbers in B6 to K6, its KSFs in A7 to A16, a mark under each rating.
fn tick_grid(ratings: [u8; 10]) -> Sheet {
    let sheet =
        Sheet::new("Form").row("A1", ["School", SCHOOL]).put("A6", "Key success factor").row("B6", 1..=10);
    (6..)
        .zip(KSFS.into_iter().zip(ratings))
        .fold(sheet, |sheet, (row, (ksf, rating))| sheet.put_at(row, 0, ksf).put_at(row, rating.into(), "x"))
}

/// What returns are made of, so that random sheets resemble them.
fn words() -> impl Strategy<Value = String> {
    let known = [
        "School",
        "Rating",
        "Total",
        "Average",
        "Cluster",
        "Local authority",
        "Date",
        "KSF",
        "x",
        "Hill Top",
    ];
    let known: Vec<String> = known.into_iter().chain(KSFS).map(str::to_owned).collect();
    prop_oneof![4 => prop::sample::select(known), 1 => any::<String>(), 1 => "[0-9/., %-]{0,6}"]
}

/// Anything that a cell can hold.
fn value() -> impl Strategy<Value = CellValue> {
    prop_oneof![
        4 => (0..=12_u8).prop_map(|n| CellValue::Number(n.into())),
        1 => any::<f64>().prop_map(CellValue::Number),
        1 => any::<f64>().prop_map(CellValue::Percentage),
        6 => words().prop_map(CellValue::Text),
        1 => any::<bool>().prop_map(CellValue::Logical),
        1 => Just(CellValue::Date(None)),
        1 => any::<String>().prop_map(CellValue::Error),
        1 => Just(CellValue::NoResult),
    ]
}

/// A place near the top, or anywhere on a sheet.
fn place() -> impl Strategy<Value = CellRef> {
    prop_oneof![
        8 => (0..24_u32, 0..14_u32),
        1 => (0..1_048_576_u32, 0..16_384_u32),
    ]
    .prop_map(|(row, column)| CellRef::new(row, column))
}

/// Something typed, for a workbook that is written.
fn typed() -> impl Strategy<Value = Typed> {
    prop_oneof![
        4 => (0..=12_u8).prop_map(Typed::from),
        1 => (-1e9..1e9_f64).prop_map(Typed::Number),
        1 => (0.0..2.0_f64).prop_map(Typed::Percentage),
        6 => words().prop_map(|text| Typed::Text(text.chars().filter(|c| !c.is_control()).collect())),
        1 => any::<bool>().prop_map(Typed::Logical),
        1 => Just(Typed::Date(2010, 7, 6)),
        1 => Just(Typed::Formula("=1/0", "#DIV/0!")),
        1 => Just(Typed::FormulaWithoutResult("=3+4")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn whatever_stands_on_a_sheet_is_recognised_and_judged(
        cells in prop::collection::vec((place(), value()), 0..160),
        visible in prop::bool::weighted(0.9),
    ) {
        let sheets = vec![RawSheet::new("Sheet1", visible, cells)];
        let book = RawWorkbook { sheets, not_read: Vec::new(), own: false, doubtful: false };
        let framework = Framework::embedded();
        let recognised = Recogniser::new(framework).recognise(&book);
        let judged = validate(&"a.xlsx".into(), &recognised, framework);
        prop_assert!(!judged.returns.is_empty() || !judged.findings.is_empty());
    }

    #[test]
    fn whatever_stands_in_a_workbook_is_read_to_its_end(
        cells in prop::collection::vec((0..24_u32, 0..14_u16, typed()), 0..120),
    ) {
        let sheet = cells.into_iter().fold(Sheet::new("Sheet1"), |sheet, (row, column, typed)| sheet.put_at(row, column, typed));
        let data = data_set(sheet.bytes());
        prop_assert!(data.findings.iter().all(|f| !matches!(f.rule.code, "F104" | "F109" | "F114" | "F115")), "{:#?}", data.findings);
    }

    #[test]
    fn ratings_come_out_of_every_arrangement_as_they_went_in(
        ratings in ratings(),
        others in ratings(),
        order in Just((0..10).collect::<Vec<usize>>()).prop_shuffle(),
        down in 0..6_u32,
        right in 0..4_u16,
    ) {
        let grid = Grid::of("Riverside").school(SCHOOL, ratings).school("Hill Top", others);
        let rows = SchoolRows::with(&["School"]).row(&[SCHOOL], ratings).row(&["Hill Top"], others);
        let sheets = [
            ("form", Form::of(SCHOOL).ratings(ratings).sheet()),
            ("grid", grid.sheet()),
            ("school rows", rows.sheet()),
            ("list", list(ratings, &order)),
            ("tick grid", tick_grid(ratings)),
        ];
        for (layout, sheet) in sheets {
            let data = data_set(sheet.moved(down, right).bytes());
            prop_assert_eq!(ratings_of(&data, SCHOOL), Some(ratings.to_vec()), "{}: {:#?}", layout, data.findings);
            let other = ratings_of(&data, "Hill Top");
            prop_assert!(other.is_none_or(|other| other == others), "{}", layout);
        }
    }

    #[test]
    fn no_changed_byte_of_a_workbook_makes_another_rating(
        ratings in ratings(),
        at in any::<prop::sample::Index>(),
        change in 1..=255_u8,
    ) {
        let mut bytes = Form::of(SCHOOL).ratings(ratings).bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= change;
        let data = data_set(bytes);
        let told = data.findings.iter().any(|f| f.rule.code.starts_with('F'));
        let read = data.schools.first().and_then(|record| ratings_of(&data, &record.school));
        prop_assert!(told || read.is_none_or(|read| read == ratings), "{:#?}", data.findings);
    }
}
