//! The stages in order, nothing else: submitted files → data set → figures → workbook; `unpacking` hands on what lies in
//! archives and messages as if it lay in folders. The last stages for a collection of
//! several local authorities are in [`crate::documents`].
//!
//! In: [`Submission`]s, and what a [`Run`] works with. Out: what each stage gives. Nothing here reads a file or a clock.

mod read_file;
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

pub use read_file::ReadFile;
pub use submission::Submission;

use read_file::Part;
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
        self.collected(files, |file, own| self.read(file, own))
    }

    /// Consolidates the returns of files that were read already, and that `read` hands over.
    #[must_use]
    pub fn collect_read<T: Sync>(&self, files: &[T], read: impl Fn(&T) -> ReadFile + Sync) -> DataSet {
        self.collected(files, |file, own| self.judged(read(file).0, own))
    }

    fn collected<T: Sync>(
        &self,
        files: &[T],
        validated: impl Fn(&T, OwnWorkbooks) -> Vec<ValidatedFile> + Sync,
    ) -> DataSet {
        let all = |own| -> Vec<ValidatedFile> {
            self.observer.reading(files.len());
            let of_file = |file: &T| {
                let result = validated(file, own);
                self.observer.file_read();
                result
            };
            files.par_iter().flat_map_iter(of_file).collect()
        };
        let mut read = all(OwnWorkbooks::Skipped);
        let is_skipped = |file: &ValidatedFile| file.fate == FileFate::Skipped;
        // A folder with nothing but our own workbooks holds packs that came back.
        if read.iter().all(|file| file.returns.is_empty()) && read.iter().any(is_skipped) {
            read = all(OwnWorkbooks::Read);
        }
        consolidate(read, self.given, self.framework)
    }

    /// Explains what a file is recognised as; of an archive or a message, what each file in it is.
    pub fn explain<S: Submission>(&self, file: &S) -> Vec<(Arc<str>, FileExplanation)> {
        let explain = |at: &Place, contents| vec![(at.name.clone(), self.explained(contents))];
        Unpacking { reader: self.reader, leaf: &explain, together: &|_, all| all }.files(file)
    }

    /// The same of a file that was read already.
    pub fn explain_read(&self, file: ReadFile) -> Vec<(Arc<str>, FileExplanation)> {
        let explain = |part| match part {
            Part::File(at, contents) => vec![(at.name, self.explained(contents))],
            Part::Container(_, parts) => self.explain_read(ReadFile(parts)),
        };
        file.0.into_iter().flat_map(explain).collect()
    }

    fn explained(&self, contents: Option<Contents>) -> FileExplanation {
        match contents {
            None => FileExplanation::Ignored("a table of ratings that ksfgrid wrote".into()),
            Some(Contents::Container(kind)) => FileExplanation::Ignored(kind.what().into()),
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

    /// Reads and validates one file: from its bytes to returns and findings; of an archive or a message, each file in it.
    pub fn file<S: Submission>(&self, file: &S) -> Vec<ValidatedFile> {
        self.read(file, OwnWorkbooks::Skipped)
    }

    fn read<S: Submission>(&self, file: &S, own: OwnWorkbooks) -> Vec<ValidatedFile> {
        let leaf = |at: &Place, contents: Option<Contents>| vec![self.validated(at, contents, own)];
        let together = |at: &Place, files: Vec<ValidatedFile>| ValidatedFile::of_container(&at.name, files);
        Unpacking { reader: self.reader, leaf: &leaf, together: &together }.files(file)
    }

    /// The same of what was read of a file already.
    fn judged(&self, parts: Vec<Part>, own: OwnWorkbooks) -> Vec<ValidatedFile> {
        let judged = |part| match part {
            Part::File(at, contents) => vec![self.validated(&at, contents, own)],
            Part::Container(at, parts) => ValidatedFile::of_container(&at.name, self.judged(parts, own)),
        };
        parts.into_iter().flat_map(judged).collect()
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
            Some(Contents::Workbook(book)) if recogniser.is_school_pages(&book) => {
                ValidatedFile::school_pages(name)
            }
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
