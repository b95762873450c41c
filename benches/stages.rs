//! How long each stage takes, beside the floor of the library that it stands on: `cargo bench --bench stages`, or one of
//! them with `cargo bench --bench stages -- reading`.
//!
//! The returns are made in memory; no file is read or written. Reading is measured on 200 forms, in one thread; the stages
//! behind it on 200 schools (an authority) and on 2,000.

#[path = "returns/mod.rs"]
mod returns;

use std::io::{self, Cursor};
use std::sync::{Arc, LazyLock};

use calamine::Reader as _;
use divan::Bencher;
use divan::counter::ItemsCount;
use ksfgrid::analyse::analyse;
use ksfgrid::consolidate::{UserInput, consolidate};
use ksfgrid::data_set::DataSet;
use ksfgrid::divide::by_authority;
use ksfgrid::export::{self, Format};
use ksfgrid::framework::Framework;
use ksfgrid::layout::Recogniser;
use ksfgrid::model::CalendarDate;
use ksfgrid::observe::Silent;
use ksfgrid::pipeline::{Run, Submission};
use ksfgrid::read::{Contents, InProcess, RawWorkbook, Reader};
use ksfgrid::validate::{ValidatedFile, validate};
use ksfgrid::workbook::{self, Settings};
use rust_xlsxwriter::{Format as CellFormat, Workbook};

const FORMS: usize = 200;

fn main() {
    divan::main();
}

// ------------------------------------------------------------------------------------------------- what goes in

/// A form in memory.
struct Form {
    name: Arc<str>,
    folders: Vec<String>,
    bytes: Vec<u8>,
}

impl Submission for Form {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn folders(&self) -> &[String] {
        &self.folders
    }

    fn is_named(&self) -> bool {
        false
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        Ok(self.bytes.clone())
    }
}

fn forms(schools: usize) -> Vec<Form> {
    let form = |school: returns::School| {
        let folders = vec![school.authority.clone(), school.cluster.clone()];
        Form { name: school.path().into(), folders, bytes: school.form() }
    };
    returns::schools(schools).map(form).collect()
}

static FORMS_READ: LazyLock<Vec<Form>> = LazyLock::new(|| forms(FORMS));

/// What the stages before the consolidation hand on.
fn validated(forms: &[Form]) -> Vec<ValidatedFile> {
    let recogniser = Recogniser::new(Framework::embedded());
    let one = |form: &Form| {
        let mut file = validate(&form.name, &recogniser.recognise(&read(form)), Framework::embedded());
        form.folders.clone_into(&mut file.folders);
        file
    };
    forms.iter().map(one).collect()
}

fn read(form: &Form) -> RawWorkbook {
    match InProcess.read(&form.name, &form.bytes) {
        Contents::Workbook(book) => book,
        other => panic!("a form was not read: {other:?}"),
    }
}

/// What the stages before the analysis hand on.
fn data(schools: usize) -> DataSet {
    let given = UserInput::default();
    let run = Run::new(&InProcess, Framework::embedded(), &given, &Silent);
    run.collect(&forms(schools))
}

fn settings() -> Settings {
    Settings {
        period: None,
        as_of: CalendarDate::new(2010, 3, 31).expect("a date"),
        source_base: Some("returns/".to_owned()),
    }
}

// ------------------------------------------------------------------------------------------------------ reading

/// The floor: calamine alone streams the cells of each form's first sheet.
#[divan::bench]
fn reading_floor_calamine(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(FORMS)).bench_local(|| {
        let cells = |form: &Form| {
            let mut book: calamine::Xlsx<_> =
                calamine::Xlsx::new(Cursor::new(&form.bytes)).expect("a workbook");
            let first = book.sheet_names().swap_remove(0);
            let mut reader = book.worksheet_cells_reader(&first).expect("a sheet");
            std::iter::from_fn(|| reader.next_cell().expect("a cell").map(|_| ())).count()
        };
        FORMS_READ.iter().map(cells).sum::<usize>()
    });
}

/// Bytes → cells, with everything looked over first.
#[divan::bench]
fn reading(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(FORMS)).bench_local(|| FORMS_READ.iter().map(read).collect::<Vec<_>>());
}

/// Cells → tables.
#[divan::bench]
fn recognising(bencher: Bencher<'_, '_>) {
    let books: Vec<RawWorkbook> = FORMS_READ.iter().map(read).collect();
    let recogniser = Recogniser::new(Framework::embedded());
    bencher
        .counter(ItemsCount::new(FORMS))
        .bench_local(|| books.iter().map(|book| recogniser.recognise(book)).collect::<Vec<_>>());
}

/// Tables → judged ratings and findings.
#[divan::bench]
fn validating(bencher: Bencher<'_, '_>) {
    let recogniser = Recogniser::new(Framework::embedded());
    let books: Vec<_> =
        FORMS_READ.iter().map(|form| (&form.name, recogniser.recognise(&read(form)))).collect();
    bencher.counter(ItemsCount::new(FORMS)).bench_local(|| {
        let one = |(name, book): &(&Arc<str>, _)| validate(name, book, Framework::embedded());
        books.iter().map(one).collect::<Vec<_>>()
    });
}

// ----------------------------------------------------------------------------------------------- one data set

/// Returns → each school once.
#[divan::bench(args = [200, 2_000], sample_count = 20)]
fn consolidating(bencher: Bencher<'_, '_>, schools: usize) {
    let (forms, given) = (forms(schools), UserInput::default());
    bencher
        .counter(ItemsCount::new(schools))
        .with_inputs(|| validated(&forms))
        .bench_local_values(|files| consolidate(files, &given, Framework::embedded()));
}

/// A data set → one for each authority.
#[divan::bench(args = [2_000])]
fn dividing(bencher: Bencher<'_, '_>, schools: usize) {
    let data = data(schools);
    let input = || data.clone();
    bencher.counter(ItemsCount::new(schools)).with_inputs(input).bench_local_values(by_authority);
}

#[divan::bench(args = [200, 2_000])]
fn analysing(bencher: Bencher<'_, '_>, schools: usize) {
    let data = data(schools);
    bencher.counter(ItemsCount::new(schools)).bench_local(|| analyse(&data, Framework::embedded()));
}

// ------------------------------------------------------------------------------------------------------ writing

/// The floor: `rust_xlsxwriter` alone writes as many plain cells as the sheet Ratings has.
#[divan::bench(args = [200], sample_count = 20)]
fn writing_floor_plain_cells(bencher: Bencher<'_, '_>, schools: u32) {
    bencher.counter(ItemsCount::new(schools)).bench_local(|| {
        let mut workbook = Workbook::new();
        let format = CellFormat::new().set_bold();
        let sheet = workbook.add_worksheet();
        for row in 0..schools * 10 {
            for column in 0..8 {
                sheet.write_string_with_format(row, column, "Northshire", &format).expect("a cell");
            }
            for column in 8..13 {
                sheet.write_number_with_format(row, column, row, &format).expect("a cell");
            }
        }
        workbook.save_to_buffer().expect("a workbook")
    });
}

/// Figures → bytes of the workbook.
#[divan::bench(args = [200, 2_000], sample_count = 20)]
fn writing(bencher: Bencher<'_, '_>, schools: usize) {
    let (data, framework) = (data(schools), Framework::embedded());
    let (figures, settings) = (analyse(&data, framework), settings());
    bencher
        .counter(ItemsCount::new(schools))
        .bench_local(|| workbook::write(&data, &figures, framework, &settings).expect("a workbook"));
}

/// The ratings as a table for other programs.
#[divan::bench(args = [Format::Csv, Format::JsonLines])]
fn exporting(bencher: Bencher<'_, '_>, format: Format) {
    let data = data(2_000);
    bencher.counter(ItemsCount::new(2_000_usize)).bench_local(|| {
        let mut table = Vec::new();
        export::write(&data.schools, Framework::embedded(), format, &mut table).expect("memory");
        table
    });
}

// -------------------------------------------------------------------------------------------------------- all

/// From bytes to bytes, in all threads: everything but the file system.
#[divan::bench(sample_count = 20)]
fn whole_run(bencher: Bencher<'_, '_>) {
    let given = UserInput::default();
    let run = Run::new(&InProcess, Framework::embedded(), &given, &Silent);
    bencher.counter(ItemsCount::new(FORMS)).bench_local(|| {
        let data = run.collect(&FORMS_READ);
        run.workbook(&data, &run.analyse(&data), &settings()).expect("a workbook")
    });
}
