//! How long each stage takes: `cargo bench --bench stages`, or one of them with `cargo bench --bench stages -- reading`.
//!
//! The returns are made in memory; no file is read or written. Reading is measured on 200 forms, in one thread and in
//! all of them; analysing and writing on 200 and 2,000 schools in clusters of ten.

use std::io;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;
use ksfgrid::analyse::analyse;
use ksfgrid::consolidate::Given;
use ksfgrid::data_set::{Answer, DataSet, Outcome, SchoolRecord};
use ksfgrid::framework::Framework;
use ksfgrid::layout::Recogniser;
use ksfgrid::model::{CalendarDate, CellRef, Rating};
use ksfgrid::observe::Silent;
use ksfgrid::pipeline::{Run, Submission};
use ksfgrid::read::{Contents, InProcess, Reader};
use ksfgrid::validate::validate;
use ksfgrid::workbook::{self, Settings};
use rust_xlsxwriter::Workbook;

const FORMS: usize = 200;

fn main() {
    divan::main();
}

// ------------------------------------------------------------------------------------------------- what goes in

/// A form in memory.
struct Form {
    name: Arc<str>,
    bytes: Vec<u8>,
}

impl Submission for Form {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn folders(&self) -> &[String] {
        &[]
    }

    fn is_named(&self) -> bool {
        false
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        Ok(self.bytes.clone())
    }
}

/// The rating of a KSF by a school: every number on the scale, and no two schools alike.
fn rating(school: usize, ksf: usize) -> u8 {
    u8::try_from((school * 7 + ksf * ksf * 3 + school / 10) % 10 + 1).expect("a number up to ten")
}

fn form(school: usize) -> Form {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut write = |row: u32, column: u16, text: &str| {
        sheet.write_string(row, column, text).expect("a cell on the sheet");
    };
    write(0, 0, "Extended services: sustainability self-assessment");
    let labels =
        [("Local authority", "Northshire".to_owned()), ("Cluster", format!("Cluster {}", school / 10))];
    for (row, (label, value)) in (2..).zip(labels.into_iter().chain([("School", format!("School {school}"))]))
    {
        write(row, 0, label);
        write(row, 1, &value);
    }
    for (column, heading) in (0..).zip(["Key success factor", "Rating (1-10)", "Evidence"]) {
        write(6, column, heading);
    }
    for (row, factor) in (7..).zip(&Framework::embedded().ksfs) {
        write(row, 0, &factor.name);
        write(
            row,
            2,
            "Parents' survey of the autumn term, minutes of the governors, attendance at the clubs",
        );
    }
    for (ksf, row) in (7..).enumerate().take(10) {
        sheet.write_number(row, 1, rating(school, ksf)).expect("a cell on the sheet");
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    Form { name: format!("{school}.xlsx").into(), bytes }
}

fn forms() -> Vec<Form> {
    (0..FORMS).map(form).collect()
}

/// The ratings of so many schools, as the stages before the analysis hand them on.
fn data(schools: usize) -> DataSet {
    let scale = Framework::embedded().scale;
    let answer = |school: usize, ksf: usize| Answer {
        outcome: Rating::new(rating(school, ksf), scale).map_or(Outcome::Missing, Outcome::Used),
        file: format!("{school}.xlsx").into(),
        sheet: "Form".into(),
        cell: u32::try_from(ksf + 7).ok().map(|row| CellRef::new(row, 1)),
    };
    let record = |school: usize| SchoolRecord {
        local_authority: "Northshire".to_owned(),
        cluster: format!("Cluster {}", school / 10),
        school: format!("School {school}"),
        dfe_number: None,
        answers: (0..10).map(|ksf| answer(school, ksf)).collect(),
    };
    DataSet { schools: (0..schools).map(record).collect(), ..DataSet::default() }
}

fn run(given: &Given) -> Run<'_> {
    Run { reader: &InProcess, framework: Framework::embedded(), given, observer: &Silent }
}

// --------------------------------------------------------------------------------------------------- the stages

/// Bytes → cells → tables → judged ratings, one form after another.
#[divan::bench]
fn reading_in_one_thread(bencher: Bencher<'_, '_>) {
    let (forms, framework) = (forms(), Framework::embedded());
    let recogniser = Recogniser::new(framework);
    bencher.counter(ItemsCount::new(FORMS)).bench_local(|| {
        let rated = |form: &Form| match InProcess.read(&form.name, &form.bytes) {
            Contents::Workbook(book) => {
                validate(&form.name, &recogniser.recognise(&book), framework).returns[0].counts().rated
            }
            other => panic!("a form was not read: {other:?}"),
        };
        assert_eq!(forms.iter().map(rated).sum::<u32>(), 2_000);
    });
}

/// The same in all threads, and schools brought together.
#[divan::bench]
fn reading(bencher: Bencher<'_, '_>) {
    let (forms, given) = (forms(), Given::default());
    let run = run(&given);
    bencher.counter(ItemsCount::new(FORMS)).bench_local(|| {
        let data = run.collect(&forms);
        assert_eq!(data.schools.len(), FORMS);
        data
    });
}

#[divan::bench(args = [200, 2_000])]
fn analysing(bencher: Bencher<'_, '_>, schools: usize) {
    let data = data(schools);
    bencher.counter(ItemsCount::new(schools)).bench_local(|| analyse(&data, Framework::embedded()));
}

#[divan::bench(args = [200, 2_000], sample_count = 10)]
fn writing(bencher: Bencher<'_, '_>, schools: usize) {
    let (data, framework) = (data(schools), Framework::embedded());
    let figures = analyse(&data, framework);
    let settings = Settings {
        period: None,
        as_of: CalendarDate::new(2010, 3, 31).expect("a date"),
        source_base: Some("returns/".to_owned()),
    };
    bencher
        .counter(ItemsCount::new(schools))
        .bench_local(|| workbook::write(&data, &figures, framework, &settings).expect("a workbook"));
}

/// From bytes to bytes: everything but the file system.
#[divan::bench(sample_count = 20)]
fn whole_run(bencher: Bencher<'_, '_>) {
    let (forms, given) = (forms(), Given::default());
    let run = run(&given);
    let settings = Settings {
        period: None,
        as_of: CalendarDate::new(2010, 3, 31).expect("a date"),
        source_base: Some("returns/".to_owned()),
    };
    bencher.counter(ItemsCount::new(FORMS)).bench_local(|| {
        let data = run.collect(&forms);
        run.workbook(&data, &run.analyse(&data), &settings).expect("a workbook")
    });
}
