//! `ksfgrid build`: returns → one workbook, or a folder of workbooks; and the ratings as a table.

use std::path::Path;

use ksfgrid::consolidate::note_several_authorities;
use ksfgrid::data_set::DataSet;
use ksfgrid::divide::by_authority;
use ksfgrid::documents::{Document, DocumentSink};
use ksfgrid::framework::Framework;
use ksfgrid::model::Mean;
use ksfgrid::pipeline::Run;
use ksfgrid::rules::Severity;
use ksfgrid::workbook::{Settings, WorkbookError};

use super::arguments::{BuildArguments, OutputArguments};
use super::output::{
    Destination, FileNames, FileOutput, FolderOutput, GivenFiles, Output, StagedFile, Wishes,
};
use super::progress::Progress;
use super::report::{self, Summary};
use super::table::Table;
use super::{DONE, ERRORS_FOUND, Failure, framework, given, input, interrupt};

/// Where the workbook goes, or the folder of workbooks, unless the user says otherwise.
const USUAL_PLACE: &str = "KSF workbook";

/// The first needs over all schools: the KSF's label and its mean.
type Needs = Vec<(String, Mean)>;

pub(super) fn run(arguments: &BuildArguments) -> Result<u8, Failure> {
    given::find_date(&arguments.input);
    let framework = framework::of(&arguments.input)?;
    let submitted = input::find(&arguments.input)?;
    let files = GivenFiles { submitted: &submitted, input: &arguments.input };
    let OutputArguments { force, packs, .. } = arguments.output;
    let wishes = Wishes { force, packs, quiet: arguments.quiet };
    let place = arguments.output.output.as_deref().unwrap_or(Path::new(USUAL_PLACE));
    let destination = Destination::prepare(place, wishes, files)?;
    let table = |path| Table::prepare(path, (place, &destination), wishes, files);
    let table = arguments.output.data.as_deref().map(table).transpose()?;
    let given = given::read(&arguments.input)?;
    let progress = Progress::new(arguments.quiet);
    let reader = input::reader();
    let run = input::run(&reader, &framework, &given, &progress);
    let mut data = run.collect(&submitted.files);
    if data.schools.is_empty() {
        progress.clear();
        report::findings(&data, arguments.quiet);
        return Err(no_return(submitted.files.len()));
    }
    let output = destination.settle(data.authorities().len() > 1, wishes, files)?;
    if matches!(output, Output::Workbook(_)) {
        note_several_authorities(&mut data);
    }
    let errors = data.findings.iter().any(|f| f.severity == Severity::Error);
    let mut summary = Summary::of(&data, run.framework);
    let staged =
        table.as_ref().map(|table| table.stage(&data, run.framework, &output)).transpose()?.flatten();
    let settings = Settings {
        period: arguments.period.clone(),
        as_of: given::date(&arguments.input),
        source_base: None,
    };
    let job = Job { run: &run, settings, packs, root: &submitted.root };
    let needs = match &output {
        Output::Workbook(file) => job.workbook(&data, file, staged, &mut summary)?,
        Output::Folder(folder) => job.folder(data, folder, staged, &mut summary)?,
    };
    progress.clear();
    if !arguments.quiet {
        if let Some(table) = &table {
            summary.wrote("Ratings", table.path());
        }
        summary.say(&needs);
    }
    Ok(if arguments.strict && errors { ERRORS_FOUND } else { DONE })
}

/// What is left to do once everything is read.
struct Job<'a> {
    run: &'a Run<'a>,
    settings: Settings,
    packs: bool,
    /// The folder that file names are relative to.
    root: &'a Path,
}

impl Job<'_> {
    /// Everything into one workbook.
    fn workbook(
        &self,
        data: &DataSet,
        file: &FileOutput,
        table: Option<StagedFile>,
        summary: &mut Summary,
    ) -> Result<Needs, Failure> {
        let figures = self.run.analyse(data);
        let settings = Settings { source_base: file.way_to(self.root), ..self.settings.clone() };
        let bytes = self.run.workbook(data, &figures, &settings)?;
        let workbook = file.stage(|to| to.write_all(&bytes))?;
        workbook.check()?;
        table.as_ref().map_or(Ok(()), StagedFile::check)?;
        interrupt::end(|| {
            table.map_or(Ok(()), StagedFile::put)?;
            workbook.put()
        })?;
        summary.wrote("Workbook", file.path());
        Ok(needs(&figures.first_three, self.run.framework, |ksf| figures.factors[ksf].mean()))
    }

    /// A workbook for each authority, and what goes with it.
    fn folder(
        &self,
        data: DataSet,
        folder: &FolderOutput,
        table: Option<StagedFile>,
        summary: &mut Summary,
    ) -> Result<Needs, Failure> {
        let divided = by_authority(data);
        let names = FileNames::of(&divided.authorities, self.packs);
        let base = folder.way_to(self.root);
        let sink = DocumentFolder { folder, names, settings: &self.settings, packs: self.packs, base };
        let nation = self.run.documents(divided, &sink)?;
        folder.complete()?;
        table.as_ref().map_or(Ok(()), StagedFile::check)?;
        interrupt::end(|| {
            table.map_or(Ok(()), StagedFile::put)?;
            folder.put()
        })?;
        summary.wrote(&sink.names.described(), folder.path());
        let whole = &nation.whole;
        Ok(needs(&whole.first_three, self.run.framework, |ksf| whole.factors[ksf].mean()))
    }
}

fn needs(first: &[usize], framework: &Framework, mean: impl Fn(usize) -> Option<Mean>) -> Needs {
    first.iter().filter_map(|&ksf| Some((framework.label(ksf), mean(ksf)?))).collect()
}

/// The folder that receives the documents.
struct DocumentFolder<'a> {
    folder: &'a FolderOutput,
    names: FileNames,
    settings: &'a Settings,
    packs: bool,
    /// The way from the folder to the folder that file names are relative to.
    base: Option<String>,
}

impl DocumentSink for DocumentFolder<'_> {
    type Error = Failure;

    fn settings(&self) -> Settings {
        Settings { source_base: self.base.clone(), ..self.settings.clone() }
    }

    fn workbooks(&self) -> Vec<String> {
        self.names.workbooks()
    }

    fn wants_packs(&self) -> bool {
        self.packs
    }

    fn receive(&self, document: Document, bytes: Vec<u8>) -> Result<(), Failure> {
        self.folder.write(&self.names.path(document), |to| to.write_all(&bytes))
    }
}

impl From<WorkbookError> for Failure {
    fn from(error: WorkbookError) -> Self {
        Self::new(
            format!("The workbook could not be laid out: {error}."),
            "Try with fewer returns at a time.",
        )
    }
}

/// Nothing that was submitted could be used.
fn no_return(files: usize) -> Failure {
    let subject = if files == 1 {
        "The file holds no".to_owned()
    } else {
        format!("None of the {files} files holds a")
    };
    Failure::new(
        format!("{subject} return that could be used; no workbook was written."),
        "Look at the findings above; ksfgrid check lists all of them.",
    )
}
