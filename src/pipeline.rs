//! The stages in order, nothing else: submitted files → data set → figures → workbook, or for several local authorities a
//! workbook each.

use std::borrow::Cow;
use std::io;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rayon::prelude::*;

use crate::analyse::{AuthorityFigures, Figures, Nation, analyse};
use crate::consolidate::{Given, consolidate};
use crate::data_set::DataSet;
use crate::divide::{AuthorityData, Divided};
use crate::framework::Framework;
use crate::layout::{Explanation, Recogniser};
use crate::observe::Observer;
use crate::read::{Contents, Reader, Unreadable};
use crate::validate::{FileFate, ValidatedFile, validate};
use crate::workbook::{self, Settings, WorkbookError};

/// A file that the user submitted, wherever it lies.
pub trait Submission: Sync {
    /// Its path relative to the folder the user gave, with forward slashes.
    fn name(&self) -> &Arc<str>;

    /// Names of the folders it lies in, outermost first, from the folder the user gave downwards.
    fn folders(&self) -> &[String];

    /// Whether the user named the file itself; otherwise it was found in a folder.
    fn is_named(&self) -> bool;

    /// Whether it may hold returns: the register and the list of names, which may lie among them, do not.
    fn is_return(&self) -> bool {
        true
    }

    /// Its content.
    ///
    /// # Errors
    /// Whatever keeps it from being read; this becomes a finding.
    fn bytes(&self) -> io::Result<Vec<u8>>;
}

/// What a run works with.
pub struct Run<'a> {
    /// Turns bytes into cells.
    pub reader: &'a dyn Reader,
    /// Success factors, scale and bands.
    pub framework: &'a Framework,
    /// What the user gave beside the returns.
    pub given: &'a Given,
    /// Told about progress.
    pub observer: &'a dyn Observer,
}

/// What was made of a file.
#[derive(Debug)]
pub enum Explained {
    /// It is no spreadsheet; what it is.
    Ignored(Cow<'static, str>),
    /// It could not be read; a finding says why.
    NotRead,
    /// It was read.
    Workbook(Explanation),
}

/// A document that is written for a collection divided by local authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// The workbook of the authority at this place.
    Authority(usize),
    /// The summary of all authorities.
    National,
}

/// Where documents go; asked and given to from several threads.
pub trait Shelf: Sync {
    /// What keeps a document from being put there.
    type Error: From<WorkbookError> + Send;

    /// What the documents say about the run.
    fn settings(&self) -> Settings;

    /// The names of the authorities' workbooks, in their order, for links from the summary beside them.
    fn workbooks(&self) -> Vec<String>;

    /// Takes a document.
    ///
    /// # Errors
    /// Whatever keeps it from being put there; the run ends with it.
    fn put(&self, document: Document, bytes: Vec<u8>) -> Result<(), Self::Error>;
}

impl Run<'_> {
    /// Reads all files, in parallel, and brings their returns together.
    #[must_use]
    pub fn collect<S: Submission>(&self, files: &[S]) -> DataSet {
        let recogniser = Recogniser::new(self.framework);
        self.observer.reading(files.len());
        let validated: Vec<ValidatedFile> = files
            .par_iter()
            .map(|file| {
                let result = self.file(file, &recogniser);
                self.observer.file_read();
                result
            })
            .collect();
        consolidate(validated, self.given, self.framework)
    }

    /// Explains what is made of a file.
    pub fn explain<S: Submission>(&self, file: &S) -> Explained {
        match self.contents(file) {
            Contents::Ignored(what) => Explained::Ignored(what),
            Contents::Unreadable(_) => Explained::NotRead,
            Contents::Workbook(book) => Explained::Workbook(Recogniser::new(self.framework).explain(&book)),
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
    /// [`WorkbookError`] where the workbook cannot be written, for example because it would pass a limit of Excel.
    pub fn workbook(
        &self,
        data: &DataSet,
        figures: &Figures,
        settings: &Settings,
    ) -> Result<Vec<u8>, WorkbookError> {
        self.observer.writing(1);
        workbook::write(data, figures, self.framework, settings)
    }

    /// Writes a workbook for each authority, in parallel, and lets go of the authority's schools; then, where there are
    /// several, the summary of all.
    ///
    /// # Errors
    /// The first of the shelf's, or a [`WorkbookError`] in its form.
    pub fn documents<S: Shelf>(&self, divided: Divided, shelf: &S) -> Result<Nation, S::Error> {
        let Divided { authorities, rest } = divided;
        self.observer.writing(authorities.len());
        let authorities: Result<Vec<AuthorityFigures>, S::Error> =
            side_by_side(authorities, |at, authority| {
                let figures = self.authority(at, &authority, shelf)?;
                self.observer.authority_written();
                Ok(figures)
            });
        let nation = Nation::of(authorities?, self.framework);
        if nation.authorities.len() > 1 {
            let settings = shelf.settings();
            let names = shelf.workbooks();
            let bytes = workbook::write_national(&nation, &rest, &names, self.framework, &settings)?;
            shelf.put(Document::National, bytes)?;
        }
        Ok(nation)
    }

    /// The documents of one authority; returns what the summary says of it.
    fn authority<S: Shelf>(
        &self,
        authority: usize,
        AuthorityData { name, data }: &AuthorityData,
        shelf: &S,
    ) -> Result<AuthorityFigures, S::Error> {
        let figures = self.analyse(data);
        let document = Document::Authority(authority);
        let settings = shelf.settings();
        shelf.put(document, workbook::write(data, &figures, self.framework, &settings)?)?;
        Ok(AuthorityFigures::of(name, data, &figures, self.framework))
    }

    fn contents<S: Submission>(&self, file: &S) -> Contents {
        if !file.is_return() {
            return Contents::Ignored("the register or the list of names".into());
        }
        match file.bytes() {
            Ok(bytes) => self.reader.read(file.name(), &bytes),
            Err(error) => Contents::Unreadable(Unreadable::NotOpened(error.to_string())),
        }
    }

    /// One file, from its bytes to returns and findings.
    fn file<S: Submission>(&self, file: &S, recogniser: &Recogniser) -> ValidatedFile {
        let name = file.name();
        let mut validated = match self.contents(file) {
            Contents::Ignored(_) => ValidatedFile::new(name, FileFate::Ignored, Vec::new()),
            Contents::Unreadable(why) => ValidatedFile::not_read(name, &why),
            Contents::Workbook(book) if !file.is_named() && recogniser.is_own(&book) => {
                ValidatedFile::skipped(name)
            }
            Contents::Workbook(book) => {
                let recognised = recogniser.recognise(&book);
                let mut validated = validate(name, &recognised, self.framework);
                validated.tell_of_damage(&book);
                validated
            }
        };
        file.folders().clone_into(&mut validated.folders);
        validated
    }
}

/// Does something with every item, as many at a time as the computer has processors, and gives the results in the items'
/// order, or the first failure. Threads of their own, because a task of a pool that waits for its parts would begin another
/// item meanwhile, and more would be held in memory at once.
fn side_by_side<T: Send, R: Send, E: Send>(
    items: Vec<T>,
    work: impl Fn(usize, T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let count = items.len();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(count);
    let items = Mutex::new(items.into_iter().enumerate());
    let results = Mutex::new(Vec::with_capacity(count));
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let failure = thread::scope(|scope| {
        let worker = || {
            while let Some((at, item)) = next() {
                let result = work(at, item).inspect_err(|_| while next().is_some() {})?;
                results.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
            }
            Ok(())
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let ends =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        ends.collect::<Vec<_>>().into_iter().find_map(Result::err)
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(at, _)| *at);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}
