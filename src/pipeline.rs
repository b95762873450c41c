//! The stages in order, nothing else: submitted files → data set → figures → workbook. The last stages for a collection of
//! several local authorities are in [`crate::documents`].
//!
//! In: [`Submission`]s, and what a [`Run`] works with. Out: what each stage gives. Nothing here reads a file or a clock.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::analyse::{Figures, analyse};
use crate::consolidate::{UserInput, consolidate};
use crate::data_set::DataSet;
use crate::export::is_ours_in_json_lines;
use crate::framework::Framework;
use crate::layout::{Explanation, Recogniser};
use crate::observe::Observer;
use crate::read::{Contents, Reader, Unreadable};
use crate::validate::{FileFate, ValidatedFile, validate};
use crate::workbook::{self, Settings, WorkbookError};

/// A file that the user submitted: on a disk ([`crate::discover`]), in memory, in a browser.
pub trait Submission: Sync {
    /// Its path relative to the folder that the user gave, with forward slashes.
    fn name(&self) -> &Arc<str>;

    /// The names of the folders that it is in, outermost first, from the folder that the user gave downwards.
    fn folders(&self) -> &[String];

    /// Whether the user named the file itself, rather than a folder that it is in.
    fn is_named(&self) -> bool;

    /// Whether it may hold returns. The register and the list of names do not, though they may be in the same folder.
    fn is_return(&self) -> bool {
        true
    }

    /// Its content.
    ///
    /// # Errors
    /// Why it cannot be read; this becomes a finding.
    fn bytes(&self) -> io::Result<Vec<u8>>;
}

/// What a run works with.
pub struct Run<'a> {
    /// Turns bytes into cells.
    pub reader: &'a dyn Reader,
    /// Success factors, scale and bands.
    pub framework: &'a Framework,
    /// What the user gave beside the returns.
    pub given: &'a UserInput,
    /// Receives reports of progress.
    pub observer: &'a dyn Observer,
    /// Finds the framework's KSFs on sheets.
    recogniser: Recogniser,
}

/// What a file was recognised as.
#[derive(Debug)]
pub enum FileExplanation {
    /// It is no spreadsheet; what it is.
    Ignored(Cow<'static, str>),
    /// It could not be read; a finding says why.
    NotRead,
    /// It was read.
    Workbook(Explanation),
}

impl<'a> Run<'a> {
    /// A run for one framework.
    #[must_use]
    pub fn new(
        reader: &'a dyn Reader,
        framework: &'a Framework,
        given: &'a UserInput,
        observer: &'a dyn Observer,
    ) -> Self {
        Self { reader, framework, given, observer, recogniser: Recogniser::new(framework) }
    }

    /// Reads all files, in parallel, and consolidates their returns.
    #[must_use]
    pub fn collect<S: Submission>(&self, files: &[S]) -> DataSet {
        self.observer.reading(files.len());
        let validated: Vec<ValidatedFile> = files
            .par_iter()
            .map(|file| {
                let result = self.file(file);
                self.observer.file_read();
                result
            })
            .collect();
        consolidate(validated, self.given, self.framework)
    }

    /// Explains what a file is recognised as.
    pub fn explain<S: Submission>(&self, file: &S) -> FileExplanation {
        match self.contents(file) {
            None => FileExplanation::Ignored("a table of ratings that ksfgrid wrote".into()),
            Some(Contents::Ignored(what)) => FileExplanation::Ignored(what),
            Some(Contents::Unreadable(_)) => FileExplanation::NotRead,
            Some(Contents::Workbook(book)) => FileExplanation::Workbook(self.recogniser.explain(&book)),
        }
    }

    /// Works out every figure.
    #[must_use]
    pub fn analyse(&self, data: &DataSet) -> Figures {
        analyse(data, self.framework)
    }

    /// Lays out one workbook of everything and returns its bytes.
    ///
    /// # Errors
    /// [`WorkbookError`] if the workbook cannot be written, for example because it would pass a limit of Excel.
    pub fn workbook(
        &self,
        data: &DataSet,
        figures: &Figures,
        settings: &Settings,
    ) -> Result<Vec<u8>, WorkbookError> {
        self.observer.writing(1);
        workbook::write(data, figures, self.framework, settings)
    }

    /// The contents of a file; `None` if it is the table of ratings that we write for other programs, as JSON lines.
    fn contents<S: Submission>(&self, file: &S) -> Option<Contents> {
        if !file.is_return() {
            return Some(Contents::Ignored("the register or the list of names".into()));
        }
        match file.bytes() {
            Ok(bytes) if is_ours_in_json_lines(&bytes) => None,
            Ok(bytes) => Some(self.reader.read(file.name(), &bytes)),
            Err(error) => Some(Contents::Unreadable(Unreadable::NotOpened(error.to_string()))),
        }
    }

    /// Reads and validates one file: from its bytes to returns and findings.
    pub fn file<S: Submission>(&self, file: &S) -> ValidatedFile {
        let (name, recogniser) = (file.name(), &self.recogniser);
        let mut validated = match self.contents(file) {
            None => ValidatedFile::table(name),
            Some(Contents::Ignored(_)) => ValidatedFile::new(name, FileFate::Ignored, Vec::new()),
            Some(Contents::Unreadable(why)) => ValidatedFile::not_read(name, &why),
            Some(Contents::Workbook(book)) if !file.is_named() && recogniser.is_own(&book) => {
                ValidatedFile::skipped(name)
            }
            Some(Contents::Workbook(book)) if recogniser.is_summary(&book) => ValidatedFile::summary(name),
            Some(Contents::Workbook(book)) => {
                let recognised = recogniser.recognise(&book);
                let mut validated = validate(name, &recognised, self.framework);
                validated.add_damage(&book);
                validated
            }
        };
        file.folders().clone_into(&mut validated.folders);
        validated
    }
}
