//! `ksfgrid build`: returns → one workbook, or a folder of workbooks; and the ratings as a table.

use std::path::Path;

use ksfgrid::consolidate::note_several_authorities;
use ksfgrid::data_set::DataSet;
use ksfgrid::divide::by_authority;
use ksfgrid::documents::{FileNames, Packs, Wanted};
use ksfgrid::framework::Framework;
use ksfgrid::model::Mean;
use ksfgrid::pipeline::Run;
use ksfgrid::rules::Severity;
use ksfgrid::words::{self, Failure, Line, Needs, Summary};
use ksfgrid::workbook::Settings;

use crate::cli::arguments::BuildArguments;
use crate::cli::console::say;
use crate::cli::input;
use crate::cli::output::{
    Destination, Documents, FileOutput, FolderOutput, Output, OutputRequest, Staged, put_in_place,
};
use crate::cli::progress::Progress;
use crate::cli::status::Status;

pub(crate) fn run(arguments: &BuildArguments) -> Result<Status, Failure> {
    input::find_date(&arguments.input);
    let framework = input::framework(&arguments.input)?;
    let submitted = input::find(&arguments.input)?;
    let request = OutputRequest { arguments, submitted: &submitted, framework: &framework };
    let destination = Destination::prepare(request)?;
    let given = input::given(&arguments.input, &framework)?;
    let progress = Progress::new(arguments.quiet);
    let reader = input::reader();
    let run = Run::new(&reader, &framework, &given, &progress);
    let mut data = run.collect(&submitted.files);
    if data.schools.is_empty() {
        progress.clear();
        if !arguments.quiet {
            say(&words::first_findings(&data, "ksfgrid check lists"));
        }
        return Err(words::no_usable_return(&data, !arguments.quiet));
    }
    let output = destination.settle(data.authorities().len() > 1)?;
    if output.is_one_workbook() {
        note_several_authorities(&mut data);
    }
    let errors = data.findings.iter().any(|f| f.severity == Severity::Error);
    let summary = Job::new(&run, arguments, &submitted.root).write(data, &output)?;
    progress.clear();
    if !arguments.quiet {
        say(&summary);
    }
    Ok(if arguments.strict && errors { Status::ErrorsFound } else { Status::Done })
}

/// What is left to do once everything is read.
struct Job<'a> {
    run: &'a Run<'a>,
    settings: Settings,
    packs: Packs,
    /// The folder that file names are relative to; `None` if no links are wanted.
    root: Option<&'a Path>,
}

/// Documents that are complete but not in their place.
struct Written<'a> {
    staged: Box<dyn Staged + 'a>,
    /// What they are, in words.
    what: String,
    path: &'a Path,
    needs: Needs,
}

impl<'a> Job<'a> {
    fn new(run: &'a Run, arguments: &BuildArguments, root: &'a Path) -> Self {
        let settings = Settings {
            period: arguments.period.clone(),
            as_of: input::date(&arguments.input),
            source_base: None,
        };
        let root = (!arguments.output.no_links).then_some(root);
        Self { run, settings, packs: arguments.output.packs(), root }
    }

    /// Writes everything and puts it in its place; the report on it.
    fn write(&self, data: DataSet, output: &Output) -> Result<Vec<Line>, Failure> {
        let mut summary =
            Summary::of(&data, self.run.framework, matches!(output.documents, Documents::Folder(_)));
        let table = output.stage_table(&data, self.run.framework)?;
        let documents = match &output.documents {
            Documents::Workbook(file) => self.workbook(&data, file)?,
            Documents::Folder(folder) => self.folder(data, folder)?,
        };
        put_in_place(table.into_iter().chain([documents.staged]).collect())?;
        summary.wrote(&documents.what, &documents.path.display().to_string());
        if let Some(path) = output.table_path() {
            summary.wrote("Ratings", &path.display().to_string());
        }
        Ok(summary.text(&documents.needs))
    }

    /// What the workbooks say about the run, if this is the way from their folder to the one that links lead to.
    fn settings_for(&self, way_to: impl FnOnce(&Path) -> Option<String>) -> Settings {
        Settings { source_base: self.root.and_then(way_to), ..self.settings.clone() }
    }

    /// Everything into one workbook.
    fn workbook<'o>(&self, data: &DataSet, file: &'o FileOutput) -> Result<Written<'o>, Failure> {
        let figures = self.run.analyse(data);
        let settings = self.settings_for(|root| file.way_to(root));
        let bytes = self.run.workbook(data, &figures, &settings)?;
        let mean = |ksf: usize| figures.factors[ksf].mean();
        Ok(Written {
            staged: file.stage(|to| to.write_all(&bytes))?,
            what: "Workbook".to_owned(),
            path: file.path(),
            needs: needs(&figures.first_three, self.run.framework, mean),
        })
    }

    /// A workbook for each authority, and what goes with it.
    fn folder<'o>(&self, data: DataSet, folder: &'o FolderOutput) -> Result<Written<'o>, Failure> {
        let divided = by_authority(data);
        let wanted = Wanted {
            names: FileNames::of(&divided.authorities, self.packs),
            settings: self.settings_for(|root| folder.way_to(root)),
        };
        let receive = |path: &str, bytes: Vec<u8>| folder.write(path, |to| to.write_all(&bytes));
        let whole = self.run.documents(divided, &wanted, &receive)?.whole;
        let mean = |ksf: usize| whole.factors[ksf].mean();
        Ok(Written {
            staged: folder.complete()?,
            what: wanted.names.described(),
            path: folder.shown(),
            needs: needs(&whole.first_three, self.run.framework, mean),
        })
    }
}

fn needs(first: &[usize], framework: &Framework, mean: impl Fn(usize) -> Option<Mean>) -> Needs {
    first.iter().filter_map(|&ksf| Some((framework.label(ksf), mean(ksf)?))).collect()
}
