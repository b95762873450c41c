//! The stages in order, nothing else: submitted files → data set → figures → workbook; `unpacking` hands on what lies in
//! archives and messages as if it lay in folders. The last stages for a collection of
//! several local authorities are in [`crate::documents`].
//!
//! In: [`Submission`]s, and what a [`Run`] works with. Out: what each stage gives. Nothing here reads a file or a clock.

mod submission;
mod unpacking;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::analyse::{Figures, analyse};
use crate::consolidate::{UserInput, consolidate};
use crate::data_set::DataSet;
use crate::framework::Framework;
use crate::layout::{Explanation, Recogniser};
use crate::observe::Observer;
use crate::read::{Contents, Reader};
use crate::validate::{FileFate, ValidatedFile, validate};
use crate::workbook::{self, Settings, WorkbookError};

pub use submission::Submission;

use unpacking::{Place, Unpacking};

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

/// What is made of our own workbooks that were found while searching.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OwnWorkbooks {
    Skipped,
    Read,
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
        let mut validated = self.read_all(files, OwnWorkbooks::Skipped);
        let is_skipped = |file: &ValidatedFile| file.fate == FileFate::Skipped;
        // A folder with nothing but our own workbooks holds packs that came back.
        if validated.iter().all(|file| file.returns.is_empty()) && validated.iter().any(is_skipped) {
            validated = self.read_all(files, OwnWorkbooks::Read);
        }
        consolidate(validated, self.given, self.framework)
    }

    fn read_all<S: Submission>(&self, files: &[S], own: OwnWorkbooks) -> Vec<ValidatedFile> {
        self.observer.reading(files.len());
        let read = |file: &S| {
            let result = self.read(file, own);
            self.observer.file_read();
            result
        };
        files.par_iter().flat_map_iter(read).collect()
    }

    /// Explains what a file is recognised as; of an archive or a message, what each file in it is.
    pub fn explain<S: Submission>(&self, file: &S) -> Vec<(Arc<str>, FileExplanation)> {
        let explain = |at: &Place, contents: Option<Contents>| {
            let explained = match contents {
                None => FileExplanation::Ignored("a table of ratings that ksfgrid wrote".into()),
                Some(Contents::Container(kind)) => FileExplanation::Ignored(kind.what().into()),
                Some(Contents::Ignored(what)) => FileExplanation::Ignored(what),
                Some(Contents::Unreadable(_)) => FileExplanation::NotRead,
                Some(Contents::Workbook(book)) => FileExplanation::Workbook(self.recogniser.explain(&book)),
            };
            vec![(at.name.clone(), explained)]
        };
        Unpacking { reader: self.reader, leaf: &explain, together: &|_, all| all }.files(file)
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

    /// Reads and validates one file: from its bytes to returns and findings; of an archive or a message, each file in it.
    pub fn file<S: Submission>(&self, file: &S) -> Vec<ValidatedFile> {
        self.read(file, OwnWorkbooks::Skipped)
    }

    fn read<S: Submission>(&self, file: &S, own: OwnWorkbooks) -> Vec<ValidatedFile> {
        let leaf = |at: &Place, contents: Option<Contents>| vec![self.validated(at, contents, own)];
        let together = |at: &Place, files: Vec<ValidatedFile>| ValidatedFile::of_container(&at.name, files);
        Unpacking { reader: self.reader, leaf: &leaf, together: &together }.files(file)
    }

    fn validated(&self, at: &Place, contents: Option<Contents>, own: OwnWorkbooks) -> ValidatedFile {
        let (name, recogniser) = (&at.name, &self.recogniser);
        let mut validated = match contents {
            None => ValidatedFile::table(name),
            Some(Contents::Ignored(_) | Contents::Container(_)) => {
                ValidatedFile::new(name, FileFate::Ignored, Vec::new())
            }
            Some(Contents::Unreadable(why)) => ValidatedFile::not_read(name, &why),
            Some(Contents::Workbook(book))
                if !at.is_named
                    && recogniser.is_own(&book)
                    && !(own == OwnWorkbooks::Read && recogniser.holds_own_grids(&book)) =>
            {
                match recogniser.worked_in(&book).filter(|worked_in| !worked_in.is_nothing()) {
                    Some(_) => ValidatedFile::skipped_with_work(name),
                    None => ValidatedFile::skipped(name),
                }
            }
            Some(Contents::Workbook(book)) if recogniser.is_summary(&book) => ValidatedFile::summary(name),
            Some(Contents::Workbook(book)) => {
                let recognised = recogniser.recognise(&book);
                let mut validated = validate(name, &recognised, self.framework);
                validated.add_damage(&book);
                validated
            }
        };
        at.folders.clone_into(&mut validated.folders);
        validated
    }
}
